import type { Nodes, Root, TableRow } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { stripHidden } from "../language/tokens.ts";
import type { Block } from "./item.ts";

/** Nothing in this line asks for a Markdown parser: plain paragraphs, which most imported text is. */
const plainText = /^(?![ \t]*(?:[#>|+*-]|:-|\d+[.)]|=+[ \t]*$| {4}|\t))[^\\`*_[\]<&|~]*$/;
/**
 * Quotes and lists inside one another, deeper than anybody reads, as they open a line. The parser takes time that
 * grows with the square of the depth, and the stack ends before a hostile file does.
 */
const tooDeep =
  /^((?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))){24})(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t])))+/gm;
const tooIndented = /^([ \t]{48})[ \t]+/gm;

/**
 * Blocks of a Markdown text in reading order, as plain text: what a reader sees and what can be quoted.
 * Raw HTML is dropped, links keep their words, line breaks inside a paragraph become spaces.
 */
export function parseMarkdown(markdown: string): Block[] {
  const text = stripHidden(markdown)
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replaceAll("\0", "\uFFFD");
  const lines = text.split("\n");
  if (lines.every((line) => plainText.test(line))) return plainParagraphs(text);
  try {
    const root: Root = fromMarkdown(text.replace(tooDeep, "$1").replace(tooIndented, "$1"), {
      extensions: [gfmTable()],
      mdastExtensions: [gfmTableFromMarkdown()],
    });
    return root.children.flatMap((node) => blocksOf(node));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // Emphasis or links in thousands of levels: no stack holds them, and the words are worth more than the marks.
    return plainParagraphs(text);
  }
}

function plainParagraphs(text: string): Block[] {
  return text
    .split(/\n[ \t]*\n/)
    .map((paragraph) => oneLine(paragraph))
    .filter((paragraph) => paragraph !== "")
    .map((paragraph) => ({ kind: "paragraph", text: paragraph }));
}

function blocksOf(node: Nodes, ordinal?: number): Block[] {
  switch (node.type) {
    case "heading":
      return nonEmpty({ kind: "heading", level: node.depth, text: plain(node) });
    case "paragraph":
      return nonEmpty(
        ordinal === undefined
          ? { kind: "paragraph", text: plain(node) }
          : { kind: "list-item", ...(ordinal > 0 ? { ordinal } : {}), text: plain(node) },
      );
    case "code":
      return nonEmpty({ kind: "code", text: oneLine(node.value) });
    case "list":
      return node.children.flatMap((item, index) => {
        const number = node.ordered === true ? (node.start ?? 1) + index : 0;
        return item.children.flatMap((child, place) =>
          blocksOf(child, place === 0 ? number : undefined),
        );
      });
    case "blockquote":
      return node.children.flatMap((child) => blocksOf(child));
    case "table":
      return node.children.flatMap((row) => nonEmpty({ kind: "table-row", text: cells(row) }));
    default:
      return [];
  }
}

function cells(row: TableRow): string {
  return row.children
    .map((cell) => plain(cell))
    .filter((cell) => cell !== "")
    .join(" · ");
}

function plain(node: Nodes): string {
  return oneLine(inline(node));
}

function inline(node: Nodes): string {
  if (node.type === "text" || node.type === "inlineCode") return node.value;
  if (node.type === "break") return " ";
  if (node.type === "image" || node.type === "imageReference") return node.alt ?? "";
  return "children" in node ? node.children.map((child) => inline(child)).join("") : "";
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

function nonEmpty(block: Block): Block[] {
  return block.text === "" ? [] : [block];
}
