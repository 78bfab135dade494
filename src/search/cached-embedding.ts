import { createHash } from "node:crypto";
import { AssistantError } from "../errors.ts";
import { ModelError } from "../models/model-error.ts";
import type { NeuralEmbedding, VectorCache } from "../models/neural-embedding.ts";

/** What embedding a number of texts will take. */
export interface EmbeddingEstimate {
  readonly texts: number;
  /** Of these, how many are embedded already and cost nothing. */
  readonly kept: number;
  /** Of the others, in tokens: estimated from their length, rather too many than too few. */
  readonly tokens: number;
}

/** A neural embedding as a build of the index uses it. */
export interface NeuralBuild {
  readonly embedding: NeuralEmbedding;
  readonly cache: VectorCache;
  /** Estimated tokens that one build may send at most, where texts leave this machine. */
  readonly maxTokens: number;
  /** Told before anything but a probe is sent. */
  readonly onEstimate?: (estimate: EmbeddingEstimate) => void;
  /** Ends a build that is no longer wanted, between two requests or in one. */
  readonly signal?: AbortSignal;
}

/** Embeds texts that were not embedded before and keeps what it embeds: a build that was cut goes on where it was. */
export interface CachedEmbedding {
  readonly id: string;
  readonly dimensions: number;
  /** What embedding these will take. @throws AssistantError EMBEDDINGS_LIMIT when it is more than may be sent */
  estimate(passages: TextSource, questions: readonly string[]): Promise<EmbeddingEstimate>;
  /** In the order of the texts. @throws ModelError, AssistantError EMBEDDINGS_LIMIT, INDEX_WRITE_FAILED */
  passages(texts: readonly string[]): Promise<Float32Array[]>;
  /** The same for questions. */
  questions(texts: readonly string[]): Promise<Float32Array[]>;
}

/** Texts in their order, a stretch at a time. */
export interface TextSource {
  readonly count: number;
  texts(from: number, to: number): string[];
}

type Side = "passage" | "question";

/** Catalan takes about 3.3 characters a token in today's multilingual vocabularies. */
const charsPerToken = 3;
/** Texts looked up at once. */
const blockSize = 500;
/** Questions under way at once: each is a request of its own. */
const questionsAtOnce = 4;
/** Embedded first: it tells whether the model is still the one whose vectors are kept under its name. */
const probe = "L'ajuntament publica les actes del ple a la seu electrònica.";
/** Cosine below which it is another model; the same one differs by less on other hardware. */
const leastLikeness = 0.98;
/** Models that were given one name, one after the other. */
const mostGenerations = 20;

/**
 * Puts a cache before a neural embedding, and a limit on what is sent. Asks the model for one vector: what is kept of a
 * model that was changed under its name is not used.
 * @throws ModelError
 */
