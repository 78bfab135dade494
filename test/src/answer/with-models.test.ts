import { pino } from "pino";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type Answer, citationsOf } from "../../../src/answer/answer.ts";
import { createAssistant } from "../../../src/answer/assistant.ts";
import type { Inquiry } from "../../../src/answer/inquiry.ts";
import type { ModelCall } from "../../../src/models/spending.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { shippedIndex } from "../../contracts/asking.ts";
import { type ModelsWish, standInModels } from "../../helpers/answer-models.ts";
import { createModelStandIn, standInKey } from "../../helpers/model-stand-in.ts";
import type { StandInBehaviour } from "../../helpers/model-stand-in-behaviours.ts";
import { buildTimeoutMs, publicUrl } from "./shipped.ts";

let index: SearchIndex;
beforeAll(async () => {
  index = await shippedIndex();
}, buildTimeoutMs);

const ransomware = "què hem de fer si ens entra un ransomware?";
const faithful = {
  language: "ca",
  completeness: "full",
  sentences: [
    {
      text: "Escriviu un pla de resposta a incidents de poques pàgines que digui qui decideix i què es desconnecta.",
      cites: [1],
    },
  ],
};

const clock = () => performance.now();

/** An assistant with the models of a stand-in, one with none, and what the models were called for. */
async function desk(wish: ModelsWish = {}) {
  const standIn = await createModelStandIn();
  onTestFinished(() => standIn.stop());
  const lines: string[] = [];
  const calls: ModelCall[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => lines.push(line) });
  const models = await standInModels(standIn, {
    log,
    onCall: (call) => calls.push(call),
    ...wish,
  });
  const common = { index: () => index, publicUrl, clock };
  const assistant = createAssistant({ ...common, models });
  const alone = createAssistant(common);
  return {
    standIn,
    lines,
    calls,
    ask: (question: string, more: Partial<Inquiry> = {}) =>
      assistant.respond({ question, payer: "a council", ...more }),
    alone: (question: string, more: Partial<Inquiry> = {}) => alone.respond({ question, ...more }),
  };
}

/** All of an answer but how long it took. */
function lasting(answer: Answer) {
  return { ...answer, durationMs: 0 };
}

