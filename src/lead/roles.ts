import type { Language } from "../language/language.ts";
import type { Alignment } from "./align.ts";
import type { ReadText, ReadWord } from "./read-text.ts";

/** What a thing is to the verb beside it, as far as the small word before it tells; `none` for who does and what is done. */
export type Role =
  | "none"
  | "in"
  | "with"
  | "by"
  | "for"
  | "from"
  | "until"
  | "without"
  | "between"
  | "under"
  | "time";

/** A word's part in its clause. */
export interface Place {
  /** Words of one number belong to one thing. */
  readonly group: number;
  readonly role: Role;
  readonly isVerb: boolean;
  /** Stands behind an "of": it tells whose or of what the thing before it is. */
  readonly isOf: boolean;
}

const prepositions: Readonly<Record<string, Role>> = {
  ...setOf("in", "a al als en in on at to into onto dins dintre inside sobre upon toward towards"),
  ...setOf("with", "amb con with mitjancant mediante via through using"),
  ...setOf("by", "per pel pels por by"),
  ...setOf("for", "para for"),
  ...setOf("from", "des desde from since"),
  ...setOf("until", "fins hasta until till"),
  ...setOf("without", "sense sin without"),
  ...setOf("between", "entre between among"),
  ...setOf("under", "segons segun under according"),
};

function setOf(role: Role, words: string): Record<string, Role> {
  return Object.fromEntries(words.split(" ").map((word) => [word, role]));
}

const ofs = new Set("de del dels d of".split(" "));
const determiners = new Set(
  "el la els les l los las lo un una uns unes unos unas the a an seu seva seus seves vostre vostra vostres su sus vuestro vuestra your its their aquest aquesta este esta this cada every each tot tota tots totes todo toda todos todas all mes menys mas menos more less fewer nomes solo only altres otros other".split(
    " ",
  ),
);
/** Conjunctions after which a thing goes on to be what the thing before them is. */
const coordinating = new Set("i y e o u ni and or nor".split(" "));
/** Small words that stand before a verb. */
const beforeVerbs: Readonly<Record<Language, ReadonlySet<string>>> = {
  ca: new Set(
    "ha han he heu hem has havia havien haura hauran va van vam vau es s se n hi ho li em ens us no pot poden podeu cal ja qui".split(
      " ",
    ),
  ),
  es: new Set(
    "ha han he habeis hemos habia habian habra va van vais se os le lo nos no ya puede pueden podeis quien".split(
      " ",
    ),
  ),
  en: new Set(
    "to will would can could must should may might not be is are was were been being has have had who they you it do does did".split(
      " ",
    ),
  ),
};

const remembered = new WeakMap<ReadText, readonly Place[]>();

/** The part of each word of a text in its clause, as far as the text itself tells. */
export function placesOf(text: ReadText): readonly Place[] {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const places = read(text, (at, isAfterVerb) => isVerbAt(text, at, isAfterVerb));
  remembered.set(text, places);
  return places;
}

/** Pronouns that look like articles: "el cost, el paga el consorci". */
const cliticArticles = new Set("l el la els les lo los las".split(" "));
const aligned = new WeakMap<Alignment, readonly Place[]>();

/** The part of each word of a written sentence: what is a verb, the quote tells where it has the word. */
export function writtenPlaces(alignment: Alignment): readonly Place[] {
  const known = aligned.get(alignment);
  if (known !== undefined) return known;
  const { written, quoted, met } = alignment;
  const there = placesOf(quoted);
  const places = read(written, (at, isAfterVerb) => {
    const found = met.get(at);
    const isOwn = isVerbAt(written, at, isAfterVerb);
    if (found === undefined) return isOwn;
    const isThere = there[found.place]?.isVerb === true;
    return isThere && (isOwn || cliticArticles.has(written.words[at - 1]?.folded ?? ""));
  });
  aligned.set(alignment, places);
  return places;
}

