import { type Filters, passes } from "../agenda/catalogue.ts";
import type { KnowledgeItem } from "../agenda/item.ts";
import type { Language } from "../language/language.ts";
import { stripHidden } from "../language/tokens.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { Answer, Citation, Failure, Intent } from "./answer.ts";
import { compose } from "./compose.ts";
import type { Content } from "./content.ts";
import { interpret, isSmallTalk, type Turn } from "./conversation.ts";
import { type Found, find, type Wish } from "./find.ts";
import { languageAskedFor } from "./language-request.ts";
import { createLoopTurns } from "./loop-turns.ts";
import { shownIn } from "./shown.ts";
import { createUnderstanding, type Query, type Understanding } from "./understand.ts";
import { isVerified } from "./verify.ts";
import { formatNumber, words } from "./words.ts";

/** A question as an adapter hands it over. */
export interface Inquiry {
  readonly question: string;
  /** Earlier questions of the same conversation, oldest first. They are all the memory a follow-up needs. */
  readonly history?: readonly string[];
  /** Inhabitants of the asker's council: the default filter, overridden by the question's own words. */
  readonly population?: number;
  /** The asker's council as it is remembered: filters where `population` is absent, and every answer says so. */
  readonly council?: { readonly population: number; readonly name?: string };
  /** Language to reply in; that of the question when absent. */
  readonly language?: Language;
  /** Language of the interface, for questions that show none of their own ("2.3.1", "wifi"). Default Catalan. */
  readonly fallbackLanguage?: Language;
  /** Citations at most. */
  readonly limit?: number;
  /** Items of a list at most, for who has little room; `limit` rules over it. */
  readonly listLimit?: number;
  /** Index to answer from: for who shows more of its items than the answer holds. The one that serves when absent. */
  readonly index?: SearchIndex;
}

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
}

/** Characters of a question that are read. */
export const maxQuestionChars = 2_000;
/** Earlier questions that are read; older ones no longer change what is meant. */
export const maxHistory = 6;

/** Made once an index: patterns and spellers are dear, questions are many. */
const understandings = new WeakMap<SearchIndex, Understanding>();

function understandingOf(index: SearchIndex): Understanding {
  const known = understandings.get(index) ?? createUnderstanding(index.catalogue, index.language);
  understandings.set(index, known);
  return known;
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
      const { content, turn, intent, isForCouncil } = await converse(inquiry);
      const durationMs = options.clock() - started;
      return {
        ...content,
        question: inquiry.question,
        language: turn.language,
        intent,
        isForCouncil,
        durationMs,
      };
    } catch (cause) {
      return failure(inquiry.question, language, options.clock() - started, cause);
    }
  }

  async function converse(inquiry: Inquiry) {
    const index = inquiry.index ?? options.index();
    let turn: Turn | undefined;
    for (const question of (inquiry.history ?? []).slice(-maxHistory)) {
      ({ turn } = await takeTurn({ ...inquiry, question }, turn, index));
    }
    return takeTurn(inquiry, turn, index);
  }

  async function takeTurn(inquiry: Inquiry, before: Turn | undefined, index: SearchIndex) {
    const question = withoutTags(
      stripHidden(inquiry.question.slice(0, maxQuestionChars)),
    ).normalize("NFC");
    const language =
      inquiry.language ??
      languageAskedFor(question) ??
      index.language.identifier.identify(question) ??
      before?.language ??
      inquiry.fallbackLanguage ??
      "ca";
    const understanding = understandingOf(index);
    const {
      query: asked,
      offset,
      isFollowUp,
    } = interpret(question, before, understanding, language);
    const query = withCouncil(asked, inquiry.population ?? inquiry.council?.population);
    const council = councilFor(asked, inquiry);
    const composed = await compose(query, {
      index,
      publicUrl: options.publicUrl,
      language,
      offset,
      ...(council?.name === undefined ? {} : { councilName: council.name }),
      ...(inquiry.limit === undefined ? {} : { limit: inquiry.limit }),
      ...(inquiry.listLimit === undefined ? {} : { listLimit: inquiry.listLimit }),
    });
    const content = onlyVerified(composed, index, options.publicUrl);
    const unfit = unfitFor(content, query, inquiry, index);
    const saidOf = [...unfitNote(unfit, language), ...notesOn(inquiry.question, query, language)];
    const notes = [...content.notes, ...saidOf];
    const citations = shownIn(content);
    // "Thanks" does not end the matter: what comes next may still lean on it.
    const turn: Turn =
      isSmallTalk(query) && before !== undefined
        ? { ...before, language }
        : {
            query: asked,
            language,
            offset,
            shown: citations.length,
            focus: focusOf(content, before, index),
          };
    const intent: Intent = isFollowUp ? "follow-up" : intentOf(query);
    const isForCouncil =
      council !== undefined || (unfit !== undefined && unfit === inquiry.council);
    return { content: { ...content, notes }, turn, intent, isForCouncil };
  }
}

