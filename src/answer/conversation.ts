import { type Catalogue, isFiltered } from "../agenda/catalogue.ts";
import type { KnowledgeItem } from "../agenda/item.ts";
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
    query: understand(question, understanding, language),
    offset: 0,
    isFollowUp: false,
  };
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
  const next = understand(rest, understanding, language, listed);
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
  if (population === undefined || isFiltered(others)) return undefined;
  return { kind: "lookup", ids: earlier.ids, missing: [] };
}

/** The earlier query with what the new words change in it; undefined when they do not lean on it. */
function leanOnSearch(next: Query, earlier: Query, opens: boolean): Query | undefined {
  if (earlier.kind !== "search" || (next.kind !== "list" && next.kind !== "search"))
    return undefined;
  if (!isFiltered(next.filters)) return undefined;
  const isOnlyFilter = next.kind === "list" && next.topic === undefined;
  if (!isOnlyFilter && !opens) return undefined;
  return { ...earlier, filters: { ...earlier.filters, ...next.filters } };
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
      const filters = { ...earlier.filters, ...next.filters };
      const kind = next.kind === "count" ? next.kind : earlier.kind;
      return { kind, item: next.item, filters, ...(topic === undefined ? {} : { topic }) };
    }
    case "search":
      if (named === "") return undefined;
      return { ...earlier, topic: named, filters: { ...earlier.filters, ...next.filters } };
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
