import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { HNSWLib } from "@langchain/community/vectorstores/hnswlib";
import { AgendaEmbeddings } from "../../../adapters/langchain/agenda-embeddings.ts";
import type { DenseStore } from "../../../src/ports.ts";
import { openIndex } from "../../../src/search/index-build.ts";
import { readCurrent, versionDirectory } from "../../../src/search/index-manifest.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import type { TaskInput } from "../task.ts";

const asked = 100;
const nearest = 10;
/** Cosines that differ by less are the same: the graph computes in single precision. */
const tolerance = 1e-5;

/** Share of the truly nearest passages that the dense index finds, the truth being a comparison with every vector. */
export async function recall(input: TaskInput, store: DenseStore): Promise<number> {
  const index = await openIndex(input.indexDirectory, store);
  const questions: string[] = JSON.parse(await readFile(input.questionsFile, "utf8"));
  const vectors = await Promise.all(
    questions.slice(0, asked).map((question) => index.embedding.embedQuery(question)),
  );
  const least = await leastOfNearest(input, index, vectors);
  let found = 0;
  for (const [at, vector] of vectors.entries()) {
    const neighbours = await index.dense.search(vector, nearest);
    const close = neighbours.filter(({ similarity }) => similarity >= (least[at] ?? 0) - tolerance);
    found += close.length;
  }
  return found / (vectors.length * Math.min(nearest, index.dense.size));
}

/** Cosine of the last of the truly nearest passages of each vector. */
async function leastOfNearest(
  input: TaskInput,
  index: SearchIndex,
  vectors: readonly number[][],
): Promise<number[]> {
  const { version } = await readCurrent(input.indexDirectory);
  const folder = join(versionDirectory(input.indexDirectory, version), "dense");
  const { index: graph } = await HNSWLib.load(folder, new AgendaEmbeddings(index.embedding));
  const queries = vectors.map((vector) => Float64Array.from(vector));
  const best = queries.map(() => new Array<number>(nearest).fill(Number.NEGATIVE_INFINITY));
  for (let label = 0; label < graph.getCurrentCount(); label += 1) {
    const point = Float64Array.from(graph.getPoint(label));
    queries.forEach((query, at) => {
      insert(best[at] ?? [], dot(point, query));
    });
  }
  return best.map((similarities) =>
    Math.min(...similarities.filter((similarity) => Number.isFinite(similarity))),
  );
}

/** Keeps the highest values, highest first. */
function insert(highest: number[], value: number): void {
  const last = highest.length - 1;
  if (value <= (highest[last] ?? 0)) return;
  let at = last;
  while (at > 0 && (highest[at - 1] ?? 0) < value) {
    highest[at] = highest[at - 1] ?? 0;
    at -= 1;
  }
  highest[at] = value;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
