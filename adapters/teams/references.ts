import * as z from "zod";
import type { Digest } from "../../src/delivery/digest.ts";
import type { InstallationStore } from "../../src/ports.ts";
import { createRecentMap } from "../../src/recent-map.ts";
import type { Conversation } from "./connector.ts";
import { baseOf } from "./message-address.ts";
import { type Actor, personOf } from "./parse-activity.ts";
import type { TeamsSettings } from "./settings.ts";

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
  /** A conversation is no longer kept in the store: it is kept anew when something happens there. */
  release(conversation: string): void;
  /** The conversation of that id, without the thread; undefined where the assistant is not. */
  get(conversation: string): Promise<Conversation | undefined>;
}

/** What they are kept with. */
export interface ReferencesOptions {
  readonly installations: InstallationStore;
  readonly digest: Digest;
  readonly settings: Pick<TeamsSettings, "identity" | "ownersChannel">;
}

/** Conversations whose last state is known without a look: so many write within some hours. */
const mostKnown = 2_000;

/** Keeps them in a store, each under its id. */
export function createReferences(options: ReferencesOptions): References {
  const { installations, digest } = options;
  const known = createRecentMap<string>(mostKnown);
  const set = async (id: string, text: string) => {
    if (known.get(id) === text) return;
    await installations.set(id, text);
    known.set(id, text);
  };
  return {
    async keep(actor) {
      const id = baseOf(actor.conversation.id);
      const person = actor.isPersonal ? { person: digest(personOf(actor)) } : {};
      await set(id, JSON.stringify({ ...actor.conversation, id, ...person }));
      const owners = ownersBeside(actor, options);
      // Where the channel itself was heard of, that is kept.
      if (owners !== undefined && (await installations.get(owners.id)) === undefined)
        await set(owners.id, JSON.stringify(owners));
    },
    async forget({ conversation }) {
      const id = baseOf(conversation.id);
      known.delete(id);
      await installations.remove(id);
    },
    release: (conversation) => known.delete(baseOf(conversation)),
    async get(conversation) {
      const kept = await installations.get(baseOf(conversation));
      if (kept === undefined) return undefined;
      const { person: _, ...reference } = schema.parse(JSON.parse(kept));
      return reference;
    },
  };
}

/**
 * The owners' channel as it is known from another channel of their organisation: Teams tells of an installation in one
 * channel of a team only, and all of a tenant are reached at one address.
 */
function ownersBeside(
  { conversation, isChannel, tenant }: Actor,
  { settings: { identity, ownersChannel } }: ReferencesOptions,
): Conversation | undefined {
  if (ownersChannel === undefined || !isChannel) return undefined;
  if (identity !== undefined && tenant !== identity.tenantId) return undefined;
  return baseOf(conversation.id) === ownersChannel
    ? undefined
    : { ...conversation, id: ownersChannel };
}
