import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { OutgoingActivity } from "../../../adapters/teams/activity.ts";
import { decodeAsk } from "../../../adapters/teams/buttons.ts";
import { maxClaims } from "../../../adapters/teams/limits.ts";
import { type RenderContext, renderAnswer } from "../../../adapters/teams/render-answer.ts";
import { teamsWords } from "../../../adapters/teams/words.ts";
import type { Answer, Citation } from "../../../src/answer/answer.ts";
import { isLongList, label, leftOut, shownIn } from "../../../src/answer/shown.ts";
import { formatNumber, provenance, words } from "../../../src/answer/words.ts";
import { clean, cutText } from "../../../src/language/clean-text.ts";
import { languages } from "../../../src/language/language.ts";
import { hostileAnswer } from "../../helpers/hostile-answers.ts";
import { written } from "../../helpers/made-answers.ts";
import { createWorkspace, smallKnowledge } from "../../scripts/small-knowledge.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "../../src/answer/shipped.ts";
import { faultsInMessage } from "./card-rules.ts";
import {
  actionsIn,
  cardOf,
  claimsOf,
  markdownOf,
  quotesIn,
  readAs,
  spaced,
  within,
} from "./cards.ts";

let shipped: Awaited<ReturnType<typeof openAssistant>>;
let context: RenderContext;
beforeAll(async () => {
  shipped = await openAssistant();
  context = { index: shipped.index, publicUrl, history: [] };
}, buildTimeoutMs);

const listLimit = 20;
const ransomware = "què hem de fer si ens entra un ransomware?";

