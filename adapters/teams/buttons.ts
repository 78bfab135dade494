import * as z from "zod";
import { type Ask, readAsk, type WrittenAsk, writeAsk } from "../../src/answer/ask.ts";
import { clean } from "../../src/language/clean-text.ts";
import { parseJson } from "../../src/parse-json.ts";
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
  const sent = typeof value === "string" ? parseJson(value) : value;
  return versionSchema.safeParse(sent).success ? readAsk(sent) : undefined;
}
