import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import * as z from "zod";
import { languageOfWish, readSpokenWish } from "../../../src/reception/spoken-wish.ts";

it.each([
  ["oblida'm", "forget", "ca"],
  ["oblideu-me", "forget", "ca"],
  ["Esborreu totes les meves dades", "forget", "ca"],
  ["vull que m'oblidis", "forget", "ca"],
  ["olvidadme", "forget", "es"],
  ["delete me", "forget", "en"],
  ["què sabeu de mi?", "my-data", "ca"],
  ["itinerari d'inici", "itinerary", "ca"],
  ["First steps", "itinerary", "en"],
  ["resum de l'itinerari d'inici", "summary", "ca"],
  ["Oblida’m!", "forget", "ca"],
  ["OBLIDA'M SI US PLAU", "forget", "ca"],
  ["olvídame", "forget", "es"],
  ["forget me please", "forget", "en"],
  ["El meu ajuntament", "council", "ca"],
  ["mi ayuntamiento", "council", "es"],
  ["my council?", "council", "en"],
  ["itinerari", "itinerary", "ca"],
  ["Comença l'itinerari", "itinerary", "ca"],
  ["onboarding", "itinerary", "en"],
  ["les meves dades", "my-data", "ca"],
  ["¿Qué guardas de mí?", "my-data", "es"],
  ["stop reminders.", "reminders", "en"],
  ["El nostre pla", "plan", "ca"],
  ["nuestro plan", "plan", "es"],
  ["our plan", "plan", "en"],
  ["Agenda model", "model", "ca"],
  ["agenda modelo, por favor", "model", "es"],
  ["model agenda", "model", "en"],
  ["Afegeix 2.3.1 al pla", "plan-add", "ca"],
  ["Afegeix l'acció 2.3.1 al nostre pla!", "plan-add", "ca"],
  ["añade 2.3.1 a nuestro plan", "plan-add", "es"],
  ["add 2.3.1 to our plan", "plan-add", "en"],
  ["afegeix la 4.5.2 al nostre pla", "plan-add", "ca"],
  ["añade la 4.5.2 a nuestro plan", "plan-add", "es"],
  ["Què més podríem fer?", "plan-next", "ca"],
  ["¿Qué más podríamos hacer?", "plan-next", "es"],
  ["What else could we do?", "plan-next", "en"],
  ["treu 2.3.1 del pla", "plan-drop", "ca"],
  ["Traieu l'acció 2.3.1 del nostre pla, si us plau", "plan-drop", "ca"],
  ["quita 2.3.1 del plan", "plan-drop", "es"],
  ["remove 2.3.1 from our plan", "plan-drop", "en"],
  ["agenda model per a 800 habitants", "model", "ca"],
  ["Una agenda model per a un poble de 1.200 habitants", "model", "ca"],
  ["agenda modelo para 800 habitantes", "model", "es"],
  ["a model agenda for a town of 8,000 inhabitants", "model", "en"],
] as const)("%j is a wish", (text, kind, language) => {
  expect(readSpokenWish(text)?.kind).toBe(kind);
  expect(languageOfWish(text)).toBe(language);
});

it.each([
  "",
  "hola",
  "protecció de dades",
  "les meves dades són al núvol, què hi fem?",
  "com oblidem les dades d'un ciutadà?",
  "el meu ajuntament té 800 habitants",
  "quin itinerari formatiu hi ha per a la gent gran?",
  "dret a l'oblit",
  "com fem el nostre pla de resposta?",
  "afegeix al pla",
  "afegeix 2.3.1 al pla i digues-me el cost",
  "add 2.3.1 to our plan now",
  "quina agenda model hi ha?",
  "què més podem fer contra el ransomware?",
  "treu 2.3.1 del pla i posa-hi 2.3.3",
  "accions per a un poble de 800 habitants",
  "x".repeat(5_000),
])("%j is a question", (text) => {
  expect(readSpokenWish(text)).toBeUndefined();
});

it("reads the code of what is to be added", () => {
  expect(readSpokenWish("poseu 2.3.1 al pla")).toEqual({ kind: "plan-add", item: "2.3.1" });
  expect(readSpokenWish("put 2.3 in our plan")).toEqual({ kind: "plan-add", item: "2.3" });
});

it("reads how many inhabitants an agenda is for, and takes nothing out unasked", () => {
  expect(readSpokenWish("agenda model per a un municipi de 12.500 habitants")).toEqual({
    kind: "model",
    fields: { population: "12500" },
  });
  expect(readSpokenWish("treu la 2.3.1 del pla")).toEqual({
    kind: "plan-drop",
    item: "2.3.1",
    version: 1,
    isSure: false,
  });
});

it("takes no question of the evaluation for a wish", async () => {
  const file = join(import.meta.dirname, "../../evaluation/tuning.jsonl");
  const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line !== "");
  const questions = lines.map(
    (line) => z.object({ question: z.string() }).parse(JSON.parse(line)).question,
  );
  expect(questions.length).toBeGreaterThan(100);
  expect(questions.filter((text) => readSpokenWish(text) !== undefined)).toEqual([]);
});
