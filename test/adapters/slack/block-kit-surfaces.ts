/** Where blocks are shown. */
export type Surface = "message" | "modal" | "home";

const everywhere = [
  "actions",
  "context",
  "divider",
  "header",
  "image",
  "input",
  "rich_text",
  "section",
  "video",
];
/**
 * Blocks of each surface: https://docs.slack.dev/blocks.json. Stricter in three places, where others saw that a block is
 * listed and not drawn: cards in modals, tables in the App Home, and containers there, of which its own page differs.
 */
const blocksOf: Readonly<Record<Surface, ReadonlySet<string>>> = {
  message: new Set([
    ...everywhere,
    "card",
    "carousel",
    "container",
    "context_actions",
    "data_table",
    "markdown",
    "plan",
    "table",
    "task_card",
  ]),
  modal: new Set([...everywhere, "alert"]),
  home: new Set([...everywhere, "card", "carousel"]),
};

/** Elements that not every surface has: https://docs.slack.dev/reference/block-kit/block-elements, column "Surfaces". */
const surfacesOf: ReadonlyMap<unknown, readonly Surface[]> = new Map<string, readonly Surface[]>([
  ["datetimepicker", ["message", "modal"]],
  ["email_text_input", ["modal"]],
  ["file_input", ["modal"]],
  ["number_input", ["modal"]],
  ["rich_text_input", ["modal", "home"]],
  ["url_text_input", ["modal"]],
  ["workflow_button", ["message"]],
]);

/** Blocks of which a payload has one at most. */
const single = ["table", "data_table", "plan"];
/** Text of all markdown blocks together: https://docs.slack.dev/reference/block-kit/blocks/markdown-block */
const maxMarkdownChars = 12_000;

/** What well-formed blocks may not be together, or not where they are. */
export function surfaceFaults(
  blocks: readonly unknown[],
  surface: Surface,
  pointer: string,
): string[] {
  const nodes = blocks.flatMap((block, at) => nodesOf(block, `${pointer}/${at}`));
  const tops = nodes.filter(({ isBlock }) => isBlock);
  return [
    ...tops.flatMap(({ node, at }) => misplacedBlock(node, at, surface)),
    ...nodes.flatMap(({ node, at }) => misplacedElement(node, at, surface)),
    ...repeated(tops, "block_id"),
    ...tops.flatMap(({ node, at }) => repeated(elementsOf(node, at), "action_id")),
    ...single
      .filter((type) => tops.filter(({ node }) => node["type"] === type).length > 1)
      .map((type) => `${pointer}: more than one ${type}`),
    ...markdownFaults(tops, pointer),
    ...focusFaults(nodes, pointer),
  ];
}

interface Node {
  readonly node: Readonly<Record<string, unknown>>;
  readonly at: string;
  readonly isBlock: boolean;
}

/** A block with all objects within it. */
function nodesOf(value: unknown, at: string, isBlock = true): Node[] {
  if (Array.isArray(value))
    return value.flatMap((one, index) => nodesOf(one, `${at}/${index}`, isBlock));
  if (typeof value !== "object" || value === null) return [];
  const node = value as Readonly<Record<string, unknown>>;
  const holdsBlocks = (key: string) =>
    key === "child_blocks" || (node["type"] === "carousel" && key === "elements");
  return [
    { node, at, isBlock },
    ...Object.entries(node).flatMap(([key, one]) => nodesOf(one, `${at}/${key}`, holdsBlocks(key))),
  ];
}

function misplacedBlock(node: Node["node"], at: string, surface: Surface): string[] {
  const { type } = node;
  if (typeof type !== "string" || blocksOf[surface].has(type)) return [];
  return [`${at}: no ${type} in a ${surface}`];
}

function misplacedElement(node: Node["node"], at: string, surface: Surface): string[] {
  const surfaces = surfacesOf.get(node["type"]);
  const faults =
    surfaces === undefined || surfaces.includes(surface)
      ? []
      : [`${at}: no ${node["type"]} in a ${surface}`];
  if (node["response_url_enabled"] !== undefined && surface !== "modal")
    faults.push(`${at}/response_url_enabled: only in a modal`);
  return faults;
}

/** The elements whose action_ids must differ: those directly in one block. */
function elementsOf(node: Node["node"], at: string): Node[] {
  if (node["type"] === "carousel") return [];
  return ["elements", "element", "accessory", "actions"].flatMap((key) =>
    nodesOf(node[key], `${at}/${key}`, false),
  );
}

function repeated(nodes: readonly Node[], key: "block_id" | "action_id"): string[] {
  const seen = new Set<unknown>();
  return nodes.flatMap(({ node, at }) => {
    const id = node[key];
    if (typeof id !== "string") return [];
    const known = seen.has(id);
    seen.add(id);
    return known ? [`${at}/${key}: ${JSON.stringify(id)} twice`] : [];
  });
}

function markdownFaults(blocks: readonly Node[], pointer: string): string[] {
  const chars = blocks
    .filter(({ node }) => node["type"] === "markdown" && typeof node["text"] === "string")
    .reduce((sum, { node }) => sum + String(node["text"]).length, 0);
  return chars > maxMarkdownChars ? [`${pointer}: ${chars} characters of markdown in all`] : [];
}

function focusFaults(nodes: readonly Node[], pointer: string): string[] {
  const focused = nodes.filter(({ node }) => node["focus_on_load"] === true);
  return focused.length > 1 ? [`${pointer}: focus_on_load in ${focused.length} elements`] : [];
}
