/** What a model wants before a question and before a passage. */
export interface Prefixes {
  readonly query: string;
  readonly passage: string;
}

const task = "Given a question, retrieve passages that answer the question";
const none: Prefixes = { query: "", passage: "" };
const instructed: Prefixes = { query: `Instruct: ${task}\nQuery: `, passage: "" };

/** The first that fits a model's name counts. Each is what the model's own card tells. */
const prefixesByName: readonly (readonly [RegExp, Prefixes])[] = [
  [/e5.*instruct/, instructed],
  [/(?:^|[/_-])(?:multilingual-)?e5(?:$|[:_-])/, { query: "query: ", passage: "passage: " }],
  [/qwen3-embedding/, instructed],
  [/embedding-?gemma/, { query: "task: search result | query: ", passage: "title: none | text: " }],
  [/nomic-embed-text/, { query: "search_query: ", passage: "search_document: " }],
  [/snowflake-arctic-embed/, { query: "query: ", passage: "" }],
];

/** What a model of that name wants before its texts; empty where it wants nothing, and for models that nobody knows. */
export function prefixesOf(model: string): Prefixes {
  const name = model.toLowerCase();
  return prefixesByName.find(([pattern]) => pattern.test(name))?.[1] ?? none;
}

/** What these prefixes add to the id of an embedding: vectors made with others are not compared. */
export function prefixesMark({ query, passage }: Prefixes): string {
  return query === "" && passage === "" ? "" : "+prefixes1";
}
