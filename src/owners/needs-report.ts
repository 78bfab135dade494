import { bandOf, type PopulationBand, populationBands } from "../council/bands.ts";
import { groupByMeaning, leastLikenessOfNeeds } from "../feedback/group-by-meaning.ts";
import { languages } from "../language/language.ts";
import type { RecordedNeed } from "../needs/need.ts";
import type { NeedStore } from "../ports.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { monthStarts } from "./months.ts";
import {
  leastCouncils,
  type NeedCount,
  type NeedGroup,
  type NeedsReport,
  type Period,
} from "./report.ts";

/** What a report of needs is made from. */
export interface NeedsReportOptions {
  readonly needs: Pick<NeedStore, "recorded">;
  readonly index: SearchIndex;
}

/** Different needs that are grouped by meaning, the newest: the time that it takes grows with their square. */
const mostGrouped = 1_000;

/** Looks at the needs that were recorded in a time. */
export async function needsReport(
  period: Period,
  { needs, index }: NeedsReportOptions,
): Promise<NeedsReport> {
  const tally = createTally(period, index);
  /** Those who have each need that is grouped. */
  const byNeed = new Map<string, RecordedNeed[]>();
  let isCut = false;
  for await (const rows of needs.recorded(period.fromMs, period.toMs)) {
    for (const row of rows) {
      tally.add(row);
      const known = byNeed.get(row.id);
      if (known !== undefined) known.push(row);
      else if (byNeed.size < mostGrouped) byNeed.set(row.id, [row]);
      else isCut = true;
    }
  }
  const different = [...byNeed.values()];
  const grouped = await groupByMeaning(
    different.map((rows) => rows[0]?.text ?? ""),
    index,
    leastLikenessOfNeeds,
  );
  const groups = grouped
    .map((group) =>
      groupOf(
        group.map((at) => different[at] ?? []),
        index,
      ),
    )
    .sort((a, b) => b.councils - a.councils || b.people - a.people || b.lastAtMs - a.lastAtMs);
  return { ...tally.result(), groups, isCut };
}

/** Counts everyone's needs of a time. */
function createTally(period: Period, { catalogue }: SearchIndex) {
  const councils = new Set<string>();
  const people = new Set<string>();
  const axes = new Map<string, Tallied>();
  const bands = new Map<string, Tallied>();
  const starts = monthStarts(period);
  const months = starts.map(() => ({ open: 0, covered: 0 }));
  let [recorded, covered] = [0, 0];
  return {
    add(row: RecordedNeed) {
      recorded += 1;
      if (row.covered !== undefined) covered += 1;
      councils.add(row.councilKey);
      people.add(row.personKey);
      const state = row.covered === undefined ? "open" : "covered";
      count(axes, row.axis ?? "")[state] += 1;
      count(bands, bandOf(row.population))[state] += 1;
      const month = months[starts.findLastIndex((startMs) => startMs <= row.recordedAtMs)];
      if (month !== undefined) month[state] += 1;
    },
    result: () => ({
      recorded,
      covered,
      councils: councils.size,
      people: people.size,
      axes: [
        ...catalogue.list("axis").map(({ id, title }) => ({ name: id, title })),
        ...lost(axes, new Set(catalogue.list("axis").map(({ id }) => id))),
        { name: "", title: "" },
      ].map((axis): NeedCount => ({ ...axis, ...count(axes, axis.name) })),
      // Few councils could be guessed from their size.
      bands: (councils.size < leastCouncils ? [] : ([...populationBands, "unknown"] as const)).map(
        (name): NeedCount<PopulationBand | "unknown"> => ({
          name,
          title: "",
          ...count(bands, name),
        }),
      ),
      months: starts.map((startMs, at) => ({
        startMs,
        ...(months[at] ?? { open: 0, covered: 0 }),
      })),
    }),
  };
}

interface Tallied {
  open: number;
  covered: number;
}

function count(counts: Map<string, Tallied>, name: string): Tallied {
  const known = counts.get(name) ?? { open: 0, covered: 0 };
  counts.set(name, known);
  return known;
}

/** Axes that were named and have left the Agenda since. */
function lost(axes: ReadonlyMap<string, Tallied>, known: ReadonlySet<string>) {
  return [...axes.keys()]
    .filter((name) => name !== "" && !known.has(name))
    .map((name) => ({ name, title: name }));
}

/** `unsorted` holds those who have each of the needs. */
function groupOf(
  unsorted: readonly (readonly RecordedNeed[])[],
  { catalogue }: SearchIndex,
): NeedGroup {
  const needs = [...unsorted].sort((a, b) => b.length - a.length);
  const rows = needs.flat();
  const councils = new Map<string, RecordedNeed>();
  // Of several people of a council, one who agreed and one who told its size stand for it.
  for (const row of rows) {
    const known = councils.get(row.councilKey) ?? row;
    const isNamed = known.isNamed || row.isNamed;
    councils.set(row.councilKey, { ...row, ...known, isNamed });
  }
  const named = [...councils.values()].filter(({ isNamed }) => isNamed);
  const texts = needs.flatMap(([first]) => first?.text ?? []);
  const [sample = "", ...others] = texts;
  const axis = mostOf(rows.flatMap((row) => row.axis ?? []));
  const times = rows.map(({ recordedAtMs }) => recordedAtMs);
  const covering = needs.flatMap(([first]) => first?.covered?.item ?? []);
  const item = mostOf(covering);
  const open = needs.filter(([first]) => first?.covered === undefined);
  const proposed = open.length === 0 ? undefined : item;
  return {
    needs: needs.flatMap(([first]) => first?.id ?? []),
    sample,
    others,
    languages: languages.filter((language) => rows.some((row) => row.language === language)),
    ...(axis === undefined ? {} : { axis }),
    councils: councils.size,
    people: new Set(rows.map(({ personKey }) => personKey)).size,
    names: named.flatMap(({ council }) => council ?? []).sort((a, b) => a.localeCompare(b, "ca")),
    bands: councils.size >= leastCouncils ? bandsOf([...councils.values()]) : [],
    firstAtMs: least(times),
    lastAtMs: most(times),
    ...(proposed === undefined
      ? {}
      : { proposed: { item: proposed, title: catalogue.get(proposed)?.title ?? proposed } }),
    ...(item === undefined
      ? {}
      : { covered: { needs: covering.length, item, title: catalogue.get(item)?.title ?? item } }),
  };
}

function bandsOf(councils: readonly RecordedNeed[]): NeedGroup["bands"] {
  return ([...populationBands, "unknown"] as const)
    .map((name) => ({
      name,
      count: councils.filter(({ population }) => bandOf(population) === name).length,
    }))
    .filter(({ count: many }) => many > 0);
}

/** What stands in a list most often, of several the first; undefined of nothing. */
function mostOf(names: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Without spreading: there may be a hundred thousand. */
function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

function most(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.max(a, b), 0);
}
