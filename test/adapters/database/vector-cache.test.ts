import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  chmod,
  mkdir,
  open as openFile,
  readdir,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import SqliteDatabase from "libsql";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  openVectorCache,
  type VectorCacheOptions,
} from "../../../adapters/database/vector-cache.ts";
import { createRandom } from "../../helpers/random.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

const isRoot = process.getuid?.() === 0;

async function newPath(): Promise<string> {
  return join(await temporaryFolder(), "index", "embeddings.db");
}

async function open(path: string, options: VectorCacheOptions = {}) {
  const cache = await openVectorCache(path, { busyTimeoutMs: 2_000, ...options });
  onTestFinished(() => cache.close());
  return cache;
}

/** Numbers that follow from a name: 64 of them. */
function vectorOf(name: string): Float32Array {
  const digest = createHash("sha512").update(name).digest();
  return Float32Array.from(digest, (byte) => byte / 255 - 0.5);
}

const vectorsOf = (names: readonly string[]) =>
  new Map(names.map((name) => [name, vectorOf(name)]));

const namesOf = (count: number, prefix = "v") =>
  Array.from({ length: count }, (_, at) => `${prefix} ${at}`);

describe("openVectorCache", () => {
  it("gives back what was added, number by number, through a restart", async () => {
    const path = await newPath();
    const cache = await open(path);
    const odd = new Float32Array([1, -0, 1e-45, 3.402_823_4e38, -1 / 3, Number.EPSILON]);
    const part = new Float32Array([9, 1, 2, 3, 9]).subarray(1, 4);
    await cache.add(new Map([["odd", odd]]));
    await cache.add(new Map([["part", part]]));
    await cache.add(new Map());
    await cache.close();
    const found = await (await open(path)).get(["part", "none", "odd", "ODD", ""]);
    expect(found).toEqual(
      new Map([
        ["part", new Float32Array([1, 2, 3])],
        ["odd", odd],
      ]),
    );
    expect(Object.is(found.get("odd")?.[1], -0)).toBe(true);
  });

  it("keeps the last that was added under a key, and thousands at once", async () => {
    const cache = await open(await newPath());
    const names = namesOf(1_234);
    await cache.add(new Map(names.map((name) => [name, new Float32Array([1])])));
    await cache.add(vectorsOf(names));
    expect(await cache.get(names)).toEqual(vectorsOf(names));
    expect(await cache.get([])).toEqual(new Map());
  });

  it("forgets what nobody asked for since then, and nothing else", async () => {
    let nowMs = 1_000;
    const path = await newPath();
    const cache = await open(path, { now: () => nowMs });
    await cache.add(vectorsOf(["old", "asked", "again"]));
    nowMs = 2_000;
    await cache.add(vectorsOf(["new", "again"]));
    await cache.get(["asked"]);
    await cache.purge(2_000);
    const names = ["old", "asked", "again", "new"];
    expect([...(await cache.get(names)).keys()]).toEqual(["asked", "again", "new"]);
  });

  it("gives back the room of what it forgot", async () => {
    const path = await newPath();
    const cache = await open(path, { now: () => 1_000 });
    await cache.add(vectorsOf(namesOf(5_000)));
    await cache.close();
    const { size } = await stat(path);
    const again = await open(path);
    await again.purge(5_000);
    await again.close();
    expect((await stat(path)).size).toBeLessThan(size / 10);
  });

  it("is shared by two that have it open, and what one adds the other has", async () => {
    const path = await newPath();
    const [one, two] = await Promise.all([open(path), open(path)]);
    const adds = namesOf(40).map((name, at) => (at % 2 ? one : two).add(vectorsOf([name])));
    await Promise.all(adds);
    for (const cache of [one, two]) expect((await cache.get(namesOf(40))).size).toBe(40);
    await one.close();
    await two.add(vectorsOf(["after"]));
    expect((await two.get(["after", "v 1"])).size).toBe(2);
  });

  it("closes twice, and takes and gives nothing from then on", async () => {
    const cache = await open(await newPath());
    await cache.add(vectorsOf(["a"]));
    await cache.close();
    await cache.close();
    expect(await cache.get(["a"])).toEqual(new Map());
    await expect(cache.add(vectorsOf(["b"]))).rejects.toMatchObject({ code: "INDEX_WRITE_FAILED" });
  });

  it("begins anew when its file is deleted or moved away under it", async () => {
    const path = await newPath();
    const cache = await open(path);
    await cache.add(vectorsOf(["a"]));
    await rename(path, `${path}.elsewhere`);
    await cache.add(vectorsOf(["b"]));
    await cache.close();
    const found = await (await open(path)).get(["a", "b"]);
    expect([...found.keys()]).toEqual(["b"]);
  });
});

