import { type Catalogue, type Filters, isFiltered } from "../agenda/catalogue.ts";
import type { Effort, ItemKind, KnowledgeItem } from "../agenda/item.ts";
import {
  findImpossiblePopulation,
  findPopulation,
  foldedKeepingLength,
} from "../council/population.ts";
import type { Language } from "../language/language.ts";
import { isStopWord } from "../language/stop-words.ts";
import type { ConceptKind } from "../language/thesaurus.ts";
import { tokenise } from "../language/tokens.ts";
import type { LanguageTools } from "../search/search-index.ts";
import { createCueSpeller } from "./cue-speller.ts";
import {
  type Aspect,
  aspectCues,
  countCue,
  easyCues,
  effortCues,
  greeting,
  helpCue,
  kindCues,
  listCommand,
  listCue,
  politeness,
  thanks,
  topicCue,
} from "./cues.ts";
import {
  createReader,
  type FoundCodes,
  type QuestionReader,
  type RoleName,
  roleName,
  type Topic,
} from "./reader.ts";

/** What a query keeps of its question beside what it asks for. */
interface Asked {
  /** Language of its words, noted by the conversation, in which the answer may come to be given in another. */
  readonly language?: Language | undefined;
  /** Words that name a population no council has (`0 habitants`): nothing is filtered by size, and the answer says so. */
  readonly impossible?: string | undefined;
}

/** A question understood: what is to be done, and on what. */
export type Query =
  | { readonly kind: "help" }
  /** Thanks, or goodbye. */
  | { readonly kind: "courtesy" }
  | { readonly kind: "nothing" }
  /** Items named by code; `missing` are codes that no item has. */
  | (Asked & {
      readonly kind: "lookup";
      readonly ids: readonly string[];
      readonly missing: readonly string[];
      readonly aspect?: Aspect;
      /** The query of the conversation whose answer the aspect was asked of; what comes next may lean on it. */
      readonly subject?: Query;
    })
  | (Asked & {
      readonly kind: "list" | "count";
      readonly item: ItemKind;
      readonly filters: Filters;
      readonly topic?: string;
    })
  | (Asked & {
      readonly kind: "search";
      readonly text: string;
      readonly filters: Filters;
      readonly aspect?: Aspect;
    });

/** What understanding a question needs to know of the knowledge. */
export interface Understanding {
  readonly catalogue: Catalogue;
  readonly roles: readonly RoleName[];
  /** Whether a word names a matter that the knowledge may be about. */
  readonly isMatter: (word: string) => boolean;
  /** Puts right slips in the words of the cues. */
  readonly correct: (question: string) => string;
}

/** Weight of a match from which a word surely names a matter. */
const sureMatter = 0.6;

/** What understanding needs, from a catalogue and the tools of its thesaurus. */
export function createUnderstanding(catalogue: Catalogue, language: LanguageTools): Understanding {
  const ofKind = (kind: ConceptKind) =>
    language.concepts.filter((concept) => concept.kind === kind);
  const hasMatters = ofKind("matter").length > 0;
  return {
    catalogue,
    correct: createCueSpeller(language, ofKind("role")),
    roles: ofKind("role").map(roleName),
    // Without a thesaurus any word may name one.
    isMatter: (word) =>
      !hasMatters ||
      language
        .analyse(word)
        .concepts.some(
          ({ concept, weight, isRemnant }) =>
            concept.kind === "matter" && weight >= sureMatter && !isRemnant,
        ),
  };
}

/**
 * Understands a question by itself; what leans on an earlier one is the matter of `conversation.ts`, which may give
 * the kind of item that is being listed when the question names none.
 */
export function understand(
  question: string,
  understanding: Understanding,
  language?: Language,
  listed?: ItemKind,
): Query {
  const text = question.trim();
  if (!/[\p{L}\p{N}]/u.test(text)) return { kind: "nothing" };
  if (thanks.test(foldedKeepingLength(text))) return { kind: "courtesy" };
  const greeted = greeting.exec(foldedKeepingLength(text))?.[0].length ?? 0;
  const asked = text.slice(greeted);
  const spelt = understanding.correct(asked);
  const plain = foldedKeepingLength(spelt);
  if (asked === "" || asksForHelp(plain, understanding)) return { kind: "help" };
  const parts = read(spelt, plain, understanding, language, listed);
  const decided = decide(asked, plain, parts);
  const query = {
    ...decided,
    ...(parts.impossible === undefined ? {} : { impossible: parts.impossible }),
  };
  // A sum or a bare figure that is no code asks for nothing.
  const isFigure = /^\d+(?:\s*[+*=x]\s*\d*)*\W*$/u.test(asked);
  return query.kind === "search" && isFigure ? { kind: "nothing" } : query;
}

/** The assistant is asked about, and no matter: `què saps fer? és el primer cop que entro`. */
function asksForHelp(question: string, { isMatter }: Understanding): boolean {
  const plain = question.replace(politeness, " ").trim();
  if (helpCue.test(plain)) return true;
  const parts = plain
    .split(/[?!.,]+|\s(?:i|y|and)\s/u)
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
  const others = parts.filter((part) => !helpCue.test(part));
  return (
    others.length < parts.length &&
    others.every((part) => !tokenise(part).some(({ word }) => !isStopWord(word) && isMatter(word)))
  );
}

/** The parts of a question that the catalogue can act on, and the words that are left. */
interface Parts {
  readonly codes: FoundCodes;
  readonly named?: ItemKind;
  /** The one item below which to list. */
  readonly within?: KnowledgeItem;
  readonly filters: Filters;
  /** A size is named, be it one that no council has. */
  readonly namesSize: boolean;
  readonly impossible?: string;
  readonly topic: Topic;
  readonly aspect?: Aspect;
}

