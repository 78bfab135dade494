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
  const alone = { query: understand(question, understanding, language), offset: 0, isFollowUp: false };
  if (before === undefined) return alone;
  const plain = foldedKeepingLength(question);
  if (moreCue.test(plain)) {
    return { query: before.query, offset: before.offset + before.shown, isFollowUp: true };
  }
  const aspect = bareAspect(plain, language);
  if (aspect !== undefined && before.focus !== undefined) {
    const isList = before.query.kind === "list" || before.query.kind === "count";
    if (aspect !== "small" || !isList) {
      return { query: { kind: "lookup", ids: [before.focus], missing: [], aspect }, offset: 0, isFollowUp: true };
    }
  }
  const opening = ellipsis.exec(plain);
  const rest = opening === null ? question : question.slice(opening[0].length);
  const words = contentWords(tokenise(rest), language).length;
  if (words > longestEllipsis || (opening === null && words > 3)) return alone;
  const leaning = lean(understand(rest, understanding, language), before.query, opening !== null);
  return leaning === undefined ? alone : { query: leaning, offset: 0, isFollowUp: true };
}

/** The earlier query with what the new words change in it. */
function lean(next: Query, earlier: Query, opens: boolean): Query | undefined {
  if (earlier.kind === "list" || earlier.kind === "count") {
    if (next.kind === "lookup" && opens && next.ids.length === 1 && next.ids[0] !== undefined) {
      return { ...earlier, filters: { ...earlier.filters, within: next.ids[0] } };
    }
    if (next.kind === "list" || next.kind === "count") {
      const topic = next.topic ?? earlier.topic;
      return { ...earlier, item: next.item, filters: { ...earlier.filters, ...next.filters }, ...(topic === undefined ? {} : { topic }) };
    }
    if (next.kind === "search" && opens) {
      return { ...earlier, topic: next.text, filters: { ...earlier.filters, ...next.filters } };
    }
    return undefined;
  }
  if (earlier.kind !== "search") return undefined;
  if ((next.kind === "list" || next.kind === "search") && isFiltered(next.filters)) {
    const hasOwnTopic = next.kind === "search" || next.topic !== undefined;
    if (!hasOwnTopic || opens) return { ...earlier, filters: { ...earlier.filters, ...next.filters } };
  }
  return undefined;
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
