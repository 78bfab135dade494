import { beforeAll, describe, expect, it } from "vitest";
import type { Language } from "../../../src/language/language.ts";
import { checkSentence } from "../../../src/lead/check-sentence.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { shippedIndex } from "../../contracts/asking.ts";
import { buildTimeoutMs } from "../answer/shipped.ts";

let index: SearchIndex;
beforeAll(async () => {
  index = await shippedIndex();
}, buildTimeoutMs);

function isKept(quote: string, text: string, language: Language = "ca"): boolean {
  const given = [{ title: "", quote }];
  return checkSentence({ text, cites: [1] }, given, { language, index }).kind === "kept";
}

const backups =
  "Cal avisar els veïns de la bretxa, tret que sigui improbable que hi hagi risc per als seus drets.";
const register =
  "El municipi no ha de comprar cap servidor: pot fer servir el núvol de la diputació.";
const cause = "Quan el formulari demana massa dades, la gent gran abandona el tràmit.";
const roles = "El responsable del fitxer és la secretària, amb l'informàtic comarcal de suplent.";

describe("how the parts of a sentence hang together", () => {
  it.each<[string, string, string, Language]>([
    ["an exception", backups, backups, "ca"],
    ["a denial", register, register, "ca"],
    ["a condition", cause, cause, "ca"],
    ["two roles", roles, roles, "ca"],
  ])("is kept where it is that of the quote: %s", (_, quote, text, language) => {
    expect(isKept(quote, text, language)).toBe(true);
  });

  it.each<[string, string, string, Language]>([
    [
      "an exception left out",
      backups,
      "Cal avisar els veïns de la bretxa encara que sigui improbable que hi hagi risc per als seus drets.",
      "ca",
    ],
    [
      "an exception made a case",
      backups,
      "Cal avisar els veïns de la bretxa, també quan sigui improbable que hi hagi risc per als seus drets.",
      "ca",
    ],
    [
      "an exception made a case, in Spanish",
      backups,
      "Hay que avisar a los vecinos de la brecha, incluso si es improbable que haya riesgo para sus derechos.",
      "es",
    ],
    [
      "a denial that changed sides",
      register,
      "El municipi ha de comprar un servidor: no pot fer servir el núvol de la diputació.",
      "ca",
    ],
    [
      "a denial that changed sides, in English",
      register,
      "The municipality has to buy a server: it cannot use the cloud of the provincial council.",
      "en",
    ],
    [
      "condition and consequence exchanged",
      cause,
      "Quan la gent gran abandona el tràmit, el formulari demana massa dades.",
      "ca",
    ],
    [
      "condition and consequence exchanged, in Spanish",
      cause,
      "Cuando la gente mayor abandona el trámite, el formulario pide demasiados datos.",
      "es",
    ],
    [
      "a cause that nobody named",
      cause,
      "El formulari demana massa dades perquè la gent gran abandona el tràmit.",
      "ca",
    ],
    [
      "two roles exchanged",
      roles,
      "El responsable del fitxer és l'informàtic comarcal, amb la secretària de suplent.",
      "ca",
    ],
  ])("is not kept where it is another: %s", (_, quote, text, language) => {
    expect(isKept(quote, text, language)).toBe(false);
  });
});
