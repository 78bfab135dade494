import { diffArrays } from "diff";
import type { TextPiece } from "./report.ts";

/** Lines or words that may come and go before two texts are told whole: the time grows with the square. */
const mostEdits = 1_000;
/** The same for who has no time left. */
const mostEditsInHaste = 50;
/** Characters of lines, before and after, that are compared word by word. */
const mostChars = 20_000;
/** Share of two texts that has to be the same: of texts that have less in common, scattered words say nothing. */
const leastShare = 0.3;

const segmenter = new Intl.Segmenter("ca", { granularity: "word" });
const space = /^\s+$/u;

/**
 * What stayed, came and went between two texts that are given line by line; a line of theirs is in the pieces with its
 * end. In every change what went is before what came. All but what went is the text of today, as it is; all but what came
 * is the earlier one, but for its spaces.
 */
export function comparePieces(
  before: readonly string[],
  after: readonly string[],
  isInHaste = false,
): TextPiece[] {
  const most = isInHaste ? mostEditsInHaste : mostEdits;
  const [earlier, now] = [before.map(withEnd), after.map(withEnd)];
  const runs = compare(earlier, now, (line) => line, most) ?? whole(earlier.join(""), now.join(""));
  return joined(runs, (gone, come) =>
    isInHaste || gone.length + come.length > mostChars
      ? whole(gone, come)
      : compareWords(gone, come),
  );
}

/** A text that came or went whole. */
export function wholePiece(kind: "added" | "removed", lines: readonly string[]): TextPiece[] {
  return [{ kind, text: lines.map(withEnd).join("") }];
}

function withEnd(line: string): string {
  return `${line}\n`;
}

function compareWords(gone: string, come: string): TextPiece[] {
  const pieces = compare(wordsOf(gone), wordsOf(come), (word) => word.trimEnd(), mostEdits);
  if (pieces === undefined) return whole(gone, come);
  const same = pieces.reduce((sum, { kind, text }) => sum + (kind === "same" ? text.length : 0), 0);
  return same < leastShare * Math.max(gone.length, come.length) ? whole(gone, come) : pieces;
}

/** Undefined when too much is different. What is equal is told as it is now. */
function compare(
  before: readonly string[],
  after: readonly string[],
  keyOf: (text: string) => string,
  maxEditLength: number,
): TextPiece[] | undefined {
  const keyed = (text: string) => ({ text, key: keyOf(text) });
  const comparator = (a: { readonly key: string }, b: { readonly key: string }) => a.key === b.key;
  return diffArrays(before.map(keyed), after.map(keyed), { comparator, maxEditLength })?.map(
    ({ added, removed, value }): TextPiece => ({
      kind: added ? "added" : removed ? "removed" : "same",
      text: value.map(({ text }) => text).join(""),
    }),
  );
}

function whole(gone: string, come: string): TextPiece[] {
  return [
    { kind: "removed", text: gone },
    { kind: "added", text: come },
  ];
}

/** Words and marks, each with the spaces after it. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const last = words.at(-1);
    if (last !== undefined && space.test(segment)) words[words.length - 1] = last + segment;
    else words.push(segment);
  }
  return words;
}

/** The pieces with those in which something gave way to something else looked at closer, and without empty ones. */
function joined(
  pieces: readonly TextPiece[],
  lookCloser: (gone: string, come: string) => readonly TextPiece[],
): TextPiece[] {
  const closer = pieces.flatMap((piece, at) => {
    const [before, next] = [pieces[at - 1], pieces[at + 1]];
    if (piece.kind === "removed" && next?.kind === "added")
      return lookCloser(piece.text, next.text);
    return piece.kind === "added" && before?.kind === "removed" ? [] : [piece];
  });
  const merged: TextPiece[] = [];
  for (const { kind, text } of closer) {
    const last = merged.at(-1);
    if (text === "") continue;
    if (last?.kind === kind) merged[merged.length - 1] = { kind, text: last.text + text };
    else merged.push({ kind, text });
  }
  return merged;
}
