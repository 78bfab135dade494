import { beforeAll, describe, expect, it } from "vitest";
import { planWords } from "../../../src/plan/words.ts";
import { readWish, type Wish } from "../../../src/reception/wish.ts";
import { receptionWords } from "../../../src/reception/words.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { nodesOf } from "../../helpers/nodes.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { faultsInMessage } from "./block-kit.ts";
import { answersIn, answerTo, called } from "./conversing.ts";
import { ids, nextTs } from "./event-parts.ts";
import { appHomeOpened } from "./events.ts";
import { homeAction, type ShownView, slashCommand } from "./interactions.ts";
import { buttonsOf } from "./reading.ts";
import { type ServedSlack, serveSlack } from "./serve-slack.ts";
import { pressIn, pressPrivately, wordsOf } from "./sheets.ts";
import type { EphemeralMessage, PostedMessage } from "./slack-state.ts";

const { ca } = planWords;
const question = "què hem de fer si ens entra un ransomware?";
const colleague = "U0BERTA000";
const elsewhere = "T0OTHER000";

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

/** What `/agenda` shows to who types it. */
async function command(served: ServedSlack, text: string, user: string = ids.user) {
  const response_url = served.api.responseUrl({ channel: ids.channel, user });
  const { body } = await served.deliver(slashCommand({ text, user, response_url }));
  const { response_type, ...shown } = body as { response_type: string; text: string; blocks: [] };
  expect(response_type).toBe("ephemeral");
  expect(faultsInMessage(shown)).toEqual([]);
  return { ...shown, channel: ids.channel, user, ts: nextTs() } satisfies EphemeralMessage;
}

/** The button that brings a wish of that kind. */
function buttonFor(shown: unknown, kind: Wish["kind"], item?: string): string {
  const found = buttonsOf(shown).find(({ value }) => {
    const wish = readWish(value);
    if (wish?.kind !== kind) return false;
    return item === undefined || ("item" in wish && wish.item === item);
  });
  if (found === undefined) throw new Error(`nothing to press for ${kind}`);
  return found.id;
}

/** What the plan of a workspace holds. */
function planOf(served: ServedSlack, team: string = ids.team) {
  return served.memory.plans.list(served.reception.digest(`slack:${team}`));
}

/** Somebody asks for an action in the conversation with the assistant, takes it, and sees what comes of it below. */
async function take(served: ServedSlack, text: string, item: string): Promise<PostedMessage> {
  const answer = await answerTo(served, { channel: ids.im, text });
  const before = wordsOf(answer);
  const { thread_ts: thread = "" } = answer;
  expect(await pressIn(served, answer, ca.add.label(item))).toMatchObject({ status: 200 });
  await served.until(() => expect(answersIn(served, thread)).toHaveLength(2));
  const [stays, sheet] = answersIn(served, thread);
  expect(wordsOf(stays)).toBe(before);
  if (sheet === undefined) throw new Error("no sheet");
  expect(faultsInMessage({ text: sheet.text, blocks: sheet.blocks })).toEqual([]);
  expect(wordsOf(sheet)).toContain(ca.add.done);
  return sheet;
}

/** An action with its form, in the conversation with the assistant. */
async function opened(served: ServedSlack, item: string) {
  const { thread_ts: thread = "", ts } = await take(served, item, item);
  const sheet = () => answersIn(served, thread).find((one) => one.ts === ts);
  const press = async (kind: Wish["kind"], fill: Readonly<Record<string, string>> = {}) => {
    const before = wordsOf(sheet());
    await pressIn(served, sheet(), buttonFor(sheet(), kind), { fill });
    await served.until(() => expect(wordsOf(sheet())).not.toBe(before));
    return wordsOf(sheet());
  };
  if (!buttonsOf(sheet()).some(({ value }) => readWish(value)?.kind === "plan-keep"))
    await press("plan-entry");
  return { sheet, press };
}

