import type { Catalogue } from "../agenda/catalogue.ts";
import type { Horizon } from "../agenda/item.ts";
import { foldedKeepingLength } from "../council/population.ts";
import { contentWords } from "../language/concept-matcher.ts";
import type { Language } from "../language/language.ts";
import type { Concept } from "../language/thesaurus.ts";
import { tokenise } from "../language/tokens.ts";
import {
  codeAnnouncement,
  codePattern,
  countCue,
  denial,
  frontedTopic,
  horizonCue,
  horizonWords,
  kindBefore,
  kindCues,
  listCue,
  listingWords,
  namedAxes,
  namedAxis,
  numberWords,
  objectiveOfAxis,
  roleCue,
  roleJoint,
  roleOwner,
  soonCue,
  spacedCode,
  subjectAfter,
  subjectBefore,
  tiedTopic,
  topicCue,
  versionBefore,
} from "./cues.ts";

/** Items named by code. */
export interface FoundCodes {
  readonly ids: readonly string[];
  readonly missing: readonly string[];
  /** A kind word stood before a code: the item itself is meant, not the words around it. */
  readonly announced: boolean;
}

/** Content words of a question that neither the catalogue nor its filters account for. */
export interface Topic {
  /** Every one of them. */
  readonly left: string;
  /** Those that say what listed items are about: said after a topic's word, or matters named beside the items. */
  readonly about: string;
  /** A word such as `sobre` or `de` ties them to the items: `accions de ciberseguretat`. */
  readonly isTied: boolean;
}

/** Reads a question part by part. What has been read is blanked out, so that the topic is what remains. */
export interface QuestionReader {
  /** Folded text with what was taken blanked out. */
  rest(): string;
  /** Takes out the characters from `start` on. */
  take(start: number, length: number): void;
  /** Values whose cue occurs. */
  takeAll<T>(cues: readonly (readonly [T, RegExp])[]): T[];
  /** Horizons named as a term; with `loosely`, also by everyday words for soon. */
  takeHorizons(loosely: boolean): Horizon[];
  takeCodes(catalogue: Catalogue): FoundCodes;
  /** Ids of the roles in use that are named as those whose part is asked for. */
  takeRoles(roles: readonly RoleName[], used: ReadonlySet<string>): string[];
  /** What the items are to be about, and what else is left. */
  topic(language: Language | undefined, isMatter: (word: string) => boolean): Topic;
}

/** A reader of a question; `plain` is the question folded, letter by letter. */
export function createReader(text: string, plain: string): QuestionReader {
  let rest = plain;
  const blank: Blank = (start, length) => {
    rest = blanked(rest, start, length);
  };
  return {
    rest: () => rest,
    take: blank,
    takeAll(cues) {
      return cues.flatMap(([value, cue]) => {
        const matches = [...rest.matchAll(new RegExp(cue.source, "gu"))];
        for (const match of matches) blank(match.index, match[0].length);
        return matches.length > 0 ? [value] : [];
      });
    },
    takeHorizons: (loosely) => takeHorizons(rest, blank, loosely),
    takeCodes(catalogue) {
      // First, or `eixos 1, 2 i 4` would hold the code 1.2.
      const axes = takeNamedAxes(rest, blank, catalogue);
      const dotted = takeDottedCodes(rest, blank, catalogue);
      return {
        ids: [...new Set([...dotted.ids, ...axes.ids])],
        missing: [...new Set([...dotted.missing, ...axes.missing])],
        announced: dotted.announced || axes.announced,
      };
    },
    takeRoles: (roles, used) => takeRoles(rest, blank, roles, used),
    topic: (language, isMatter) => topicOf(text, rest, language, isMatter),
  };
}

type Blank = (start: number, length: number) => void;

function blanked(text: string, start: number, length: number): string {
  return text.slice(0, start) + " ".repeat(length) + text.slice(start + length);
}

/** Characters before a term in which it can be denied: `que no siguin de`. */
const longestDenial = 24;