function read(text: ReadText, isVerbHere: (at: number, isAfterVerb: boolean) => boolean): Place[] {
  const places: Place[] = [];
  let group = 0;
  let role: Role = "none";
  text.words.forEach((word, at) => {
    const before = text.words[at - 1];
    const isAfterVerb = places[at - 1]?.isVerb === true;
    const isVerb = isVerbHere(at, isAfterVerb);
    const isStart = determiners.has(word.folded) && before?.isContent === true;
    const isInner = word.isContent || ofs.has(word.folded) || determiners.has(word.folded);
    role = roleAt(text, at, role, isVerb, isAfterVerb);
    if (isVerb || isStart || !isInner || before === undefined || isAfterVerb) group += 1;
    const isSame = places[at - 1]?.group === group;
    const isOf = ofs.has(word.folded) || (isSame && places[at - 1]?.isOf === true);
    places.push({ group, role, isVerb, isOf });
  });
  return withTimes(text, places);
}

function roleAt(
  text: ReadText,
  at: number,
  role: Role,
  isVerb: boolean,
  isAfterVerb: boolean,
): Role {
  const word = text.words[at];
  const before = text.words[at - 1];
  if (word === undefined || word.isBreak || isVerb) return "none";
  if (ofs.has(word.folded)) return isAfterVerb || !before?.isContent ? "from" : role;
  const own = isArticle(text, at) ? undefined : prepositions[word.folded];
  // "Per a", "per al": what something is for.
  if (own === "in" && before?.folded === "per") return "for";
  if (own === "in" && before !== undefined && prepositions[before.folded] === "until")
    return "until";
  if (own !== undefined) return own;
  if (coordinating.has(word.folded)) return role;
  if (determiners.has(word.folded)) return before?.isContent ? "none" : role;
  return word.isContent ? role : "none";
}

/** "A" is an article in English. */
function isArticle(text: ReadText, at: number): boolean {
  return text.language === "en" && text.words[at]?.folded === "a";
}

/** Endings of what describes or is a thing rather than being done. */
const ofThings =
  /(?:[aiu]t|[aiu]da|[aiu]ts|[aiu]des|[ai]d[oa]s?|ics?|ic[oa]s?|iques|als?|ales|ors?|ments?|cio|cions|cion|ciones|ants?|antes?|ing)$/u;

function isVerbAt(text: ReadText, at: number, isAfterVerb: boolean): boolean {
  const word = text.words[at];
  const before = text.words[at - 1];
  if (word === undefined || !word.isContent || word.number !== undefined || word.isName)
    return false;
  if (before !== undefined && beforeVerbs[text.language].has(before.folded)) return true;
  if (!word.isVerbal || isAfterVerb) return false;
  const isClitic = before !== undefined && cliticArticles.has(before.folded);
  // "Us el manté la diputació": two pronouns, and then what is done.
  if (isClitic && beforeVerbs[text.language].has(text.words[at - 2]?.folded ?? "")) return true;
  if (before === undefined || before.isBreak) return true;
  if (before.isContent) return !ofThings.test(word.folded);
  return !determiners.has(before.folded) && !isPrepositional(before.folded);
}

function isPrepositional(folded: string): boolean {
  return ofs.has(folded) || (prepositions[folded] ?? "none") !== "none";
}

const year = /^(?:(?:19|20)\d\d|month \d+)$/u;
const times = new Set(
  "any anys ano anos year years dia dies dias day days hora hores horas hours mes mesos meses month months avui hoy today".split(
    " ",
  ),
);

/** Dates say when, whatever stands before them. */
function withTimes(text: ReadText, places: readonly Place[]): Place[] {
  const dated = new Set(
    text.words.flatMap((word, at) =>
      isTime(word) && !countsThings(text, places, at) ? [places[at]?.group] : [],
    ),
  );
  return places.map((place, at) =>
    dated.has(place.group) && text.words[at]?.isContent && isDated(text, places, at)
      ? { ...place, role: "time" }
      : place,
  );
}

/** Whether a number that looks like a year counts what stands behind it. */
function countsThings({ words }: ReadText, places: readonly Place[], at: number): boolean {
  const next = words[at + 1];
  return (
    words[at]?.number !== undefined &&
    next?.isContent === true &&
    next.number === undefined &&
    places[at + 1]?.isVerb === false
  );
}

function isTime({ number, folded }: ReadWord): boolean {
  return number === undefined ? times.has(folded) : year.test(number);
}

/** Whether a group holds nothing but the date: "the plan of 2023" is a plan. */
function isDated(text: ReadText, places: readonly { group: number }[], at: number): boolean {
  const first = text.words.find(
    (word, other) => places[other]?.group === places[at]?.group && word.isContent,
  );
  return first !== undefined && (isTime(first) || first.number !== undefined);
}
