import { describe, expect, it } from "vitest";
import { createInstallationStore } from "../../../adapters/database/installation-store.ts";
import { createMemory } from "../../../adapters/database/memory.ts";
import { createMessageStore } from "../../../adapters/database/message-store.ts";
import { createReaderStore } from "../../../adapters/database/reader-store.ts";
import type { Database } from "../../../adapters/database/tables.ts";
import type { Memory } from "../../../src/ports.ts";
import { askingStoreContract } from "../../contracts/asking-store.ts";
import { councilStoreContract } from "../../contracts/council-store.ts";
import { figureStoreContract } from "../../contracts/figure-store.ts";
import { installationStoreContract } from "../../contracts/installation-store.ts";
import { journeyStoreContract } from "../../contracts/journey-store.ts";
import { knowledgeStoreContract } from "../../contracts/knowledge-store.ts";
import { incoming, messageStoreContract } from "../../contracts/message-store.ts";
import { needStoreContract } from "../../contracts/need-store.ts";
import { personalDataStoreContract, type Remembered } from "../../contracts/personal-data-store.ts";
import { planStoreContract } from "../../contracts/plan-store.ts";
import { readerStoreContract } from "../../contracts/reader-store.ts";
import { spendingStoreContract } from "../../contracts/spending-store.ts";
import { taskStoreContract } from "../../contracts/task-store.ts";
import { openForTest, openPostgresForTest, postgresMissing } from "./open-for-test.ts";

function rememberedIn(database: Database): Remembered {
  return {
    memory: createMemory(database),
    messages: createMessageStore(database, "slack"),
    conversations: createInstallationStore(database, "teams"),
  };
}

const missing = await postgresMissing();
const engines = [
  { engine: "in a file", open: () => openForTest(), missing: undefined },
  { engine: "on PostgreSQL", open: openPostgresForTest, missing },
];

describe.each(engines)("stores $engine", ({ engine, open, missing: reason }) => {
  if (reason !== undefined) {
    it.skip(`${engine}: ${reason}`, () => {});
    return;
  }

  describe("createMessageStore", () => {
    messageStoreContract(async () => {
      const { database, reopen } = await open();
      return {
        store: createMessageStore(database, "slack"),
        reopen: async () => createMessageStore(await reopen(), "slack"),
      };
    });

    it("keeps what one platform left undone from the others", async () => {
      const { database } = await open();
      const slack = createMessageStore(database, "slack");
      const teams = createMessageStore(database, "teams");
      await slack.add(incoming("one"), 1);
      await teams.add(incoming("two"), 1);
      expect(await slack.unfinished()).toMatchObject([{ id: "one" }]);
      expect(await teams.unfinished()).toMatchObject([{ id: "two" }]);
    });
  });

  describe("createReaderStore", () => {
    readerStoreContract(async () => {
      const { database, reopen } = await open();
      return {
        store: createReaderStore(database),
        reopen: async () => createReaderStore(await reopen()),
      };
    });
  });

  /** Opens one store of a memory. */
  async function opened<Store>(of: (memory: Memory) => Store) {
    const { database, reopen } = await open();
    return {
      store: of(createMemory(database)),
      reopen: async () => of(createMemory(await reopen())),
    };
  }

  describe("createNeedStore", () => {
    needStoreContract(() => opened(({ needs }) => needs));
  });

  describe("createCouncilStore", () => {
    councilStoreContract(() => opened(({ councils }) => councils));
  });
  describe("createJourneyStore", () => {
    journeyStoreContract(() => opened(({ journeys }) => journeys));
  });
  describe("createAskingStore", () => {
    askingStoreContract(() => opened(({ askings }) => askings));
  });
  describe("createTaskStore", () => {
    taskStoreContract(() => opened(({ tasks }) => tasks));
  });
  describe("createPlanStore", () => {
    planStoreContract(() => opened(({ plans }) => plans));
  });
  describe("createFigureStore", () => {
    figureStoreContract(() => opened((memory) => memory));
  });
  describe("createKnowledgeStore", () => {
    knowledgeStoreContract(() => opened(({ knowledge }) => knowledge));
  });
  describe("createSpendingStore", () => {
    spendingStoreContract(() => opened(({ spending }) => spending));
  });
  describe("createPersonalDataStore", () => {
    personalDataStoreContract(async () => {
      const { database, reopen } = await open();
      return { ...rememberedIn(database), reopen: async () => rememberedIn(await reopen()) };
    });
  });

  describe("createInstallationStore", () => {
    installationStoreContract(async () => {
      const { database, reopen } = await open();
      return {
        store: createInstallationStore(database, "slack"),
        other: createInstallationStore(database, "teams"),
        reopen: async () => createInstallationStore(await reopen(), "slack"),
      };
    });
  });
});
