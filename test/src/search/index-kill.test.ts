import { once } from "node:events";
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import { buildIndex } from "../../../src/search/index-build.ts";
import { startBuild } from "../../helpers/build-script.ts";
import { servedBy, store } from "../../helpers/built-index.ts";
import { createRandom } from "../../helpers/random.ts";
import { itemFile, smallKnowledge } from "../../helpers/small-knowledge.ts";
import { temporaryFolder, writeFiles } from "../../helpers/temporary-folder.ts";

/** Longer than a build of the small knowledge takes after its first sign of life. */
const longestMs = 300;
const random = createRandom(2026);

describe("npm run index, killed", () => {
  let root = "";
  let digests: readonly string[] = [];
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "agenda-test-"));
    await writeFiles(join(root, "old"), smallKnowledge);
    const page = itemFile({ id: "nova" }, "Una pàgina nova.");
    await writeFiles(join(root, "new"), { ...smallKnowledge, "pagines/nova.md": page });
    const [old, next] = await Promise.all([
      readKnowledge(join(root, "old")),
      readKnowledge(join(root, "new")),
    ]);
    digests = [old.digest, next.digest];
    await buildIndex(old, join(root, "index"), store);
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it.each([1, 2, 3, 4, 5])(
    "serves the old index or the new one, whole, after kill -9 (%i of 5)",
    async () => {
      const folders = await Promise.all(
        [1, 2, 3, 4].map(async () => {
          const folder = await temporaryFolder();
          await cp(join(root, "index"), folder, { recursive: true });
          const run = startBuild(join(root, "new"), folder);
          // Its first words come as it begins to build: before them there is nothing to interrupt.
          if (run.process.stderr) await once(run.process.stderr, "data");
          await after(random() * longestMs);
          run.process.kill("SIGKILL");
          await run.ended;
          return folder;
        }),
      );
      for (const folder of folders) expect(digests).toContain(await servedBy(folder));
      const [folder = ""] = folders;
      await buildIndex(await readKnowledge(join(root, "new")), folder, store);
      expect(await servedBy(folder)).toBe(digests[1]);
      expect((await readdir(folder)).sort()).toEqual(["current.json", "versions"]);
    },
    15_000,
  );
});
