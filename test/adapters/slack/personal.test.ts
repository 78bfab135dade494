import { beforeAll, describe, expect, it } from "vitest";
import { receptionWords } from "../../../src/reception/words.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { nodesOf } from "../../helpers/nodes.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { answersIn, called, pressed, say as write } from "./conversing.ts";
import { ids } from "./event-parts.ts";
import { appUninstalled, tokensRevoked } from "./events.ts";
import { messageShortcut, slashCommand } from "./interactions.ts";
import { addressesOf, textsOf } from "./reading.ts";
import { publicUrl, type ServedSlack, serveSlack } from "./serve-slack.ts";
import { pressIn, pressPrivately, wordsOf } from "./sheets.ts";
import type { PostedMessage } from "./slack-state.ts";

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

const colleague = "U0BERTA000";
const ransomware = "què hem de fer si ens entra un ransomware?";
const { notice, council, data: say, opinion } = receptionWords.ca;

async function answerTo(
  served: ServedSlack,
  text: string,
  said: { channel?: string; user?: string } = {},
): Promise<PostedMessage> {
  const ts = await write(served, { channel: ids.im, text, ...said });
  await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
  const [answer] = answersIn(served, ts);
  if (answer === undefined) throw new Error("no answer");
  return answer;
}

/** What one of the two buttons of an opinion carries. */
function opinionIn(answer: PostedMessage, isPositive: boolean): string {
  const buttons = nodesOf(answer.blocks).find(({ type }) => type === "feedback_buttons") ?? {};
  const chosen = buttons[isPositive ? "positive_button" : "negative_button"];
  return (chosen as { value: string }).value;
}

/** Presses one of the two buttons of an opinion. */
function judge(served: ServedSlack, answer: PostedMessage, isPositive: boolean, user?: string) {
  const value = opinionIn(answer, isPositive);
  const payload = pressed(served, answer, "feedback", user === undefined ? {} : { user });
  const action = { type: "feedback_buttons", action_id: "feedback", value };
  return served.deliver({ ...payload, actions: [{ ...payload.actions[0], ...action }] });
}

/** Every row of every table that may hold something of a person. */
async function rowsOf({ database }: ServedSlack): Promise<string> {
  const tables = ["readers", "councils", "journeys", "askings", "ratings", "messages"] as const;
  const rows = await Promise.all(
    tables.map((table) => database.selectFrom(table).selectAll().execute()),
  );
  return JSON.stringify(rows);
}

describe("what answers", () => {
  it("is said with a person's first answer, once, and to each person", async () => {
    const served = await serveSlack(index);
    const first = await answerTo(served, "2.3.1");
    expect(wordsOf(first)).toContain(notice);
    expect(first.text).toContain(notice);
    await served.restart();
    expect(wordsOf(await answerTo(served, "1.1.1"))).not.toContain(notice);
    const other = await answerTo(served, `${called} 1.1.1`, {
      channel: ids.channel,
      user: colleague,
    });
    expect(wordsOf(other)).toContain(notice);
    expect(served.api.faults).toEqual([]);
  });

  it("is said with the answer to a command, and not again", async () => {
    const served = await serveSlack(index);
    const asked = async () =>
      textsOf((await served.deliver(slashCommand({ text: "2.3.1" }))).body).join("\n");
    expect(await asked()).toContain(notice);
    expect(await asked()).not.toContain(notice);
    expect(wordsOf(await answerTo(served, "1.1.1"))).not.toContain(notice);
  });

  it("is said to who asks about a message, and not to the channel that it is shared with", async () => {
    const served = await serveSlack(index);
    const response_url = served.api.responseUrl({ channel: ids.channel, user: ids.user });
    await served.deliver(messageShortcut({ text: ransomware, response_url }));
    await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
    const [shown] = served.api.ephemerals;
    expect(wordsOf(shown)).toContain(notice);
    await pressPrivately(served, shown, "share");
    await served.until(() => expect(served.api.posted).toHaveLength(1));
    expect(wordsOf(served.api.posted[0])).not.toContain(notice);
    // One question, however many read its answer.
    expect(await served.database.selectFrom("askings").selectAll().execute()).toHaveLength(1);
    expect(served.api.faults).toEqual([]);
  });
});

