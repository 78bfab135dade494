import { isAffiliation, isCard, isDniLetter, isIban } from "./check-digits.ts";

/** What a piece of text tells of a person. */
export type PersonalDataKind =
  | "url"
  | "email"
  | "user"
  | "iban"
  | "card"
  | "affiliation"
  | "health-card"
  | "dni"
  | "nie"
  | "registry"
  | "phone"
  | "plate";

/** A way in which a kind of personal data is written. */
export interface PersonalDataPattern {
  readonly kind: PersonalDataKind;
  /** Finds candidates. Where it has a group `value`, only that is personal. Every repetition is bounded or cannot overlap. */
  readonly pattern: RegExp;
  /** Whether a candidate is one, with what follows it. All are when absent. */
  readonly accepts?: (found: string, after: string) => boolean;
}

/** Money and what is counted by the million: a number before it is no telephone. */
const unit =
  /^\s{0,2}(?:€|%|\$|eur\b|euros?\b|habs?\b|habitants?\b|habitantes?\b|inhabitants?\b|[kmgt]b\b|kwh\b)/iu;
const notDigit = /\D/g;
/** Days, years from one to another, and round the clock: no number of a file. */
const date =
  /^(?:\d{1,2}[/-]\d{1,2}[/-](?:\d\d){1,2}|(?:19|20)\d\d[/-](?:19|20)\d\d|24[/-](?:7|365))$/;
const year = /^(?:19|20)\d\d$/;

const digitsOf = (text: string) => text.replace(notDigit, "");

/** How people in Spain write nine digits apart. */
const phoneGroups = new Set(["9", "3 6", "2 7", "3 3 3", "3 2 2 2", "2 3 2 2", "2 3 4", "2 2 2 3"]);
const groupEnds = /[ .-]+/;

function isSpanishPhone(found: string, after: string): boolean {
  const groups = found.split(groupEnds).map((group) => String(group.length));
  return phoneGroups.has(groups.join(" ")) && !unit.test(after);
}

function isForeignPhone(found: string, after: string): boolean {
  const { length } = digitsOf(found);
  return length >= 8 && length <= 15 && !unit.test(after);
}

/** Digits of a card that pass its check, or stand in fours as on a card, for one may be mistyped; and are no years. */
function isWrittenCard(found: string): boolean {
  const fours = found.split(groupEnds);
  if (fours.every((four) => year.test(four))) return false;
  const areFours = fours.length === 4 && fours.every((four) => four.length === 4);
  return areFours || isCard(digitsOf(found));
}

const capitalAtEnd = /[A-Z]$/;

/** Eight digits and a capital, or the letter that belongs to the digits: others may be a word, as `i` and `o` are. */
function isDniApart(found: string): boolean {
  const digits = digitsOf(found);
  return (digits.length === 8 && capitalAtEnd.test(found)) || isDniLetter(digits, found.slice(-1));
}

/** What stands between the word for a register or a file and its number. */
const beforeNumber = String.raw`(?:[\s:.#]|n[úu]m(?:ero)?|n[º°]|no\b|number|d['’]|de\b|entrada|sortida|salida|general){0,10}`;

/**
 * Every way of writing, the surest first: what an earlier one has found is left to it. Where a check letter or digit
 * exists it decides only what might be something else; a DNI with a wrong letter is one that somebody mistyped.
 */