describe("renderAnswer", () => {
  it("quotes every item of the Agenda in every language with its mark, its source and its link", async () => {
    for (const { id, kind, title } of shipped.index.catalogue.items) {
      for (const language of languages) {
        const question = kind === "page" ? title : `${words.ca.kinds[kind][0]} ${id}`;
        const answer = await shipped.ask(question, { language, listLimit });
        const message = renderAnswer(answer, context);
        expect(faultsInMessage(message)).toEqual([]);
        expectWhole(answer, message);
        if (kind !== "page") expect(shownIn(answer)[0]?.itemId).toBe(id);
      }
    }
  }, 120_000);

  it("says where each quote stands, what its action asks for and where all of them come from", async () => {
    const answer = await shipped.ask(ransomware);
    const seen = readAs(markdownOf(renderAnswer(answer, context).text));
    expect(seen).toContain(
      "2.3.1 Tenir un pla de resposta a incidents\nInfraestructures digitals i Ciberseguretat › Resposta a incidents\nCurt termini · esforç mitjà",
    );
    expect(seen).toContain(
      "Origen de totes les citacions: elaboració pròpia d'aquest projecte, no és text oficial.",
    );
    const [first, ...others] = shownIn(answer);
    const mixed = { ...answer, citations: [{ ...first, origin: "official" }, ...others] } as Answer;
    const each = readAs(markdownOf(renderAnswer(mixed, context).text)).toLowerCase();
    for (const citation of shownIn(mixed)) expect(each).toContain(provenance(citation, "ca"));
  });

  it("tells Teams of the sources in one entity, and of a language model only where one has written", async () => {
    const answer = await shipped.ask(ransomware);
    const { entities, channelData } = renderAnswer(answer, context);
    expect(entities).toMatchObject([
      {
        type: "https://schema.org/Message",
        "@type": "Message",
        "@context": "https://schema.org",
        "@id": "",
        citation: [
          {
            "@type": "Claim",
            position: 1,
            appearance: {
              "@type": "DigitalDocument",
              name: "2.3.1 Tenir un pla de resposta a incidents",
              url: shownIn(answer)[0]?.url,
              keywords: ["elaboració pròpia", "curt termini", "esforç mitjà"],
              image: { "@type": "ImageObject", name: "Text" },
            },
          },
          { position: 2 },
          { position: 3 },
        ],
      },
    ]);
    expect(JSON.stringify(entities)).not.toContain("AIGeneratedContent");
    expect(channelData).toEqual({ feedbackLoop: { type: "custom" } });
    const summed = { ...answer, written: written() };
    expect(renderAnswer(summed, context).entities).toMatchObject([
      { additionalType: ["AIGeneratedContent"] },
    ]);
  });

  it("takes no number for a source that stands in brackets in the answer", async () => {
    const answer = await shipped.ask(ransomware);
    const [first, second] = shownIn(answer);
    if (first === undefined || second === undefined) throw new Error("nothing was cited");
    const quote = "Vegeu [1] i la nota [ 3 ] de [a](https://evil.example).";
    const tricky = { ...answer, citations: [{ ...first, quote }, second] } as Answer;
    const message = renderAnswer(tricky, context);
    expect(faultsInMessage(message)).toEqual([]);
    expect(claimsOf(message).map(({ position }) => position)).toEqual([2, 4]);
    expect(quotesIn(message)[0]).toMatchObject({ words: quote, mark: 2, url: first.url });
    expect(within(markdownOf(message.text), "link").map(readAs)).not.toContain("a");
  });

  it("links an address within a quote to just what it says", async () => {
    const answer = await shipped.ask("qui ens pot ajudar amb la 2.3.1?");
    const { text } = renderAnswer(answer, context);
    const links = within(markdownOf(text), "link").filter(({ url }) => !url.startsWith(publicUrl));
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(readAs(link)).toBe(link.url);
    expectWhole(answer, renderAnswer(answer, context));
  });

  it("marks the first of many quotes, and shows the others with their links", async () => {
    const answer = { ...(await manyQuotes(30)), intent: "search" } as Answer;
    const message = renderAnswer(answer, context);
    expect(faultsInMessage(message)).toEqual([]);
    expect(claimsOf(message)).toHaveLength(maxClaims);
    expect(quotesIn(message)).toHaveLength(30);
    expectWhole(answer, message);
  });

  it("does not repeat below a looked-up action what the lead says", async () => {
    const { text = "" } = renderAnswer(await shipped.ask("2.3.1"), context);
    expect(text.toLowerCase().split("curt termini")).toHaveLength(2);
    expect(text.startsWith("**[2.3.1 Tenir un pla")).toBe(true);
  });

  it("numbers the steps of an item, and says its title once above them", async () => {
    const answer = await shipped.ask("com es fa la 2.3.1?");
    const message = renderAnswer(answer, context);
    expect(quotesIn(message).map(({ number, mark }) => [number, mark])).toEqual(
      [1, 2, 3, 4, 5].map((number) => [number, number]),
    );
    const seen = readAs(markdownOf(message.text));
    expect(seen.split("2.3.1 Tenir un pla de resposta a incidents")).toHaveLength(2);
    expectWhole(answer, message);
  });

  it("shows a long list page after page, until every item was shown once", async () => {
    const question = "accions a curt termini";
    const seen: string[] = [];
    let ask = { question, history: [] as readonly string[] };
    for (let page = 0; page < 30; page += 1) {
      const answer = await shipped.ask(ask.question, { history: ask.history, listLimit });
      const message = renderAnswer(answer, { ...context, history: ask.history });
      expect(faultsInMessage(message)).toEqual([]);
      expectWhole(answer, message);
      const shown = shownIn(answer).map(({ itemId }) => itemId);
      if (isLongList(answer))
        expect(readAs(markdownOf(message.text))).toContain(
          `${seen.length + 1}–${seen.length + shown.length} de 54: ${shown.join(" · ")}`,
        );
      seen.push(...shown);
      const more = actionsIn(cardOf(message)).find(
        ({ title }) => title === words.ca.suggestions.more,
      );
      if (more === undefined) break;
      ask = decodeAsk(more.data) ?? ask;
    }
    const all = shipped.index.catalogue.list("action", { horizons: ["short"] });
    expect(seen).toEqual(all.map(({ id }) => id));
    expect(seen.length).toBeGreaterThan(listLimit);
  });

  it("says once what a list was filtered by", async () => {
    const answer = await shipped.ask("accions a curt termini per a un poble de 800 habitants");
    expect(answer.notes).toEqual(["Filtrat per: curt termini i 800 habitants."]);
    const { text } = renderAnswer(answer, context);
    expect(text).toMatch(/^\d+ accions · curt termini, 800 habitants\.\n/);
    expect(text).not.toContain("Filtrat per");
    const other = { ...answer, lead: "Aquestes són.", notes: [...answer.notes, "I una nota més."] };
    expect(renderAnswer(other, context).text).toContain(
      "Filtrat per: curt termini i 800 habitants. I una nota més.",
    );
  });

  it("says what to do before what is only nearest when it abstains", async () => {
    const answer = await shipped.ask("quin temps farà demà?");
    expect(answer.kind).toBe("abstained");
    const message = renderAnswer(answer, context);
    const seen = readAs(markdownOf(message.text));
    expect(seen.indexOf(answer.notes[0] ?? "")).toBeLessThan(seen.indexOf(words.ca.nearest));
    expect(message.summary).toBe(answer.lead);
    expectWhole(answer, message);
  });

  it("tells in a notification what it has found, and to what where others read it too", async () => {
    const item = await shipped.ask("2.3.1");
    expect(renderAnswer(item, context).summary).toBe("2.3.1 Tenir un pla de resposta a incidents");
    const list = await shipped.ask("accions a curt termini", { listLimit });
    expect(renderAnswer(list, context).summary).toBe("54 accions · curt termini.");
    const answer = await shipped.ask(ransomware);
    const { summary } = renderAnswer(answer, { ...context, isPersonal: false });
    expect(summary).toContain(`Resposta a «${ransomware}»`);
    expect(summary).toContain("2.3.1 Tenir un pla de resposta a incidents");
  });

  it("asks what people think of answers, and of failures nothing but to try again", async () => {
    const answer = await shipped.ask("2.3.1");
    const failure: Answer = { ...answer, kind: "failed", cause: "kaputt", suggestions: [] };
    const failed = renderAnswer(failure, context);
    expect(faultsInMessage(failed)).toEqual([]);
    expect(JSON.stringify(failed)).not.toContain("kaputt");
    expect(failed.channelData).toBeUndefined();
    expect(failed.entities).toBeUndefined();
    const [retry, ...others] = actionsIn(cardOf(failed));
    expect(retry?.title).toBe(teamsWords.ca.retry);
    expect(decodeAsk(retry?.data)).toMatchObject({ question: "2.3.1" });
    expect(others).toEqual([]);
  });

  it("leaves out what has no room, says how much and where all of it is", async () => {
    const answer = { ...(await manyQuotes(200)), intent: "search", total: 200 } as Answer;
    const message = renderAnswer(answer, context);
    expect(faultsInMessage(message)).toEqual([]);
    const shown = quotesIn(message).length;
    expect(shown).toBeGreaterThan(10);
    expect(shown).toBeLessThan(200);
    const seen = readAs(markdownOf(message.text));
    expect(seen).toContain(`… + ${200 - shown}: no caben en un missatge.`);
    expect(message.text).toContain(`[tota l'Agenda](${publicUrl}/agenda)`);
    expect(seen).toContain(`1–${shown} de 200`);
  });

  it("speaks of documents where there is no Agenda", async () => {
    const { "documents/pla.md": document = "" } = smallKnowledge;
    const workspace = await createWorkspace({ "documents/pla.md": document });
    const { ask, index } = await openAssistant(workspace.knowledge);
    const answer = await ask("quan obre la piscina?");
    const message = renderAnswer(answer, { ...context, index });
    expect(faultsInMessage(message)).toEqual([]);
    expect(claimsOf(message)[0]?.appearance["keywords"]).toEqual(["document importat"]);
    expectWhole(answer, message);
    await workspace.remove();
  });

  it("stays within the limits and loses nothing silently, whatever an answer holds", () => {
    fc.assert(
      fc.property(hostileAnswer, fc.boolean(), fc.boolean(), (answer, isPersonal, more) => {
        const message = renderAnswer(answer, {
          ...context,
          isPersonal,
          history: more ? Array.from({ length: 30 }, () => answer.question) : [],
          ...(more ? { population: 800 } : {}),
        });
        expect(faultsInMessage(message)).toEqual([]);
        expectCounted(answer, message);
        for (const { type, data } of actionsIn(cardOf(message)))
          if (type === "Action.Submit") expect(decodeAsk(data)).toBeDefined();
      }),
      { numRuns: 200 },
    );
  }, 120_000);

  it("shows quotes word for word, whatever is in them", () => {
    fc.assert(
      fc.property(hostileAnswer, (answer) => {
        if (isLongList(answer)) return;
        const message = renderAnswer(answer, context);
        const { length } = quotesIn(message);
        const expected = shownIn(answer)
          .slice(0, length)
          .map(({ quote }) => cutText(clean(quote), 1_500).replace(/\u00A0/g, " "));
        const found = quotesIn(message).map((quote) => quote.words.replace(/\u00A0/g, " "));
        expect(found.map(spaced)).toEqual(expected.map((text) => spaced(text) || "–"));
      }),
      { numRuns: 200 },
    );
  }, 120_000);
});

