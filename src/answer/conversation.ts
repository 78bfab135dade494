import { type Catalogue, type Filters, isFiltered } from "../agenda/catalogue.ts";
import type { ItemKind, KnowledgeItem } from "../agenda/item.ts";
import { foldedKeepingLength } from "../council/population.ts";
import { contentWords } from "../language/concept-matcher.ts";
import type { Language } from "../language/language.ts";
import { tokenise } from "../language/tokens.ts";
import {
  type Aspect,
  aspectCues,
  ellipsis,
  kindCues,
  moreCue,
  topicOpening,
  whichCue,
} from "./cues.ts";
import { languageAskedFor, translationAskedFor } from "./language-request.ts";
import { hasAspect } from "./quote.ts";
import { type Query, type Understanding, understand } from "./understand.ts";

/** Where a conversation stands after a question. */
export interface Turn {
  readonly query: Query;
  readonly language: Language;
  /** Results shown before this turn's answer. */
  readonly offset: number;
  /** Results that this turn's answer showed. */
  readonly shown: number;
  /** Items that the answer showed, the one it was chiefly about first. */
  readonly focus: readonly KnowledgeItem[];
}

/** A question in the light of the conversation before it. */
export interface Interpretation {
  readonly query: Query;
  readonly offset: number;
  readonly isFollowUp: boolean;
}

/** Content words up to which a question that opens with "and" leans on the one before. */
const longestEllipsis = 6;

/** Understands a question after the given turn, if there was one. */
export function interpret(
  question: string,
  before: Turn | undefined,
  understanding: Understanding,
  language: Language,
): Interpretation {
  const alone = {
    query: understandIn(language, question, understanding),
    offset: 0,
    isFollowUp: false,
  };
  if (languageAskedFor(question) !== undefined) return said(before);
  if (before !== undefined && translationAskedFor(question) !== undefined) return said(before);
  const plain = foldedKeepingLength(question);
  if (before === undefined) {
    // "More" of what?
    return moreCue.test(plain) ? { ...alone, query: { kind: "nothing" } } : alone;
  }
  if (moreCue.test(plain)) {
    return { query: before.query, offset: before.offset + before.shown, isFollowUp: true };
  }
  const subject = subjectOf(before.query);
  const query =
    onContents(alone.query, before, understanding.catalogue) ??
    onAspect(plain, before, language) ??
    onList(plain, subject) ??
    leaning(question, plain, subject, understanding, language);
  return query === undefined ? alone : { query, offset: 0, isFollowUp: true };
}

function understandIn(
  language: Language,
  question: string,
  understanding: Understanding,
  listed?: ItemKind,
): Query {
  const query = understand(question, understanding, language, listed);
  return "filters" in query ? { ...query, language } : query;
}

/** What was said last, to be said again; what can be asked where nothing was. */
function said(before: Turn | undefined): Interpretation {
  if (before === undefined || isSmallTalk(before.query))
    return { query: { kind: "help" }, offset: 0, isFollowUp: false };
  return { query: before.query, offset: before.offset, isFollowUp: true };
}

/** Whether a query asks nothing of the knowledge. */
export function isSmallTalk({ kind }: Query): boolean {
  return kind === "help" || kind === "courtesy" || kind === "nothing";
}

/** A part of the item that was answered with: `qui ens hi pot ajudar?`. */
function onAspect(plain: string, before: Turn, language: Language): Query | undefined {
  const aspect = bareAspect(plain, language);
  const isList = before.query.kind === "list" || before.query.kind === "count";
  if (aspect === undefined || (aspect === "small" && isList)) return undefined;
  const item = before.focus.find((shown) => hasAspect(shown, aspect)) ?? before.focus[0];
  const subject = subjectOf(before.query);
  return item && { kind: "lookup", ids: [item.id], missing: [], aspect, subject };
}

/** What the conversation is about: a part asked for does not change it. */
function subjectOf(query: Query): Query {
  return query.kind === "lookup" ? (query.subject ?? query) : query;
}

/** The items of a count: `quines són?`. */
function onList(plain: string, earlier: Query): Query | undefined {
  const isCounted = earlier.kind === "count" || earlier.kind === "list";
  return isCounted && whichCue.test(plain) ? { ...earlier, kind: "list" } : undefined;
}

