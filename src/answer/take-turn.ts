import type { Filters } from "../agenda/catalogue.ts";
import { passes } from "../agenda/catalogue.ts";
import type { KnowledgeItem } from "../agenda/item.ts";
import type { Language } from "../language/language.ts";
import { stripHidden } from "../language/tokens.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { Citation, Intent } from "./answer.ts";
import { compose } from "./compose.ts";
import type { Composition, Content } from "./content.ts";
import { interpret, isSmallTalk, type Turn } from "./conversation.ts";
import type { Inquiry } from "./inquiry.ts";
import { maxQuestionChars } from "./inquiry.ts";
import { languageAskedFor, translationAskedFor } from "./language-request.ts";
import { shownIn } from "./shown.ts";
import { createUnderstanding, type Query, type Understanding } from "./understand.ts";
import { isVerified } from "./verify.ts";
import { formatNumber, words } from "./words.ts";

/** What a turn is taken with. */
export type TurnOptions = Pick<Composition, "index" | "publicUrl" | "signal" | "rerank">;

/** A question answered, and where the conversation stands after it. */
export interface Taken {
  readonly question: string;
  readonly content: Content;
  readonly turn: Turn;
  readonly intent: Intent;
  readonly isForCouncil: boolean;
  /** The quotes are wanted in the language of the turn. */
  readonly isTranslation: boolean;
}

/** Made once an index: patterns and spellers are dear, questions are many. */
const understandings = new WeakMap<SearchIndex, Understanding>();

function understandingOf(index: SearchIndex): Understanding {
  const known = understandings.get(index) ?? createUnderstanding(index.catalogue, index.language);
  understandings.set(index, known);
  return known;
}

/** Answers one question of a conversation after the turn before it, if there was one. */
export async function takeTurn(
  inquiry: Inquiry,
  before: Turn | undefined,
  options: TurnOptions,
): Promise<Taken> {
  const { index, publicUrl } = options;
  const question = withoutTags(stripHidden(inquiry.question.slice(0, maxQuestionChars))).normalize(
    "NFC",
  );
  // Of what, where nothing was said before?
  const translation = before === undefined ? undefined : translationAskedFor(question);
  const language =
    inquiry.language ??
    translation?.language ??
    languageAskedFor(question) ??
    index.language.identifier.identify(question) ??
    before?.language ??
    inquiry.fallbackLanguage ??
    "ca";
  const understanding = understandingOf(index);
  const { query: asked, offset, isFollowUp } = interpret(question, before, understanding, language);
  const query = withCouncil(asked, inquiry.population ?? inquiry.council?.population);
  const council = councilFor(asked, inquiry);
  const composed = await compose(query, {
    ...options,
    language,
    offset,
    ...(council?.name === undefined ? {} : { councilName: council.name }),
    ...(inquiry.limit === undefined ? {} : { limit: inquiry.limit }),
    ...(inquiry.listLimit === undefined ? {} : { listLimit: inquiry.listLimit }),
  });
  const content = onlyVerified(composed, index, publicUrl);
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
  const isForCouncil = council !== undefined || (unfit !== undefined && unfit === inquiry.council);
  const isTranslation = translation !== undefined && isFollowUp;
  return { content: { ...content, notes }, turn, intent, isForCouncil, isTranslation, question };
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
