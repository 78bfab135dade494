import type { KnownBlock } from "@slack/types";
import type { Part, Sheet } from "../../src/reception/sheet.ts";
import { maxHeaderChars, maxMessageBlocks, maxMessageChars } from "./limits.ts";
import type { SlackMessage } from "./render-answer.ts";
import { plain, richText, smallPrint } from "./rich-text.ts";
import { formBlocks } from "./sheet-form.ts";
import { choiceBlocks, saidElements } from "./sheet-parts.ts";
import { sheetText } from "./sheet-text.ts";

/** What a surface takes. */
export interface SheetRoom {
  readonly maxBlocks: number;
  readonly maxChars: number;
  /** The view's own button sends the first form. */
  readonly isView?: boolean;
}

const messageRoom: SheetRoom = { maxBlocks: maxMessageBlocks, maxChars: maxMessageChars - 600 };
/** Characters of each text, the roomiest first: what has no room is shortened everywhere before anything is left out. */
const attempts = [2_500, 1_200, 600, 300, 150, 75] as const;

/** A sheet as a message, within Slack's limits whatever is in it. */
export function renderSheet(sheet: Sheet): SlackMessage {
  return {
    text: sheetText(sheet),
    blocks: [
      { type: "header", text: plain(sheet.title, maxHeaderChars) },
      ...sheetBlocks(sheet, { ...messageRoom, maxBlocks: messageRoom.maxBlocks - 1 }),
    ],
  };
}

/** The parts of a sheet, as many as have room. */
export function sheetBlocks(sheet: Sheet, room: SheetRoom): KnownBlock[] {
  let blocks: KnownBlock[] = [];
  for (const most of attempts) {
    // What stands close together takes fewer blocks.
    for (const isDense of [false, true]) {
      blocks = blocksOf(sheet, most, isDense, room);
      if (fits(blocks, room)) return blocks.length === 0 ? [smallPrint("")] : blocks;
    }
  }
  return asManyAsFit(blocks, room);
}

function asManyAsFit(blocks: readonly KnownBlock[], room: SheetRoom): KnownBlock[] {
  const left = smallPrint("…");
  const kept: KnownBlock[] = [];
  for (const block of blocks) {
    if (fits([...kept, block, left], room)) kept.push(block);
  }
  return [...kept, left];
}

function fits(blocks: readonly KnownBlock[], { maxBlocks, maxChars }: SheetRoom): boolean {
  return blocks.length <= maxBlocks && JSON.stringify(blocks).length <= maxChars;
}

function blocksOf(
  { parts, language }: Sheet,
  most: number,
  isDense: boolean,
  { isView = false }: SheetRoom,
): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let choices = 0;
  let forms = 0;
  const isLenient = parts.filter(({ kind }) => kind === "form").length > 1;
  for (const [at, part] of parts.entries()) {
    if (part.kind === "choices") {
      blocks.push(...choiceBlocks(part.choices, { from: choices, most, language }));
      choices += part.choices.length;
    } else if (part.kind === "form") {
      const isOfView = isView && forms === 0;
      blocks.push(...formBlocks(part.form, { at: forms, language, most, isOfView, isLenient }));
      forms += 1;
    } else {
      const elements = saidElements(part, most, language);
      const last = blocks.at(-1);
      const isClose = isDense || belongsTogether(parts[at - 1], part);
      if (elements.length === 0) continue;
      if (isClose && last?.type === "rich_text") last.elements.push(...elements);
      else blocks.push(richText(...elements));
    }
  }
  return blocks;
}

/** A heading stands close above what it is about. */
function belongsTogether(before: Part | undefined, part: Part): boolean {
  return before?.kind === "heading" && part.kind !== "heading";
}
