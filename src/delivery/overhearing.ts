import type { Answer } from "../answer/answer.ts";
import { foldedKeepingLength } from "../council/population.ts";
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

/** Words that open a question or a request, without accents. */
const opening =
  /^[\s¿¡]*(?:(?:i|y|and|hola|hello|hi|si us plau|por favor|please)[\s,]+)*(?:a\s+|de\s+|en\s+|amb\s+|con\s+|per\s+|para\s+)?(?:qu[ei]|q|qui|quins?|quina|quines|quants?|quantes|quan|quant|com|on|per que|hi ha|es pot|podem|puc|podries|digue|digues|mostra|llista|busca|cerca|explica|quien|quienes|cual|cuales|cuant[oa]s?|cuando|como|donde|por que|hay|se puede|podemos|puedo|dime|muestra|lista|what|which|who|how|when|where|why|is there|are there|can|could|do we|does|show|list|find|tell me)\b/u;

/** Whether words ask for something; the `?` of an address does not. */
function asks(text: string): boolean {
  const words = text.replace(/https?:\/\/\S+/g, " ");
  return words.includes("?") || opening.test(foldedKeepingLength(words));
}

/** `2.3.1`, `acció 2.3.1`: said to nobody but an assistant. */
function isBareCode(text: string): boolean {
  return /^\s*(?:\p{L}+\s+){0,2}\d{1,2}(?:\.\d{1,3}){0,2}\s*[.!?]*\s*$/u.test(text);
}
