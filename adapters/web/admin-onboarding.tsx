/** @jsxRuntime automatic @jsxImportSource preact */
import { onboardingWords } from "../../src/onboarding/words.ts";
import type { OnboardingReport } from "../../src/owners/report.ts";
import { chartWithTable, KeyNumbers, TableSection, writeShare } from "./admin-parts.tsx";
import { type Asked, makeTable, type Report, reportPaths } from "./admin-report.ts";
import { adminWords } from "./admin-words.ts";

const path = reportPaths.onboarding;

/** How newcomers get on. */
export async function onboardingReport(asked: Asked): Promise<Report> {
  const onboarding = await asked.reports.office.onboarding();
  const { language } = asked.view;
  const { onboarding: say, columns } = adminWords[language];
  const steps = makeTable("passos", say.steps, onboarding.steps, [
    { header: columns.step, value: ({ title }) => title },
    { header: columns.asked, value: (step) => step.asked },
    { header: columns.done, value: ({ done }) => done },
    { header: columns.share, value: (step) => writeShare(step.done, step.asked, language) },
  ]);
  const names = onboardingWords[language].roles;
  const roles = makeTable("papers", say.roles, onboarding.roles, [
    { header: columns.role, value: ({ role }) => names[role] },
    { header: columns.begun, value: ({ begun }) => begun },
    { header: columns.finished, value: ({ finished }) => finished },
    { header: columns.share, value: (one) => writeShare(one.finished, one.begun, language) },
  ]);
  const chart = {
    kind: "bars" as const,
    labels: onboarding.steps.map(({ title }, at) => `${at + 1}. ${title}`),
    series: [
      { name: say.done, values: onboarding.steps.map(({ done }) => done) },
      {
        name: say.notDone,
        values: onboarding.steps.map((step) => Math.max(0, step.asked - step.done)),
      },
    ],
  };
  return {
    tables: [steps, roles],
    page: async () => (
      <>
        <OnboardingNumbers onboarding={onboarding} asked={asked} />
        <TableSection table={roles} asked={asked} path={path} />
        {await chartWithTable(asked, chart, steps, path)}
      </>
    ),
  };
}

/** The numbers of the itinerary that are looked for first. */
export function OnboardingNumbers(props: {
  readonly onboarding: OnboardingReport;
  readonly asked: Asked;
}) {
  const { onboarding, asked } = props;
  const say = adminWords[asked.view.language].onboarding;
  return (
    <KeyNumbers
      view={asked.view}
      numbers={[
        { label: say.begun, value: onboarding.begun },
        { label: say.finished, value: onboarding.finished },
        { label: say.active, value: onboarding.active },
      ]}
    />
  );
}