/** Characters of what was not understood that an answer repeats. */
const maxRepeatedChars = 40;

/** What of the question itself was not read. */
function notesOn(question: string, query: Query, language: Language): string[] {
  const say = words[language];
  const impossible = "impossible" in query ? query.impossible : undefined;
  const repeated =
    impossible !== undefined && impossible.length > maxRepeatedChars
      ? `${impossible.slice(0, maxRepeatedChars)}…`
      : impossible;
  return [
    ...(repeated === undefined ? [] : [say.impossiblePopulation(repeated)]),
    ...(question.length > maxQuestionChars
      ? [say.shortened(formatNumber(maxQuestionChars, language))]
      : []),
  ];
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

/** Items that a follow-up may lean on: none after an abstention, the earlier ones when nothing more was shown. */
function focusOf(content: Content, before: Turn | undefined, index: SearchIndex): KnowledgeItem[] {
  if (content.kind === "abstained" || content.kind === "failed") return [];
  if (content.citations.length === 0) return [...(before?.focus ?? [])];
  const ids = new Set(content.citations.map(({ itemId }) => itemId));
  return [...ids].flatMap((id) => index.catalogue.get(id) ?? []);
}

/** Text pasted from a page keeps its words and loses its tags. */
function withoutTags(text: string): string {
  return text.replace(/<\/?[a-z][^<>]{0,200}>/giu, " ");
}

function intentOf(query: Query): Intent {
  return query.kind === "nothing" || query.kind === "courtesy" ? "help" : query.kind;
}

/** The council's population filters unless the question names another, be it one that cannot be. */
function withCouncil(query: Query, population: number | undefined): Query {
  if (population === undefined || !("filters" in query) || query.impossible !== undefined)
    return query;
  const filters: Filters = { population, ...query.filters };
  return { ...query, filters };
}

/** The council for which an action that was looked up is not. */
function unfitFor(
  content: Content,
  query: Query,
  { population, council }: Inquiry,
  index: SearchIndex,
): Inquiry["council"] {
  const asker = population === undefined ? council : { population };
  if (asker === undefined || query.kind !== "lookup" || content.kind !== "answered")
    return undefined;
  const filters = { population: asker.population };
  const isFit = content.citations.every(({ itemId }) => {
    const item = index.catalogue.get(itemId);
    return item?.kind !== "action" || passes(item, filters);
  });
  return isFit ? undefined : asker;
}

function unfitNote(asker: Inquiry["council"], language: Language): string[] {
  if (asker === undefined) return [];
  const { inhabitants, notForCouncil } = words[language];
  const shown = inhabitants(formatNumber(asker.population, language));
  return [notForCouncil(asker.name === undefined ? shown : `${shown} (${asker.name})`)];
}

/** The remembered council, where it filters: what a question or a form says of inhabitants is not about it. */
function councilFor(asked: Query, { population, council }: Inquiry): Inquiry["council"] {
  if (population !== undefined || populationOf(asked) !== undefined) return undefined;
  return council !== undefined && withCouncil(asked, council.population) !== asked
    ? council
    : undefined;
}

function populationOf(query: Query): number | undefined {
  return "filters" in query ? query.filters.population : undefined;
}

/** Drops what cannot be proved. An answer that loses all its citations is a failure, not an assertion. */
function onlyVerified(content: Content, index: SearchIndex, publicUrl: string): Content {
  const keep = (citations: readonly Citation[]) =>
    citations.filter((citation) => isVerified(citation, index, publicUrl));
  switch (content.kind) {
    case "failed":
      return content;
    case "abstained":
      return { ...content, nearest: keep(content.nearest) };
    case "suggested":
    case "answered": {
      const citations = keep(content.citations);
      if (content.citations.length > 0 && citations.length === 0)
        throw new Error("no citation could be verified");
      return { ...content, citations };
    }
  }
}
