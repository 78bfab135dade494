import { describe, expect, it } from "vitest";
import { writeLead } from "../../../src/lead/write-lead.ts";
import { ModelError } from "../../../src/models/model-error.ts";
import { citationOf, index, modelOf } from "./tools.ts";

const quote = "Notifiqueu la bretxa a l'APDCAT en un màxim de 72 hores.";
const signal = new AbortController().signal;
const base = { question: "Quant temps tenim?", language: "ca", index, signal } as const;
const citations = [citationOf(quote)];

describe("writeLead", () => {
  it("keeps the sentences that the quotes carry and loses only the others", async () => {
    const model = modelOf({
      language: "ca",
      completeness: "full",
      sentences: [
        { text: quote, cites: [1] },
        { text: "Notifiqueu la bretxa a l'APDCAT en un màxim de 24 hores.", cites: [1] },
      ],
    });
    const lead = await writeLead({ ...base, citations, model });
    expect(lead).toEqual({
      sentences: [{ text: quote, citations: [0] }],
      isPartial: false,
      dropped: ["numbers"],
      usage: { inputTokens: 7, outputTokens: 3 },
    });
  });

  it("says that it is partial where the model does", async () => {
    const model = modelOf({
      language: "ca",
      completeness: "partial",
      sentences: [{ text: quote, cites: [1] }],
    });
    expect((await writeLead({ ...base, citations, model })).isPartial).toBe(true);
  });

  it.each([
    { language: "ca", completeness: "none", sentences: [{ text: quote, cites: [1] }] },
    { language: "es", completeness: "full", sentences: [{ text: quote, cites: [1] }] },
    { language: "ca", completeness: "full", sentences: [] },
  ])("has no sentence for %j", async (reply) => {
    const lead = await writeLead({ ...base, citations, model: modelOf(reply) });
    expect(lead.sentences).toEqual([]);
  });

  it("says a sentence once, and three at most", async () => {
    const quotes = [
      "Imprimiu el pla.",
      "Reviseu el pla cada any.",
      "Publiqueu el registre.",
      "Imprimiu el registre.",
    ];
    const sentences = [quotes[0], ...quotes].map((text, at) => ({
      text,
      cites: [Math.max(1, at)],
    }));
    const model = modelOf({ language: "ca", completeness: "full", sentences });
    const lead = await writeLead({
      ...base,
      citations: quotes.map((text) => citationOf(text)),
      model,
    });
    expect(lead.sentences.map(({ text }) => text)).toEqual(quotes.slice(0, 3));
  });

  it("shows the model five quotes at most, no address and nothing hidden", async () => {
    const hostile = citationOf(
      "Mireu https://a.example/x?y=1 i www.b.cat o escriviu a c@d.cat\u202E\u200B.",
      "Portal apd.cat",
    );
    const model = modelOf({ language: "ca", completeness: "none", sentences: [] });
    await writeLead({ ...base, citations: Array(9).fill(hostile), model });
    const sent = JSON.stringify(model.requests[0]?.data);
    expect(sent.match(/"number"/gu)).toHaveLength(5);
    expect(sent).toContain("[adreça]");
    expect(sent).not.toMatch(/https?:|www|@|\.cat|localhost|[\u200B\u202E]/u);
  });

  it("lets the model's own errors through", async () => {
    const model = {
      id: "test:model",
      complete: () => Promise.reject(new ModelError("slow", "no reply in time")),
    };
    await expect(writeLead({ ...base, citations, model })).rejects.toBeInstanceOf(ModelError);
  });
});
