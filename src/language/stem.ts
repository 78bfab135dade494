import { fold } from "./tokens.ts";

/** Words up to this many letters are only folded: there is no ending to take off. */
const shortestStemmed = 3;

type Rule = readonly [ending: RegExp, replacement: string];

/**
 * Catalan writes an accent where the final n of the stem fell away (ciutadà, ciutadans; gestió, gestions),
 * so these run before accents are removed.
 */
const accentedEndings: readonly Rule[] = [
  [/òlegs?$|òlogues$|òlog(?:a|ues)$/u, "olog"],
  [/(?<=.{3})(?:eig|ejos)$/u, "ej"],
  [/(?<=.{2})à$/u, "an"],
  [/(?<=.{2})[èé]$/u, "en"],
  [/(?<=.{2})í$/u, "in"],
  [/(?<=.{2})[óò]$/u, "on"],
  [/(?<=.{2})ú$/u, "un"],
];

/** A final s after an accented vowel or in these endings belongs to the stem (procés, recurs, univers, virus, crisi). */
const keepsFinalS = /[àèéíóòú]s$|(?:curs|vers|pers|cens|mers|fens|tens|fons|ss|sis|[^aeo]us)$/u;

const plurals: readonly Rule[] = [
  [/(?:ciones|cions)$/, "cion"],
  [/(?:tiones|tions)$/, "tion"],
  [/siones$|sions$/, "sion"],
  [/(?<=.{2})iones$/, "ion"],
  [/rsos$/, "rs"],
  [/ssos$/, "s"],
  [/ques$/, "c"],
  [/gues$/, "g"],
  [/ges$/, "j"],
  [/ches$/, "ch"],
  [/shes$/, "sh"],
  [/xes$/, "x"],
  [/ces$/, "c"],
  [/(?<=.{2})ies$/, "i"],
  [/(?<=.{2})(?:ees|eas|eos)$/, "ea"],
  [/xos$/, "x"],
  [/scos$/, "sc"],
  [/(?<=.{2})[aeo]s$/, ""],
  [/ns$/, "n"],
  [/s$/, ""],
];

/** Spanish nouns in -icio and -acio; every other -cio is a Catalan -ció typed without its accent. */
const spanishNoun = /(?:servi|ejerci|edifi|benefi|^ofi|^ini|sacrifi|^jui|^espa|^pala|prefa)cio$/;

const themes: readonly Rule[] = [
  [/(?<=[aiu])cio$/, "cion"],
  [/(?<=.{2})tio$/, "tion"],
  [/(?<=[^aeiou])sio$/, "sion"],
  [/(?:ca|co|que)$/, "c"],
  [/(?:gua|ga|go|gue)$/, "g"],
  [/(?:ja|ge|jo)$/, "j"],
  [/(?:ia|io|ie|y)$/, "i"],
  [/(?:ea|eo|eu)$/, "e"],
  [/(?<=.{2})[aeo]$/, ""],
];

const alternations: readonly Rule[] = [
  [/iu$/, "iv"],
  [/(?<=.{2}[ao])u$/, "v"],
  [/(?<=[aeiou])d$/, "t"],
  [/(?<=[aeiou])b$/, "p"],
  [/g$/, "c"],
  [/j$/, "g"],
  [/z$/, "c"],
];

const doubled = /(\p{L})\1/gu;

/**
 * Inflection removed: number, gender and the spelling changes they bring, for Catalan, Spanish and English at once.
 * One set of rules for the three, so that a text need not be told apart by language before it is analysed.
 */
export function stem(word: string): string {
  return remember(stems, word, computeStem);
}

function computeStem(word: string): string {
  const folded = fold(word);
  if (folded.length <= shortestStemmed || /\d/.test(folded)) return folded;
  let result = fold(firstMatch(accentedEndings, word));
  if (!keepsFinalS.test(word)) result = firstMatch(plurals, result);
  result = withoutTheme(result);
  result = firstMatch(alternations, result).replace(doubled, "$1");
  return result.length < 2 ? folded : result;
}

/** Gender and theme vowel off, once the word is singular. */
function withoutTheme(word: string): string {
  return spanishNoun.test(word) ? word.slice(0, -1) : firstMatch(themes, word);
}

function firstMatch(rules: readonly Rule[], word: string): string {
  for (const [ending, replacement] of rules) {
    if (!ending.test(word)) continue;
    const result = word.replace(ending, replacement);
    return result.length >= 2 ? result : word;
  }
  return word;
}

/** Sounds that the three languages write differently, brought to one letter. Order matters. */
const spellings: readonly Rule[] = [
  [/l·l/g, "l"],
  [/ñ|ny/g, "n"],
  [/ç/g, "z"],
];