export async function openCachedEmbedding(
  build: NeuralBuild,
  onEmbedded: (passages: number) => void,
): Promise<CachedEmbedding> {
  const { embedding, cache, maxTokens } = build;
  const signal = build.signal ?? new AbortController().signal;
  const [probed = new Float32Array()] = await embedding.embedPassages([probe], signal);
  const namespace = await namespaceOf(probed, build);
  const keyOf = (side: Side, text: string) => digestOf(`${namespace}\n${side}\n${text}`);
  let sentTokens = 0;
  return {
    id: embedding.id,
    dimensions: probed.length,
    async estimate(passages, questions) {
      const asked = {
        count: questions.length,
        texts: (from: number, to: number) => questions.slice(from, to),
      };
      const ofPassages = await lookUp("passage", passages);
      const ofQuestions = await lookUp("question", asked);
      const tokens = ofPassages.tokens + ofQuestions.tokens;
      if (embedding.isRemote && tokens > maxTokens) throw beyondLimit(tokens, maxTokens);
      return { texts: passages.count, kept: ofPassages.kept, tokens };
    },
    passages: (texts) =>
      embed("passage", texts, embedding.batchSize, (some) => embedding.embedPassages(some, signal)),
    questions: (texts) =>
      embed("question", texts, questionsAtOnce, (some) =>
        Promise.all(some.map((text) => embedding.embedQuery(text, signal))),
      ),
  };

  /** How many are kept, and what the others take. */
  async function lookUp(side: Side, { count, texts }: TextSource) {
    let kept = 0;
    let tokens = 0;
    for (let from = 0; from < count; from += blockSize) {
      const block = texts(from, Math.min(from + blockSize, count));
      const keys = block.map((text) => keyOf(side, text));
      const known = await cache.get(keys);
      block.forEach((text, at) => {
        if (known.has(keys[at] ?? "")) kept += 1;
        else tokens += tokensOf(text);
      });
    }
    return { kept, tokens };
  }

  async function embed(
    side: Side,
    texts: readonly string[],
    batchSize: number,
    ask: (texts: readonly string[]) => Promise<Float32Array[]>,
  ): Promise<Float32Array[]> {
    const keys = texts.map((text) => keyOf(side, text));
    const byKey = new Map(keys.map((key, at) => [key, texts[at] ?? ""]));
    const known = new Map(await cache.get(keys));
    const missing = [...byKey].filter(([key]) => !known.has(key));
    if (side === "passage") onEmbedded(texts.length - missing.length);
    for (let from = 0; from < missing.length; from += batchSize) {
      signal.throwIfAborted();
      const batch = missing.slice(from, from + batchSize);
      const sent = batch.map(([, text]) => text);
      spend(sent);
      const vectors = await ask(sent);
      const made = new Map(batch.map(([key], at) => [key, checked(vectors[at])]));
      await cache.add(made);
      for (const [key, vector] of made) known.set(key, vector);
      if (side === "passage") onEmbedded(batch.length);
    }
    return keys.map((key) => checked(known.get(key)));
  }

  /** Before it is sent: a limit that is noticed afterwards is none. */
  function spend(texts: readonly string[]): void {
    if (!embedding.isRemote) return;
    sentTokens += texts.reduce((sum, text) => sum + tokensOf(text), 0);
    if (sentTokens > maxTokens) throw beyondLimit(sentTokens, maxTokens);
  }

  function checked(vector: Float32Array | undefined): Float32Array {
    if (vector?.length === probed.length) return vector;
    throw new ModelError(
      "malformed",
      `${embedding.id} gives vectors of ${vector?.length ?? 0} numbers beside others of ${probed.length}: the model is being changed, run npm run index once that is done`,
    );
  }
}

/** Name under which vectors like the probed one are kept: another one for each model that went by the same name. */
async function namespaceOf(
  probed: Float32Array,
  { embedding, cache }: NeuralBuild,
): Promise<string> {
  for (let generation = 0; generation < mostGenerations; generation += 1) {
    const namespace = `${embedding.id}\n${generation}`;
    const key = digestOf(`${namespace}\nprobe\n${probe}`);
    const kept = (await cache.get([key])).get(key);
    if (kept === undefined) await cache.add(new Map([[key, probed]]));
    if (kept === undefined || likeness(kept, probed) >= leastLikeness) return namespace;
  }
  return `${embedding.id}\n${digestOf(probed.join())}`;
}

/** Cosine of vectors of unit length; 0 where they have not the same number of dimensions. */
function likeness(kept: Float32Array, probed: Float32Array): number {
  if (kept.length !== probed.length) return 0;
  return kept.reduce((sum, value, at) => sum + value * (probed[at] ?? 0), 0);
}

function beyondLimit(tokens: number, maxTokens: number): AssistantError {
  return new AssistantError(
    "EMBEDDINGS_LIMIT",
    `embedding would send about ${tokens} tokens and EMBEDDINGS_MAX_TOKENS allows ${maxTokens}: raise it if that is what you want, and run npm run index. What is embedded already is kept`,
  );
}

function tokensOf(text: string): number {
  return Math.ceil(text.length / charsPerToken) + 1;
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
