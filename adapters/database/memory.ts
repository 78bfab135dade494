import type { Memory } from "../../src/ports.ts";
import { createAskingStore } from "./asking-store.ts";
import { createCouncilStore } from "./council-store.ts";
import { createFigureStore } from "./figure-store.ts";
import { createJourneyStore } from "./journey-store.ts";
import { createKnowledgeStore } from "./knowledge-store.ts";
import { createNeedStore } from "./need-store.ts";
import { createPersonalDataStore } from "./personal-data-store.ts";
import { createPlanStore } from "./plan-store.ts";
import { createReaderStore } from "./reader-store.ts";
import { createSpendingStore } from "./spending-store.ts";
import type { Database } from "./tables.ts";
import { createTaskStore } from "./task-store.ts";

/** All that the assistant remembers, in one database. */
export function createMemory(database: Database): Memory {
  return {
    readers: createReaderStore(database),
    councils: createCouncilStore(database),
    journeys: createJourneyStore(database),
    askings: createAskingStore(database),
    personal: createPersonalDataStore(database),
    tasks: createTaskStore(database),
    plans: createPlanStore(database),
    needs: createNeedStore(database),
    figures: createFigureStore(database),
    knowledge: createKnowledgeStore(database),
    spending: createSpendingStore(database),
  };
}
