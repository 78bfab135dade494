import type { BenchFigures } from "./figures.ts";
export function formatTable(figures: BenchFigures): string {
  return JSON.stringify(figures, null, 1);
}
