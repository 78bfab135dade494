import { readdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { indexFolder, servedBy } from "../../helpers/built-index.ts";
import { knowledgeNamed } from "../../helpers/small-knowledge.ts";

// Many small builds: a busy machine needs more than the usual time.
vi.setConfig({ testTimeout: 20_000 });

const refusals = ["INDEX_CORRUPT", "INDEX_STALE", "INDEX_MISSING"];

/** Paths of all files of an index folder. */
async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

describe("openIndex of a damaged folder", () => {
  it("refuses any single byte that differs, in any file", async () => {
    const knowledge = await knowledgeNamed("u");
    const folder = await indexFolder(knowledge);
    const files = await filesOf(folder);
    expect(files.some((path) => path.endsWith("manifest.json"))).toBe(true);
    const damage = fc.record({
      path: fc.constantFrom(...files),
      place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      mask: fc.integer({ min: 1, max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ path, place, mask }) => {
        const bytes = await readFile(path);
        const damaged = Buffer.from(bytes);
        const at = Math.floor(place * bytes.length);
        damaged[at] = (bytes[at] ?? 0) ^ mask;
        await writeFile(path, damaged);
        try {
          expect(refusals).toContain(await servedBy(folder));
        } finally {
          await writeFile(path, bytes);
        }
      }),
      { numRuns: 250 },
    );
    expect(await servedBy(folder)).toBe(knowledge.digest);
  });

  it("refuses any bit that differs in the pointer", async () => {
    const knowledge = await knowledgeNamed("u");
    const folder = await indexFolder(knowledge);
    const path = join(folder, "current.json");
    const bytes = await readFile(path);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const damaged = Buffer.from(bytes);
      const at = bit >> 3;
      damaged[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
      await writeFile(path, damaged);
      expect(refusals, `bit ${bit}`).toContain(await servedBy(folder));
    }
    await writeFile(path, bytes);
    expect(await servedBy(folder)).toBe(knowledge.digest);
  });

  it("refuses any file that is cut off or longer than it was", async () => {
    const knowledge = await knowledgeNamed("u");
    const folder = await indexFolder(knowledge);
    const files = (await filesOf(folder)).filter((path) => !path.endsWith("current.json"));
    for (const path of files) {
      const bytes = await readFile(path);
      const { size } = await stat(path);
      for (const length of [size - 1, Math.floor(size / 2), 0, size + 1].filter(
        (n) => n >= 0 && n !== size,
      )) {
        await truncate(path, length);
        expect(refusals, `${path} of ${length} bytes`).toContain(await servedBy(folder));
        await writeFile(path, bytes);
      }
    }
    expect(await servedBy(folder)).toBe(knowledge.digest);
  });
});
