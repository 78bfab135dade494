import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { AssistantError, systemErrorCode } from "../errors.ts";
import type { Concept } from "../language/thesaurus.ts";
import type { ItemKind, KnowledgeItem } from "./item.ts";
import type { KnowledgeProblem } from "./knowledge-problem.ts";
import { parseDocumentItem, parseItem } from "./parse-item.ts";
import { readThesaurus } from "./read-thesaurus.ts";

/** Everything that a knowledge folder holds. */
export interface Knowledge {
  /** The tree in order of code, then pages, then documents, by id. */
  readonly items: readonly KnowledgeItem[];
  readonly concepts: readonly Concept[];
  /** SHA-256 of every file read and its path. Two equal digests are the same knowledge. */
  readonly digest: string;
  /** Empty when the folder can be indexed. */
  readonly problems: readonly KnowledgeProblem[];
}

/** Bytes a file may have: a long book fits, a disk image put there by mistake does not. */
const maxFileBytes = 16 * 1024 * 1024;
const maxProblems = 200;
const readAtOnce = 64;

interface SourceFile {
  readonly path: string;
  readonly bytes: Buffer | undefined;
  readonly fault?: string;
}

type Position = (key: string) => number;

const notUtf8 = "el text no és UTF-8: deseu-lo amb codificació UTF-8";

/**
 * Reads `eixos/`, `pagines/`, `documents/` and `tesaurus/` of a knowledge folder; one of them is enough.
 * @throws AssistantError KNOWLEDGE_MISSING when the folder is not there, cannot be read or holds no text.
 */
export async function readKnowledge(directory: string): Promise<Knowledge> {
  const collector = createCollector();
  const digest = await readSources(directory, collector.add);
  const knowledge = { ...collector.finish(), digest };
  if (knowledge.items.length === 0 && knowledge.problems.length === 0) {
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
  return readSources(directory, () => {});
}

/** Reads every file in order and returns the digest of them all. */
async function readSources(directory: string, visit: (file: SourceFile) => void): Promise<string> {
  const paths = await listFiles(directory);
  const hash = createHash("sha256");
  for (let start = 0; start < paths.length; start += readAtOnce) {
    const files = await Promise.all(
      paths.slice(start, start + readAtOnce).map((path) => readSource(directory, path)),
    );
    for (const file of files) {
      hash.update(`${file.path}\0${file.bytes?.length ?? -1}\0`);
      if (file.bytes !== undefined) hash.update(file.bytes);
      visit(file);
    }
  }
  return hash.digest("hex");
}

function createCollector() {
  const items = new Map<string, KnowledgeItem>();
  const positions = new Map<string, Position>();
  const concepts: { readonly concept: Concept; readonly path: string; readonly line: number }[] =
    [];
  const problems: KnowledgeProblem[] = [];
  return { add, finish };

  function add(file: SourceFile): void {
    const text = file.bytes === undefined ? undefined : decode(file.bytes);
    if (text === undefined) {
      const line = file.bytes === undefined ? 1 : firstLineNotUtf8(file.bytes);
      problems.push({ path: file.path, line, reason: file.fault ?? notUtf8 });
      return;
    }
    if (file.path.startsWith("tesaurus/")) addThesaurus(file.path, text);
    else if (file.path.startsWith("documents/")) addDocument(file.path, text);
    else addItem(file.path, text);
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
    const inOrder = [...items.values()].sort(compareItems);
    return {
      items: inOrder,
      concepts: concepts.map(({ concept }) => concept),
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

async function listFiles(directory: string): Promise<string[]> {
  const folders = ["eixos", "pagines", "documents", "tesaurus"];
  const paths: string[] = [];
  try {
    await stat(directory);
  } catch (error) {
    throw unreadable(directory, error);
  }
  for (const folder of folders) {
    try {
      const entries = await readdir(join(directory, folder), {
        recursive: true,
        withFileTypes: true,
      });
      for (const entry of entries) {
        // Orchestrators mount files as links.
        const isFile = entry.isFile() || entry.isSymbolicLink();
        if (!isFile || !/\.md$/iu.test(entry.name) || entry.name.startsWith(".")) continue;
        const path = relative(directory, join(entry.parentPath, entry.name)).split(sep).join("/");
        if (!path.endsWith("/README.md")) paths.push(path);
      }
    } catch (error) {
      if (systemErrorCode(error) !== "ENOENT") throw unreadable(join(directory, folder), error);
    }
  }
  return paths.sort();
}

function unreadable(path: string, cause: unknown): AssistantError {
  const why = systemErrorCode(cause) === "ENOENT" ? "no existeix" : "no es pot llegir";
  return new AssistantError(
    "KNOWLEDGE_MISSING",
    `la carpeta de coneixement «${path}» ${why}: creeu-la o canvieu KNOWLEDGE_DIR`,
    { cause },
  );
}

async function readSource(directory: string, path: string): Promise<SourceFile> {
  const file = join(directory, path);
  try {
    const { size } = await stat(file);
    if (size > maxFileBytes) {
      const fault = `el fitxer fa ${Math.round(size / 1e6)} MB i el màxim és ${Math.round(maxFileBytes / 1e6)} MB: partiu-lo en capítols`;
      return { path, bytes: undefined, fault };
    }
    return { path, bytes: await readFile(file) };
  } catch (error) {
    return {
      path,
      bytes: undefined,
      fault: `no es pot llegir (${systemErrorCode(error) ?? "error"}): reviseu-ne els permisos`,
    };
  }
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Told as a problem of the file, with its line, by the caller.
    return undefined;
  }
}

function firstLineNotUtf8(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(10, start);
    const end = found < 0 ? bytes.length : found;
    if (decode(bytes.subarray(start, end)) === undefined) break;
    start = end + 1;
  }
  return line;
}
