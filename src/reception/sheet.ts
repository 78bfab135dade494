import type { Citation } from "../answer/answer.ts";
import type { Language } from "../language/language.ts";
import type { FormWish, Wish } from "./wish.ts";

/**
 * What the assistant shows beside answers: the council, the itinerary, what is kept, the owners' digest. Every platform
 * renders every part with what it does best, and its texts are plain: no markup of any platform stands in them.
 */
export interface Sheet {
  readonly language: Language;
  readonly title: string;
  readonly parts: readonly Part[];
}

/** One part of a sheet. */
export type Part =
  /** A paragraph. `warning` says that something is wrong or is about to be lost, `good` that something went well. */
  | { readonly kind: "text"; readonly text: string; readonly tone?: "warning" | "good" }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[]; readonly isNumbered: boolean }
  | { readonly kind: "facts"; readonly facts: readonly Fact[] }
  /** A verbatim quote, with the link to its place. */
  | { readonly kind: "quote"; readonly citation: Citation }
  | { readonly kind: "link"; readonly label: string; readonly url: string }
  /** How far somebody is: drawn as a picture, with `label` as the words of it. */
  | { readonly kind: "progress"; readonly label: string; readonly steps: readonly ProgressStep[] }
  /** What can be pressed. */
  | { readonly kind: "choices"; readonly choices: readonly Choice[] }
  | { readonly kind: "form"; readonly form: Form };

/** One value with its name. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** One step of a progress picture. */
export interface ProgressStep {
  readonly title: string;
  readonly state: "done" | "current" | "open";
  /** Id of the axis it is about: gives the colour. */
  readonly axis?: string;
}

/** Something that can be pressed. */
export interface Choice {
  readonly label: string;
  readonly wish: Wish;
  /** `main` for what most people press next, `danger` for what cannot be undone. */
  readonly tone?: "main" | "danger";
}

/** Fields to be filled in and sent. */
export interface Form {
  readonly fields: readonly Field[];
  readonly submit: string;
  /** What is wished with what was filled in: its `fields` are replaced by those of the form. */
  readonly wish: FormWish;
}

/** One field of a form. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What stands there already. */
  readonly value: string;
  /** What is wrong with it, in the reader's words. */
  readonly fault?: string;
  /** What can be chosen; free text when absent. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly maxChars: number;
  readonly isLong?: boolean;
  /** Digits are written into it: phones show them. */
  readonly isNumber?: boolean;
  readonly isOptional?: boolean;
}