const sounds: readonly Rule[] = [
  [/ph/g, "f"],
  [/th/g, "t"],
  [/sch/g, "sk"],
  [/ck/g, "k"],
  [/qu(?=[eiao])/g, "k"],
  [/g(?=[eiy])/g, "j"],
  [/gu(?=[ei])/g, "g"],
  [/c(?=[eiy])/g, "z"],
  [/tx|ch/g, "x"],
  [/[cq]/g, "k"],
  [/[kp]t/g, "t"],
  [/w/g, "u"],
  [/(?<=[aeiou])y(?=[aeiou])/g, "j"],
  [/y/g, "i"],
  [/v/g, "b"],
  [/h/g, ""],
  [/ie/g, "e"],
  [/ue/g, "o"],
  [/^es(?=[bdfgklmnpqrtx])/, "s"],
  [doubled, "$1"],
];

/** Endings that the three languages write differently, brought to one class (gestió, gestión, gestion). */
const endings: readonly Rule[] = [
  [/(?:itz|iz|is)(?:azion|ation|ad|at|ar|an|ing|ed|ador|er|azi)$/, "iz"],
  [/ifikazion$|ifikation$|ifikazi$/, "ifik"],
  [/(?<=.{4})(?:azion|ation|azi)$/, ""],
  [/azion$|ation$|azi$/, "at"],
  [/izion$|ition$/, "it"],
  [/uzion$|ution$|uzi$/, "ut"],
  [/(?:kz|x|z|t)ion$/, "t"],
  [/sion$/, "s"],
  [/(?<=.{2})[ai]bil(?:itat|idad|idat|it|iti)$/, "bl"],
  [/(?<=.{2})[ai]bl$/, "bl"],
  [/(?<=.{3})(?:itat|idad|edad|idat|etat|iti|eti)$/, ""],
  [/(?<=.{3})(?:[aei]?ment|[aei]?amient|[aei]mient)$/, "m"],
  [/(?<=.{2})(?:anzi|anz)$/, "an"],
  [/(?<=.{2})(?:enzi|enz)$/, "en"],
  [/ologi$/, "olog"],
  [/istik$/, "ist"],
  [/(?<=.{2})(?:iker|ikal)$/, "ik"],
  [/(?<=.{3})(?:arial|ari)$/, "ar"],
  [/(?<=.{2})(?:ador|edor|idor|ator|ater)$/, "ad"],
  [/(?<=.{2})(?:atib|atiu)$/, "at"],
  [/(?<=.{2})(?:itib|itiu)$/, "it"],
  [/(?<=serb|jerz)(?:izi|ei|izis)$/, "iz"],
  [/(?<=.{3})izi$/, "it"],
  [/(?<=.{4})(?:and|end|ing|ant|ent|int)$/, ""],
  [/(?<=.{4})(?:at|ad|it|id|ut|ud|ed)$/, ""],
  [/(?<=.{4})(?:ar|er|ir|or)$/, ""],
  [/(?<=.{3})ous$/, "os"],
];

/**
 * The frame a word shares with its cognates in the other two languages: `escola`, `escuela` and `school` have the
 * same one. Coarser than {@link stem}: it also joins derived words (notificar, notificació).
 */
export function skeleton(word: string): string {
  return remember(skeletons, word, computeSkeleton);
}

function computeSkeleton(word: string): string {
  const folded = fold(word);
  if (/\d/.test(folded)) return folded;
  let result = word;
  for (const [pattern, replacement] of spellings) result = result.replace(pattern, replacement);
  result = fold(firstMatch(accentedEndings, result));
  if (folded.length > shortestStemmed && !keepsFinalS.test(word)) result = result.replace(/s$/, "");
  result = result.replace(/(?<=.[ao])u$/, "v");
  for (const [pattern, replacement] of sounds) result = result.replace(pattern, replacement);
  result = result.replace(/(?<=.{2}[^aeiou])[aeou]$/, "").replace(/(?<=.{2})[aeo]$/, "");
  if (result.length > 4) result = firstMatch(endings, result);
  result = result.replace(/(?<=.{3})[aeiou]$/, "").replace(/(?<=[aeiou])d$/, "t");
  return result.length < 2 ? folded : result;
}

const rememberedWords = 200_000;
const stems = new Map<string, string>();
const skeletons = new Map<string, string>();

/** Texts repeat their words: a stem is computed once. Cleared when full, so that hostile input cannot grow it. */
function remember(
  cache: Map<string, string>,
  word: string,
  compute: (word: string) => string,
): string {
  const known = cache.get(word);
  if (known !== undefined) return known;
  const computed = compute(word);
  if (cache.size >= rememberedWords) cache.clear();
  cache.set(word, computed);
  return computed;
}