describe("an opinion", () => {
  it("is kept with the word that follows, for each person, and can be changed", async () => {
    const served = await serveSlack(index);
    const answer = await answerTo(served, ransomware);
    await judge(served, answer, false);
    await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
    const thanks = () => served.api.ephemerals[0];
    expect(wordsOf(thanks())).toContain(opinion.title);
    expect(wordsOf(thanks())).toContain("Proveu");
    const word = "Hi falta el telèfon. Truqueu-me al 600 123 456.";
    await pressPrivately(served, thanks(), opinion.send, { fill: { word } });
    await served.until(() => expect(wordsOf(thanks())).toContain(opinion.kept));
    const ratings = () => served.database.selectFrom("ratings").selectAll().execute();
    expect(await ratings()).toMatchObject([{ isPositive: 0 }]);
    expect(JSON.stringify(await ratings())).toContain("Hi falta el telèfon");
    expect(JSON.stringify(await ratings())).not.toContain("600 123 456");
    await judge(served, answer, true);
    await judge(served, answer, true, colleague);
    expect(await ratings()).toMatchObject([{ isPositive: 1 }, { isPositive: 1 }]);
    expect(served.opinions).toHaveLength(3);
    expect(served.api.faults).toEqual([]);
  });

  it("is not kept twice when it is pressed twice", async () => {
    const served = await serveSlack(index);
    const answer = await answerTo(served, ransomware);
    await Promise.all([judge(served, answer, true), judge(served, answer, true)]);
    await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
    expect(served.opinions).toHaveLength(1);
  });

  it("is not kept of who is not served", async () => {
    const served = await serveSlack(index);
    const answer = await answerTo(served, `${called} ${ransomware}`, { channel: ids.channel });
    const value = opinionIn(answer, true);
    const payload = pressed(served, answer, "feedback");
    await served.deliver({
      ...payload,
      user: { ...payload.user, id: "U0GUEST000", team_id: "T0OTHER000" },
      actions: [{ ...payload.actions[0], value }],
    });
    await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
    expect(served.api.ephemerals[0]?.text).toContain("no puc respondre");
    expect(await served.database.selectFrom("ratings").selectAll().execute()).toEqual([]);
    expect(served.opinions).toEqual([]);
  });

  it("of an answer that there is not is said to be lost", async () => {
    const served = await serveSlack(index);
    const answer = await answerTo(served, ransomware);
    const payload = pressed(served, answer, "feedback");
    const value = `positive:answered:search:${"0".repeat(64)}:ca`;
    await served.deliver({ ...payload, actions: [{ ...payload.actions[0], value }] });
    await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
    expect(served.api.ephemerals[0]?.text).toContain(opinion.gone);
  });
});

/** Somebody of whom everything is kept that can be. */
async function known(served: ServedSlack) {
  await answerTo(served, ransomware);
  const other = await answerTo(served, `${called} 2.3.1`, {
    channel: ids.channel,
    user: colleague,
  });
  await judge(served, other, true);
  await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
  for (const [text, button, fill] of [
    ["el meu ajuntament", council.save, { population: "800", name: "Rupit" }],
    ["itinerari", "Comença", { role: "alcaldia", population: "800" }],
  ] as const) {
    const sheet = await answerTo(served, text);
    const before = wordsOf(sheet);
    await pressIn(served, sheet, button, { fill });
    const now = () => answersIn(served, sheet.thread_ts ?? "")[0];
    await served.until(() => expect(wordsOf(now())).not.toBe(before));
  }
}

