import type { ModelsOutcome } from "../../src/doctor/check-models.ts";
import type { FindingValues } from "../../src/doctor/finding.ts";
import type { Told } from "./words.ts";

/** The words of the doctor about models, in Catalan. */
export const modelsCatalan: Readonly<Record<ModelsOutcome, (values: FindingValues) => Told>> = {
  "model-usable": (v) => [`${v["setting"]}: ${v["model"]} respon en ${v["ms"]} ms.`],
  "model-late": (v) => [
    `${v["setting"]}: ${v["model"]} respon en ${v["ms"]} ms, i en una resposta en té uns ${v["roomMs"]} dels ${v["budgetMs"]} d'ANSWER_BUDGET_MS: sovint no hi arribarà i la gent rebrà la resposta sense el model.`,
    "Trieu un model més petit o una màquina més ràpida, o apugeu ANSWER_BUDGET_MS.",
  ],
  "model-package": (v) => [
    `${v["setting"]}: falta un paquet. ${v["message"]}.`,
    "Executeu l'ordre que diu el missatge i torneu a engegar el programa.",
  ],
  "model-unloaded": (v) => [
    `${v["setting"]}: el model no s'ha pogut carregar en aquesta màquina. ${v["message"]}.`,
    `Corregiu el nom o la carpeta a ${v["setting"]}. Si el model s'ha de baixar, cal sortida a internet la primera vegada.`,
  ],
  "model-unreached": (v) => [
    `${v["setting"]}: no s'arriba a ${v["model"]} (${v["host"]}), o el seu servidor falla.`,
    `Mireu que el servidor estigui engegat, que ${v["setting"]}_URL sigui correcta i que el tallafoc hi deixi sortir.`,
  ],
  "model-silent": (v) => [
    `${v["setting"]}: ${v["model"]} no ha respost en ${v["seconds"]} segons.`,
    "Torneu-ho a provar: el primer cop el model s'ha de carregar o baixar. Si continua igual, trieu-ne un de més petit o una màquina més ràpida.",
  ],
  "model-busy": (v) => [
    `${v["setting"]}: ${v["model"]} (${v["host"]}) ara no admet més peticions, o no queda saldo al compte.`,
    "Torneu-ho a provar d'aquí a un minut. Si continua igual, mireu el saldo i els límits al compte del proveïdor.",
  ],
  "model-refused": (v) => [
    `${v["setting"]}: la petició s'ha rebutjat. ${v["message"]}.`,
    `Amb HTTP 401 o 403, la clau no és bona: poseu la bona a ${v["setting"]}_KEY dins de .env. Amb 404, no hi ha cap model amb aquest nom, o ${v["setting"]}_URL no és l'adreça (amb /v1 on toqui): corregiu-ho.`,
  ],
  "model-malformed": (v) => [
    `${v["setting"]}: ${v["model"]} no respon el que se li demana.`,
    `Mireu que a ${v["setting"]} hi hagi un model d'aquesta mena i que el servidor (${v["setting"]}_URL) parli el protocol del proveïdor. Un model de xat ha de saber respondre amb un esquema JSON.`,
  ],
  "model-overlong": (v) => [
    `${v["setting"]}: ${v["model"]} respon molt més del que se li demana.`,
    `Trieu un altre model a ${v["setting"]}.`,
  ],
  "model-declined": (v) => [
    `${v["setting"]}: ${v["model"]} no vol respondre, o un filtre del proveïdor no el deixa.`,
    "Mireu els filtres de contingut al compte del proveïdor, o trieu un altre model.",
  ],
  "model-texts-stay": () => ["Cap text no surt d'aquesta màquina cap a un model."],
  "model-texts-leave": (v) => [
    `Surten textos d'aquesta màquina cap a: ${v["hosts"]}. Amb EMBEDDINGS, els de l'Agenda i les preguntes; amb RERANKER i CHAT_MODEL, les preguntes i els passatges trobats.`,
  ],
};
