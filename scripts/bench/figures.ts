/** Milliseconds of one answer. */
export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly worst: number;
}

/** A series of questions answered one after the other. */
export interface Series {
  readonly questions: number;
  /** The very first question of the process, in milliseconds. */
  readonly firstMs: number;
  readonly latencyMs: Latency;
  /** Answers a second in one process. */
  readonly throughput: number;
}

/** Building the index. */
export interface BuildFigures {
  readonly items: number;
  readonly passages: number;
  readonly terms: number;
  readonly postings: number;
  /** Different words in the texts. */
  readonly words: number;
  readonly buildMs: number;
  readonly peakBytes: number;
  readonly diskBytes: number;
}

/** A process that opens the index and answers. */
export interface AnswerFigures {
  /** From the start of the process until it could answer. */
  readonly readyMs: number;
  readonly readyBytes: number;
  readonly answers: Series;
  /** After all the answers. */
  readonly bytes: number;
}

/** The whole program, from its start to the line that says it is ready. */
export interface StartFigures {
  readonly readyMs: number;
  readonly readyBytes: number;
}

/** MiniSearch over the same texts. It keeps no index on disk: to open it is to build it. */
export interface BaselineFigures {
  readonly buildMs: number;
  readonly bytes: number;
  readonly answers: Series;
}

/** Everything measured at one size. */
export interface ScaleFigures {
  readonly scale: number;
  readonly build: BuildFigures;
  readonly answer: AnswerFigures;
  /** At the shipped size only: the larger collections are no folders of Markdown. */
  readonly start?: StartFigures;
  /** Share of the ten nearest passages that the dense index finds; absent where it is exact itself. */
  readonly recall?: number;
  readonly baseline: BaselineFigures;
  /** What measuring took. */
  readonly tookMs: number;
}

/** A whole run. */
export interface BenchFigures {
  readonly date: string;
  /** In general words: what a reader needs to compare. */
  readonly machine: string;
  readonly scales: readonly ScaleFigures[];
}

/** The figure below which the given share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
