import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { createTransformersEmbedding } from "../../../adapters/langchain/transformers-embedding.ts";
import { createTransformersReranker } from "../../../adapters/langchain/transformers-reranker.ts";
import { temporaryFolder, writeFiles } from "../../helpers/temporary-folder.ts";

const place = { provider: "transformers", model: "Some/multilingual-e5-tiny" };
const command = "npm install --no-save --ignore-scripts @huggingface/transformers@4.3.1";
const { signal } = new AbortController();

/** A package of one module, for what the real one does rarely. */
async function makePackage(content: string): Promise<string> {
  const folder = await temporaryFolder();
  await writeFiles(folder, { "package.mjs": content });
  return pathToFileURL(join(folder, "package.mjs")).href;
}

const working = `
  const text = (texts) => ({ input_ids: { dims: [texts.length, 1], data: new BigInt64Array(texts.length) },
    attention_mask: { dims: [texts.length, 1], data: new BigInt64Array(texts.length).fill(1n) } });
  class Auto { static async from_pretrained() { return text; } }
  export const env = {};
  export { Auto as AutoTokenizer };
  export class AutoModel { static async from_pretrained() { return MODEL; } }
  export { AutoModel as AutoModelForSequenceClassification };
`;

describe("a package that runs models", () => {
  it.each([createTransformersEmbedding, createTransformersReranker])(
    "is asked for with the command that installs it: %o",
    async (create) => {
      const options = {
        modelsDirectory: await temporaryFolder(),
        packageName: "@huggingface/transformers-that-is-not-there",
      };
      await expect(create(place, options)).rejects.toMatchObject({
        code: "MODEL_PACKAGE_MISSING",
        message: expect.stringContaining(`which is not installed; run: ${command}`),
      });
    },
  );

  it.each([
    ["throws", "throw new Error('no native part for this machine');"],
    ["needs what is missing", "import 'onnxruntime-that-is-not-there';"],
    ["is another one", "export const env = {};"],
  ])("is asked for again where it %s", async (_, content) => {
    const packageName = await makePackage(content);
    const options = { modelsDirectory: await temporaryFolder(), packageName };
    await expect(createTransformersEmbedding(place, options)).rejects.toMatchObject({
      code: "MODEL_PACKAGE_MISSING",
      message: expect.stringMatching(
        /does not load on this machine; install it again: npm install/,
      ),
    });
  });

  it.each([
    {
      what: "runs out of memory",
      model: "async () => { throw new Error('Failed to allocate memory for requested buffer') }",
      fault: "unreachable",
      message: /more memory/,
    },
    {
      what: "tells the text in its error",
      model: "async () => { throw new Error('cannot read: secret words') }",
      fault: "malformed",
      message: /could not be run/,
    },
    {
      what: "gives no numbers",
      model:
        "async () => ({ last_hidden_state: { dims: [1, 1, 2], data: Float32Array.of(NaN, 1) } })",
      fault: "malformed",
      message: /a vector without a direction/,
    },
    {
      what: "is killed",
      model: "async () => process.kill(process.pid, 'SIGKILL')",
      fault: "unreachable",
      message: /stopped/,
    },
  ])("leaves people their answer where it $what", async ({ model, fault, message }) => {
    const content = working.replace("MODEL", `Object.assign(${model}, { config: {} })`);
    const options = {
      modelsDirectory: await temporaryFolder(),
      packageName: await makePackage(content),
    };
    const embedding = await createTransformersEmbedding(place, options);
    // Twice: the second time a process that was killed is started again.
    for (let time = 0; time < 2; time += 1) {
      const failure = await embedding.embedQuery("secret words", signal).catch((error) => error);
      expect(failure).toMatchObject({
        code: "MODEL_FAILED",
        fault,
        message: expect.stringMatching(message),
      });
      expect(`${failure.message} ${failure.cause}`).not.toContain("secret");
    }
  });

  it("lets everything else happen while it runs, and heeds the signal", async () => {
    // A run that lets nothing else happen in its thread until long after both signals.
    const content = working.replace(
      "MODEL",
      "Object.assign(async () => { const end = Date.now() + 3_000; while (Date.now() < end); }, { config: {} })",
    );
    const options = {
      modelsDirectory: await temporaryFolder(),
      packageName: await makePackage(content),
    };
    const embedding = await createTransformersEmbedding(place, options);
    await expect(embedding.embedQuery("text", AbortSignal.timeout(50))).rejects.toMatchObject({
      fault: "slow",
    });
    await expect(embedding.embedQuery("text", AbortSignal.timeout(50))).rejects.toMatchObject({
      fault: "slow",
    });
  });
});
