import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { decodeAsk } from "../../../adapters/slack/buttons.ts";
import { promptsFor } from "../../../adapters/slack/prompts.ts";
import { type RenderContext, renderAnswer } from "../../../adapters/slack/render-answer.ts";
import { renderNotice, renderRefusal } from "../../../adapters/slack/render-refusal.ts";
import { slackWords } from "../../../adapters/slack/words.ts";
import type { Answer, Citation } from "../../../src/answer/answer.ts";
import { isLongList, leftOut, shownIn } from "../../../src/answer/shown.ts";
import { formatNumber, provenance, words } from "../../../src/answer/words.ts";
import { languages } from "../../../src/language/language.ts";
import { createWorkspace } from "../../scripts/small-knowledge.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "../../src/answer/shipped.ts";
import { faultsInMessage } from "./block-kit.ts";
import {
  addressesOf,
  buttonsOf,
  hostileAnswer,
  hostileText,
  nodesOf,
  standsTogether,
  textsOf,
} from "./reading.ts";

let shipped: Awaited<ReturnType<typeof openAssistant>>;
let context: RenderContext;
beforeAll(async () => {
  shipped = await openAssistant();
  context = { index: shipped.index, publicUrl, history: [] };
}, buildTimeoutMs);

const listLimit = 20;