/** Every quote stands word for word with its mark and its link, every mark has its source, every address is ours. */
function expectWhole(answer: Answer, message: OutgoingActivity): void {
  const claims = claimsOf(message);
  const links = within(markdownOf(message.text), "link");
  const quotes = quotesIn(message);
  shownIn(answer).forEach(({ quote, url, ...citation }, at) => {
    if (isLongList(answer)) {
      expect(links.map((link) => link.url)).toContain(url);
      expect(actionsIn(cardOf(message)).map((action) => action.url)).toContain(url);
      return;
    }
    const isMarked = at < maxClaims;
    expect(quotes[at]).toMatchObject({ words: spaced(quote), url });
    expect(quotes[at]?.mark).toBe(isMarked ? claims[at]?.position : undefined);
    if (!isMarked) return;
    expect(claims[at]?.appearance).toMatchObject({ url, name: cutText(label(citation), 80) });
    expect(spaced(quote)).toContain(String(claims[at]?.appearance["abstract"]).replace(/…$/, ""));
  });
  for (const link of links)
    expect(link.url.startsWith(publicUrl) || readAs(link) === link.url).toBe(true);
  for (const { type, data } of actionsIn(cardOf(message)))
    if (type === "Action.Submit") expect(decodeAsk(data)).toBeDefined();
  expectCounted(answer, message);
}

