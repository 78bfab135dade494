import * as z from "zod";
import type { Filters } from "../../src/agenda/catalogue.ts";
import { efforts, horizons } from "../../src/agenda/item.ts";
import { mostInhabitants, readPopulation } from "../../src/council/written-population.ts";
import { type Language, languages } from "../../src/language/language.ts";
import { parseJson } from "../../src/parse-json.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { actionIds } from "./buttons.ts";
import { maxPrivateMetadataChars } from "./limits.ts";

const text = z.string().min(1).max(maxPrivateMetadataChars).optional().catch(undefined);
const schema = z.object({
  language: z.enum(languages).optional().catch(undefined),
  open: text,
  axis: text,
  horizon: z.enum(horizons).optional().catch(undefined),
  effort: z.enum(efforts).optional().catch(undefined),
  role: text,
  population: z.number().int().min(1).max(mostInhabitants).optional().catch(undefined),
  from: z.number().int().min(0).max(1_000_000).optional().catch(undefined),
});

/** What a reader's App Home shows: it travels with the view and comes back with every press. */
export interface HomeState extends Readonly<Omit<z.infer<typeof schema>, "language">> {
  readonly language: Language;
}

/** Value of an option that lets everything pass: options cannot be without one. */
export const anyValue = "*";
/** Opens the list of what is not in the tree. No item has such an id. */
export const otherTexts = "/";

/** The state that came with a view; the start when it is none of ours, and without what is not to be read in it. */
export function readHomeState(metadata: string | undefined, language: Language): HomeState {
  const parsed = schema.safeParse(parseJson(metadata ?? ""));
  if (!parsed.success) return { language };
  return { ...parsed.data, language: parsed.data.language ?? language };
}

/** The state as it travels with a view. */
export function writeHomeState(state: HomeState): string {
  const written = JSON.stringify(state);
  if (written.length <= maxPrivateMetadataChars) return written;
  return JSON.stringify({ ...state, open: undefined, axis: undefined, role: undefined });
}

/** The state after something was pressed, chosen or typed in the App Home; the same when it is nothing of ours. */
export function changeHome(state: HomeState, actionId: string, value?: string): HomeState {
  const chosen = value === undefined || value === anyValue || value === "" ? undefined : value;
  const filtered = { ...state, open: undefined, from: undefined };
  switch (actionId.replace(/-\d+$/, "")) {
    case actionIds.homeOpen:
      return { ...state, open: chosen, from: undefined };
    case actionIds.homePage:
      return { ...state, from: Number(chosen ?? 0) || 0 };
    case actionIds.homeAxis:
      return { ...filtered, axis: chosen };
    case actionIds.homeHorizon:
      return { ...filtered, horizon: horizons.find((name) => name === chosen) };
    case actionIds.homeEffort:
      return { ...filtered, effort: efforts.find((name) => name === chosen) };
    case actionIds.homeRole:
      return { ...filtered, role: chosen };
    case actionIds.homePopulation:
      return chosen === undefined
        ? { ...filtered, population: undefined }
        : { ...filtered, population: readPopulation(chosen) ?? state.population };
    case actionIds.homeLanguage:
      return { ...state, language: languages.find((name) => name === chosen) ?? state.language };
    case actionIds.homeClear:
      return { language: state.language };
    default:
      return state;
  }
}

/** The filters of a state, without those that name what is no longer there; none where there are no actions. */
export function filtersOf(state: HomeState, { catalogue }: SearchIndex): Filters {
  if (!catalogue.items.some(({ kind }) => kind === "action")) return {};
  const { axis, horizon, effort, role, population } = state;
  const place = axis === undefined ? undefined : catalogue.get(axis);
  return {
    ...(population === undefined ? {} : { population }),
    ...(horizon === undefined ? {} : { horizons: [horizon] }),
    ...(effort === undefined ? {} : { efforts: [effort] }),
    ...(role !== undefined && catalogue.roles.has(role) ? { roles: [role] } : {}),
    ...(place?.kind === "axis" || place?.kind === "objective" ? { within: place.id } : {}),
  };
}
