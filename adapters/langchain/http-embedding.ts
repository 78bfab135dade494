import type { Embeddings } from "@langchain/core/embeddings";
import * as z from "zod";
import { firstChars } from "../../src/language/clean-text.ts";
import { createBudget } from "../../src/models/budget.ts";
import type { ModelError } from "../../src/models/model-error.ts";
import { type ModelPlace, modelId } from "../../src/models/model-place.ts";
import type { NeuralEmbedding } from "../../src/models/neural-embedding.ts";
import { parseJson } from "../../src/parse-json.ts";
import { hostElsewhere, withAddress } from "./addresses.ts";
import { asModelError, modelFault } from "./as-model-error.ts";
import { loadPackage } from "./load-package.ts";
import { createModelFetch, type Fetch, type KnownPlace, type Patience } from "./model-fetch.ts";
import { prefixesMark, prefixesOf } from "./prefixes.ts";

/** What {@link createHttpEmbedding} may be told. */
export interface HttpEmbeddingOptions {
  /** With servers that are busy or away, for passages. Default: 5 times, after 0.5 s and twice as long each time. */
  readonly patience?: Patience;
  /** Milliseconds for one request, all its attempts and pauses included. Default 60,000. */
  readonly requestMs?: number;
}

/** Texts of one request. */
const batchSize = 32;
/** Bytes of a reply: 32 vectors of 4,096 numbers, written with 20 digits each. */
const maxBytes = 4_000_000;
const defaultRequestMs = 60_000;
const defaultPatience: Patience = { retries: 5, firstPauseMs: 500, longestPauseMs: 60_000 };

/**
 * Characters of a text at most, its prefix apart. Models of the BERT kind take 512 tokens; a token of Catalan is
 * rarely under 2.5 characters. All others take 2,048 tokens or more.
 */
const shortModels = /(?:^|[/_-])(?:e5|gte|minilm|mxbai|bge-(?:small|base|large)|all)(?:$|[:_-])/;
const shortChars = 1_200;
const longChars = 5_000;

type MakeEmbeddings = (fetch: Fetch) => Embeddings;
const makers: Record<string, (place: KnownPlace) => Promise<MakeEmbeddings>> = {
  openai: async ({ model, url, key = "none" }) => {
    const name = "@langchain/openai";
    const { OpenAIEmbeddings } = await loadPackage(name, () => import("@langchain/openai"));
    return (fetch) =>
      new OpenAIEmbeddings({
        model,
        apiKey: key,
        batchSize,
        stripNewLines: false,
        encodingFormat: "float",
        maxRetries: 0,
        configuration: {
          baseURL: url,
          fetch,
          organization: null,
          project: null,
          logLevel: "off",
        },
      });
  },
  ollama: async ({ model, url }) => {
    const name = "@langchain/ollama";
    const { OllamaEmbeddings } = await loadPackage(name, () => import("@langchain/ollama"));
    return (fetch) =>
      new OllamaEmbeddings({ model, baseUrl: url, fetch, truncate: true, maxRetries: 0 });
  },
};

/**
 * A neural embedding behind OpenAI's protocol or Ollama's. Texts are cut at what models of that name take, by a cautious
 * count of characters.
 * @throws AssistantError MODEL_PACKAGE_MISSING
 */
export async function createHttpEmbedding(
  place: ModelPlace,
  { patience = defaultPatience, requestMs = defaultRequestMs }: HttpEmbeddingOptions = {},
): Promise<NeuralEmbedding> {
  const known = withAddress(place);
  const make = await makers[place.provider]?.(known);
  if (make === undefined) throw new TypeError(`no embeddings by ${place.provider}`);
  const fetchFor = createModelFetch({ place: known, maxBytes });
  const prefixes = prefixesOf(place.model);
  const mostChars = shortModels.test(place.model.toLowerCase()) ? shortChars : longChars;
  const check = createVectorCheck((error) => modelFault("malformed", known, { error }));

  const embed = async (
    texts: readonly string[],
    signal: AbortSignal,
    patience?: Patience,
  ): Promise<Float32Array[]> => {
    if (texts.length === 0) return [];
    // A build has no end of its own: one server that stalls would hold it up for ever.
    const budget = createBudget(requestMs, { signal });
    try {
      signal.throwIfAborted();
      const inspect = (text: string) => {
        if (!isInOrder(parseJson(text), texts.length)) throw modelFault("malformed", known);
      };
      const embeddings = make(fetchFor(budget.signal, { patience, inspect }));
      return check(await embeddings.embedDocuments([...texts]), texts.length);
    } catch (error) {
      if (budget.signal.aborted && !signal.aborted) throw modelFault("slow", known);
      throw asModelError(error, known, signal);
    } finally {
      budget.dispose();
    }
  };
  return {
    id: modelId(place) + prefixesMark(prefixes),
    batchSize,
    isRemote: hostElsewhere(known) !== undefined,
    embedPassages: (texts, signal) =>
      embed(
        texts.map((text) => prefixes.passage + firstChars(text, mostChars)),
        signal,
        patience,
      ),
    async embedQuery(text, signal) {
      const asked = prefixes.query + firstChars(text, mostChars);
      const [vector = new Float32Array()] = await embed([asked], signal);
      return vector;
    },
  };
}

const listSchema = z.looseObject({ data: z.array(z.looseObject({ index: z.int().optional() })) });

/** Whether a reply has one vector a text, in their order: OpenAI's package reads neither number nor order. */
function isInOrder(reply: unknown, count: number): boolean {
  const list = listSchema.safeParse(reply);
  if (!list.success) return true;
  const { data } = list.data;
  return (
    data.length === count && data.every(({ index = -1 }, place) => [-1, place].includes(index))
  );
}

const vectorsSchema = z.array(z.array(z.number()).min(1));

/** Vectors of unit length, as many as texts, all of one dimension for as long as this lives. */
function createVectorCheck(fault: (error?: unknown) => ModelError) {
  let dimensions: number | undefined;
  return (value: unknown, count: number): Float32Array[] => {
    const vectors = vectorsSchema.safeParse(value);
    if (!vectors.success) throw fault(vectors.error);
    if (vectors.data.length !== count) throw fault();
    return vectors.data.map((vector) => {
      const expected = dimensions ?? vector.length;
      const length = Math.hypot(...vector);
      if (vector.length !== expected || !Number.isFinite(length) || length === 0) throw fault();
      dimensions = expected;
      return Float32Array.from(vector, (number) => number / length);
    });
  };
}
