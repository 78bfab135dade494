import { BM25Retriever } from "@langchain/community/retrievers/bm25";
import { Document } from "@langchain/core/documents";
import MiniSearch from "minisearch";
import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { fold } from "../../src/language/tokens.ts";

/** Ranks items for a question: their ids, best first. */
export type Ranker = (question: string) => Promise<string[]>;

const shown = 10;

/**
 * What a developer would use without this project, over the same text: title, expected questions and body.
 * MiniSearch with folded words, prefix and fuzzy search is the strongest simple library that was measured.
 */
export function createBaselines(items: readonly KnowledgeItem[]): Record<string, Ranker> {
  return { MiniSearch: miniSearch(items), "LangChain BM25": langChainBm25(items) };
}

function miniSearch(items: readonly KnowledgeItem[]): Ranker {
  const index = new MiniSearch({
    fields: ["title", "questions", "body"],
    processTerm: (term) => fold(term),
    searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 2 } },
  });
  index.addAll(
    items.map((item) => ({
      id: item.id,
      title: item.kind === "document" ? "" : item.title,
      questions: item.questions.join("\n"),
      body: bodyOf(item),
    })),
  );
  return (question) =>
    Promise.resolve(
      index
        .search(question)
        .slice(0, shown)
        .map((result) => String(result.id)),
    );
}

function langChainBm25(items: readonly KnowledgeItem[]): Ranker {
  const documents = items.map((item) => {
    const title = item.kind === "document" ? "" : item.title;
    return new Document({
      pageContent: [title, ...item.questions, bodyOf(item)].join("\n"),
      metadata: { id: item.id },
    });
  });
  const retriever = BM25Retriever.fromDocuments(documents, { k: shown });
  return async (question) => {
    // The retriever makes a regular expression of each word, so signs in a question would break it.
    const words = question.replace(/[^\p{L}\p{N}\s]+/gu, " ");
    return (await retriever.invoke(words)).map((document) => String(document.metadata["id"]));
  };
}

function bodyOf(item: KnowledgeItem): string {
  return item.blocks.map((block) => block.text).join("\n");
}
