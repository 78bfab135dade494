import { isFiltered } from "../agenda/catalogue.ts";
import { foldedKeepingLength } from "../council/population.ts";
import { contentWords } from "../language/concept-matcher.ts";
import type { Language } from "../language/language.ts";
import { tokenise } from "../language/tokens.ts";
import { type Aspect, aspectCues, ellipsis, moreCue } from "./cues.ts";
import { type Query, type Understanding, understand } from "./understand.ts";

/** Where a conversation stands after a question. */
export interface Turn {
  readonly query: Query;
  readonly language: Language;
  /** Results shown before this turn's answer. */
  readonly offset: number;
  /** Results that this turn's answer showed. */
  readonly shown: number;
  /** The item that the answer was chiefly about. */
  readonly focus?: string;
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
  if (before === undefined) return alone;
  const plain = foldedKeepingLength(question);
  if (moreCue.test(plain)) {
    return { query: before.query, offset: before.offset + before.shown, isFollowUp: true };
  }
  const aspect = bareAspect(plain, language);
  if (aspect !== undefined && before.focus !== undefined) {
    const isList = before.query.kind === "list" || before.query.kind === "count";
    if (aspect !== "small" || !isList) {
      return {
        query: { kind: "lookup", ids: [before.focus], missing: [], aspect },
        offset: 0,
        isFollowUp: true,
      };
    }
  }
  const opening = ellipsis.exec(plain);
  const rest = opening === null ? question : question.slice(opening[0].length);
  const words = contentWords(tokenise(rest), language).length;
  if (words > longestEllipsis || (opening === null && words > 3)) return alone;
  const leaning = lean(understand(rest, understanding, language), before.query, opening !== null);
  return leaning === undefined ? alone : { query: leaning, offset: 0, isFollowUp: true };
}

/** The earlier query with what the new words change in it; undefined when they do not lean on it. */
function lean(next: Query, earlier: Query, opens: boolean): Query | undefined {
  if (earlier.kind === "list" || earlier.kind === "count") return leanOnList(next, earlier, opens);
  if (earlier.kind !== "search" || (next.kind !== "list" && next.kind !== "search"))
    return undefined;
  if (!isFiltered(next.filters)) return undefined;
  const isOnlyFilter = next.kind === "list" && next.topic === undefined;
  if (!isOnlyFilter && !opens) return undefined;
  return { ...earlier, filters: { ...earlier.filters, ...next.filters } };
}

function leanOnList(
  next: Query,
  earlier: Query & { kind: "list" | "count" },
  opens: boolean,
): Query | undefined {
  switch (next.kind) {
    case "lookup": {
      const [within] = next.ids;
      if (!opens || next.ids.length !== 1 || within === undefined) return undefined;
      return { ...earlier, filters: { ...earlier.filters, within } };
    }
    case "list":
    case "count": {
      const topic = next.topic ?? earlier.topic;
      const filters = { ...earlier.filters, ...next.filters };
      return { ...earlier, item: next.item, filters, ...(topic === undefined ? {} : { topic }) };
    }
    case "search":
      if (!opens) return undefined;
      return { ...earlier, topic: next.text, filters: { ...earlier.filters, ...next.filters } };
    case "help":
    case "nothing":
      return undefined;
  }
}

/** The part of the text that a question asks for when it asks for nothing else. */
function bareAspect(plain: string, language: Language): Aspect | undefined {
  for (const [aspect, cue] of aspectCues) {
    const match = cue.exec(plain);
    if (match === null) continue;
    const rest = plain.replace(match[0], " ");
    if (contentWords(tokenise(rest), language).length === 0) return aspect;
  }
  return undefined;
}