function read(
  asked: string,
  plain: string,
  { catalogue, roles, isMatter }: Understanding,
  language: Language | undefined,
  listed: ItemKind | undefined,
): Parts {
  const reader = createReader(asked, plain);
  const size = takeSize(asked, reader);
  const codes = reader.takeCodes(catalogue);
  const named = kindCues.find(([, cue]) => cue.test(reader.rest()))?.[0] ?? listed;
  const horizons = reader.takeHorizons(named === "action");
  // "Easy" and "simple" are everyday words: they filter only where actions are listed.
  const easy = named === "action" ? reader.takeAll<Effort>(easyCues) : [];
  const efforts = [...new Set([...reader.takeAll<Effort>(effortCues), ...easy])];
  const narrows = named !== undefined || horizons.length + efforts.length > 0 || size.isNamed;
  const mentioned = reader.takeRoles(roles, catalogue.roles);
  const topic = reader.topic(language, isMatter);
  // "Què li toca a la secretària?" lists; a role in passing is one more word of a question.
  const rolesNamed = narrows || topic.left === "" ? mentioned : [];
  const only = codes.ids.length === 1 ? catalogue.get(codes.ids[0] ?? "") : undefined;
  const within = only?.kind === "action" ? undefined : only;
  const aspect = aspectCues.find(([, cue]) => cue.test(plain))?.[0];
  return {
    codes,
    ...(named === undefined ? {} : { named }),
    ...(within === undefined ? {} : { within }),
    filters: {
      ...size.filter,
      ...(horizons.length > 0 ? { horizons } : {}),
      ...(efforts.length > 0 ? { efforts } : {}),
      ...(rolesNamed.length > 0 ? { roles: rolesNamed } : {}),
    },
    namesSize: size.isNamed,
    ...size.impossible,
    topic,
    ...(aspect === undefined ? {} : { aspect }),
  };
}

/** The size that a question names: to filter by, or only to say that it cannot be one. */
function takeSize(asked: string, reader: QuestionReader) {
  const possible = findPopulation(asked);
  const impossible = possible === undefined ? findImpossiblePopulation(asked) : undefined;
  const size = possible ?? impossible;
  if (size !== undefined) reader.take(size.start, size.text.length);
  return {
    isNamed: size !== undefined,
    filter: possible === undefined ? {} : { population: possible.inhabitants },
    impossible: impossible === undefined ? {} : { impossible: impossible.number },
  };
}

function decide(asked: string, plain: string, parts: Parts): Query {
  const { codes, named, within, topic, aspect } = parts;
  const isBelowNamed = named !== undefined && isBelow(named, within?.kind);
  const isNamed = codes.ids.length + codes.missing.length > 0;
  const narrowsNamed = within !== undefined && (isBelowNamed || isFiltered(parts.filters));
  const withAspect = aspect === undefined ? {} : { aspect };
  if (isNamed && !narrowsNamed) {
    const isInPassing = !codes.announced && topic.left !== "" && aspect === undefined;
    if (isInPassing) return { kind: "search", text: asked, filters: {} };
    return { kind: "lookup", ids: codes.ids, missing: codes.missing, ...withAspect };
  }
  const filters = within === undefined ? parts.filters : { ...parts.filters, within: within.id };
  const about = topic.about === "" ? {} : { topic: topic.about };
  const listing = { item: named ?? "action", filters, ...about };
  const isSure = isSureList(plain, parts, filters);
  if (named !== undefined && countCue.test(plain) && isSure) return { kind: "count", ...listing };
  if (asksForList(parts, filters, isSure)) return { kind: "list", ...listing };
  // A term or an effort in a question is part of its matter: "archive in the long term".
  const { population } = filters;
  const size = population === undefined ? {} : { population };
  return { kind: "search", text: asked, filters: size, ...withAspect };
}

/** Whether a question that names the items asks for them, and does not only tell what is going on. */
function isSureList(plain: string, parts: Parts, filters: Filters): boolean {
  const { topic } = parts;
  if (opensWithTopic(plain) || topic.left === "") return true;
  if (topic.about === "" && listCommand.test(plain)) return true;
  return (topic.isTied && topic.about === topic.left) || narrowsSurely(parts, filters);
}

function asksForList(parts: Parts, filters: Filters, isSure: boolean): boolean {
  const { named, topic, aspect } = parts;
  const { population: _, ...others } = filters;
  if (isFiltered(others)) {
    if (named !== undefined) return isSure;
    // "Archive in the long term" is a matter; who asks, or for which size, makes it a filter.
    const isSomebodys = filters.roles !== undefined || parts.namesSize;
    const isBare = topic.about === "" && topic.left.split(" ").length <= longestTopic;
    return topic.left === "" || (isSomebodys && isBare);
  }
  if (named !== undefined) return isSure;
  return parts.namesSize && topic.left === "" && aspect === undefined;
}

/** Words up to which a filtered list is meant; with more, somebody tells what is going on. */
const longestTopic = 5;

/** A size alone is often part of a story; a place, a term, an effort or a role is not. */
function narrowsSurely(parts: Parts, { population: _, ...others }: Filters): boolean {
  const { topic } = parts;
  const length = (words: string) => words.split(" ").length;
  if (isFiltered(others)) return length(topic.about) <= longestTopic;
  return parts.namesSize && length(topic.left) <= longestTopic;
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
