import type { Logger } from "pino";
import type { Assistant } from "../answer/assistant.ts";
import type { NeedStore } from "../ports.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { SharedNeed } from "./need.ts";
import { askAgenda, covers, itemsOf } from "./serve-need.ts";

/** What comparing needs with the knowledge takes. */
export interface CheckOptions {
  readonly needs: NeedStore;
  readonly assistant: Pick<Assistant, "respond">;
  readonly index: () => SearchIndex;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
}

/** Needs that are read at once. */
const batch = 100;

/**
 * Closes the open needs that the knowledge of now covers, each compared once with each knowledge, and gives how many. Two
 * processes at once do the same work and close each need once. When the knowledge changes meanwhile, the next call goes on.
 */
export async function checkNeeds(options: CheckOptions): Promise<number> {
  const index = options.index();
  let closed = 0;
  for (;;) {
    const unchecked = await options.needs.unchecked(index.knowledgeDigest, batch);
    for (const need of unchecked) if (await check(need, index, options)) closed += 1;
    if (unchecked.length < batch) return closed;
  }
}

/** Compares a need with the knowledge; whether this has closed it. */
async function check(
  need: SharedNeed,
  index: SearchIndex,
  { needs, assistant, now, log }: CheckOptions,
): Promise<boolean> {
  const options = { assistant, index, language: need.language };
  const answer = await askAgenda(need, { options });
  // A failure is no answer: it is asked again with the next knowledge.
  const item = covers(answer) ? itemsOf(answer)[0] : undefined;
  const isCovered = item !== undefined && !need.rejected.includes(item);
  const people = isCovered ? await needs.cover(need.id, item, now()) : 0;
  if (people > 0) log.info({ item, people }, "a need is covered");
  await needs.check(need.id, index.knowledgeDigest);
  return people > 0;
}
