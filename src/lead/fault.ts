import type { Alignment } from "./align.ts";
import { keepsActors, keepsNarrowing, keepsWords } from "./check-clauses.ts";
import { changedMark } from "./check-marks.ts";
import { keepsNegation } from "./check-negation.ts";
import { keepsNumbers } from "./check-numbers.ts";
import { keepsOrder } from "./check-order.ts";
import { keepsRelations } from "./check-relations.ts";
import { unsupported } from "./check-support.ts";
import type { DropReason } from "./drop-reason.ts";
import type { ReadText, ReadWord } from "./read-text.ts";

/** Why a part of a sentence does not say what a sentence of a quote says; undefined where it does. */
export function faultOf(alignment: Alignment, title: readonly ReadWord[]): DropReason | undefined {
  const run = verbatim(alignment);
  if (run === "whole") return undefined;
  const missing = unsupported(alignment, title);
  if (missing !== undefined) return missing;
  if (run === undefined && !keepsWords(alignment)) return "support";
  if (run === undefined && !keepsNumbers(alignment)) return "numbers";
  if (!keepsNegation(alignment)) return "negation";
  const changed = changedMark(alignment);
  if (changed !== undefined) return changed;
  if (!keepsRelations(alignment)) return "conditions";
  if (!keepsNarrowing(alignment)) return "conditions";
  if (run !== undefined) return undefined;
  return keepsOrder(alignment) && keepsActors(alignment) ? undefined : "order";
}

/** Whether a part is the quote word for word, or a run of it: then nothing is bound or ordered otherwise. */
function verbatim({ written, part, quoted }: Alignment): "whole" | "run" | undefined {
  const keys = ({ words }: ReadText) =>
    words.map(({ folded, number, isBreak }) => (isBreak ? "," : (number ?? folded)));
  const own = keys(written).slice(part.start, part.end);
  const all = keys(quoted);
  if (own.length === all.length && own.every((key, at) => key === all[at])) return "whole";
  for (let start = 0; start + own.length <= all.length; start += 1)
    if (own.every((key, at) => key === all[start + at])) return "run";
  return undefined;
}
