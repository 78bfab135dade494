import type { Language } from "../language/language.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { Answer, Failure } from "./answer.ts";
import type { AnswerModels } from "./answer-models.ts";
import { type Found, find, type Wish } from "./find.ts";
import type { Inquiry } from "./inquiry.ts";
import { createLoopTurns } from "./loop-turns.ts";
import { takeConversation } from "./take-conversation.ts";
import { words } from "./words.ts";

/** What a search form hands over. */
export interface SearchInquiry extends Wish {
  /** Language of the reader, for words that show none of their own. */
  readonly language: Language;
  /** Results before the first one wanted. */
  readonly offset: number;
  readonly limit: number;
  /** As in {@link Inquiry}. */
  readonly index?: SearchIndex;
}

/** Answers questions. */
export interface Assistant {
  /** Never rejects: what goes wrong becomes a Failure. */
  respond(inquiry: Inquiry): Promise<Answer>;
  /** Items for a search form, which wants more than an answer and asserts nothing. */
  find(inquiry: SearchInquiry): Promise<Found>;
}

/** What an assistant works with. */
export interface AssistantOptions {
  /** The index that serves now; asked once an answer, so that a newer one takes over between two answers. */
  readonly index: () => SearchIndex;
  /** Address under which the agenda is served, without a slash at the end. */
  readonly publicUrl: string;
  /** Milliseconds, for measuring durations only. */
  readonly clock: () => number;
  /** Models that may help; none has to. */
  readonly models?: AnswerModels;
}

/** Builds the assistant. */
export function createAssistant(options: AssistantOptions): Assistant {
  const takeLoopTurn = createLoopTurns();
  return {
    respond,
    async find(inquiry) {
      await takeLoopTurn();
      return findItems(inquiry, options);
    },
  };

  async function respond(inquiry: Inquiry): Promise<Answer> {
    const started = options.clock();
    await takeLoopTurn();
    const language = inquiry.language ?? inquiry.fallbackLanguage ?? "ca";
    try {
      const answered = await takeConversation(inquiry, {
        index: inquiry.index ?? options.index(),
        publicUrl: options.publicUrl,
        models: options.models,
      });
      const durationMs = options.clock() - started;
      return { ...answered, question: inquiry.question, durationMs };
    } catch (cause) {
      return failure(inquiry.question, language, options.clock() - started, cause);
    }
  }
}

function failure(
  question: string,
  language: Language,
  durationMs: number,
  cause: unknown,
): Failure {
  return {
    kind: "failed",
    question,
    language,
    intent: "search",
    isForCouncil: false,
    lead: words[language].failed,
    notes: [],
    filters: {},
    suggestions: [],
    durationMs,
    cause,
  };
}

function findItems(inquiry: SearchInquiry, options: AssistantOptions): Promise<Found> {
  const index = inquiry.index ?? options.index();
  const language = index.language.identifier.identify(inquiry.text) ?? inquiry.language;
  const { offset, limit } = inquiry;
  return find(inquiry, { index, publicUrl: options.publicUrl, language, offset, limit });
}
