import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { SendError } from "../../../src/delivery/send-error.ts";
import { digestSheet } from "../../../src/feedback/render-digest.ts";
import { buildDigest } from "../../../src/feedback/weekly-digest.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { answersIn, say } from "./conversing.ts";
import { ids } from "./event-parts.ts";
import { buttonsOf } from "./reading.ts";
import { type ServedSlack, type SlackDeviations, serveSlack } from "./serve-slack.ts";
import { pressIn, wordsOf } from "./sheets.ts";
import type { PostedMessage } from "./slack-state.ts";

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

const owners = "C0OWNERS00";
const questions = [
  "com es poda una olivera al jardí?",
  "quina és la recepta del romesco?",
  "qui va guanyar la lliga de bàsquet?",
];

/** The digest of a week in which the Agenda had no answer to some questions, in the owners' channel. */
async function digested(deviations: SlackDeviations = {}) {
  const served = await serveSlack(index, { settings: { ownersChannel: owners }, ...deviations });
  const { api, memory } = served;
  api.addChannel(owners);
  for (const question of questions)
    await memory.askings.add({
      id: randomUUID(),
      who: { person: "p", tenant: "t", platform: "slack" },
      question,
      language: "ca",
      kind: "abstained",
      intent: "search",
      items: [],
      index: "0",
      askedAtMs: Date.now(),
    });
  const digest = await buildDigest({
    askings: memory.askings,
    index,
    fromMs: 0,
    toMs: Date.now() + 1_000,
    now: Date.now,
  });
  const groups = digest.topics.flatMap(({ groups: all }) => all.map(({ group }) => group));
  await memory.askings.addGroups(groups, Date.now());
  return { served, sheet: digestSheet(digest, "ca"), groups };
}

async function written(deviations: SlackDeviations = {}) {
  const { served, sheet, groups } = await digested(deviations);
  await served.slack.write(served.slack.ownersPlace ?? "", sheet);
  const [root] = served.api.posted;
  const below = () => answersIn(served, root?.ts ?? "");
  return { served, groups, root, below };
}

/** The message about a question. */
function about(below: readonly PostedMessage[], question: string): PostedMessage | undefined {
  return below.find((one) => wordsOf(one).includes(question));
}

describe("the owners' digest", () => {
  it("stands in their channel, with each question to be decided below it", async () => {
    const { served, root, below, groups } = await written();
    expect(root).toMatchObject({ channel: owners });
    expect(wordsOf(root)).toContain("Què s'ha preguntat");
    expect(wordsOf(root)).toContain(`${groups.length} preguntes per decidir`);
    expect(buttonsOf(root)).toEqual([]);
    expect(below()).toHaveLength(groups.length);
    for (const question of questions) {
      const one = about(below(), question);
      expect(wordsOf(one)).toContain("Preguntes que l'Agenda no respon");
      expect(buttonsOf(one)).toHaveLength(3);
    }
    expect(served.api.faults).toEqual([]);
  });

  it("is decided question by question, in place for all", async () => {
    const { served, groups, below } = await written();
    const [first = "", second = ""] = questions;
    await pressIn(served, about(below(), first), "S'escriurà");
    await served.until(() => expect(wordsOf(about(below(), first))).toContain("✅ Decidit"));
    expect(wordsOf(about(below(), second))).not.toContain("Decidit");
    // Which item covers it is asked for in its place, until there is one.
    await pressIn(served, about(below(), second), /^Ja ho cobreix/, { user: "U0BERTA000" });
    await served.until(() => expect(wordsOf(about(below(), second))).toContain("Quin element"));
    await pressIn(served, about(below(), second), "Desa-ho", { fill: { item: "99.9.9" } });
    await served.until(() =>
      expect(wordsOf(about(below(), second))).toContain("⚠️ A l'Agenda no hi ha cap element"),
    );
    await pressIn(served, about(below(), second), "Desa-ho", { fill: { item: "2.3.1" } });
    await served.until(() => expect(wordsOf(about(below(), second))).toContain("✅ Decidit"));
    const decisions = await Promise.all(
      groups.map(async ({ id }) => (await served.memory.askings.group(id))?.decision),
    );
    expect(decisions).toContainEqual({ kind: "to-write" });
    expect(decisions).toContainEqual({ kind: "covered", item: "2.3.1" });
    expect(below()).toHaveLength(questions.length);
    expect(served.api.ephemerals).toEqual([]);
    expect(served.api.faults).toEqual([]);
  });

  it.each([
    ["in another channel", { ownersChannel: "C0SOMEWHERE" }, undefined],
    ["where nobody owns", {}, undefined],
    ["in a channel of another workspace", { ownersChannel: `T0OTHER000/${owners}` }, undefined],
    ["by somebody of elsewhere", { ownersChannel: owners }, "T0OTHER000"],
  ])("is decided nowhere else: %s", async (_where, settings, team) => {
    const { served, sheet, groups } = await digested({ settings });
    await served.slack.write(JSON.stringify({ channel: owners }), sheet);
    const below = () => served.api.posted.filter(({ thread_ts }) => thread_ts !== undefined);
    const [shown] = below();
    const before = wordsOf(shown);
    const pressing = team === undefined ? {} : { team };
    await pressIn(served, shown, "S'escriurà", pressing);
    await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
    expect(served.api.ephemerals[0]?.text).toMatch(/només ho poden decidir|no puc respondre/);
    expect(wordsOf(below()[0])).toBe(before);
    for (const { id } of groups)
      expect((await served.memory.askings.group(id))?.decision).toBeUndefined();
    expect(served.api.faults).toEqual([]);
  });

  it("is decided in the owners' channel though questions are answered in others only", async () => {
    const { served, below } = await written({
      settings: { ownersChannel: owners, allowedChannels: [ids.channel] },
    });
    const [question = ""] = questions;
    await pressIn(served, about(below(), question), "Fora d'abast");
    await served.until(() => expect(wordsOf(about(below(), question))).toContain("✅ Decidit"));
    expect(served.api.faults).toEqual([]);
  });
});

