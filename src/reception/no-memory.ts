import { randomBytes } from "node:crypto";
import { createDigest } from "../delivery/digest.ts";
import { AssistantError } from "../errors.ts";
import type { Memory } from "../ports.ts";
import { createReception, type Reception, type ReceptionOptions } from "./reception.ts";
import { createTickets } from "./tickets.ts";

/** A reception that answers and can keep nothing. Its digests and tickets are good for nobody else. */
export function createForgetfulReception(
  options: Pick<ReceptionOptions, "assistant" | "index" | "publicUrl" | "log" | "retentionDays">,
): Reception {
  const secret = randomBytes(32).toString("hex");
  return createReception({
    ...options,
    memory: createNoMemory(),
    digest: createDigest(secret),
    tickets: createTickets(secret, Date.now),
    now: Date.now,
  });
}

/** What remembers nothing: everything but answers has to wait. */
export function createNoMemory(): Memory {
  const away = () =>
    Promise.reject(new AssistantError("DATABASE_AWAY", "the database cannot be reached yet"));
  return {
    readers: { get: away, set: away, touch: away },
    councils: { get: away, set: away, remove: away },
    journeys: { get: away, set: away, remove: away, takeDue: away },
    askings: {
      add: away,
      get: away,
      lastUncovered: away,
      remove: away,
      rate: away,
      count: away,
      list: away,
      addGroups: away,
      group: away,
      decided: away,
      decide: away,
    },
    personal: { of: away, erase: away, eraseTenant: away, purge: away },
    tasks: { take: away, finish: away },
    plans: { list: away, get: away, add: away, set: away, remove: away },
    needs: {
      add: away,
      of: away,
      get: away,
      same: away,
      open: away,
      withdraw: away,
      unchecked: away,
      check: away,
      cover: away,
      takeCovered: away,
      giveBack: away,
      takeCoveredOf: away,
      recorded: () => ({ [Symbol.asyncIterator]: () => ({ next: away }) }),
    },
    figures: {
      askings: away,
      journeys: () => ({ [Symbol.asyncIterator]: () => ({ next: away }) }),
      plans: away,
    },
    knowledge: { note: away, states: away, state: away, items: away },
    spending: { add: away, of: away, total: away },
  };
}
