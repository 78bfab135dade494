import { join } from "node:path";
import type { Logger } from "pino";
import { openVectorCache } from "../adapters/database/vector-cache.ts";
import { openModels } from "../adapters/langchain/open-models.ts";
import type { AnswerModels } from "../src/answer/answer-models.ts";
import type { Config } from "../src/config.ts";
import {
  type NeuralSide,
  prepareForAnswers,
  prepareForIndex,
} from "../src/models/prepare-models.ts";

/** The models that are set up, as a script uses them; what a script spends is counted in it alone. */
export interface ScriptModels {
  readonly neural?: NeuralSide | undefined;
  readonly forAnswers?: AnswerModels | undefined;
}

/** Opens the models that are set up. `tell` says what a build is about to send, and what was damaged. */
export async function openScriptModels(
  config: Config,
  log: Logger,
  tell: (told: string) => void,
): Promise<ScriptModels> {
  const opened = await openModels(config.models, {
    modelsDirectory: join(config.dataDirectory, "models"),
  });
  const cache =
    opened.embedding &&
    (await openVectorCache(join(config.indexDirectory, "embeddings.db"), { onDamage: tell }));
  const options = { config: config.models, log, spending: () => undefined, onEstimate: tell };
  return {
    neural: prepareForIndex(opened, cache, options),
    forAnswers: prepareForAnswers(opened, options),
  };
}
