import { execFile } from "node:child_process";
import { readdir, rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { pino } from "pino";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import { buildIndex } from "../../../src/search/index-build.ts";
import { openFreshIndex } from "../../../src/serving-index.ts";
import { servedBy, store } from "../../helpers/built-index.ts";
import { knowledgeFolder, knowledgeNamed } from "../../helpers/small-knowledge.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

// Many small builds: a busy machine needs more than the usual time.
vi.setConfig({ testTimeout: 20_000 });

const run = promisify(execFile);

/** A disk of four megabytes in a new folder, or undefined where this user may not mount one. */
async function smallDisk(): Promise<string | undefined> {
  const folder = await temporaryFolder();
  try {
    await run("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", folder]);
  } catch {
    // No root, or a container that may not mount: the caller skips, visibly.
    return undefined;
  }
  onTestFinished(async () => {
    await run("umount", [folder]);
  });
  return folder;
}

describe("an index on a disk that cannot be written", () => {
  it("tells that the disk is full, wherever the build is, and the old index still serves", async ({
    skip,
  }) => {
    const disk = await smallDisk();
    if (disk === undefined) return skip("needs root and mount: a full disk was not tested");
    const [old, next] = [await knowledgeNamed("vell"), await knowledgeNamed("nou")];
    await buildIndex(old, disk, store);
    const filler = join(disk, "filler");
    const { bavail, bsize } = await statfs(disk);
    const free = bavail * bsize;
    const before = (await readdir(join(disk, "versions"))).length;
    let failures = 0;
    for (let left = 0; left < free; left = left * 2 + bsize) {
      await writeFile(filler, new Uint8Array(free - left));
      const outcome = await buildIndex(next, disk, store).then(
        () => "built",
        (error: unknown) => error,
      );
      await rm(filler);
      if (outcome === "built") break;
      failures += 1;
      expect(outcome).toMatchObject({
        code: "INDEX_WRITE_FAILED",
        message: expect.stringContaining("disk is full"),
      });
      expect(await servedBy(disk)).toBe(old.digest);
      expect(await readdir(join(disk, "versions"))).toHaveLength(before);
      expect(await readdir(disk)).not.toContain("building.lock");
    }
    expect(failures).toBeGreaterThan(2);
    expect(await servedBy(disk)).toBe(next.digest);
  });

  it("tells that the folder is read-only, and serves what is in it", async ({ skip }) => {
    const disk = await smallDisk();
    if (disk === undefined) return skip("needs root and mount: a read-only folder was not tested");
    const directory = await knowledgeFolder();
    const knowledge = await readKnowledge(directory);
    await buildIndex(knowledge, disk, store);
    await run("mount", ["-o", "remount,ro", disk]);
    await expect(buildIndex(await knowledgeNamed("nou"), disk, store)).rejects.toMatchObject({
      code: "INDEX_WRITE_FAILED",
      message: expect.stringMatching(/read-only: set INDEX_DIR/),
    });
    const options = { store, log: pino({ level: "silent" }), indexDirectory: disk };
    const index = await openFreshIndex({ ...options, knowledgeDirectory: directory });
    expect(index.knowledgeDigest).toBe(knowledge.digest);
    const changed = await knowledgeFolder({ "documents/nou.md": "Un text nou." });
    const earlier = await openFreshIndex({ ...options, knowledgeDirectory: changed });
    expect(earlier.knowledgeDigest).toBe(knowledge.digest);
  });
});
