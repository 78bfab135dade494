import { beforeAll, describe, expect, it } from "vitest";
import { type Answer, citationsOf } from "../../../src/answer/answer.ts";
import { words } from "../../../src/answer/words.ts";
import type { Language } from "../../../src/language/language.ts";
import { buildTimeoutMs, frontMatters, isFor, openAssistant } from "./shipped.ts";

let opened: Awaited<ReturnType<typeof openAssistant>>;
const actions = frontMatters((name) => /^\d/.test(name));

beforeAll(async () => {
  opened = await openAssistant();
}, buildTimeoutMs);

/** Answers a conversation's questions one by one, each with those before it, and gives the last answer. */
async function converse(...questions: readonly string[]): Promise<Answer> {
  const last = questions.at(-1) ?? "";
  return opened.ask(last, { history: questions.slice(0, -1) });
}

const idsOf = (answer: Answer) => citationsOf(answer).map(({ itemId }) => itemId);
const topOf = (answer: Answer) => idsOf(answer)[0];
/** Heading under which a quote of an item stands. */
function headingOf(answer: Answer): string | undefined {
  const [citation] = citationsOf(answer);
  const blocks = opened.index.catalogue.get(citation?.itemId ?? "")?.blocks ?? [];
  const at = blocks.findIndex(
    ({ kind, text }) => kind !== "heading" && text.includes(citation?.quote ?? "\0"),
  );
  return blocks.slice(0, at).findLast(({ kind }) => kind === "heading")?.text;
}

const ransomware = "què hem de fer si ens entra un ransomware?";
const inSpanish = "¿qué hacemos si nos entra un ransomware?";

