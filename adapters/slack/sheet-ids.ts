import { type Language, languages } from "../../src/language/language.ts";
import { type Wish, writeWish } from "../../src/reception/wish.ts";
import { maxButtonValueChars } from "./limits.ts";

/** Names of what can be pressed and filled in where a sheet stands. Those of buttons go on with the sheet's language. */
export const sheetIds = {
  /** A choice of a sheet: what comes of it takes the sheet's place. Numbered. */
  choice: "sheet-choice",
  /** Sends a form of a sheet, numbered as its fields are. */
  form: "sheet-form",
  /** Below an answer: opens a sheet beside it. */
  open: "sheet-open",
  /** In the App Home: opens a sheet above it. Numbered, and without the language. */
  home: "home-sheet",
  /** Name of the modal that holds a sheet. */
  view: "agenda_sheet",
} as const;

/** What is pressed in a sheet, or below an answer to open one. */
export const sheetPattern = /^sheet-(?:choice|form|open)-(?:ca|es|en)-\d+$/;
/** What opens a sheet from the App Home. */
export const homeSheetPattern = /^home-sheet-\d+$/;

const parts = /^sheet-([a-z]+)-([a-z]+)-(\d+)$/;

/** The name of a button of a sheet: who has chosen no language goes on in that of the sheet. */
export function sheetId(
  kind: "choice" | "form" | "open",
  language: Language,
  number: number,
): string {
  return `${sheetIds[kind]}-${language}-${number}`;
}

/** What the name of a button says. */
export interface SheetButton {
  readonly language: Language;
  /** Number of the form that it sends; absent where it sends none. */
  readonly form?: number;
  readonly opens: boolean;
}

/** Reads {@link sheetId}. */
export function readSheetId(actionId: string): SheetButton {
  const [, kind, written, number] = parts.exec(actionId) ?? [];
  return {
    language: languages.find((one) => one === written) ?? "ca",
    opens: kind === "open",
    ...(kind === "form" ? { form: Number(number) } : {}),
  };
}

/** A wish as a button carries it: without what was filled in, where that would be too long for one. */
export function encodeWish(wish: Wish): string {
  const written = writeWish(wish);
  if (written.length <= maxButtonValueChars || !("fields" in wish)) return written;
  return writeWish({ ...wish, fields: {} });
}
