import { type Catalogue, type Filters, isFiltered } from "../agenda/catalogue.ts";
import type { Effort, Horizon, ItemKind } from "../agenda/item.ts";
import { findPopulation, foldedKeepingLength } from "../council/population.ts";
import { contentWords } from "../language/concept-matcher.ts";
import type { Language } from "../language/language.ts";
import type { Concept } from "../language/thesaurus.ts";
import { tokenise } from "../language/tokens.ts";
import { type Aspect, aspectCues, codeAnnouncement, codePattern, countCue, effortCues, helpCue, greeting, horizonCue, horizonWords, kindCues, listCue, namedAxis, numberWords, roleCue, soonCue, topicCue } from "./cues.ts";

/** A question understood: what is to be done, and on what. */
export type Query =
  | { readonly kind: "help" }
  | { readonly kind: "nothing" }
  /** Items named by code; `missing` are codes that no item has. */
  | { readonly kind: "lookup"; readonly ids: readonly string[]; readonly missing: readonly string[]; readonly aspect?: Aspect }
  | { readonly kind: "list" | "count"; readonly item: ItemKind; readonly filters: Filters; readonly topic?: string }
  | { readonly kind: "search"; readonly text: string; readonly filters: Filters; readonly aspect?: Aspect };

/** What understanding a question needs to know of the knowledge. */
export interface Understanding {
  readonly catalogue: Catalogue;
  /** Rows of the thesaurus that name roles. */
  readonly roles: readonly Concept[];
}

/** Understands a question by itself; what leans on an earlier one is the matter of `conversation.ts`. */
export function understand(question: string, understanding: Understanding, language?: Language): Query {
  const text = question.trim();
  if (!/[\p{L}\p{N}]/u.test(text)) return { kind: "nothing" };
  const { catalogue, roles } = understanding;
  const greeted = greeting.exec(foldedKeepingLength(text))?.[0].length ?? 0;
  const asked = text.slice(greeted);
  const plain = foldedKeepingLength(asked);
  if (asked === "" || helpCue.test(plain)) return { kind: "help" };

  const reader = createReader(asked, plain, language);
  const population = findPopulation(asked);
  if (population !== undefined) reader.take(population.text);
  const horizons = reader.takeHorizons();
  const codes = reader.takeCodes(catalogue);
  const named = kindCues.find(([, cue]) => cue.test(reader.rest()))?.[0];
  // "Easy" and "simple" are everyday words: they filter only where actions are listed.
  const efforts = named === "action" ? reader.takeAll<Effort>(effortCues) : [];
  const narrows = named !== undefined || horizons.length + efforts.length > 0 || population !== undefined;
  const rolesNamed = narrows ? reader.takeRoles(roles, catalogue.roles) : [];
  const within = codes.ids.length === 1 ? catalogue.get(codes.ids[0] ?? "") : undefined;
  const filters: Filters = {
    ...(population === undefined ? {} : { population: population.inhabitants }),
    ...(horizons.length > 0 ? { horizons } : {}),
    ...(efforts.length > 0 ? { efforts } : {}),
    ...(rolesNamed.length > 0 ? { roles: rolesNamed } : {}),
    ...(within === undefined ? {} : { within: within.id }),
  };
  const topic = reader.topic();
  const aspect = aspectCues.find(([, cue]) => cue.test(plain))?.[0];
  const below = named !== undefined && isBelow(named, within?.kind) ? named : undefined;
  const { within: _within, ...narrowing } = filters;
  const isNamed = codes.ids.length + codes.missing.length > 0;
  if (isNamed && below === undefined && !(within && isFiltered(narrowing))) {
    const mentionsInPassing = !codes.announced && codes.missing.length === 0 && topic !== "" && aspect === undefined;
    if (mentionsInPassing) return { kind: "search", text: asked, filters: {} };
    return { kind: "lookup", ids: codes.ids, missing: codes.missing, ...(aspect ? { aspect } : {}) };
  }
  const item = below ?? named ?? "action";
  const listing = { item, filters, ...(topic === "" ? {} : { topic }) };
  const sure = topic === "" || within !== undefined || isFiltered(filters) || opensWithTopic(plain);
  if (named !== undefined && countCue.test(plain) && sure) return { kind: "count", ...listing };
  const { population: _, ...others } = filters;
  const asksForList = isFiltered(others) ? named !== undefined || topic === "" : named !== undefined && sure;
  if (asksForList || (population !== undefined && topic === "")) return { kind: "list", ...listing };
  return { kind: "search", text: asked, filters, ...(aspect ? { aspect } : {}) };
}

/** Whether items of a kind hang below one of another kind. */
function isBelow(kind: ItemKind, above: ItemKind | undefined): boolean {
  if (above === "axis") return kind === "objective" || kind === "action";
  return above === "objective" && kind === "action";
}

const kindSource = kindCues.map(([, cue]) => cue.source).join("|");
const listOpening = new RegExp(
  `^\\W*(?:(?:${listCue.source}|${countCue.source})\\s*)?(?:(?:son|are|hi ha|hay|les|els|las|los|the|totes|todas|all|d[e']|of)\\s+)*(?:${kindSource})[^.?!]{0,40}?${topicCue.source}`,
  "u",
);

