import { AssistantError } from "../errors.ts";
import type { Concept } from "../language/thesaurus.ts";
import { createItineraryCollector } from "./collect-itinerary.ts";
import type { ItemKind, KnowledgeItem } from "./item.ts";
import { readSources, type SourceFile } from "./knowledge-files.ts";
import type { KnowledgeProblem } from "./knowledge-problem.ts";
import { parseDocumentItem, parseItem } from "./parse-item.ts";
import { readThesaurus } from "./read-thesaurus.ts";
import type { Step } from "./step.ts";

/** Everything that a knowledge folder holds. */
export interface Knowledge {
  /** The tree in order of code, then pages, then documents, by id. */
  readonly items: readonly KnowledgeItem[];
  readonly concepts: readonly Concept[];
  /** In the order in which the steps are to be done; empty where the folder has none. */
  readonly itinerary: readonly Step[];
  /** SHA-256 of every file read and its path. Two equal digests are the same knowledge. */
  readonly digest: string;
  /** Empty when the folder can be indexed. */
  readonly problems: readonly KnowledgeProblem[];
}

type Position = (key: string) => number;

const maxProblems = 200;
const itineraryFolder = "itinerari/";

/**
 * Reads `eixos/`, `pagines/`, `documents/`, `tesaurus/` and `itinerari/` of a knowledge folder; one of the first three is
 * enough.
 * @throws AssistantError KNOWLEDGE_MISSING when the folder is not there, cannot be read or holds no text.
 */
export async function readKnowledge(directory: string): Promise<Knowledge> {
  const collector = createCollector();
  const digest = await readSources(directory, collector.add);
  const knowledge = { ...collector.finish(), digest };
  // An itinerary leads through texts: without any, what is wrong in it is not what is missing.
  const isEmpty = knowledge.problems.every(({ path }) => path.startsWith(itineraryFolder));
  if (knowledge.items.length === 0 && isEmpty) {
    throw new AssistantError(
      "KNOWLEDGE_MISSING",
      `no hi ha cap fitxer .md amb text a «${directory}» (eixos/, pagines/ o documents/): poseu-n'hi o canvieu KNOWLEDGE_DIR`,
    );
  }
  return knowledge;
}

/**
 * Digest of a knowledge folder, as {@link readKnowledge} gives it, without understanding the files.
 * @throws AssistantError KNOWLEDGE_MISSING when the folder is not there or cannot be read.
 */
export function digestKnowledge(directory: string): Promise<string> {
  return readSources(directory);
}

