/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren, JSX } from "preact";
import type { Block } from "../../src/agenda/item.ts";
import { quoteParameter } from "../../src/answer/address.ts";
import type { Quote } from "../../src/answer/quote.ts";
import { fold } from "../../src/language/tokens.ts";
import { appliesId } from "./items.ts";
import { mainId } from "./layout.tsx";
import type { View } from "./view.ts";

/** A heading of an item's text as its page shows it. */
export interface PageHeading {
  readonly text: string;
  /** Element id that links can point at. */
  readonly anchor: string;
  /** 2 to 6: the page's title is 1, and no level is skipped. */
  readonly level: number;
}

/** Headings of a text, by the number of their block. */
export function headingsOf(blocks: readonly Block[]): ReadonlyMap<number, PageHeading> {
  const headings = new Map<number, PageHeading>();
  const anchorOf = createAnchors([quoteParameter, mainId, appliesId]);
  let above = 1;
  let highest = 6;
  for (const block of blocks)
    if (block.kind === "heading") highest = Math.min(highest, block.level);
  blocks.forEach((block, at) => {
    if (block.kind !== "heading") return;
    const level = Math.min(above + 1, 2 + block.level - highest, 6);
    above = level;
    headings.set(at, { text: block.text, anchor: anchorOf(block.text), level });
  });
  return headings;
}

/** Gives names that nothing has yet; minutes of a council repeat a heading thousands of times. */
function createAnchors(taken: readonly string[]): (text: string) => string {
  const used = new Map(taken.map((name) => [name, 1]));
  return (text) => {
    const folded = fold(text)
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "");
    const name = folded === "" ? "apartat" : folded;
    let number = used.get(name) ?? 0;
    let anchor = name;
    do {
      number += 1;
      anchor = number === 1 ? name : `${name}-${number}`;
    } while (number > 1 && used.has(anchor));
    used.set(name, number);
    used.set(anchor, used.get(anchor) ?? 1);
    return anchor;
  };
}

/** An item's text, with a quote marked where it stands. */
export function ItemText(props: {
  readonly blocks: readonly Block[];
  readonly headings: ReadonlyMap<number, PageHeading>;
  readonly quote: Quote | undefined;
  readonly outside?: View["outside"];
}) {
  const { blocks, headings, quote, outside = {} } = props;
  const parts: JSX.Element[] = [];
  for (let at = 0; at < blocks.length; ) {
    const end = endOfList(blocks, at);
    const lines = blocks.slice(at, end).map((block, offset) => {
      const marked = quote?.block === at + offset ? quote : undefined;
      return { block, text: inline(block.text, marked, outside) };
    });
    parts.push(<Part lines={lines} heading={headings.get(at)} />);
    at = end;
  }
  return <>{parts}</>;
}

interface Line {
  readonly block: Block;
  readonly text: ComponentChildren;
}

/** Where the list that begins at a block ends (exclusive); anything else stands alone. */
function endOfList(blocks: readonly Block[], start: number): number {
  const first = blocks[start];
  if (first?.kind !== "list-item") return start + 1;
  let end = start + 1;
  for (let block = blocks[end]; block?.kind === "list-item"; block = blocks[end]) {
    const isNumbered = block.ordinal !== undefined;
    // A list that begins anew is another one.
    if (isNumbered !== (first.ordinal !== undefined) || block.ordinal === 1) break;
    end += 1;
  }
  return end;
}

function Part(props: {
  readonly lines: readonly Line[];
  readonly heading?: PageHeading | undefined;
}) {
  const { lines, heading } = props;
  const [first] = lines;
  switch (first?.block.kind) {
    case undefined:
      return null;
    case "heading": {
      const Heading = `h${heading?.level ?? 2}` as "h2";
      return <Heading id={heading?.anchor}>{first.text}</Heading>;
    }
    case "code":
      return <pre>{first.text}</pre>;
    case "paragraph":
      return <p>{first.text}</p>;
    case "table-row":
      return <p class="row">{first.text}</p>;
    case "list-item": {
      const items = lines.map(({ block, text }) => (
        <li value={block.kind === "list-item" ? block.ordinal : undefined}>{text}</li>
      ));
      return first.block.ordinal === undefined ? <ul>{items}</ul> : <ol>{items}</ol>;
    }
  }
}

/** The text with its quote marked and its addresses made links. */
function inline(
  text: string,
  quote: Quote | undefined,
  outside: View["outside"],
): ComponentChildren {
  const part = (start: number, end: number) => linked(text, start, end, outside);
  if (quote === undefined) return part(0, text.length);
  const { start, end } = quote;
  return (
    <>
      {part(0, start)}
      <mark id={quoteParameter}>{part(start, end)}</mark>
      {part(end, text.length)}
    </>
  );
}

/** A text with its addresses made links. */
export function LinkedText(props: { readonly text: string; readonly outside: View["outside"] }) {
  const { text, outside } = props;
  return <>{linked(text, 0, text.length, outside)}</>;
}

/** Whether a text holds an address. */
export function hasAddress(text: string): boolean {
  return text.search(address) >= 0;
}

/** An address in a text, without the sign that ends the sentence. */
const address = /https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)\]'’]/giu;

function linked(
  text: string,
  start: number,
  end: number,
  outside: View["outside"],
): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let from = start;
  for (const match of text.matchAll(address)) {
    const to = match.index + match[0].length;
    // One that a quote cuts in two leads nowhere.
    if (match.index < from || to > end) continue;
    parts.push(
      text.slice(from, match.index),
      <a href={match[0]} {...outside}>
        {match[0]}
      </a>,
    );
    from = to;
  }
  parts.push(text.slice(from, end));
  return parts;
}
