import { describe, expect, it } from "vitest";
import { faultsInAttachment, faultsInBlocks, faultsInMessage, faultsInView } from "./block-kit.ts";
import { faultsInMrkdwn } from "./block-kit-mrkdwn.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
const many = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));
const chars = (count: number) => "a".repeat(count);
const button = (more: object = {}) => ({ type: "button", text: plain("Obre"), ...more });
const option = (value: string) => ({ text: plain(`Opció ${value}`), value });
const section = (more: object = {}) => ({ type: "section", text: mrkdwn("Text"), ...more });
const actions = (...elements: object[]) => ({ type: "actions", elements });
const richText = (...elements: object[]) => ({ type: "rich_text", elements });
const words = (text: string) => ({ type: "text", text });
const line = (...elements: object[]) => ({ type: "rich_text_section", elements });
const input = (element: object, more: object = {}) => ({
  type: "input",
  label: plain("Etiqueta"),
  element,
  ...more,
});
const select = (more: object = {}) => ({
  type: "static_select",
  options: [option("a"), option("b")],
  ...more,
});
const picture = (more: object = {}) => ({
  type: "image",
  image_url: "https://example.org/a.png",
  alt_text: "Un dibuix",
  ...more,
});
const feedback = (more: object = {}) => ({
  type: "feedback_buttons",
  action_id: "feedback",
  positive_button: { text: plain("👍"), value: "positive" },
  negative_button: { text: plain("👎"), value: "negative" },
  ...more,
});
const contextActions = (...elements: object[]) => ({ type: "context_actions", elements });
const task = (more: object = {}) => ({
  type: "task_card",
  task_id: "1",
  title: "Cerca",
  status: "complete",
  ...more,
});

/** Blocks of a message that holds one of everything, each of them good. */
const everything: object[] = [
  { type: "header", text: { ...plain("Acció 1.1.1"), emoji: true } },
  section({ fields: many(10, () => mrkdwn("*Camp*")), accessory: button(), expand: true }),
  { type: "divider" },
  { type: "context", elements: [mrkdwn("<https://example.org|Font> &amp; més"), picture()] },
  { type: "context_actions", elements: [feedback()] },
  actions(
    button({ action_id: "ask-0", value: chars(2_000), style: "primary" }),
    button({ action_id: "open-0", url: "https://example.org/a?b=1&c=2" }),
    { type: "overflow", action_id: "more", options: [option("a"), option("b")] },
    select({ action_id: "axis", placeholder: plain("Eix"), initial_option: option("b") }),
    { type: "datepicker", action_id: "day", initial_date: "2026-11-23" },
  ),
  richText(
    line(
      words("Segons l’"),
      { type: "link", url: "https://example.org", text: "Agenda", style: { bold: true } },
      { type: "emoji", name: "wave" },
      { type: "user", user_id: "U0ANNA0000" },
      { type: "channel", channel_id: "C0GENERAL0" },
    ),
    { type: "rich_text_list", style: "bullet", indent: 1, elements: [line(words("Un"))] },
    { type: "rich_text_quote", elements: [words("Cita")] },
    { type: "rich_text_preformatted", border: 0, elements: [words("codi")] },
  ),
  picture({ title: plain("Títol") }),
  input({ type: "plain_text_input", multiline: true }, { dispatch_action: true }),
  { type: "markdown", text: "**Negreta**" },
  { type: "table", rows: [[{ type: "raw_text", text: "a" }]], column_settings: [null] },
  { type: "card", title: mrkdwn("Títol"), body: mrkdwn("Cos"), actions: [button()] },
  { type: "carousel", elements: [{ type: "card", title: mrkdwn("Títol") }] },
  { type: "container", title: plain("Títol"), child_blocks: [section()] },
  { type: "plan", title: "Pla", tasks: [task()] },
  task({ sources: [{ type: "url", url: "https://example.org", text: "Font" }] }),
];

