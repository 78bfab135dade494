import { type Logger, pino } from "pino";
import { createMemory } from "../../adapters/database/memory.ts";
import type { Database } from "../../adapters/database/tables.ts";
import type { Assistant } from "../../src/answer/assistant.ts";
import { createDigest } from "../../src/delivery/digest.ts";
import type { Memory } from "../../src/ports.ts";
import { createReception, type Reception } from "../../src/reception/reception.ts";
import { createTickets } from "../../src/reception/tickets.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";

/** The secret of all test databases. */
export const testSecret = "the secret of the tests";

/** What the program would keep of an id. */
export const digestOf = createDigest(testSecret);

/** A reception that remembers in a database, and its memory. */
export function receptionOn(
  database: Database,
  parts: {
    readonly assistant: Assistant;
    readonly index: () => SearchIndex;
    readonly publicUrl: string;
    readonly log?: Logger;
    readonly now?: () => number;
    readonly memory?: Memory;
  },
): { readonly reception: Reception; readonly memory: Memory } {
  const memory = parts.memory ?? createMemory(database);
  const now = parts.now ?? Date.now;
  const reception = createReception({
    retentionDays: 180,
    log: pino({ level: "silent" }),
    ...parts,
    memory,
    digest: digestOf,
    tickets: createTickets(testSecret, now),
    now,
  });
  return { reception, memory };
}
