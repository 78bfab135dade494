import { beforeAll, describe, expect, it } from "vitest";
import { renderSheet } from "../../../adapters/slack/render-sheet.ts";
import { questionSheet, verdictSheet } from "../../../src/onboarding/check-sheet.ts";
import { stepSheet } from "../../../src/onboarding/step-sheet.ts";
import { receptionWords } from "../../../src/reception/words.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { nodesOf } from "../../helpers/nodes.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { faultsInMessage } from "./block-kit.ts";
import { answersIn, say } from "./conversing.ts";
import { ids } from "./event-parts.ts";
import { addressesOf, buttonsOf } from "./reading.ts";
import { publicUrl, type ServedSlack, serveSlack } from "./serve-slack.ts";
import { type Pressing, pressIn, wordsOf } from "./sheets.ts";
import type { PostedMessage } from "./slack-state.ts";

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

/** One message that moves on. */
async function begun(served: ServedSlack, text = "itinerari") {
  const ts = await say(served, { channel: ids.im, text });
  await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
  const sheet = (): PostedMessage => {
    const [message] = answersIn(served, ts);
    if (message === undefined) throw new Error("the sheet is gone");
    expect(faultsInMessage({ text: message.text, blocks: message.blocks })).toEqual([]);
    return message;
  };
  /** Presses, and gives what stands there then. */
  const press = async (name: string | RegExp, pressing: Pressing = {}) => {
    const seen = () => JSON.stringify([sheet(), served.api.ephemerals]);
    const before = seen();
    expect(await pressIn(served, sheet(), name, pressing)).toMatchObject({ status: 200 });
    await served.until(() => expect(seen()).not.toBe(before));
    return wordsOf(sheet());
  };
  return { ts, sheet, press };
}

/** Number of the right answer of the question that is shown. */
function rightOf(shown: string): number {
  const asked = index.itinerary
    .flatMap(({ questions }) => questions)
    .find(({ ask }) => shown.includes(ask));
  if (asked === undefined) throw new Error("no question is shown");
  return asked.right;
}

/** The button of an answer, in the order in which they stand. */
function answerButton(message: PostedMessage, option: number): string {
  const answers = buttonsOf(message.blocks).filter(({ value }) => value?.includes('"option"'));
  return answers[option]?.id ?? "";
}