describe("a follow-up on an answer", () => {
  it.each([
    ["acció 2.3.1", "qui ens hi pot ajudar?", "Qui us pot ajudar"],
    ["acció 2.3.1", "i qui ens ajuda?", "Qui us pot ajudar"],
    ["acció 2.3.1", "per on comencem?", "Com fer-ho"],
    ["acció 2.3.1", "i quina normativa hi ha?", "Normativa"],
    ["acció 2.3.1", "per què?", "Per què"],
    ["acció 2.3.1", "com sabrem que funciona?", "Com saber que funciona"],
    ["acció 2.3.1", "i per a un municipi petit?", "Si sou un municipi petit"],
    ["acción 2.3.1", "¿y quién nos puede ayudar?", "Qui us pot ajudar"],
    ["acción 2.3.1", "¿por dónde empezamos?", "Com fer-ho"],
    ["action 2.3.1", "and who can help us?", "Qui us pot ajudar"],
    ["action 2.3.1", "where do we start?", "Com fer-ho"],
    ["action 2.3.1", "and for a small village?", "Si sou un municipi petit"],
  ])("«%s», «%s» quotes the item's «%s»", async (first, next, heading) => {
    const answer = await converse(first, next);
    expect(answer).toMatchObject({ kind: "answered", intent: "follow-up" });
    expect(new Set(idsOf(answer))).toEqual(new Set(["2.3.1"]));
    expect(headingOf(answer)).toBe(heading);
  });

  it.each([
    ["per on comencem?", "ca", "steps"],
    ["¿y quién nos puede ayudar?", "es", "help"],
    ["and for a small village?", "en", "small"],
  ] as const)(
    "opens the answer to «%s» with the name of the part",
    async (next, language, part) => {
      const { lead } = await converse("2.3.1", next);
      expect(lead).toBe(words[language].aspects[part]);
    },
  );

  it("leans on the first shown item that has the part asked for", async () => {
    const shown = idsOf(await converse(ransomware));
    const answer = await converse(ransomware, "qui ens hi pot ajudar?");
    expect(answer.intent).toBe("follow-up");
    expect(shown).toContain(topOf(answer));
    expect(headingOf(answer)).toBe("Qui us pot ajudar");
  });

  it("survives thanks in between", async () => {
    const answer = await converse("acció 2.3.1", "gràcies!", "qui ens hi pot ajudar?");
    expect(answer.intent).toBe("follow-up");
    expect(topOf(answer)).toBe("2.3.1");
  });

  it("goes on from one item to the next", async () => {
    const answer = await converse("acció 2.3.1", "i la 2.3.2?", "qui ens hi pot ajudar?");
    expect(topOf(answer)).toBe("2.3.2");
  });

  it.each([
    [ransomware, "i per a un poble de 300 habitants?", 300],
    [ransomware, "i si som un poble de 300 habitants?", 300],
    [ransomware, "i per a 20.000?", 20_000],
    [inSpanish, "¿y para 20.000 habitantes?", 20_000],
    ["what do we do if ransomware gets in?", "and for 20,000 people?", 20_000],
  ])("«%s», «%s» asks the same for that size", async (first, next, population) => {
    const answer = await converse(first, next);
    expect(answer).toMatchObject({ intent: "follow-up", filters: { population } });
    expect(idsOf(answer)).toContain("2.3.1");
  });

  it.each([
    ["hem de tenir DPD?", "qui ens ho pot fer?"],
    ["hem de tenir DPD?", "qui ho pot fer?"],
    ["¿tenemos que tener DPD?", "¿quién nos lo puede hacer?"],
    ["¿tenemos que tener DPD?", "¿quién puede hacérnoslo?"],
    ["do we need a DPO?", "who can do it for us?"],
  ])("«%s», «%s» asks who helps with it", async (first, next) => {
    const shown = idsOf(await converse(first));
    const answer = await converse(first, next);
    expect(answer).toMatchObject({ kind: "answered", intent: "follow-up" });
    expect(shown).toContain(topOf(answer));
    expect(headingOf(answer)).toBe("Qui us pot ajudar");
  });

  it.each([
    ["com podem tenir fibra òptica al poble?", ["¿quién nos ayuda?"]],
    ["com podem tenir fibra òptica al poble?", ["¿quién nos ayuda?", "¿por dónde empezamos?"]],
    ["accions a curt termini", ["¿quién nos ayuda?"]],
  ])("«%s» stays the subject after %j", async (first, parts) => {
    const size = "y para un pueblo de 300 habitantes?";
    const answer = await converse(first, ...parts, size);
    const direct = await converse(first, size);
    expect(answer).toMatchObject({ intent: "follow-up", filters: direct.filters });
    expect(answer.filters).toMatchObject({ population: 300 });
    expect(idsOf(answer)).toEqual(idsOf(direct));
  });

  it.each([
    ["acció 2.3.1", []],
    ["acció 2.3.1", ["qui ens hi pot ajudar?"]],
  ])("«%s» says itself whether it is for a size, after %j", async (first, parts) => {
    const answer = await converse(first, ...parts, "i per a un poble de 300 habitants?");
    expect(answer).toMatchObject({ kind: "answered", intent: "follow-up" });
    expect(idsOf(answer)).toEqual(["2.3.1"]);
    expect(answer.lead).toContain("per a municipis de qualsevol mida");
  });

  it.each([
    ["qui ens hi pot ajudar?", "ca", "help", "steps"],
    ["per on comencem?", "ca", "steps", "help"],
    ["¿quién nos ayuda?", "es", "help", "steps"],
    ["where do we start?", "en", "steps", "help"],
  ] as const)(
    "after «%s» does not suggest the same again",
    async (next, language, asked, other) => {
      const { suggestions } = await converse("2.3.1", next);
      expect(suggestions).not.toContain(words[language].suggestions[asked]);
      expect(suggestions).toContain(words[language].suggestions[other]);
    },
  );

  it("does not suggest the part that a question asked for at once", async () => {
    const { suggestions } = await converse("qui ens pot ajudar amb la fibra?");
    expect(suggestions).not.toContain(words.ca.suggestions.help);
  });

  it("does not lean on an answer that the Agenda does not cover", async () => {
    const answer = await converse("quin temps farà demà?", "qui ens hi pot ajudar?");
    expect(answer.intent).toBe("search");
  });
});

