import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { loadPackage } from "./load-package.ts";
import type { Fetch, KnownPlace } from "./model-fetch.ts";

/** What one call of a chat model needs. */
export interface ChatCall {
  readonly fetch: Fetch;
  /** Tokens of the reply at most. */
  readonly maxTokens: number;
}

/** A provider's class of LangChain, ready to be made for each call: a fetch carries the signal of one. */
export interface ChatPackage {
  readonly make: (call: ChatCall) => BaseChatModel;
  /** Header of the key, where it is not a bearer's. */
  readonly keyHeader?: string;
}

/** Class of a package that is not installed with the product. */
type ChatClass = new (fields: Record<string, unknown>) => BaseChatModel;

/**
 * Models of OpenAI that think first take no temperature, and count their thoughts as tokens of the reply. A deployment of one
 * by another name has to be named after it. https://platform.openai.com/docs/guides/reasoning
 */
const thinking = /^(?:o\d|gpt-5(?!-chat))/;
/** Models of Anthropic that take no temperature. */
const unheated = /^claude-(?:opus|sonnet)-(?:4-[7-9]|[5-9])/;
/** Tokens for thoughts, on top of the reply's. */
const thoughtTokens = 2_000;
/** Tokens of question and reply together: Ollama's own default forgets the beginning of what is longer. */
const ollamaTokens = 8_192;
/** Stands where a package wants a key and there is none; it is not sent. */
const noKey = "none";

/** The providers of chat models, by the name in the settings. */
export const chatPackages: Record<string, (place: KnownPlace) => Promise<ChatPackage>> = {
  async openai({ model, url, key = noKey }) {
    const { ChatOpenAI } = await loadPackage(
      "@langchain/openai",
      () => import("@langchain/openai"),
    );
    const thinks = thinking.test(model);
    return {
      make: ({ fetch, maxTokens }) =>
        new ChatOpenAI({
          model,
          apiKey: key,
          ...(thinks ? { reasoning: { effort: "low" } } : { temperature: 0 }),
          maxTokens: thinks ? maxTokens + thoughtTokens : maxTokens,
          maxRetries: 0,
          streaming: false,
          configuration: {
            baseURL: url,
            fetch,
            organization: null,
            project: null,
            logLevel: "off",
          },
        }),
    };
  },
  async ollama({ model, url }) {
    const { ChatOllama } = await loadPackage(
      "@langchain/ollama",
      () => import("@langchain/ollama"),
    );
    return {
      make: ({ fetch, maxTokens }) =>
        new ChatOllama({
          model,
          baseUrl: url,
          fetch,
          temperature: 0,
          numPredict: maxTokens,
          numCtx: ollamaTokens,
          think: false,
          maxRetries: 0,
        }),
    };
  },
  async mistralai({ model, url, key = noKey }) {
    const ChatMistralAI = await chatClass("@langchain/mistralai", "ChatMistralAI");
    return {
      make: ({ fetch, maxTokens }) =>
        new ChatMistralAI({
          model,
          apiKey: key,
          serverURL: withoutVersion(url),
          httpClient: { request: (request: Request) => fetch(request) },
          temperature: 0,
          maxTokens,
          maxRetries: 0,
          streaming: false,
        }),
    };
  },
  async anthropic({ model, url, key = noKey }) {
    const ChatAnthropic = await chatClass("@langchain/anthropic", "ChatAnthropic");
    return {
      keyHeader: "x-api-key",
      make: ({ fetch, maxTokens }) =>
        new ChatAnthropic({
          model,
          apiKey: key,
          anthropicApiUrl: withoutVersion(url),
          clientOptions: { fetch, logLevel: "off" },
          ...(unheated.test(model) ? {} : { temperature: 0 }),
          maxTokens,
          maxRetries: 0,
          streaming: false,
        }),
    };
  },
};

async function chatClass(name: string, exported: string): Promise<ChatClass> {
  const loaded = await loadPackage(
    name,
    () => import(name) as Promise<Record<string, ChatClass | undefined>>,
  );
  const found = loaded[exported];
  if (found === undefined) throw new TypeError(`${name} has no ${exported}`);
  return found;
}

/** These packages put `/v1` there themselves. */
function withoutVersion(url: string): string {
  return url.replace(/\/v1$/, "");
}
