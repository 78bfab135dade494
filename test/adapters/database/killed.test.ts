import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { DatabasePlace } from "../../../adapters/database/place.ts";
import { createRandom } from "../../helpers/random.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { makePostgres, postgresMissing } from "./open-for-test.ts";

const missing = await postgresMissing();
const writer = fileURLToPath(import.meta.resolve("./write-until-killed.ts"));
/** A hundred for each engine. */
const kills = 25;
const chains = 4;
/** Milliseconds that a process writes at most before it is killed. */
const writesAtMostMs = 60;

/** Lets a process write until it is killed at some moment. Gives what it acknowledged. */
async function writeUntilKilled(
  place: DatabasePlace,
  acknowledged: string,
  round: number,
  random: () => number,
): Promise<string[]> {
  const seed = String(Math.floor(random() * 1e9));
  const parameters = [JSON.stringify(place), acknowledged, seed, String(round)];
  const child = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), writer, ...parameters],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const lines: string[] = [];
  const ended = once(child, "close");
  const output = createInterface({ input: child.stdout });
  output.on("line", (line) => {
    lines.push(line);
    if (lines.length === 1) void wait(random() * writesAtMostMs).then(() => child.kill("SIGKILL"));
  });
  const [code, signal] = (await ended) as [number | null, string | null];
  const [first, ...said] = lines;
  expect([first, code, signal], lines.join("\n")).toEqual(["checked", null, "SIGKILL"]);
  // The last line may have been cut off.
  return said.filter((line) => line.split(" ").length >= 2);
}

async function killAgainAndAgain(place: DatabasePlace, seed: number): Promise<number> {
  const random = createRandom(seed);
  const acknowledged = join(await temporaryFolder(), "acknowledged");
  await writeFile(acknowledged, "");
  let count = 0;
  for (let round = 0; round < kills; round += 1) {
    const said = await writeUntilKilled(place, acknowledged, round, random);
    await appendFile(acknowledged, said.map((line) => `${line}\n`).join(""));
    count += said.length;
  }
  // Whoever comes last looks after the last.
  await writeUntilKilled(place, acknowledged, kills, random);
  return count;
}

const engines: readonly [string, string | undefined, () => Promise<DatabasePlace>][] = [
  ["in a file", undefined, async () => ({ directory: await temporaryFolder() })],
  ["on PostgreSQL", missing, async () => ({ url: await makePostgres() })],
];

describe.each(engines)("killed again and again %s", (_engine, reason, make) => {
  it.skipIf(reason !== undefined)(
    "loses nothing that was acknowledged, and writes nothing by half",
    { timeout: 300_000 },
    async () => {
      const seed = Math.floor(Math.random() * 1e9);
      try {
        const places = await Promise.all(Array.from({ length: chains }, () => make()));
        const counts = await Promise.all(
          places.map((place, at) => killAgainAndAgain(place, seed + at)),
        );
        for (const count of counts) expect(count).toBeGreaterThan(kills);
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error });
      }
    },
  );
});