/** "accions sobre fibra" lists; "quines accions fem si ens ataquen" asks. */
function opensWithTopic(plain: string): boolean {
  return listOpening.test(plain);
}

interface FoundCodes {
  readonly ids: readonly string[];
  readonly missing: readonly string[];
  /** A kind word stood before a code: the item itself is meant, not the words around it. */
  readonly announced: boolean;
}

/** Reads a question part by part; what has been read is blanked out, so that the topic is what remains. */
function createReader(text: string, plain: string, language: Language | undefined) {
  let rest = plain;
  const blank = (start: number, length: number) => {
    rest = rest.slice(0, start) + " ".repeat(length) + rest.slice(start + length);
  };
  return { rest: () => rest, take, takeAll, takeHorizons, takeCodes, takeRoles, topic };

  function take(part: string): void {
    const at = text.indexOf(part);
    if (at >= 0) blank(at, part.length);
  }

  function takeAll<T>(cues: readonly (readonly [T, RegExp])[]): T[] {
    const found: T[] = [];
    for (const [value, cue] of cues) {
      const matches = [...rest.matchAll(new RegExp(cue.source, "gu"))];
      if (matches.length > 0) found.push(value);
      for (const match of matches) blank(match.index, match[0].length);
    }
    return found;
  }

  function takeHorizons(): Horizon[] {
    const found = new Set<Horizon>();
    for (const match of [...rest.matchAll(horizonCue)]) {
      for (const [value, cue] of horizonWords) if (cue.test(match[1] ?? "")) found.add(value);
      blank(match.index, match[0].length);
    }
    for (const match of [...rest.matchAll(soonCue)]) {
      found.add("short");
      blank(match.index, match[0].length);
    }
    return [...found];
  }

  function takeCodes(catalogue: Catalogue): FoundCodes {
    const ids: string[] = [];
    const missing: string[] = [];
    let announced = false;
    for (const match of [...rest.matchAll(codePattern)]) {
      const id = match.slice(1).filter((part) => part !== undefined).map(Number).join(".");
      const before = rest.slice(Math.max(0, match.index - 24), match.index);
      const isAnnounced = codeAnnouncement.test(before);
      if (catalogue.get(id) !== undefined) ids.push(id);
      else if (isAnnounced) missing.push(id);
      else continue;
      announced ||= isAnnounced;
      blank(match.index, match[0].length);
    }
    for (const cue of namedAxis) {
      const match = cue.exec(rest);
      if (match?.[1] === undefined) continue;
      const id = String(numberWords[match[1]] ?? Number(match[1]));
      if (!/^\d+$/.test(id)) continue;
      (catalogue.get(id) === undefined ? missing : ids).push(id);
      announced = true;
      blank(match.index, match[0].length);
    }
    return { ids: [...new Set(ids)], missing: [...new Set(missing)], announced };
  }

  /** Roles that actions name, when the question speaks of somebody's part. */
  function takeRoles(roles: readonly Concept[], used: ReadonlySet<string>): string[] {
    if (!roleCue.test(rest)) return [];
    const found: string[] = [];
    const padded = ` ${rest.replace(/[^\p{L}\p{N}]+/gu, " ")} `;
    for (const role of roles) {
      if (!used.has(role.id)) continue;
      const terms = [role.id.replaceAll("-", " "), ...role.terms.ca, ...role.terms.es, ...role.terms.en];
      const term = terms
        .map((candidate) => foldedKeepingLength(candidate).replace(/[^\p{L}\p{N}]+/gu, " ").trim())
        .sort((a, b) => b.length - a.length)
        .find((candidate) => candidate.length > 2 && new RegExp(` (?:l |d )?${escape(candidate)}(?:s|es)? `, "u").test(padded));
      if (term === undefined) continue;
      found.push(role.id);
      const match = new RegExp(`${escape(term).replaceAll(" ", "[^\\p{L}\\p{N}]+")}(?:s|es)?`, "u").exec(rest);
      if (match !== null) blank(match.index, match[0].length);
    }
    return found;
  }

  /** Content words that are left once the listing's own vocabulary is taken away. */
  function topic(): string {
    const cues = [...kindCues.map(([, cue]) => cue), countCue, listCue, topicCue, roleCue, listingWords];
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
}

/** Words of listing and filtering that name no topic. */
const listingWords =
  /\b(?:agenda|digital(?:s|es)?|aplicables?|apliquen?|aplica(?:n|r|bles?)?|apply|applies|applicable|afecten|afectan|concret(?:e?s|as|os|a|o)|disponibles?|available|inclou(?:en)?|incluye(?:n)?|includes?|contenen|contiene(?:n)?|contains?|conte|formen|forman|part|parte|pertanyen|pertenecen|belong|total|totals|existents?|existen(?:tes)?|exist|proposa(?:des)?|propuestas|proposed|recomanades|recomendadas|recommended|adequades|adecuadas|suitable|pensades|pensadas|valides|validas|valid|serveixen|sirven|tinguin|tengan|requereixin|persones?|persona|person|municipis?|municipios?|municipality|municipalities|poble|pueblo|village|town|ajuntament|ayuntamiento|council|habitants?|habitantes|inhabitants|hab|termini|plazo|term|esforc|esfuerzo|effort|com nosaltres|como nosotros|like us|llista|lista|list|llistat|listado|altra|altres|si us plau|por favor|please|tothom)\b/u;

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
