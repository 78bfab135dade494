import type { Answer } from "../answer/answer.ts";
import { asks } from "../answer/asks.ts";
import type { MessageStore } from "../ports.ts";
import type { KeptMessage } from "./message.ts";

/** What the assistant hears in its conversations without being called. */
export interface Overhearing {
  /**
   * Whether an answer is welcome although nobody called the assistant: people of a thread also talk to each other. It is
   * where it goes on with what was answered, and where who asked before plainly asks again.
   */
  isWelcome(message: KeptMessage, answer: Answer): Promise<boolean>;
  /** The assistant answers there: from here on people talk with it again. */
  answers(conversation: string): void;
  /** Forgets who spoke last. */
  forget(): void;
}

/** Listens. Who spoke is remembered in memory only, and nothing of what was said. */
export function createOverhearing(messages: Pick<MessageStore, "takesPart">): Overhearing {
  /** The last one in a conversation whom the assistant did not answer. */
  const speakers = new Map<string, string>();
  return {
    async isWelcome(message, answer) {
      const isWelcome = await isExpected(message, answer);
      // A word of thanks begins no conversation with somebody else.
      if (!isWelcome && answer.intent !== "help")
        speakers.set(message.conversation, message.person);
      return isWelcome;
    },
    answers: (conversation) => void speakers.delete(conversation),
    forget: () => speakers.clear(),
  };

  async function isExpected(message: KeptMessage, answer: Answer): Promise<boolean> {
    if (answer.kind !== "answered") return false;
    const { conversation, person, question } = message;
    const isAsked = asks(question);
    switch (answer.intent) {
      case "help":
        return false;
      case "follow-up":
        return isAsked || (await messages.takesPart(conversation, person));
      case "lookup":
        if (isBareCode(question)) return true;
        break;
      case "list":
      case "count":
      case "search":
        break;
    }
    if (!isAsked || answer.citations.length === 0) return false;
    const speaker = speakers.get(conversation) ?? person;
    return speaker === person && messages.takesPart(conversation, person);
  }
}

/** `2.3.1`, `acció 2.3.1`: said to nobody but an assistant. */
function isBareCode(text: string): boolean {
  return /^\s*(?:\p{L}+\s+){0,2}\d{1,2}(?:\.\d{1,3}){0,2}\s*[.!?]*\s*$/u.test(text);
}
