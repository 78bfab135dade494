import * as z from "zod";
import { type Answer, type Citation, citationsOf } from "../../src/answer/answer.ts";
import { markText, quoteMarks } from "../../src/answer/quote-marks.ts";
import { label, shownIn } from "../../src/answer/shown.ts";
import {
  paragraphText,
  type ShownWritten,
  translationLine,
  writtenBriefly,
  writtenIn,
  writtenLines,
} from "../../src/answer/written.ts";
import { cutText } from "../../src/language/clean-text.ts";
import type { Language } from "../../src/language/language.ts";
import type { CardAttachment } from "./activity.ts";
import { type Action, card, type Element, line, run } from "./card-elements.ts";
import { citationRows, translationRows } from "./render-citation.ts";
import { teamsWords } from "./words.ts";

/** An item that is put into a message, and the words of it that were asked for. */
export interface Insertion {
  readonly item: string;
  readonly quote?: string;
}

const insertionSchema = z.object({
  v: z.literal(1),
  item: z.string(),
  quote: z.string().optional(),
});

/** Reads what the button of a dialog sends; undefined for what is none of ours or of another version. */
export function decodeInsertion(data: unknown): Insertion | undefined {
  const { data: read } = insertionSchema.safeParse(data);
  if (read === undefined) return undefined;
  return { item: read.item, ...(read.quote === undefined ? {} : { quote: read.quote }) };
}

const longest = { lead: 1_000 };

/** An answer in a dialog: Teams shows nothing there but a card. `notice` is what is told on first contact. */
export function renderAnswerDialog(answer: Answer, notice?: string): CardAttachment {
  const { language } = answer;
  const citations = shownIn(answer);
  const [first] = citationsOf(answer);
  const written = writtenIn(answer, false);
  const marks = quoteMarks(answer, written);
  const told = written === undefined ? [] : writtenLines(written);
  const lead = line([run(cutText(answer.lead, longest.lead))], "Default");
  const insert: Action[] =
    first === undefined
      ? []
      : [
          {
            type: "Action.Submit",
            title: teamsWords[language].insert,
            data: { v: 1, item: first.itemId, quote: first.quote },
          },
        ];
  const notes = [...answer.notes, ...(notice === undefined ? [] : [notice])].map(small);
  return card({
    body: [
      ...(written === undefined ? [] : writtenElements(written)),
      lead,
      ...citations.flatMap((one) => [
        ...citationRows(one, { mark: marks.get(one) }),
        ...translationRows(one, language),
      ]),
      ...notes,
    ],
    actions: insert,
    speak: `${writtenBriefly(written, language)} ${answer.lead}`,
    fallbackText: [
      ...told,
      answer.lead,
      ...citations.flatMap((one) => inWords(one, marks.get(one), language)),
      ...(notice === undefined ? [] : [notice]),
    ].join("\n"),
  });
}

/** What a language model wrote, and that it was one. */
function writtenElements(written: ShownWritten): Element[] {
  const { partial, label: told, understood } = written;
  const paragraph = paragraphText(written);
  return [
    ...(paragraph === "" ? [] : [line([run(paragraph)], "Default")]),
    ...[partial, told, understood].filter((text) => text !== "").map(small),
  ];
}

function inWords(citation: Citation, mark: number | undefined, language: Language): string[] {
  const { quote, url } = citation;
  return [
    `${markText(mark)} ${label(citation)}: «${quote}» ${url}`.trim(),
    translationLine(citation, language),
  ].filter((text) => text !== "");
}

/** One thing to be said in a dialog. */
export function renderNoticeDialog(text: string): CardAttachment {
  return card({ body: [line([run(text)], "Default")], speak: text, fallbackText: text });
}

function small(text: string): Element {
  return line([run(text, { isSubtle: true, size: "Small" })], "None");
}
