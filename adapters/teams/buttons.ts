import * as z from "zod";
import { type Ask, readAsk, type WrittenAsk, writeAsk } from "../../src/answer/ask.ts";
import { clean } from "../../src/language/clean-text.ts";
import { parseJson } from "../../src/parse-json.ts";
import { type FormWish, readWish, type Wish } from "../../src/reception/wish.ts";
import { maxAskChars } from "./limits.ts";

/** Raised when older buttons can no longer be read. */
const version = { v: 1 } as const;
const versionSchema = z.object({ v: z.literal(version.v) });

/** An {@link Ask} as a button carries it. */
export type EncodedAsk = WrittenAsk & typeof version;

/** An ask as a button carries it. */
export function encodeAsk(ask: Ask): EncodedAsk {
  const whole = { ...ask, question: clean(ask.question), history: ask.history.map(clean) };
  const encode = (written: WrittenAsk): EncodedAsk => ({ ...version, ...written });
  return encode(
    writeAsk(whole, (written) => JSON.stringify(encode(written)).length <= maxAskChars),
  );
}

/**
 * Reads what a button sent, as an object or written as JSON, whatever else Teams has put beside it; undefined when it is
 * none of ours or of another version.
 */
export function decodeAsk(value: unknown): Ask | undefined {
  const sent = sentOf(value);
  return versionSchema.safeParse(sent).success ? readAsk(sent) : undefined;
}

/** A wish as a button carries it, with the form that it sends if there is one. */
export interface EncodedWish {
  readonly v: typeof version.v;
  readonly w: Wish;
  /** Number of the form in its card, and the names of its fields. */
  readonly f?: readonly [form: number, ...names: string[]];
  /** What stands with the button stays: what comes of it stands below. */
  readonly b?: true;
}

/** A wish as a button carries it. */
export function encodeWish(wish: Wish): EncodedWish {
  return { ...version, w: wish };
}

/** A wish as a button carries it that stands below an answer, which is not to go. */
export function encodeWishBelow(wish: Wish): EncodedWish {
  return { ...encodeWish(wish), b: true };
}

/** The wish of a form of a card, as the button that sends it carries it. */
export function encodeForm(wish: FormWish, form: number, names: readonly string[]): EncodedWish {
  return { ...version, w: { ...wish, fields: {} }, f: [form, ...names] };
}

/** Name of an input: a card may hold several forms, and sends all inputs with each. */
export function inputId(form: number, name: string): string {
  return `${form}_${name}`;
}

const wishSchema = versionSchema.extend({
  w: z.record(z.string(), z.unknown()),
  f: z.tuple([z.number().int().min(0)], z.string()).optional(),
  b: z.literal(true).optional(),
});

/** Whether a button is one of a sheet, of whatever version its wish may be. */
export function isWish(value: unknown): boolean {
  return wishSchema.safeParse(sentOf(value)).success;
}

/** Whether what a button stands with is to stay. */
export function isBelow(value: unknown): boolean {
  return wishSchema.safeParse(sentOf(value)).data?.b === true;
}

/** Reads what a button of a sheet sent, with what was filled in; undefined when it is none of ours or of another version. */
export function decodeWish(value: unknown): Wish | undefined {
  const sent = sentOf(value);
  const { data } = wishSchema.safeParse(sent);
  if (data === undefined) return undefined;
  const { w, f } = data;
  if (f === undefined) return readWish(w);
  const [form, ...names] = f;
  const inputs = new Map(Object.entries(sent as object));
  // What was left empty is sent by some clients only.
  const filledIn = names.map((name) => [name, textOf(inputs.get(inputId(form, name)))]);
  return readWish(w, Object.fromEntries(filledIn));
}

function textOf(input: unknown): string {
  return typeof input === "string" || typeof input === "number" ? String(input) : "";
}

function sentOf(value: unknown): unknown {
  return typeof value === "string" ? parseJson(value) : value;
}
