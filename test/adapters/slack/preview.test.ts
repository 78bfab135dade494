import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "cheerio";
import { describe, expect, it } from "vitest";
import { chromiumPath, preview, screenshot } from "./preview.ts";
import { drawMrkdwn } from "./preview-text.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });

describe("drawMrkdwn", () => {
  it.each([
    ["*negreta* i _cursiva_ i ~ratllat~", "<b>negreta</b> i <i>cursiva</i> i <s>ratllat</s>"],
    ["_*totes dues*_", "<i><b>totes dues</b></i>"],
    ["2*3*4 i nom_de_fitxer", "2*3*4 i nom_de_fitxer"],
    ["* no *", "* no *"],
    ["`*codi*`", "<code>*codi*</code>"],
    ["```\na\nb\n```", "<pre>a\nb</pre>"],
    ["> cita\n> més\nfora", "<blockquote>cita<br>més</blockquote>fora"],
    ["abans\n>>> cita\nmés", "abans<blockquote>cita<br>més</blockquote>"],
    ["<https://a.org?b=1&amp;c=2|Font>", '<a href="https://a.org?b=1&amp;c=2">Font</a>'],
    ["*<https://a.org|Font>*", '<b><a href="https://a.org">Font</a></b>'],
    ["<@U0ANNA0000>", '<span class="mention">@U0ANNA0000</span>'],
    ["1 &lt; 2 :wave:", "1 &lt; 2 :wave:"],
    ['"<script>"', '&quot;<a href="script">script</a>&quot;'],
  ])("draws %j", (text, html) => {
    expect(drawMrkdwn(text)).toBe(html);
  });
});

describe("preview", () => {
  it("draws a message with all its parts", () => {
    const blocks = [
      { type: "header", text: plain("Acció 1.1.1") },
      {
        ...section("*Termini*"),
        accessory: { type: "button", text: plain("Obre"), style: "primary" },
      },
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_quote",
            elements: [
              { type: "text", text: "La cita" },
              { type: "link", url: "https://a.org", text: "Font" },
            ],
          },
          {
            type: "rich_text_list",
            style: "ordered",
            elements: [
              {
                type: "rich_text_section",
                elements: [{ type: "text", text: "Un", style: { bold: true } }],
              },
            ],
          },
        ],
      },
      { type: "divider" },
      { type: "context", elements: [{ type: "mrkdwn", text: "_Font_" }] },
      {
        type: "context_actions",
        elements: [
          {
            type: "feedback_buttons",
            positive_button: { text: plain("Útil") },
            negative_button: { text: plain("No") },
          },
        ],
      },
      {
        type: "card",
        title: { type: "mrkdwn", text: "Targeta" },
        actions: [{ type: "button", text: plain("Veure") }],
      },
      { type: "table", rows: [[{ type: "raw_text", text: "cel·la" }]] },
    ];
    const $ = load(preview({ text: "Per a qui escolta", blocks }));

    expect($(".name").text()).toBe("Agenda digital");
    expect($("h2").text()).toBe("Acció 1.1.1");
    expect($(".section .button.primary").text()).toBe("Obre");
    expect($("blockquote a").attr("href")).toBe("https://a.org");
    expect($("ol li b").text()).toBe("Un");
    expect($(".context i").text()).toBe("Font");
    expect($(".icon").text()).toContain("Útil");
    expect($(".card .button").text()).toBe("Veure");
    expect($("td").text()).toBe("cel·la");
    expect($(".unknown")).toHaveLength(0);
    expect($("body").text()).not.toContain("Per a qui escolta");
  });

  it("draws a text alone, and what is below a link", () => {
    expect(load(preview({ text: "*Hola*" }))("b").text()).toBe("Hola");
    const $ = load(
      preview({ text: "a", attachments: [{ color: "#0057b8", blocks: [section("*b*")] }] }),
    );
    expect($(".attachment b").text()).toBe("b");
  });

  it("draws a form with its title and buttons", () => {
    const element = { type: "plain_text_input", multiline: true, placeholder: plain("Escriviu") };
    const axis = {
      type: "static_select",
      options: [],
      initial_option: { text: plain("Eix 1"), value: "1" },
    };
    const $ = load(
      preview({
        type: "modal",
        title: plain("Pregunta"),
        submit: plain("Envia"),
        close: plain("Tanca"),
        blocks: [
          { type: "input", label: plain("Què?"), element, hint: plain("Curt") },
          { type: "input", label: plain("Eix"), element: axis, optional: true },
        ],
      }),
    );
    expect($(".top").text()).toContain("Pregunta");
    expect(
      $(".foot .button")
        .toArray()
        .map((one) => $(one).text()),
    ).toEqual(["Tanca", "Envia"]);
    expect($(".box.tall").text()).toBe("Escriviu");
    expect($(".box.select").text()).toContain("Eix 1");
    expect($("label").text()).toContain("(optional)");
  });

  it("draws the App Home", () => {
    const $ = load(preview({ type: "home", blocks: [section("Benvinguts")] }));
    expect($(".tabs .on").text()).toBe("Inici");
    expect($(".body").text()).toContain("Benvinguts");
  });

  it("hides nothing that it does not know", () => {
    const blocks = [
      { type: "hologram", text: "x" },
      { type: "actions", elements: [{ type: "lever" }] },
      {
        type: "rich_text",
        elements: [
          { type: "rich_text_spiral" },
          { type: "rich_text_section", elements: [{ type: "smell" }] },
        ],
      },
      null,
    ];
    expect(load(preview({ text: "a", blocks }))(".unknown")).toHaveLength(5);
  });

  it("runs and fetches nothing, whatever the text", () => {
    const evil = '<img src=x onerror="alert(1)"><script>alert(1)</script>"onload="';
    const html = preview({
      text: evil,
      blocks: [
        { type: "header", text: plain(evil) },
        section(evil),
        { type: "image", alt_text: evil, image_url: "https://example.org/a.png" },
        { type: evil },
        {
          type: "actions",
          elements: [{ type: "button", style: evil, text: plain(evil), accessibility_label: evil }],
        },
        {
          type: "rich_text",
          elements: [
            {
              type: "rich_text_section",
              elements: [{ type: "link", url: `"${evil}`, text: evil }],
            },
          ],
        },
      ],
    });
    const $ = load(html);
    expect($("script, img, iframe, link")).toHaveLength(0);
    expect($("[onerror], [onload]")).toHaveLength(0);
    expect(html).toContain("default-src 'none'");
  });
});

describe.skipIf(!chromiumPath)("screenshot", () => {
  it("makes a picture, light and dark", async () => {
    const folder = await mkdtemp(join(tmpdir(), "preview-"));
    const html = preview({ text: "a", blocks: [section("*Hola* a tothom")] });
    const [light, dark] = [join(folder, "light.png"), join(folder, "new/dark.png")];
    await Promise.all([
      screenshot(html, light),
      screenshot(html, dark, { dark: true, width: 400 }),
    ]);
    const pictures = await Promise.all([light, dark].map((file) => readFile(file)));
    await rm(folder, { recursive: true });

    // The width stands after the name of a PNG's first part.
    expect(pictures.map((picture) => picture.readUInt32BE(16))).toEqual([1_440, 800]);
    expect(pictures.every((picture) => picture.subarray(1, 4).toString() === "PNG")).toBe(true);
  }, 30_000);
});
