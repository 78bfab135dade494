import type { BenchFigures } from "./figures.ts";
export async function writeDocuments(_: BenchFigures): Promise<void> {
  await Promise.resolve();
}
