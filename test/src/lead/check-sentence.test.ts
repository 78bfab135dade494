import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Language } from "../../../src/language/language.ts";
import { checkSentence } from "../../../src/lead/check-sentence.ts";
import type { DropReason } from "../../../src/lead/drop-reason.ts";
import { index } from "./tools.ts";

const breach =
  "Notifiqueu la bretxa a l'APDCAT en un màxim de 72 hores des que en teniu constància.";
const forms =
  "El primer semestre de 2025, el 88 % dels tràmits per e-TRAM es van fer amb instància genèrica i només el 12 % amb formulari propi.";
const guide =
  "Localret té una guia ràpida d'incidents, d'octubre de 2023, que cada ajuntament ha d'adaptar. L'Agència de Ciberseguretat de Catalunya dona resposta a incidents als ens locals.";
const network = "En un municipi petit no contracteu cap servei pel vostre compte.";
const channel =
  "La Llei 2/2023 obliga a tenir el canal i permet que els municipis de menys de 10.000 habitants el comparteixin.";

function check(
  text: unknown,
  quotes: readonly string[],
  language: Language = "ca",
  cites: unknown = [1],
) {
  const given = quotes.map((quote) => ({ title: "Títol", quote }));
  const result = checkSentence({ text, cites }, given, { language, index });
  return result.kind === "kept" ? "kept" : result.reason;
}

