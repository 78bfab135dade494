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
import { type Language, languages } from "../../../src/language/language.ts";
import { planWords } from "../../../src/plan/words.ts";
import { languageOfWish, readSpokenWish } from "../../../src/reception/spoken-wish.ts";
import { readWish } from "../../../src/reception/wish.ts";
import { hostileAnswer, hostileText } from "../../helpers/hostile-answers.ts";
import { nodesOf } from "../../helpers/nodes.ts";
import { createWorkspace } from "../../scripts/small-knowledge.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "../../src/answer/shipped.ts";
import { faultsInMessage } from "./block-kit.ts";
import { addressesOf, buttonsOf, standsTogether, textsOf } from "./reading.ts";

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
    expect(small.slice(0, 2)).toEqual([
      "Infraestructures digitals i Ciberseguretat › Resposta a incidents",
      "Curt termini · esforç mitjà",
    ]);
    expect(small).toContain(
      "Origen de totes les citacions: elaboració pròpia d'aquest projecte, no és text oficial.",
    );
    const [first, ...others] = shownIn(answer);
    if (first === undefined) throw new Error("nothing was cited");
    const mixed = { ...answer, citations: [{ ...first, origin: "official" }, ...others] } as Answer;
    const texts = textsOf(renderAnswer(mixed, context).blocks).join("\n").toLowerCase();
    for (const citation of shownIn(mixed)) expect(texts).toContain(provenance(citation, "ca"));
  });

  it("says of a looked-up action what it is, where it stands, its words with their link, and then what it asks for", async () => {
    const answer = await shipped.ask("2.3.1");
    const { blocks, text } = renderAnswer(answer, context);
    const inOrder = [
      "2.3.1 Tenir un pla de resposta a incidents",
      "Infraestructures digitals i Ciberseguretat › Resposta a incidents",
      shownIn(answer)[0]?.quote ?? "",
      slackWords.ca.link,
      "Curt termini · esforç mitjà · per a municipis de qualsevol mida · informàtica i TIC, secretaria i alcaldia i regidories · elaboració pròpia d'aquest projecte, no és text oficial",
    ];
    const shown = textsOf(blocks).filter((one) => one.trim() !== "");
    expect(shown.slice(0, inOrder.length)).toEqual(inOrder);
    expect(text.startsWith("2.3.1 Tenir un pla de resposta a incidents\n")).toBe(true);
    for (const said of [shown.join("\n"), text])
      expect(said.toLowerCase().split("curt termini")).toHaveLength(2);
  });

  it("names the part of an item that was asked for before its title", async () => {
    const { blocks } = renderAnswer(await shipped.ask("com es fa la 2.3.1?"), context);
    expect(textsOf(blocks)[0]).toBe(words.ca.aspects.steps);
  });

  it("has a button for all that a looked-up axis or objective holds, and says how much that is", async () => {
    const { catalogue } = shipped.index;
    for (const { id, kind } of [...catalogue.list("axis"), ...catalogue.list("objective")]) {
      for (const language of languages) {
        const answer = await shipped.ask(`${words.ca.kinds[kind][0]} ${id}`, { language });
        const history = ["quines accions hi ha per a un poble petit?", "i a curt termini?"];
        const message = renderAnswer(answer, { ...context, history });
        const asks = buttonsOf(message.blocks).filter(({ id: name }) => name.startsWith("ask-"));
        const below = catalogue.children(id);
        expect(asks.map(({ text }) => text.split(" ")[0])).toEqual(below.map((item) => item.id));
        for (const { value } of asks) {
          const { question = "", history: before = [] } = decodeAsk(value) ?? {};
          const next = await shipped.ask(question, { history: before, fallbackLanguage: "ca" });
          expect(next).toMatchObject({ kind: "answered", intent: "lookup", language });
        }
        expect(textsOf(message.blocks).filter((text) => text.includes(answer.lead))).toEqual([]);
      }
    }
    const { blocks, text } = renderAnswer(await shipped.ask("eix 2"), context);
    expect(textsOf(blocks)[0]).toBe("2 Infraestructures digitals i Ciberseguretat");
    expect(textsOf(blocks)).toContain("6 objectius i 34 accions · segons fonts oficials");
    expect(text).toContain("\n\n6 objectius i 34 accions");
  }, 60_000);

  it("offers what the objective of a missing action holds", async () => {
    const { blocks } = renderAnswer(await shipped.ask("2.3.99"), context);
    expect(buttonsOf(blocks).map(({ text }) => text.split(" ")[0])).toEqual([
      "2.3.1",
      "2.3.2",
      "2.3.3",
      "2.3.4",
    ]);
  });

  it("says how much of what an item holds has no button", async () => {
    const [action] = shipped.index.catalogue.list("action");
    if (action === undefined) throw new Error("no action");
    const children = () => Array.from({ length: 30 }, (_, at) => ({ ...action, id: `2.3.${at}` }));
    const catalogue = { ...shipped.index.catalogue, children };
    const index = { ...shipped.index, catalogue };
    const message = renderAnswer(await shipped.ask("2.3"), { ...context, index, isPrivate: true });
    expect(faultsInMessage(message)).toEqual([]);
    const asks = buttonsOf(message.blocks).filter(({ id }) => id.startsWith("ask-"));
    expect(asks.length).toBeGreaterThan(10);
    expect(textsOf(message.blocks)).toContain(slackWords.ca.onWeb(`${30 - asks.length}`));
  });

  it("shows of a question on a button what is seen whole, cut between words, and asks all of it", async () => {
    for (const question of [
      "què hem de fer si ens entra un ransomware?",
      "eix 1",
      "2.3.1",
      "hola",
    ]) {
      for (const language of languages) {
        const answer = await shipped.ask(question, { language });
        const { blocks } = renderAnswer(answer, { ...context, isPrivate: true });
        for (const { id, text, label, value } of buttonsOf(blocks)) {
          expect(text.length).toBeLessThanOrEqual(30);
          const begins = text.replace(/^\p{L}+ (?=\d)/u, "").replace(/…$/, "");
          const { examples } = words[language].suggestions;
          const asked = decodeAsk(value)?.question ?? "";
          if (!id.startsWith("ask-") || examples.includes(asked)) continue;
          const whole = `${String(label)} `.replace(/^\p{L}+ (\d[\d.]*): /u, "$1 ");
          // What follows is no part of the last word.
          expect(whole.slice(begins.length)).toMatch(/^[\s,;:·]/u);
          expect(whole.startsWith(begins)).toBe(true);
          expect(String(label).startsWith(asked)).toBe(true);
        }
      }
    }
  });

  it("says an example in a few words, and asks it whole", async () => {
    for (const language of languages) {
      const { examples } = words[language].suggestions;
      expect(slackWords[language].examples).toHaveLength(examples.length);
      const { blocks } = renderAnswer(await shipped.ask("hola", { language }), context);
      expect(buttonsOf(blocks).map(({ text }) => text)).toEqual(slackWords[language].examples);
      expect(buttonsOf(blocks).map(({ value }) => decodeAsk(value)?.question)).toEqual(examples);
    }
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
    const all = shipped.index.catalogue.list("action", { horizons: ["short"] });
    const total = all.length;
    const seen: string[] = [];
    let ask = { question, history: [] as readonly string[] };
    for (let page = 0; page < 30; page += 1) {
      const answer = await shipped.ask(ask.question, { history: ask.history, listLimit });
      const message = renderAnswer(answer, { ...context, history: ask.history });
      expect(faultsInMessage(message)).toEqual([]);
      const before = seen.length;
      seen.push(...shownIn(answer).map(({ itemId }) => itemId));
      expectWhole(answer, message.blocks);
      const range = `${before + 1}–${seen.length} de ${total}`;
      expect(textsOf(message.blocks)[1]).toBe(range);
      expect(message.text.split("\n")[1]).toBe(range);
      const more = buttonsOf(message.blocks).find(({ text }) => text === words.ca.suggestions.more);
      if (more === undefined) break;
      if (isLongList(answer))
        expect(textsOf(message.blocks)).toContain(`… + ${leftOut(answer)} accions`);
      ask = decodeAsk(more.value) ?? ask;
    }
    expect(seen).toEqual(all.map(({ id }) => id));
    expect(seen.length).toBeGreaterThan(listLimit);
  });

  it("says which part of a list it shows in the reader's language, and nothing of the kind where all is shown", async () => {
    const actions = await shipped.ask("actions", { language: "en", listLimit });
    const count = shipped.index.catalogue.list("action").length;
    expect(textsOf(renderAnswer(actions, context).blocks)).toContain(`1–20 of ${count}`);
    const many = { ...actions, total: 1_200, offset: 1_000 } as Answer;
    expect(textsOf(renderAnswer(many, context).blocks)).toContain("1,001–1,020 of 1,200");
    const history = ["wifi"];
    const further = await shipped.ask("Mostra'n més", { history });
    expect(further).toMatchObject({ kind: "answered", offset: 3 });
    for (const answer of [
      await shipped.ask("objectius de l'eix 2", { listLimit }),
      await shipped.ask("quantes accions té l'eix 4?"),
      // How many passages are similar tells nothing.
      further,
    ])
      expect(textsOf(renderAnswer(answer, context).blocks).join("\n")).not.toMatch(/\d–\d+ de /);
  });

  it("counts what stands in the message, when not all of a page has room", async () => {
    const answer = await shipped.ask("2.3.1");
    const long = { ...answer, citations: repeated(answer, 60), total: 60 } as Answer;
    const { blocks, text } = renderAnswer(long, context);
    const shown = nodesOf(blocks).filter(({ type }) => type === "rich_text_quote").length;
    expect(textsOf(blocks)).toContain(`1–${shown} de 60`);
    expect(text).toContain(`1–${shown} de 60`);
  });

  it("says what a button asked and, where others read it, who pressed it", async () => {
    const answer = await shipped.ask("passos de 2.3.1 <!channel>", { language: "ca" });
    const inChannel = renderAnswer(answer, { ...context, pressed: { by: "U123" } });
    expect(inChannel.blocks[0]).toMatchObject({
      type: "context",
      elements: [{ text: "<@U123> ha demanat: «passos de 2.3.1 &lt;!channel&gt;»" }],
    });
    const inDirect = renderAnswer(answer, { ...context, pressed: {} });
    expect(textsOf(inDirect.blocks)[0]).toBe("«passos de 2.3.1 &lt;!channel&gt;»");
    for (const message of [inChannel, inDirect]) {
      expect(faultsInMessage(message)).toEqual([]);
      expect(message.text.split("\n").slice(0, 2)).toEqual([
        "«passos de 2.3.1 &lt;!channel&gt;»",
        words.ca.aspects.steps,
      ]);
    }
    for (const language of languages)
      expect(slackWords[language].askedBy("<@U123>", "2.3.1")).toMatch(/^<@U123> .*2\.3\.1/);
    const odd = renderAnswer(answer, { ...context, pressed: { by: "<!here>" } });
    expect(odd.blocks).toEqual(inDirect.blocks);
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

  it("takes what is quoted first into the plan, where it is an action and no long list", async () => {
    const offered = async (question: string, language: Language = "ca") => {
      const { blocks } = renderAnswer(await shipped.ask(question, { language }), context);
      return buttonsOf(blocks).flatMap(({ text, value }) => {
        const wish = readWish(value);
        return wish?.kind === "plan-add" ? [[text, wish.item]] : [];
      });
    };
    expect(await offered("2.3.1")).toEqual([["Afegeix 2.3.1 al pla", "2.3.1"]]);
    expect(await offered("2.3.1", "es")).toEqual([[planWords.es.add.label("2.3.1"), "2.3.1"]]);
    expect(await offered("què hem de fer si ens entra un ransomware?")).toHaveLength(1);
    for (const question of ["eix 2", "accions a curt termini", "99.9.9", "què pots fer?"])
      expect(await offered(question)).toEqual([]);
  });

  it("keeps the buttons of a long conversation readable", async () => {
    const history = Array.from({ length: 40 }, (_, at) => `pregunta ${at} ${"x".repeat(900)}`);
    const answer = await shipped.ask("2.3.1");
    const message = renderAnswer(answer, { ...context, history, isPrivate: true });
    expect(faultsInMessage(message)).toEqual([]);
    const buttons = buttonsOf(message.blocks).filter(({ value }) => value !== undefined);
    for (const { id, value } of buttons) expectReadable(id, value);
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
          ...(isPrivate ? {} : whose(answer, more)),
          history: more ? Array.from({ length: 30 }, () => answer.question) : [],
          ...(more ? { population: 800 } : {}),
        });
        expect(faultsInMessage(message)).toEqual([]);
        expectCounted(answer, message.blocks);
        for (const { id, value } of buttonsOf(message.blocks)) expectReadable(id, value);
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

/** What a button below an answer carries can be read. */
function expectReadable(id: string, value: string | undefined): void {
  if (id.startsWith("sheet-open"))
    expect(["council", "plan-add", "need"]).toContain(readWish(value)?.kind);
  else if (id !== "undefined") expect(decodeAsk(value)).toBeDefined();
}

describe("promptsFor", () => {
  it("offers questions that are answered, in every language", async () => {
    for (const language of languages) {
      const { prompts } = promptsFor(shipped.index, language);
      expect(prompts).toHaveLength(4);
      expect(readSpokenWish(prompts[0]?.message ?? "")).toEqual({ kind: "itinerary" });
      expect(readSpokenWish(prompts[3]?.message ?? "")).toEqual({ kind: "plan" });
      expect(languageOfWish(prompts[0]?.message ?? "")).toBe(language);
      for (const { title, message } of prompts) {
        expect(title.length).toBeLessThan(60);
        if (readSpokenWish(message) !== undefined) continue;
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

/** Who shared or asked, by an id that is none. */
function whose({ lead }: Answer, isPressed: boolean): Partial<RenderContext> {
  const person = lead.slice(0, 12);
  return isPressed ? { pressed: { by: person } } : { sharedBy: person };
}

/** Every citation stands with its link, every address is ours, every button can be read, what is left out is said. */
function expectWhole(answer: Answer, blocks: readonly unknown[]): void {
  for (const { quote, url } of shownIn(answer)) {
    if (isLongList(answer)) expect(addressesOf(blocks)).toContain(url);
    else expect(standsTogether(blocks, quote, url)).toBe(true);
  }
  for (const url of addressesOf(blocks)) expect(url.startsWith(publicUrl)).toBe(true);
  for (const { id, value, label } of buttonsOf(blocks)) {
    expectReadable(id, value);
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