describe("faultsInMessage", () => {
  it("finds nothing in one of everything", () => {
    expect(faultsInMessage({ text: "Acció 1.1.1", blocks: everything })).toEqual([]);
  });

  it("needs no blocks", () => {
    expect(faultsInMessage({ text: "Hola" })).toEqual([]);
    expect(faultsInMessage({ text: "Hola", blocks: [] })).toEqual([]);
  });

  it.each([
    [{ blocks: [section()] }, "/text: missing"],
    [{ text: "  " }, "/text: missing"],
    [{ text: chars(4_001) }, "/text: 4001 characters, 4000 recommended"],
    [{ text: chars(40_001) }, "/text: 40001 characters, cut off"],
    [{ text: "a & b" }, "/text: raw &"],
    [{ text: "a", blocks: many(51, () => ({ type: "divider" })) }, "/blocks: 51 blocks"],
    [{ text: "a", blocks: "[]" }, "/blocks: expected an array"],
    [{ text: "a", attachments: {} }, "/attachments: expected an array"],
    [{ text: "a", attachments: [{ colour: "red" }] }, "/attachments/0"],
    [{ text: "a", blocks: [{ type: "alert", text: plain("a") }] }, "/blocks/0: no alert in a"],
    [
      { text: "a", blocks: many(2, () => ({ type: "divider", block_id: "x" })) },
      '/blocks/1/block_id: "x" twice',
    ],
    [
      { text: "a", blocks: many(5, () => section({ text: mrkdwn(chars(2_601)) })) },
      "/blocks: 13005 characters of text in all",
    ],
  ])("refuses %# %j", (message, fault) => {
    expect(faultsInMessage(message).join("\n")).toContain(fault);
  });

  it("takes what is exactly at its limits", () => {
    const blocks = [
      ...many(4, () => section({ text: mrkdwn(chars(3_000)) })),
      ...many(46, () => ({ type: "divider" })),
    ];
    expect(faultsInMessage({ text: chars(4_000), blocks })).toEqual([]);
  });
});