/** What is not shown is counted. */
function expectCounted(answer: Answer, message: OutgoingActivity): void {
  const all = shownIn(answer).length;
  const rows = actionsIn(cardOf(message)).filter(({ type }) => type === "Action.OpenUrl");
  const isList = isLongList(answer);
  const shown = isList ? rowsOf(message, rows.length) : quotesIn(message).length;
  if (all > 0) expect(shown).toBeGreaterThan(0);
  if (all === shown) return;
  const said = formatNumber(all - shown + leftOut(answer), answer.language);
  expect(readAs(markdownOf(message.text))).toContain(`… + ${said}`);
}

/** Rows of a list, whether or not they can be pressed. */
function rowsOf(message: OutgoingActivity, pressed: number): number {
  const rows = cardOf(message)?.body.filter((element) => "items" in element).length ?? 0;
  return Math.max(rows, pressed);
}

async function manyQuotes(count: number): Promise<Answer> {
  const answer = await shipped.ask("2.3.1");
  const [first] = shownIn(answer);
  if (first === undefined) throw new Error("nothing was cited");
  const citations: Citation[] = Array.from({ length: count }, (_, at) => ({
    ...first,
    itemId: `9.9.${at}`,
    url: `${first.url}-${at}`,
  }));
  return { ...answer, citations } as Answer;
}
