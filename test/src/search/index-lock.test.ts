import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { buildIndex } from "../../../src/search/index-build.ts";
import { withBuildLock } from "../../../src/search/index-lock.ts";
import { startBuild } from "../../helpers/build-script.ts";
import { servedBy, store } from "../../helpers/built-index.ts";
import { knowledgeFolder, knowledgeNamed } from "../../helpers/small-knowledge.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

// Many small builds: a busy machine needs more than the usual time.
vi.setConfig({ testTimeout: 20_000 });

const lockIn = (folder: string) => join(folder, "building.lock");

/** A process that does nothing until it is ended. */
async function bystander() {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6)"], { stdio: "ignore" });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  await once(child, "spawn");
  return { child, pid: child.pid ?? 0 };
}

describe("withBuildLock", () => {
  it("lets one of two builds through and tells the other which process is at work", async () => {
    const knowledge = await knowledgeNamed("u");
    const folder = await temporaryFolder();
    const outcomes = await Promise.allSettled([
      buildIndex(knowledge, folder, store),
      buildIndex(knowledge, folder, store),
    ]);
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({
      code: "INDEX_BUSY",
      message: expect.stringContaining(`process ${process.pid}`),
    });
    expect(await servedBy(folder)).toBe(knowledge.digest);
  });

  it("refuses a second `npm run index`, which names the first and ends with 1", async () => {
    const [folder, knowledge] = [await temporaryFolder(), await knowledgeFolder()];
    await withBuildLock(folder, async () => {
      const { code, stderr } = await startBuild(knowledge, folder).ended;
      expect(code).toBe(1);
      expect(stderr).toContain(`process ${process.pid}`);
      expect(await readdir(folder)).toEqual(["building.lock"]);
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it("respects the lock of a process that lives, and takes over that of one that is dead", async () => {
    const folder = await temporaryFolder();
    const { child, pid } = await bystander();
    await writeFile(lockIn(folder), `${pid} ${hostname()}`);
    await expect(withBuildLock(folder, () => Promise.resolve(1))).rejects.toMatchObject({
      code: "INDEX_BUSY",
      message: expect.stringContaining(`process ${pid}`),
    });
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await withBuildLock(folder, () => Promise.resolve(1))).toBe(1);
  });

  it("takes over the lock of a dead process that had this one's number", async () => {
    const folder = await temporaryFolder();
    await writeFile(lockIn(folder), `${process.pid} ${hostname()}`);
    expect(await withBuildLock(folder, () => Promise.resolve(1))).toBe(1);
  });

  it("respects a lock of another machine while it is touched, and no longer", async () => {
    const folder = await temporaryFolder();
    await writeFile(lockIn(folder), "7 another-machine");
    await expect(withBuildLock(folder, () => Promise.resolve(1))).rejects.toMatchObject({
      code: "INDEX_BUSY",
      message: expect.stringContaining("another-machine"),
    });
    const twoMinutesAgo = new Date(Date.now() - 120_000);
    await utimes(lockIn(folder), twoMinutesAgo, twoMinutesAgo);
    expect(await withBuildLock(folder, () => Promise.resolve(1))).toBe(1);
  });

  it("takes the lock away when the work fails", async () => {
    const folder = await temporaryFolder();
    const work = () => Promise.reject(new RangeError("no"));
    await expect(withBuildLock(folder, work)).rejects.toThrow("no");
    expect(await readdir(folder)).toEqual([]);
  });
});
