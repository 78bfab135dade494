import fc from "fast-check";
import type { Answer, Citation } from "../../src/answer/answer.ts";
import type { Written } from "../../src/answer/written.ts";
import { languages } from "../../src/language/language.ts";

/** Texts as no one should write them: endless, with signs of every notation, halves of characters, nothing. */
export const hostileText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc.string({ unit: fc.constantFrom(..."*_`~[](){}<>|#+-=:.!&\\$^\"' \n1ax"), maxLength: 60 }),
  fc.constantFrom(
    "",
    " ",
    "\n\n",
    "|",
    "&lt;",
    "*a* _b_ ~c~",
    "<!channel>",
    "<https://evil.example|press>",
    "</at>",
    "<at>Tothom</at>",
    "&lt;at&gt;",
    "[1]",
    "vegeu [1] i [9]",
    "[premeu](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "<https://evil.example>",
    "vegeu https://evil.example/_a_*b*, [2]",
    "a | b\n--|--\nc | d",
    "# Títol\n- llista\n1. u\n\n    codi",
    "text {amagat} text",
    "{{DATE(2026-11-23T00:00:00Z)}}",
    "שלום \u202Eעולם",
    "👨‍👩‍👧 \u0000\u0007",
    "**a** _b_ ~~c~~ `d` $e$ ==f== ::g::",
  ),
  fc
    .tuple(
      fc.constantFrom(...'a<*"\n\u{1F9F9}', "& ", '" ', "paraula ", "\ud83d", "[1] ", "<@U123> "),
      fc.constantFrom(29, 75, 80, 149, 160, 500, 700, 1_500, 3_001, 20_000),
    )
    .map(([part, length]) => part.repeat(Math.ceil(length / part.length)).slice(0, length)),
);

/** Ids are read from UTF-8, which has no halves of characters. */
export const hostileId = fc
  .oneof(hostileText, fc.constantFrom("2.3.1", "1"))
  .map((id) => id.replace(/\p{Cs}/gu, "") || "x");

/** As the types allow it: places that nothing shows, twice or in no order, and what only looks like a link. */
const writtenText = fc.oneof(
  hostileText,
  fc.constantFrom(
    "Vegeu [1], [[2]3] i 【4】 a www.evil.example o a https://evil.example/x.",
    "@here @channel <!here> <@U123> <at>Tothom</at> anna@evil.example",
    "<b>a</b> <img src=x onerror=alert(1)> &lt;script&gt;",
    "\u202Eevil\u200B\u2066 \u{E0041}",
    "x".repeat(2_000),
    "Cal fer còpies i provar-les. ".repeat(70),
  ),
);
const written: fc.Arbitrary<Written> = fc.record(
  {
    model: fc.oneof(fc.constant("openai:model-1"), hostileText),
    sentences: fc.array(
      fc.record({
        text: writtenText,
        citations: fc.array(fc.oneof(fc.nat(4), fc.nat(300)), { maxLength: 20 }),
      }),
      { maxLength: 6 },
    ),
    isPartial: fc.boolean(),
    understoodAs: writtenText,
  },
  { requiredKeys: ["model", "sentences", "isPartial"] },
);

const hostileUrl = fc.oneof(
  hostileText,
  fc.constantFrom(
    "javascript:alert(1)",
    "https://agenda.example/agenda/2.3.1?cita=a6ffc7cb6f#cita",
    `https://agenda.example/agenda/${"a".repeat(3_500)}`,
    `https://agenda.example/agenda/${"a".repeat(2_900)}`,
    `https://agenda.example/agenda/${"a".repeat(2_000)}`,
    "https://agenda.example/a(b)[c]*d_e_",
    "https://agenda.example/a b|c>",
  ),
);
const original: fc.Arbitrary<Citation> = fc.record({
  itemId: fc.oneof(hostileText, fc.constantFrom("2.3.1", "4", "glossari")),
  kind: fc.constantFrom("axis", "objective", "action", "page", "document"),
  title: hostileText,
  place: fc.array(hostileText, { maxLength: 3 }),
  quote: hostileText,
  url: hostileUrl,
  score: fc.constantFrom(1, 0.4),
  origin: fc.constantFrom("official", "own"),
  sourcePath: fc.constant("a.md"),
  references: fc.constant([]),
});
const translation = fc.record({ language: fc.constantFrom(...languages), text: writtenText });
const citation: fc.Arbitrary<Citation> = fc.oneof(
  { weight: 2, arbitrary: original },
  fc.tuple(original, translation).map(([one, translated]) => ({ ...one, translation: translated })),
);
const citations = fc.oneof(
  { weight: 4, arbitrary: fc.array(citation, { maxLength: 8 }) },
  fc
    .tuple(citation, fc.constantFrom(6, 50, 200), fc.boolean())
    .map(([one, count, isOne]) =>
      Array.from({ length: count }, (_, at) => (isOne ? one : { ...one, itemId: `${at}` })),
    ),
);
const base = {
  question: hostileText,
  language: fc.constantFrom(...languages),
  intent: fc.constantFrom("lookup", "list", "count", "search", "follow-up", "help"),
  lead: hostileText,
  notes: fc.array(hostileText, { maxLength: 4 }),
  filters: fc.constant({}),
  suggestions: fc.oneof(
    fc.array(hostileText, { maxLength: 4 }),
    fc.constant(Array.from({ length: 50 }, (_, at) => `Pregunta ${at}`)),
  ),
  isForCouncil: fc.boolean(),
  durationMs: fc.constant(1),
} as const;

const extractive: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({
    ...base,
    kind: fc.constant("answered"),
    citations,
    total: fc.nat(500),
    offset: fc.nat(500),
    further: fc.nat(500),
  } as const),
  fc.record({ ...base, kind: fc.constant("suggested"), citations } as const),
  fc.record({
    ...base,
    kind: fc.constant("abstained"),
    reason: fc.constantFrom("not-covered", "no-such-item", "nothing-asked"),
    nearest: citations,
  } as const),
  fc.record({ ...base, kind: fc.constant("failed"), cause: fc.constant("broken") } as const),
);

/** Answers that no assistant would give, with what no language model may write. */
export const hostileAnswer: fc.Arbitrary<Answer> = fc.oneof(
  { weight: 2, arbitrary: extractive },
  {
    weight: 3,
    arbitrary: fc.tuple(extractive, written).map(([answer, one]) => ({ ...answer, written: one })),
  },
);