describe("the plan of a workspace", () => {
  it("has three actions after three presses, from a question on, and is shown by the command", async () => {
    const served = await serveSlack(index);
    await take(served, question, "2.3.1");
    await take(served, "4.1.1", "4.1.1");
    await take(served, "acció 1.1.1", "1.1.1");
    expect((await planOf(served)).map(({ item }) => item).toSorted()).toEqual([
      "1.1.1",
      "2.3.1",
      "4.1.1",
    ]);
    const shown = wordsOf(await command(served, "pla"));
    for (const item of ["1.1.1", "2.3.1", "4.1.1"]) expect(shown).toContain(item);
    expect(wordsOf(await command(served, "Plan"))).toContain(planWords.es.title);
    // It is the council's: a colleague sees the same.
    expect(wordsOf(await command(served, "el nostre pla", colleague))).toContain("2.3.1");
    expect(served.api.faults).toEqual([]);
  });

  it("takes an action out of an answer in a channel, and tells who pressed alone", async () => {
    const served = await serveSlack(index);
    const answer = await answerTo(served, { text: `${called} ${question}` });
    const press = () => pressIn(served, answer, ca.add.label("2.3.1"), { user: colleague });
    await Promise.all([press(), press()]);
    await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
    const [told] = served.api.ephemerals;
    expect(told).toMatchObject({ channel: ids.channel, user: colleague });
    expect(wordsOf(told)).toContain(ca.add.done);
    expect(answersIn(served, answer.thread_ts ?? "")).toHaveLength(1);
    expect(await planOf(served)).toHaveLength(1);
    // And the whole plan is asked for in private.
    const typed = await answerTo(served, { text: `${called} el nostre pla` });
    expect(wordsOf(typed)).toContain(receptionWords.ca.inPrivate.text);
    expect(served.api.faults).toEqual([]);
  });

  it("is taken from an answer that one person sees, and goes on there", async () => {
    const served = await serveSlack(index);
    const answer = await command(served, "2.3.1");
    await pressPrivately(served, answer, ca.add.label("2.3.1"));
    await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
    expect(wordsOf(served.api.ephemerals[0])).toContain(ca.add.done);
    expect(await planOf(served)).toHaveLength(1);
    expect(served.api.faults).toEqual([]);
  });

  it("keeps what is written into the form of an action", async () => {
    const served = await serveSlack(index);
    const { sheet, press } = await opened(served, "2.3.1");
    const words = await press("plan-keep", {
      owner: "Secretaria",
      status: "under-way",
      notes: "Pendent del ple",
    });
    expect(words).toContain(ca.entry.saved);
    expect(faultsInMessage({ text: "x", blocks: sheet()?.blocks ?? [] })).toEqual([]);
    expect(await planOf(served)).toMatchObject([
      { item: "2.3.1", owner: "Secretaria", status: "under-way", notes: "Pendent del ple" },
    ]);
    await served.restart();
    expect(wordsOf(await command(served, "pla"))).toContain("Secretaria");
    expect(served.api.faults).toEqual([]);
  });

  it("shows what somebody else changed meanwhile, and loses nothing of either", async () => {
    const served = await serveSlack(index);
    const { sheet, press } = await opened(served, "2.3.1");
    const [entry] = await planOf(served);
    if (entry === undefined) throw new Error("no entry");
    const tenant = served.reception.digest(`slack:${ids.team}`);
    const who = { person: served.reception.digest(colleague), tenant, platform: "slack" };
    expect(await served.memory.plans.set(who, { ...entry, owner: "Alcaldia" })).toBe(true);
    const words = await press("plan-keep", { owner: "Secretaria" });
    expect(words).toContain(ca.entry.conflict);
    expect(words).toContain("Alcaldia");
    expect(
      nodesOf(sheet()).find(({ initial_value: value }) => value === "Secretaria"),
    ).toBeDefined();
    expect(await planOf(served)).toMatchObject([{ owner: "Alcaldia" }]);
    // Who has seen it may say so.
    expect(await press("plan-keep")).toContain(ca.entry.saved);
    expect(await planOf(served)).toMatchObject([{ owner: "Secretaria" }]);
    expect(served.api.faults).toEqual([]);
  });

  it("is nobody's of another workspace, not even of a guest who is served", async () => {
    const settings = { allowedWorkspaces: [ids.team, elsewhere] };
    const served = await serveSlack(index, { settings });
    await take(served, "2.3.1", "2.3.1");
    served.api.addChannel("D0OTHER000", "im", { user: "U0OTHER000" });
    const theirs = await answerTo(served, {
      team: elsewhere,
      channel: "D0OTHER000",
      user: "U0OTHER000",
      text: "el nostre pla",
    });
    expect(wordsOf(theirs)).toContain(ca.empty);
    const answer = await answerTo(served, { text: `${called} 4.1.1` });
    await pressIn(served, answer, ca.add.label("4.1.1"), { team: elsewhere });
    await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
    expect(served.api.ephemerals[0]?.text).toContain("no puc respondre");
    expect((await planOf(served)).map(({ item }) => item)).toEqual(["2.3.1"]);
    expect(await planOf(served, elsewhere)).toEqual([]);
    expect(served.api.faults).toEqual([]);
  });
});

describe("the plan in the App Home", () => {
  /** The App Home, and what is pressed in it. */
  async function home() {
    const served = await serveSlack(index);
    const { api } = served;
    await served.deliver(appHomeOpened());
    await served.until(() => expect(api.homes.size).toBe(1));
    const view = () => api.homes.get(ids.user) as ShownView;
    const press = async (action: { id: string; value?: string | undefined }) => {
      const before = api.views.length;
      const { id: action_id, value } = action;
      await served.deliver(
        homeAction({ view: view(), action: { type: "button", action_id, value } }),
      );
      await served.until(() => expect(api.views.length).toBeGreaterThan(before));
      return wordsOf(api.views.at(-1));
    };
    const buttonOf = (kind: Wish["kind"]) => {
      const found = buttonsOf(view()).find(({ value }) => readWish(value)?.kind === kind);
      if (found === undefined) throw new Error(`nothing to press for ${kind}`);
      return found;
    };
    return { served, view, press, buttonOf };
  }

  it("is opened by its button, and takes the action that is open", async () => {
    const { served, view, press, buttonOf } = await home();
    expect(wordsOf(view())).toContain(ca.title);
    expect(await press(buttonOf("plan"))).toContain(ca.empty);
    const open = { type: "button", action_id: "home-open-0", value: "2.3.1" };
    await served.deliver(homeAction({ view: view(), action: open }));
    await served.until(() => expect(wordsOf(view())).toContain("2.3.1"));
    expect(await press(buttonOf("plan-add"))).toContain(ca.add.done);
    expect(await planOf(served)).toMatchObject([{ item: "2.3.1" }]);
    expect(served.api.faults).toEqual([]);
  });

  it("takes an action below an answer there", async () => {
    const { served, view, press, buttonOf } = await home();
    const asked = { type: "plain_text_input", action_id: "home-ask", value: question };
    await served.deliver(homeAction({ view: view(), action: asked }));
    await served.until(() => expect(wordsOf(view())).toContain("2.3.1"));
    expect(await press(buttonOf("plan-add"))).toContain(ca.add.done);
    expect(await planOf(served)).toMatchObject([{ item: "2.3.1" }]);
    expect(served.api.faults).toEqual([]);
  });
});