function leaning(
  question: string,
  plain: string,
  earlier: Query,
  understanding: Understanding,
  language: Language,
): Query | undefined {
  const opening = ellipsis.exec(plain);
  const rest = opening === null ? question : question.slice(opening[0].length);
  const words = contentWords(tokenise(rest), language).length;
  if (words > longestEllipsis || (opening === null && words > 3)) return undefined;
  // A question that names what it wants is complete.
  if (opening === null && kindCues.some(([, cue]) => cue.test(plain))) return undefined;
  const listed = earlier.kind === "list" || earlier.kind === "count" ? earlier.item : undefined;
  const opens = opening !== null || (listed !== undefined && topicOpening.test(plain));
  const next = understandIn(language, rest, understanding, listed);
  if (earlier.kind === "list" || earlier.kind === "count") {
    const topic = contentWords(tokenise(rest), language).map(({ word }) => word);
    return leanOnList(next, earlier, opens ? topic.join(" ") : "");
  }
  return earlier.kind === "lookup"
    ? leanOnLookup(next, earlier, opens)
    : leanOnSearch(next, earlier, opens);
}

/** An item asked for a size is the item again: it says itself whom it is for. */
function leanOnLookup(
  next: Query,
  earlier: Query & { kind: "lookup" },
  opens: boolean,
): Query | undefined {
  if (!opens || next.kind !== "list" || next.topic !== undefined) return undefined;
  const { population, ...others } = next.filters;
  const { impossible } = next;
  if ((population ?? impossible) === undefined || isFiltered(others)) return undefined;
  return { kind: "lookup", ids: earlier.ids, missing: [], impossible };
}

/** The earlier query with what the new words change in it; undefined when they do not lean on it. */
function leanOnSearch(next: Query, earlier: Query, opens: boolean): Query | undefined {
  if (earlier.kind !== "search" || (next.kind !== "list" && next.kind !== "search"))
    return undefined;
  if (!isFiltered(next.filters) && next.impossible === undefined) return undefined;
  const isOnlyFilter = next.kind === "list" && next.topic === undefined;
  if (!isOnlyFilter && !opens) return undefined;
  return { ...earlier, ...narrowed(earlier, next) };
}

/** A query that filters. */
type Filtering = Extract<Query, { readonly filters: Filters }>;

/** The filters of two questions together. Of a size that the later one names, the earlier one no longer says anything. */
function narrowed(earlier: Filtering, next: Filtering): Pick<Filtering, "filters" | "impossible"> {
  const { population, ...others } = earlier.filters;
  const keepsSize = population !== undefined && next.impossible === undefined;
  const { impossible } = next.filters.population === undefined ? { ...earlier, ...next } : next;
  return {
    filters: { ...others, ...(keepsSize ? { population } : {}), ...next.filters },
    impossible,
  };
}

/** The same for a list; `named` is what the new words name, empty when they do not open as a follow-up. */
function leanOnList(
  next: Query,
  earlier: Query & { kind: "list" | "count" },
  named: string,
): Query | undefined {
  switch (next.kind) {
    case "lookup": {
      const [within] = next.ids;
      if (named === "" || next.ids.length !== 1 || within === undefined) return undefined;
      return { ...earlier, filters: { ...earlier.filters, within } };
    }
    case "list":
    case "count": {
      const topic = next.topic ?? earlier.topic;
      const kind = next.kind === "count" ? next.kind : earlier.kind;
      const { language } = next.topic === undefined ? earlier : next;
      const about = topic === undefined ? {} : { topic, language };
      return { kind, item: next.item, ...narrowed(earlier, next), ...about };
    }
    case "search":
      if (named === "") return undefined;
      return { ...earlier, topic: named, language: next.language, ...narrowed(earlier, next) };
    case "help":
    case "courtesy":
    case "nothing":
      return undefined;
  }
}

/** "Quines accions té?" after an axis or an objective lists what is below it. */
function onContents(next: Query, before: Turn, catalogue: Catalogue): Query | undefined {
  const [focus] = before.focus ?? [];
  if (before.query.kind !== "lookup" || focus === undefined) return undefined;
  if (next.kind !== "list" && next.kind !== "count") return undefined;
  if (next.filters.within !== undefined || catalogue.children(focus.id).length === 0)
    return undefined;
  return { ...next, filters: { ...next.filters, within: focus.id } };
}

/** A word beside the cue still asks about the same thing: "quina llei ens hi obliga". */
const spareWords = 1;

/** The part of the text that a question asks for when it asks for nothing else. */
function bareAspect(plain: string, language: Language): Aspect | undefined {
  for (const [aspect, cue] of aspectCues) {
    const match = cue.exec(plain);
    if (match === null) continue;
    const rest = plain.replace(match[0], " ");
    if (contentWords(tokenise(rest), language).length <= spareWords) return aspect;
  }
  return undefined;
}
