import type { Part, Sheet } from "../../src/reception/sheet.ts";
import { slackWords } from "./words.ts";

/** A sheet in several messages. */
export interface SplitSheet {
  readonly first: Sheet;
  /** Each in a message of its own, below the first. */
  readonly below: readonly Sheet[];
}

/**
 * The owners' digest, with each question that is to be decided in a message of its own: what comes of a press takes the
 * place of its message, and the other questions stay. Any other sheet stays whole.
 */
export function splitSheet(sheet: Sheet): SplitSheet {
  const kept: Part[] = [];
  const below: Sheet[] = [];
  let heading = sheet.title;
  for (const part of sheet.parts) {
    if (part.kind === "heading") heading = part.text;
    if (isDecision(part)) {
      const about = takeQuestion(kept);
      below.push({ ...sheet, title: heading, parts: [...about, part] });
    } else kept.push(part);
  }
  if (below.length === 0) return { first: sheet, below };
  const { below: pointer } = slackWords[sheet.language];
  const parts = kept.filter((part, at) => part.kind !== "heading" || isAbove(kept[at + 1]));
  return {
    first: { ...sheet, parts: [...parts, { kind: "text", text: pointer(below.length) }] },
    below,
  };
}

function isDecision(part: Part): boolean {
  return part.kind === "choices" && part.choices.every(({ wish }) => wish.kind === "decide");
}

/** The question that is decided; where people wrote about it, that too with the words before it. */
function takeQuestion(kept: Part[]): Part[] {
  const length = kept.at(-1)?.kind === "list" ? 3 : 1;
  let from = kept.length;
  while (from > 0 && kept.length - from < length && kept[from - 1]?.kind !== "heading") from -= 1;
  return kept.splice(from);
}

/** A heading of which nothing is left says nothing. */
function isAbove(part: Part | undefined): boolean {
  return part !== undefined && part.kind !== "heading";
}
