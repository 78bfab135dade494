import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Digest of the code and data that turn text into terms. */
export async function codeDigest(): Promise<string> {
  const hash = createHash("sha256");
  for (const room of ["agenda", "language", "search"]) {
    const directory = join(import.meta.dirname, "..", room);
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const path of paths.sort()) hash.update(await readFile(path));
  }
  return hash.digest("hex");
}