describe("renderAnswer", () => {
  it("quotes every item of the Agenda in every language with its link in the same block", async () => {
    for (const { id, kind, title } of shipped.index.catalogue.items) {
      for (const language of languages) {
        const question = kind === "page" ? title : `${words.ca.kinds[kind][0]} ${id}`;
        const answer = await shipped.ask(question, { language, listLimit });
        const message = renderAnswer(answer, context);
        expect(faultsInMessage(message)).toEqual([]);
        expectWhole(answer, message.blocks);
        if (kind !== "page") expect(shownIn(answer)[0]?.itemId).toBe(id);
      }
    }
  }, 120_000);

  it("says of each quote where it comes from and what its action asks for", async () => {
    const answer = await shipped.ask("què hem de fer si ens entra un ransomware?");
    const { blocks } = renderAnswer(answer, context);
    const small = blocks
      .filter(({ type }) => type === "context")
      .flatMap((block) => textsOf(block));
    expect(small[0]).toBe(
      "Infraestructures digitals i Ciberseguretat › Resposta a incidents · curt termini · esforç mitjà",
    );
    expect(small).toContain(
      "Origen de totes les citacions: elaboració pròpia d'aquest projecte, no és text oficial.",
    );
    const [first, ...others] = shownIn(answer);
    if (first === undefined) throw new Error("nothing was cited");
    const mixed = { ...answer, citations: [{ ...first, origin: "official" }, ...others] } as Answer;
    const texts = textsOf(renderAnswer(mixed, context).blocks).join("\n").toLowerCase();
    for (const citation of shownIn(mixed)) expect(texts).toContain(provenance(citation, "ca"));
  });

  it("does not repeat below a looked-up action what the lead says", async () => {
    const { blocks } = renderAnswer(await shipped.ask("2.3.1"), context);
    const texts = textsOf(blocks).join("\n").toLowerCase();
    expect(texts.split("curt termini")).toHaveLength(2);
  });

  it("says the title of an item once above several quotes of it", async () => {
    const answer = await shipped.ask("com es fa la 2.3.1?");
    expect(shownIn(answer).length).toBeGreaterThan(2);
    const { blocks } = renderAnswer(answer, context);
    expectWhole(answer, blocks);
    const titles = textsOf(blocks).filter(
      (text) => text === "2.3.1 Tenir un pla de resposta a incidents",
    );
    expect(titles).toHaveLength(1);
  });

  it("shows a long list as links, page after page, until every item was shown once", async () => {
    const question = "accions a curt termini";
    const seen: string[] = [];
    let ask = { question, history: [] as readonly string[] };
    for (let page = 0; page < 30; page += 1) {
      const answer = await shipped.ask(ask.question, { history: ask.history, listLimit });
      const message = renderAnswer(answer, { ...context, history: ask.history });
      expect(faultsInMessage(message)).toEqual([]);
      seen.push(...shownIn(answer).map(({ itemId }) => itemId));
      expectWhole(answer, message.blocks);
      const more = buttonsOf(message.blocks).find(({ text }) => text === words.ca.suggestions.more);
      if (more === undefined) break;
      if (isLongList(answer))
        expect(textsOf(message.blocks)).toContain(`… + ${leftOut(answer)} accions`);
      ask = decodeAsk(more.value) ?? ask;
    }
    const all = shipped.index.catalogue.list("action", { horizons: ["short"] });
    expect(seen).toEqual(all.map(({ id }) => id));
    expect(seen.length).toBeGreaterThan(listLimit);
  });

  it("says once what a list was filtered by", async () => {
    const answer = await shipped.ask("accions a curt termini per a un poble de 800 habitants");
    expect(answer.notes).toEqual(["Filtrat per: curt termini i 800 habitants."]);
    const { blocks } = renderAnswer(answer, context);
    expect(textsOf(blocks)[0]).toMatch(/^\d+ accions · curt termini, 800 habitants\.$/);
    expect(textsOf(blocks).join()).not.toContain("Filtrat per");
    const other = { ...answer, lead: "Aquestes són.", notes: [...answer.notes, "I una nota més."] };
    expect(textsOf(renderAnswer(other, context).blocks)).toContain(
      "Filtrat per: curt termini i 800 habitants. I una nota més.",
    );
  });

  it("offers what can be asked next, leaning on what was asked before", async () => {
    const question = "què hem de fer si ens entra un ransomware?";
    const answer = await shipped.ask(question, { population: 800 });
    const { blocks } = renderAnswer(answer, { ...context, history: ["hola"], population: 800 });
    const asks = buttonsOf(blocks).filter(({ id }) => id.startsWith("ask-"));
    expect(asks.length).toBeGreaterThan(1);
    for (const { value } of asks)
      expect(decodeAsk(value)).toMatchObject({ history: ["hola", question], population: 800 });
  });

  it("keeps the buttons of a long conversation readable", async () => {
    const history = Array.from({ length: 40 }, (_, at) => `pregunta ${at} ${"x".repeat(900)}`);
    const answer = await shipped.ask("2.3.1");
    const message = renderAnswer(answer, { ...context, history, isPrivate: true });
    expect(faultsInMessage(message)).toEqual([]);
    const values = buttonsOf(message.blocks).flatMap(({ value }) => value ?? []);
    expect(values.map(decodeAsk)).not.toContain(undefined);
  });

  it("shows what is nearest when it abstains, and says what to do", async () => {
    const answer = await shipped.ask("99.9.9");
    expect(answer.kind).toBe("abstained");
    const { blocks } = renderAnswer(answer, context);
    expect(textsOf(blocks)).toContain(words.ca.nearest);
    expectWhole(answer, blocks);
  });

  it("lets a private answer be shared, and says who shared it and what was asked", async () => {
    const answer = await shipped.ask("2.3.1 <!channel>", { language: "ca" });
    const mine = renderAnswer(answer, { ...context, isPrivate: true });
    const share = buttonsOf(mine.blocks).find(({ id }) => id === "share");
    expect(decodeAsk(share?.value)).toEqual({ question: "2.3.1 <!channel>", history: [] });
    expect(textsOf(mine.blocks)).toContain("Heu preguntat: «2.3.1 <!channel>»");
    const shared = renderAnswer(answer, { ...context, sharedBy: "U123" });
    expect(textsOf(shared.blocks)).toContain(
      "<@U123> comparteix la resposta a «2.3.1 &lt;!channel&gt;»",
    );
    expect(faultsInMessage(shared)).toEqual([]);
    expect(buttonsOf(shared.blocks).some(({ id }) => id === "share")).toBe(false);
  });

  it("asks what people think of answers, and of failures nothing but to try again", async () => {
    const answer = await shipped.ask("2.3.1");
    const [opinion] = nodesOf(renderAnswer(answer, context).blocks).filter(
      ({ type }) => type === "feedback_buttons",
    );
    expect(opinion).toMatchObject({
      action_id: "feedback",
      positive_button: { value: "positive:answered:lookup" },
      negative_button: { value: "negative:answered:lookup" },
    });
    const without = renderAnswer(answer, { ...context, withoutFeedback: true }).blocks;
    expect(nodesOf(without).some(({ type }) => type === "feedback_buttons")).toBe(false);
    const failure: Answer = { ...answer, kind: "failed", cause: "kaputt", suggestions: [] };
    const failed = renderAnswer(failure, context);
    expect(JSON.stringify(failed)).not.toContain("kaputt");
    expect(nodesOf(failed.blocks).some(({ type }) => type === "context_actions")).toBe(false);
    expect(buttonsOf(failed.blocks).map(({ text }) => text)).toEqual([slackWords.ca.retry]);
  });

  it("is read aloud as words, quotes and addresses, cut between citations", async () => {
    const answer = await shipped.ask("quins objectius hi ha?", { limit: 5 });
    const { text } = renderAnswer({ ...answer, intent: "search" }, context);
    for (const { title, url } of shownIn(answer)) {
      expect(text).toContain(title);
      expect(text).toContain(url);
    }
    const long = { ...answer, intent: "search", citations: repeated(answer, 60) } as Answer;
    const cut = renderAnswer(long, context).text;
    expect(cut.length).toBeLessThanOrEqual(4_000);
    expect(cut.endsWith("\n\n…")).toBe(true);
    for (const paragraph of cut.split("\n\n").slice(1, -1)) expect(paragraph).toContain(publicUrl);
  });

  it("stays within the limits and loses nothing silently, whatever an answer holds", () => {
    fc.assert(
      fc.property(hostileAnswer, fc.boolean(), fc.boolean(), (answer, isPrivate, more) => {
        const message = renderAnswer(answer, {
          ...context,
          isPrivate,
          ...(isPrivate ? {} : { sharedBy: answer.lead.slice(0, 12) }),
          history: more ? Array.from({ length: 30 }, () => answer.question) : [],
          ...(more ? { population: 800 } : {}),
        });
        expect(faultsInMessage(message)).toEqual([]);
        expectCounted(answer, message.blocks);
        for (const { id, value } of buttonsOf(message.blocks))
          if (id !== "undefined") expect(decodeAsk(value)).toBeDefined();
        expect(JSON.stringify(message)).not.toMatch(/(?<!\\)(?:\\\\)*\\ud[89a-f]/i);
      }),
      { numRuns: 400 },
    );
  }, 60_000);

  it("speaks of documents where there is no Agenda", async () => {
    const { "documents/pla.md": document = "" } = (await import("../../scripts/small-knowledge.ts"))
      .smallKnowledge;
    const workspace = await createWorkspace({ "documents/pla.md": document });
    const { ask, index } = await openAssistant(workspace.knowledge);
    const answer = await ask("quan obre la piscina?");
    const message = renderAnswer(answer, { ...context, index });
    expect(faultsInMessage(message)).toEqual([]);
    expect(textsOf(message.blocks)).toContain("Document importat");
    expect(promptsFor(index, "ca").prompts).toEqual([]);
    await workspace.remove();
  });
});