function createCollector() {
  const items = new Map<string, KnowledgeItem>();
  const positions = new Map<string, Position>();
  const concepts: { readonly concept: Concept; readonly path: string; readonly line: number }[] =
    [];
  const itinerary = createItineraryCollector();
  const problems: KnowledgeProblem[] = [];
  return { add, finish };

  function add(file: SourceFile): void {
    if (file.kind === "problem") problems.push(file.problem);
    else if (file.path.startsWith("tesaurus/")) addThesaurus(file.path, file.text);
    else if (file.path.startsWith("documents/")) addDocument(file.path, file.text);
    else if (file.path.startsWith(itineraryFolder))
      problems.push(...itinerary.add(file.path, file.text));
    else addItem(file.path, file.text);
  }

  function addItem(path: string, text: string): void {
    const kind = kindOf(path);
    if (kind === undefined) {
      const reason =
        "fitxer fora de lloc: eixos/<eix>/eix.md, eixos/<eix>/<objectiu>/objectiu.md o eixos/<eix>/<objectiu>/<acció>.md";
      problems.push({ path, line: 1, reason });
      return;
    }
    const parsed = parseItem(kind, path, text);
    if (parsed.kind === "problems") problems.push(...parsed.problems);
    else keep(parsed.item, parsed.line);
  }

  function addDocument(path: string, text: string): void {
    const id = path.slice("documents/".length).replace(/\.md$/iu, "");
    const item = parseDocumentItem(id, path, text);
    // An empty imported page is no fault of the person who exported the folder: there is just nothing to index.
    if (item !== undefined) keep(item, () => 1);
  }

  function addThesaurus(path: string, text: string): void {
    const parsed = readThesaurus(path, text);
    problems.push(...parsed.problems);
    for (const concept of parsed.concepts) {
      const line = parsed.lines.get(concept.id) ?? 1;
      const twin = concepts.find((other) => other.concept.id === concept.id);
      if (twin === undefined) concepts.push({ concept, path, line });
      else {
        const reason = `el concepte «${concept.id}» ja és a ${twin.path}:${twin.line}: canvieu un dels dos identificadors`;
        problems.push({ path, line, reason });
      }
    }
  }

  function keep(item: KnowledgeItem, position: Position): void {
    const twin = items.get(item.id);
    if (twin !== undefined) {
      const reason = `l'id «${item.id}» ja el té ${twin.sourcePath}: cada fitxer n'ha de tenir un de diferent`;
      problems.push({ path: item.sourcePath, line: position("id"), reason });
      return;
    }
    items.set(item.id, item);
    positions.set(item.id, position);
  }

  function finish(): Omit<Knowledge, "digest"> {
    const conceptIds = new Set(concepts.map(({ concept }) => concept.id));
    for (const { concept, path, line } of concepts) {
      if (concept.broader === undefined || conceptIds.has(concept.broader)) continue;
      const reason = `«més general» diu «${concept.broader}», que no és l'identificador de cap fila`;
      problems.push({ path, line, reason });
    }
    const refused = new Set(problems.map(({ path }) => path));
    for (const item of items.values())
      problems.push(...danglingIn(item, items, refused, positions.get(item.id)));
    problems.push(...itinerary.problemsAgainst(items, (id) => isRefused(id, refused)));
    const inOrder = [...items.values()].sort(compareItems);
    return {
      items: inOrder,
      concepts: concepts.map(({ concept }) => concept),
      itinerary: itinerary.steps(),
      problems: problems
        .sort((a, b) => a.path.localeCompare(b.path) || a.line - b.line)
        .slice(0, maxProblems),
    };
  }
}

function danglingIn(
  item: KnowledgeItem,
  items: ReadonlyMap<string, KnowledgeItem>,
  refused: ReadonlySet<string>,
  position: Position = () => 1,
): KnowledgeProblem[] {
  const problems: KnowledgeProblem[] = [];
  const parent = parentIdOf(item);
  if (parent !== undefined && !items.has(parent) && !isRefused(parent, refused)) {
    const reason = `no existeix «${parent}», on hauria de penjar «${item.id}»`;
    problems.push({ path: item.sourcePath, line: position("id"), reason });
  }
  for (const id of item.related) {
    if (id !== item.id && (items.has(id) || isRefused(id, refused))) continue;
    const why = id === item.id ? "és el mateix fitxer" : "no existeix";
    problems.push({
      path: item.sourcePath,
      line: position("related"),
      reason: `related: «${id}» ${why}`,
    });
  }
  return problems;
}

/** Whether a refused file looks like the one with an id: what points at it is right again when it is mended. */
function isRefused(id: string, refused: ReadonlySet<string>): boolean {
  return [...refused].some((path) => {
    const [name = "", folder = ""] = path.split("/").reverse();
    const own = name === "objectiu.md" || name === "eix.md" ? folder : name.replace(/\.md$/iu, "");
    return own === id || own.startsWith(`${id}-`);
  });
}

/** Id of the item above in the tree; undefined for axes, pages and documents. */
export function parentIdOf(item: Pick<KnowledgeItem, "id" | "kind">): string | undefined {
  if (item.kind !== "objective" && item.kind !== "action") return undefined;
  return item.id.slice(0, item.id.lastIndexOf("."));
}

const kindRank: Readonly<Record<ItemKind, number>> = {
  axis: 0,
  objective: 0,
  action: 0,
  page: 1,
  document: 2,
};

function compareItems(a: KnowledgeItem, b: KnowledgeItem): number {
  return kindRank[a.kind] - kindRank[b.kind] || a.id.localeCompare(b.id, "ca", { numeric: true });
}

function kindOf(path: string): Exclude<ItemKind, "document"> | undefined {
  if (path.startsWith("pagines/")) return "page";
  const depth = path.split("/").length;
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (name === "eix.md" && depth === 3) return "axis";
  if (name === "objectiu.md" && depth === 4) return "objective";
  return depth === 4 && name !== "eix.md" ? "action" : undefined;
}
