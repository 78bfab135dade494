import type { Logger } from "pino";
import * as z from "zod";
import type { Reply } from "../../src/delivery/message.ts";
import { parseJson } from "../../src/parse-json.ts";
import type { InstallationStore } from "../../src/ports.ts";
import { createRecentMap } from "../../src/recent-map.ts";
import { baseOf } from "./message-address.ts";

/** An answer that stands in a conversation. */
export interface SentAnswer {
  /** Id of what was given. */
  readonly given: string;
  /** Its kind and its intent, with a colon between. */
  readonly about: string;
}

/** What the answers were that stand in conversations, for what people say of them. */
export interface SentAnswers {
  /** Remembers an answer. `person`: digest of the only one who reads the conversation. Never rejects. */
  add(sent: SentPlace, reply: Reply, person?: string): Promise<void>;
  /** Undefined when it is not known any more. */
  find(sent: SentPlace): Promise<SentAnswer | undefined>;
  /** Forgets all that stands in a conversation. */
  forget(conversation: string): Promise<void>;
  /** Whether an opinion comes for the first time. */
  isNewOpinion(id: string): boolean;
}

/** Where an answer stands: a conversation, with its thread or without, and the id of the message. */
export interface SentPlace {
  readonly conversation: string;
  readonly id: string;
}

/** Answers of a conversation that people may still speak of: they say what they think soon or never. */
const mostAnswers = 20;
/** Opinions that are known to have been counted: Teams delivers again within minutes or never. */
const mostOpinions = 2_000;

const schema = z.object({
  /** So that it is erased with all that is kept of that person. */
  person: z.string().optional(),
  answers: z.array(z.object({ id: z.string(), given: z.string(), about: z.string() })),
});
type Kept = z.infer<typeof schema>;

/**
 * Remembers the latest of each conversation, through a restart too: an opinion brings nothing but the id of the message,
 * which Teams gives only once that was sent.
 */
export function createSentAnswers(installations: InstallationStore, log: Logger): SentAnswers {
  const opinions = createRecentMap<true>(mostOpinions);
  const read = async (conversation: string): Promise<Kept> => {
    const text = await installations.get(keyOf(conversation));
    return schema.safeParse(parseJson(text ?? "")).data ?? { answers: [] };
  };
  return {
    async add({ conversation, id }, reply, person) {
      if (reply.kind !== "answer") return;
      const { kind, intent } = reply.answer;
      try {
        const { answers, ...before } = await read(conversation);
        const others = answers.filter((one) => one.id !== id);
        const one = { id, given: reply.id, about: `${kind}:${intent}` };
        const kept: Kept = {
          ...before,
          ...(person === undefined ? {} : { person }),
          answers: [...others, one].slice(-mostAnswers),
        };
        await installations.set(keyOf(conversation), JSON.stringify(kept));
      } catch (err) {
        log.warn({ err }, "not remembered which answer it is: opinions of it will not be kept");
      }
    },
    async find({ conversation, id }) {
      const { answers } = await read(conversation);
      return answers.find((one) => one.id === id);
    },
    forget: (conversation) => installations.remove(keyOf(conversation)),
    isNewOpinion(id) {
      const isNew = opinions.get(id) === undefined;
      opinions.set(id, true);
      return isNew;
    },
  };
}

/** A thread's conversation is named with its root, or without it. */
function keyOf(conversation: string): string {
  return `answers ${baseOf(conversation)}`;
}
