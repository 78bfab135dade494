import { createReadStream, createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { KnowledgeItem } from "../agenda/item.ts";
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
}

const names = {
  items: "items.jsonl",
  concepts: "concepts.jsonl",
  passages: "passages.jsonl",
  vocabulary: "vocabulary.txt",
  offsets: "offsets.u32",
  postings: "postings.u32",
  impacts: "impacts.u8",
};

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
}

/** Reads what {@link writeIndexFiles} wrote. The caller has compared the files with the manifest's digests. */
export async function readIndexFiles(folder: string): Promise<IndexFiles> {
  const read = (name: string) => readFile(join(folder, name));
  const [items, concepts, passages, vocabulary, offsets, postings, impacts] = await Promise.all([
    readLines<KnowledgeItem>(join(folder, names.items)),
    readLines<Concept>(join(folder, names.concepts)),
    readLines<Passage>(join(folder, names.passages)),
    read(names.vocabulary),
    read(names.offsets),
    read(names.postings),
    read(names.impacts),
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
  };
}

async function writeLines(path: string, values: readonly unknown[]): Promise<void> {
  const lines = function* () {
    for (const value of values) yield `${JSON.stringify(value)}\n`;
  };
  await pipeline(Readable.from(lines()), createWriteStream(path, { flush: true }));
}

async function readLines<T>(path: string): Promise<T[]> {
  const values: T[] = [];
  const lines = createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const line of lines) if (line !== "") values.push(JSON.parse(line));
  return values;
}

function bytesOf(integers: Uint32Array): Uint8Array {
  return new Uint8Array(integers.buffer, integers.byteOffset, integers.byteLength);
}

/** A copy: a Buffer may start anywhere, integers may not. */
function integersOf(bytes: Buffer): Uint32Array {
  return new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
