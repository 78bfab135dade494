import * as z from "zod";

/** Words of a Slack message as a question: its marks, links, people and emoji read as a person would read them aloud. */
export function toQuestion(text: string, self?: string): string {
  return decode(
    text
      .replace(/<([^<>]*)>/g, (_all, inner: string) => spoken(inner, self))
      .replace(/```|`/g, " ")
      .replace(/(?<![\p{L}\p{N}:])(?::[a-z0-9_+'-]{1,50}:)+/gu, " ")
      .replace(bold, "$1")
      .replace(italic, "$1")
      .replace(struck, "$1")
      .replace(/^[ \t]*(?:&gt;)+/gm, " ")
      .replace(/^[ \t]*[•◦▪][ \t]/gmu, " ")
      // What is left of brackets within brackets: a person's own arrive as entities.
      .replace(/<(?=[@#!]|https?:|mailto:|tel:)/g, " "),
  )
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n\s*/g, "\n")
    .trim();
}

// A mark at the edge of words on one line, none of its kind between: so each is looked at once, however many there are.
const bold = /(?<![\p{L}\p{N}])\*(?=[^\s*])([^*\n]*[^*\s])\*(?![\p{L}\p{N}])/gu;
const italic = /(?<![\p{L}\p{N}])_(?=[^\s_])([^_\n]*[^_\s])_(?![\p{L}\p{N}])/gu;
const struck = /(?<![\p{L}\p{N}])~(?=[^\s~])([^~\n]*[^~\s])~(?![\p{L}\p{N}])/gu;

/** Ids of the people whom a message mentions. */
export function mentionsIn(text: string): string[] {
  return [...text.matchAll(/<@([A-Z0-9]+)(?:\|[^<>]*)?>/g)].flatMap(([, id]) => id ?? []);
}

/** What stands between angle brackets: https://docs.slack.dev/messaging/formatting-message-text */
function spoken(inner: string, self: string | undefined): string {
  const [target = "", label] = inner.split("|", 2);
  if (target.startsWith("@")) return target.slice(1) === self ? " " : ` ${label ?? ""} `;
  if (target.startsWith("#")) return label ?? "";
  if (target.startsWith("!")) return target.startsWith("!date") ? (label ?? "") : " ";
  return label || target.replace(/^(?:mailto|tel):/, "");
}

const entities: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

function decode(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity);
}

const characters: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function encode(text: string): string {
  return text.replace(/[&<>]/g, (character) => characters[character] ?? character);
}

const elementSchema = z.object({
  type: z.string().optional(),
  text: z.unknown().optional(),
  url: z.string().optional(),
  user_id: z.string().optional(),
  fallback: z.string().optional(),
  elements: z.array(z.unknown()).optional(),
});

/** Lists within quotes are as deep as Slack nests. */
const deepest = 5;

/** The words of a message's blocks, as its text would have them. */
export function textOfBlocks(blocks: unknown): string {
  if (!Array.isArray(blocks)) return "";
  return blocks.map((block: unknown) => textOfElement(block, 0)).join("\n");
}

function textOfElement(element: unknown, depth: number): string {
  const { data } = elementSchema.safeParse(element);
  if (data === undefined || depth > deepest) return "";
  const { type, text, url, user_id: user, fallback, elements } = data;
  if (elements !== undefined) {
    const isLine = type === "rich_text_section" || type === "rich_text_preformatted";
    const parts = elements.map((inner) => textOfElement(inner, depth + 1));
    return parts.join(isLine ? "" : "\n");
  }
  if (type === "user" && user !== undefined) return `<@${encode(user)}>`;
  if (type === "link") return encode(typeof text === "string" ? text : (url ?? ""));
  if (type === "date") return encode(fallback ?? "");
  if (typeof text === "string") return type === "text" ? encode(text) : text;
  // A text object of another block: its own mrkdwn.
  return text === undefined ? "" : textOfElement(text, depth + 1);
}
