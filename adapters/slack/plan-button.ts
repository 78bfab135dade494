import type { Button } from "@slack/types";
import type { Answer } from "../../src/answer/answer.ts";
import { isLongList, shownIn } from "../../src/answer/shown.ts";
import type { Language } from "../../src/language/language.ts";
import { planWords } from "../../src/plan/words.ts";
import { readWish, type Wish } from "../../src/reception/wish.ts";
import { button } from "./answer-buttons.ts";
import { encodeWish, sheetId, sheetIds } from "./sheet-ids.ts";

/** Takes the action that an answer quotes first into the council's plan; none where it is another thing or a long list. */
export function planButton(answer: Answer): Button[] {
  const [first] = shownIn(answer);
  if (answer.kind !== "answered" || first?.kind !== "action" || isLongList(answer)) return [];
  const { language } = answer;
  return takeButton(first.itemId, language, sheetId("open", language, 1));
}

/** Takes an action that is opened in the App Home into the plan. */
export function homePlanButton(item: string, language: Language): Button[] {
  return takeButton(item, language, `${sheetIds.home}-0`);
}

/** None for an id that no wish carries. */
function takeButton(item: string, language: Language, actionId: string): Button[] {
  const wish: Wish = { kind: "plan-add", item };
  if (readWish(wish) === undefined) return [];
  return [button(planWords[language].add.label(item), actionId, { value: encodeWish(wish) })];
}
