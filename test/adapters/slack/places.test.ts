import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { SlackSettings } from "../../../adapters/slack/settings.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { answersIn, called, pressed, pressedPrivately, say } from "./conversing.ts";
import { ids } from "./event-parts.ts";
import { appHomeOpened, appMention, threadReply } from "./events.ts";
import { messageShortcut, slashCommand } from "./interactions.ts";
import { textsOf } from "./reading.ts";
import { type ServedSlack, serveSlack } from "./serve-slack.ts";

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

const contact = "suport@ajuntament.cat";
const question = "què hem de fer si ens entra un ransomware?";
const elsewhere: Partial<SlackSettings> = { allowedWorkspaces: ["T0OTHER000"], contact };
const guest = "U0GUEST000";
const guestTeam = "T0GUEST000";

/** Everything that is kept on disk. */
async function kept(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile())
    .map((file) => readFile(join(file.parentPath, file.name), "latin1"));
  return (await Promise.all(texts)).join("\n");
}

describe("a workspace that is not allowed", () => {
  it("is refused politely in a channel, to the asker alone, and its text is not kept", async () => {
    const dataDirectory = await temporaryFolder();
    const served = await serveSlack(index, { settings: elsewhere, dataDirectory });
    const { api, until } = served;
    const ts = await say(served, { text: `${called} ${question}` });
    await until(() => expect(api.ephemerals).toHaveLength(1));
    expect(api.ephemerals[0]).toMatchObject({ channel: ids.channel, user: ids.user });
    expect(api.ephemerals[0]?.text).toContain(contact);
    expect(answersIn(served, ts)).toEqual([]);
    expect(await kept(dataDirectory)).not.toContain("ransomware");
    expect(served.log.join("\n")).not.toContain("ransomware");
    expect(api.faults).toEqual([]);
  });

  it("is refused in a direct message, and its text is not kept", async () => {
    const dataDirectory = await temporaryFolder();
    const served = await serveSlack(index, { settings: elsewhere, dataDirectory });
    const ts = await say(served, { channel: ids.im, text: question });
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    expect(answersIn(served, ts)[0]?.text).toContain(contact);
    expect(await kept(dataDirectory)).not.toContain("ransomware");
    expect(served.api.faults).toEqual([]);
  });

  it("is refused after a command and a shortcut", async () => {
    const served = await serveSlack(index, { settings: elsewhere });
    const { api, deliver, until } = served;
    const { body } = await deliver(slashCommand({ text: question }));
    expect(textsOf(body).join()).toContain(contact);
    expect(textsOf(body).join()).not.toContain("2.3.1");
    const response_url = api.responseUrl({ channel: ids.channel, user: ids.user });
    await deliver(messageShortcut({ text: question, response_url }));
    await until(() => expect(api.ephemerals).toHaveLength(1));
    expect(api.ephemerals[0]?.text).toContain(contact);
    expect(api.faults).toEqual([]);
  });

  it("is offered no questions to begin with", async () => {
    const served = await serveSlack(index, { settings: elsewhere });
    await served.deliver(appHomeOpened({ tab: "messages" }));
    const ts = await say(served, { channel: ids.im, text: question });
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    expect(served.api.prompts.size).toBe(0);
    expect(served.api.faults).toEqual([]);
  });

  it("is refused when it presses what was answered while it was allowed", async () => {
    const before = await serveSlack(index);
    const { api } = before;
    const ts = await say(before, { text: `${called} ${question}` });
    await before.until(() => expect(answersIn(before, ts)).toHaveLength(1));
    const response_url = api.responseUrl({ channel: ids.channel, user: ids.user });
    await before.deliver(messageShortcut({ text: question, response_url }));
    await before.until(() => expect(api.ephemerals).toHaveLength(1));
    const [mine] = api.ephemerals;
    const now = await serveSlack(index, { settings: elsewhere, api });
    const [answer] = answersIn(now, ts);
    await now.deliver(pressed(now, answer, "Qui ens hi pot ajudar?"));
    await now.until(() => expect(api.ephemerals).toHaveLength(2));
    await now.deliver(pressedPrivately(now, mine, "share", { ts: mine?.ts ?? "" }));
    await now.until(() => expect(api.ephemerals).toHaveLength(3));
    for (const { text } of api.ephemerals.slice(1)) expect(text).toContain(contact);
    expect(answersIn(now, ts)).toHaveLength(1);
    expect(api.faults).toEqual([]);
  });

  it.each([
    ["U0CONTACT0", "<@U0CONTACT0>"],
    ["https://ajuda.example.cat", "<https://ajuda.example.cat>"],
    ["l'àrea d'informàtica", "l'àrea d'informàtica"],
  ])("is told whom to ask: %s", async (whom, shown) => {
    const served = await serveSlack(index, { settings: { ...elsewhere, contact: whom } });
    const ts = await say(served, { channel: ids.im, text: question });
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    expect(answersIn(served, ts)[0]?.text).toContain(shown);
    expect(served.api.faults).toEqual([]);
  });
});

