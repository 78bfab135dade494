import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { itemOfLink, renderUnfurl } from "../../../adapters/slack/render-unfurl.ts";
import { itemUrl } from "../../../src/answer/address.ts";
import { chooseQuote } from "../../../src/answer/quote.ts";
import { provenance } from "../../../src/answer/words.ts";
import { languages } from "../../../src/language/language.ts";
import { createWorkspace } from "../../scripts/small-knowledge.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "../../src/answer/shipped.ts";
import { faultsInAttachment } from "./block-kit.ts";
import { addressesOf, hostileId, hostileText, textsOf } from "./reading.ts";

type Opened = Awaited<ReturnType<typeof openAssistant>>;
let shipped: Opened;
let small: Opened;
beforeAll(async () => {
  shipped = await openAssistant();
  const workspace = await createWorkspace();
  small = await openAssistant(workspace.knowledge);
  await workspace.remove();
}, buildTimeoutMs);

describe("renderUnfurl", () => {
  it("shows every item in every language with its quote, its link and where it comes from", () => {
    for (const { index } of [shipped, small]) {
      for (const item of index.catalogue.items) {
        for (const language of languages) {
          const shown = renderUnfurl(item, undefined, { index, publicUrl, language });
          expect(faultsInAttachment(shown)).toEqual([]);
          const quote = chooseQuote(item, { words: [] }, index)?.text ?? "";
          expect(textsOf(shown.blocks)).toContain(`«${quote}»`);
          expect(addressesOf(shown.blocks)).toEqual([itemUrl(publicUrl, item.id, quote)]);
          expect(textsOf(shown.blocks).at(-1)?.toLowerCase()).toContain(provenance(item, language));
        }
      }
    }
  });

  it("shows the quote of the link when it stands in the item, else how the item begins", () => {
    const { index } = small;
    const item = index.catalogue.get("1.1.1");
    if (item === undefined) throw new Error("no such item");
    const context = { index, publicUrl, language: "ca" } as const;
    const step = "Proveu de recuperar un fitxer cada mes.";
    const begins = "Feu còpies de seguretat cada nit i deseu-ne una fora de l'ajuntament.";
    expect(textsOf(renderUnfurl(item, step, context))).toContain(`«${step}»`);
    const part = "Proveu de recuperar un fitxer";
    const partly = renderUnfurl(item, part, context).blocks;
    expect(textsOf(partly)).toContain(`«${part}»`);
    expect(addressesOf(partly)).toEqual([itemUrl(publicUrl, "1.1.1")]);
    for (const odd of ["Pagueu el rescat.", ""])
      expect(textsOf(renderUnfurl(item, odd, context))).toContain(`«${begins}»`);
  });

  it("stays within the limits whatever an item holds", () => {
    const { index } = small;
    fc.assert(
      fc.property(hostileId, hostileText, hostileText, (id, title, text) => {
        const item = {
          id,
          title,
          kind: "document",
          origin: "own",
          blocks: [{ kind: "paragraph", text }],
          questions: [],
          references: [],
          related: [],
          sourcePath: "a.md",
        } as const;
        const shown = renderUnfurl(item, text, { index, publicUrl, language: "ca" });
        expect(faultsInAttachment(shown)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe("itemOfLink", () => {
  it("knows the address of every item and of every quote that is shown", () => {
    for (const { index } of [shipped, small]) {
      for (const item of index.catalogue.items) {
        const quote = chooseQuote(item, { words: [] }, index)?.text ?? "";
        for (const base of [publicUrl, "http://localhost:3978/ca/agenda digital/"]) {
          const at = { publicUrl: base, index };
          expect(itemOfLink(itemUrl(base, item.id), at)).toEqual({ item });
          expect(itemOfLink(itemUrl(base, item.id, quote), at)).toEqual({ item, quote });
        }
      }
    }
  });

  it("knows an address with a slash at its end, with other parameters and as it stands in a message", () => {
    const { index } = shipped;
    const item = index.catalogue.get("2.3.1");
    const at = { publicUrl, index };
    for (const rest of [
      "/",
      "?lang=es",
      "#fonts",
      "/?lang=es&x",
      "?cita=0000000000#cita",
      "?cita=%ff",
    ])
      expect(itemOfLink(`${publicUrl}/agenda/2.3.1${rest}`, at)).toEqual({ item });
    const url = `${publicUrl}/agenda/2.3.1?lang=es&amp;cita=a6ffc7cb6f#cita`;
    expect(itemOfLink(url, at)?.quote).toMatch(/^Escriviu un pla de resposta/);
    expect(itemOfLink("HTTPS://AGENDA.example/agenda/2.3.1", at)).toEqual({ item });
  });

  it("knows no other address", () => {
    const at = { publicUrl: "https://agenda.example/ca", index: shipped.index };
    for (const url of [
      "https://agenda.example/agenda/2.3.1",
      "https://agenda.example/ca/agenda",
      "https://agenda.example/ca/agenda/",
      "https://agenda.example/ca/agenda/9.9.9",
      "https://agenda.example/ca/agenda/%E0%A4%A",
      "https://agenda.example/ca/cerca?q=2.3.1",
      "https://agenda.example/catala/agenda/2.3.1",
      "https://agenda.example.evil.example/ca/agenda/2.3.1",
      "https://agenda.example@evil.example/ca/agenda/2.3.1",
      "https://someone:secret@agenda.example/ca/agenda/2.3.1",
      "http://agenda.example/ca/agenda/2.3.1",
      "https://agenda.example:8443/ca/agenda/2.3.1",
      "javascript:alert(1)",
      "2.3.1",
      "",
    ])
      expect(itemOfLink(url, at)).toBeUndefined();
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(itemOfLink(text, at)).toBeUndefined();
      }),
    );
  });
});