function takeHorizons(rest: string, blank: Blank, loosely: boolean): Horizon[] {
  const found = new Set<Horizon>();
  for (const match of rest.matchAll(horizonCue)) {
    const isDenied = denial.test(rest.slice(Math.max(0, match.index - longestDenial), match.index));
    for (const [value, cue] of horizonWords)
      if (cue.test(match[1] ?? match[2] ?? "") !== isDenied) found.add(value);
    blank(match.index, match[0].length);
  }
  for (const match of loosely ? rest.matchAll(soonCue) : []) {
    found.add("short");
    blank(match.index, match[0].length);
  }
  return [...found];
}

function takeDottedCodes(rest: string, blank: Blank, catalogue: Catalogue): FoundCodes {
  const ids: string[] = [];
  const missing: string[] = [];
  let announced = false;
  for (const match of [...rest.matchAll(codePattern), ...rest.matchAll(spacedCode)]) {
    const parts = match.slice(1).filter((part) => part !== undefined);
    const id = parts.map(Number).join(".");
    const before = rest.slice(Math.max(0, match.index - 24), match.index);
    const exists = catalogue.get(id) !== undefined;
    const isAlone = !/[\p{L}\p{N}]/u.test(rest.replace(match[0], ""));
    const isAnnounced =
      isAlone ||
      codeAnnouncement.test(before) ||
      // No other number looks like an action's code that exists.
      (exists && parts.length === 3 && !versionBefore.test(before));
    if (!exists && !isAnnounced) continue;
    (exists ? ids : missing).push(id);
    announced ||= isAnnounced;
    blank(match.index, match[0].length);
  }
  return { ids, missing, announced };
}

function takeNamedAxes(question: string, take: Blank, catalogue: Catalogue): FoundCodes {
  let rest = question;
  const blank: Blank = (start, length) => {
    rest = blanked(rest, start, length);
    take(start, length);
  };
  const ids: string[] = [];
  const missing: string[] = [];
  const sort = (id: string) => (catalogue.get(id) === undefined ? missing : ids).push(id);
  for (const match of rest.matchAll(objectiveOfAxis)) {
    sort(`${Number(match[2])}.${Number(match[1])}`);
    blank(match.index, match[0].length);
  }
  for (const match of rest.matchAll(namedAxes)) {
    for (const [number] of match[0].matchAll(/\d+/gu)) sort(String(Number(number)));
    blank(match.index, match[0].length);
  }
  for (const cue of namedAxis) {
    for (const match of rest.matchAll(cue)) {
      const [all, number = ""] = match;
      sort(String(numberWords[number] ?? Number(number)));
      blank(match.index, all.length);
    }
  }
  return { ids, missing, announced: ids.length + missing.length > 0 };
}

