import type { Answer } from "../../src/answer/answer.ts";
import type { Language } from "../../src/language/language.ts";
import type { UsageWeek } from "../../src/owners/report.ts";
import { dayOf } from "./admin-period.ts";
import type { Column } from "./admin-report.ts";
import { adminWords } from "./admin-words.ts";

/** How questions can go, in the order in which they are shown. */
export const kinds: readonly Answer["kind"][] = ["answered", "suggested", "abstained", "failed"];

/** A time with what was asked in it. */
export interface UsageColumn {
  /** Its first day, at midnight UTC. */
  readonly day: Date;
  /** Where there is little room. */
  readonly label: string;
  readonly kinds: Readonly<Record<Answer["kind"], number>>;
}

/** Weeks that are told one by one: of more, their months are. */
const mostWeeks = 60;

/** The weeks, or their months where they are many: a week is in the month in which it begins. */
export function columnsOf(
  weeks: readonly UsageWeek[],
  language: Language,
): { readonly unit: "week" | "month"; readonly columns: readonly UsageColumn[] } {
  const unit = weeks.length > mostWeeks ? "month" : "week";
  const label = unit === "week" ? weekLabels(language) : monthLabels(language);
  const found = new Map<string, Record<Answer["kind"], number>>();
  for (const week of weeks) {
    const day = dayOf(week.startMs);
    const key = unit === "week" ? day : `${day.slice(0, 7)}-01`;
    const sums = found.get(key) ?? { answered: 0, suggested: 0, abstained: 0, failed: 0 };
    for (const kind of kinds) sums[kind] += week.kinds[kind];
    found.set(key, sums);
  }
  const columns = [...found].map(([key, sums]) => {
    const day = new Date(key);
    return { day, label: label.format(day), kinds: sums };
  });
  return { unit, columns };
}

/** `24 d’ag.`, without what a label has no room for. */
function weekLabels(language: Language): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(localeOf(language), {
    day: "numeric",
    month: "numeric",
    timeZone: "UTC",
  });
}

/** Short names of months, with their year. */
export function monthLabels(language: Language): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(localeOf(language), {
    month: "2-digit",
    year: "numeric",
    timeZone: "UTC",
  });
}

function localeOf(language: Language): string {
  return language === "en" ? "en-GB" : language;
}

/** Columns of the table of what was asked. */
export function usageColumns(unit: "week" | "month", language: Language): Column<UsageColumn>[] {
  const say = adminWords[language];
  return [
    unit === "week"
      ? { header: say.columns.week, value: ({ day }) => day }
      : { header: say.columns.month, value: ({ day }) => day, show: ({ label }) => label },
    ...kinds.map((kind) => ({
      header: say.kinds[kind],
      value: (column: UsageColumn) => column.kinds[kind],
    })),
    {
      header: say.columns.total,
      value: (column) => kinds.reduce((sum, kind) => sum + column.kinds[kind], 0),
    },
  ];
}
