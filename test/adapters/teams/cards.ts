import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import type { AdaptiveCard, OutgoingActivity } from "../../../adapters/teams/activity.ts";
import { nodesOf } from "../../helpers/nodes.ts";

/** The card of a message; undefined where it has none. */
export function cardOf({ attachments }: OutgoingActivity): AdaptiveCard | undefined {
  return attachments?.[0]?.content;
}

/** What a card shows, piece by piece. */
export function textsIn(card: AdaptiveCard | undefined): string[] {
  return nodesOf(card?.body).flatMap(({ type, text }) =>
    (type === "TextRun" || type === "TextBlock") && typeof text === "string" ? [text] : [],
  );
}

/** Everything that can be pressed in a card. */
export function actionsIn(card: AdaptiveCard | undefined) {
  const nodes = nodesOf(card);
  // What stands for a button in older clients is no button beside it.
  const fallbacks = new Set(nodes.map(({ fallback }) => fallback));
  return nodes
    .filter((node) => String(node["type"]).startsWith("Action.") && !fallbacks.has(node))
    .map((node) => ({
      type: String(node["type"]),
      title: String(node["title"]),
      url: typeof node["url"] === "string" ? node["url"] : undefined,
      data: node["data"],
      mode: node["mode"],
    }));
}

/** A message's text as a reader of Markdown takes it, tables included. */
export function markdownOf(text: string | undefined): Root {
  return fromMarkdown(text ?? "", {
    extensions: [gfmTable()],
    mdastExtensions: [gfmTableFromMarkdown()],
  });
}

/** All nodes of a Markdown tree of one type. */
export function within<Type extends Nodes["type"]>(
  root: Nodes,
  type: Type,
): Extract<Nodes, { type: Type }>[] {
  const own = root.type === type ? [root as Extract<Nodes, { type: Type }>] : [];
  const below = "children" in root ? root.children.flatMap((node) => within(node, type)) : [];
  return [...own, ...below];
}

/** What a reader sees of a part of a text. */
export function readAs(node: Nodes): string {
  if (node.type === "break") return "\n";
  if ("value" in node) return node.value;
  return "children" in node ? node.children.map(readAs).join("") : "";
}

/** Every quote of a message, without its number, its mark and its link. */
export function quotesIn(activity: OutgoingActivity) {
  const positions = claimsOf(activity).map(({ position }) => position);
  // Other numbers in brackets belong to the quote.
  const marks = positions.length === 0 ? "(?!)" : positions.join("|");
  const parts = new RegExp(`^(.*?)(?: \\[(${marks})\\])?(\\u00A0·\\u00A0\\p{L}+)?$`, "su");
  return within(markdownOf(activity.text), "blockquote").map((node) => {
    // Nothing in a quote is bold: a `1.` that is not belongs to it.
    const [step] = within(node, "strong").map(readAs);
    const text = readAs(node).slice(step === undefined ? 0 : step.length + 1);
    const [, words = "", mark, linked] = parts.exec(text) ?? [];
    return {
      words,
      number: step === undefined ? undefined : Number.parseInt(step, 10),
      mark: mark === undefined ? undefined : Number(mark),
      url: linked === undefined ? undefined : within(node, "link").at(-1)?.url,
    };
  });
}

/** Words with all white space alike: Markdown keeps no other. */
export function spaced(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

/** The sources of a message. */
export function claimsOf({ entities }: OutgoingActivity) {
  return nodesOf(entities)
    .filter((node) => node["@type"] === "Claim")
    .map((node) => ({
      position: Number(node["position"]),
      appearance: node["appearance"] as Readonly<Record<string, unknown>>,
    }));
}
