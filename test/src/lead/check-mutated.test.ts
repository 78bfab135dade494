import { describe, expect, it } from "vitest";
import type { Language } from "../../../src/language/language.ts";
import { checkSentence } from "../../../src/lead/check-sentence.ts";
import { index } from "./tools.ts";

/** True sentences with their quote, and what each becomes when one thing in it is changed. */
interface Case {
  readonly quote: string;
  readonly language: Language;
  readonly kept: readonly string[];
  readonly dropped: readonly string[];
}

const cases: readonly Case[] = [
  {
    quote: "Demaneu a la diputació la guia de seguretat i publiqueu-la al web abans de juny.",
    language: "ca",
    kept: [
      "Cal demanar a la diputació la guia de seguretat.",
      "Heu de demanar a la diputació la guia de seguretat.",
      "Demaneu la guia de seguretat a la diputació.",
    ],
    dropped: [
      "Doneu a la diputació la guia de seguretat.",
      "La diputació demana la guia de seguretat.",
      "No demaneu a la diputació la guia de seguretat.",
      "Demaneu sempre a la diputació la guia de seguretat.",
      "Demaneu a la Generalitat la guia de seguretat.",
      "Demaneu a la diputació la guia de pressupost.",
      "Demaneu a l'alcaldia la guia de seguretat.",
    ],
  },
  {
    quote: "El Consorci AOC assumeix el cost d'e-NOTUM.",
    language: "ca",
    kept: ["El cost d'e-NOTUM l'assumeix el Consorci AOC."],
    dropped: [
      "El Consorci AOC no assumeix el cost d'e-NOTUM.",
      "Localret assumeix el cost d'e-NOTUM.",
    ],
  },
  {
    quote: "La diputació cobreix la comarca.",
    language: "ca",
    kept: ["La comarca és coberta per la diputació."],
    dropped: [
      "La comarca cobreix la diputació.",
      "La diputació és coberta per la comarca.",
      "La diputació la cobreix la comarca.",
    ],
  },
  {
    quote: "Si el contracte acaba, l'ajuntament ha de recuperar les dades.",
    language: "ca",
    kept: ["Si el contracte acaba, l'ajuntament ha de recuperar les dades."],
    dropped: [
      "L'ajuntament ha de recuperar les dades.",
      "Si el contracte acaba, l'ajuntament pot recuperar les dades.",
      "Si el contracte comença, l'ajuntament ha de recuperar les dades.",
      "Si el contracte acaba, el proveïdor ha de recuperar les dades.",
    ],
  },
  {
    quote: "La compra agregada de Localret funciona des de 2006 i té 557 ens.",
    language: "ca",
    kept: ["Des de 2006 funciona la compra agregada de Localret."],
    dropped: [
      "La compra agregada de Localret funciona des de 557 i té 2006 ens.",
      "La compra agregada de Localret funciona des de 2007.",
      "La compra agregada de Localret no funciona des de 2006.",
    ],
  },
  {
    quote: "El proveïdor del programa us ha de dir si està preparat per a MUX.",
    language: "en",
    kept: ["The software supplier has to tell you whether it is ready for MUX."],
    dropped: ["You have to tell your software supplier whether it is ready for MUX."],
  },
  {
    quote: "La Llei 9/2017 regula el perfil de contractant.",
    language: "es",
    kept: [
      "El perfil de contratante está regulado en la Ley 9/2017.",
      "La Ley 9/2017 regula el perfil de contratante.",
    ],
    dropped: ["La Ley 9/2017 no regula el perfil de contratante."],
  },
  {
    quote: "Cap norma obliga l'ajuntament a instal·lar antenes.",
    language: "es",
    kept: ["Ninguna norma obliga al ayuntamiento a instalar antenas."],
    dropped: [
      "El ayuntamiento debe instalar antenas.",
      "Una norma obliga al ayuntamiento a instalar antenas.",
    ],
  },
];

describe("checkSentence", () => {
  const check = (text: string, quote: string, language: Language) =>
    checkSentence({ text, cites: [1] }, [{ title: "", quote }], { language, index }).kind;

  it.each(
    cases.flatMap(({ quote, language, kept }) => kept.map((text) => ({ text, quote, language }))),
  )("keeps what only stands otherwise: $text", ({ text, quote, language }) => {
    expect(check(text, quote, language)).toBe("kept");
  });

  it.each(
    cases.flatMap(({ quote, language, dropped }) =>
      dropped.map((text) => ({ text, quote, language })),
    ),
  )("drops what one change made untrue: $text", ({ text, quote, language }) => {
    expect(check(text, quote, language)).toBe("dropped");
  });

  it.each([
    ["Sí, notifiqueu la bretxa a l'APDCAT.", "Notifiqueu la bretxa a l'APDCAT."],
    ["No: la còpia és obligatòria.", "La còpia és obligatòria."],
  ])("shows %s without its first word", (text, rest) => {
    const quotes = [{ title: "", quote: rest }];
    const result = checkSentence({ text, cites: [1] }, quotes, { language: "ca", index });
    expect(result).toEqual({ kind: "kept", sentence: { text: rest, citations: [0] } });
  });
});
