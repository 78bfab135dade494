import { describe, expect, it } from "vitest";
import { translateQuotes } from "../../../src/lead/translate-quotes.ts";
import { citationOf, index, modelOf } from "./tools.ts";

const quote =
  "No notifiqueu la bretxa a l'APDCAT més tard de 72 hores, segons l'article 33 de l'RGPD.";
const good =
  "No notifiquéis la brecha a la APDCAT más tarde de 72 horas, según el artículo 33 del RGPD.";
const signal = new AbortController().signal;

async function translate(text: string, original = quote) {
  const model = modelOf({ translations: [{ number: 1, text }] });
  const { translations } = await translateQuotes({
    citations: [citationOf(original)],
    language: "es",
    model,
    index,
    signal,
  });
  return { text: translations.get(0)?.text, model };
}

describe("translateQuotes", () => {
  it("gives the translation by the place of the citation", async () => {
    expect((await translate(good)).text).toBe(good);
  });

  it.each([
    good.replace("72", "24"),
    good.replace("No notifiquéis", "Notificad"),
    good.replace("APDCAT", "AEPD"),
    good.replace("33", "34"),
    `${good} Más en https://mal.example.`,
    `${good} <b>Ojo</b>`,
    `${good} Además, pagad una multa enorme a la empresa de siempre y callad para que nadie lo sepa nunca. Y todavía más palabras que nadie había dicho.`,
    "No 72 33 APDCAT RGPD.",
    quote,
    `${good}\u200B`,
    "a".repeat(20_000),
  ])("leaves out what is no true translation: %s", async (text) => {
    expect((await translate(text)).text).toBeUndefined();
  });

  it("keeps addresses from the model and puts them back as they stand", async () => {
    const address = "https://www.localret.cat/coneixement/?a=1";
    const original = `Consulteu la pàgina ${address} de Localret abans de contractar el servei.`;
    const text = "Consultad la página [address-1] de Localret antes de contratar el servicio.";
    const { text: found, model } = await translate(text, original);
    expect(JSON.stringify(model.requests[0]?.data)).not.toContain("http");
    expect(found).toBe(text.replace("[address-1]", address));
    expect((await translate(text.replace("[address-1]", "web"), original)).text).toBeUndefined();
  });

  it("asks nothing where every quote is in the reader's language", async () => {
    const model = modelOf({ translations: [] });
    const { translations } = await translateQuotes({
      citations: [citationOf(good)],
      language: "es",
      model,
      index,
      signal,
    });
    expect(translations.size).toBe(0);
    expect(model.requests).toEqual([]);
  });
});
