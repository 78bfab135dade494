import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { renderUnfurl } from "../../../adapters/slack/render-unfurl.ts";
import { itemUrl } from "../../../src/answer/address.ts";
import { chooseQuote } from "../../../src/answer/quote.ts";
import { provenance } from "../../../src/answer/words.ts";
import { languages } from "../../../src/language/language.ts";
import { hostileId, hostileText } from "../../helpers/hostile-answers.ts";
import { createWorkspace } from "../../scripts/small-knowledge.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "../../src/answer/shipped.ts";
import { faultsInAttachment } from "./block-kit.ts";
import { addressesOf, textsOf } from "./reading.ts";

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

  it("says what it is, where it stands, its words, what it asks for and where it comes from", () => {
    const { index } = shipped;
    const item = index.catalogue.get("2.3.1");
    if (item === undefined) throw new Error("no such item");
    const quote = chooseQuote(item, { words: [] }, index)?.text ?? "";
    expect(
      textsOf(renderUnfurl(item, undefined, { index, publicUrl, language: "ca" }).blocks),
    ).toEqual([
      expect.stringContaining("2.3.1 Tenir un pla de resposta a incidents"),
      "Infraestructures digitals i Ciberseguretat › Resposta a incidents",
      `«${quote}»`,
      "Curt termini · esforç mitjà · elaboració pròpia d'aquest projecte, no és text oficial",
    ]);
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