describe("faultsInBlocks", () => {
  const limits: [string, number, (size: number) => object][] = [
    ["section text", 3_000, (size) => section({ text: mrkdwn(chars(size)) })],
    ["section field", 2_000, (size) => section({ fields: [mrkdwn(chars(size))] })],
    ["section fields", 10, (size) => section({ fields: many(size, () => plain("a")) })],
    ["header", 150, (size) => ({ type: "header", text: plain(chars(size)) })],
    ["context", 10, (size) => ({ type: "context", elements: many(size, () => plain("a")) })],
    [
      "context actions",
      5,
      (size) => contextActions(...many(size, () => feedback({ action_id: undefined }))),
    ],
    [
      "feedback text",
      75,
      (size) =>
        contextActions(feedback({ positive_button: { text: plain(chars(size)), value: "a" } })),
    ],
    ["actions", 25, (size) => actions(...many(size, () => button()))],
    ["button text", 75, (size) => actions(button({ text: plain(chars(size)) }))],
    ["button value", 2_000, (size) => actions(button({ value: chars(size) }))],
    [
      "button url",
      3_000,
      (size) => actions(button({ url: chars(size).replace(/^.{20}/, "https://example.org/") })),
    ],
    ["button label", 75, (size) => actions(button({ accessibility_label: chars(size) }))],
    ["action_id", 255, (size) => actions(button({ action_id: chars(size) }))],
    ["block_id", 255, (size) => section({ block_id: chars(size) })],
    ["placeholder", 150, (size) => actions(select({ placeholder: plain(chars(size)) }))],
    [
      "options",
      100,
      (size) => actions(select({ options: many(size, (at) => option(String(at))) })),
    ],
    [
      "option text",
      75,
      (size) => actions(select({ options: [{ text: plain(chars(size)), value: "a" }] })),
    ],
    [
      "option value",
      150,
      (size) => actions(select({ options: [{ text: plain("a"), value: chars(size) }] })),
    ],
    [
      "overflow",
      5,
      (size) => actions({ type: "overflow", options: many(size, (at) => option(String(at))) }),
    ],
    [
      "checkboxes",
      10,
      (size) => actions({ type: "checkboxes", options: many(size, (at) => option(String(at))) }),
    ],
    [
      "input label",
      2_000,
      (size) => input({ type: "plain_text_input" }, { label: plain(chars(size)) }),
    ],
    [
      "input hint",
      2_000,
      (size) => input({ type: "plain_text_input" }, { hint: plain(chars(size)) }),
    ],
    ["input length", 3_000, (size) => input({ type: "plain_text_input", max_length: size })],
    ["markdown", 12_000, (size) => ({ type: "markdown", text: chars(size) })],
    [
      "table rows",
      100,
      (size) => ({ type: "table", rows: many(size, () => [{ type: "raw_text", text: "a" }]) }),
    ],
    [
      "table cells",
      20,
      (size) => ({ type: "table", rows: [many(size, () => ({ type: "raw_text", text: "a" }))] }),
    ],
    ["card title", 150, (size) => ({ type: "card", title: mrkdwn(chars(size)) })],
    ["card body", 200, (size) => ({ type: "card", body: mrkdwn(chars(size)) })],
    [
      "carousel",
      10,
      (size) => ({
        type: "carousel",
        elements: many(size, () => ({ type: "card", title: mrkdwn("a") })),
      }),
    ],
    [
      "container",
      10,
      (size) => ({
        type: "container",
        title: plain("a"),
        child_blocks: many(size, () => section()),
      }),
    ],
    [
      "link",
      3_000,
      (size) =>
        richText(
          line({ type: "link", url: chars(size).replace(/^.{20}/, "https://example.org/") }),
        ),
    ],
    [
      "indent",
      8,
      (size) =>
        richText({
          type: "rich_text_list",
          style: "bullet",
          indent: size,
          elements: [line(words("a"))],
        }),
    ],
    [
      "confirmation",
      300,
      (size) =>
        actions(
          button({
            confirm: {
              title: plain("a"),
              text: plain(chars(size)),
              confirm: plain("a"),
              deny: plain("a"),
            },
          }),
        ),
    ],
  ];
  it.each(limits)("knows the limit of %s: %d", (_name, limit, blockOf) => {
    expect(faultsInBlocks([blockOf(limit)])).toEqual([]);
    expect(faultsInBlocks([blockOf(limit + 1)])).not.toEqual([]);
  });

  const empty: [string, object][] = [
    ["section", { type: "section" }],
    ["section text", section({ text: mrkdwn("") })],
    ["fields", section({ fields: [] })],
    ["actions", actions()],
    ["context", { type: "context", elements: [] }],
    ["options", actions(select({ options: [] }))],
    ["option value", actions(select({ options: [option("")] }))],
    ["rich text", richText()],
    ["rich text section", richText(line())],
    ["rich text words", richText(line(words("")))],
    ["list", richText({ type: "rich_text_list", style: "bullet", elements: [] })],
    ["card", { type: "card", subtitle: mrkdwn("a") }],
    ["alternative text", { type: "image", image_url: "https://example.org/a.png", alt_text: "" }],
    ["button text", actions(button({ text: plain("") }))],
    ["button value", actions(button({ value: "" }))],
  ];
  it.each(empty)("refuses emptiness: %s", (_name, block) => {
    expect(faultsInBlocks([block])).not.toEqual([]);
  });

  const wrong: [string, object][] = [
    ["an unknown block", { type: "sections", text: mrkdwn("a") }],
    ["a block without type", { text: mrkdwn("a") }],
    ["an unknown key", section({ colour: "red" })],
    ["text that is no object", section({ text: "a" })],
    ["a text of type text", section({ text: { type: "text", text: "a" } })],
    ["emoji in mrkdwn", section({ text: { ...mrkdwn("a"), emoji: true } })],
    ["verbatim in plain text", section({ text: { ...plain("a"), verbatim: true } })],
    ["mrkdwn in a header", { type: "header", text: mrkdwn("a") }],
    ["mrkdwn in a button", actions(button({ text: mrkdwn("a") }))],
    ["an unknown style", actions(button({ style: "default" }))],
    ["a relative address", actions(button({ url: "/agenda" }))],
    ["a script", actions(button({ url: "javascript:alert(1)" }))],
    ["a space in an address", actions(button({ url: "https://example.org/a b" }))],
    ["a link to a script", richText(line({ type: "link", url: "javascript:alert(1)" }))],
    ["an input among actions", actions({ type: "plain_text_input" })],
    ["feedback among actions", actions(feedback())],
    ["a button among context actions", { type: "context_actions", elements: [button()] }],
    ["the same action_id twice", actions(button({ action_id: "a" }), button({ action_id: "a" }))],
    ["an option that is none", actions(select({ initial_option: option("c") }))],
    [
      "an option with another text",
      actions(select({ initial_option: { ...option("a"), text: plain("A") } })),
    ],
    [
      "options and groups",
      actions(select({ option_groups: [{ label: plain("a"), options: [option("c")] }] })),
    ],
    ["neither options nor groups", actions({ type: "static_select" })],
    ["two options of one value", actions(select({ options: [option("a"), option("a")] }))],
    [
      "an address in a select",
      actions(select({ options: [{ ...option("a"), url: "https://example.org" }] })),
    ],
    [
      "more chosen than there are",
      actions({
        type: "multi_static_select",
        options: [option("a")],
        initial_options: [option("a"), option("b")],
      }),
    ],
    ["an input without label", { type: "input", element: { type: "plain_text_input" } }],
    [
      "a minimum above the maximum",
      input({ type: "plain_text_input", min_length: 5, max_length: 4 }),
    ],
    [
      "a start longer than allowed",
      input({ type: "plain_text_input", initial_value: "abc", max_length: 2 }),
    ],
    [
      "two focused inputs",
      {
        type: "container",
        title: plain("a"),
        child_blocks: many(2, () => input({ type: "plain_text_input", focus_on_load: true })),
      },
    ],
    ["two pictures in one", picture({ slack_file: { id: "F0FILE0000" } })],
    ["a picture of nowhere", { type: "image", alt_text: "a" }],
    [
      "a list of words",
      richText({ type: "rich_text_list", style: "bullet", elements: [words("a")] }),
    ],
    ["a list without style", richText({ type: "rich_text_list", elements: [line(words("a"))] })],
    [
      "emoji in code",
      richText({ type: "rich_text_preformatted", elements: [{ type: "emoji", name: "wave" }] }),
    ],
    ["a colon in an emoji", richText(line({ type: "emoji", name: ":wave:" }))],
    [
      "a container within one",
      {
        type: "container",
        title: plain("a"),
        child_blocks: [{ type: "container", title: plain("a"), child_blocks: [section()] }],
      },
    ],
    ["a container without title", { type: "container", child_blocks: [section()] }],
    [
      "a confirmation without title",
      actions(button({ confirm: { text: plain("a"), confirm: plain("a"), deny: plain("a") } })),
    ],
    ["an input for numbers", input({ type: "number_input", is_decimal_allowed: false })],
    ["a file of another", { type: "file", source: "remote", external_id: "a" }],
    ["raw markup", section({ text: mrkdwn("R&D <b>") })],
    ["raw markup in a context", { type: "context", elements: [mrkdwn("a < b")] }],
  ];
  it.each(wrong)("refuses %s", (_name, block) => {
    expect(faultsInBlocks([block])).not.toEqual([]);
  });

  it("refuses two tables, two plans and too much markdown in all", () => {
    const table = { type: "table", rows: [[{ type: "raw_text", text: "a" }]] };
    expect(faultsInBlocks([table, table])).toEqual(["/blocks: more than one table"]);
    expect(faultsInBlocks(many(2, () => ({ type: "plan", title: "a" })))).toHaveLength(1);
    const markdown = { type: "markdown", text: chars(6_001) };
    expect(faultsInBlocks([markdown, markdown])).toEqual([
      "/blocks: 12002 characters of markdown in all",
    ]);
  });

  it("takes the same action_id in two blocks", () => {
    const block = () => actions(button({ action_id: "a" }));
    expect(faultsInBlocks([block(), block()])).toEqual([]);
  });

  it("points at the fault", () => {
    const blocks = [section(), actions(button(), button({ value: chars(2_001) }))];
    expect(faultsInBlocks(blocks)).toEqual([
      expect.stringMatching(/^\/blocks\/1\/elements\/1\/value: /),
    ]);
  });

  it("sees what is undefined as absent", () => {
    expect(faultsInBlocks([section({ accessory: undefined })])).toEqual([]);
  });

  const circular: Record<string, unknown> = { type: "section" };
  circular["text"] = circular;
  let deep: unknown = section();
  for (let at = 0; at < 3_000; at += 1) deep = { type: "container", child_blocks: [deep] };
  it.each([
    ["null", [null]],
    ["a number", [7]],
    ["a string", ["section"]],
    ["an array", [[]]],
    ["undefined", [undefined]],
    ["a circle", [circular]],
    ["a big integer", [section({ text: { type: "mrkdwn", text: 1n } })]],
    ["depths", [deep]],
    ["a prototype", [JSON.parse('{"type":"divider","__proto__":{"a":1}}')]],
    ["a type that all objects have", [{ type: "constructor" }]],
  ])("refuses hostile shapes: %s", (_name, blocks) => {
    expect(faultsInBlocks(blocks)).not.toEqual([]);
    expect(faultsInMessage({ text: "a", blocks })).not.toEqual([]);
  });
});

