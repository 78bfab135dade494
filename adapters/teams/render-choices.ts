import { oneLine } from "../../src/language/clean-text.ts";
import type { Choice } from "../../src/reception/sheet.ts";
import { encodeWish } from "./buttons.ts";
import {
  type Action,
  actionSet,
  type Element,
  line,
  row,
  run,
  wishAction,
} from "./card-elements.ts";
import { maxActionChars, maxAskChars, maxChoices, maxSeenActions } from "./limits.ts";
import type { SheetRoom } from "./render-parts.ts";

/**
 * What can be pressed: buttons, and lines that show all of their words where a button would cut them. What is chosen from
 * looks alike: with one line, all of its kind are lines.
 */
export function choiceElements(choices: readonly Choice[], room: SheetRoom): Element[] {
  const shown = choices
    .slice(0, maxChoices)
    .filter(({ wish }) => JSON.stringify(encodeWish(wish)).length <= maxAskChars);
  const long = new Set(
    shown
      .filter(({ label }) => oneLine(label).length > maxActionChars)
      .map(({ wish }) => wish.kind),
  );
  const elements: Element[] = [];
  let buttons: Action[] = [];
  const endButtons = () => {
    if (buttons.length > 0) elements.push(actionSet(buttons));
    buttons = [];
  };
  for (const choice of shown) {
    if (long.has(choice.wish.kind)) {
      endButtons();
      elements.push(choiceRow(choice, room));
      continue;
    }
    buttons.push(actionOf(choice, room));
    if (buttons.length === maxSeenActions) endButtons();
  }
  endButtons();
  return elements;
}

const styles = { main: "positive", danger: "destructive" } as const;

function actionOf({ label, wish, tone }: Choice, { hasFallback }: SheetRoom): Action {
  const style = tone === undefined ? {} : { style: styles[tone] };
  return wishAction(label, encodeWish(wish), { hasFallback, ...style });
}

function choiceRow(choice: Choice, room: SheetRoom): Element {
  const { label } = choice;
  const words = run(label, { weight: "Bolder" });
  return {
    ...row([line([words], "None")], [actionOf(choice, room)], label),
    // Grey is for quotes.
    style: choice.tone === "danger" ? "attention" : "accent",
  };
}
