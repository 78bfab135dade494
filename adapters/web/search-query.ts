import type { Filters } from "../../src/agenda/catalogue.ts";
import { efforts, horizons, type ItemKind, itemKinds } from "../../src/agenda/item.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { populationField } from "./population-field.tsx";

/** The search form's fields, as they stand in its address. */
export const searchFields = [
  "q",
  "kind",
  "axis",
  "population",
  "horizon",
  "effort",
  "role",
] as const;
/** One of {@link searchFields}. */
export type SearchField = (typeof searchFields)[number];

/** A search form as it was sent: what was typed, what it means, and what of it cannot be read. */
export interface SearchQuery {
  readonly typed: Readonly<Partial<Record<SearchField, string>>>;
  readonly filters: Filters;
  readonly kind?: ItemKind;
  /** From 1. */
  readonly page: number;
  /** Fields whose value is none that the form offers. */
  readonly invalid: readonly SearchField[];
}

/** Reads the search form from the address of its page. */
export function readSearch(
  query: Readonly<Record<string, unknown>>,
  { catalogue }: SearchIndex,
): SearchQuery {
  const typed: Partial<Record<SearchField, string>> = {};
  for (const field of searchFields) {
    const value = textOf(query[field]);
    if (value !== "") typed[field] = value;
  }
  const population = populationField.safeParse(typed.population);
  const horizon = horizons.find((name) => name === typed.horizon);
  const effort = efforts.find((name) => name === typed.effort);
  const kind = itemKinds.find((name) => name === typed.kind);
  const axis = typed.axis === undefined ? undefined : catalogue.get(typed.axis);
  const isValid: Readonly<Record<SearchField, boolean>> = {
    q: true,
    kind: kind !== undefined,
    axis: axis?.kind === "axis" || axis?.kind === "objective",
    population: population.success,
    horizon: horizon !== undefined,
    effort: effort !== undefined,
    role: catalogue.roles.has(typed.role ?? ""),
  };
  return {
    typed,
    filters: {
      ...(population.success ? { population: population.data } : {}),
      ...(horizon === undefined ? {} : { horizons: [horizon] }),
      ...(effort === undefined ? {} : { efforts: [effort] }),
      ...(isValid.role && typed.role !== undefined ? { roles: [typed.role] } : {}),
      ...(isValid.axis && axis !== undefined ? { within: axis.id } : {}),
    },
    ...(kind === undefined ? {} : { kind }),
    page: pageOf(textOf(query["page"])),
    invalid: searchFields.filter((field) => typed[field] !== undefined && !isValid[field]),
  };
}

/** Address of a search, below the public one. */
export function searchPath(
  fields: Readonly<Partial<Record<SearchField, string>>>,
  page = 1,
): string {
  const parameters = new URLSearchParams();
  for (const field of searchFields) {
    const value = fields[field];
    if (value !== undefined) parameters.set(field, value);
  }
  if (page > 1) parameters.set("page", String(page));
  const query = parameters.toString();
  return query === "" ? "/cerca" : `/cerca?${query}`;
}

/** From 1 to what no search reaches. */
function pageOf(text: string): number {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}

/** A field that stands twice in an address counts once. */
function textOf(value: unknown): string {
  const [first] = Array.isArray(value) ? value : [value];
  return typeof first === "string" ? first.trim() : "";
}