describe("more", () => {
  it.each(["més", "mostra'n més", "n'hi ha més?", "más", "muestra más", "more", "show me more"])(
    "«%s» gives results that were not shown yet",
    async (more) => {
      const first = idsOf(await converse(ransomware));
      const second = await converse(ransomware, more);
      const third = idsOf(await converse(ransomware, more, more));
      expect(second.intent).toBe("follow-up");
      const all = [...first, ...idsOf(second), ...third];
      expect(idsOf(second).length).toBeGreaterThan(0);
      expect(new Set(all).size).toBe(all.length);
    },
  );

  it("pages through a list without repeating or losing an item", async () => {
    const question = "quines accions té l'objectiu 2.3?";
    const expected = actions.filter(({ id }) => id.startsWith("2.3.")).map(({ id }) => id);
    const pages: string[] = [];
    const history: string[] = [];
    for (let page = 0; page < expected.length; page += 1) {
      const next = page === 0 ? question : "més";
      pages.push(...idsOf(await opened.ask(next, { history: history.slice(-6), limit: 2 })));
      history.push(next);
      if (page === 2) break;
    }
    expect(pages).toEqual(expected.slice(0, 6));
  });

  it("goes on after thanks", async () => {
    const second = await converse(ransomware, "més");
    const later = await converse(ransomware, "moltes gràcies", "més");
    expect(idsOf(later)).toEqual(idsOf(second));
    expect(later.intent).toBe("follow-up");
  });

  it("goes on where it was when it is asked for in another language", async () => {
    const second = await converse(ransomware, "més");
    expect(idsOf(await converse(ransomware, "more please"))).toEqual(idsOf(second));
  });

  it.each([1, 2, 3])("says so as often as it is asked past the end: %i", async (times) => {
    const history = Array.from({ length: times }, () => "més");
    const answer = await converse("quines accions té l'objectiu 2.3?", ...history);
    expect(answer).toMatchObject({
      kind: "answered",
      intent: "follow-up",
      citations: [],
      further: 0,
      lead: words.ca.noMore,
    });
  });

  it.each(["acció 2.3.1", "quines accions té l'objectiu 2.3?"])(
    "says that all has been shown after «%s»",
    async (first) => {
      const answer = await converse(first, "més");
      expect(answer).toMatchObject({ kind: "answered", intent: "follow-up", citations: [] });
      expect(answer.lead).toBe("No hi ha més resultats.");
    },
  );
});