interface NamedRole {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

function takeRoles(
  rest: string,
  blank: Blank,
  roles: readonly RoleName[],
  used: ReadonlySet<string>,
): string[] {
  const named = roles
    .filter((role) => used.has(role.id))
    .flatMap((role) => placesOf(role, rest))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const taken: NamedRole[] = [];
  for (const role of named) {
    const last = taken.at(-1);
    if (last !== undefined && role.start < last.end) continue;
    const isJoined = last !== undefined && roleJoint.test(rest.slice(last.end, role.start));
    // Only what stands right before the name makes it somebody's part: "sobre protecció de dades" is a topic.
    const before = rest.slice(Math.max(0, role.start - longestRoleCue), role.start);
    const isSubject =
      kindBefore.test(before) ||
      (subjectBefore.test(before) && subjectAfter.test(rest.slice(role.end)));
    const cue = roleCue.exec(before)?.[0] ?? (isSubject ? "" : undefined);
    if (isJoined || cue !== undefined)
      taken.push({ ...role, start: role.start - (cue?.length ?? 0) });
  }
  for (const { start, end } of taken) blank(start, end - start);
  return [...new Set(taken.map(({ id }) => id))];
}

/** Characters before a role's name that are read. */
const longestRoleCue = 40;

/** A role and how to find it in a folded text. */
export interface RoleName {
  readonly id: string;
  readonly pattern: RegExp;
}

/** Puts the terms of a role into one pattern, longest first. */
export function roleName(role: Concept): RoleName {
  const terms = [role.id, ...role.terms.ca, ...role.terms.es, ...role.terms.en]
    .map((term) => wordsOnly(foldedKeepingLength(term)))
    .flatMap((term) => [term, wordsOnly(term.replace(roleOwner, " "))])
    .filter((term) => term.length > 1);
  const longestFirst = [...new Set(terms)].sort((a, b) => b.length - a.length);
  const names = longestFirst.map((term) => term.replaceAll(" ", "[^\\p{L}\\p{N}]+")).join("|");
  return {
    id: role.id,
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${names})(?:s|es)?(?![\\p{L}\\p{N}])`, "gu"),
  };
}

/** Where a text names a role. */
function placesOf({ id, pattern }: RoleName, rest: string): NamedRole[] {
  return [...rest.matchAll(pattern)].map(({ index, 0: { length } }) => ({
    id,
    start: index,
    end: index + length,
  }));
}

/** Letters and digits apart by single spaces: safe inside a pattern. */
function wordsOnly(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function topicOf(
  text: string,
  rest: string,
  language: Language | undefined,
  isMatter: (word: string) => boolean,
): Topic {
  const left = wordsLeft(text, rest, 0, rest.length, language);
  const { start, noun, end } = clauseOfKind(rest);
  const cue = topicCue.exec(rest.slice(noun));
  if (cue !== null) {
    const from = noun + cue.index + cue[0].length;
    const to = from + (/[.;:?!]/u.exec(rest.slice(from))?.index ?? rest.length);
    const introduced = wordsLeft(text, rest, from, to, language);
    if (introduced.length > 0)
      return { left: left.join(" "), about: introduced.join(" "), isTied: true };
  }
  const fronted = frontedTopic.exec(rest)?.[0].length ?? 0;
  if (fronted > 0 && noun > fronted) {
    const first = wordsLeft(text, rest, fronted, noun, language).filter(isMatter);
    if (first.length > 0) return { left: left.join(" "), about: first.join(" "), isTied: true };
  }
  // "Cybersecurity actions": one word before the noun may say what they are about; a story before it does not.
  const before = wordsLeft(text, rest, start, noun, language).slice(-1);
  const isNextToNoun = before.every((word) =>
    text.slice(start, noun).trimEnd().toLowerCase().endsWith(word),
  );
  const beside = [...(isNextToNoun ? before : []), ...wordsLeft(text, rest, noun, end, language)];
  const about = beside.filter(isMatter).join(" ");
  return { left: left.join(" "), about, isTied: tiedTopic.test(rest.slice(noun)) };
}

interface Clause {
  readonly start: number;
  /** Where the kind of item is named; the start when none is. */
  readonly noun: number;
  readonly end: number;
}

/** The stretch between two signs of punctuation in which the kind of item is named; all of it when none is. */
function clauseOfKind(rest: string): Clause {
  const noun = kindCues.map(([, cue]) => rest.search(cue)).find((at) => at >= 0);
  if (noun === undefined) return { start: 0, noun: 0, end: rest.length };
  const start = rest.slice(0, noun).search(/[,.;:?!][^,.;:?!]*$/u) + 1;
  const length = rest.slice(noun).search(/[,.;:?!]/u);
  return { start, noun, end: length < 0 ? rest.length : noun + length };
}

function wordsLeft(
  text: string,
  rest: string,
  start: number,
  end: number,
  language: Language | undefined,
): string[] {
  const cues = [...kindCues.map(([, cue]) => cue), countCue, listCue, topicCue, listingWords];
  let left = rest;
  for (const cue of cues) {
    left = left.replace(new RegExp(cue.source, "gu"), (match) => " ".repeat(match.length));
  }
  const part = left.slice(start, end);
  const kept = [...part.matchAll(/\S+/gu)].map(({ index, 0: { length } }) =>
    text.slice(start + index, start + index + length),
  );
  return contentWords(tokenise(kept.join(" ")), language)
    .map(({ word }) => word)
    .filter((word) => word.length > 1 && !/^\d+$/.test(word));
}
