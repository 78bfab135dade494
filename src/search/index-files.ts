import { createReadStream, createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import * as z from "zod";
import type { Change } from "../agenda/changes.ts";
import { itemKinds, type KnowledgeItem, populationSchema } from "../agenda/item.ts";
import { itineraryRoles, type Step, stages } from "../agenda/step.ts";
import { AssistantError } from "../errors.ts";
import type { Concept } from "../language/thesaurus.ts";
import { writeDurably } from "./index-manifest.ts";
import type { LexicalData } from "./lexical-index.ts";
import type { Passage } from "./passages.ts";

/** What a version folder holds beside the dense index. */
export interface IndexFiles {
  readonly items: readonly KnowledgeItem[];
  readonly concepts: readonly Concept[];
  readonly passages: readonly Passage[];
  readonly lexical: LexicalData;
  /** Newest first. */
  readonly changes: readonly Change[];
  /** In the order in which the steps are to be done. */
  readonly itinerary: readonly Step[];
}

const names = {
  items: "items.jsonl",
  concepts: "concepts.jsonl",
  passages: "passages.jsonl",
  vocabulary: "vocabulary.txt",
  offsets: "offsets.u32",
  postings: "postings.u32",
  impacts: "impacts.u8",
  changes: "changes.json",
  itinerary: "itinerary.json",
};
/** Names of those files of a version that are also read alone. */
export const { items: itemsFile, changes: changesFile } = names;

const changesSchema: z.ZodType<Change[]> = z.array(
  z.strictObject({
    itemId: z.string(),
    kind: z.enum(itemKinds),
    title: z.string(),
    change: z.enum(["added", "edited", "removed"]),
    sections: z.array(z.string()),
    at: z.iso.datetime(),
  }),
);

const texts = z.array(z.string());
const itinerarySchema: z.ZodType<Step[]> = z.array(
  z.strictObject({
    id: z.string(),
    title: z.string(),
    stage: z.enum(stages),
    order: z.number(),
    minutes: z.number(),
    axis: z.string().exactOptional(),
    population: populationSchema,
    roles: z.array(z.enum(itineraryRoles)),
    items: texts,
    why: texts,
    tasks: texts,
    questions: z.array(
      z.strictObject({
        ask: z.string(),
        options: texts,
        right: z.number().int().min(0),
        because: z.string(),
        item: z.string(),
        quote: z.string(),
      }),
    ),
    sourcePath: z.string(),
  }),
);

/** Writes the files of a version. Integers are little-endian, as on every machine Node runs on. */
export async function writeIndexFiles(folder: string, files: IndexFiles): Promise<void> {
  const { offsets, passages, impacts, vocabulary } = files.lexical;
  await writeLines(join(folder, names.items), files.items);
  await writeLines(join(folder, names.concepts), files.concepts);
  await writeLines(join(folder, names.passages), files.passages);
  await writeDurably(join(folder, names.vocabulary), vocabulary.join("\n"));
  await writeDurably(join(folder, names.offsets), bytesOf(offsets));
  await writeDurably(join(folder, names.postings), bytesOf(passages));
  await writeDurably(join(folder, names.impacts), impacts);
  await writeDurably(join(folder, names.changes), JSON.stringify(files.changes));
  await writeDurably(join(folder, names.itinerary), JSON.stringify(files.itinerary));
}

/**
 * Reads what {@link writeIndexFiles} wrote. The caller has compared the files with the manifest's digests.
 * @throws AssistantError INDEX_CORRUPT when the changes or the itinerary are not what this program writes
 */
export async function readIndexFiles(folder: string): Promise<IndexFiles> {
  const read = (name: string) => readFile(join(folder, name));
  const [items, concepts, passages, vocabulary, offsets, postings, impacts, changes, itinerary] =
    await Promise.all([
      readLines<KnowledgeItem>(join(folder, names.items)),
      readLines<Concept>(join(folder, names.concepts)),
      readLines<Passage>(join(folder, names.passages)),
      read(names.vocabulary),
      read(names.offsets),
      read(names.postings),
      read(names.impacts),
      readChanges(folder),
      readJson(folder, names.itinerary, itinerarySchema),
    ]);
  return {
    items,
    concepts,
    passages,
    lexical: {
      passageCount: passages.length,
      vocabulary: vocabulary.length === 0 ? [] : vocabulary.toString("utf8").split("\n"),
      offsets: integersOf(offsets),
      passages: integersOf(postings),
      impacts: new Uint8Array(impacts),
    },
    changes,
    itinerary,
  };
}

/** Reads the changes of a version alone. @throws AssistantError INDEX_CORRUPT when they are of another shape */
export function readChanges(folder: string): Promise<Change[]> {
  return readJson(folder, names.changes, changesSchema);
}

/** Changes as they are kept. @throws ZodError when they are not */
export function parseChanges(changes: unknown): Change[] {
  return changesSchema.parse(changes);
}

/** Shows the items of a version one after the other, without holding them. */
export function visitItems(folder: string, visit: (item: KnowledgeItem) => void): Promise<void> {
  return visitLines(join(folder, names.items), visit);
}

async function readJson<T>(folder: string, name: string, schema: z.ZodType<T>): Promise<T> {
  const path = join(folder, name);
  try {
    return schema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    throw new AssistantError("INDEX_CORRUPT", `${path} is damaged or missing; run: npm run index`, {
      cause,
    });
  }
}

async function writeLines(path: string, values: readonly unknown[]): Promise<void> {
  const lines = function* () {
    for (const value of values) yield `${JSON.stringify(value)}\n`;
  };
  await pipeline(Readable.from(lines()), createWriteStream(path, { flush: true }));
}

async function readLines<T>(path: string): Promise<T[]> {
  const values: T[] = [];
  await visitLines<T>(path, (value) => values.push(value));
  return values;
}

async function visitLines<T>(path: string, visit: (value: T) => void): Promise<void> {
  const input = createReadStream(path);
  try {
    const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
    for await (const line of lines) if (line !== "") visit(JSON.parse(line));
  } finally {
    // A line that is not understood leaves the file open otherwise.
    input.destroy();
  }
}

function bytesOf(integers: Uint32Array): Uint8Array {
  return new Uint8Array(integers.buffer, integers.byteOffset, integers.byteLength);
}

/** A copy: a Buffer may start anywhere, integers may not. */
function integersOf(bytes: Buffer): Uint32Array {
  return new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
