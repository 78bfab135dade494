import { type Change, compareKnowledge, isEdited } from "../agenda/changes.ts";
import type { KnowledgeItem } from "../agenda/item.ts";
import type { Knowledge } from "../agenda/read-knowledge.ts";
import { changesFile, itemsFile, parseChanges, readChanges, visitItems } from "./index-files.ts";
import {
  type Current,
  type Manifest,
  readCurrent,
  readManifest,
  verifyFiles,
  versionDirectory,
} from "./index-manifest.ts";

/**
 * Changes that an index tells. Every item of the Agenda edited twice over fits, and thousands of documents put in at
 * once are not read again at every start.
 */
export const maxChanges = 500;

interface Served {
  readonly directory: string;
  readonly current: Current;
  readonly manifest: Manifest;
}

/**
 * Changes that an index of this knowledge is to tell, newest first: those since the version that serves, then those
 * that this version told. None when nothing serves. Never throws, because a build does not need its past: changes that
 * cannot be read are forgotten, and items that cannot be read, or are of a shape unknown here, count as unchanged.
 */
export async function changesSinceServed(
  directory: string,
  knowledge: Knowledge,
  at: string,
): Promise<readonly Change[]> {
  const served = await readServed(directory);
  if (served === undefined) return [];
  const told = (await readIfWhole(served, changesFile, readChanges)) ?? [];
  // Other code may read the same files differently: that is no news of the knowledge.
  if (served.manifest.knowledgeDigest === knowledge.digest) return told;
  const compare = (folder: string) => compareWith(folder, knowledge.items, at);
  const fresh = (await readIfWhole(served, itemsFile, compare)) ?? [];
  return [...fresh, ...told].slice(0, maxChanges);
}

async function readServed(directory: string): Promise<Served | undefined> {
  try {
    const current = await readCurrent(directory);
    return { directory, current, manifest: await readManifest(directory, current) };
  } catch {
    // The first build, or a damaged version: the story begins here.
    return undefined;
  }
}

/** What one file of the served version says; undefined when it is damaged, not there or not understood. */
async function readIfWhole<T>(
  { directory, current, manifest }: Served,
  name: string,
  read: (folder: string) => Promise<T>,
): Promise<T | undefined> {
  const expected = manifest.files[name];
  if (expected === undefined) return undefined;
  try {
    await verifyFiles(directory, current, { ...manifest, files: { [name]: expected } });
    return await read(versionDirectory(directory, current.version));
  } catch {
    // Told by undefined. Other code may have written anything here, so any error may come of reading it.
    return undefined;
  }
}

/** Holds those earlier items only that differ, of a collection that may be large. */
async function compareWith(
  folder: string,
  items: readonly KnowledgeItem[],
  at: string,
): Promise<Change[]> {
  const now = new Map(items.map((item) => [item.id, item]));
  const different: KnowledgeItem[] = [];
  await visitItems(folder, (earlier) => {
    const item = now.get(earlier.id);
    if (item === undefined || isEdited(earlier, item)) different.push(earlier);
    else now.delete(earlier.id);
  });
  // Parsed as they will be when the index is opened: a strange earlier item must not spoil the new index.
  return parseChanges(compareKnowledge(different, [...now.values()], at));
}
