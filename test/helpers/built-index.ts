import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chooseDenseStore } from "../../adapters/langchain/dense-store.ts";
import type { Knowledge } from "../../src/agenda/read-knowledge.ts";
import { AssistantError } from "../../src/errors.ts";
import { buildIndex, openIndex } from "../../src/search/index-build.ts";
import {
  currentFor,
  readCurrent,
  versionDirectory,
  writeCurrent,
} from "../../src/search/index-manifest.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** The store that this machine serves with. */
export const store = await chooseDenseStore(() => {});

/** An index folder of the given knowledge that is removed when the test ends. */
export async function indexFolder(knowledge: Knowledge): Promise<string> {
  const folder = await temporaryFolder();
  await buildIndex(knowledge, folder, store);
  return folder;
}

/** Digest of the knowledge that an index folder serves, or the code of the error that opening it throws. */
export async function servedBy(directory: string): Promise<string> {
  try {
    return (await openIndex(directory, store)).knowledgeDigest;
  } catch (error) {
    if (error instanceof AssistantError) return error.code;
    throw error;
  }
}

/** Changes the served version's manifest as another program would have written it: every digest fits. */
export async function rewriteManifest(
  directory: string,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { version } = await readCurrent(directory);
  const path = join(versionDirectory(directory, version), "manifest.json");
  const manifest: unknown = JSON.parse(await readFile(path, "utf8"));
  await writeFile(path, JSON.stringify(Object.assign({}, manifest, changes)));
  await writeCurrent(directory, await currentFor(directory, version, false));
}