describe("faultsInView", () => {
  const home = (blocks: unknown, more: object = {}) => ({ type: "home", blocks, ...more });
  const modal = (blocks: unknown, more: object = {}) => ({
    type: "modal",
    title: plain("Pregunta"),
    blocks,
    ...more,
  });
  const question = input({ type: "plain_text_input", action_id: "question" });

  it("finds nothing in good views", () => {
    expect(
      faultsInView(home([section({ accessory: select() }), question], { private_metadata: "{}" })),
    ).toEqual([]);
    const number = input({ type: "number_input", is_decimal_allowed: false, min_value: "1" });
    const buttons = { submit: plain("Envia"), close: plain("Tanca"), callback_id: "ask" };
    expect(faultsInView(modal([question, number], buttons))).toEqual([]);
    expect(
      faultsInView(modal([section(), { type: "alert", text: plain("a"), level: "info" }])),
    ).toEqual([]);
  });

  it.each([
    ["no view", null],
    ["a string", "{}"],
    ["an unknown view", { type: "message", blocks: [] }],
    ["no blocks", { type: "home" }],
    ["too many blocks", home(many(101, () => ({ type: "divider" })))],
    ["a title of a home", home([], { title: plain("a") })],
    ["a modal without title", { type: "modal", blocks: [] }],
    ["a long title", modal([], { title: plain(chars(25)) })],
    ["a formatted title", modal([], { title: mrkdwn("a") })],
    ["a long submit", modal([], { submit: plain(chars(25)) })],
    ["a long close", modal([], { close: plain(chars(25)) })],
    ["long metadata", home([], { private_metadata: chars(3_001) })],
    ["a long callback_id", home([], { callback_id: chars(256) })],
    ["an input without submit", modal([question])],
    ["a context action", home([{ type: "context_actions", elements: [feedback()] }])],
    ["markdown", home([{ type: "markdown", text: "a" }])],
    ["a table", home([{ type: "table", rows: [[{ type: "raw_text", text: "a" }]] }])],
    ["an alert in a home", home([{ type: "alert", text: plain("a") }])],
    ["a card in a modal", modal([{ type: "card", title: mrkdwn("a") }])],
    ["a number in a home", home([input({ type: "number_input", is_decimal_allowed: false })])],
    [
      "a number without decimals said",
      modal([input({ type: "number_input" })], { submit: plain("a") }),
    ],
    [
      "a number that is one",
      modal([input({ type: "number_input", is_decimal_allowed: false, min_value: 1 })], {
        submit: plain("a"),
      }),
    ],
    [
      "a minimum above the maximum",
      modal(
        [
          input({
            type: "number_input",
            is_decimal_allowed: false,
            min_value: "10",
            max_value: "9",
          }),
        ],
        { submit: plain("a") },
      ),
    ],
    [
      "a response_url in a home",
      home([actions({ type: "conversations_select", response_url_enabled: true })]),
    ],
    [
      "two inputs in focus",
      home(many(2, () => input({ type: "plain_text_input", focus_on_load: true }))),
    ],
    ["the hash of a view", home([], { hash: "1.abc" })],
    ["too many bytes", home(many(90, () => section({ text: plain("à".repeat(3_000)) })))],
  ])("refuses %s", (_name, view) => {
    expect(faultsInView(view)).not.toEqual([]);
  });
});

