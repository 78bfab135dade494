import type { Reply } from "../../src/delivery/message.ts";
import { createRecentMap } from "../../src/recent-map.ts";

/** What the answers were that stand in conversations, for what people say of them. */
export interface SentAnswers {
  add(conversation: string, id: string, reply: Reply): void;
  /** Kind and intent of an answer, with a colon between; `unknown` when it is not known any more. */
  aboutOf(conversation: string, id: string): string;
  /** Whether an opinion comes for the first time. */
  isNewOpinion(id: string): boolean;
}

/** People say what they think soon or never. */
const mostAnswers = 2_000;

/** Remembers the latest, in memory only. */
export function createSentAnswers(): SentAnswers {
  const abouts = createRecentMap<string>(mostAnswers);
  const opinions = createRecentMap<true>(mostAnswers);
  return {
    add(conversation, id, reply) {
      if (reply.kind !== "answer") return;
      const { kind, intent } = reply.answer;
      abouts.set(keyOf(conversation, id), `${kind}:${intent}`);
    },
    aboutOf: (conversation, id) => abouts.get(keyOf(conversation, id)) ?? "unknown",
    isNewOpinion(id) {
      const isNew = opinions.get(id) === undefined;
      opinions.set(id, true);
      return isNew;
    },
  };
}

/** A thread's conversation is named with its root, or without it. */
function keyOf(conversation: string, id: string): string {
  return `${conversation.split(";")[0]} ${id}`;
}
