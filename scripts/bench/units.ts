/** Three digits that matter, with the thousands apart. */
export function number(value: number): string {
  return new Intl.NumberFormat("en", { maximumSignificantDigits: value < 1_000 ? 3 : 21 }).format(
    value < 1_000 ? value : Math.round(value),
  );
}

/** Milliseconds, as seconds or minutes from where those read better. */
export function milliseconds(value: number): string {
  if (value < 1_000) return `${number(value)} ms`;
  return value < 120_000 ? `${number(value / 1_000)} s` : `${number(value / 60_000)} min`;
}

/** Bytes, in decimal units. */
export function bytes(value: number): string {
  return value < 1e9 ? `${number(value / 1e6)} MB` : `${number(value / 1e9)} GB`;
}

/** A share of 0 to 1. */
export function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}
