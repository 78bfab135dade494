import * as z from "zod";
import type { ModelPlace } from "./models/model-place.ts";
import { withoutUndefined } from "./without-undefined.ts";

const providers = {
  EMBEDDINGS: ["openai", "ollama", "transformers"],
  RERANKER: ["cohere", "tei", "transformers"],
  CHAT_MODEL: ["openai", "ollama", "mistralai", "anthropic"],
} as const;
type Purpose = keyof typeof providers;

/** Providers whose address is the one that their package knows: everybody else's server is wherever its owner put it. */
const knownAddresses: readonly string[] = ["openai", "ollama", "cohere", "mistralai", "anthropic"];
/** Providers that take a key, and always one at their own address. */
const keyed: readonly string[] = ["openai", "cohere", "mistralai", "anthropic"];

function model(purpose: Purpose) {
  const known: readonly string[] = providers[purpose];
  return z
    .string()
    .trim()
    .transform((value, context): Pick<ModelPlace, "provider" | "model"> | undefined => {
      if (value === "local" && purpose === "EMBEDDINGS") return undefined;
      const [, provider = "", name = ""] = /^([a-z]+):(\S+)$/.exec(value) ?? [];
      if (known.includes(provider)) return { provider, model: name };
      const kinds = known.map((one) => `${one}:MODEL`).join(", ");
      context.addIssue({
        code: "custom",
        message: `expected ${purpose === "EMBEDDINGS" ? "local, " : ""}${kinds}, with the provider's name of the model`,
      });
      return z.NEVER;
    })
    .optional();
}

/** Base address of a server: `/v1` and the like belong to it, a query does not. */
const address = z
  .string()
  .trim()
  .pipe(z.url({ protocol: /^https?$/, error: "expected an address like http://127.0.0.1:8000/v1" }))
  .refine((url) => {
    // Said already; looked at all the same.
    if (!URL.canParse(url)) return true;
    const { search, hash, username, password } = new URL(url);
    return search + hash + username + password === "";
  }, "expected an address without a query, a # or a password")
  .transform((url) => url.replace(/\/+$/, ""))
  .optional();

/** Goes into a header as it stands. */
const key = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,4096}$/, "expected a key: letters, digits and signs without spaces")
  .optional();

const price = /^\d{1,6}(?:\.\d{1,6})?$/;
const count = (most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,12}$/, `expected a number from 1 to ${most}`)
    .transform(Number)
    .refine((value) => value >= 1 && value <= most, `expected a number from 1 to ${most}`);

/** Optional models, by name of their settings. */
export const modelShape = {
  EMBEDDINGS: model("EMBEDDINGS"),
  EMBEDDINGS_URL: address,
  EMBEDDINGS_KEY: key,
  EMBEDDINGS_PRICE: z
    .string()
    .trim()
    .regex(price, "expected a price of a million tokens, like 0.13")
    .transform(Number)
    .optional(),
  EMBEDDINGS_MAX_TOKENS: count(1e12).default(2_000_000),
  RERANKER: model("RERANKER"),
  RERANKER_URL: address,
  RERANKER_KEY: key,
  CHAT_MODEL: model("CHAT_MODEL"),
  CHAT_MODEL_URL: address,
  CHAT_MODEL_KEY: key,
  CHAT_MODEL_PRICE: z
    .string()
    .trim()
    .refine((value) => {
      const parts = value.split("/");
      return parts.length === 2 && parts.every((part) => price.test(part.trim()));
    }, "expected prices of a million tokens in and out, like 0.15/0.60")
    .optional(),
  CHAT_MODEL_DAILY_TOKENS: count(1e9).default(500_000),
  ANSWER_BUDGET_MS: z
    .string()
    .trim()
    .regex(/^\d{3,5}$/, "expected milliseconds from 500 to 60000")
    .transform(Number)
    .refine((value) => value >= 500 && value <= 60_000, "expected milliseconds from 500 to 60000")
    .default(6_000),
};

type ModelValues = z.infer<z.ZodObject<typeof modelShape>>;

/** A neural embedding. */
export interface EmbeddingsConfig extends ModelPlace {
  /** Of a million tokens, in whatever currency the provider asks for. */
  readonly price?: number;
  /** Estimated tokens that one build may send at most. */
  readonly maxTokens: number;
}

/** A chat model. */
export interface ChatConfig extends ModelPlace {
  /** Of a million tokens, in whatever currency the provider asks for. */
  readonly price?: { readonly input: number; readonly output: number };
  /** Tokens in and out that each council may spend in a day. */
  readonly dailyTokens: number;
}

/** Models that are set up. */
export interface ModelsConfig {
  readonly embeddings?: EmbeddingsConfig;
  readonly reranker?: ModelPlace;
  readonly chat?: ChatConfig;
  /** Milliseconds after which an answer goes out with what there is. */
  readonly budgetMs: number;
}

/** Refuses a model that could not be reached, and an address or a key without one. */
export function checkModels(settings: ModelValues, context: z.core.$RefinementCtx): void {
  for (const purpose of Object.keys(providers) as Purpose[])
    for (const [name, message] of faultsOf(settings, purpose))
      context.addIssue({ code: "custom", path: [name], message });
}

function faultsOf(settings: ModelValues, purpose: Purpose): (readonly [string, string])[] {
  const provider = settings[purpose]?.provider;
  const names = [`${purpose}_URL`, `${purpose}_KEY`, `${purpose}_PRICE`] as const;
  const given: Readonly<Record<string, unknown>> = settings;
  const isSet = (name: string) => given[name] !== undefined;
  const [url, secret] = names;
  if (provider === undefined)
    return names.filter(isSet).map((name) => [name, `is set, and ${purpose} names no model`]);
  if (provider === "transformers") {
    const faults = [
      [url, "transformers runs on this machine: it has no address"],
      [secret, "transformers runs on this machine: it takes no key"],
    ] as const;
    return faults.filter(([name]) => isSet(name));
  }
  if (isSet(url)) return [];
  if (!knownAddresses.includes(provider))
    return [[url, `missing: the address of the server that ${provider} runs on`]];
  return keyed.includes(provider) && !isSet(secret)
    ? [[secret, `missing: the key of ${provider}`]]
    : [];
}

/** The models that are set up. */
export function modelsOf(settings: ModelValues): ModelsConfig {
  const place = (purpose: Purpose): ModelPlace | undefined => {
    const chosen = settings[purpose];
    if (chosen === undefined) return undefined;
    return withoutUndefined({
      ...chosen,
      url: settings[`${purpose}_URL`],
      key: settings[`${purpose}_KEY`],
    });
  };
  const embeddings = place("EMBEDDINGS");
  const chat = place("CHAT_MODEL");
  const [input, output] = (settings.CHAT_MODEL_PRICE ?? "").split("/").map(Number);
  return withoutUndefined({
    embeddings:
      embeddings &&
      withoutUndefined({
        ...embeddings,
        price: settings.EMBEDDINGS_PRICE,
        maxTokens: settings.EMBEDDINGS_MAX_TOKENS,
      }),
    reranker: place("RERANKER"),
    chat:
      chat &&
      withoutUndefined({
        ...chat,
        price: input === undefined || output === undefined ? undefined : { input, output },
        dailyTokens: settings.CHAT_MODEL_DAILY_TOKENS,
      }),
    budgetMs: settings.ANSWER_BUDGET_MS,
  });
}
