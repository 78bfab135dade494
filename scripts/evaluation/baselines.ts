import { BM25Retriever } from "@langchain/community/retrievers/bm25";
import { Document } from "@langchain/core/documents";
import MiniSearch from "minisearch";
import { fold } from "../../src/language/tokens.ts";
import { passageText } from "../../src/search/passages.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";

/** Ranks items for a question: their ids, best first. */
export type Ranker = (question: string) => Promise<string[]>;

const shown = 10;
/** Passages of one item that may crowd out others in a list of passages. */
const passagesAnItem = 5;

/** A text that a baseline indexes; several may belong to one item. */
interface Entry {
  readonly itemId: string;
  readonly title: string;
  readonly questions: string;
  readonly body: string;
}

/**
 * What a developer would use without this project, over the same passages: title, expected questions and body.
 * MiniSearch with folded words, prefix and fuzzy search is the strongest simple library that was measured.
 */
export function createBaselines(index: SearchIndex): Record<string, Ranker> {
  const entries = index.passages.flatMap((passage): Entry[] => {
    const item = index.catalogue.get(passage.itemId);
    if (item === undefined) return [];
    const title = item.kind === "document" ? "" : item.title;
    return [
      {
        itemId: item.id,
        title: [title, ...passage.headings].join("\n"),
        questions: passage.isFirst ? item.questions.join("\n") : "",
        body: passageText(item, passage),
      },
    ];
  });
  return { MiniSearch: miniSearch(entries), "LangChain BM25": langChainBm25(entries) };
}

function miniSearch(entries: readonly Entry[]): Ranker {
  const index = new MiniSearch({
    fields: ["title", "questions", "body"],
    storeFields: ["itemId"],
    processTerm: (term) => fold(term),
    searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 2 } },
  });
  index.addAll(entries.map((entry, id) => ({ ...entry, id })));
  return (question) =>
    Promise.resolve(firstOfEach(index.search(question).map((result) => String(result["itemId"]))));
}

function langChainBm25(entries: readonly Entry[]): Ranker {
  const documents = entries.map(
    ({ itemId, title, questions, body }) =>
      new Document({ pageContent: [title, questions, body].join("\n"), metadata: { itemId } }),
  );
  const retriever = BM25Retriever.fromDocuments(documents, { k: shown * passagesAnItem });
  return async (question) => {
    // The retriever makes a regular expression of each word, so signs in a question would break it.
    const words = question.replace(/[^\p{L}\p{N}\s]+/gu, " ");
    return firstOfEach(
      (await retriever.invoke(words)).map((document) => String(document.metadata["itemId"])),
    );
  };
}

function firstOfEach(ids: readonly string[]): string[] {
  return [...new Set(ids)].slice(0, shown);
}
