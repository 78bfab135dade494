import type { LeadReport } from "./evaluate-lead.ts";
import type { CheckerFigures, Kept } from "./measure-lead.ts";

/** Share of unsupported sentences that the checker must drop. */
const leastDropped = 0.99;

/** Sentences on what the checker must do and does not. */
export function brokenLeadThresholds({ half, checker }: LeadReport): string[] {
  const unsupported = totalOf(checker.sentences, "unsupported");
  const dropped = unsupported.count - unsupported.kept;
  const { kept } = totalOf(checker.adversarial ?? {}, "adversarial");
  return [
    ...(dropped >= leastDropped * unsupported.count
      ? []
      : [
          `${half}: ${dropped} of ${unsupported.count} unsupported sentences are dropped, at least ${leastDropped * 100} % is asked`,
        ]),
    ...(kept === 0 ? [] : [`${half}: ${kept} adversarial sentences are kept, none may be`]),
  ];
}

/** Sentences of one kind in all languages. */
export function totalOf(figures: CheckerFigures, kind: string): Kept {
  const all = Object.entries(figures).filter(([group]) => group.endsWith(` ${kind}`));
  return {
    count: all.reduce((sum, [, { count }]) => sum + count, 0),
    kept: all.reduce((sum, [, { kept }]) => sum + kept, 0),
  };
}
