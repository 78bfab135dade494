import type { Language } from "./language.ts";
import { languages } from "./language.ts";
import { functionWordWeight } from "./stop-words.ts";
import { fold, tokenise } from "./tokens.ts";

/** Tells the language of a text. */
export interface LanguageIdentifier {
  /** The language, or undefined when the text gives no sign of any of the three (a code, a name, emoji). */
  identify(text: string): Language | undefined;
}

/** Log-odds that a word of grammar found in one language only adds to that language. */
const functionWordEvidence = 3;
/** Difference of log-odds under which nothing is claimed. */
const leastMargin = 0.6;
const marks: readonly (readonly [RegExp, Language, number])[] = [
  [/[ñ¿¡]/u, "es", 4],
  [/l·l|ŀ|ç/u, "ca", 4],
  [/\b[ldsnmt]['’](?=\p{L}{2})/iu, "ca", 2],
  [/(?:\p{L}['’](?:s|re|ve|ll|t)\b)/iu, "en", 2],
];

/**
 * An identifier that learns the letter sequences of the three languages from sample words, about a thousand or more
 * a language. Made for short, accentless, hurried questions, where identifiers of 60 languages lose Catalan.
 */
export function createLanguageIdentifier(
  samples: Readonly<Record<Language, Iterable<string>>>,
): LanguageIdentifier {
  const models = languages.map((language) => ({ language, model: learn(samples[language]) }));
  return { identify };

  function identify(text: string): Language | undefined {
    const evidence = new Map<Language, number>(languages.map((language) => [language, 0]));
    const words = tokenise(text.slice(0, 2_000)).slice(0, 80);
    for (const { word } of words) {
      if (/\d/.test(word)) continue;
      for (const { language, model } of models) {
        const grammar = functionWordWeight(word, language) * functionWordEvidence;
        add(evidence, language, grammar + model(word));
      }
    }
    for (const [mark, language, weight] of marks)
      if (mark.test(text)) add(evidence, language, weight);
    const ranked = [...evidence].sort((a, b) => b[1] - a[1]);
    const [best, second] = ranked;
    if (best === undefined || second === undefined || best[1] - second[1] < leastMargin)
      return undefined;
    return best[0];
  }
}

/** Average log-probability per letter triple, with add-half smoothing, scaled to a word's worth of evidence. */
function learn(words: Iterable<string>): (word: string) => number {
  const counts = new Map<string, number>();
  let total = 0;
  const known = new Set<string>();
  for (const sample of words) {
    for (const { word, folded } of tokenise(sample)) {
      if (known.has(word)) continue;
      known.add(word);
      for (const form of new Set([word, folded])) {
        for (const triple of triples(form)) {
          counts.set(triple, (counts.get(triple) ?? 0) + 1);
          total += 1;
        }
      }
    }
  }
  const cells = 12_000;
  return (word) => {
    const parts = triples(word);
    let sum = 0;
    for (const triple of parts)
      sum += Math.log(((counts.get(triple) ?? 0) + 0.5) / (total + cells / 2));
    const spelled = (sum / Math.max(1, parts.length)) * Math.min(parts.length, 5) * 0.35;
    return spelled + (known.has(word) ? 1.2 : known.has(fold(word)) ? 0.8 : 0);
  };
}

function triples(word: string): string[] {
  const padded = `^${word}$`;
  const result: string[] = [];
  for (let i = 0; i + 3 <= padded.length; i += 1) result.push(padded.slice(i, i + 3));
  return result;
}

function add(evidence: Map<Language, number>, language: Language, weight: number): void {
  evidence.set(language, (evidence.get(language) ?? 0) + weight);
}
