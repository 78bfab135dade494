import type { Language } from "../language/language.ts";
import type { Choice } from "../reception/sheet.ts";
import type { Decision } from "./asking.ts";
import { feedbackWords } from "./words.ts";

/** A decision within a sentence. `title` is that of the item that covers the questions. */
export function describeDecision(
  decision: Decision,
  title: string | undefined,
  language: Language,
): string {
  const say = feedbackWords[language].decided;
  switch (decision.kind) {
    case "covered":
      return say.covered(title === undefined ? decision.item : `${decision.item} (${title})`);
    case "to-write":
      return say.toWrite;
    case "out-of-scope":
      return say.outOfScope;
  }
}

/** What can be decided about a group of questions. */
export function decisionChoices(
  group: string,
  kinds: readonly Decision["kind"][],
  language: Language,
): Choice[] {
  return kinds.map((decision) => ({
    label: feedbackWords[language].decisions[decision],
    wish: { kind: "decide", group, decision, fields: {} },
  }));
}

/** Every kind of decision, in the order in which they are offered. */
export const decisionKinds: readonly Decision["kind"][] = ["covered", "to-write", "out-of-scope"];
