import type { Logger } from "pino";
import type { KnowledgeStore } from "../ports.ts";
import type { SearchIndex } from "../search/search-index.ts";

/** What the knowledge is noted with. */
export interface NoterOptions {
  readonly knowledge: Pick<KnowledgeStore, "note">;
  /** The index that serves. */
  readonly index: () => SearchIndex;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
}

/**
 * Makes a chore that keeps the state of the knowledge that serves: the first time, and whenever it is another one. What
 * failed is done again the next time.
 */
export function createKnowledgeNoter({
  knowledge,
  index,
  now,
  log,
}: NoterOptions): () => Promise<void> {
  let noted = "";
  return async () => {
    const { knowledgeDigest, catalogue } = index();
    if (knowledgeDigest === noted) return;
    await knowledge.note(knowledgeDigest, catalogue.items, now());
    noted = knowledgeDigest;
    log.info({ items: catalogue.items.length }, "knowledge noted");
  };
}
