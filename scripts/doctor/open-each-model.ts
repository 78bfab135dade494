import { hostElsewhere, withAddress } from "../../adapters/langchain/addresses.ts";
import { type ModelPlaces, openModels } from "../../adapters/langchain/open-models.ts";
import type { ModelAddress, ModelUnderTest, Opened } from "../../src/doctor/check-models.ts";
import { AssistantError } from "../../src/errors.ts";
import { type ModelPlace, modelId } from "../../src/models/model-place.ts";
import { withoutUndefined } from "../../src/without-undefined.ts";

/** Opens each model that is set up by itself: one that cannot be opened hides none of the others. */
export async function openEachModel(
  { embeddings, reranker, chat }: ModelPlaces,
  modelsDirectory: string,
): Promise<readonly ModelUnderTest[]> {
  const open = (places: ModelPlaces) => openModels(places, { modelsDirectory });
  const opening: Promise<ModelUnderTest>[] = [];
  if (embeddings !== undefined)
    opening.push(
      attempt(async () => (await open({ embeddings })).embedding).then((opened) => ({
        setting: "EMBEDDINGS",
        ...addressOf(embeddings),
        opened,
      })),
    );
  if (reranker !== undefined)
    opening.push(
      attempt(async () => (await open({ reranker })).reranker).then((opened) => ({
        setting: "RERANKER",
        ...addressOf(reranker),
        opened,
      })),
    );
  if (chat !== undefined)
    opening.push(
      attempt(async () => (await open({ chat })).chat).then((opened) => ({
        setting: "CHAT_MODEL",
        ...addressOf(chat),
        opened,
      })),
    );
  return Promise.all(opening);
}

async function attempt<Model>(open: () => Promise<Model | undefined>): Promise<Opened<Model>> {
  try {
    const model = await open();
    if (model === undefined) throw new TypeError("a model that is set up was not opened");
    return { kind: "opened", model };
  } catch (error) {
    if (error instanceof AssistantError) return { kind: "failed", error };
    throw error;
  }
}

function addressOf(place: ModelPlace): ModelAddress {
  const host = place.provider === "transformers" ? undefined : new URL(withAddress(place).url).host;
  return withoutUndefined({ id: modelId(place), host, hostElsewhere: hostElsewhere(place) });
}
