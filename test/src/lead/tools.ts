import { readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import type { Citation } from "../../../src/answer/answer.ts";
import type { ChatModel, ChatRequest } from "../../../src/models/chat-model.ts";
import { createLanguageTools } from "../../../src/search/search-index.ts";

/** The understanding of language that the shipped knowledge gives. */
export const index = {
  language: createLanguageTools((await readKnowledge("knowledge")).concepts),
};

/** A citation of a quote, as answers hold it. */
export function citationOf(quote: string, title = "Títol"): Citation {
  return {
    itemId: "1.1.1",
    kind: "action",
    title,
    place: [],
    quote,
    url: "http://localhost:3978/agenda/1.1.1",
    score: 1,
    origin: "own",
    sourcePath: "eixos/a.md",
    references: [],
  };
}

/** A model that replies what it is given, and remembers what it was asked. */
export function modelOf(reply: unknown): ChatModel & { readonly requests: ChatRequest<unknown>[] } {
  const requests: ChatRequest<unknown>[] = [];
  return {
    id: "test:model",
    requests,
    async complete(request) {
      requests.push(request as ChatRequest<unknown>);
      return { value: request.schema.parse(reply), usage: { inputTokens: 7, outputTokens: 3 } };
    },
  };
}