describe("promptsFor", () => {
  it("offers questions that are answered, in every language", async () => {
    for (const language of languages) {
      const { prompts } = promptsFor(shipped.index, language);
      expect(prompts).toHaveLength(4);
      for (const { title, message } of prompts) {
        expect(title.length).toBeLessThan(60);
        const answer = await shipped.ask(message, { fallbackLanguage: language });
        expect(answer).toMatchObject({ kind: "answered", language });
        expect(shownIn(answer)).not.toEqual([]);
      }
    }
  });
});

describe("renderRefusal and renderNotice", () => {
  it("names whom to ask, so that it can be pressed", () => {
    const contacts = [
      "U0123456",
      "suport@ajuntament.cat",
      "https://a.example/x?y=1&z=2",
      "l'Anna <b>",
    ];
    for (const language of languages) {
      const texts = contacts.map((contact) => {
        const message = renderRefusal(language, contact);
        expect(faultsInMessage(message)).toEqual([]);
        return message.text;
      });
      expect(texts[0]).toContain("<@U0123456>");
      expect(texts[1]).toContain("<mailto:suport@ajuntament.cat|suport@ajuntament.cat>");
      expect(texts[2]).toContain("<https://a.example/x?y=1&amp;z=2>");
      expect(texts[3]).toContain("l'Anna &lt;b&gt;");
      expect(faultsInMessage(renderRefusal(language))).toEqual([]);
    }
  });

  it("says every notice in every language, and makes no mention of what people typed", () => {
    for (const language of languages) {
      const say = slackWords[language];
      const notices = [say.commandHelp, say.messageWithoutText, say.staleButton, say.notSent];
      for (const notice of [...notices, say.badPopulation("<!channel> & co")])
        expect(faultsInMessage(renderNotice(notice))).toEqual([]);
    }
    expect(renderNotice("<!channel>").text).toBe("&lt;!channel&gt;");
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(faultsInMessage(renderNotice(`«${text}»`))).toEqual([]);
        expect(faultsInMessage(renderRefusal("ca", text))).toEqual([]);
      }),
    );
  });
});

/** Every citation stands with its link, every address is ours, every button can be read, what is left out is said. */
function expectWhole(answer: Answer, blocks: readonly unknown[]): void {
  for (const { quote, url } of shownIn(answer)) {
    if (isLongList(answer)) expect(addressesOf(blocks)).toContain(url);
    else expect(standsTogether(blocks, quote, url)).toBe(true);
  }
  for (const url of addressesOf(blocks)) expect(url.startsWith(publicUrl)).toBe(true);
  for (const { value, label } of buttonsOf(blocks)) {
    expect(decodeAsk(value)).toBeDefined();
    expect(label).toBeTruthy();
  }
  expectCounted(answer, blocks);
}

function expectCounted(answer: Answer, blocks: readonly unknown[]): void {
  const all = shownIn(answer).length;
  const shown = isLongList(answer)
    ? nodesOf(blocks)
        .filter(({ type }) => type === "rich_text_list")
        .flatMap(({ elements }) => elements).length
    : nodesOf(blocks).filter(({ type }) => type === "rich_text_quote").length;
  if (all > 0) expect(shown).toBeGreaterThan(0);
  const left = all - shown + leftOut(answer);
  const said = formatNumber(left, answer.language);
  if (left > 0 && all > 0)
    expect(textsOf(blocks).some((text) => text.startsWith(`… + ${said}`))).toBe(true);
}

function repeated(answer: Answer, count: number): readonly Citation[] {
  const [first] = shownIn(answer);
  if (first === undefined) throw new Error("nothing was cited");
  return Array.from({ length: count }, (_, at) => ({ ...first, itemId: `${at}` }));
}
