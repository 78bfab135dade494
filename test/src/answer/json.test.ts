import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { createAssistant } from "../../../src/answer/assistant.ts";
import { toJson } from "../../../src/answer/json.ts";
import { isLongList } from "../../../src/answer/shown.ts";
import { words } from "../../../src/answer/words.ts";
import { writtenIn } from "../../../src/answer/written.ts";
import { hostileAnswer } from "../../helpers/hostile-answers.ts";
import { answered, citation as made, written } from "../../helpers/made-answers.ts";
import { buildTimeoutMs, frontMatters, openAssistant, publicUrl } from "./shipped.ts";

let opened: Awaited<ReturnType<typeof openAssistant>>;

beforeAll(async () => {
  opened = await openAssistant();
}, buildTimeoutMs);

const citation = z.strictObject({
  itemId: z.string().min(1),
  kind: z.enum(["axis", "objective", "action", "page", "document"]),
  title: z.string().min(1),
  place: z.array(z.string().min(1)),
  quote: z.string().min(1).max(700),
  url: z.url(),
  score: z.number().min(0).max(1),
  origin: z.enum(["official", "own"]),
  sourcePath: z.string().regex(/^(?:eixos|pagines|documents)\/.+\.md$/),
  references: z.array(
    z.strictObject({ title: z.string().min(1), url: z.url(), checked: z.iso.date() }),
  ),
});
const sentence = z.strictObject({
  text: z.string().min(1),
  citations: z.array(z.number().int().min(0)).min(1),
});
const writtenContract = z.strictObject({
  model: z.string(),
  label: z.string().min(1),
  text: z.string(),
  sentences: z.array(sentence),
  isPartial: z.boolean(),
  understoodAs: z.string().min(1).optional(),
});
const contract = z.strictObject({
  question: z.string(),
  language: z.enum(["ca", "es", "en"]),
  kind: z.enum(["answered", "suggested", "abstained", "failed"]),
  intent: z.enum(["lookup", "list", "count", "search", "follow-up", "help"]),
  markdown: z.string().min(1),
  citations: z.array(citation),
  nearest: z.array(citation),
  suggestions: z.array(z.string().min(1)),
  durationMs: z.number().min(0),
});

const jsonOf = async (question: string, more = {}) =>
  contract.parse(JSON.parse(JSON.stringify(toJson(await opened.ask(question, more)))));

describe("the JSON of an answer", () => {
  it.each([
    ["què hem de fer si ens entra un ransomware?", "ca", "answered", "search"],
    ["¿qué hacemos si nos entra un ransomware?", "es", "answered", "search"],
    ["acció 2.3.1", "ca", "answered", "lookup"],
    ["quantes accions té l'eix 4?", "ca", "answered", "count"],
    ["which actions does axis 3 have?", "en", "answered", "list"],
    ["què pots fer?", "ca", "answered", "help"],
    ["acció 9.9.9", "ca", "abstained", "lookup"],
    ["quin temps farà demà?", "ca", "abstained", "search"],
    ["", "ca", "abstained", "help"],
  ])("of «%s» has every key of the contract", async (question, language, kind, intent) => {
    expect(await jsonOf(question)).toMatchObject({ question, language, kind, intent });
  });

  it("of a follow-up says so", async () => {
    const json = await jsonOf("qui ens hi pot ajudar?", { history: ["acció 2.3.1"] });
    expect(json.intent).toBe("follow-up");
  });

  it("places an action below its axis and objective", async () => {
    const [cited] = (await jsonOf("acció 2.3.1")).citations;
    const titles = ["2", "2.3"].map((id) => opened.index.catalogue.get(id)?.title);
    expect(cited).toMatchObject({ itemId: "2.3.1", kind: "action", place: titles, score: 1 });
  });

  it("has its best citation first", async () => {
    for (const question of ["com fem còpies de seguretat?", "fibra òptica al polígon"]) {
      const scores = (await jsonOf(question)).citations.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    }
  });

  it("holds what was nearest in `nearest` alone when it abstains", async () => {
    const abstained = await jsonOf("acció 2.3.99");
    expect(abstained.citations).toEqual([]);
    expect(abstained.nearest.map(({ itemId }) => itemId)).toEqual(["2.3"]);
    expect((await jsonOf("acció 2.3.1")).nearest).toEqual([]);
  });

  it("points to the axes when an axis does not exist", async () => {
    const axes = frontMatters((name) => name === "eix.md").map(({ id }) => id);
    const shown = (await jsonOf("eix 12")).nearest.map(({ itemId }) => itemId);
    expect(shown).toEqual(axes.slice(0, shown.length));
    expect(shown.length).toBeGreaterThan(1);
  });

  it("holds at most as many citations as asked for", async () => {
    for (const limit of [1, 2, 5]) {
      expect((await jsonOf("com fem còpies de seguretat?", { limit })).citations).toHaveLength(
        limit,
      );
      expect((await jsonOf("totes les accions", { limit })).citations).toHaveLength(limit);
    }
  });

  it("of a failure tells the reader nothing of its cause", async () => {
    const broken = createAssistant({
      index: () => {
        throw new Error("disc /srv/secret ple");
      },
      publicUrl,
      clock: () => 0,
    });
    const json = contract.parse(toJson(await broken.respond({ question: "acció 2.3.1" })));
    expect(json).toMatchObject({ kind: "failed", citations: [], nearest: [], suggestions: [] });
    expect(JSON.stringify(json)).not.toContain("secret");
  });
});

