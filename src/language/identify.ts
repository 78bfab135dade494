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
/** Log-odds that a word adds to a language when every sample that holds it is of that language. */
const sampleEvidence = 3;
/** Difference of log-odds under which nothing is claimed. */
const leastMargin = 0.6;
/** The same for the signs alone, where little is said: `hosting` may be anybody's. */
const leastSigns = 1;
/** The language whose words the others borrow as names of things: one that their samples hold too is no sign of it. */
const lender: Language = "en";
/** Content words up to which their letters alone claim nothing: `hash`, `smart city`. */
const fewWords = 2;
const marks: readonly (readonly [RegExp, Language, number])[] = [
  [/[ñ¿¡]/u, "es", 4],
  [/l·l|ŀ|ç/u, "ca", 4],
  [/\b[ldsnmt]['’](?=\p{L}{2})/iu, "ca", 2],
  [/(?:\p{L}['’](?:s|re|ve|ll|t)\b)/iu, "en", 2],
];

/**
 * An identifier that learns words and letter sequences of the three languages from samples, about a thousand words or
 * more a language. Made for short, accentless, hurried questions, where identifiers of 60 languages lose Catalan.
 */
export function createLanguageIdentifier(
  samples: Readonly<Record<Language, Iterable<string>>>,
): LanguageIdentifier {
  const models = languages.map((language) => ({ language, ...learn(samples[language]) }));
  return { identify };

  function identify(text: string): Language | undefined {
    const words = tokenise(text.slice(0, 2_000))
      .slice(0, 80)
      .map(({ word }) => word)
      .filter((word) => !/\d/.test(word));
    const clues = [
      ...words.flatMap(cluesOf),
      ...marks
        .filter(([mark]) => mark.test(text))
        .map(([, language, weight]) => ({ language, weight, isSign: true })),
    ];
    const best = languages.find((language) => lead(clues, language) >= leastMargin);
    if (best === undefined) return undefined;
    const isLong = words.filter((word) => !isGrammar(word)).length > fewWords;
    const signs = clues.filter(({ isSign }) => isSign);
    return isLong || lead(signs, best) >= leastSigns ? best : undefined;
  }

  /** What a word tells of each language: by its grammar, by the samples that hold it, else by its letters. */
  function cluesOf(word: string): Clue[] {
    if (isGrammar(word))
      return languages.map((language) => {
        const weight = functionWordWeight(word, language) * functionWordEvidence;
        return { language, weight, isSign: true };
      });
    const shares = sharesOf(word);
    return models.map(({ language, spell }) => {
      if (shares === undefined) return { language, weight: spell(word), isSign: false };
      const share = shares.get(language) ?? 0;
      const isSign = language !== lender || share === 1;
      return { language, weight: share * sampleEvidence, isSign };
    });
  }

  /** Share of each language in the samples that hold a word, or the word without its accents; undefined when none does. */
  function sharesOf(word: string): ReadonlyMap<Language, number> | undefined {
    for (const form of [word, fold(word)]) {
      const counts = models.map(({ language, count }) => [language, count(form)] as const);
      const total = counts.reduce((sum, [, count]) => sum + count, 0);
      if (total > 0) return new Map(counts.map(([language, count]) => [language, count / total]));
    }
    return undefined;
  }
}

/** What a word or a letter tells of a language. */
interface Clue {
  readonly language: Language;
  /** Log-odds. */
  readonly weight: number;
  /** Grammar, a letter or a word of its own: claims a language even where little is said. */
  readonly isSign: boolean;
}

/** What samples of one language teach of it. */
interface Model {
  /** Samples that hold a word. */
  count(word: string): number;
  /** Average log-probability per letter triple, with add-half smoothing, scaled to a word's worth of evidence. */
  spell(word: string): number;
}

function learn(samples: Iterable<string>): Model {
  const words = new Map<string, number>();
  const counts = new Map<string, number>();
  let total = 0;
  for (const sample of samples) {
    for (const { word, folded } of tokenise(sample)) {
      for (const form of new Set([word, folded])) {
        words.set(form, (words.get(form) ?? 0) + 1);
        if (words.get(form) !== 1) continue;
        for (const triple of triples(form)) {
          counts.set(triple, (counts.get(triple) ?? 0) + 1);
          total += 1;
        }
      }
    }
  }
  const cells = 12_000;
  return {
    count: (word) => words.get(word) ?? 0,
    spell(word) {
      const parts = triples(word);
      let sum = 0;
      for (const triple of parts)
        sum += Math.log(((counts.get(triple) ?? 0) + 0.5) / (total + cells / 2));
      return (sum / Math.max(1, parts.length)) * Math.min(parts.length, 5) * 0.35;
    },
  };
}

function triples(word: string): string[] {
  const padded = `^${word}$`;
  const result: string[] = [];
  for (let i = 0; i + 3 <= padded.length; i += 1) result.push(padded.slice(i, i + 3));
  return result;
}

function isGrammar(word: string): boolean {
  return languages.some((language) => functionWordWeight(word, language) > 0);
}

/** How far a language is ahead of the next one; negative when it is not. */
function lead(clues: readonly Clue[], language: Language): number {
  const sum = (of: Language) =>
    clues.filter((clue) => clue.language === of).reduce((total, { weight }) => total + weight, 0);
  return sum(language) - Math.max(...languages.filter((other) => other !== language).map(sum));
}
