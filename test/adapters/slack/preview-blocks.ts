import { drawLink, drawMention, drawMrkdwn, escapeHtml } from "./preview-text.ts";

/** A part of a message, whatever it is. */
type Part = Readonly<Record<string, unknown>>;

/** Blocks as a page shows them. What is not known here is drawn as a red box, so that nothing hides. */
export function drawBlocks(blocks: unknown): string {
  return list(blocks).map(drawBlock).join("\n");
}

function drawBlock(block: Part): string {
  const draw = blockDrawers.get(block["type"]);
  return draw === undefined ? unknown("block", block) : draw(block);
}

const blockDrawers: ReadonlyMap<unknown, (block: Part) => string> = new Map([
  ["section", drawSection],
  [
    "rich_text",
    (block) => `<div class="rich">${list(block["elements"]).map(drawRich).join("")}</div>`,
  ],
  ["header", (block) => `<h2>${drawText(block["text"])}</h2>`],
  ["divider", () => "<hr>"],
  ["context", (block) => `<div class="context">${drawElements(block["elements"])}</div>`],
  ["context_actions", (block) => `<div class="row">${drawElements(block["elements"])}</div>`],
  ["actions", (block) => `<div class="row">${drawElements(block["elements"])}</div>`],
  ["input", drawInput],
  ["image", (block) => `<div>${drawText(block["title"])}${drawPicture(block)}</div>`],
  ["markdown", (block) => `<div class="markdown">${escapeHtml(words(block["text"]))}</div>`],
  ["card", drawCard],
  [
    "carousel",
    (block) => `<div class="carousel">${list(block["elements"]).map(drawCard).join("")}</div>`,
  ],
  ["container", drawContainer],
  [
    "alert",
    (block) => `<div class="alert ${name(block["level"])}">${drawText(block["text"])}</div>`,
  ],
  ["table", drawTable],
  ["data_table", drawTable],
  [
    "plan",
    (block) =>
      `<div class="card"><b>${escapeHtml(words(block["title"]))}</b>${drawBlocks(block["tasks"])}</div>`,
  ],
  ["task_card", drawTask],
] satisfies [string, (block: Part) => string][]);

function drawSection(block: Part): string {
  const fields = list(block["fields"]).map((field) => `<div>${drawText(field)}</div>`);
  const grid = fields.length === 0 ? "" : `<div class="fields">${fields.join("")}</div>`;
  const accessory = block["accessory"] === undefined ? "" : drawElements([block["accessory"]]);
  return `<div class="section"><div class="grow">${drawText(block["text"])}${grid}</div>${accessory}</div>`;
}

function drawInput(block: Part): string {
  const optional = block["optional"] === true ? ' <span class="quiet">(optional)</span>' : "";
  const hint =
    block["hint"] === undefined ? "" : `<div class="hint">${drawText(block["hint"])}</div>`;
  return `<div class="input"><label>${drawText(block["label"])}${optional}</label>${drawElements([block["element"]])}${hint}</div>`;
}

function drawCard(block: Part): string {
  const actions =
    block["actions"] === undefined
      ? ""
      : `<div class="row">${drawElements(block["actions"])}</div>`;
  const [hero, icon] = [block["hero_image"], block["icon"]].map((one) =>
    one === undefined ? "" : drawElements([one]),
  );
  return `<div class="card">${hero}${icon}<b>${drawText(block["title"])}</b><div class="quiet">${drawText(block["subtitle"])}</div><div>${drawText(block["body"])}</div>${actions}</div>`;
}

function drawContainer(block: Part): string {
  const title =
    block["rich_text_title"] === undefined
      ? drawText(block["title"])
      : drawBlocks([block["rich_text_title"]]);
  return `<div class="card"><b>${title}</b><div class="quiet">${drawText(block["subtitle"])}</div>${drawBlocks(block["child_blocks"])}</div>`;
}

