import { label } from "../../src/answer/shown.ts";
import { cutText, oneLine } from "../../src/language/clean-text.ts";
import type { Part, Sheet } from "../../src/reception/sheet.ts";
import type { CardAttachment, OutgoingActivity } from "./activity.ts";
import { card, type Element, line, run, titleLine } from "./card-elements.ts";
import { envelopeBytes, maxMessageBytes, maxSummaryChars } from "./limits.ts";
import { partElements, type SheetRoom } from "./render-parts.ts";

/** A message that is a sheet: one card, so that what is pressed in it can stand in its place. */
export interface SheetMessage extends OutgoingActivity {
  readonly attachments: readonly [CardAttachment];
}

/** What gives way, in this order, until a sheet fits; after that its last parts do. */
const rooms: readonly SheetRoom[] = [
  { scale: 1, hasFallback: true },
  ...[1, 0.5, 0.25, 0.1, 0.04].map((scale) => ({ scale, hasFallback: false })),
];
const least: SheetRoom = { scale: 0.04, hasFallback: false };
const longest = { title: 200, words: 6_000 };

/** A sheet as a message, within the limits of Teams whatever is in it. */
export function renderSheet(sheet: Sheet): SheetMessage {
  for (const room of rooms) {
    const message = draw(sheet, sheet.parts, room);
    if (fits(message)) return message;
  }
  for (let count = sheet.parts.length - 1; count > 0; count -= 1) {
    const message = draw(sheet, sheet.parts.slice(0, count), least);
    if (fits(message)) return message;
  }
  return draw(sheet, [], least);
}

/**
 * The digest of the owners as messages, the first with what is not to be decided, each other with one group of questions:
 * what is decided of one stands in its place, and the others stay as they are.
 */
export function splitSheet(sheet: Sheet): readonly [Sheet, ...Sheet[]] {
  const groups = sheet.parts.flatMap((part, at) => (decides(part) ? [at] : []));
  const [first] = groups;
  if (first === undefined || groups.length === 1) return [sheet];
  const begins = startOf(sheet.parts, first);
  const others = groups.map((at, index) => {
    const from = index === 0 ? begins : (groups[index - 1] ?? 0) + 1;
    return { ...sheet, parts: sheet.parts.slice(from, at + 1) };
  });
  const rest = sheet.parts.slice((groups.at(-1) ?? 0) + 1);
  return [{ ...sheet, parts: [...sheet.parts.slice(0, begins), ...rest] }, ...others];
}

function decides(part: Part): boolean {
  return part.kind === "choices" && part.choices.some(({ wish }) => wish.kind === "decide");
}

/** Where the group begins whose choices stand at `at`: below the heading before it. */
function startOf(parts: readonly Part[], at: number): number {
  return parts.slice(0, at).findLastIndex(({ kind }) => kind === "heading") + 1;
}

function draw(sheet: Sheet, parts: readonly Part[], room: SheetRoom): SheetMessage {
  const title = cutText(oneLine(sheet.title), longest.title);
  const left: Element[] =
    parts.length < sheet.parts.length ? [line([run("…", { isSubtle: true })], "Default")] : [];
  return {
    type: "message",
    summary: summaryOf(title, parts),
    attachments: [
      card({
        body: [
          titleLine(title, "Medium"),
          ...parts.flatMap((part, at) => partElements(part, at, room)),
          ...left,
        ],
        speak: title,
        fallbackText: cutText(
          [title, ...parts.flatMap(wordsOf)].join("\n"),
          Math.ceil(longest.words * room.scale),
        ),
      }),
    ],
  };
}

/** What a notification says. */
function summaryOf(title: string, parts: readonly Part[]): string {
  const said = parts.find((part) => part.kind === "text");
  const words = said === undefined ? title : `${title}: ${oneLine(said.text)}`;
  return cutText(words, maxSummaryChars) || "…";
}

/** A part in words, for who does not see the card. */
function wordsOf(part: Part): readonly string[] {
  switch (part.kind) {
    case "text":
    case "heading":
      return [part.text];
    case "list":
      return part.items.map((item, at) => `${part.isNumbered ? `${at + 1}.` : "•"} ${item}`);
    case "facts":
      return part.facts.map((fact) => `${fact.label}: ${fact.value}`);
    case "quote":
      return [`${label(part.citation)}: «${part.citation.quote}» ${part.citation.url}`];
    case "link":
      return [`${part.label}: ${part.url}`];
    case "progress":
      return [part.label];
    case "choices":
      return part.choices.map((choice) => `• ${choice.label}`);
    case "form":
      return part.form.fields.map((field) => `${field.label}: ${field.value}`);
  }
}

function fits(message: SheetMessage): boolean {
  return JSON.stringify(message).length * 2 <= maxMessageBytes - envelopeBytes;
}
