import type { Block, ItemKind, KnowledgeItem } from "./item.ts";

/** What happened to an item between two builds of the index. */
export interface Change {
  readonly itemId: string;
  /** Like the title, of the item as it is now; of a removed one, as it last was. */
  readonly kind: ItemKind;
  readonly title: string;
  readonly change: "added" | "edited" | "removed";
  /**
   * Headings of an edited item's sections that are new, other or gone: those of today in order of the text, then those
   * gone. `""` is the text above the first heading. Empty when the text of no section changed, and for added and
   * removed items.
   */
  readonly sections: readonly string[];
  /** ISO date and time of the build that saw it first. */
  readonly at: string;
}

/** What a reader sees of an item, at any depth. Not listed: `reviewed`, `checked`, `questions` and `sourcePath`. */
const shownKeys = [
  "kind",
  "title",
  "origin",
  "references",
  "url",
  "related",
  "applicability",
  "population",
  "min",
  "max",
  "horizon",
  "effort",
  "roles",
  "duty",
  "ends",
  "blocks",
  "level",
  "ordinal",
  "text",
];

/**
 * What readers of `before` would find changed in `after`: added and edited items in the order of `after`, then removed
 * ones in the order of `before`. An id whose item is now of another kind is edited.
 */
export function compareKnowledge(
  before: readonly KnowledgeItem[],
  after: readonly KnowledgeItem[],
  at: string,
): Change[] {
  const earlier = new Map(before.map((item) => [item.id, item]));
  const kept = new Set<string>();
  const changes: Change[] = [];
  for (const item of after) {
    const old = earlier.get(item.id);
    if (old === undefined) changes.push(describe(item, "added", at));
    else {
      kept.add(item.id);
      if (isEdited(old, item))
        changes.push(describe(item, "edited", at, changedSections(old.blocks, item.blocks)));
    }
  }
  const removed = before.filter(({ id }) => !kept.has(id));
  return [...changes, ...removed.map((item) => describe(item, "removed", at))];
}

/** Whether a reader would see the difference between two states of an item. A new review is none. */
export function isEdited(before: KnowledgeItem, after: KnowledgeItem): boolean {
  return shownOf(before) !== shownOf(after);
}

function describe(
  { id, kind, title }: KnowledgeItem,
  change: Change["change"],
  at: string,
  sections: readonly string[] = [],
): Change {
  return { itemId: id, kind, title, change, sections, at };
}

function changedSections(before: readonly Block[], after: readonly Block[]): string[] {
  const [earlier, now] = [sectionsOf(before), sectionsOf(after)];
  const changed = [...now.keys()].filter((heading) => now.get(heading) !== earlier.get(heading));
  const gone = [...earlier.keys()].filter((heading) => !now.has(heading));
  return [...changed, ...gone];
}

/** What stands below each heading. Sections of one name are one: nobody could tell them apart in a list of names. */
function sectionsOf(blocks: readonly Block[]): Map<string, string> {
  const sections = new Map<string, string>();
  let heading = "";
  for (const block of blocks) {
    if (block.kind === "heading") heading = block.text;
    sections.set(heading, `${sections.get(heading) ?? ""}${shownOf(block)}`);
  }
  return sections;
}

/** Equal for what looks the same, whatever the order of keys was in the file. */
function shownOf(value: KnowledgeItem | Block): string {
  return JSON.stringify(value, shownKeys);
}
