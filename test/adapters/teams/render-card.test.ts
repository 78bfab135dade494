import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { AdaptiveCard } from "../../../adapters/teams/activity.ts";
import { decodeAsk, decodeWish, encodeAsk, isBelow } from "../../../adapters/teams/buttons.ts";
import { maxAskChars, maxSeenActions } from "../../../adapters/teams/limits.ts";
import { type RenderContext, renderAnswer } from "../../../adapters/teams/render-answer.ts";
import type { Answer } from "../../../src/answer/answer.ts";
import { isLongList, shownIn } from "../../../src/answer/shown.ts";
import { words } from "../../../src/answer/words.ts";
import { languages } from "../../../src/language/language.ts";
import { hostileText } from "../../helpers/hostile-answers.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "../../src/answer/shipped.ts";
import { faultsInCard } from "./card-rules.ts";
import { actionsIn, cardOf, quotesIn, textsIn } from "./cards.ts";

let shipped: Awaited<ReturnType<typeof openAssistant>>;
let context: RenderContext;
beforeAll(async () => {
  shipped = await openAssistant();
  context = { index: shipped.index, publicUrl, history: [] };
}, buildTimeoutMs);

const asksIn = (card: AdaptiveCard | undefined) =>
  actionsIn(card).filter(({ type }) => type === "Action.Submit");

describe("the card of an answer", () => {
  it("offers what can be asked next, leaning on what was asked before", async () => {
    const question = "què hem de fer si ens entra un ransomware?";
    const answer = await shipped.ask(question, { population: 800 });
    const message = renderAnswer(answer, { ...context, history: ["hola"], population: 800 });
    const card = cardOf(message);
    expect(asksIn(card).map(({ title }) => title)).toEqual([
      "Mostra'n més",
      "Per on comencem?",
      "Qui ens hi pot ajudar?",
      "2.3.2 Saber a qui avisar en…",
    ]);
    for (const { data } of asksIn(card))
      expect(decodeAsk(data)).toMatchObject({ history: ["hola", question], population: 800 });
    expect(asksIn(card)[3]?.data).toMatchObject({
      v: 1,
      msteams: {
        type: "messageBack",
        displayText: "Acció 2.3.2: Saber a qui avisar en un ciberatac",
        text: "Acció 2.3.2: Saber a qui avisar en un ciberatac",
      },
    });
    expect(actionsIn(card).at(-1)).toMatchObject({
      title: "Obre 2.3.1 al web",
      url: shownIn(answer)[0]?.url,
    });
    // The text has quoted already.
    for (const { words: quote } of quotesIn(message)) expect(textsIn(card)).not.toContain(quote);
  });

  it("takes what is quoted first into the plan, where one is alone and it is no long list", async () => {
    const offered = async (question: string, more: Partial<RenderContext> = {}) => {
      const card = cardOf(renderAnswer(await shipped.ask(question), { ...context, ...more }));
      return actionsIn(card).flatMap(({ title, data }) => {
        const wish = decodeWish(data);
        return wish?.kind === "plan-add" ? [[title, wish.item, isBelow(data)]] : [];
      });
    };
    expect(await offered("2.3.1")).toEqual([["Afegeix 2.3.1 al pla", "2.3.1", true]]);
    expect(await offered("què hem de fer si ens entra un ransomware?")).toHaveLength(1);
    expect(await offered("2.3.1", { isPersonal: false })).toEqual([]);
    for (const question of ["eix 2", "accions a curt termini", "99.9.9", "què pots fer?"])
      expect(await offered(question)).toEqual([]);
  });

  it("asks in the reader's language, whatever that of a title", async () => {
    const answer = await shipped.ask("2.3.1", { language: "en" });
    const lookup = asksIn(cardOf(renderAnswer(answer, context))).at(-1);
    expect(lookup?.title).toMatch(/^2\.3\.2 /);
    expect(lookup?.data).toMatchObject({ msteams: { text: "Action 2.3.2" } });
    const { question = "" } = decodeAsk(lookup?.data) ?? {};
    expect(await shipped.ask(question)).toMatchObject({ language: "en", kind: "answered" });
  });

  it("shows a row for each item of a long list, with what the lead has not said of it", async () => {
    const answer = await shipped.ask("accions a curt termini", { listLimit: 20 });
    expect(isLongList(answer)).toBe(true);
    const card = cardOf(renderAnswer(answer, context));
    const rows = actionsIn(card).filter(({ type }) => type === "Action.OpenUrl");
    expect(rows.map(({ url }) => url)).toEqual(shownIn(answer).map(({ url }) => url));
    expect(textsIn(card).slice(0, 2)).toEqual([
      "1.1.1 Tenir una única seu electrònica",
      "Esforç mitjà",
    ]);
    expect(asksIn(card).map(({ title }) => title)).toEqual(["Mostra'n més"]);
    for (const { itemId, title, url } of shownIn(answer)) {
      expect(card?.fallbackText).toContain(`${itemId} ${title}`);
      expect(card?.fallbackText).toContain(url);
    }
  });

  it("names the sources of a looked-up item and the day on which they were checked", async () => {
    const card = cardOf(renderAnswer(await shipped.ask("2.3.1"), context));
    expect(textsIn(card).slice(0, 3)).toEqual([
      "Fonts (consultades el 23 de novembre del 2026)",
      "Localret: publicacions de ciberseguretat",
      "Govern: model de ciberseguretat per a les administracions locals",
    ]);
    const { references = [] } = shipped.index.catalogue.get("2.3.1") ?? {};
    expect(
      actionsIn(card)
        .flatMap(({ url }) => url ?? [])
        .slice(0, 2),
    ).toEqual(references.map(({ url }) => url));
    expect(card?.speak).toBe("2.3.1 Tenir un pla de resposta a incidents");
    expect(card?.fallbackText).toContain(references[0]?.url);
  });

  it("shows what an axis holds, each to be asked for without what was asked before", async () => {
    const answer = await shipped.ask("eix 4");
    const card = cardOf(renderAnswer(answer, { ...context, history: ["hola"], population: 800 }));
    const asks = asksIn(card).map(({ data }) => decodeAsk(data));
    const children = shipped.index.catalogue.children("4");
    expect(asks.map((ask) => ask?.question)).toEqual(
      children.map(({ id, title }) => `Objectiu ${id}: ${title}`),
    );
    for (const ask of asks) expect(ask).toMatchObject({ history: [], population: 800 });
  });

  it("lets who asks choose where nothing is asserted", async () => {
    const answer = await shipped.ask("podem comprar drons?");
    expect(answer.kind).toBe("suggested");
    const card = cardOf(renderAnswer(answer, context));
    expect(asksIn(card).map(({ title }) => title.split(" ")[0])).toEqual(
      expect.arrayContaining(shownIn(answer).map(({ itemId }) => itemId)),
    );
    expect(actionsIn(card).every(({ url }) => url === undefined)).toBe(true);
  });

  it("puts into the menu what has no place among the buttons", async () => {
    const answer = await shipped.ask("què hem de fer si ens entra un ransomware?");
    const suggestions = Array.from({ length: 9 }, (_, at) => `Pregunta número ${at}?`);
    const message = renderAnswer({ ...answer, suggestions } as Answer, context);
    const actions = actionsIn(cardOf(message));
    expect(actions.map(({ mode }) => mode === "secondary")).toEqual(
      actions.map((_, at) => at >= maxSeenActions),
    );
    expect(actions[maxSeenActions - 1]?.type).toBe("Action.OpenUrl");
    expect(message.attachments?.flatMap(faultsInCard)).toEqual([]);
  });

  it("is not there where there is nothing to add", async () => {
    const answer = { ...(await shipped.ask("gràcies")), suggestions: [] };
    expect(renderAnswer(answer, context).attachments).toBeUndefined();
  });

  it("shows every example on a button whole, and asks what is answered", async () => {
    for (const language of languages) {
      const answer = await shipped.ask("?!", { language });
      const asks = asksIn(cardOf(renderAnswer(answer, context)));
      expect(asks).toHaveLength(words[language].suggestions.examples.length);
      for (const { title, data } of asks) {
        expect(title).not.toContain("…");
        const { question = "" } = decodeAsk(data) ?? {};
        expect(await shipped.ask(question)).toMatchObject({ language, kind: "answered" });
      }
    }
  });
});