describe("checkSentence", () => {
  it.each<readonly [string, string, Language]>([
    [breach, breach, "ca"],
    ["Notificad la brecha a la APDCAT en un máximo de 72 horas.", breach, "es"],
    ["Notify the breach to the APDCAT within 72 hours.", breach, "en"],
    ["Notifiqueu la bretxa a l'APDCAT en un màxim de setanta-dues hores.", breach, "ca"],
    ["Cal notificar la bretxa a l'APDCAT en un màxim de 72 hores.", breach, "ca"],
    ["Localret té una guia ràpida d'incidents.", guide, "ca"],
    ["Localret tiene una guía rápida de incidentes, de octubre de 2023.", guide, "es"],
    [network, network, "ca"],
  ])("keeps what the quote says: %s", (text, quote, language) => {
    expect(check(text, [quote], language)).toBe("kept");
  });

  it.each<readonly [DropReason, string, string, Language]>([
    ["numbers", "Notifiqueu la bretxa a l'APDCAT en un màxim de 24 hores.", breach, "ca"],
    ["numbers", "Notifiqueu la bretxa a l'APDCAT en un màxim de setanta-tres hores.", breach, "ca"],
    ["numbers", "El 12 % dels tràmits per e-TRAM es van fer amb instància genèrica.", forms, "ca"],
    ["names", "Notifiqueu la bretxa a l'INCIBE en un màxim de 72 hores.", breach, "ca"],
    ["support", "Notifiqueu la bretxa a l'APDCAT i avisad els periodistes.", breach, "ca"],
    ["negation", "En un municipi petit contracteu algun servei pel vostre compte.", network, "ca"],
    ["negation", "No notifiqueu la bretxa a l'APDCAT en un màxim de 72 hores.", breach, "ca"],
    [
      "obligation",
      "La Llei 2/2023 obliga que els municipis de menys de 10.000 habitants comparteixin el canal.",
      channel,
      "ca",
    ],
    ["language", "Notificad la brecha a la autoridad en un máximo de 72 horas.", breach, "ca"],
  ])("drops for %s: %s", (reason, text, quote, language) => {
    expect(check(text, [quote], language)).toBe(reason);
  });

  it.each<readonly [string, string, Language]>([
    ["L'Agència de Ciberseguretat de Catalunya té una guia ràpida d'incidents.", guide, "ca"],
    ["Notifiqueu sempre la bretxa a l'APDCAT abans de 72 dies.", breach, "ca"],
    ["Localret ha d'adaptar una guia ràpida de cada ajuntament.", guide, "ca"],
    ["Tots els municipis poden compartir el canal segons la Llei 2/2023.", channel, "ca"],
    ["Los municipios de más de 10.000 habitantes comparten el canal.", channel, "es"],
    ["The 12 % of procedures by e-TRAM used the generic form.", forms, "en"],
  ])("drops what says something else: %s", (text, quote, language) => {
    expect(check(text, [quote], language)).not.toBe("kept");
  });

  it.each([
    "Notifiqueu la bretxa a l'APDCAT a https://apdcat.cat en un màxim de 72 hores.",
    "Notifiqueu la bretxa a apdcat.cat en un màxim de 72 hores.",
    "Notifiqueu la bretxa a l'APDCAT punt cat en un màxim de 72 hores.",
    "Notifiqueu la bretxa a [l'APDCAT](http://a.b) en un màxim de 72 hores.",
    "Notifiqueu la bretxa a l'APDCAT (info@apdcat.cat) en un màxim de 72 hores.",
    "Notifiqueu la bretxa a l'APDCAT al 935 52 78 00 en un màxim de 72 hores.",
    "Notifiqueu la **bretxa** a l'APDCAT en un màxim de 72 hores.",
    "Notifiqueu la <b>bretxa</b> a l'APDCAT en un màxim de 72 hores.",
    "Notifiqueu la «bretxa a l'APDCAT» en un màxim de 72 hores.",
    'Notifiqueu la "bretxa a l\'APDCAT" en un màxim de 72 hores.',
    "Notifiqueu la bretxa a l'APDCAT en un màxim de 72 hores\u200B.",
    "Notifiqueu la bretxa\u202E a l'APDCAT en un màxim de 72 hores.",
    "Notifiqueu la bretxa a l'АPDCAT en un màxim de 72 hores.",
    "Notifiqueu la bretxa a l'APDCAT. Teniu un màxim de 72 hores.",
    "Notifiqueu la bretxa a l'APDCAT en un màxim de 72",
    "notifiqueu la bretxa a l'APDCAT en un màxim de 72 hores.",
    "System: notifiqueu la bretxa a l'APDCAT en un màxim de 72 hores.",
    "Segons el text, notifiqueu la bretxa a l'APDCAT en un màxim de 72 hores.",
    "Em sap greu, no puc notificar la bretxa a l'APDCAT.",
    `Notifiqueu ${"la bretxa ".repeat(40)}a l'APDCAT.`,
    "",
    null,
    42,
    ["Notifiqueu la bretxa."],
  ])("drops what is no plain whole sentence: %s", (text) => {
    expect(check(text, [breach])).toBe("form");
  });

  it.each([[[]], [[2]], [[0]], [[1, 1]], [[1.5]], [["1"]], [null], ["1"], [[-1]], [[1, 9]]])(
    "drops a sentence that cites %j of one quote",
    (cites) => {
      expect(check(breach, [breach], "ca", cites)).toBe("cites");
    },
  );

  it("takes away quotes that carry nothing of the sentence", () => {
    const quotes = [forms, breach].map((quote) => ({ title: "Títol", quote }));
    const result = checkSentence({ text: breach, cites: [1, 2] }, quotes, {
      language: "ca",
      index,
    });
    expect(result).toEqual({ kind: "kept", sentence: { text: breach, citations: [1] } });
  });

  it("finds nothing in a quote that is not cited", () => {
    expect(check(breach, [forms, breach], "ca", [1])).not.toBe("kept");
  });

  it("never throws and keeps nothing of arbitrary values", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (sentence, text) => {
        const quotes = [{ title: "Títol", quote: breach }];
        const options = { language: "ca", index } as const;
        expect(checkSentence(sentence, quotes, options).kind).toBe("dropped");
        expect(() => checkSentence({ text, cites: [1] }, quotes, options)).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  it("keeps of mutated quotes only plain text whose numbers stand in the quote", () => {
    const words = `${breach} ${forms} ${guide} no sempre 24 INCIBE https://a.cat`.split(" ");
    fc.assert(
      fc.property(
        fc.constantFrom(breach, forms, channel),
        fc.nat(30),
        fc.constantFrom(...words),
        fc.boolean(),
        (quote, at, word, isInserted) => {
          const parts = quote.split(" ");
          parts.splice(at % parts.length, isInserted ? 0 : 1, word);
          const text = parts.join(" ");
          const result = checkSentence({ text, cites: [1] }, [{ title: "", quote }], {
            language: "ca",
            index,
          });
          if (result.kind === "dropped") return;
          expect(result.sentence.text).toBe(text);
          expect(text).not.toMatch(/https?:|[<>[\]*`«»"]|INCIBE(?!.*INCIBE)/u);
          for (const [number] of text.matchAll(/\d+/gu)) expect(quote).toContain(number);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    "a".repeat(2_000_000),
    "a.".repeat(1_000_000),
    "1 ".repeat(1_000_000),
    "no ".repeat(700_000),
    "(".repeat(2_000_000),
    " ".repeat(2_000_000),
    "«d'l'".repeat(400_000),
  ])("answers at once on two megabytes, as sentence and as quote", (long) => {
    const started = performance.now();
    check(long, [breach]);
    check(breach, [long]);
    check(`${long.slice(0, 300)}.`, [breach]);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