describe("faultsInAttachment", () => {
  it("takes blocks below a link", () => {
    expect(faultsInAttachment({ blocks: [section()], color: "#0057b8" })).toEqual([]);
    expect(faultsInAttachment({ blocks: [section()], preview: { title: plain("a") } })).toEqual([]);
  });

  it.each([null, {}, { blocks: [{}] }, { color: "blue" }, { title_link: "agenda" }, { x: 1 }])(
    "refuses %j",
    (attachment) => {
      expect(faultsInAttachment(attachment)).not.toEqual([]);
    },
  );
});

describe("faultsInMrkdwn", () => {
  it.each([
    "*negreta* _cursiva_ ~ratllat~ `codi`",
    "> cita\n>>> més cita",
    "1 &lt; 2 &amp;&amp; 3 &gt; 2",
    "<https://example.org/a?b=1&amp;c=2|Font> i <https://example.org>",
    "<mailto:a@example.org|Correu>, <@U0ANNA0000>, <#C0GENERAL0|general>, <#C0GENERAL0>",
    "<!here> <!subteam^S0GRUP0000> <!date^1392734382^{date_short}|18 de febrer>",
  ])("takes %s", (text) => {
    expect(faultsInMrkdwn(text)).toEqual([]);
  });

  it.each([
    "R&D",
    "&nbsp;",
    "a < b",
    "a > b",
    "<b>negreta</b>",
    "<https://example.org|>",
    "<https://example.org/a b|Font>",
    "<https://example.org|Una <altra>>",
    "<https://example.org|Dues\nlínies>",
    "<https://example.org?a=1&b=2|Font>",
    "<javascript:alert(1)|Font>",
    "<example.org|Font>",
    "<@anna>",
    "<!everybody>",
    "<!date^1392734382^{date}>",
    "<",
    ">a>",
  ])("refuses %s", (text) => {
    expect(faultsInMrkdwn(text)).not.toEqual([]);
  });
});