describe("a channel that is not allowed", () => {
  const settings = { allowedChannels: ["C0ALLOWED0"], contact };

  it("is refused, while one that is allowed and direct messages are answered", async () => {
    const served = await serveSlack(index, { settings });
    const { api, until } = served;
    api.addChannel("C0ALLOWED0");
    await say(served, { text: `${called} ${question}` });
    await until(() => expect(api.ephemerals).toHaveLength(1));
    expect(api.ephemerals[0]?.text).toContain(contact);
    const allowed = await say(served, { channel: "C0ALLOWED0", text: `${called} ${question}` });
    const direct = await say(served, { channel: ids.im, text: question });
    await until(() => expect(answersIn(served, allowed)).toHaveLength(1));
    await until(() => expect(answersIn(served, direct)).toHaveLength(1));
    expect(api.faults).toEqual([]);
  });

  it("is refused after a command, which elsewhere is answered", async () => {
    const served = await serveSlack(index, { settings });
    const asked = async (channel: string) =>
      textsOf((await served.deliver(slashCommand({ text: "2.3.1", channel }))).body).join();
    expect(await asked(ids.channel)).toContain(contact);
    expect(await asked("C0ALLOWED0")).toContain("2.3.1 Tenir un pla");
    expect(await asked(ids.im)).toContain("2.3.1 Tenir un pla");
    expect(served.api.faults).toEqual([]);
  });

  it("is not talked into when people go on in a thread", async () => {
    const served = await serveSlack(index, { settings });
    const { api, until } = served;
    const ts = await say(served, { text: `${called} ${question}` });
    await until(() => expect(api.ephemerals).toHaveLength(1));
    await say(served, { text: "qui ens hi pot ajudar?", thread_ts: ts });
    await say(served, { text: `${called} 2.3.1` });
    await until(() => expect(api.ephemerals).toHaveLength(2));
    expect(answersIn(served, ts)).toEqual([]);
    expect(api.faults).toEqual([]);
  });
});

describe("a guest from another workspace in a shared channel", () => {
  const theirs = { team: guestTeam, user_team: guestTeam, source_team: guestTeam };
  const text = `${called} ${question}`;

  async function asked(served: ServedSlack): Promise<string> {
    const ts = served.api.write({ channel: ids.channel, user: guest, text });
    const mention = appMention({ ts, text, user: guest, more: theirs });
    await served.deliver({ ...mention, is_ext_shared_channel: true });
    return ts;
  }

  it("is refused, to nobody else's knowledge, also when nothing is restricted", async () => {
    const served = await serveSlack(index, { settings: { contact } });
    await asked(served);
    await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
    expect(served.api.ephemerals[0]).toMatchObject({ user: guest });
    expect(served.api.posted).toHaveLength(1);
    expect(served.api.faults).toEqual([]);
  });

  it("is answered when the list names their workspace", async () => {
    const settings = { allowedWorkspaces: [ids.team, guestTeam] };
    const served = await serveSlack(index, { settings });
    const ts = await asked(served);
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    expect(served.api.ephemerals).toEqual([]);
    expect(served.api.faults).toEqual([]);
  });

  it("is left alone in a thread where they do not call the assistant, while members are answered", async () => {
    const served = await serveSlack(index, { settings: { contact } });
    const { api, deliver, until } = served;
    const root = await say(served, { text });
    await until(() => expect(answersIn(served, root)).toHaveLength(1));
    const said = { text: "per on comencem?", thread_ts: root };
    const ts = api.write({ channel: ids.channel, user: guest, ...said });
    const reply = threadReply({ ...said, ts, user: guest, more: theirs });
    await deliver({ ...reply, is_ext_shared_channel: true });
    await say(served, { text: "qui ens hi pot ajudar?", thread_ts: root });
    await until(() => expect(answersIn(served, root)).toHaveLength(2));
    expect(answersIn(served, root)[1]?.text).toContain("Qui hi pot ajudar");
    expect(api.ephemerals).toEqual([]);
    expect(api.faults).toEqual([]);
  });

  it("is refused when they press a button", async () => {
    const served = await serveSlack(index, { settings: { contact } });
    const { api, deliver, until } = served;
    const root = await say(served, { text });
    await until(() => expect(answersIn(served, root)).toHaveLength(1));
    const user = { id: guest, username: "guest", name: "guest", team_id: guestTeam };
    const [answer] = answersIn(served, root);
    await deliver(pressed(served, answer, "Qui ens hi pot ajudar?", { more: { user } }));
    await until(() => expect(api.ephemerals).toHaveLength(1));
    expect(api.ephemerals[0]).toMatchObject({ user: guest });
    expect(api.ephemerals[0]?.text).toContain(contact);
    expect(answersIn(served, root)).toHaveLength(1);
    expect(api.faults).toEqual([]);
  });
});

describe("a workspace that is allowed", () => {
  it("has its question kept, as far as the conversation needs it", async () => {
    const dataDirectory = await temporaryFolder();
    const served = await serveSlack(index, {
      settings: { allowedWorkspaces: [ids.team] },
      dataDirectory,
    });
    const ts = await say(served, { channel: ids.im, text: question });
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    expect(await kept(dataDirectory)).toContain("ransomware");
    expect(served.api.faults).toEqual([]);
  });
});
