/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import { formatNumber } from "../../src/answer/words.ts";
import { feedbackWords } from "../../src/feedback/words.ts";
import type { QuestionsReport } from "../../src/owners/report.ts";
import { changeCounts } from "./admin-knowledge.tsx";
import { NeedsNumbers } from "./admin-needs.tsx";
import { OnboardingNumbers } from "./admin-onboarding.tsx";
import { KeyNumbers } from "./admin-parts.tsx";
import { PlansNumbers } from "./admin-plans.tsx";
import { type Asked, makeTable, type Report, reportPaths } from "./admin-report.ts";
import { UsageNumbers, weeksPicture } from "./admin-usage.tsx";
import { adminWords, type ReportName } from "./admin-words.ts";

/** The numbers of every report that are looked for first. */
export async function overviewReport(asked: Asked): Promise<Report> {
  const { office } = asked.reports;
  const { period } = asked.period;
  const [usage, questions, needs, onboarding, plans, knowledge] = await Promise.all([
    office.usage(period),
    office.questions(period),
    office.needs(period),
    office.onboarding(),
    office.plans(),
    office.knowledge(),
  ]);
  const { language } = asked.view;
  const say = adminWords[language];
  const numbers = [
    [say.usage.total, usage.total],
    [say.needs.recorded, needs.recorded],
    [say.onboarding.begun, onboarding.begun],
    [say.plans.plans, plans.plans],
  ] as const;
  return {
    tables: [
      makeTable("resum", say.reports.overview, numbers, [
        { header: say.columns.kind, value: ([name]) => name },
        { header: say.columns.total, value: ([, count]) => count },
      ]),
    ],
    page: async () => (
      <>
        <Teaser name="usage" asked={asked}>
          <UsageNumbers usage={usage} asked={asked} />
        </Teaser>
        {await weeksPicture(asked, usage, reportPaths.usage)}
        <Teaser name="questions" asked={asked}>
          <QuestionsNumbers questions={questions} asked={asked} />
        </Teaser>
        <Teaser name="needs" asked={asked}>
          <NeedsNumbers needs={needs} asked={asked} />
        </Teaser>
        <Teaser name="onboarding" asked={asked}>
          <OnboardingNumbers onboarding={onboarding} asked={asked} />
        </Teaser>
        <Teaser name="plans" asked={asked}>
          <PlansNumbers plans={plans} asked={asked} />
        </Teaser>
        <Teaser name="knowledge" asked={asked}>
          {knowledge.before === undefined ? (
            <p>{say.knowledge.few}</p>
          ) : (
            <p>{changeCounts(knowledge.changes, language)}</p>
          )}
        </Teaser>
      </>
    ),
  };
}

function Teaser(props: {
  readonly name: ReportName;
  readonly asked: Asked;
  readonly children: ComponentChildren;
}) {
  const { name, asked, children } = props;
  const { view, period } = asked;
  const say = adminWords[view.language];
  const hasPeriod = name === "usage" || name === "questions" || name === "needs";
  const path = hasPeriod ? `${reportPaths[name]}?${period.query}` : reportPaths[name];
  return (
    <section class="teaser">
      <h2>
        <a href={view.link(path)}>{say.reports[name]}</a>
      </h2>
      <p>{say.intros[name]}</p>
      {children}
    </section>
  );
}

/** How many groups of questions each topic has. */
function QuestionsNumbers(props: { readonly questions: QuestionsReport; readonly asked: Asked }) {
  const { questions, asked } = props;
  const { language } = asked.view;
  const { topics } = feedbackWords[language];
  const say = adminWords[language];
  if (questions.topics.length === 0) return <p>{say.nothing}</p>;
  return (
    <KeyNumbers
      view={asked.view}
      numbers={questions.topics.map(({ topic, groups, notShown }) => {
        const open = groups.filter(({ group }) => group.decision === undefined).length;
        return {
          label: topics[topic],
          value: groups.length + notShown,
          note: `${say.questions.undecided}: ${formatNumber(open, language)}`,
        };
      })}
    />
  );
}