describe("the itinerary in a direct conversation", () => {
  it("is gone through to its end in one message, and is still there after a restart", async () => {
    const served = await serveSlack(index);
    const { sheet, press } = await begun(served);
    expect(wordsOf(sheet())).toContain("El vostre rol");
    expect(await press("Comença", { fill: { population: "molts" } })).toContain("⚠️ Escriviu un n");
    expect(nodesOf(sheet()).find(({ initial_value }) => initial_value === "molts")).toBeDefined();
    let words = await press("Comença", { fill: { role: "secretaria", population: "1.200" } });
    expect(words).toContain("🔶⬜");
    expect(addressesOf(sheet().blocks).join()).toContain("/agenda/");
    const journey = () =>
      served.memory.journeys.get(served.reception.digest(`slack:${ids.team}:${ids.user}`));
    expect(await journey()).toMatchObject({ role: "secretaria", population: 1_200 });

    // A wrong answer first, then the right one.
    words = await press(/^Comprova/);
    const wrong = (rightOf(words) + 1) % 2;
    words = await press(answerButton(sheet(), wrong));
    expect(words).toContain("⚠️ No és aquesta.");
    await served.restart();
    words = await press("Torna-ho a provar");
    words = await press(answerButton(sheet(), rightOf(words)));
    expect(words).toContain("✅ Correcte.");
    expect(addressesOf(sheet().blocks).join()).toContain("?cita=");

    words = await press("Torna al pas");
    words = await press("Torna a l'itinerari");
    expect(words).toContain("Primera setmana");
    words = await press("Recorda-m'ho cada setmana");
    expect((await journey())?.reminder?.place).toContain(ids.im);
    words = await press("Atura els recordatoris");
    expect((await journey())?.reminder).toBeUndefined();

    for (let steps = 0; steps < 40 && !words.includes("Resum de l'itinerari"); steps += 1) {
      const next = buttonsOf(sheet().blocks).find(({ text }) =>
        /^(?:Continua: |Dona el pas per fet)/.test(text),
      );
      words = await press(next?.id ?? "none");
    }
    expect(words).toContain("Resum de l'itinerari d'inici");
    expect(words).toContain("✅ Heu fet tots els passos");
    expect(words).not.toContain("⬜");
    expect(answersIn(served, sheet().thread_ts ?? "")).toHaveLength(1);
    expect(served.api.ephemerals).toEqual([]);
    expect(served.api.faults).toEqual([]);
  });

  it("goes on in the language in which it was wished for", async () => {
    const served = await serveSlack(index);
    const { sheet, press } = await begun(served, "start the itinerary");
    expect(wordsOf(sheet())).toContain("Your role");
    const words = await press("sheet-form-en-0", { fill: { role: "alcaldia" } });
    expect(words).toContain("What to do");
    expect(await press("Back to the overview")).not.toContain("itinerari d'inici");
    expect(served.api.faults).toEqual([]);
  });

  it("takes a double click as one", async () => {
    const served = await serveSlack(index);
    const { sheet, press } = await begun(served);
    await press("Comença", { fill: { role: "alcaldia" } });
    const shown = sheet();
    const done = /^Dona el pas per fet/;
    await Promise.all([pressIn(served, shown, done), pressIn(served, shown, done)]);
    await served.until(() => expect(served.api.callsOf("response_url")).toHaveLength(3));
    expect(wordsOf(sheet())).toContain("✅ Pas fet");
    const person = served.reception.digest(`slack:${ids.team}:${ids.user}`);
    const journey = await served.memory.journeys.get(person);
    expect(Object.keys(journey?.done ?? {})).toHaveLength(1);
    expect(served.api.faults).toEqual([]);
  });

  it.each([
    ["forged", "{}"],
    ["of an older version", '{"kind":"old-wish"}'],
    ["cut", '{"kind":"step","step":'],
    ["too long", JSON.stringify({ kind: "step", step: "x".repeat(101) })],
  ])("says that a button is %s, and leaves the sheet as it is", async (_what, value) => {
    const served = await serveSlack(index);
    const { sheet } = await begun(served);
    const before = wordsOf(sheet());
    await pressIn(served, sheet(), "Comença", { value });
    await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
    expect(served.api.ephemerals[0]?.text).toContain("Aquest botó és d'un missatge antic");
    expect(wordsOf(sheet())).toBe(before);
    expect(served.api.faults).toEqual([]);
  });

  it("leaves the sheet as it is while nothing can be kept, so that it is pressed again", async () => {
    const served = await serveSlack(index);
    const { sheet, press } = await begun(served);
    await press("Comença", { fill: { role: "alcaldia" } });
    const before = wordsOf(sheet());
    await served.database.schema.alterTable("journeys").renameTo("journeysAway").execute();
    await press(/^Dona el pas per fet/);
    expect(wordsOf(sheet())).toBe(before);
    expect(served.api.ephemerals[0]?.text).toContain(receptionWords.ca.unavailable.title);
    await served.database.schema.alterTable("journeysAway").renameTo("journeys").execute();
    expect(await press(/^Dona el pas per fet/)).toContain("✅ Pas fet");
    expect(served.api.faults).toEqual([]);
  });

  it("is refused to who is not served", async () => {
    const served = await serveSlack(index);
    const { sheet, press } = await begun(served);
    await press("Comença", { fill: { role: "alcaldia" } });
    const before = wordsOf(sheet());
    await press(/^Dona el pas per fet/, { team: "T0OTHER000" });
    expect(served.api.ephemerals[0]?.text).toContain("Des d'aquí no puc respondre");
    expect(wordsOf(sheet())).toBe(before);
    expect(served.api.faults).toEqual([]);
  });
});

describe("the steps as they are written", () => {
  it("are shown whole: nothing of them is shortened for Slack", () => {
    const language = "ca";
    const { itinerary } = index;
    const scene = { index, publicUrl, language, nowMs: 0, place: "a place" } as const;
    const journey = { language, startedAtMs: 0, done: {}, checks: {}, version: 1 } as const;
    const role = "agent-digital";
    const sheets = itinerary.flatMap((step) => [
      stepSheet(step, { ...journey, role }, scene),
      ...step.questions.map((_, question) => questionSheet(step, question, scene)),
      ...step.questions.map((_, question) =>
        verdictSheet({ step, question, option: 0 }, { ...journey, role }, scene),
      ),
    ]);
    expect(sheets.length).toBeGreaterThan(50);
    for (const sheet of sheets) {
      const message = renderSheet(sheet);
      expect(faultsInMessage(message)).toEqual([]);
      for (const part of sheet.parts)
        if (part.kind === "quote") expect(wordsOf(message)).toContain(part.citation.quote);
        else if (part.kind === "choices")
          for (const { label } of part.choices) expect(wordsOf(message)).toContain(label);
      expect(message.text.endsWith("…")).toBe(false);
    }
  });
});

describe("the itinerary in a channel", () => {
  it("is not begun before others: a word in private is asked for", async () => {
    const served = await serveSlack(index);
    const ts = await say(served, { text: `<@${ids.bot}> itinerari` });
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    expect(wordsOf(answersIn(served, ts)[0])).toContain(receptionWords.ca.inPrivate.text);
    expect(buttonsOf(answersIn(served, ts))).toEqual([]);
    expect(served.api.faults).toEqual([]);
  });
});