describe("write", () => {
  const sheet = {
    language: "ca",
    title: "Continueu l'itinerari?",
    parts: [{ kind: "text", text: "El pas següent us espera." }],
  } as const;

  it("writes into the place of a person's conversation", async () => {
    const served = await serveSlack(index);
    const ts = await say(served, { channel: ids.im, text: "itinerari" });
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    const sheetMessage = () => answersIn(served, ts)[0];
    await pressIn(served, sheetMessage(), "Comença", { fill: { role: "alcaldia" } });
    await served.until(() => expect(wordsOf(sheetMessage())).toContain("🔶"));
    await pressIn(served, sheetMessage(), "Torna a l'itinerari");
    await served.until(() => expect(wordsOf(sheetMessage())).toContain("Primera setmana"));
    await pressIn(served, sheetMessage(), "Recorda-m'ho cada setmana");
    await served.until(() => expect(wordsOf(sheetMessage())).toContain("Us escriuré el"));
    const later = Date.now() + 15 * 24 * 3_600_000;
    const [due] = await served.memory.journeys.takeDue("slack", later, later, 10);
    await served.slack.write(due?.journey.reminder?.place ?? "", sheet);
    const reminder = served.api.posted.at(-1);
    expect(reminder).toMatchObject({ channel: ids.im, bot: true });
    expect(reminder?.text).toBe("Continueu l'itinerari?\nEl pas següent us espera.");
    expect(served.api.faults).toEqual([]);
  });

  it("finds the conversation of who wished for it elsewhere", async () => {
    const served = await serveSlack(index);
    await served.slack.write(JSON.stringify({ channel: ids.user }), sheet);
    expect(served.api.posted).toMatchObject([{ channel: ids.im }]);
    expect(served.api.faults).toEqual([]);
  });

  it("says what became of it where Slack does not take it", async () => {
    const served = await serveSlack(index);
    const place = JSON.stringify({ channel: ids.im });
    served.api.misbehave("chat.postMessage", { kind: "error", error: "channel_not_found" });
    await expect(served.slack.write(place, sheet)).rejects.toMatchObject({ outcome: "refused" });
    served.api.misbehave("chat.postMessage", { kind: "status", status: 429, retryAfterSeconds: 7 });
    const limited = await served.slack.write(place, sheet).catch((error: unknown) => error);
    expect(limited).toBeInstanceOf(SendError);
    expect(limited).toMatchObject({ outcome: "not-sent", retryAfterMs: 7_000 });
    expect(served.api.posted).toEqual([]);
  });

  it("waits where Slack limits what follows the digest, so that none of it is missing", async () => {
    const { served, sheet: digest } = await digested();
    served.api.misbehave(
      "chat.postMessage",
      { kind: "slow", ms: 0 },
      { kind: "status", status: 429, retryAfterSeconds: 1 },
    );
    await served.slack.write(served.slack.ownersPlace ?? "", digest);
    expect(served.api.posted).toHaveLength(1 + questions.length);
    expect(served.api.callsOf("chat.postMessage")).toHaveLength(2 + questions.length);
  });

  it.each<[ServedSlack["slack"]["ownersPlace"], SlackDeviations["settings"]]>([
    [undefined, {}],
    ['{"channel":"C0OWNERS00"}', { ownersChannel: "C0OWNERS00" }],
    ['{"team":"T0AGENDA00","channel":"C0OWNERS00"}', { ownersChannel: "T0AGENDA00/C0OWNERS00" }],
  ])("knows the owners' place: %s", async (place, settings = {}) => {
    const { slack } = await serveSlack(index, { settings });
    expect(slack.ownersPlace).toBe(place);
  });
});