function drawTable(block: Part): string {
  const rows = Array.isArray(block["rows"]) ? block["rows"] : [];
  const cell = (one: Part) =>
    `<td>${one["type"] === "rich_text" ? drawBlocks([one]) : escapeHtml(words(one["text"]))}</td>`;
  const drawn = rows.map((row) => `<tr>${list(row).map(cell).join("")}</tr>`);
  return `<table>${drawn.join("")}</table>`;
}

function drawTask(block: Part): string {
  const sources = list(block["sources"]).map((one) =>
    drawLink(escapeHtml(words(one["url"])), escapeHtml(words(one["text"]))),
  );
  const inner = ["details", "output"].map((key) =>
    drawBlocks(block[key] === undefined ? [] : [block[key]]),
  );
  return `<div class="task"><span class="quiet">[${name(block["status"])}]</span> ${escapeHtml(words(block["title"]))}${inner.join("")}<div>${sources.join(" · ")}</div></div>`;
}

function drawElements(elements: unknown): string {
  return list(elements)
    .map((element) => {
      const draw = elementDrawers.get(element["type"]);
      return draw === undefined ? unknown("element", element) : draw(element);
    })
    .join("");
}

const elementDrawers: ReadonlyMap<unknown, (element: Part) => string> = new Map([
  ["mrkdwn", drawText],
  ["plain_text", drawText],
  ["image", drawPicture],
  ["button", drawButton],
  ["workflow_button", drawButton],
  ["feedback_buttons", drawFeedback],
  ["icon_button", (element) => `<span class="icon">✕ ${drawText(element["text"])}</span>`],
  ["overflow", () => '<span class="button">⋯</span>'],
  ["plain_text_input", drawTextInput],
  ["number_input", drawTextInput],
  ["email_text_input", drawTextInput],
  ["url_text_input", drawTextInput],
  ["rich_text_input", drawTextInput],
  ["static_select", drawSelect],
  ["multi_static_select", drawSelect],
  ["conversations_select", drawSelect],
  ["channels_select", drawSelect],
  ["users_select", drawSelect],
  ["datepicker", drawSelect],
  ["timepicker", drawSelect],
  ["checkboxes", (element) => drawChoices(element, "☐", "☑")],
  ["radio_buttons", (element) => drawChoices(element, "○", "◉")],
] satisfies [string, (element: Part) => string][]);

function drawButton(element: Part): string {
  const away = element["url"] === undefined ? "" : ' <span class="away">↗</span>';
  const label = element["accessibility_label"];
  const title = label === undefined ? "" : ` title="${escapeHtml(words(label))}"`;
  return `<span class="button ${name(element["style"])}"${title}>${drawText(element["text"])}${away}</span>`;
}

function drawFeedback(element: Part): string {
  const sides = ["positive_button", "negative_button"] as const;
  return sides
    .map(
      (side) => `<span class="icon">${thumb(side)} ${drawText(part(element[side])["text"])}</span>`,
    )
    .join("");
}

/** Drawn, because not every machine has a font with thumbs. */
function thumb(side: "positive_button" | "negative_button"): string {
  const turn = side === "positive_button" ? "" : ' transform="rotate(180 8 8)"';
  return `<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor"><path${turn} d="M2 7h3v7H2zM5 7l3-5c2 0 2 1 1.5 4H14l-1 8H5"/></svg>`;
}

function drawTextInput(element: Part): string {
  const value = element["initial_value"];
  const inside =
    typeof value === "string"
      ? escapeHtml(value)
      : `<span class="quiet">${drawText(element["placeholder"])}</span>`;
  return `<div class="box ${element["multiline"] === true ? "tall" : ""}">${inside}</div>`;
}

