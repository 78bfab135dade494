import type { Language } from "./language.ts";
import { languages } from "./language.ts";
import { skeleton, stem } from "./stem.ts";
import { isStopWord } from "./stop-words.ts";
import type { Concept } from "./thesaurus.ts";
import { type Token, tokenise } from "./tokens.ts";

/** A concept found in a text. */
export interface ConceptMatch {
  readonly concept: Concept;
  /** How surely the words mean the concept, above 0; 1 for a single word in its own inflection. */
  readonly weight: number;
  /** Index of the first matched word among the content words, and how many it spans. */
  readonly start: number;
  readonly length: number;
}

/** Finds the concepts that the content words of a text name. */
export interface ConceptMatcher {
  match(tokens: readonly Token[], language?: Language): ConceptMatch[];
  /** Looks a single word up whatever its language: what else could it mean? */
  readonly size: number;
}

const phraseWeight = 1.6;
const cognateWeight = 0.6;
const otherLanguageWeight = 0.8;
const insidePhraseWeight = 0.5;
const longestPhrase = 5;

interface Entry {
  readonly concept: Concept;
  readonly languages: Set<Language>;
}

/** Builds a matcher. Terms made of stop words alone are left out: they name nothing. */
export function createConceptMatcher(concepts: readonly Concept[]): ConceptMatcher {
  const byStem = new Map<string, Map<string, Entry>>();
  const bySkeleton = new Map<string, Map<string, Entry>>();
  for (const concept of concepts) {
    for (const language of languages) {
      for (const term of concept.terms[language]) index(term, concept, language);
    }
  }

  function index(term: string, concept: Concept, language: Language): void {
    const words = contentWords(tokenise(term), language);
    if (words.length === 0 || words.length > longestPhrase) return;
    add(byStem, words.map((word) => stem(word.word)).join(" "), concept, language);
    add(bySkeleton, words.map((word) => skeleton(word.word)).join(" "), concept, language);
  }

  return { match, size: concepts.length };

  function match(tokens: readonly Token[], language?: Language): ConceptMatch[] {
    const stems = tokens.map((token) => stem(token.word));
    const skeletons = tokens.map((token) => skeleton(token.word));
    const found: ConceptMatch[] = [];
    const covered = new Uint8Array(tokens.length);
    for (let length = Math.min(longestPhrase, tokens.length); length > 0; length -= 1) {
      for (let start = 0; start + length <= tokens.length; start += 1) {
        const exact = byStem.get(stems.slice(start, start + length).join(" "));
        const entries = exact ?? bySkeleton.get(skeletons.slice(start, start + length).join(" "));
        if (entries === undefined) continue;
        // A short frame joins unrelated words; only a phrase or a longer word is trusted without its exact stem.
        if (exact === undefined && length === 1 && (skeletons[start]?.length ?? 0) < 4) continue;
        const inside = length === 1 && covered[start] === 1;
        const base =
          (length > 1 ? phraseWeight : 1) *
          (exact === undefined ? cognateWeight : 1) *
          (inside ? insidePhraseWeight : 1);
        const shared = Math.sqrt(entries.size);
        for (const { concept, languages: owners } of entries.values()) {
          const foreign = language !== undefined && !owners.has(language);
          const weight = (base * (foreign ? otherLanguageWeight : 1)) / shared;
          found.push({ concept, weight, start, length });
        }
        if (length > 1) covered.fill(1, start, start + length);
      }
    }
    return found;
  }
}

/** Words that say something, in order. */
export function contentWords(tokens: readonly Token[], language?: Language): Token[] {
  return tokens.filter((token) => !isStopWord(token.word, language));
}

function add(
  table: Map<string, Map<string, Entry>>,
  key: string,
  concept: Concept,
  language: Language,
): void {
  const entries = table.get(key) ?? new Map<string, Entry>();
  table.set(key, entries);
  const entry = entries.get(concept.id) ?? { concept, languages: new Set<Language>() };
  entry.languages.add(language);
  entries.set(concept.id, entry);
}
