import { describe, expect, it } from "vitest";
import { createLanguageTools } from "../../../src/search/search-index.ts";

const { identifier } = createLanguageTools([]);

describe("identify", () => {
  it.each([
    ["què hem de fer si ens entra un ransomware", "ca"],
    ["quants diners ens costara", "ca"],
    ["el veins es queixen que no hi ha cobertura", "ca"],
    ["xarxa de fibra", "ca"],
    ["qué hacemos si nos entra un ransomware", "es"],
    ["cuanto dinero nos costara", "es"],
    ["los vecinos se quejan de que no hay cobertura", "es"],
    ["la red de fibra no llega al pueblo", "es"],
    ["what do we do if ransomware gets in", "en"],
    ["how much will it cost us", "en"],
    ["neighbours complain about coverage", "en"],
    ["fibre network", "en"],
  ])("tells the language of «%s», accents or not", (question, language) => {
    expect(identifier.identify(question)).toBe(language);
  });

  it.each(["2.3.1", "", "🙂🙂", "????"])("claims nothing about «%s»", (question) => {
    expect(identifier.identify(question)).toBeUndefined();
  });
});