describe("an abstention", () => {
  it.each(["quin temps farà demà?", "zxqv wrtk plmf", "¿zxqv wrtk plmf?"])(
    "to «%s» asserts nothing, says what to do next and proposes questions",
    async (question) => {
      const answer = await opened.ask(question);
      expect(answer).toMatchObject({ kind: "abstained", reason: "not-covered" });
      expect(answer.notes.length).toBeGreaterThan(0);
      expect(answer.suggestions.length).toBeGreaterThan(0);
      expect(answer.kind === "abstained" && answer.nearest.length <= 3).toBe(true);
    },
  );

  it("proposes questions that are answered", async () => {
    for (const language of ["ca", "es", "en"] as const) {
      const { suggestions } = await opened.ask("???", { language });
      expect(suggestions.length).toBeGreaterThan(0);
      for (const suggestion of suggestions)
        expect({ suggestion, kind: (await opened.ask(suggestion)).kind }).toEqual({
          suggestion,
          kind: "answered",
        });
    }
  });
});

describe("a suggestion", () => {
  it("shows one to three items as what is perhaps looked for, and asserts nothing", async () => {
    // Words of several matters at once: near to much and enough for nothing.
    const questions = ["tuning-uncovered.jsonl", "tuning.jsonl"].flatMap((file) =>
      readFileSync(join(import.meta.dirname, "../../evaluation", file), "utf8")
        .trim()
        .split("\n")
        .map((line): { question: string } => JSON.parse(line)),
    );
    let suggested = 0;
    for (const { question } of questions.filter((_, at) => at % 4 === 0)) {
      const answer = await opened.ask(question);
      if (answer.kind !== "suggested") continue;
      suggested += 1;
      expect(answer.lead).toBe(words[answer.language].perhaps);
      expect(answer.citations.length).toBeGreaterThanOrEqual(1);
      expect(answer.citations.length).toBeLessThanOrEqual(3);
      expect(toJson(answer)).toMatchObject({ kind: "suggested", nearest: [] });
    }
    expect(suggested).toBeGreaterThan(0);
  }, 30_000);
});

describe("the suggestions of an answer", () => {
  it.each(["acció 2.3.1", "eix 2", "objectiu 2.3", "com fem còpies de seguretat?"])(
    "after «%s» are understood as what they say",
    async (question) => {
      for (const language of ["ca", "es", "en"] as const) {
        const { suggestions } = await opened.ask(question, { language });
        expect(suggestions.length).toBeGreaterThan(0);
        for (const suggestion of suggestions) {
          const next = await opened.ask(suggestion, { history: [question], language });
          expect(next.kind).toBe("answered");
          const code = /\d+(?:\.\d+)+/.exec(suggestion)?.[0];
          if (code === undefined) expect(next.intent).toBe("follow-up");
          else expect("citations" in next && next.citations[0]?.itemId).toBe(code);
        }
      }
    },
  );
});

describe("the JSON of what a language model wrote", () => {
  const translation = { language: "es", text: "Haced copias.\u202E" } as const;
  const summed = answered({
    citations: [made("1.1.1"), made("1.1.2", { translation })],
    written: written({
      sentences: [
        { text: "Feu [còpies].", citations: [0, 1] },
        { text: "Res.", citations: [9] },
      ],
      isPartial: true,
      understoodAs: "còpies",
    }),
  });

  it("has the model, the label, the paragraph and its sentences with the places of their citations", () => {
    const json = toJson(summed);
    expect(json.written).toEqual({
      model: "openai:model-1",
      label: writtenIn(summed)?.label,
      text: "Feu (còpies). [1] [2]",
      sentences: [{ text: "Feu (còpies).", citations: [0, 1] }],
      isPartial: true,
      understoodAs: "còpies",
    });
    expect(json.citations.map((one) => one.translation)).toEqual([
      undefined,
      { language: "es", text: "Haced copias." },
    ]);
  });

  it("has no key of it where no model took part", () => {
    const json = toJson(answered());
    expect(Object.keys(json)).not.toContain("written");
    expect(json.citations.flatMap(Object.keys)).not.toContain("translation");
  });

  it("has its shape whatever an answer holds", () => {
    fc.assert(
      fc.property(hostileAnswer, (answer) => {
        const json = toJson(answer);
        const shown = [...json.citations, ...json.nearest];
        if (json.written === undefined) {
          for (const one of shown) if (!isLongList(answer)) expect(one.translation).toBeUndefined();
          return;
        }
        const { sentences } = writtenContract.parse(JSON.parse(JSON.stringify(json.written)));
        for (const place of sentences.flatMap(({ citations }) => citations))
          expect(shown[place]).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });
});