describe("an answer with a chat model", () => {
  it("gets a lead of checked sentences over the very same quotes", async () => {
    const { ask, alone, standIn, calls } = await desk();
    standIn.make({ replyTo: () => faithful });
    const answer = await ask(ransomware);
    expect(answer.written).toEqual({
      model: "openai:stand-in",
      sentences: [{ text: faithful.sentences[0]?.text, citations: [0] }],
      isPartial: false,
    });
    const { written: _, ...rest } = lasting(answer);
    expect(rest).toEqual(lasting(await alone(ransomware)));
    expect(calls).toMatchObject([{ task: "lead", usage: { inputTokens: 120, outputTokens: 30 } }]);
  });

  it("sends no address, nobody's name, and the texts as data in one message", async () => {
    const { ask, standIn } = await desk();
    await ask("com configurem https://agenda.example/secret i @eva@ajuntament.cat?", {
      council: { population: 800, name: "Vilanova del Secret" },
    });
    await ask(ransomware, { council: { population: 800, name: "Vilanova del Secret" } });
    const sent = JSON.stringify(standIn.requests.map(({ body }) => body));
    expect(sent).toContain("ransomware");
    expect(sent).not.toMatch(/https?:|Vilanova|ajuntament\.cat/);
  });

  it.each([
    ["a list", "quines accions té l'eix 3?"],
    ["a lookup", "acció 2.3.1"],
    ["what is not covered", "quina és la recepta dels canelons de la iaia?"],
    ["help", "ajuda"],
  ])("is not led into for %s", async (_, question) => {
    const { ask, standIn } = await desk();
    standIn.make({ replyTo: () => faithful });
    expect((await ask(question)).written).toBeUndefined();
    const asked = standIn.requests.map(({ body }) => JSON.stringify(body));
    expect(asked.filter((body) => body.includes('"lead"'))).toEqual([]);
  });

  it("is not led into where no council is known that pays", async () => {
    const { alone, standIn } = await desk();
    const models = await standInModels(standIn);
    const assistant = createAssistant({ index: () => index, publicUrl, clock, models });
    expect(lasting(await assistant.respond({ question: ransomware }))).toEqual(
      lasting(await alone(ransomware)),
    );
    expect(standIn.requests).toEqual([]);
  });

  const faults: readonly StandInBehaviour[] = [
    "half-then-cut",
    "half-then-end",
    "cut",
    "limited",
    "spent",
    "failing",
    "away",
    "refused",
    "unknown-model",
    "bad-request",
    "filtered",
    "malformed",
    "other-shape",
    "nothing",
    "other-fields",
    "cut-short",
    "declined",
    "overlong",
    "packed",
    "elsewhere",
  ];
  it.each(
    faults.flatMap((fault) => (["openai", "ollama"] as const).map((by) => [fault, by] as const)),
  )(
    "is the one without a model when the model is %s (%s), and the log says so",
    async (fault, provider) => {
      const { ask, alone, standIn, lines } = await desk({ provider });
      standIn.make({ replyTo: () => faithful });
      standIn.behave(fault);
      expect(lasting(await ask(ransomware))).toEqual(lasting(await alone(ransomware)));
      const log = lines.join("");
      if (fault !== "declined" || provider === "openai")
        expect(log).toContain("answered without the model");
      expect(log).not.toContain(standInKey);
      expect(log).not.toContain("ransomware");
      expect(log).not.toContain("pla de resposta");
    },
  );

  it.each(["stalled", "half-headers", "half-then-stalled", "endless"] as const)(
    "goes out at the end of its time when the model is %s",
    async (fault) => {
      const { ask, alone, standIn } = await desk({ budgetMs: 700 });
      standIn.behave(fault);
      const answer = await ask(ransomware);
      expect(lasting(answer)).toEqual(lasting(await alone(ransomware)));
      // Not a measure of speed: what it must not do is wait for ever.
      expect(answer.durationMs).toBeLessThan(5_000);
    },
  );

  it("does not ask a model that fails again and again, nor one whose key was revoked", async () => {
    const { ask, standIn } = await desk();
    standIn.behave("failing");
    for (let turn = 0; turn < 6; turn += 1) await ask(ransomware);
    expect(standIn.requests).toHaveLength(3);
    const other = await desk();
    other.standIn.make({ replyTo: () => faithful });
    other.standIn.behave("well", "refused");
    expect((await other.ask(ransomware)).written).toBeDefined();
    for (let turn = 0; turn < 4; turn += 1) await other.ask(ransomware);
    expect(other.standIn.requests).toHaveLength(2);
  });

  it("comes without a lead once the council has used up its day, and others go on", async () => {
    const { ask, standIn } = await desk({ dailyTokens: 2_050 });
    standIn.make({ replyTo: () => faithful, usage: { inputTokens: 2_000, outputTokens: 100 } });
    expect((await ask(ransomware)).written).toBeDefined();
    expect((await ask(ransomware)).written).toBeUndefined();
    expect((await ask(ransomware, { payer: "another one" })).written).toBeDefined();
  });

  it("drops sentences that no quote supports, and all of the lead with the last", async () => {
    const { ask, standIn } = await desk();
    const lie = { text: "L'Agència paga el rescat als municipis.", cites: [1] };
    standIn.make({
      replyTo: () => ({ ...faithful, sentences: [...faithful.sentences, lie] }),
    });
    const answer = await ask(ransomware);
    expect(answer.written?.sentences).toHaveLength(1);
    standIn.make({ replyTo: () => ({ ...faithful, sentences: [lie] }) });
    expect((await ask(ransomware)).written).toBeUndefined();
  });
});

