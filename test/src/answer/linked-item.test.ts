import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { itemUrl } from "../../../src/answer/address.ts";
import { itemOfLink } from "../../../src/answer/linked-item.ts";
import { chooseQuote } from "../../../src/answer/quote.ts";
import { hostileText } from "../../helpers/hostile-answers.ts";
import { createWorkspace } from "../../scripts/small-knowledge.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "./shipped.ts";

type Opened = Awaited<ReturnType<typeof openAssistant>>;
let shipped: Opened;
let small: Opened;
beforeAll(async () => {
  shipped = await openAssistant();
  const workspace = await createWorkspace();
  small = await openAssistant(workspace.knowledge);
  await workspace.remove();
}, buildTimeoutMs);

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
