/** @jsxRuntime automatic @jsxImportSource preact */
import { formatNumber, joinList } from "../../src/answer/words.ts";
import { describeDecision } from "../../src/feedback/describe-decision.ts";
import { type DigestGroup, type DigestTopic, mostRead } from "../../src/feedback/weekly-digest.ts";
import { feedbackWords } from "../../src/feedback/words.ts";
import type { Language } from "../../src/language/language.ts";
import { Download, Said } from "./admin-parts.tsx";
import { type Asked, makeTable, type Report, reportPaths } from "./admin-report.ts";
import { adminWords } from "./admin-words.ts";

const path = reportPaths.questions;

/** Questions that went badly in a time. */
export async function questionsReport(asked: Asked): Promise<Report> {
  const { topics } = await asked.reports.office.questions(asked.period.period);
  const { language } = asked.view;
  const say = adminWords[language];
  const reasons = feedbackWords[language].topics;
  const groups = topics.flatMap(({ topic, groups: some }) =>
    some.map((group) => ({ topic, ...group })),
  );
  const table = makeTable("preguntes", say.questions.groups, groups, [
    { header: say.columns.question, value: ({ group }) => group.sample },
    { header: say.columns.topic, value: ({ topic }) => reasons[topic] },
    { header: say.columns.times, value: ({ count }) => count },
    { header: say.columns.languages, value: (group) => languagesOf(group, language) },
    { header: say.columns.written, value: ({ words }) => words.join(" | ") },
    { header: say.columns.decision, value: (group) => decisionOf(group, language) },
  ]);
  return {
    tables: [table],
    page: () =>
      Promise.resolve(
        <>
          <p class="notice">{say.questions.masked}</p>
          {topics.length === 0 && <p>{say.nothing}</p>}
          {topics.map((topic) => (
            <Topic topic={topic} language={language} />
          ))}
          {groups.length > 0 && <Download table={table} asked={asked} path={path} />}
        </>,
      ),
  };
}

function Topic({ topic, language }: { readonly topic: DigestTopic; readonly language: Language }) {
  const say = feedbackWords[language];
  return (
    <section>
      <h2>{say.topics[topic.topic]}</h2>
      <ol class="groups">
        {topic.groups.map((group) => (
          <Group group={group} language={language} />
        ))}
      </ol>
      {topic.notShown > 0 && (
        <p>{say.notShown(topic.notShown, formatNumber(topic.notShown, language))}</p>
      )}
      {topic.isCut && <p>{say.notRead(formatNumber(mostRead, language))}</p>}
    </section>
  );
}

function Group({ group, language }: { readonly group: DigestGroup; readonly language: Language }) {
  const say = feedbackWords[language];
  const { questions } = adminWords[language];
  const isDecided = group.group.decision !== undefined;
  return (
    <li class="card">
      <h3>
        <Said text={group.group.sample} />
      </h3>
      <ul class="badges">
        <li>{say.times(group.count, formatNumber(group.count, language))}</li>
        <li>{languagesOf(group, language)}</li>
        <li>{isDecided ? questions.decided : questions.undecided}</li>
      </ul>
      {group.words.length > 0 && (
        <>
          <p class="wrote">{say.wrote}</p>
          <ul>
            {group.words.map((word) => (
              <li>
                <Said text={say.quoted(word)} />
              </li>
            ))}
          </ul>
        </>
      )}
      {isDecided && <p class="state">{say.done(decisionOf(group, language))}</p>}
    </li>
  );
}

function languagesOf({ languages }: DigestGroup, language: Language): string {
  const { languages: names } = feedbackWords[language];
  return joinList(
    languages.map((one) => names[one]),
    language,
  );
}

function decisionOf({ group, coveredBy }: DigestGroup, language: Language): string {
  return group.decision === undefined ? "" : describeDecision(group.decision, coveredBy, language);
}
