import { dayOf } from "../models/day.ts";
import type { AskingFigures, AskingStore, FigureStore, SpendingStore, Spent } from "../ports.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { Period, UsageReport, UsageWeek } from "./report.ts";
import { weeksOf } from "./weeks.ts";

/** What a report of use is made from. */
export interface UsageOptions {
  readonly askings: Pick<AskingStore, "count">;
  readonly figures: Pick<FigureStore, "askings">;
  readonly spending: Pick<SpendingStore, "total">;
  readonly index: SearchIndex;
}

const dayMs = 24 * 3_600_000;

/** Looks at what was asked in a time. */
export async function usageReport(
  period: Period,
  { askings, figures, spending, index }: UsageOptions,
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
    models: sumOf(await spending.total(dayOf(fromMs), dayOf(toMs + dayMs - 1))),
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

function sumOf(days: readonly Spent[]): Spent {
  return days.reduce(
    (sum, { calls, inputTokens, outputTokens }) => ({
      calls: sum.calls + calls,
      inputTokens: sum.inputTokens + inputTokens,
      outputTokens: sum.outputTokens + outputTokens,
    }),
    { calls: 0, inputTokens: 0, outputTokens: 0 },
  );
}

function kindsOf(days: AskingFigures["days"]): UsageWeek["kinds"] {
  const kinds = { answered: 0, suggested: 0, abstained: 0, failed: 0 };
  for (const { kind, count } of days) kinds[kind] += count;
  return kinds;
}
