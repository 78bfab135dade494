import type { Block, KnowledgeItem, PopulationRange } from "../agenda/item.ts";

/**
 * An item as readers see it, line by line: its title, its front matter and its text, in the notation of its file. Its kind
 * only where that is told.
 */
export function linesOf(item: KnowledgeItem, isKindTold: boolean): string[] {
  const { title, kind, origin, applicability, related, references } = item;
  const facts = [
    ["kind", isKindTold ? kind : ""],
    ["origin", origin],
    ["population", populationOf(applicability?.population ?? {})],
    ["horizon", applicability?.horizon ?? ""],
    ["effort", applicability?.effort ?? ""],
    ["roles", applicability?.roles.join(", ") ?? ""],
    ["duty", applicability?.duty ?? ""],
    ["ends", applicability?.ends ?? ""],
    ["related", related.join(", ")],
    ...references.map((reference) => ["reference", `${reference.title} ${reference.url}`] as const),
  ] as const;
  return [
    title,
    ...facts.filter(([, value]) => value !== "").map(([name, value]) => `${name}: ${value}`),
    ...item.blocks.map(lineOf),
  ];
}

function populationOf({ min, max }: PopulationRange): string {
  return [min === undefined ? "" : `min ${min}`, max === undefined ? "" : `max ${max}`]
    .filter((end) => end !== "")
    .join(", ");
}

function lineOf(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `${"#".repeat(block.level)} ${block.text}`;
    case "list-item":
      return `${block.ordinal === undefined ? "-" : `${block.ordinal}.`} ${block.text}`;
    case "paragraph":
    case "code":
    case "table-row":
      return block.text;
  }
}
