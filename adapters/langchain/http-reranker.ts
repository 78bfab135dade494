import type { DocumentInterface } from "@langchain/core/documents";
import { Document } from "@langchain/core/documents";
import { BaseDocumentCompressor } from "@langchain/core/retrievers/document_compressors";
import * as z from "zod";
import { firstChars } from "../../src/language/clean-text.ts";
import { type ModelPlace, modelId } from "../../src/models/model-place.ts";
import type { Reranker } from "../../src/models/reranker.ts";
import { withAddress } from "./addresses.ts";
import { asModelError, modelFault } from "./as-model-error.ts";
import { createModelFetch, type Fetch, type KnownPlace } from "./model-fetch.ts";

/** Bytes of a reply at most. */
const maxBytes = 2_000_000;
/** Characters of a text at most: servers of rerankers take 512 tokens and cut the rest, or refuse it. */
const mostChars = 2_000;

/** A score by the place of its text. */
interface Placed {
  readonly index: number;
  readonly score: number;
}

/** How a server is asked, and what it replies. */
interface Protocol {
  body(model: string, question: string, texts: readonly string[]): object;
  readonly reply: z.ZodType<readonly Placed[]>;
}

const place = z.int().nonnegative();
/** Cohere's, which Jina, Voyage and vLLM speak too. https://docs.cohere.com/reference/rerank */
const cohere: Protocol = {
  body: (model, query, documents) => ({ model, query, documents, top_n: documents.length }),
  reply: z
    .looseObject({ results: z.array(z.looseObject({ index: place, relevance_score: z.number() })) })
    .transform(({ results }) =>
      results.map(({ index, relevance_score: score }) => ({ index, score })),
    ),
};
/** Text Embeddings Inference. https://huggingface.github.io/text-embeddings-inference/ */
const tei: Protocol = {
  body: (_model, query, texts) => ({ query, texts, truncate: true }),
  reply: z.array(z.looseObject({ index: place, score: z.number() })),
};
const protocols: Record<string, Protocol> = { cohere, tei };

/** LangChain's face of a reranker behind HTTP: documents best first, with `relevanceScore` in their metadata. */
class HttpDocumentCompressor extends BaseDocumentCompressor {
  readonly #score: (question: string, texts: readonly string[]) => Promise<readonly number[]>;

  constructor(score: (question: string, texts: readonly string[]) => Promise<readonly number[]>) {
    super();
    this.#score = score;
  }

  override async compressDocuments(
    documents: DocumentInterface[],
    query: string,
  ): Promise<DocumentInterface[]> {
    const texts = documents.map(({ pageContent }) => pageContent);
    const scores = await this.#score(query, texts);
    return documents
      .map((document, index) => ({ document, relevanceScore: scores[index] ?? 0 }))
      .sort((a, b) => b.relevanceScore - a.relevanceScore)
      .map(
        ({ document, relevanceScore }) =>
          new Document({ ...document, metadata: { ...document.metadata, relevanceScore } }),
      );
  }
}

/** A reranker behind Cohere's protocol, or that of Text Embeddings Inference. */
export async function createHttpReranker(given: ModelPlace): Promise<Reranker> {
  const known = withAddress(given);
  const protocol = protocols[given.provider];
  if (protocol === undefined) throw new TypeError(`no reranker by ${given.provider}`);
  const fetchFor = createModelFetch({ place: known, maxBytes });
  return {
    id: modelId(given),
    async score(question, texts, signal) {
      if (texts.length === 0) return [];
      try {
        signal.throwIfAborted();
        const compressor = new HttpDocumentCompressor((query, cut) =>
          ask(fetchFor(signal), known, protocol, query, cut),
        );
        const documents = texts.map(
          (text, index) =>
            new Document({ pageContent: firstChars(text, mostChars), metadata: { index } }),
        );
        const scored = await compressor.compressDocuments(documents, question);
        const scores = new Map(
          scored.map(({ metadata }) => [metadata["index"], metadata["relevanceScore"]]),
        );
        return texts.map((_text, index) => z.number().parse(scores.get(index)));
      } catch (error) {
        throw asModelError(error, known, signal);
      }
    },
  };
}

async function ask(
  fetch: Fetch,
  known: KnownPlace,
  protocol: Protocol,
  question: string,
  texts: readonly string[],
): Promise<readonly number[]> {
  const response = await fetch(`${known.url}/rerank`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(protocol.body(known.model, question, texts)),
  });
  const placed = protocol.reply.parse(await response.json());
  const scores = new Map(placed.map(({ index, score }) => [index, score]));
  const isComplete =
    placed.length === texts.length &&
    scores.size === texts.length &&
    texts.every((_text, index) => scores.has(index));
  if (!isComplete) throw modelFault("malformed", known);
  return withinUnit(texts.map((_text, index) => scores.get(index) ?? 0));
}

/** Servers that were told to give raw scores give them over 1 and under 0: those say as much after a sigmoid. */
function withinUnit(scores: readonly number[]): readonly number[] {
  const isUnit = scores.every((score) => score >= 0 && score <= 1);
  return isUnit ? scores : scores.map((score) => 1 / (1 + Math.exp(-score)));
}
