import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import * as z from "zod";
import { AssistantError, systemErrorCode } from "../errors.ts";

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0);

const share = z.number().min(0).max(1);
const neuralSchema = z.strictObject({
  id: z.string(),
  dimensions: count,
  calibration: z.strictObject({
    low: z.number(),
    high: z.number(),
    share,
    confidence: z
      .strictObject({
        weight: z.number().min(0),
        middle: z.number(),
        answer: share,
        suggest: share,
      })
      .exactOptional(),
  }),
});
/** The neural side of a version: which model made it, and how far it is believed. */
export type NeuralManifest = z.infer<typeof neuralSchema>;

/** What a built index is made of and from. */
const manifestSchema = z.strictObject({
  format: z.literal(1),
  builtAt: z.iso.datetime(),
  /** Of the knowledge folder's files. */
  knowledgeDigest: digest,
  /** Of the code that analyses text: another analysis does not find what this one wrote. */
  codeDigest: digest,
  embedding: z.strictObject({ id: z.string(), dimensions: count }),
  dense: z.enum(["hnsw", "exact"]),
  /** Absent where no neural embedding was set up. */
  neural: neuralSchema.exactOptional(),
  counts: z.strictObject({
    items: count,
    passages: count,
    concepts: count,
    terms: count,
    postings: count,
  }),
  files: z.record(z.string(), z.strictObject({ bytes: count, sha256: digest })),
});
/** Parsed manifest of an index version. */
export type Manifest = z.infer<typeof manifestSchema>;

const versionName = /^[0-9A-Za-z-]+$/;
const currentSchema = z.strictObject({
  version: z.string().regex(versionName),
  manifestSha256: digest,
  /** Set by a rollback: serve this version though the knowledge has moved on. */
  pinned: z.boolean(),
});
/** Which version of an index folder is served. */
export type Current = z.infer<typeof currentSchema>;

const currentFile = "current.json";
const manifestFile = "manifest.json";

/** Folder of a version inside an index folder. */
export function versionDirectory(directory: string, version: string): string {
  return join(directory, "versions", version);
}

/**
 * Which version is served.
 * @throws AssistantError INDEX_MISSING when none was ever built, INDEX_CORRUPT when the pointer is damaged.
 */
export async function readCurrent(directory: string): Promise<Current> {
  let text: string;
  try {
    text = await readFile(join(directory, currentFile), "utf8");
  } catch (cause) {
    if (systemErrorCode(cause) !== "ENOENT") throw corrupt(directory, currentFile, cause);
    throw new AssistantError(
      "INDEX_MISSING",
      `there is no index in ${directory}; run: npm run index`,
      {
        cause,
      },
    );
  }
  return parseOr(text, currentSchema, () => corrupt(directory, currentFile));
}

/** Points the folder at a version, in one step that either happens or does not. */
export async function writeCurrent(directory: string, current: Current): Promise<void> {
  const temporary = join(directory, `${currentFile}.${process.pid}`);
  await writeDurably(temporary, JSON.stringify(current));
  await rename(temporary, join(directory, currentFile));
}

/** The current pointer for a version, with its manifest's digest. */
export async function currentFor(
  directory: string,
  version: string,
  pinned: boolean,
): Promise<Current> {
  const path = join(versionDirectory(directory, version), manifestFile);
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw corrupt(directory, manifestFile, cause);
  });
  return { version, manifestSha256: createHash("sha256").update(bytes).digest("hex"), pinned };
}

/**
 * Manifest of the served version, after comparing it with the pointer. Its files are not read: see {@link verifyFiles}.
 * @throws AssistantError INDEX_CORRUPT when a byte differs.
 */
export async function readManifest(directory: string, current: Current): Promise<Manifest> {
  const path = join(versionDirectory(directory, current.version), manifestFile);
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw corrupt(directory, manifestFile, cause);
  }
  if (createHash("sha256").update(bytes).digest("hex") !== current.manifestSha256) {
    throw corrupt(directory, manifestFile);
  }
  return parseOr(bytes.toString("utf8"), manifestSchema, () => corrupt(directory, manifestFile));
}

/** Writes the manifest of a version folder over all files that are in it. */
export async function writeManifest(folder: string, facts: Omit<Manifest, "files">): Promise<void> {
  const files: Manifest["files"] = {};
  for (const name of await filesBelow(folder)) files[name] = await describeFile(join(folder, name));
  await writeDurably(
    join(folder, manifestFile),
    `${JSON.stringify({ ...facts, files }, null, 1)}\n`,
  );
}

/** Compares every file of a version with its manifest. */
export async function verifyFiles(
  directory: string,
  current: Current,
  manifest: Manifest,
): Promise<void> {
  const folder = versionDirectory(directory, current.version);
  await Promise.all(
    Object.entries(manifest.files).map(async ([name, expected]) => {
      const found = await describeFile(join(folder, name)).catch((cause: unknown) => {
        throw corrupt(directory, name, cause);
      });
      if (found.sha256 !== expected.sha256 || found.bytes !== expected.bytes)
        throw corrupt(directory, name);
    }),
  );
}

/** Writes a file and waits until the disk has it. */
export async function writeDurably(path: string, data: string | Uint8Array): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Versions in the folder, newest first. */
export async function listVersions(directory: string): Promise<string[]> {
  const names = await readdir(join(directory, "versions")).catch(() => []);
  return names
    .filter((name) => versionName.test(name))
    .sort()
    .reverse();
}

/** Removes all versions but the given ones. */
export async function removeVersionsBut(directory: string, kept: readonly string[]): Promise<void> {
  for (const version of await listVersions(directory)) {
    if (!kept.includes(version)) {
      await rm(versionDirectory(directory, version), { recursive: true, force: true });
    }
  }
}

function corrupt(directory: string, file: string, cause?: unknown): AssistantError {
  return new AssistantError(
    "INDEX_CORRUPT",
    `${file} in the index ${directory} is damaged or missing; run: npm run index`,
    { cause },
  );
}

function parseOr<T>(text: string, schema: z.ZodType<T>, error: () => AssistantError): T {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    // Told by the schema below: undefined is never valid.
    data = undefined;
  }
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw error();
  return parsed.data;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

async function describeFile(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest("hex") };
}
