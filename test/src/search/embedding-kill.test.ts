import { expect, it, onTestFinished } from "vitest";
import * as z from "zod";
import { readCurrent, readManifest } from "../../../src/search/index-manifest.ts";
import { startBuild } from "../../helpers/build-script.ts";
import { createModelStandIn, type StandInRequest } from "../../helpers/model-stand-in.ts";
import { createRandom } from "../../helpers/random.ts";
import { knowledgeFolder } from "../../helpers/small-knowledge.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

const kills = 20;
const random = createRandom(20_261_123);
/** Enough requests for each kill to meet another one. */
const documents = 1_600;

const bodySchema = z.object({ input: z.union([z.string(), z.array(z.string())]) });

function textsOf({ body }: StandInRequest): readonly string[] {
  const { input } = bodySchema.parse(body);
  const texts = typeof input === "string" ? [input] : input;
  // Every run asks once for what tells whether the model is still the same.
  return texts.filter((text) => !text.startsWith("L'ajuntament publica"));
}

async function filesOf(folder: string) {
  const { files } = await readManifest(folder, await readCurrent(folder));
  // What changed is dated by the build.
  return Object.entries(files).filter(([name]) => !name.startsWith("changes"));
}

it("embeds nothing twice but what was under way, and ends with the same index, after twenty kills", async () => {
  const standIn = await createModelStandIn();
  onTestFinished(() => standIn.stop());
  const settings = {
    EMBEDDINGS: "openai:stand-in",
    EMBEDDINGS_URL: standIn.place("openai").url ?? "",
    EMBEDDINGS_KEY: standIn.place("openai").key ?? "",
  };
  const knowledge = await knowledgeFolder(
    Object.fromEntries(
      Array.from({ length: documents }, (_, at) => [
        `documents/acta-${at}.md`,
        `# Acta número ${at}\n\nEl ple va parlar de l'assumpte ${at * 7} a la sessió ${at}.`,
      ]),
    ),
  );
  const folder = await temporaryFolder();
  /** Numbers of requests after which nothing more came from the same run. */
  const lastOfRun = new Set<number>();
  for (let kill = 0; kill < kills; kill += 1) {
    const run = startBuild(knowledge, folder, [], settings);
    const before = standIn.requests.length;
    await standIn.arrived(before + 1 + Math.floor(random() * 3) + 1);
    run.process.kill("SIGKILL");
    await run.ended;
    lastOfRun.add(standIn.requests.length - 1);
  }
  const last = await startBuild(knowledge, folder, [], settings).ended;
  expect(last.code, last.stderr).toBe(0);

  const whole = await temporaryFolder();
  const paid = [...standIn.requests];
  expect((await startBuild(knowledge, whole, [], settings).ended).code).toBe(0);
  expect(await filesOf(folder)).toEqual(await filesOf(whole));

  // A request that was followed by another one of its run had been kept: it must not come again.
  const times = new Map<string, number>();
  for (const [at, request] of paid.entries())
    for (const text of textsOf(request))
      if (!lastOfRun.has(at)) times.set(text, (times.get(text) ?? 0) + 1);
  expect([...times].filter(([, count]) => count > 1)).toEqual([]);
  const distinct = new Set(paid.flatMap(textsOf)).size;
  expect(distinct).toBeGreaterThanOrEqual(documents);
  const again = paid.flatMap(textsOf).length - distinct;
  expect(again).toBeLessThanOrEqual(kills * 32);
}, 240_000);
