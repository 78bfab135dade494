import type { BenchFigures, ScaleFigures } from "./figures.ts";
import { bytes, milliseconds, number } from "./units.ts";

/** Passages at which the goal for large collections stands. */
export const largeCollection = 100_000;

/** What one answer at p99 may take, in milliseconds. */
export const goalsP99 = { shipped: 25, large: 50 };

/** A goal beside what was measured. */
export interface GoalResult {
  readonly goal: string;
  readonly result: string;
  /** Absent when the run did not measure it. */
  readonly isMet?: boolean;
}

/** Sets the goals of the design beside a run's figures. */
export function compareWithGoals({ scales }: BenchFigures): GoalResult[] {
  const shipped = scales.find(({ scale }) => scale === 1);
  const { latencyMs } = shipped?.answer.answers ?? {};
  return [
    atMost("one answer, p50", 5, latencyMs?.p50, milliseconds),
    atMost("one answer, p99", goalsP99.shipped, latencyMs?.p99, milliseconds),
    largeGoal(scales),
    atMost("ready to answer after the start", 2_000, shipped?.start?.readyMs, milliseconds),
    atMost("memory when ready", 250e6, shipped?.start?.readyBytes, bytes),
  ];
}

function atMost(
  what: string,
  goal: number,
  measured: number | undefined,
  format: (value: number) => string,
): GoalResult {
  const text = `${what}: under ${format(goal)}`;
  if (measured === undefined) return { goal: text, result: "not measured in this run" };
  return { goal: text, result: format(measured), isMet: measured < goal };
}

/** A run that stops below the size still tells when the goal is missed already. */
function largeGoal(scales: readonly ScaleFigures[]): GoalResult {
  const what = `one answer at ${number(largeCollection)} passages, p99`;
  const found = atMost(what, goalsP99.large, p99At(scales, largeCollection), milliseconds);
  const largest = scales.at(-1);
  const { p99 = 0 } = largest?.answer.answers.latencyMs ?? {};
  if (largest === undefined || found.isMet !== undefined || p99 < goalsP99.large) return found;
  const result = `${milliseconds(p99)} at ${number(largest.build.passages)} passages already`;
  return { ...found, result, isMet: false };
}

/** p99 at a number of passages: on the straight line, in logarithms, between the two measured sizes around it. */
function p99At(scales: readonly ScaleFigures[], passages: number): number | undefined {
  const at = scales.findIndex(({ build }) => build.passages >= passages);
  const [below, above] = [scales[at - 1], scales[at]];
  if (below === undefined || above === undefined) return undefined;
  const [from, to] = [below, above].map(({ build }) => Math.log(build.passages));
  const [low, high] = [below, above].map(({ answer }) => Math.log(answer.answers.latencyMs.p99));
  if (from === undefined || to === undefined || low === undefined || high === undefined)
    return undefined;
  return Math.exp(low + ((high - low) * (Math.log(passages) - from)) / (to - from));
}
