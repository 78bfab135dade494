/** @jsxRuntime automatic @jsxImportSource preact */
import type { PlansReport } from "../../src/owners/report.ts";
import { planWords } from "../../src/plan/words.ts";
import { chartWithTable, ItemName, KeyNumbers, TableSection } from "./admin-parts.tsx";
import { type Asked, makeTable, type Report, reportPaths } from "./admin-report.ts";
import { adminWords } from "./admin-words.ts";

const path = reportPaths.plans;

/** What councils plan. */
export async function plansReport(asked: Asked): Promise<Report> {
  const plans = await asked.reports.office.plans();
  const { language } = asked.view;
  const { plans: say, columns } = adminWords[language];
  const items = makeTable("accions", say.items, plans.items, [
    { header: columns.code, value: ({ id }) => id },
    {
      header: columns.title,
      value: ({ title }) => title,
      show: ({ id, title }) => <ItemName id={id} title={title} asked={asked} />,
    },
    { header: columns.plans, value: ({ count }) => count },
  ]);
  const axes = makeTable("eixos", say.axes, plans.axes, [
    { header: columns.axis, value: ({ id, title }) => `${id}. ${title}` },
    { header: columns.entries, value: ({ count }) => count },
  ]);
  const names = planWords[language].statuses;
  const statuses = makeTable("estats", say.statuses, plans.statuses, [
    { header: columns.status, value: ({ name }) => names[name] },
    { header: columns.entries, value: ({ count }) => count },
  ]);
  const bars = (labels: readonly string[], counts: readonly { readonly count: number }[]) => ({
    kind: "bars" as const,
    labels,
    series: [{ name: say.entriesOf, values: counts.map(({ count }) => count) }],
  });
  const axisBars = bars(
    plans.axes.map(({ id, title }) => `${id}. ${title}`),
    plans.axes,
  );
  const statusBars = bars(
    plans.statuses.map(({ name }) => names[name]),
    plans.statuses,
  );
  return {
    tables: [items, axes, statuses],
    page: async () => (
      <>
        <PlansNumbers plans={plans} asked={asked} />
        {await chartWithTable(asked, statusBars, statuses, path)}
        {await chartWithTable(asked, axisBars, axes, path)}
        <TableSection table={items} asked={asked} path={path} />
      </>
    ),
  };
}

/** The numbers of plans that are looked for first. */
export function PlansNumbers(props: { readonly plans: PlansReport; readonly asked: Asked }) {
  const { plans, asked } = props;
  const say = adminWords[asked.view.language].plans;
  return (
    <KeyNumbers
      view={asked.view}
      numbers={[
        { label: say.plans, value: plans.plans },
        { label: say.entries, value: plans.entries },
      ]}
    />
  );
}
