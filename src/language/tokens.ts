/** One word of a text, as it stands and as it is compared. */
export interface Token {
  /** Lower case, accents kept, elided articles and pronouns detached. */
  readonly word: string;
  /** The same without accents: what a person in a hurry types. */
  readonly folded: string;
  /** Written with a capital after other words: most likely a name. */
  readonly isName: boolean;
  /** Written in capitals among small letters, or alone: an acronym, even when it spells a word of grammar (ENS, SOC). */
  readonly isAcronym: boolean;
}

/** Characters that carry no text but can hide some: zero-width, bidirectional controls, tags, soft hyphen. */
const hidden = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu;
const curlyApostrophe = /[\u2019\u2018\u02BC\u00B4\u0060]/g;
const geminateL = /[lL][\u00B7\u2027\u2219\u22C5.][lL]|[\u0140\u013F][lL]?/gu;
const wordPattern = /[\p{L}\p{N}]+(?:['·][\p{L}\p{N}]+|-[\p{L}\p{N}]+)*/gu;
/** A capital followed by small letters, after an article or not: HOW PEOPLE SHOUT is no sign of names. */
const capital = /^(?:[ldsnmt]'|qu')?\p{Lu}\p{Ll}/u;
/** Web addresses hold words that nobody meant. */
const address = /https?:\/\/[^\s)»"]+/gu;
/** Two capitals or more, after an article or not; an elided article before the Catalan word `ens` says it is no pronoun. */
const acronym = /^(?:[ldsLDS]['])?\p{Lu}{2,}$|^[ldLD]'ens$/u;
const combining = /\p{M}/gu;
const proclitic = /^(?:l|d|s|n|m|t|qu)'(?=\p{L}{2})/u;
const englishPossessive = /'s$/u;
const enclitic =
  /(?:['-](?:se|me|te|ne|nos|vos|us|lo|la|los|les|li|ho|hi|s|n|ns|l|ls|m|t|en|el|els|ll|re|ve|d))+$/u;

/** Removes characters that carry no visible text, so that nothing can hide in a question or a document. */
export function stripHidden(text: string): string {
  return text.replace(hidden, "");
}

/** Lower case without accents: `Número d'habitants` becomes `numero d'habitants`. */
export function fold(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(combining, "");
}

/**
 * Words of a text in order, in any of the three languages. Web addresses are left out.
 * A hyphenated word gives its parts and the joined form (`e-NOTUM`: `enotum`, `notum`), because people write both.
 */
export function tokenise(text: string): Token[] {
  const clean = stripHidden(text)
    .replace(address, " ")
    .normalize("NFC")
    .replace(curlyApostrophe, "'")
    .replace(geminateL, "ll");
  const tokens: Token[] = [];
  const shouts = !/\p{Ll}/u.test(clean) && clean.trim().includes(" ");
  for (const [raw] of clean.matchAll(wordPattern)) {
    const lower = raw.toLowerCase();
    const isName = tokens.length > 0 && capital.test(raw);
    const isAcronym = !shouts && acronym.test(raw);
    for (const word of partsOf(lower)) tokens.push({ word, folded: fold(word), isName, isAcronym });
  }
  return tokens;
}

function partsOf(raw: string): string[] {
  if (!raw.includes("-") && !raw.includes("'")) return [raw.replaceAll("·", "")];
  const bare = raw.replace(proclitic, "").replace(englishPossessive, "").replace(enclitic, "");
  const pieces = bare.split(/['·-]/u).filter((piece) => piece !== "");
  if (pieces.length < 2) return pieces;
  // e-NOTUM, T-CAT, 5-G: the joined form is the name; a piece alone only counts when it is a word.
  return [pieces.join(""), ...pieces.filter((piece) => piece.length > 2)];
}
