import type { Language } from "../language/language.ts";
import { languages } from "../language/language.ts";
import { stem } from "../language/stem.ts";
import type { Concept } from "../language/thesaurus.ts";
import { fold, tokenise } from "../language/tokens.ts";
import { linesOf, readLemmas } from "./lemmas.ts";
import { rootOf } from "./roots.ts";

/** Rows of words that may replace each other in a statement, by every form of a word. */
export interface Meanings {
  /** Rows in which a word, without accents, stands in a language; empty for a word that no row has. */
  of(folded: string, language: Language): ReadonlySet<string>;
  /** Whether one of the rows says what is done: its first Catalan word is an infinitive. */
  areVerbal(rows: ReadonlySet<string>): boolean;
}

/** Letters of a root at least. */
const shortestRoot = 4;
const nothing: ReadonlySet<string> = new Set();
const built = new WeakMap<readonly Concept[], Meanings>();

/**
 * What single words mean, all senses alike: the rows of the thesaurus and of general language, and beside them words
 * of councils and of every day that say the same in one language and in the three. Built once for its concepts.
 */
export function meaningsOf(concepts: readonly Concept[]): Meanings {
  const known = built.get(concepts);
  if (known !== undefined) return known;
  const meanings = build(concepts);
  built.set(concepts, meanings);
  return meanings;
}

function build(concepts: readonly Concept[]): Meanings {
  const lemmas = readLemmas();
  const rows = new Map<string, Set<string>>();
  const remembered = new Map<string, ReadonlySet<string>>();
  const verbal = new Set<string>();
  for (const { id, terms } of concepts) {
    if (infinitive.test(fold(terms.ca[0] ?? ""))) verbal.add(id);
    for (const language of languages)
      for (const term of terms[language]) {
        const word = singleWordOf(term);
        if (word !== undefined) note(word, language, id);
      }
  }
  linesOf("synonyms.txt").forEach((line, at) => {
    if (infinitive.test(fold(line.split(" ")[0] ?? ""))) verbal.add(`${replaceable}${at}`);
    for (const word of line.split(" "))
      for (const language of languages) note(fold(word), language, `${replaceable}${at}`);
  });
  return { of, areVerbal: (ids) => [...ids].some((id) => verbal.has(id)) };

  function note(folded: string, language: Language, id: string): void {
    for (const key of keysOf(folded, language)) {
      const ids = rows.get(key) ?? new Set();
      rows.set(key, ids.add(id));
    }
  }

  function of(folded: string, language: Language): ReadonlySet<string> {
    const name = `${language} ${folded}`;
    const found = remembered.get(name);
    if (found !== undefined) return found;
    const ids = new Set(keysOf(folded, language).flatMap((key) => [...(rows.get(key) ?? nothing)]));
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(name, ids);
    return ids;
  }

  /** A word, its stem, its root and those of the verb that it is an irregular form of. */
  function keysOf(folded: string, language: Language): string[] {
    const lemma = lemmas.get(`${language} ${folded}`) ?? [];
    return [folded, ...lemma].flatMap((form) => {
      const root = rootOf(form);
      const keys = [`${language}=${form}`, `${language}~${stem(form)}`];
      return root.length < shortestRoot ? keys : [...keys, `${language}-${root}`];
    });
  }
}

const infinitive = /^[a-z]{2,}(?:ar|er|ir|re|ur)(?:-se)?$/u;
/** Whether a row is of words that may replace each other, and not of the thesaurus. */
export function isReplaceable(row: string): boolean {
  return row.startsWith(replaceable);
}

const replaceable = "synonyms:";
const mostRemembered = 20_000;
const articles = new Set("el la els les l los las un una the a an to se".split(" "));

/** The word, without accents, of a term that is one; phrases are met elsewhere. */
function singleWordOf(term: string): string | undefined {
  const tokens = tokenise(term).filter(({ folded }) => !articles.has(folded));
  return tokens.length === 1 ? tokens[0]?.folded : undefined;
}
