import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { setTimeout as after } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import { buildIndex } from "../../../src/search/index-build.ts";
import { startBuild } from "../../helpers/build-script.ts";
import { indexFolder, servedBy, store } from "../../helpers/built-index.ts";
import { createRandom } from "../../helpers/random.ts";
import { knowledgeFolder, knowledgeNamed } from "../../helpers/small-knowledge.ts";

/** Longer than a build of the small knowledge takes after its first sign of life. */
const longestMs = 400;
const random = createRandom(2026);

describe("npm run index, killed", () => {
  it.each([1, 2, 3, 4])(
    "serves the old index or the new one, whole, after kill -9 (%i of 4)",
    async () => {
      const old = await knowledgeNamed("vell");
      const next = await knowledgeFolder();
      const { digest } = await readKnowledge(next);
      const lanes = Array.from({ length: 5 }, async () => {
        const folder = await indexFolder(old);
        const run = startBuild(next, folder);
        if (run.process.stderr) await once(run.process.stderr, "data");
        await after(random() * longestMs);
        run.process.kill("SIGKILL");
        await run.ended;
        expect([old.digest, digest]).toContain(await servedBy(folder));
        await buildIndex(await readKnowledge(next), folder, store);
        expect(await servedBy(folder)).toBe(digest);
        expect((await readdir(folder)).sort()).toEqual(["current.json", "versions"]);
      });
      await Promise.all(lanes);
    },
    20_000,
  );
});
