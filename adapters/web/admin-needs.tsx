/** @jsxRuntime automatic @jsxImportSource preact */
import { formatNumber } from "../../src/answer/words.ts";
import type { Language } from "../../src/language/language.ts";
import { leastCouncils, type NeedCount, type NeedsReport } from "../../src/owners/report.ts";
import { monthLabels } from "./admin-columns.ts";
import { doneWords } from "./admin-cover-query.ts";
import { bandName, NeedGroups, needsTable } from "./admin-need-groups.tsx";
import { chartWithTable, Download, KeyNumbers } from "./admin-parts.tsx";
import { dayOf } from "./admin-period.ts";
import {
  type Asked,
  type Column,
  makeTable,
  type Report,
  type ReportTable,
  reportPaths,
} from "./admin-report.ts";
import { adminWords } from "./admin-words.ts";

const path = reportPaths.needs;

/** Open and covered needs of something. */
interface Stand {
  readonly open: number;
  readonly covered: number;
}

/** What councils need. */
export async function needsReport(asked: Asked): Promise<Report> {
  const needs = await asked.reports.office.needs(asked.period.period);
  const { language } = asked.view;
  const say = adminWords[language];
  const groups = needsTable(needs.groups, asked);
  const axes = axesOf(needs, language);
  const bands = needs.bands.map((one) => ({ ...one, title: bandName(one.name, language) }));
  const months = monthsOf(needs, language);
  const byAxis = standTable("eixos", say.needs.axes, axes, say.columns.axis, language);
  const byBand = standTable("habitants", say.needs.bands, bands, say.columns.band, language);
  const byMonth = monthsTable(months, language);
  const done = doneWords(asked);
  return {
    tables: [groups, byAxis, byBand, byMonth],
    page: async () => (
      <>
        {done !== undefined && (
          <p class="said good" role="status">
            {done}
          </p>
        )}
        <NeedsNumbers needs={needs} asked={asked} />
        <p class="notice">{say.needs.privacy(formatNumber(leastCouncils, language))}</p>
        <NeedGroups groups={needs.groups} asked={asked} />
        {needs.isCut && <p>{say.needs.isCut}</p>}
        {needs.groups.length > 0 && <Download table={groups} asked={asked} path={path} />}
        {await chartWithTable(asked, bars(axes, language), byAxis, path)}
        {await chartWithTable(asked, bars(bands, language), byBand, path)}
        {await chartWithTable(asked, { ...bars(months, language), kind: "columns" }, byMonth, path)}
      </>
    ),
  };
}

/** The numbers of needs that are looked for first. */
export function NeedsNumbers(props: { readonly needs: NeedsReport; readonly asked: Asked }) {
  const { needs, asked } = props;
  const say = adminWords[asked.view.language].needs;
  return (
    <KeyNumbers
      view={asked.view}
      numbers={[
        { label: say.recorded, value: needs.recorded },
        { label: say.open, value: needs.recorded - needs.covered },
        { label: say.covered, value: needs.covered },
        { label: say.councils, value: needs.councils },
        { label: say.people, value: needs.people },
      ]}
    />
  );
}

function axesOf({ axes }: NeedsReport, language: Language): NeedCount[] {
  return axes.map((axis) => {
    const title = axis.name === "" ? adminWords[language].needs.noAxis : axis.title;
    return { ...axis, title: axis.name === "" ? title : `${axis.name}. ${title}` };
  });
}

function monthsOf({ months }: NeedsReport, language: Language) {
  const label = monthLabels(language);
  return months.map(({ startMs, open, covered }) => {
    const day = new Date(dayOf(startMs));
    return { day, title: label.format(day), open, covered };
  });
}

function bars(rows: readonly (Stand & { readonly title: string })[], language: Language) {
  const say = adminWords[language].needs;
  return {
    kind: "bars" as const,
    labels: rows.map(({ title }) => title),
    series: [
      { name: say.open, values: rows.map(({ open }) => open) },
      { name: say.covered, values: rows.map(({ covered }) => covered) },
    ],
  };
}

function standTable(
  key: string,
  caption: string,
  rows: readonly (Stand & { readonly title: string })[],
  header: string,
  language: Language,
): ReportTable {
  return makeTable(key, caption, rows, [
    { header, value: ({ title }) => title },
    ...standColumns(language),
  ]);
}

function monthsTable(months: ReturnType<typeof monthsOf>, language: Language): ReportTable {
  const say = adminWords[language];
  return makeTable("mesos", say.needs.months, months, [
    { header: say.columns.month, value: ({ day }) => day, show: ({ title }) => title },
    ...standColumns(language),
  ]);
}

function standColumns(language: Language): Column<Stand>[] {
  const { needs, columns } = adminWords[language];
  return [
    { header: needs.open, value: ({ open }) => open },
    { header: needs.covered, value: ({ covered }) => covered },
    { header: columns.total, value: ({ open, covered }) => open + covered },
  ];
}