describe("what is kept of a person", () => {
  it("is shown with a link to all of it, which is that person's alone", async () => {
    const served = await serveSlack(index);
    await known(served);
    const sheet = await answerTo(served, "les meves dades");
    expect(wordsOf(sheet)).toContain(`${say.profile}: \n${say.yes}`);
    const link = addressesOf(sheet.blocks).find((url) => url.includes("/les-meves-dades/")) ?? "";
    expect(link.startsWith(publicUrl)).toBe(true);
    const ticket = link.split("/").at(-1) ?? "";
    const data = JSON.stringify(await served.reception.dataFor(ticket));
    expect(data).toContain("Rupit");
    expect(await served.reception.dataFor(`${ticket}x`)).toBeUndefined();
    // A colleague gets a link to nothing but the colleague's own.
    const other = await answerTo(served, "les meves dades", { user: colleague });
    const theirs = addressesOf(other.blocks).find((url) => url.includes("/les-meves-dades/")) ?? "";
    const own = await served.reception.dataFor(theirs.split("/").at(-1) ?? "");
    expect(own).toBeDefined();
    expect(JSON.stringify(own)).not.toContain("Rupit");
    expect(served.api.faults).toEqual([]);
  });

  it("is erased when the person is sure, and nothing is left", async () => {
    const served = await serveSlack(index);
    await known(served);
    const person = served.reception.digest(`slack:${ids.team}:${ids.user}`);
    const sheet = await answerTo(served, "oblida'm");
    const now = () => answersIn(served, sheet.thread_ts ?? "")[0];
    await pressIn(served, sheet, say.cancel);
    await served.until(() => expect(wordsOf(now())).toContain(say.title));
    expect((await served.memory.personal.of(person)).counts.journey).toBe(1);
    await pressIn(served, now(), say.forget);
    await served.until(() => expect(wordsOf(now())).toContain(say.sure));
    await pressIn(served, now(), say.yesForget);
    await served.until(() => expect(wordsOf(now())).toContain(say.forgotten));
    for (const erased of ["ajuntament", "itinerari", "pregunta", "opini"])
      expect(wordsOf(now())).toContain(erased);
    const rows = await rowsOf(served);
    expect(rows).not.toContain("Rupit");
    expect(rows).not.toContain("ransomware");
    const { counts } = await served.memory.personal.of(person);
    expect({ ...counts, messages: 0 }).toEqual({
      profile: 0,
      journey: 0,
      questions: 0,
      opinions: 0,
      messages: 0,
      plan: 0,
      needs: 0,
    });
    expect(served.api.faults).toEqual([]);
  });

  it("is erased for nobody but who presses", async () => {
    const served = await serveSlack(index);
    await known(served);
    const answer = await answerTo(served, `${called} 1.1.1`, {
      channel: ids.channel,
      user: colleague,
    });
    const value = JSON.stringify({ kind: "forget", isSure: true });
    const shown = { ...answer, blocks: [{ type: "actions", elements: [button("forget")] }] };
    await pressIn(served, shown, "sheet-choice-ca-0", { user: colleague, value });
    await served.until(() => expect(served.api.ephemerals).toHaveLength(2));
    expect(served.api.ephemerals[1]).toMatchObject({ user: colleague });
    expect(await rowsOf(served)).toContain("Rupit");
    // The channel sees nothing of it.
    expect(answersIn(served, answer.thread_ts ?? "")[0]?.text).toBe(answer.text);
  });
});

describe("a workspace that takes the assistant away", () => {
  it.each([
    ["at once", false],
    ["after its token was withdrawn", true],
  ])("leaves nothing of what was kept of it: %s", async (_when, isRevokedFirst) => {
    const served = await serveSlack(index);
    await known(served);
    await served.memory.councils.set(
      { person: "", tenant: served.reception.digest(`slack:${ids.team}`), platform: "slack" },
      { name: "Rupit", population: 800, keeper: "Secretaria" },
    );
    const elsewhere = { person: "other", tenant: "other", platform: "slack" };
    await served.memory.readers.set(elsewhere, { population: 7_777 }, Date.now());
    if (isRevokedFirst) await served.deliver(tokensRevoked());
    expect(await served.deliver(appUninstalled())).toMatchObject({ status: 200 });
    const rows = await rowsOf(served);
    expect(rows).not.toContain("Rupit");
    expect(rows).not.toContain(served.reception.digest(`slack:${ids.team}:${ids.user}`));
    expect(rows).not.toContain(served.reception.digest(`slack:${ids.team}`));
    expect(rows).toContain("7777");
  });

  it("is told of again while it cannot be forgotten", async () => {
    const served = await serveSlack(index);
    await known(served);
    await served.database.schema.alterTable("councils").renameTo("councilsAway").execute();
    expect(await served.deliver(appUninstalled())).toMatchObject({ status: 500 });
    expect(await rowsOf({ ...served, database: served.database }).catch(() => "")).toBe("");
    await served.database.schema.alterTable("councilsAway").renameTo("councils").execute();
    expect(await rowsOf(served)).toContain("Rupit");
    expect(await served.deliver(appUninstalled())).toMatchObject({ status: 200 });
    expect(await rowsOf(served)).not.toContain("Rupit");
  });
});

function button(text: string): object {
  return {
    type: "button",
    action_id: "sheet-choice-ca-0",
    text: { type: "plain_text", text },
    value: "",
  };
}
