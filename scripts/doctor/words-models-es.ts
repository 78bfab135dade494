import type { ModelsOutcome } from "../../src/doctor/check-models.ts";
import type { FindingValues } from "../../src/doctor/finding.ts";
import type { Told } from "./words.ts";

/** The words of the doctor about models, in Spanish. */
export const modelsSpanish: Readonly<Record<ModelsOutcome, (values: FindingValues) => Told>> = {
  "model-usable": (v) => [`${v["setting"]}: ${v["model"]} responde en ${v["ms"]} ms.`],
  "model-late": (v) => [
    `${v["setting"]}: ${v["model"]} responde en ${v["ms"]} ms, y en una respuesta tiene unos ${v["roomMs"]} de los ${v["budgetMs"]} de ANSWER_BUDGET_MS: a menudo no llegará y la gente recibirá la respuesta sin el modelo.`,
    "Elegid un modelo más pequeño o una máquina más rápida, o subid ANSWER_BUDGET_MS.",
  ],
  "model-package": (v) => [
    `${v["setting"]}: falta un paquete. ${v["message"]}.`,
    "Ejecutad la orden que dice el mensaje y volved a arrancar el programa.",
  ],
  "model-unloaded": (v) => [
    `${v["setting"]}: el modelo no se ha podido cargar en esta máquina. ${v["message"]}.`,
    `Corregid el nombre o la carpeta en ${v["setting"]}. Si el modelo se tiene que descargar, hace falta salida a internet la primera vez.`,
  ],
  "model-unreached": (v) => [
    `${v["setting"]}: no se llega a ${v["model"]} (${v["host"]}), o su servidor falla.`,
    `Mirad que el servidor esté en marcha, que ${v["setting"]}_URL sea correcta y que el cortafuegos deje salir hacia él.`,
  ],
  "model-silent": (v) => [
    `${v["setting"]}: ${v["model"]} no ha respondido en ${v["seconds"]} segundos.`,
    "Volved a probarlo: la primera vez el modelo se tiene que cargar o descargar. Si sigue igual, elegid uno más pequeño o una máquina más rápida.",
  ],
  "model-busy": (v) => [
    `${v["setting"]}: ${v["model"]} (${v["host"]}) no admite más peticiones por ahora, o no queda saldo en la cuenta.`,
    "Volved a probarlo dentro de un minuto. Si sigue igual, mirad el saldo y los límites en la cuenta del proveedor.",
  ],
  "model-refused": (v) => [
    `${v["setting"]}: la petición se ha rechazado. ${v["message"]}.`,
    `Con HTTP 401 o 403, la clave no es la buena: poned la buena en ${v["setting"]}_KEY en .env. Con 404, no hay ningún modelo con ese nombre, o ${v["setting"]}_URL no es la dirección (con /v1 donde toque): corregidlo.`,
  ],
  "model-malformed": (v) => [
    `${v["setting"]}: ${v["model"]} no responde lo que se le pide.`,
    `Mirad que en ${v["setting"]} haya un modelo de esa clase y que el servidor (${v["setting"]}_URL) hable el protocolo del proveedor. Un modelo de chat tiene que saber responder con un esquema JSON.`,
  ],
  "model-overlong": (v) => [
    `${v["setting"]}: ${v["model"]} responde mucho más de lo que se le pide.`,
    `Elegid otro modelo en ${v["setting"]}.`,
  ],
  "model-declined": (v) => [
    `${v["setting"]}: ${v["model"]} no quiere responder, o un filtro del proveedor no le deja.`,
    "Mirad los filtros de contenido en la cuenta del proveedor, o elegid otro modelo.",
  ],
  "model-texts-stay": () => ["Ningún texto sale de esta máquina hacia un modelo."],
  "model-texts-leave": (v) => [
    `Salen textos de esta máquina hacia: ${v["hosts"]}. Con EMBEDDINGS, los de la Agenda y las preguntas; con RERANKER y CHAT_MODEL, las preguntas y los pasajes encontrados.`,
  ],
};
