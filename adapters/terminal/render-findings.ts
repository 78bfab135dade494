import { styleText } from "node:util";
import type { FindingState } from "../../src/doctor/finding.ts";
import type { TerminalStyle } from "./render.ts";

/** A finding in words. */
export interface FindingLine {
  readonly state: FindingState;
  readonly found: string;
  /** What to do about it. */
  readonly remedy?: string;
}

const marks: Readonly<Record<FindingState, string>> = {
  ok: "✓",
  warning: "!",
  fault: "✗",
  skipped: "–",
};
const colours = { ok: "green", warning: "yellow", fault: "red", skipped: "dim" } as const;

/** Findings for a terminal, one below the other. Not wrapped: commands and addresses are there to be copied. */
export function renderFindings(
  lines: readonly FindingLine[],
  summary: string,
  { isColoured }: Pick<TerminalStyle, "isColoured">,
): string {
  const paint = (format: Parameters<typeof styleText>[0], text: string) =>
    isColoured ? styleText(format, text, { validateStream: false }) : text;
  const rendered = lines.flatMap(({ state, found, remedy }) => [
    `${paint(colours[state], marks[state])} ${state === "skipped" ? paint("dim", found) : found}`,
    ...(remedy === undefined ? [] : [`  → ${remedy}`]),
  ]);
  return `${[...rendered, "", paint("bold", summary)].join("\n")}\n`;
}