export const personalDataPatterns: readonly PersonalDataPattern[] = [
  // An address may carry a token or a name anywhere but in its host.
  { kind: "url", pattern: /\bhttps?:\/\/(?<value>[^\s/?#<>"|@]*@)/dgiu },
  {
    kind: "url",
    pattern:
      /(?:\bhttps?:\/\/(?:[^\s/?#<>"|@]*@)?[^\s/?#<>"|@]+)[/?#](?!\[adreça web\])(?<value>[^\s<>"|]+)/dgiu,
  },
  {
    kind: "url",
    pattern:
      /(?<![\p{L}\p{N}@./-])(?:[\p{L}\p{N}-]{1,63}\.){1,6}(?:cat|es|com|org|net|eu|info|gov)[/?#](?!\[adreça web\])(?<value>[^\s<>"|]+)/dgiu,
  },
  {
    kind: "email",
    pattern:
      /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}_%+-][\p{L}\p{N}._%+-]*(?:@|\s?[[(]\s?(?:arroba|at)\s?[\])]\s?|\s(?:arroba)\s)[\p{L}\p{N}-]{1,63}(?:(?:\.|\s(?:punt|punto|dot)\s)[\p{L}\p{N}-]{1,63}){1,6}/dgiu,
  },
  // With spaces around the sign, where a whole domain follows.
  {
    kind: "email",
    pattern:
      /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}_%+-][\p{L}\p{N}._%+-]{0,60}\s{1,2}@\s{1,2}(?:[\p{L}\p{N}-]{1,63}\.){1,4}\p{L}{2,12}(?![\p{L}\p{N}])/dgiu,
  },
  // Slack and Teams: what a client sends, and ids by themselves.
  { kind: "user", pattern: /<@[A-Z0-9]{2,20}(?:\|[^<>\n]{0,80})?>/dgiu },
  { kind: "user", pattern: /<at(?: [^<>\n]{0,40})?>[^<>\n]{0,80}<\/at>/dgiu },
  { kind: "user", pattern: /\bU0[A-Z0-9]{7,9}\b/dgu },
  { kind: "user", pattern: /\b29:[\w-]{20,100}/dgu },
  { kind: "user", pattern: /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/dgiu },
  // Not Cl@ve, and not the names of programs and of everybody.
  {
    kind: "user",
    pattern:
      /(?<![\p{L}\p{N}@._%+-])@(?!(?:firma|clave|podera|here|channel|everyone|all|tothom|todos)(?![\p{L}\p{N}_]))\p{L}[\p{L}\p{N}_]{0,40}(?:[.-][\p{L}\p{N}_]{1,40}){0,4}/dgiu,
  },
  { kind: "iban", pattern: /\bES[ -]?\d{2}(?:[ -]?\d){20}(?!\d)/dgiu },
  {
    kind: "iban",
    pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?(?=[A-Z0-9]{0,3}\d)[A-Z0-9]{1,4})?\b/dgu,
    accepts: (found) => isIban(found.replaceAll(" ", "")),
  },
  { kind: "iban", pattern: /(?<![\d.,/-])\d{4}[ -]?\d{4}[ -]?\d{2}[ -]?\d{10}(?!\d)/dgu },
  {
    kind: "card",
    pattern: /(?<![\d.,/-])\d(?:[ -]?\d){12,18}(?![\d/])/dgu,
    accepts: isWrittenCard,
  },
  {
    kind: "affiliation",
    pattern: /(?<![\d.,/-])\d{2}[ /-]?\d{8}[ /-]?\d{2}(?![\d/])/dgu,
    accepts: (found) => found.includes("/") || isAffiliation(digitsOf(found)),
  },
  {
    kind: "affiliation",
    pattern:
      /\b(?:NAF|NSS|seguretat social|seguridad social|social security)\b[^\d\n]{0,15}(?<value>\d(?:[ /-]?\d){9,11})(?!\d)/dgiu,
  },
  { kind: "health-card", pattern: /\b[A-Z]{4} ?[01] ?\d{6} ?\d{2} ?\d\b/dgiu },
  { kind: "nie", pattern: /\b[XYZ][ -]?\d\.?\d{3}\.?\d{3}[ -]?[A-Z]\b/dgiu },
  { kind: "dni", pattern: /\b[KLM]\d{7}[A-Z]\b/dgiu },
  { kind: "dni", pattern: /(?<![\d.,/-])\d{2}[. ]?\d{3}[. ]?\d{3}-?[A-Za-z](?![\p{L}\p{N}])/dgu },
  {
    kind: "dni",
    pattern: /(?<![\d.,/-])\d?\d\.?\d{3}\.?\d{3}(?: |-| - )?[A-Za-z](?![\p{L}\p{N}'’])/dgu,
    accepts: isDniApart,
  },
  { kind: "dni", pattern: /(?<![\d.,/-])\d{2} \d{3} \d{3}(?: |-| - )?[A-Z](?![\p{L}\p{N}'’])/dgu },
  {
    kind: "dni",
    pattern: /\b(?:DNI|NIF)\b[^\d\n]{0,12}(?<value>\d{1,2}\.?\d{3}\.?\d{3})(?![\d/]|[.,]\d)/dgiu,
  },
  { kind: "registry", pattern: /\b(?:REGAGE\d{2}|O\d{8})[es]\d{8,16}\b/dgiu },
  { kind: "registry", pattern: /\b[ESRX][/-]?\d{4,8}[-/]\d{1,8}\b/dgu },
  { kind: "registry", pattern: /\b(?:RE|RS|REG|EXP)[ .:-]{1,2}(?:19|20)\d{2}[/-]\d{1,8}\b/dgu },
  { kind: "registry", pattern: /\b(?:19|20)\d{2}-[ES]-[A-Z]{1,4}-\d{1,8}\b/dgiu },
  { kind: "registry", pattern: /\b[ES]-?[A-Z]{0,3}-(?:19|20)\d{2}-\d{1,8}\b/dgiu },
  {
    kind: "registry",
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?:registres?|registro|register|expedients?|expedientes?|exp\.|assentament|asiento|file|case|instància|instancia)${beforeNumber}(?<value>[A-Z]{0,4}[-/]?\d{1,8}(?:[-/][A-Z\d]{1,8}){1,3})(?![\p{L}\p{N}])`,
      "dgiu",
    ),
    accepts: (found) => !date.test(found),
  },
  {
    kind: "phone",
    pattern: /(?<![\d\p{L}+])(?:\+|00)34[ .-]?[6-9](?:[ .-]?\d){8}(?!\d)/dgu,
  },
  {
    kind: "phone",
    pattern: /(?<![\d\p{L}.,/-])[6-9]\d{1,2}(?:[ .-]?\d{2,7}){1,3}(?![\d/\p{L}]|[.,-]\d)/dgu,
    accepts: isSpanishPhone,
  },
  // The first digits in brackets, or with the word for it before them.
  { kind: "phone", pattern: /(?<![\d\p{L}])\([6-9]\d{1,2}\)[ .-]?\d(?:[ .-]?\d){5,6}(?!\d)/dgu },
  {
    kind: "phone",
    pattern:
      /(?<!\p{L})(?:tel(?:[eèé]f(?:on|ono)?)?|tlf|m[oòó]bil|m[oó]vil|mob|phone|whatsapp|wa)[.:]?\s{0,2}(?<value>[6-9](?:[ .-]?\d){8})(?!\d)/dgiu,
  },
  {
    kind: "phone",
    pattern: /(?<![\d\p{L}+])(?:\+|00)[1-9]\d{0,2}(?:[ .-]?\(?\d{1,4}\)?){2,6}(?!\d)/dgu,
    accepts: isForeignPhone,
  },
  // Plates have no vowels; a year with an acronym behind it is none.
  {
    kind: "plate",
    pattern: /(?<![\d\p{L}.,/-])\d{4}[ -]?[BCDFGHJ-NPRSTV-Z]{3}(?![\p{L}\p{N}])/dgu,
    accepts: (found) => found.length === 7 || !year.test(found.slice(0, 4)),
  },
];
