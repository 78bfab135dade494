import { words } from "../../src/answer/words.ts";
import { cutText } from "../../src/language/clean-text.ts";
import type { Language } from "../../src/language/language.ts";
import type { OutgoingActivity } from "./activity.ts";
import { askNext } from "./answer-actions.ts";
import { card, smallWords } from "./card-elements.ts";
import { maxSummaryChars } from "./limits.ts";
import { escapeMarkdown, lines } from "./markdown.ts";
import { teamsWords } from "./words.ts";

/**
 * Says who writes and what can be asked, before anybody has asked. No feedback is asked for: there is no answer yet.
 * `hasAgenda`: whether what is served is the Agenda, and not any other folder of text.
 */
export function renderGreeting(language: Language, hasAgenda = true): OutgoingActivity {
  const say = teamsWords[language];
  const { greeting, able, abilities } = hasAgenda ? say : say.withoutAgenda;
  const examples = hasAgenda ? words[language].suggestions.examples : [];
  const text = [
    escapeMarkdown(greeting),
    // Lists are no lists on every device.
    lines(escapeMarkdown(able), ...abilities.map((ability) => `• ${escapeMarkdown(ability)}`)),
    escapeMarkdown(say.mind),
  ];
  const begin = card({
    body: [smallWords(say.begin)],
    actions: examples.map((question) => askNext(question, { history: [] }, language)),
    speak: say.begin,
    fallbackText: `${say.begin} ${examples.join(" · ")}`,
  });
  return {
    type: "message",
    text: text.join("\n\n"),
    textFormat: "markdown",
    summary: cutText(greeting, maxSummaryChars),
    ...(examples.length === 0 ? {} : { attachments: [begin] }),
  };
}
