import type { DenseStore } from "../../src/ports.ts";
import { exactStore } from "./exact-store.ts";
import { hnswStore, isHnswAvailable } from "./hnsw-store.ts";

/** The graph where hnswlib-node could be compiled, the exact store elsewhere. `onFallback` is called in that case. */
export async function chooseDenseStore(onFallback: () => void): Promise<DenseStore> {
  if (await isHnswAvailable()) return hnswStore;
  onFallback();
  return exactStore;
}
