import { percentile, type Series } from "./figures.ts";

/** Questions that warm a process up and are not counted. */
const warmUp = 60;
/** A series ends after this time even when questions remain: the slow must not hold up the run. */
const longestSeriesMs = 60_000;
const leastQuestions = 40;

/** Asks the questions one after the other. The first ones warm up and are asked again at their turn. */
export async function measureSeries(
  questions: readonly string[],
  ask: (question: string) => unknown,
): Promise<Series> {
  const timed = async (question: string) => {
    const started = performance.now();
    await ask(question);
    return performance.now() - started;
  };
  const begun = performance.now();
  const firstMs = await timed(questions[0] ?? "");
  for (const question of questions.slice(1, warmUp)) {
    if (performance.now() - begun > longestSeriesMs / 4) break;
    await timed(question);
  }
  const durations: number[] = [];
  const started = performance.now();
  for (const question of questions) {
    if (durations.length >= leastQuestions && performance.now() - started > longestSeriesMs) break;
    durations.push(await timed(question));
  }
  const elapsed = performance.now() - started;
  return {
    questions: durations.length,
    firstMs,
    latencyMs: {
      p50: percentile(durations, 0.5),
      p95: percentile(durations, 0.95),
      p99: percentile(durations, 0.99),
      worst: Math.max(...durations),
    },
    throughput: (durations.length / elapsed) * 1_000,
  };
}
