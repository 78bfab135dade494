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
  horizonCue,
  horizonWords,
  kindCues,
  listCue,
  listingWords,
  namedAxis,
  numberWords,
  roleCue,
  soonCue,
  topicCue,
} from "./cues.ts";

/** Items named by code. */
export interface FoundCodes {
  readonly ids: readonly string[];
  readonly missing: readonly string[];
  /** A kind word stood before a code: the item itself is meant, not the words around it. */
  readonly announced: boolean;
}

/** Reads a question part by part. What has been read is blanked out, so that the topic is what remains. */
export interface QuestionReader {
  /** Folded text with what was taken blanked out. */
  rest(): string;
  /** Takes out a part as it stands in the question. */
  take(part: string): void;
  /** Values whose cue occurs. */
  takeAll<T>(cues: readonly (readonly [T, RegExp])[]): T[];
  takeHorizons(): Horizon[];
  takeCodes(catalogue: Catalogue): FoundCodes;
  /** Ids of the roles in use that are named, when the question speaks of somebody's part. */
  takeRoles(roles: readonly Concept[], used: ReadonlySet<string>): string[];
  /** Content words that are left once the vocabulary of listing is taken away. */
  topic(language: Language | undefined): string;
}

/** A reader of a question; `plain` is the question folded, letter by letter. */
export function createReader(text: string, plain: string): QuestionReader {
  let rest = plain;
  const blank = (start: number, length: number) => {
    rest = rest.slice(0, start) + " ".repeat(length) + rest.slice(start + length);
  };
  return {
    rest: () => rest,
    take(part) {
      const at = text.indexOf(part);
      if (at >= 0) blank(at, part.length);
    },
    takeAll(cues) {
      return cues.flatMap(([value, cue]) => {
        const matches = [...rest.matchAll(new RegExp(cue.source, "gu"))];
        for (const match of matches) blank(match.index, match[0].length);
        return matches.length > 0 ? [value] : [];
      });
    },
    takeHorizons: () => takeHorizons(rest, blank),
    takeCodes(catalogue) {
      const dotted = takeDottedCodes(rest, blank, catalogue);
      const axes = takeNamedAxes(rest, blank, catalogue);
      return {
        ids: [...new Set([...dotted.ids, ...axes.ids])],
        missing: [...new Set([...dotted.missing, ...axes.missing])],
        announced: dotted.announced || axes.announced,
      };
    },
    takeRoles: (roles, used) => (roleCue.test(rest) ? takeRoles(rest, blank, roles, used) : []),
    topic: (language) => topicOf(text, rest, language),
  };
}

type Blank = (start: number, length: number) => void;

function takeHorizons(rest: string, blank: Blank): Horizon[] {
  const found = new Set<Horizon>();
  for (const match of rest.matchAll(horizonCue)) {
    for (const [value, cue] of horizonWords) if (cue.test(match[1] ?? "")) found.add(value);
    blank(match.index, match[0].length);
  }
  for (const match of rest.matchAll(soonCue)) {
    found.add("short");
    blank(match.index, match[0].length);
  }
  return [...found];
}

function takeDottedCodes(rest: string, blank: Blank, catalogue: Catalogue): FoundCodes {
  const ids: string[] = [];
  const missing: string[] = [];
  let announced = false;
  for (const match of rest.matchAll(codePattern)) {
    const parts = match.slice(1).filter((part) => part !== undefined);
    const id = parts.map(Number).join(".");
    const isAnnounced = codeAnnouncement.test(
      rest.slice(Math.max(0, match.index - 24), match.index),
    );
    const exists = catalogue.get(id) !== undefined;
    if (!exists && !isAnnounced) continue;
    (exists ? ids : missing).push(id);
    announced ||= isAnnounced;
    blank(match.index, match[0].length);
  }
  return { ids, missing, announced };
}

function takeNamedAxes(rest: string, blank: Blank, catalogue: Catalogue): FoundCodes {
  const ids: string[] = [];
  const missing: string[] = [];
  for (const cue of namedAxis) {
    const match = cue.exec(rest);
    if (match?.[1] === undefined) continue;
    const id = String(numberWords[match[1]] ?? Number(match[1]));
    (catalogue.get(id) === undefined ? missing : ids).push(id);
    blank(match.index, match[0].length);
  }
  return { ids, missing, announced: ids.length + missing.length > 0 };
}

function takeRoles(
  rest: string,
  blank: Blank,
  roles: readonly Concept[],
  used: ReadonlySet<string>,
): string[] {
  const padded = ` ${wordsOnly(rest)} `;
  return roles.flatMap((role) => {
    if (!used.has(role.id)) return [];
    const terms = [role.id, ...role.terms.ca, ...role.terms.es, ...role.terms.en]
      .map((term) => wordsOnly(foldedKeepingLength(term)))
      .filter((term) => term.length > 2)
      .sort((a, b) => b.length - a.length);
    const term = terms.find((candidate) =>
      new RegExp(` (?:l |d )?${candidate}(?:s|es)? `, "u").test(padded),
    );
    if (term === undefined) return [];
    const match = new RegExp(`${term.replaceAll(" ", "[^\\p{L}\\p{N}]+")}(?:s|es)?`, "u").exec(
      rest,
    );
    if (match !== null) blank(match.index, match[0].length);
    return [role.id];
  });
}

/** Letters and digits apart by single spaces: safe inside a pattern. */
function wordsOnly(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function topicOf(text: string, rest: string, language: Language | undefined): string {
  const cues = [
    ...kindCues.map(([, cue]) => cue),
    countCue,
    listCue,
    topicCue,
    roleCue,
    listingWords,
  ];
  let left = rest;
  for (const cue of cues) {
    left = left.replace(new RegExp(cue.source, "gu"), (match) => " ".repeat(match.length));
  }
  const kept = [...left.matchAll(/\S+/gu)].map((match) =>
    text.slice(match.index, match.index + match[0].length),
  );
  return contentWords(tokenise(kept.join(" ")), language)
    .map(({ word }) => word)
    .filter((word) => word.length > 1 && !/^\d+$/.test(word))
    .join(" ");
}