describe("a follow-up on a list", () => {
  const idsWhere = (holds: (action: (typeof actions)[number]) => boolean) =>
    actions.filter(holds).map(({ id }) => id);

  it.each([
    ["quines accions té l'eix 2?", "i l'eix 3?"],
    ["¿qué acciones tiene el eje 2?", "¿y el eje 3?"],
    ["which actions does axis 2 have?", "and axis 3?"],
    ["which actions does axis 2 have?", "what about the third axis?"],
  ])("«%s», «%s» lists the other axis", async (first, next) => {
    const answer = await converse(first, next);
    expect(answer.intent).toBe("follow-up");
    expect(idsOf(answer)).toEqual(idsWhere(({ id }) => id.startsWith("3.")));
  });

  it("keeps the filters that the new words do not change", async () => {
    const first = "accions a curt termini per a un poble de 800 habitants";
    const cases = [
      ["i per a 20.000?", { population: 20_000, horizons: ["short"] }],
      ["i a llarg termini?", { population: 800, horizons: ["long"] }],
      ["i per a la secretaria?", { population: 800, horizons: ["short"], roles: ["secretaria"] }],
      ["i l'eix 2?", { population: 800, horizons: ["short"], within: "2" }],
      ["només les fàcils", { population: 800, horizons: ["short"], efforts: ["low"] }],
    ] as const;
    for (const [next, filters] of cases) {
      const answer = await converse(first, next);
      expect({ next, intent: answer.intent, filters: answer.filters }).toEqual({
        next,
        intent: "follow-up",
        filters,
      });
    }
    const large = await converse(first, "i per a 20.000?");
    expect(idsOf(large)).toEqual(
      idsWhere((action) => action.horizon === "short" && isFor(action, 20_000)),
    );
  });

  it("builds up over several questions and languages", async () => {
    const answer = await converse(
      "acciones a corto plazo para un pueblo de 800 habitantes",
      "y para 20.000 habitantes?",
      "y para el alcalde?",
    );
    expect(answer.filters).toEqual({
      population: 20_000,
      horizons: ["short"],
      roles: ["alcaldia"],
    });
  });

  it("narrows to a topic and changes it", async () => {
    const first = "accions a curt termini";
    const short = idsWhere(({ horizon }) => horizon === "short");
    const security = idsOf(await converse(first, "sobre ciberseguretat"));
    const fibre = idsOf(await converse(first, "sobre ciberseguretat", "i de fibra?"));
    expect(security.length).toBeGreaterThan(0);
    expect(security.length).toBeLessThan(short.length);
    expect(short).toEqual(expect.arrayContaining([...security, ...fibre]));
    expect(fibre).not.toEqual(security);
  });

  it("turns a count into its list, and a list into its count", async () => {
    const listed = await converse("quantes accions té l'eix 4?", "i l'eix 3?", "quines són?");
    expect(idsOf(listed)).toEqual(idsWhere(({ id }) => id.startsWith("3.")));
    const counted = await converse("quines accions té l'eix 4?", "i quantes en té l'eix 3?");
    expect(counted).toMatchObject({ total: listed.kind === "answered" ? listed.total : -1 });
  });
});

describe("a question that stands by itself", () => {
  const first = "accions a curt termini per a un poble de 800 habitants";

  it.each([
    [ransomware, "quines accions té l'eix 3?", "list", { within: "3" }],
    [first, "quines accions té l'eix 3?", "list", { within: "3" }],
    [first, "quants objectius té l'eix 4?", "count", { within: "4" }],
    [first, "com podem tenir fibra òptica al poble?", "search", {}],
    [first, "què és el DPD?", "search", {}],
    [first, "acció 2.3.1", "lookup", {}],
    [first, "hola", "help", {}],
    [ransomware, "com podem tenir fibra òptica al poble?", "search", {}],
    [
      ransomware,
      "i com podem tenir fibra òptica en un polígon industrial dels afores?",
      "search",
      {},
    ],
    ["acció 2.3.1", "qui ens pot ajudar a posar wifi a la plaça del poble?", "search", {}],
  ])("after «%s», «%s» is not taken for a follow-up", async (before, question, intent, filters) => {
    const answer = await converse(before, question);
    const alone = await converse(question);
    expect(answer).toMatchObject({ intent, filters });
    expect(idsOf(answer)).toEqual(idsOf(alone));
  });

  it.each([
    ["més", "abstained"],
    ["and more?", "abstained"],
    ["i l'eix 3?", "answered"],
    ["i per a un municipi petit?", undefined],
    ["qui ens hi pot ajudar?", undefined],
    ["y para 20.000 habitantes?", "answered"],
  ])("«%s» is answered without a history too", async (question, kind) => {
    const answer = await converse(question);
    expect(answer.kind).not.toBe("failed");
    expect(answer.intent).not.toBe("follow-up");
    if (kind !== undefined) expect(answer.kind).toBe(kind);
  });

  it("replies in its own language, whatever was spoken before", async () => {
    expect((await converse(ransomware, "¿cómo protegemos los datos del padrón?")).language).toBe(
      "es",
    );
    expect((await converse("what do we do if ransomware gets in?", "2.3.1")).language).toBe("en");
  });

  it.each(["wifi", "backup", "smart city", "kit digital", "que es un hash"])(
    "«%s», which may be said in any language, is answered in that of the conversation or the interface",
    async (question) => {
      for (const fallbackLanguage of ["ca", "es", "en"] as const) {
        expect((await opened.ask(question, { fallbackLanguage })).language).toBe(fallbackLanguage);
        const history = ["what do we do if ransomware gets in?"];
        const next = await opened.ask(question, { fallbackLanguage, history });
        expect(next.language).toBe("en");
      }
    },
  );

  it("reads only the last questions of a long conversation", async () => {
    const history = Array.from({ length: 500 }, () => "acció 2.3.1");
    const answer = await opened.ask("qui ens hi pot ajudar?", { history });
    expect(topOf(answer)).toBe("2.3.1");
    expect(answer.durationMs).toBeLessThan(1_000);
  });
});

