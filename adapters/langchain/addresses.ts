import type { ModelPlace } from "../../src/models/model-place.ts";
import type { KnownPlace } from "./model-fetch.ts";

/** Where providers are unless the settings say otherwise: said here, so that no package looks in the environment. */
const addresses = new Map([
  ["openai", "https://api.openai.com/v1"],
  ["ollama", "http://127.0.0.1:11434"],
  ["mistralai", "https://api.mistral.ai"],
  ["anthropic", "https://api.anthropic.com"],
  ["cohere", "https://api.cohere.com/v2"],
]);

/** Hosts that are this machine. */
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** The place with its address, the provider's own where it has none. */
export function withAddress(place: ModelPlace): KnownPlace {
  const url = place.url ?? addresses.get(place.provider);
  if (url === undefined) throw new TypeError(`${place.provider} has no address of its own`);
  return { ...place, url: url.replace(/\/+$/, "") };
}

/** Names of models that Ollama runs on its own servers, whoever is asked for them: `gpt-oss:120b-cloud`. */
const ollamaCloud = /[:-]cloud$/;

/** The host that what is sent to a model ends up at; undefined where it stays on this machine. */
export function hostElsewhere(place: ModelPlace): string | undefined {
  if (place.provider === "transformers") return undefined;
  if (place.provider === "ollama" && ollamaCloud.test(place.model)) return "ollama.com";
  const { hostname, host } = new URL(withAddress(place).url);
  return loopback.test(hostname) ? undefined : host;
}
