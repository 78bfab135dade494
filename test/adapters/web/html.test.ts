import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { html } from "../../../adapters/web/html.ts";

describe("html", () => {
  it("escapes values and leaves apostrophes readable", () => {
    expect(html`<p title="${'"a" & b'}">${"<b>l'apòstrof</b>"}</p>`.markup).toBe(
      `<p title="&quot;a&quot; &amp; b">&lt;b&gt;l'apòstrof&lt;/b&gt;</p>`,
    );
  });

  it("puts markup in as it is, alone or in a list, and leaves out what is absent", () => {
    const item = html`<li>${1}</li>`;
    expect(html`<ul>${[item, item]}${item}${undefined}${false}</ul>`.markup).toBe(
      "<ul><li>1</li><li>1</li><li>1</li></ul>",
    );
  });

  it("never lets a text open a tag or leave an attribute", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("<", ">", '"', "&", "'", "a", ";") }),
        (text) => {
          const { markup } = html`${text}`;
          expect(markup).not.toMatch(/[<>"]/);
          const read = markup
            .replaceAll("&lt;", "<")
            .replaceAll("&gt;", ">")
            .replaceAll("&quot;", '"')
            .replaceAll("&amp;", "&");
          expect(read).toBe(text);
        },
      ),
    );
  });
});
