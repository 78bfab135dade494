import { beforeAll, describe, expect, it } from "vitest";
import { readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import type { LanguageIdentifier } from "../../../src/language/identify.ts";
import { createLanguageTools } from "../../../src/search/search-index.ts";
import { shippedFolder } from "../answer/shipped.ts";

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

  it.each(["que es un hash", "hash", "blockchain", "marketing"])(
    "claims nothing about «%s», whose letters alone tell little",
    (question) => {
      expect(identifier.identify(question)).toBeUndefined();
    },
  );

  describe("with the shipped thesaurus", () => {
    let shipped: LanguageIdentifier;
    beforeAll(async () => {
      const { concepts } = await readKnowledge(shippedFolder);
      shipped = createLanguageTools(concepts).identifier;
    });

    it.each(
      "wifi|backup|firewall|phishing|cloud|app|web|chatbot|email|smart city|kit digital|hosting|software|que es un hash".split(
        "|",
      ),
    )("claims nothing about «%s», which may be said in any", (question) => {
      expect(shipped.identify(question)).toBeUndefined();
    });

    it.each([
      ["ciberatac", "ca"],
      ["còpia de seguretat", "ca"],
      ["què fem", "ca"],
      ["instal·lació", "ca"],
      ["ciberataque", "es"],
      ["copia de seguridad", "es"],
      ["ayuntamiento", "es"],
      ["contraseña", "es"],
      ["contrasena", "es"],
      ["qué hacemos", "es"],
      ["¿wifi?", "es"],
      ["cyberattack", "en"],
      ["how do we prepare", "en"],
      ["fiber for the village", "en"],
      ["what is phishing", "en"],
    ])("tells the language of «%s»", (question, language) => {
      expect(shipped.identify(question)).toBe(language);
    });
  });
});
