/** Something wrong in the knowledge folder, told to the person who writes it. */
export interface KnowledgeProblem {
  /** Relative to the knowledge folder. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** In Catalan, what is wrong and what to write instead. */
  readonly reason: string;
}

/** `eixos/2-…/2.3.1-pla.md:7: raó`, the form that editors and terminals make clickable. */
export function describeProblem(problem: KnowledgeProblem): string {
  return `${problem.path}:${problem.line}: ${problem.reason}`;
}
