import * as z from "zod";
import { digestOf } from "../../src/delivery/digest.ts";
import type { InstallationStore } from "../../src/ports.ts";
import { createRecentMap } from "../../src/recent-map.ts";
import type { Conversation } from "./connector.ts";
import { type Actor, personOf } from "./parse-activity.ts";

const schema = z.object({
  serviceUrl: z.string(),
  id: z.string(),
  tenant: z.string().optional(),
  bot: z.string(),
  /** Digest of the person whose chat it is. */
  person: z.string().optional(),
});

/** Conversations that the assistant is in, so that it can write there first. */
export interface References {
  /** Remembers the conversation in which somebody did something, as it is now. */
  keep(actor: Actor): Promise<void>;
  /** Forgets a conversation that the assistant was taken away from. */
  forget(actor: Actor): Promise<void>;
  /** The conversation of that id, without the thread; undefined where the assistant is not. */
  get(conversation: string): Promise<Conversation | undefined>;
}

/** Conversations whose last state is known without a look: so many write within some hours. */
const mostKnown = 2_000;

/** Keeps them in a store, each under its id. */
export function createReferences(installations: InstallationStore): References {
  const known = createRecentMap<string>(mostKnown);
  return {
    async keep(actor) {
      const id = baseOf(actor.conversation.id);
      const text = JSON.stringify({
        ...actor.conversation,
        id,
        ...(actor.isPersonal ? { person: digestOf(personOf(actor)) } : {}),
      });
      if (known.get(id) === text) return;
      await installations.set(id, text);
      known.set(id, text);
    },
    async forget({ conversation }) {
      const id = baseOf(conversation.id);
      known.delete(id);
      await installations.remove(id);
    },
    async get(conversation) {
      const kept = await installations.get(baseOf(conversation));
      return kept === undefined ? undefined : schema.parse(JSON.parse(kept));
    },
  };
}

/** A thread is not written to first. */
function baseOf(conversation: string): string {
  return conversation.split(";")[0] ?? conversation;
}