describe("a damaged cache of vectors", () => {
  /** Opens with what it was told. */
  async function openTold(path: string) {
    const told: string[] = [];
    const cache = await open(path, { onDamage: (message) => told.push(message) });
    return { cache, told };
  }

  it.each([
    ["vector", "update vectors set vector = zeroblob(256) where rowid = 2"],
    ["length", "update vectors set vector = zeroblob(3) where rowid = 2"],
    ["dimensions", "update vectors set dimensions = 63 where rowid = 2"],
    ["nothing", "update vectors set vector = x'', dimensions = 0 where rowid = 2"],
    ["checksum", "update vectors set checksum = x'00' where rowid = 2"],
    ["type", "update vectors set vector = 'text' where rowid = 2"],
    ["key", "update vectors set key = zeroblob(32) where rowid = 2"],
  ])("takes a row as not there whose %s is damaged, and takes it anew", async (_what, damage) => {
    const path = await newPath();
    const { cache, told } = await openTold(path);
    await cache.add(vectorsOf(["a", "b", "c"]));
    const file = new SqliteDatabase(path);
    file.exec(damage);
    file.close();
    expect(await cache.get(["a", "b", "c"])).toEqual(vectorsOf(["a", "c"]));
    await cache.add(vectorsOf(["b"]));
    expect(await cache.get(["b"])).toEqual(vectorsOf(["b"]));
    expect(told).toEqual([]);
  });

  const noise = (length: number) => Buffer.alloc(length, "noise");
  const damages: readonly (readonly [string, (path: string, size: number) => Promise<void>])[] = [
    ["is no database", (path) => writeFile(path, noise(9_000))],
    [
      "has only the beginning of one",
      (path) => writeFile(path, `SQLite format 3\0${noise(9_000)}`),
    ],
    ["was cut off", (path, size) => truncate(path, Math.floor(size / 3))],
    [
      "is overwritten in its middle",
      async (path, size) => {
        const handle = await openFile(path, "r+");
        for (let at = 4_096; at < size; at += 4_096) await handle.write(noise(2_000), 0, 2_000, at);
        await handle.close();
      },
    ],
    [
      "is a database of something else",
      async (path) => {
        await rm(path);
        const file = new SqliteDatabase(path);
        file.exec("create table vectors (other text); insert into vectors values ('x')");
        file.close();
      },
    ],
    [
      "was written by a later version",
      (path) => {
        const file = new SqliteDatabase(path);
        file.exec("pragma user_version = 99");
        file.close();
        return Promise.resolve();
      },
    ],
  ];

  it.each(damages)("is set aside and begun anew when it %s", async (_what, damage) => {
    const path = await newPath();
    const before = await open(path);
    await before.add(vectorsOf(namesOf(500)));
    await before.close();
    for (const end of ["-wal", "-shm"]) await rm(`${path}${end}`, { force: true });
    await damage(path, (await stat(path)).size);
    const { cache, told } = await openTold(path);
    expect((await cache.get(namesOf(500))).size).toBeLessThan(500);
    await cache.add(vectorsOf(namesOf(500)));
    expect(await cache.get(namesOf(500))).toEqual(vectorsOf(namesOf(500)));
    expect(told).toEqual([
      `the cache of vectors ${path} was damaged: it is now ${path}.damaged, and vectors are made anew`,
    ]);
    expect(await readdir(join(path, ".."))).toContain("embeddings.db.damaged");
    await cache.close();
    expect((await (await open(path)).get(namesOf(500))).size).toBe(500);
  });
});

/** What a cache that cannot be written tells. */
const unwritable = (path: string, why: string) => ({
  code: "INDEX_WRITE_FAILED",
  message: expect.stringMatching(new RegExp(`${path} cannot be written: .*${why}`)),
});

/** A folder on a disk of its own of so many kilobytes; undefined where none can be made. */
async function smallDisk(kilobytes: number): Promise<string | undefined> {
  const directory = await temporaryFolder();
  try {
    execFileSync("/bin/mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", directory], {
      stdio: "ignore",
    });
  } catch {
    return undefined;
  }
  onTestFinished(() => void execFileSync("/bin/umount", ["-l", directory]));
  return directory;
}

