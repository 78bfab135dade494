import type { Ask } from "../../src/answer/ask.ts";
import { clean, cutText, oneLine } from "../../src/language/clean-text.ts";
import type { AdaptiveCard, CardAttachment } from "./activity.ts";
import { type EncodedWish, encodeAsk } from "./buttons.ts";
import { maxActionChars, maxSaidChars, maxSeenActions } from "./limits.ts";
import { isLinkable } from "./text.ts";

/** Stands for a text that is nothing. */
const nothing = "–";

/** How a piece of text looks. */
export interface RunStyle {
  readonly size?: "Small" | "Medium" | "Large";
  readonly weight?: "Bolder";
  readonly color?: "Accent" | "Attention" | "Good" | "Warning";
  readonly isSubtle?: true;
}

/** A piece of text that is shown as it stands. */
interface TextRun extends RunStyle {
  readonly type: "TextRun";
  readonly text: string;
}

/** An element of a card's body. */
export type Element = Readonly<Record<string, unknown>> & { readonly type: string };

/** Something that can be pressed. */
export type Action = Readonly<Record<string, unknown>> & {
  readonly type: "Action.OpenUrl" | "Action.Submit" | "Action.Execute";
  readonly title: string;
};

/** Names what an `Action.Execute` does: what it carries says the rest. */
const wishVerb = "wish";

/** What cards write as a date or a time, even where they read no other notation. */
const dateFunction = /\{(?=\{(?:DATE|TIME)\()/g;

/** A piece of a line: no notation is read in it, whatever the client. */
export function run(text: string, style: RunStyle = {}): TextRun {
  const shown = clean(text)
    .replace(/\s*\n\s*/gu, " ")
    // Kept from being one by a sign that is not seen.
    .replace(dateFunction, "{\u2060");
  return { type: "TextRun", text: shown || nothing, ...style };
}

/**
 * A line of text from the knowledge or from people. Not a TextBlock, in which each client reads Markdown, and its escapes,
 * in its own way (https://github.com/MicrosoftDocs/msteams-docs/issues/5793).
 */
export function line(inlines: readonly TextRun[], spacing: "None" | "Small" | "Default"): Element {
  return { type: "RichTextBlock", inlines, spacing };
}

/** Words of ours that stand above others. */
export function heading(text: string): Element {
  return {
    type: "TextBlock",
    text,
    style: "heading",
    size: "Default",
    weight: "Bolder",
    wrap: true,
  };
}

/** Words of ours in small print. */
export function smallWords(text: string): Element {
  return { type: "TextBlock", text, isSubtle: true, size: "Small", wrap: true };
}

/** Signs that a TextBlock may take for markup. */
const markup = /[*_[\]<>`{}\\|~^$&]|^[-+#=:]|^\w{1,9}[.)]\s/;

/** A heading that anybody may have written: as a line where a TextBlock would show something else. */
export function titleLine(text: string, size: "Default" | "Medium"): Element {
  const shown = oneLine(text);
  if (shown !== "" && !markup.test(shown)) return { ...heading(shown), size };
  return line(
    [run(shown, { weight: "Bolder", ...(size === "Medium" ? { size } : {}) })],
    "Default",
  );
}

/** Lines that are pressed as one: on a phone a single one is too small for a finger. */
export function row(items: readonly Element[], [action]: readonly Action[], name: string): Element {
  return {
    type: "Container",
    items,
    spacing: "Small",
    // Who listens hears the name of all of it.
    ...(action === undefined
      ? {}
      : { selectAction: { ...action, ...named(name, action.tooltip) } }),
  };
}

/** Opens a page; nothing where the address can be none. */
export function openUrl(title: string, more: string, url: string): Action[] {
  return isLinkable(url) ? [{ type: "Action.OpenUrl", ...titled(title, more), url }] : [];
}

/** Asks a question; who presses is seen to say what the button says. */
export function askAction(title: string, said: string, ask: Ask): Action {
  return {
    type: "Action.Submit",
    ...titled(title, said),
    data: {
      ...encodeAsk(ask),
      // The text arrives even where Teams leaves out the rest.
      msteams: { type: "messageBack", displayText: whole(said), text: whole(ask.question) },
    },
  };
}

/** Serves a wish, within the press; as a message of its own where a client knows no other way. */
export function wishAction(
  title: string,
  data: EncodedWish,
  look: {
    readonly style?: "positive" | "destructive";
    readonly hasFallback: boolean;
    readonly isForm?: boolean;
  },
): Action {
  const press = {
    ...titled(title, title),
    data,
    // A press that sends no form is not kept from it by what is in one.
    ...(look.isForm === true ? {} : { associatedInputs: "none" }),
    ...(look.style === undefined ? {} : { style: look.style }),
  };
  return {
    type: "Action.Execute",
    verb: wishVerb,
    ...press,
    ...(look.hasFallback ? { fallback: { type: "Action.Submit", ...press } } : {}),
  };
}

/** What is seen of an action, and what is said of it where there is room. */
function titled(title: string, more: string) {
  return named(cutText(oneLine(title), maxActionChars), whole(more));
}

function named(title: string, tooltip: unknown) {
  const name = whole(title);
  return { title: name, ...(tooltip === name ? {} : { tooltip }) };
}

function whole(text: string): string {
  return cutText(oneLine(text), maxSaidChars) || nothing;
}

/** The first actions as buttons, the others in the menu behind them. */
function seenAndMenu(actions: readonly Action[]): Action[] {
  return actions.map((action, at) =>
    at < maxSeenActions ? action : { ...action, mode: "secondary" },
  );
}

/** What actions are called, as whole as it is known. */
export function titlesOf(actions: readonly Action[]): string[] {
  return actions.map(({ tooltip, title }) => `${tooltip ?? title}`);
}

/** Buttons at their place within a card. */
export function actionSet(actions: readonly Action[]): Element {
  return { type: "ActionSet", actions };
}

/** Elements as lines of plain text, each with its address. */
export function inWords(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    const { type, text, inlines, items, selectAction } = element as Partial<ReadElement> & Element;
    if (type === "TextBlock") return [text ?? ""];
    if (inlines !== undefined) return [inlines.map((inline) => inline.text).join("")];
    const url = selectAction?.url === undefined ? [] : [selectAction.url];
    return [[...inWords(items ?? []), ...url].join(" · ")];
  });
}

/** What is read of an element. */
interface ReadElement {
  readonly text: string;
  readonly inlines: readonly TextRun[];
  readonly items: readonly Element[];
  readonly selectAction: { readonly url?: string };
}

/** A card. `fallbackText` is shown where a card cannot be; `speak` is what a screen reader says first. */
export function card(
  parts: Pick<AdaptiveCard, "body" | "fallbackText"> & {
    readonly speak: string;
    readonly actions?: readonly Action[];
  },
): CardAttachment {
  const { body, fallbackText, speak, actions = [] } = parts;
  return {
    contentType: "application/vnd.microsoft.card.adaptive",
    content: {
      type: "AdaptiveCard",
      $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
      version: "1.5",
      fallbackText: clean(fallbackText).trim() || nothing,
      // It may be read as SSML, in which these are markup.
      speak: whole(speak.replace(/[<>&]/g, " ")),
      body,
      ...(actions.length === 0 ? {} : { actions: seenAndMenu(actions) }),
      msteams: { width: "Full" },
    },
  };
}
