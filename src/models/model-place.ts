/** A model and where it is reached. */
export interface ModelPlace {
  /** As in the settings, before the colon: `openai`, `ollama`, `transformers`. */
  readonly provider: string;
  /** The provider's own name of the model. */
  readonly model: string;
  /** Base address of the server; the provider's own when absent. */
  readonly url?: string;
  /** Key of the server; none when absent. Never logged. */
  readonly key?: string;
}

/** `provider:model` of a place: what logs, manifests and labels name. */
export function modelId({ provider, model }: ModelPlace): string {
  return `${provider}:${model}`;
}