describe("decodeAsk", () => {
  it("reads what encodeAsk wrote, within its limit", () => {
    fc.assert(
      fc.property(
        fc.array(hostileText, { maxLength: 19 }),
        hostileText,
        fc.option(fc.nat(10_000_000), { nil: undefined }),
        (history, question, population) => {
          const ask = { history, question, ...(population === undefined ? {} : { population }) };
          const encoded = encodeAsk(ask);
          expect(JSON.stringify(encoded).length).toBeLessThanOrEqual(maxAskChars);
          const read = decodeAsk({ ...encoded, msteams: { type: "messageBack" } });
          expect(read).toEqual(decodeAsk(JSON.stringify(encoded)));
          expect(read?.population).toBe(population);
          if (JSON.stringify(history).length + question.length * 6 > maxAskChars / 2) return;
          expect(read?.history).toHaveLength(history.length);
        },
      ),
      { numRuns: 200 },
    );
  }, 60_000);

  it("reads nothing else", () => {
    for (const value of [
      undefined,
      null,
      "",
      "hola",
      "{",
      {},
      [],
      { q: ["hola"] },
      { v: 2, q: ["hola"] },
      { v: 1, q: [] },
      { v: 1, q: [1] },
      { v: 1, q: ["hola"], p: -1 },
      { v: 1, q: ["hola"], p: "800" },
      { v: 1, q: Array.from({ length: 21 }, () => "hola") },
    ])
      expect(decodeAsk(value)).toBeUndefined();
  });
});

describe("the rules of cards", () => {
  const card = (content: Partial<AdaptiveCard>) =>
    faultsInCard({
      contentType: "application/vnd.microsoft.card.adaptive",
      content: {
        type: "AdaptiveCard",
        $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
        version: "1.5",
        fallbackText: "a",
        body: [{ type: "TextBlock", text: "a" }],
        ...content,
      },
    });

  it("find what Microsoft's reader would refuse or drop", () => {
    expect(card({})).toEqual([]);
    const action = { type: "Action.Submit", title: "a" };
    expect(card({ body: [{ type: "Hologram" }] })).not.toEqual([]);
    expect(card({ body: [{ type: "TextBlock", text: "a", smell: "b" }] })).toEqual([
      "dropped card.body.0.smell",
    ]);
    expect(card({ body: [{ type: "TextBlock", text: "a", size: "Huge" }] })).not.toEqual([]);
    expect(card({ body: [{ type: "Input.Text" }] })).not.toEqual([]);
    expect(card({ body: [{ type: "TextBlock", text: "**a**" }] })).not.toEqual([]);
    expect(card({ actions: [{ type: "Action.OpenUrl", title: "a" }] })).not.toEqual([]);
    expect(card({ actions: Array.from({ length: 7 }, () => action) })).toEqual([
      "too many buttons",
    ]);
  });
});
