import { createRequire } from "node:module";
import { join } from "node:path";
import { temporaryFolder, writeFiles } from "./temporary-folder.ts";
import { tinyModel } from "./tiny-model.ts";

/** Why models cannot be run here; `undefined` where they can. */
export function transformersMissing(): string | undefined {
  try {
    createRequire(import.meta.url).resolve("@huggingface/transformers");
    return undefined;
  } catch {
    return "no @huggingface/transformers: npm install --no-save --ignore-scripts @huggingface/transformers@4.3.1";
  }
}

/** Name of a set of tests that need the package, with the reason where it is skipped. */
export function orSkipped(name: string): string {
  const missing = transformersMissing();
  if (missing === undefined) return name;
  // Beside the name, which a run without failures does not show.
  process.stderr.write(`skipped: ${name}: ${missing}\n`);
  return `${name} (skipped: ${missing})`;
}

/** A folder with a tiny model, until the test ends. `null` leaves a file out. */
export async function makeTinyModel(
  name: string,
  task: "embedding" | "reranker",
  changes: Readonly<Record<string, string | Uint8Array | null>> = {},
): Promise<string> {
  const folder = join(await temporaryFolder(), name);
  const files = Object.entries({ ...tinyModel(task), ...changes });
  await writeFiles(
    folder,
    Object.fromEntries(
      files.flatMap(([path, content]) => (content === null ? [] : [[path, content]])),
    ),
  );
  return folder;
}
