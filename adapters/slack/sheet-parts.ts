import type { Button, KnownBlock, RichTextBlockElement, RichTextElement } from "@slack/types";
import type { Citation } from "../../src/answer/answer.ts";
import { nameOf, readablePlace, readableQuote, readableTitle } from "../../src/answer/readable.ts";
import { clean, cutText, oneLine } from "../../src/language/clean-text.ts";
import type { Language } from "../../src/language/language.ts";
import type { Choice, Part, ProgressStep } from "../../src/reception/sheet.ts";
import { actions } from "./answer-buttons.ts";
import { linkedQuote } from "./answer-citations.ts";
import { maxActionElements, maxButtonChars, maxSeenButtonChars } from "./limits.ts";
import { escapeWithin, line, link, list, plain, section, words } from "./rich-text.ts";
import { encodeWish, sheetId } from "./sheet-ids.ts";
import { slackWords } from "./words.ts";

/** Parts that only say something. */
export type SaidPart = Exclude<Part, { readonly kind: "choices" | "form" }>;

/** What text begins with that is not only information. */
const signs = { good: "✅ ", warning: "⚠️ " } as const;

/** A part that only says something, its texts cut to so many characters each. */
export function saidElements(
  part: SaidPart,
  most: number,
  language: Language,
): RichTextBlockElement[] {
  const cut = (text: string) => cutText(oneLine(text), most) || "–";
  switch (part.kind) {
    case "text": {
      const sign = part.tone === undefined ? "" : signs[part.tone];
      return [line(...linked(`${sign}${cutText(clean(part.text), most)}`))];
    }
    case "heading":
      return [line(words(cut(part.text), "bold"))];
    case "list": {
      const items = part.items.map((item) => line(...linked(cut(item))));
      return items.length === 0 ? [] : [list(part.isNumbered ? "ordered" : "bullet", items)];
    }
    case "facts":
      return part.facts.map(({ label, value }) =>
        line(words(`${cut(label)}: `), words(cut(value), "bold")),
      );
    case "quote":
      return quoteElements(part.citation, most, language);
    case "link":
      return [line(link(cut(part.label), part.url))];
    case "progress":
      return [line(words(`${squaresOf(part.steps)}\n`), words(cut(part.label), "bold"))];
  }
}

const address = /(https?:\/\/[^\s<>"»]*[^\s<>"».,;:!?)])/u;

/** Words with the addresses in them: in rich text Slack makes no link of what only looks like one. */
function linked(text: string): RichTextElement[] {
  const pieces = text.split(address).filter((piece) => piece !== "");
  if (pieces.length === 0) return [words("")];
  return pieces.map((piece) => (address.test(piece) ? link(piece, piece) : words(piece)));
}

function quoteElements(citation: Citation, most: number, language: Language) {
  const { title, place, quote, url } = citation;
  const where = cutText(readablePlace(place), most);
  const name = cutText(nameOf({ ...citation, title: readableTitle(title) }), most);
  const below = where === "" ? [] : [words(`\n${where}`)];
  return [
    line(link(name, url, "bold"), ...below),
    linkedQuote(
      { ...citation, quote: cutText(readableQuote(quote), most) },
      slackWords[language].link,
    ),
  ];
}

/** Squares of the steps that are done, by the axis they are about. */
const axisSquares: Readonly<Record<string, string>> = {
  "1": "🟦",
  "2": "🟩",
  "3": "🟧",
  "4": "🟪",
};
const doneSquare = "🟫";
const currentSquare = "🔶";
const openSquare = "⬜";
/** Steps that are drawn at most: more would be no picture any more. */
const mostSquares = 60;

/**
 * How far somebody is, as a picture of letters. Not an image: Slack refuses the whole message when it cannot fetch the
 * address of one, and behind a firewall, where Socket Mode is used, it never can.
 */
export function squaresOf(steps: readonly ProgressStep[]): string {
  const squares = steps.slice(0, mostSquares).map(({ state, axis = "" }) => {
    if (state === "current") return currentSquare;
    if (state === "open") return openSquare;
    return Object.hasOwn(axisSquares, axis) ? (axisSquares[axis] ?? doneSquare) : doneSquare;
  });
  return `${squares.join("")}${steps.length > mostSquares ? "…" : ""}` || openSquare;
}

/** A choice with the letter it is called by, where it has one. */
export interface NamedChoice extends Choice {
  readonly letter?: string;
}

/** What can be answered to a question is read whole: what is longer than a button gets a letter. */
export function lettered(choices: readonly Choice[]): NamedChoice[] {
  const isLong = choices.some(
    (choice) => isAnswer(choice) && oneLine(choice.label).length > maxSeenButtonChars,
  );
  let count = 0;
  return choices.map((choice) => {
    if (!isLong || !isAnswer(choice)) return choice;
    const letter = String.fromCodePoint(65 + (count % 26));
    count += 1;
    return { ...choice, letter };
  });
}

function isAnswer({ wish }: Choice): boolean {
  return wish.kind === "check" && wish.option !== undefined;
}

/** How what can be pressed is drawn. */
export interface ChoiceFrame {
  /** Number of the first choice in its sheet. */
  readonly from: number;
  /** Characters of what stands beside a button at most. */
  readonly most: number;
  readonly language: Language;
}

/** What can be pressed, as many in a block as there can be. */
export function choiceBlocks(
  choices: readonly Choice[],
  { from, most, language }: ChoiceFrame,
): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let beside: Button[] = [];
  const flush = () => {
    blocks.push(...actions(beside));
    beside = [];
  };
  lettered(choices).forEach((choice, at) => {
    const pressed = choiceButton(choice, sheetId("choice", language, from + at));
    const label = oneLine(choice.label);
    if (choice.letter === undefined && label.length <= maxButtonChars) {
      if (beside.length === maxActionElements) flush();
      beside.push(pressed);
      return;
    }
    flush();
    const letter = choice.letter === undefined ? "" : `*${choice.letter}.* `;
    blocks.push({ ...section(`${letter}${escapeWithin(label, most)}`), accessory: pressed });
  });
  flush();
  return blocks;
}

function choiceButton({ label, letter, wish, tone }: NamedChoice, id: string): Button {
  const style = tone === "main" ? "primary" : tone;
  return {
    type: "button",
    action_id: id,
    // Whole, though a narrow screen may show less: there are but a few, each with words that people know.
    text: plain(letter ?? label, maxButtonChars),
    accessibility_label: plain(label, maxButtonChars).text,
    value: encodeWish(wish),
    ...(style === undefined ? {} : { style }),
  };
}
