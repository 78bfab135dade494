import { Embeddings } from "@langchain/core/embeddings";
import type { EmbeddingModel } from "../../src/search/embedding.ts";

/** LangChain's face of an {@link EmbeddingModel}. */
export class AgendaEmbeddings extends Embeddings {
  readonly #model: EmbeddingModel;

  constructor(model: EmbeddingModel) {
    super({});
    this.#model = model;
  }

  override embedDocuments(texts: string[]): Promise<number[][]> {
    return this.#model.embedDocuments(texts);
  }

  override embedQuery(text: string): Promise<number[]> {
    return this.#model.embedQuery(text);
  }
}
