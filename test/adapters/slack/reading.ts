import fc from "fast-check";
import type { Answer, Citation } from "../../../src/answer/answer.ts";
import { languages } from "../../../src/language/language.ts";

/** Everything within a value, itself included. */
export function nodesOf(value: unknown): Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== "object" || value === null) return [];
  const node = value as Readonly<Record<string, unknown>>;
  return [node, ...Object.values(node).flatMap(nodesOf)];
}

/** Every text that a reader sees, in order. */
export function textsOf(value: unknown): string[] {
  return nodesOf(value).flatMap(({ text }) => (typeof text === "string" ? [text] : []));
}

/** Every address that can be pressed, in rich text, on buttons and in Slack's own notation. */
export function addressesOf(value: unknown): string[] {
  return nodesOf(value).flatMap(({ type, url, text }) => {
    const marked = type === "mrkdwn" && typeof text === "string" ? text : "";
    const inText = [...marked.matchAll(/<(https?:[^|>]*)/g)].map(([, found]) =>
      (found ?? "").replaceAll("&amp;", "&"),
    );
    return [...(typeof url === "string" ? [url] : []), ...inText];
  });
}

/** Every button with its parts as strings. */
export function buttonsOf(value: unknown) {
  return nodesOf(value)
    .filter(({ type }) => type === "button")
    .map((node) => ({
      id: String(node["action_id"]),
      text: textsOf(node["text"])[0] ?? textsOf([node["text"]])[0] ?? "",
      label: node["accessibility_label"],
      value: typeof node["value"] === "string" ? node["value"] : undefined,
      url: node["url"],
    }));
}

/** Whether one of the blocks holds the quote literally together with the address. */
export function standsTogether(blocks: readonly unknown[], quote: string, url: string): boolean {
  return blocks.some(
    (block) => textsOf(block).some((text) => text === quote) && addressesOf(block).includes(url),
  );
}

/** Texts as no one should write them: endless, with signs of every notation, halves of characters, nothing. */
export const hostileText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc.constantFrom(
    "",
    " ",
    "\n\n",
    "<!channel>",
    "<https://evil.example|press>",
    "&lt;",
    "*a* _b_ ~c~",
    "|",
  ),
  fc
    .tuple(
      fc.constantFrom("a", "& ", '" ', "paraula ", "\u{1F9F9}", "\ud83d", "\n", "<@U123> "),
      fc.constantFrom(75, 149, 500, 700, 3_001, 20_000),
    )
    .map(([part, length]) => part.repeat(Math.ceil(length / part.length)).slice(0, length)),
);

/** Ids are read from UTF-8, which has no halves of characters. */
export const hostileId = fc
  .oneof(hostileText, fc.constantFrom("2.3.1", "1"))
  .map((id) => id.replace(/\p{Cs}/gu, "") || "x");

const hostileUrl = fc.oneof(
  hostileText,
  fc.constantFrom(
    "javascript:alert(1)",
    "https://agenda.example/agenda/2.3.1?cita=a6ffc7cb6f#cita",
    `https://agenda.example/agenda/${"a".repeat(3_500)}`,
    `https://agenda.example/agenda/${"a".repeat(2_900)}`,
    "https://agenda.example/a b|c>",
  ),
);

const citation: fc.Arbitrary<Citation> = fc.record({
  itemId: fc.oneof(hostileText, fc.constantFrom("2.3.1", "4", "glossari")),
  kind: fc.constantFrom("axis", "objective", "action", "page", "document"),
  title: hostileText,
  place: fc.array(hostileText, { maxLength: 3 }),
  quote: hostileText,
  url: hostileUrl,
  score: fc.constant(1),
  origin: fc.constantFrom("official", "own"),
  sourcePath: fc.constant("a.md"),
  references: fc.constant([]),
});
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
  durationMs: fc.constant(1),
} as const;

/** Answers that no assistant would give. */
export const hostileAnswer: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({
    ...base,
    kind: fc.constant("answered"),
    citations,
    total: fc.nat(500),
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
