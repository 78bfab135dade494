import type { ModelsOutcome } from "../../src/doctor/check-models.ts";
import type { FindingValues } from "../../src/doctor/finding.ts";
import type { Told } from "./words.ts";

/** The words of the doctor about models, in English. */
export const modelsEnglish: Readonly<Record<ModelsOutcome, (values: FindingValues) => Told>> = {
  "model-usable": (v) => [`${v["setting"]}: ${v["model"]} replies in ${v["ms"]} ms.`],
  "model-late": (v) => [
    `${v["setting"]}: ${v["model"]} replies in ${v["ms"]} ms, and an answer leaves it about ${v["roomMs"]} of the ${v["budgetMs"]} in ANSWER_BUDGET_MS: it will often be too late, and people get the answer without the model.`,
    "Choose a smaller model or a faster machine, or raise ANSWER_BUDGET_MS.",
  ],
  "model-package": (v) => [
    `${v["setting"]}: a package is missing. ${v["message"]}.`,
    "Run the command in the message and restart the program.",
  ],
  "model-unloaded": (v) => [
    `${v["setting"]}: the model could not be loaded on this machine. ${v["message"]}.`,
    `Correct the name or the folder in ${v["setting"]}. A model that has to be downloaded needs a way to the internet the first time.`,
  ],
  "model-unreached": (v) => [
    `${v["setting"]}: ${v["model"]} (${v["host"]}) cannot be reached, or its server fails.`,
    `See that the server runs, that ${v["setting"]}_URL is right and that the firewall lets requests out to it.`,
  ],
  "model-silent": (v) => [
    `${v["setting"]}: ${v["model"]} has not replied within ${v["seconds"]} seconds.`,
    "Try again: at first the model has to be loaded or downloaded. If it stays so, choose a smaller one or a faster machine.",
  ],
  "model-busy": (v) => [
    `${v["setting"]}: ${v["model"]} (${v["host"]}) takes no more requests for now, or the account has nothing left.`,
    "Try again in a minute. If it stays so, look at the balance and the limits in the provider's account.",
  ],
  "model-refused": (v) => [
    `${v["setting"]}: the request was refused. ${v["message"]}.`,
    `With HTTP 401 or 403 the key is wrong: put the right one into ${v["setting"]}_KEY in .env. With 404 there is no model of that name, or ${v["setting"]}_URL is not the address (with /v1 where it belongs): correct it.`,
  ],
  "model-malformed": (v) => [
    `${v["setting"]}: ${v["model"]} replies with something else than was asked for.`,
    `See that ${v["setting"]} names a model of this kind and that the server at ${v["setting"]}_URL speaks the provider's protocol. A chat model has to be able to reply by a JSON schema.`,
  ],
  "model-overlong": (v) => [
    `${v["setting"]}: ${v["model"]} replies with far more than was asked for.`,
    `Choose another model in ${v["setting"]}.`,
  ],
  "model-declined": (v) => [
    `${v["setting"]}: ${v["model"]} does not want to reply, or a filter of its provider does not let it.`,
    "Look at the content filters in the provider's account, or choose another model.",
  ],
  "model-texts-stay": () => ["No text leaves this machine for a model."],
  "model-texts-leave": (v) => [
    `Texts leave this machine for: ${v["hosts"]}. With EMBEDDINGS, those of the Agenda and the questions; with RERANKER and CHAT_MODEL, the questions and the passages that were found.`,
  ],
};
