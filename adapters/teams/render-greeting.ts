import { words } from "../../src/answer/words.ts";
import { cutText } from "../../src/language/clean-text.ts";
import type { Language } from "../../src/language/language.ts";
import type { OutgoingActivity } from "./activity.ts";
import { askNext, saidAction } from "./answer-actions.ts";
import { card, smallWords, titlesOf } from "./card-elements.ts";
import { maxSummaryChars } from "./limits.ts";
import { escapeMarkdown, lines } from "./markdown.ts";
import { teamsWords } from "./words.ts";

/** Of what a greeting speaks. */
export interface Greeted {
  /** Whether what is served is the Agenda, and not any other folder of text. Default true. */
  readonly hasAgenda?: boolean;
  /** Whether there is an itinerary, and it can be spoken of there. Default false. */
  readonly hasItinerary?: boolean;
}

/** Says who writes and what can be asked, before anybody has asked. No feedback is asked for: there is no answer yet. */
export function renderGreeting(
  language: Language,
  { hasAgenda = true, hasItinerary = false }: Greeted = {},
): OutgoingActivity {
  const say = teamsWords[language];
  const { itinerary } = say;
  const { greeting, able, abilities } = hasAgenda ? say : say.withoutAgenda;
  const can = hasItinerary ? [itinerary.able, ...abilities] : abilities;
  const examples = hasAgenda ? words[language].suggestions.examples : [];
  const asks = [
    ...(hasItinerary ? [saidAction(itinerary.label, itinerary.said)] : []),
    ...examples.map((question) => askNext(question, { history: [] }, language)),
  ];
  const text = [
    escapeMarkdown(greeting),
    // Lists are no lists on every device.
    lines(escapeMarkdown(able), ...can.map((ability) => `• ${escapeMarkdown(ability)}`)),
    escapeMarkdown(say.mind),
  ];
  const begin = card({
    body: [smallWords(say.begin)],
    actions: asks,
    speak: say.begin,
    fallbackText: `${say.begin} ${titlesOf(asks).join(" · ")}`,
  });
  return {
    type: "message",
    text: text.join("\n\n"),
    textFormat: "markdown",
    summary: cutText(greeting, maxSummaryChars),
    ...(asks.length === 0 ? {} : { attachments: [begin] }),
  };
}
