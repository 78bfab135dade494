import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
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

/** Built indexes by the digest of their knowledge: a copy costs a fraction of a build. */
const built = new Map<string, Promise<string>>();
afterAll(async () => {
  for (const folder of built.values()) await rm(await folder, { recursive: true, force: true });
});

/** An index folder of the given knowledge that is removed when the test ends. */
export async function indexFolder(knowledge: Knowledge): Promise<string> {
  const original = built.get(knowledge.digest) ?? buildOnce(knowledge);
  built.set(knowledge.digest, original);
  const folder = await temporaryFolder();
  await cp(await original, folder, { recursive: true });
  return folder;
}

async function buildOnce(knowledge: Knowledge): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "agenda-test-"));
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