describe("quotes in the reader's language", () => {
  const question = "¿qué hacemos si nos entra un ransomware?";
  /** Says of each quote what a dictionary would. */
  const translating = {
    replyTo: ({ data, name }: { data: unknown; name: string | undefined }) =>
      name === "lead"
        ? { language: "es", completeness: "none", sentences: [] }
        : translationsOf(data),
  };

  function translationsOf(data: unknown) {
    const text = JSON.stringify(data);
    return {
      translations: [...text.matchAll(/"number":(\d+)/g)].map(([, number]) => ({
        number: Number(number),
        text: "Escribid un plan de respuesta a incidentes de pocas páginas que diga quién decide, qué se desconecta y cómo se sigue atendiendo a la gente. El plan de respuesta permite actuar bien los primeros minutos de un ataque.",
      })),
    };
  }

  it("are offered, and shown beside the original when asked for", async () => {
    const { ask, standIn } = await desk();
    standIn.make(translating);
    const first = await ask(question);
    expect(first.suggestions).toContain("Traduce las citas");
    const answer = await ask("Traduce las citas", { history: [question] });
    expect(answer.language).toBe("es");
    const [citation] = citationsOf(answer);
    expect(citation?.quote).toContain("Escriviu un pla de resposta");
    expect(citation?.translation?.text).toContain("Escribid un plan de respuesta");
    expect(answer.written?.sentences).toEqual([]);
    // The others were given the same text, which is not theirs.
    expect(citationsOf(answer).filter(({ translation }) => translation !== undefined)).toHaveLength(
      1,
    );
  });

  it.each([
    ["Translate the quotes", "en"],
    ["tradueix-ho al castellà", "es"],
    ["¿puedes traducir las citas?", "es"],
    ["translate it to English please", "en"],
  ] as const)("are what « %s » asks for", async (words, language) => {
    const { alone } = await desk();
    const answer = await alone(words, { history: [ransomware] });
    expect(answer.language).toBe(language);
    expect(citationsOf(answer).map(({ itemId }) => itemId)).toContain("2.3.1");
    expect(answer.notes.join(" ")).toMatch(/original|own language/);
  });

  it.each([
    "com traduïm la web al castellà?",
    "traducir la sede electrónica al inglés",
    "translate the ordinance for citizens",
  ])("are not what « %s » asks for", async (words) => {
    const { alone } = await desk();
    const answer = await alone(words, { history: [ransomware] });
    expect(answer.notes.join(" ")).not.toMatch(/original|own language/);
  });

  it("say so where they are in that language already, or nothing can translate", async () => {
    const { ask, alone } = await desk();
    expect((await ask("tradueix les cites", { history: [ransomware] })).notes.join(" ")).toContain(
      "citacions ja són en català",
    );
    expect((await alone("traduce las citas", { history: [question] })).notes.join(" ")).toContain(
      "se muestran en su lengua original",
    );
  });
});

describe("a question that a chat model puts in other words", () => {
  it("is answered by what it leans on, and says how it was understood", async () => {
    const { ask, alone, standIn } = await desk();
    const history = ["què hem de fer amb les còpies de seguretat?"];
    const question = "i aquestes coses on s'han de guardar ben guardades?";
    expect((await alone(question, { history })).kind).not.toBe("answered");
    const understood = "On s'han de guardar les còpies de seguretat?";
    standIn.make({
      replyTo: ({ name }) =>
        name === "questions"
          ? { questions: [understood] }
          : { language: "ca", completeness: "none", sentences: [] },
    });
    const answer = await ask(question, { history });
    expect(answer.kind).toBe("answered");
    expect(citationsOf(answer)[0]?.itemId).toBe("2.3.3");
    expect(answer.written).toMatchObject({ understoodAs: understood, sentences: [] });
  });

  it.each([
    [
      "no longer denies what it denies",
      "i si NO les guardem enlloc, aquestes coses?",
      "On guardem les còpies?",
    ],
    [
      "leaves out what is not covered",
      "i aquestes, amb la paella al sofregit?",
      "Fem còpies de seguretat?",
    ],
  ])("is not believed where it %s", async (_, question, rewritten) => {
    const { ask, alone, standIn } = await desk();
    standIn.make({
      replyTo: ({ name }) => (name === "questions" ? { questions: [rewritten] } : {}),
    });
    const more = { history: ["què hem de fer amb les còpies de seguretat?"] };
    const { suggestions: _other, ...given } = lasting(await ask(question, more));
    const { suggestions: _own, ...plain } = lasting(await alone(question, more));
    expect(given).toEqual(plain);
  });

  it("adds to what was quoted already, and takes none of it away", async () => {
    const { ask, alone, standIn } = await desk();
    const question =
      "com fem còpies de seguretat dels servidors i amb quines contrasenyes s'hi entra?";
    const parts = [
      "Com fem còpies de seguretat?",
      "Amb quines contrasenyes s'entra als servidors?",
    ];
    standIn.make({
      replyTo: ({ name }) =>
        name === "questions"
          ? { questions: parts }
          : { language: "ca", completeness: "none", sentences: [] },
    });
    const plain = await alone(question);
    const answer = await ask(question);
    const ids = citationsOf(plain).map(({ url }) => url);
    expect(
      citationsOf(answer)
        .slice(0, ids.length)
        .map(({ url }) => url),
    ).toEqual(ids);
  });

  it("is not led elsewhere by words that nobody said", async () => {
    const { ask, alone, standIn } = await desk();
    const question = "i allò altre que vam dir, també ens toca?";
    standIn.make({ replyTo: () => ({ questions: ["Com s'inscriuen les parelles de fet?"] }) });
    const more = { history: ["acció 2.3.1"] };
    expect(lasting(await ask(question, more))).toEqual(lasting(await alone(question, more)));
  });
});
