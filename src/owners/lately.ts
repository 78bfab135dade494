/** What was computed lately: once at a time for the same key, and not again while it is fresh. */
export interface Lately {
  /** What was computed for a key or is being computed, else computes it. A failure is told and not kept. */
  get<Value>(key: string, compute: () => Promise<Value>): Promise<Value>;
  /** The next one to ask for a key whose name begins so gets it computed anew. */
  forget(beginning: string): void;
}

interface Kept {
  readonly value: Promise<unknown>;
  /** Absent while it is being computed. */
  untilMs?: number;
}

/** Keeps as many results at most, each for so many milliseconds from when it was there. */
export function createLately(forMs: number, most: number, now: () => number): Lately {
  const kept = new Map<string, Kept>();
  return {
    get<Value>(key: string, compute: () => Promise<Value>) {
      const known = kept.get(key);
      // Whoever takes the name for two kinds of value makes the fault: names begin with what they are of.
      if (known !== undefined && isFresh(known)) return known.value as Promise<Value>;
      const value = compute();
      keep(key, value);
      return value;
    },
    forget(beginning) {
      for (const key of kept.keys()) if (key.startsWith(beginning)) kept.delete(key);
    },
  };

  function isFresh({ untilMs }: Kept): boolean {
    return untilMs === undefined || now() < untilMs;
  }

  function keep(key: string, value: Promise<unknown>): void {
    const entry: Kept = { value };
    for (const [name, other] of kept) if (!isFresh(other)) kept.delete(name);
    kept.delete(key);
    kept.set(key, entry);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    value.then(
      () => {
        entry.untilMs = now() + forMs;
      },
      () => {
        if (kept.get(key) === entry) kept.delete(key);
      },
    );
  }
}