describe("an answer asked for in another language", () => {
  const requests: readonly (readonly [string, Language])[] = [
    ["en castellano", "es"],
    ["en castellano por favor", "es"],
    ["En español, gracias", "es"],
    ["¿puedes responder en español?", "es"],
    ["¿me lo puedes decir en castellano?", "es"],
    ["tradúcelo al castellano", "es"],
    ["lo mismo en español", "es"],
    ["¿hablas español?", "es"],
    ["i en castellà?", "es"],
    ["en castellà si us plau 🙏", "es"],
    ["prefereixo en castellà", "es"],
    ["castellano", "es"],
    ["no entenc el català, en castellà si pot ser", "es"],
    ["¿puede ser en castellano?", "es"],
    ["in Spanish please", "es"],
    ["in English please", "en"],
    ["English, please", "en"],
    ["can you answer in English?", "en"],
    ["could you please say it again in English?", "en"],
    ["and in English?", "en"],
    ["sorry, I don't understand Catalan. Can I have it in English?", "en"],
    ["do you speak English?", "en"],
    ["i'd like the answer in English", "en"],
    ["en anglès, si us plau", "en"],
    ["m'ho pots repetir en anglès?", "en"],
    ["tradueix-ho a l'anglès", "en"],
    ["en inglés por favor", "en"],
    ["en català, si us plau", "ca"],
    ["respon-me en català", "ca"],
    ["vull que em responguis en català", "ca"],
    ["ok, d'acord, i ara en català", "ca"],
    ["EN CATALÀ", "ca"],
    ["en catalán", "ca"],
    ["in Catalan", "ca"],
  ];

  it.each(requests)("«%s» repeats the last one in %s, its quotes as they are", async (ask, to) => {
    const before = await converse(inSpanish);
    const answer = await converse(inSpanish, ask);
    expect(answer).toMatchObject({ kind: before.kind, intent: "follow-up", language: to });
    expect(citationsOf(answer)).toEqual(citationsOf(before));
    expect(answer.lead).toBe(words[to].found);
  });

  it.each(requests)("«%s» without a question is help in %s", async (ask, language) => {
    const help = await opened.ask("hola", { language });
    const { durationMs: _, question: _question, ...said } = await converse(ask);
    expect(help).toMatchObject(said);
    expect(said).toMatchObject({ intent: "help", language });
    const { durationMs: _ms, question: _asked, ...afterGreeting } = await converse("bon dia", ask);
    expect(help).toMatchObject(afterGreeting);
    expect((await converse("més", ask)).lead).toBe(help.lead);
  });

  it.each([
    "accions per a un poble de 800 habitants sobre ciberseguretat",
    "quantes accions té l'eix 4?",
    "què hi diu l'acció 2.3.1?",
    "acció 9.9.9",
    "quin temps farà demà?",
    "com fem còpies de seguretat en un poble de 0 habitants?",
  ])("says the same after «%s», and says it again in the first", async (first) => {
    const before = await converse(first);
    for (const [ask, language] of [
      ["en castellano", "es"],
      ["in English", "en"],
    ] as const) {
      const answer = await converse(first, ask);
      expect({ ...answer, ...spoken(before) }).toEqual(before);
      expect(answer).toMatchObject({ language, intent: "follow-up" });
      const again = await converse(first, ask, "en català");
      expect({ ...again, ...asked(before) }).toEqual(before);
    }
  });

  /** What is put in words, in the reader's language. */
  const spoken = (answer: Answer) => {
    const { language, lead, notes, suggestions } = answer;
    return { language, lead, notes, suggestions, ...asked(answer) };
  };
  /** What differs from one question to the next. */
  const asked = ({ question, intent, durationMs }: Answer) => ({ question, intent, durationMs });

  it("is the page of a list that was shown last, and goes on from there", async () => {
    const all = idsOf(await converse("totes les accions"));
    const questions = ["totes les accions", "més", "in English please", "wifi?"];
    const page = async (...history: string[]) =>
      opened.ask(history.at(-1) ?? "", { history: history.slice(0, -1), listLimit: 20 });
    expect(await page(...questions.slice(0, 3))).toMatchObject({ offset: 20, language: "en" });
    const next = await page(...questions.slice(0, 3), "més");
    expect(next).toMatchObject({ offset: 40 });
    expect(idsOf(next)).toEqual(all.slice(40, 60));
  });

  it("stays in that language while nobody speaks another", async () => {
    for (const next of ["2.3.1", "wifi", "kit digital"])
      expect((await converse(ransomware, "en castellano", next)).language).toBe("es");
    expect((await converse("in English please", "2.3.1")).language).toBe("en");
    expect((await converse(ransomware, "in English", "gràcies!", "2.3.1")).language).toBe("ca");
    const asksOn = await converse(ransomware, "in English", "qui ens hi pot ajudar?");
    expect(asksOn).toMatchObject({ language: "ca", intent: "follow-up" });
    expect(headingOf(asksOn)).toBe("Qui us pot ajudar");
  });

  it("gives way to the language that is set", async () => {
    const answer = await opened.ask("in English please", { history: [ransomware], language: "es" });
    expect(answer).toMatchObject({ language: "es", intent: "follow-up", lead: words.es.found });
  });

  it.each([
    "formació en castellà per a immigrants",
    "web en anglès",
    "la pàgina en castellà",
    "podem respondre en castellà?",
    "hem de respondre en català?",
    "traduir la web a l'anglès",
    "responder en español a los ciudadanos",
    "is the website in English?",
    "cursos de català",
    "no en castellà",
    "no entenc el català",
    "podem fer la web en castellà?",
    "quiero la web en español",
    "explica'm l'acció 2.3.1 en castellà",
    "documents en català, castellà i anglès",
  ])("is not what «%s» means", async (question) => {
    const answer = await converse(ransomware, question);
    expect(answer.intent).not.toBe("follow-up");
    expect(answer.intent).not.toBe("help");
  });
});

describe("a list in pages", () => {
  it("is shown page by page until nothing is left, and says each time how much that is", async () => {
    const all = actions.filter((action) => isFor(action, 800)).map(({ id }) => id);
    const questions = ["accions per a un poble de 800 habitants"];
    const seen: string[] = [];
    for (let at = 0; at < all.length; at += 20) {
      const answer = await opened.ask(questions.at(-1) ?? "", {
        history: questions.slice(0, -1),
        listLimit: 20,
      });
      seen.push(...idsOf(answer));
      expect(answer).toMatchObject({
        kind: "answered",
        total: all.length,
        offset: at,
        further: all.length - seen.length,
      });
      questions.push("més");
    }
    expect(seen).toEqual(all);
  });

  it("offers nothing further where a count shows the place that was counted", async () => {
    const answer = await opened.ask("quantes accions té l'eix 4?", { listLimit: 20 });
    expect(answer).toMatchObject({ kind: "answered", intent: "count", further: 0 });
  });
});
