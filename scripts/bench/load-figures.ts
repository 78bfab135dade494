import type { Traffic } from "./traffic.ts";

/** Parts of a load test that send requests. */
export interface Phases {
  /** One connection that asks, nobody else. */
  readonly askingAlone: Traffic;
  /** One reader of a page, nobody else. */
  readonly readingAlone: Traffic;
  /** All connections on an address that does nothing: what HTTP itself costs. */
  readonly health: Traffic;
  /** All connections ask, before it counts. */
  readonly warmUp: Traffic;
  /** All connections ask. */
  readonly asking: Traffic;
  /** One reader of a page while all connections ask. */
  readonly reading: Traffic;
}

/** Resident memory of the program, in bytes. */
export interface MemoryFigures {
  /** When it could answer and nobody had asked yet. */
  readonly ready: number;
  readonly start: number;
  readonly third: number;
  readonly twoThirds: number;
  readonly end: number;
  /** After the load, when it had been left alone. */
  readonly idle: number;
  /** Lowest of each half of the load: what is left when the garbage collector has been there. */
  readonly lowestOfFirstHalf: number;
  readonly lowestOfSecondHalf: number;
  /** One a second during the load. */
  readonly samples: readonly number[];
}

/** A run of the load test. */
export interface LoadFigures {
  readonly date: string;
  readonly machine: string;
  readonly phases: Phases;
  readonly memory: MemoryFigures;
}

/** Rise of the lowest that is more than what memory given back late makes. */
const growthShare = 0.1;

/** The memory of a load from its samples, one a second. */
export function summariseMemory(
  samples: readonly number[],
  { ready, idle }: Pick<MemoryFigures, "ready" | "idle">,
): MemoryFigures {
  const third = Math.floor(samples.length / 3);
  const twoThirds = Math.floor((samples.length * 2) / 3);
  const half = Math.floor(samples.length / 2);
  return {
    ready,
    start: samples[0] ?? 0,
    third: samples[third] ?? 0,
    twoThirds: samples[twoThirds] ?? 0,
    end: samples.at(-1) ?? 0,
    idle,
    lowestOfFirstHalf: Math.min(...samples.slice(0, half)),
    lowestOfSecondHalf: Math.min(...samples.slice(half)),
    samples,
  };
}

/** Whether memory was still rising in the second half of the load. */
export function isGrowing({ lowestOfFirstHalf, lowestOfSecondHalf }: MemoryFigures): boolean {
  return lowestOfSecondHalf > lowestOfFirstHalf * (1 + growthShare);
}

/** What went wrong while requests were sent, a line a phase; nothing when each was answered with status 200. */
export function faultsOf(phases: Phases): string[] {
  return Object.entries<Traffic>({ ...phases }).flatMap(([phase, traffic]) => {
    const { requests, errors, timeouts, non200 } = traffic;
    if (requests > 0 && errors + timeouts + non200 === 0) return [];
    const faults = `${errors} errors, ${timeouts} timeouts, ${non200} other statuses than 200`;
    return [`${phase}: ${requests} answers, ${faults}`];
  });
}
