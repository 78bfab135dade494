import type { AskingFigures, AskingStore, FigureStore } from "../ports.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { Period, UsageReport, UsageWeek } from "./report.ts";
import { weeksOf } from "./weeks.ts";

/** What a report of use is made from. */
export interface UsageOptions {
  readonly askings: Pick<AskingStore, "count">;
  readonly figures: Pick<FigureStore, "askings">;
  readonly index: SearchIndex;
}

/** Looks at what was asked in a time. */
export async function usageReport(
  period: Period,
  { askings, figures, index }: UsageOptions,
): Promise<UsageReport> {
  const { fromMs, toMs } = period;
  const { items, ...counts } = await askings.count(fromMs, toMs);
  const { people, tenants, platforms, languages } = await figures.askings(fromMs, toMs);
  const weeks: UsageWeek[] = [];
  // By itself each: days of 24 hours do not end at midnight any more once clocks have changed.
  for (const week of weeksOf(period)) {
    const { days } = await figures.askings(week.fromMs, week.toMs);
    weeks.push({ startMs: week.fromMs, kinds: kindsOf(days) });
  }
  return {
    ...counts,
    people,
    tenants,
    weeks,
    platforms,
    languages,
    items: items.map(({ item: id, count }) => ({
      id,
      title: index.catalogue.get(id)?.title ?? id,
      count,
    })),
  };
}

function kindsOf(days: AskingFigures["days"]): UsageWeek["kinds"] {
  const kinds = { answered: 0, suggested: 0, abstained: 0, failed: 0 };
  for (const { kind, count } of days) kinds[kind] += count;
  return kinds;
}
