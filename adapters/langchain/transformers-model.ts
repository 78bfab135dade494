import { availableParallelism } from "node:os";
import {
  type Encoded,
  type Model,
  outputOf,
  type Tensor,
  type Tokenizer,
  type TransformersLibrary,
} from "./transformers-library.ts";
import type { ModelSource } from "./transformers-message.ts";

/** A model in memory: one row a text, its vector of unit length or its score alone. */
export type LoadedModel = (
  texts: readonly string[],
  question?: string,
) => Promise<Float32Array<ArrayBuffer>[]>;

/** The package's level at which it prints nothing: a run that fails would print the tokens of people's texts. */
const silent = 50;
/** Characters of a token at most, with room to spare. What is behind them would be cut off as tokens anyway. */
const longestToken = 16;
/** Of a reranker's pair, so that a long question leaves room for the passage. */
const questionShare = 0.5;
const downloadMs = 60 * 60 * 1_000;

/** The model gave something else than what its task makes. */
export class OutputError extends Error {}

/** A file of the model is not there. */
export class MissingFileError extends Error {}

/** Loads a model; from the hub only where it is no folder, and once: then it is in `modelsDirectory`. */
export async function loadModel(
  library: TransformersLibrary,
  source: ModelSource,
): Promise<LoadedModel> {
  settle(library, source);
  const { model: name, isFolder, task } = source;
  const tokenizer = await loadTokenizer(library, source);
  const kind = task === "embedding" ? "AutoModel" : "AutoModelForSequenceClassification";
  const model = await library[kind].from_pretrained(name, {
    local_files_only: isFolder,
    // A quarter of the memory and up to half of the time of full precision, for next to nothing of the quality.
    dtype: "q8",
    device: "cpu",
    session_options: {
      // One processor stays free for the process that people wait for.
      intraOpNumThreads: Math.max(1, Math.min(8, availableParallelism() - 1)),
      // The arena keeps for good what its longest batch took.
      enableCpuMemArena: false,
    },
  });
  const limit = tokenLimit(tokenizer, model, source.maxTokens);
  return async (texts, question) => {
    const inputs = encode(tokenizer, limit, texts, question);
    const outputs = await model(inputs);
    const rows =
      task === "embedding"
        ? vectorsOf(outputs, inputs.attention_mask, source.pooling)
        : scoresOf(outputs);
    if (rows.length !== texts.length) throw new OutputError("not one row a text");
    return rows;
  };
}

async function loadTokenizer(
  library: TransformersLibrary,
  source: ModelSource,
): Promise<Tokenizer> {
  try {
    return await library.AutoTokenizer.from_pretrained(source.model, {
      local_files_only: source.isFolder,
    });
  } catch (error) {
    // The package goes on without a tokenizer_config.json that is not there, and stumbles over it.
    if (error instanceof TypeError && error.message.includes("tokenizer_class"))
      throw new MissingFileError("no tokenizer_config.json", { cause: error });
    throw error;
  }
}

function settle({ env }: TransformersLibrary, source: ModelSource): void {
  const { isFolder, modelsDirectory, hubUrl } = source;
  env.logLevel = silent;
  env.allowLocalModels = true;
  env.allowRemoteModels = !isFolder;
  env.useFSCache = !isFolder;
  env.cacheDir = modelsDirectory;
  env.localModelPath = modelsDirectory;
  env.remoteHost = hubUrl;
  env.fetch = (input, options) =>
    isFolder
      ? Promise.reject(new Error("a model in a folder is never fetched"))
      : fetch(input, { ...options, signal: AbortSignal.timeout(downloadMs) });
}

/** The least of what is wanted, what the tokenizer says and what the model has places for. */
function tokenLimit(tokenizer: Tokenizer, { config }: Model, wanted: number): number {
  const places = config["max_position_embeddings"];
  // RoBERTa counts places from the number of the filling on, which leaves two of them unused.
  const unused = /roberta/.test(String(config["model_type"])) ? 2 : 0;
  const limits = [
    tokenizer.model_max_length,
    typeof places === "number" ? places - unused : undefined,
  ].filter((limit): limit is number => typeof limit === "number" && limit > 0);
  return Math.min(wanted, ...limits);
}

function encode(
  tokenizer: Tokenizer,
  limit: number,
  texts: readonly string[],
  question: string | undefined,
): Encoded {
  const cut = texts.map((text) => text.slice(0, limit * longestToken));
  const options = { padding: true, truncation: true, max_length: limit };
  if (question === undefined) return closed(tokenizer(cut, options), tokenizer);
  const asked = question.slice(0, limit * longestToken * questionShare);
  const questions = cut.map(() => shortened(tokenizer, asked, limit * questionShare));
  return closed(tokenizer(questions, { ...options, text_pair: cut }), tokenizer);
}

/** As much of a question as there is room for. */
function shortened(tokenizer: Tokenizer, question: string, most: number): string {
  let text = question;
  for (;;) {
    const { dims } = tokenizer([text], { add_special_tokens: false }).input_ids;
    const count = dims[1] ?? 0;
    if (count <= most) return text;
    text = text.slice(0, Math.floor(text.length * Math.min(0.9, most / count)));
  }
}

/** Ends what was cut off with the token that ends every text: the package cuts that one off too. */
function closed(inputs: Encoded, { sep_token_id: end }: Tokenizer): Encoded {
  const { input_ids, attention_mask } = inputs;
  const [rows = 0, length = 0] = input_ids.dims;
  if (typeof end !== "number") return inputs;
  for (let row = 0; row < rows; row += 1) {
    const last = (row + 1) * length - 1;
    // Whole texts that reach the last place end with it already.
    if (attention_mask.data[last] === 1n) input_ids.data[last] = BigInt(end);
  }
  return inputs;
}

function vectorsOf(
  outputs: Readonly<Record<string, unknown>>,
  { data: mask }: Tensor<BigInt64Array>,
  pooling: ModelSource["pooling"],
): Float32Array<ArrayBuffer>[] {
  const states = outputOf(outputs, "last_hidden_state", 3);
  if (states === undefined) throw new OutputError("no last_hidden_state");
  const [rows = 0, length = 0, size = 0] = states.dims;
  return Array.from({ length: rows }, (_, row) => {
    const sum = new Float64Array(size);
    for (let place = 0; place < length; place += 1) {
      if (mask[row * length + place] !== 1n) continue;
      const start = (row * length + place) * size;
      for (let index = 0; index < size; index += 1)
        sum[index] = (sum[index] ?? 0) + (states.data[start + index] ?? 0);
      if (pooling === "first") break;
    }
    return unit(sum);
  });
}

/** The direction alone: dividing by how many were added up changes nothing of it. */
function unit(vector: Float64Array): Float32Array<ArrayBuffer> {
  const norm = Math.hypot(...vector);
  if (!(norm > 0 && Number.isFinite(norm))) throw new OutputError("a vector without a direction");
  return Float32Array.from(vector, (value) => value / norm);
}

function scoresOf(outputs: Readonly<Record<string, unknown>>): Float32Array<ArrayBuffer>[] {
  const logits = outputOf(outputs, "logits", 2);
  if (logits === undefined || logits.dims[1] !== 1) throw new OutputError("not one score a pair");
  return Array.from(logits.data, (logit) => {
    const score = 1 / (1 + Math.exp(-logit));
    if (!Number.isFinite(score)) throw new OutputError("a score that is no number");
    return Float32Array.of(score);
  });
}
