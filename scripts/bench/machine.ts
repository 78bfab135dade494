import { availableParallelism, totalmem } from "node:os";

/** The machine in general words: what a reader needs to compare, and no more. */
export function describeMachine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} cores, ${memory} GiB of memory, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}
