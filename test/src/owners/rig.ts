import { createMemory } from "../../../adapters/database/memory.ts";
import type { Database } from "../../../adapters/database/tables.ts";
import { readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import { createOffice, type Office } from "../../../src/owners/office.ts";
import type { Memory } from "../../../src/ports.ts";
import { openIndex } from "../../../src/search/index-build.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { openForTest } from "../../adapters/database/open-for-test.ts";
import { indexFolder, store } from "../../helpers/built-index.ts";
import { smallItinerary } from "../../helpers/small-itinerary.ts";
import { type KnowledgeFiles, knowledgeFolder } from "../../helpers/small-knowledge.ts";

/** Somebody who looks at the reports. What is set takes effect with the next look. */
export interface OfficeRig {
  readonly office: Office;
  readonly memory: Memory;
  readonly database: Database;
  index: SearchIndex;
  nowMs: number;
}

/** An index of a knowledge folder with these files. */
export async function indexOf(files: KnowledgeFiles = smallItinerary): Promise<SearchIndex> {
  return openIndex(await indexFolder(await readKnowledge(await knowledgeFolder(files))), store);
}

/** An office over an empty database in a file and the small knowledge with its itinerary. */
export async function openOffice(
  change: (memory: Memory) => Partial<Memory> = () => ({}),
): Promise<OfficeRig> {
  const { database } = await openForTest();
  const memory = createMemory(database);
  const rig = { memory, database, index: await indexOf(), nowMs: Date.UTC(2026, 10, 23, 12) };
  const office = createOffice({
    memory: { ...memory, ...change(memory) },
    index: () => whole.index,
    now: () => whole.nowMs,
  });
  const whole: OfficeRig = Object.assign(rig, { office });
  return whole;
}