describe("a cache of vectors that cannot be written", () => {
  it("has nothing, says where it cannot be, and does when it can", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "index"), "a file");
    const path = join(folder, "index", "embeddings.db");
    const cache = await open(path);
    expect(await cache.get(["a"])).toEqual(new Map());
    await expect(cache.add(vectorsOf(["a"]))).rejects.toMatchObject(
      unwritable(path, "Set INDEX_DIR"),
    );
    await expect(cache.purge(1)).rejects.toMatchObject({ code: "INDEX_WRITE_FAILED" });
    await rm(join(folder, "index"));
    await cache.add(vectorsOf(["a"]));
    expect((await cache.get(["a"])).size).toBe(1);
  });

  it("says so when a folder stands in its place", async () => {
    const path = await newPath();
    await mkdir(path, { recursive: true });
    const cache = await open(path);
    await expect(cache.add(vectorsOf(["a"]))).rejects.toMatchObject(unwritable(path, "opened"));
  });

  it("says so when the disk is full, keeps what it had, and goes on when there is room", async ({
    skip,
  }) => {
    const directory = await smallDisk(2_000);
    if (directory === undefined) return skip("no disk of its own can be mounted here");
    await writeFile(join(directory, "ballast"), Buffer.alloc(700_000));
    const path = join(directory, "embeddings.db");
    const cache = await open(path);
    const kept: string[] = [];
    const fill = async () => {
      for (let at = 0; at < 100; at += 1) {
        const names = namesOf(100, `b${at}`);
        await cache.add(vectorsOf(names));
        kept.push(...names);
      }
    };
    await expect(fill()).rejects.toMatchObject(unwritable(path, "the disk"));
    expect(kept.length).toBeGreaterThan(0);
    expect(await cache.get(kept)).toEqual(vectorsOf(kept));
    await rm(join(directory, "ballast"));
    await cache.add(vectorsOf(["after"]));
    await cache.close();
    const again = await open(path);
    expect((await again.get([...kept, "after"])).size).toBe(kept.length + 1);
  });

  it("says so to who may not write, in a process of its own, and gives what can be read", async () => {
    const path = await newPath();
    const cache = await open(path);
    await cache.add(vectorsOf(["a"]));
    await cache.close();
    await chmod(join(path, "..", ".."), 0o755);
    await chmod(path, 0o444);
    await chmod(join(path, ".."), 0o555);
    const said = await addAsNobody(path);
    expect(said).toMatch(
      /^INDEX_WRITE_FAILED .*embeddings\.db cannot be written: this user may not/,
    );
    await chmod(join(path, ".."), 0o755);
    await chmod(path, 0o644);
    expect((await (await open(path)).get(["a"])).size).toBe(1);
  });
});

/** Adds as somebody whom modes bind. Gives what went wrong. */
async function addAsNobody(path: string): Promise<string> {
  const url = new URL("../../../adapters/database/vector-cache.ts", import.meta.url).href;
  const code = `
    const { openVectorCache } = await import(${JSON.stringify(url)});
    ${isRoot ? "process.setgid(65534); process.setuid(65534);" : ""}
    const cache = await openVectorCache(${JSON.stringify(path)});
    await cache.get(["a"]);
    await cache.add(new Map([["b", new Float32Array([1])]])).then(
      () => process.stdout.write("added"),
      (error) => process.stdout.write(error.code + " " + error.message),
    );`;
  const child = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), "--input-type=module", "--eval", code],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  await once(child, "close");
  return said;
}

const writer = fileURLToPath(import.meta.resolve("./add-until-killed.ts"));
/** Twenty kills. */
const kills = 5;
const chains = 4;
/** Milliseconds that a process adds at most before it is killed. */
const addsAtMostMs = 120;

/** Lets a process add until it is killed at some moment. Gives the keys that it was told are kept. */
async function addUntilKilled(path: string, name: string, random: () => number): Promise<string[]> {
  const child = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), writer, path, name],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const lines: string[] = [];
  const ended = once(child, "close");
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    if (lines.length === 1) void wait(random() * addsAtMostMs).then(() => child.kill("SIGKILL"));
  });
  const [code, signal] = (await ended) as [number | null, string | null];
  expect([code, signal], lines.join("\n")).toEqual([null, "SIGKILL"]);
  // The last line may have been cut off: then it has no second number or too small a one.
  return lines.flatMap((line) => {
    const [batch = "", count = "0"] = line.split(" ");
    return namesOf(Number(count), `${name} ${batch}`);
  });
}

describe("a cache of vectors, killed again and again", () => {
  it("has everything whose adding had ended, with two at it, and goes on", async () => {
    const seed = Math.floor(Math.random() * 1e9);
    const random = createRandom(seed);
    const paths = await Promise.all(Array.from({ length: chains / 2 }, newPath));
    const check = async (path: string) => {
      const told: string[] = [];
      const kept: string[] = [];
      for (let round = 0; round < kills; round += 1) {
        const both = [0, 1].map((at) => addUntilKilled(path, `${round}-${at}`, random));
        kept.push(...(await Promise.all(both)).flat());
        const cache = await openVectorCache(path, { onDamage: (message) => told.push(message) });
        const found = await cache.get(kept);
        await cache.close();
        const isKept = (key: string) => String(found.get(key)) === String(vectorOf(key));
        expect(kept.filter((key) => !isKept(key))).toEqual([]);
      }
      expect(told).toEqual([]);
      expect(kept.length).toBeGreaterThan(2 * kills);
    };
    try {
      await Promise.all(paths.map(check));
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  }, 300_000);
});
