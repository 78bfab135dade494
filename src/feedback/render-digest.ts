import { formatNumber, joinList } from "../answer/words.ts";
import { firstChars, oneLine } from "../language/clean-text.ts";
import type { Language } from "../language/language.ts";
import type { Part, Sheet } from "../reception/sheet.ts";
import { decisionChoices, decisionKinds, describeDecision } from "./describe-decision.ts";
import { timeZone } from "./week.ts";
import {
  type DigestGroup,
  type DigestTopic,
  mostRead,
  type WeeklyDigest,
} from "./weekly-digest.ts";
import { feedbackWords } from "./words.ts";

/** Characters of a question and of what somebody wrote about its answer: enough to tell what it is about. */
const mostQuestionChars = 300;
const mostWordChars = 200;

/** The digest as the owners read it. A week without questions is one line. */
export function digestSheet(digest: WeeklyDigest, language: Language): Sheet {
  const say = feedbackWords[language];
  const title = say.title(describePeriod(digest, language));
  if (digest.counts.total === 0)
    return { language, title, parts: [{ kind: "text", text: say.nothing }] };
  return {
    language,
    title,
    parts: [
      countFacts(digest, language),
      ...quotedItems(digest, language),
      ...digest.topics.flatMap((topic) => topicParts(topic, language)),
    ],
  };
}

function describePeriod({ fromMs, toMs }: WeeklyDigest, language: Language): string {
  const locale = language === "en" ? "en-GB" : language;
  // Once a week: no format is kept.
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone }).formatRange(
    fromMs,
    toMs - 1,
  );
}

function countFacts({ counts }: WeeklyDigest, language: Language): Part {
  const say = feedbackWords[language];
  const { answered, suggested, abstained, failed } = counts.kinds;
  const write = (count: number) => formatNumber(count, language);
  return {
    kind: "facts",
    facts: [
      { label: say.facts.asked, value: write(counts.total) },
      { label: say.facts.answered, value: write(answered) },
      { label: say.facts.suggested, value: write(suggested) },
      { label: say.facts.abstained, value: write(abstained) },
      { label: say.facts.failed, value: write(failed) },
      {
        label: say.facts.opinions,
        value: say.opinions(write(counts.positive), write(counts.negative)),
      },
    ],
  };
}

function quotedItems({ items }: WeeklyDigest, language: Language): Part[] {
  if (items.length === 0) return [];
  const say = feedbackWords[language];
  return [
    { kind: "heading", text: say.mostQuoted },
    {
      kind: "list",
      isNumbered: false,
      items: items.map(
        ({ id, title, count }) =>
          `${id} ${title}: ${say.times(count, formatNumber(count, language))}`,
      ),
    },
  ];
}

function topicParts(topic: DigestTopic, language: Language): Part[] {
  const say = feedbackWords[language];
  return [
    { kind: "heading", text: say.topics[topic.topic] },
    ...topic.groups.flatMap((group) => groupParts(group, language)),
    ...note(
      topic.notShown > 0,
      say.notShown(topic.notShown, formatNumber(topic.notShown, language)),
    ),
    ...note(topic.isCut, say.notRead(formatNumber(mostRead, language))),
  ];
}

function groupParts(
  { group, count, languages, words, coveredBy }: DigestGroup,
  language: Language,
): Part[] {
  const say = feedbackWords[language];
  const quote = (text: string, most: number) => say.quoted(firstChars(oneLine(text), most));
  const facts = [
    say.times(count, formatNumber(count, language)),
    joinList(
      languages.map((one) => say.languages[one]),
      language,
    ),
  ];
  const { decision } = group;
  return [
    { kind: "text", text: `${quote(group.sample, mostQuestionChars)} ${facts.join(" · ")}` },
    ...(words.length === 0
      ? []
      : [
          { kind: "text" as const, text: say.wrote },
          {
            kind: "list" as const,
            isNumbered: false,
            items: words.map((word) => quote(word, mostWordChars)),
          },
        ]),
    decision === undefined
      ? { kind: "choices", choices: decisionChoices(group.id, decisionKinds, language) }
      : { kind: "text", text: say.before(describeDecision(decision, coveredBy, language)) },
  ];
}

function note(isNeeded: boolean, text: string): Part[] {
  return isNeeded ? [{ kind: "text", text }] : [];
}
