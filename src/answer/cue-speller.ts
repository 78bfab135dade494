import { createSpeller } from "../language/spelling.ts";
import { stem } from "../language/stem.ts";
import { isStopWord } from "../language/stop-words.ts";
import type { Concept } from "../language/thesaurus.ts";
import { fold, type Token, tokenise } from "../language/tokens.ts";
import type { LanguageTools } from "../search/search-index.ts";
import { cueVocabulary } from "./cues.ts";

const wordPattern = /[\p{L}'’·]{4,}/gu;

/**
 * Replaces words that nothing knows by the word of a cue or a role that they are one slip away from, and gives back
 * the apostrophe of an article (`leix`).
 */
export function createCueSpeller(
  { vocabulary }: LanguageTools,
  roles: readonly Concept[],
): (question: string) => string {
  const roleWords = roles.flatMap(({ terms }) =>
    [...terms.ca, ...terms.es, ...terms.en].flatMap((term) => tokenise(term)),
  );
  const words = [
    ...roleWords.map(({ word }) => word).filter((word) => word.length > 4),
    ...cueVocabulary,
  ];
  const cues = new Map(words.map((word) => [stem(word), word]));
  const exact = new Set(words.map((word) => fold(word)));
  const isCue = ({ word }: Token) => cues.has(stem(word));
  const isKnown = (token: Token) =>
    isStopWord(token.word) || isCue(token) || vocabulary.has(stem(token.word));
  const spell = createSpeller(cues, isKnown, 1);
  return (question) => question.replace(wordPattern, correctWord);

  function correctWord(typed: string): string {
    const [token] = tokenise(typed);
    if (token === undefined || exact.has(token.folded)) return typed;
    const bare = /^[ld][aeiouhàèéíòóú]/iu.test(typed) ? tokenise(typed.slice(1))[0] : undefined;
    const lacksApostrophe =
      bare !== undefined && (isCue(bare) || (!isKnown(token) && isKnown(bare)));
    if (lacksApostrophe) return `${typed.charAt(0)}'${typed.slice(1)}`;
    // `efort` has the stem of `effort`: it sounds right and is written wrong.
    const cue = cues.get(stem(token.word));
    if (cue !== undefined) return isDoubling(token.folded, cue) ? cue : typed;
    const spelt = spell({ ...token, isName: false });
    return spelt.word === token.word ? typed : spelt.word;
  }
}

/** Whether two words differ only in letters written twice. */
function isDoubling(typed: string, word: string): boolean {
  const single = (text: string) => fold(text).replace(/(.)\1/gu, "$1");
  return typed !== fold(word) && single(typed) === single(word);
}
