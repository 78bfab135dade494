/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { capital } from "../../src/answer/content.ts";
import { feedbackWords } from "../../src/feedback/words.ts";
import type { Count, UsageReport } from "../../src/owners/report.ts";
import { columnsOf, kinds, usageColumns } from "./admin-columns.ts";
import { chartWithTable, ItemName, KeyNumbers, TableSection, writeShare } from "./admin-parts.tsx";
import {
  type Asked,
  makeTable,
  type Report,
  type ReportTable,
  reportPaths,
} from "./admin-report.ts";
import { adminWords } from "./admin-words.ts";

const path = reportPaths.usage;
/** Bars of a picture of items. */
const mostBars = 10;

/** What was asked in a time. */
export async function usageReport(asked: Asked): Promise<Report> {
  const usage = await asked.reports.office.usage(asked.period.period);
  const { language } = asked.view;
  const say = adminWords[language];
  const named = feedbackWords[language].languages;
  const platforms = usage.platforms.map((one) => ({
    ...one,
    title: Object.hasOwn(say.platforms, one.name) ? say.platforms[one.name] : one.name,
  }));
  const languages = usage.languages.map((one) => ({ ...one, title: capital(named[one.name]) }));
  const weeks = weeksTable(asked, usage);
  const items = itemsTable(asked, usage);
  const byPlatform = countTable(asked, "plataformes", platforms, usage.total);
  const byLanguage = countTable(asked, "llengues", languages, usage.total);
  return {
    tables: [weeks, items, byPlatform, byLanguage],
    page: async () => (
      <>
        <UsageNumbers usage={usage} asked={asked} />
        {await weeksPicture(asked, usage, path)}
        <div class="two">
          <TableSection table={byPlatform} asked={asked} path={path} />
          <TableSection table={byLanguage} asked={asked} path={path} />
        </div>
        {await itemsPicture(asked, usage, items)}
      </>
    ),
  };
}

/** The numbers of a time that are looked for first. */
export function UsageNumbers(props: { readonly usage: UsageReport; readonly asked: Asked }) {
  const { usage, asked } = props;
  const { language } = asked.view;
  const say = adminWords[language].usage;
  const share = (part: number) => {
    const written = writeShare(part, usage.total, language);
    return written === "" ? undefined : say.share(written);
  };
  const { answered, abstained } = usage.kinds;
  const { calls, inputTokens, outputTokens } = usage.models;
  return (
    <KeyNumbers
      view={asked.view}
      numbers={[
        { label: say.total, value: usage.total },
        { label: say.answered, value: answered, note: share(answered) },
        { label: adminWords[language].kinds.abstained, value: abstained, note: share(abstained) },
        { label: say.positive, value: usage.positive },
        { label: say.negative, value: usage.negative },
        { label: say.people, value: usage.people },
        { label: say.tenants, value: usage.tenants },
        ...(calls === 0
          ? []
          : [
              { label: say.modelCalls, value: calls },
              { label: say.modelTokens, value: inputTokens + outputTokens },
            ]),
      ]}
    />
  );
}

/** Questions by week and kind, as a picture with its table. */
export function weeksPicture(
  asked: Asked,
  usage: UsageReport,
  tablePath: string,
): Promise<ComponentChildren> {
  const { kinds: names } = adminWords[asked.view.language];
  const columns = columnsOf(usage.weeks, asked.view.language);
  const series = kinds.map((kind) => ({
    name: names[kind],
    values: columns.columns.map((column) => column.kinds[kind]),
  }));
  const labels = columns.columns.map(({ label }) => label);
  const table = weeksTable(asked, usage);
  return chartWithTable(asked, { kind: "columns", labels, series }, table, tablePath);
}

function weeksTable(asked: Asked, usage: UsageReport): ReportTable {
  const { language } = asked.view;
  const say = adminWords[language];
  const { columns, unit } = columnsOf(usage.weeks, language);
  const caption = unit === "week" ? say.usage.weeks : say.usage.months;
  return makeTable("temps", caption, columns, usageColumns(unit, language));
}

function itemsPicture(
  asked: Asked,
  { items }: UsageReport,
  table: ReportTable,
): Promise<ComponentChildren> {
  const most = items.slice(0, mostBars);
  const { quotes } = adminWords[asked.view.language].columns;
  const { itemsTop: description } = adminWords[asked.view.language].usage;
  const labels = most.map((item) => `${item.id} ${item.title}`);
  const series = [{ name: quotes, values: most.map(({ count }) => count) }];
  return chartWithTable(asked, { kind: "bars", description, labels, series }, table, path);
}

function itemsTable(asked: Asked, { items }: UsageReport): ReportTable {
  const { columns: say, usage } = adminWords[asked.view.language];
  return makeTable("elements", usage.items, items, [
    { header: say.code, value: ({ id }) => id },
    {
      header: say.title,
      value: ({ title }) => title,
      show: ({ id, title }) => <ItemName id={id} title={title} asked={asked} />,
    },
    { header: say.quotes, value: ({ count }) => count },
  ]);
}

function countTable(
  asked: Asked,
  key: "plataformes" | "llengues",
  rows: readonly (Count & { readonly title: string | undefined })[],
  total: number,
): ReportTable {
  const { language } = asked.view;
  const { columns: say, usage } = adminWords[language];
  const isPlatform = key === "plataformes";
  return makeTable(key, isPlatform ? usage.platforms : usage.languages, rows, [
    { header: isPlatform ? say.platform : say.language, value: ({ title }) => title },
    { header: say.questions, value: ({ count }) => count },
    { header: say.share, value: ({ count }) => writeShare(count, total, language) },
  ]);
}
