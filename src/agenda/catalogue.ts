import type { Effort, Horizon, ItemKind, KnowledgeItem } from "./item.ts";
import { parentIdOf } from "./read-knowledge.ts";

/**
 * What a listed item must satisfy. Absent filters let everything pass; all given ones must hold. An objective or an axis
 * satisfies what some action below it does.
 */
export interface Filters {
  /** Inhabitants of the council: actions whose range holds it. */
  readonly population?: number;
  readonly horizons?: readonly Horizon[];
  readonly efforts?: readonly Effort[];
  /** Ids of roles: actions that name any of them. */
  readonly roles?: readonly string[];
  /** Id of an axis or objective: items below it. */
  readonly within?: string;
}

/** Exact access to the items: by code, by place in the tree, by filter. Nothing here depends on similarity. */
export interface Catalogue {
  readonly items: readonly KnowledgeItem[];
  get(id: string): KnowledgeItem | undefined;
  /**
   * Items of a kind that satisfy the filters, in the order of the tree. A page or a document says nothing of size,
   * horizon, effort or role, and satisfies no filter on them.
   */
  list(kind: ItemKind, filters?: Filters): KnowledgeItem[];
  children(id: string): KnowledgeItem[];
  parent(item: KnowledgeItem): KnowledgeItem | undefined;
  /** Titles from the axis down to the item above; empty for axes, pages and documents. */
  place(item: KnowledgeItem): string[];
  /** Every role that some action names. */
  readonly roles: ReadonlySet<string>;
}

/** A catalogue of items given in the order of the tree. */
export function createCatalogue(items: readonly KnowledgeItem[]): Catalogue {
  const byId = new Map(items.map((item) => [item.id, item]));
  const byParent = groupByParent(items);
  const parent = (item: KnowledgeItem) => {
    const id = parentIdOf(item);
    return id === undefined ? undefined : byId.get(id);
  };
  const children = (id: string) => byParent.get(id) ?? [];
  const satisfies = (item: KnowledgeItem, filters: Filters): boolean =>
    item.applicability === undefined
      ? children(item.id).some((below) => satisfies(below, filters))
      : passes(item, filters);
  return {
    items,
    get: (id) => byId.get(id),
    list(kind, filters = {}) {
      const { within, ...conditions } = filters;
      const isConditioned = isFiltered(conditions);
      return items.filter(
        (item) =>
          item.kind === kind &&
          passes(item, filters) &&
          (!isConditioned || satisfies(item, conditions)),
      );
    },
    children,
    parent,
    place(item) {
      const above = parent(item);
      return above === undefined ? [] : [...this.place(above), above.title];
    },
    roles: new Set(items.flatMap((item) => item.applicability?.roles ?? [])),
  };
}

/**
 * Whether nothing in an item speaks against the filters: what a search may show. Items without applicability pass every
 * filter but `within`.
 */
export function passes(item: KnowledgeItem, filters: Filters): boolean {
  if (filters.within !== undefined && !item.id.startsWith(`${filters.within}.`)) return false;
  const { applicability } = item;
  if (applicability === undefined) return true;
  const { population, horizon, effort, roles } = applicability;
  if (filters.population !== undefined) {
    if (filters.population < (population.min ?? 0)) return false;
    if (filters.population > (population.max ?? Number.POSITIVE_INFINITY)) return false;
  }
  if (filters.horizons !== undefined && !filters.horizons.includes(horizon)) return false;
  if (filters.efforts !== undefined && !filters.efforts.includes(effort)) return false;
  return filters.roles === undefined || filters.roles.some((role) => roles.includes(role));
}

/** Whether any filter is set. */
export function isFiltered(filters: Filters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}

function groupByParent(items: readonly KnowledgeItem[]): Map<string, KnowledgeItem[]> {
  const groups = new Map<string, KnowledgeItem[]>();
  for (const item of items) {
    const id = parentIdOf(item);
    if (id !== undefined) groups.set(id, [...(groups.get(id) ?? []), item]);
  }
  return groups;
}