function drawSelect(element: Part): string {
  const chosen = [element["initial_option"] ?? [], element["initial_options"] ?? []].flat();
  const names = chosen.map((one) => drawText(part(one)["text"])).join(", ");
  const date = words(element["initial_date"] ?? element["initial_time"]);
  const inside =
    names || escapeHtml(date) || `<span class="quiet">${drawText(element["placeholder"])}</span>`;
  return `<span class="box select">${inside}<span class="chevron">⌄</span></span>`;
}

function drawChoices(element: Part, off: string, on: string): string {
  const chosen = [element["initial_option"] ?? [], element["initial_options"] ?? []].flat();
  const values = chosen.map((one) => part(one)["value"]);
  return list(element["options"])
    .map((option) => {
      const sign = values.includes(option["value"]) ? on : off;
      const description = `<span class="quiet">${drawText(option["description"])}</span>`;
      return `<div>${sign} ${drawText(option["text"])} ${description}</div>`;
    })
    .join("");
}

/** Nothing is fetched: a picture is a box that says what it shows. */
function drawPicture(element: Part): string {
  return `<span class="picture">${escapeHtml(words(element["alt_text"]))}</span>`;
}

function drawText(text: unknown): string {
  const { type, text: said } = part(text);
  if (typeof said !== "string") return "";
  return type === "mrkdwn" ? `<span>${drawMrkdwn(said)}</span>` : `<span>${lines(said)}</span>`;
}

function drawRich(element: Part): string {
  const inside = () => list(element["elements"]).map(drawInline).join("");
  switch (element["type"]) {
    case "rich_text_section":
      return `<div class="rich-section">${inside()}</div>`;
    case "rich_text_quote":
      return `<blockquote>${inside()}</blockquote>`;
    case "rich_text_preformatted":
      return `<pre>${inside()}</pre>`;
    case "rich_text_list": {
      const tag = element["style"] === "ordered" ? "ol" : "ul";
      const items = list(element["elements"]).map((item) => `<li>${drawRich(item)}</li>`);
      const indent = Number(element["indent"] ?? 0) * 28;
      const border = element["border"] === 1 ? ' class="bordered"' : "";
      return `<${tag}${border} style="margin-left:${indent}px">${items.join("")}</${tag}>`;
    }
    default:
      return unknown("rich text", element);
  }
}

function drawInline(element: Part): string {
  const { type, text, url } = element;
  const style = part(element["style"]);
  const drawn = (() => {
    if (type === "text") return lines(words(text));
    if (type === "link") return drawLink(escapeHtml(words(url)), lines(words(text ?? url)));
    if (type === "emoji") return `:${escapeHtml(words(element["name"]))}:`;
    if (type === "user") return drawMention(`@${words(element["user_id"])}`);
    if (type === "channel") return drawMention(`#${words(element["channel_id"])}`);
    if (type === "usergroup") return drawMention(`@${words(element["usergroup_id"])}`);
    if (type === "broadcast") return drawMention(`@${words(element["range"])}`);
    if (type === "date") return escapeHtml(words(element["fallback"] ?? element["format"]));
    return unknown("rich text", element);
  })();
  const tags = [
    ["bold", "b"],
    ["italic", "i"],
    ["strike", "s"],
    ["underline", "u"],
    ["code", "code"],
  ] as const;
  return tags.reduce(
    (html, [key, tag]) => (style[key] === true ? `<${tag}>${html}</${tag}>` : html),
    drawn,
  );
}

function unknown(kind: string, value: Part): string {
  const json = JSON.stringify(value, null, 1) ?? "undefined";
  return `<div class="unknown">${kind} that this preview does not know: ${escapeHtml(json)}</div>`;
}

function lines(text: string): string {
  return escapeHtml(text).replaceAll("\n", "<br>");
}

function words(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A name that is safe as a class. */
function name(value: unknown): string {
  return words(value).replace(/\W/g, "");
}

function list(value: unknown): Part[] {
  return Array.isArray(value) ? value.map(part) : [];
}

function part(value: unknown): Part {
  return typeof value === "object" && value !== null ? (value as Part) : { type: typeof value };
}
