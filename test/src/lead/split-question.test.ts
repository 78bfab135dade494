import { describe, expect, it } from "vitest";
import type { Language } from "../../../src/language/language.ts";
import { splitQuestion } from "../../../src/lead/split-question.ts";

describe("splitQuestion", () => {
  it.each<readonly [string, Language, readonly string[]]>([
    [
      "Què fem si ens entra un virus? Quins ajuts hi ha per a la fibra?",
      "ca",
      ["Què fem si ens entra un virus?", "Quins ajuts hi ha per a la fibra?"],
    ],
    [
      "Com fem les còpies de seguretat i qui ha de signar els decrets?",
      "ca",
      ["Com fem les còpies de seguretat", "Qui ha de signar els decrets?"],
    ],
    [
      "¿Cómo publicamos los datos abiertos y además qué plazo hay para la factura electrónica?",
      "es",
      ["¿Cómo publicamos los datos abiertos", "Qué plazo hay para la factura electrónica?"],
    ],
    [
      "How do we back up our servers and who signs the decrees?",
      "en",
      ["How do we back up our servers", "Who signs the decrees?"],
    ],
  ])("splits %s", (question, language, expected) => {
    expect(splitQuestion(question, language)).toEqual(expected);
  });

  it.each<readonly [string, Language]>([
    ["Com fem les còpies de seguretat i les actualitzacions?", "ca"],
    ["Què és el registre i com s'hi entra això?", "ca"],
    ["Tenim pla de resposta? I això?", "ca"],
    ["Hem de tenir DPD i seu electrònica?", "ca"],
    ["wifi i fibra", "ca"],
    ["What is e-NOTUM and how does it work?", "en"],
    ["x ".repeat(5_000), "ca"],
  ])("leaves whole what is one question: %s", (question, language) => {
    expect(splitQuestion(question, language)).toEqual([]);
  });
});
