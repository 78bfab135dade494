import { beforeAll, describe, expect, it } from "vitest";
import { itemUrl } from "../../../src/answer/address.ts";
import { excerptOf } from "../../../src/answer/excerpt.ts";
import { chooseQuote } from "../../../src/answer/quote.ts";
import { createWorkspace } from "../../scripts/small-knowledge.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "./shipped.ts";

let index: Awaited<ReturnType<typeof openAssistant>>["index"];
beforeAll(async () => {
  const workspace = await createWorkspace();
  ({ index } = await openAssistant(workspace.knowledge));
  await workspace.remove();
}, buildTimeoutMs);

function excerpt(id: string, asked?: string) {
  const item = index.catalogue.get(id);
  if (item === undefined) throw new Error("no such item");
  return excerptOf(item, asked, { index, publicUrl });
}

describe("excerptOf", () => {
  it("shows how every item begins, and leads there", () => {
    for (const item of index.catalogue.items) {
      const { quote = "", paragraph, url } = excerpt(item.id);
      expect(quote).toBe(chooseQuote(item, { words: [] }, index)?.text);
      expect(paragraph).toContain(quote);
      expect(url).toBe(itemUrl(publicUrl, item.id, quote));
    }
  });

  it("shows the words that were asked for, and leads to them where the page opens at them", () => {
    const step = "Proveu de recuperar un fitxer cada mes.";
    const url = itemUrl(publicUrl, "1.1.1", step);
    expect(excerpt("1.1.1", step)).toEqual({ quote: step, paragraph: step, url });
    const part = "Proveu de recuperar un fitxer";
    expect(excerpt("1.1.1", part)).toMatchObject({ quote: part, url: itemUrl(publicUrl, "1.1.1") });
  });

  it("shows how it begins when it says nothing of the kind", () => {
    for (const odd of ["Pagueu el rescat.", ""])
      expect(excerpt("1.1.1", odd)).toEqual(excerpt("1.1.1"));
  });

  it("leads to an item that is nothing but headings", () => {
    const [first] = index.catalogue.items;
    if (first === undefined) throw new Error("no item");
    const item = { ...first, blocks: [{ kind: "heading", level: 1, text: "Res" }] } as const;
    const url = itemUrl(publicUrl, item.id);
    expect(excerptOf(item, undefined, { index, publicUrl })).toEqual({ url });
  });
});
