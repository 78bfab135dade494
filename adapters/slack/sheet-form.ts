import type { InputBlock, KnownBlock, PlainTextOption } from "@slack/types";
import * as z from "zod";
import { quoteDigest } from "../../src/answer/quote.ts";
import { clean, firstChars, oneLine } from "../../src/language/clean-text.ts";
import type { Language } from "../../src/language/language.ts";
import type { Field, Form } from "../../src/reception/sheet.ts";
import { actions, button } from "./answer-buttons.ts";
import {
  maxInputChars,
  maxLabelChars,
  maxOptionChars,
  maxOptions,
  maxOptionValueChars,
  maxRadioButtons,
} from "./limits.ts";
import { plain } from "./rich-text.ts";
import { encodeWish, sheetId } from "./sheet-ids.ts";

/** How a form is drawn. */
export interface FormFrame {
  /** Number of the form in its sheet. */
  readonly at: number;
  readonly language: Language;
  /** Characters of a label and a hint at most. */
  readonly most: number;
  /** The view's own button sends it. */
  readonly isOfView?: boolean;
  /** Other forms stand beside it, which must not keep it from being sent: what is missing the form itself says. */
  readonly isLenient?: boolean;
}

/**
 * The fields of a form with their button: Slack sends what stands in them with every press in the message. Fields for
 * numbers exist in modals only, so that numbers are text.
 */
export function formBlocks({ fields, submit, wish }: Form, frame: FormFrame): KnownBlock[] {
  const { at, language, isOfView = false } = frame;
  const send = button(submit, sheetId("form", language, at), {
    value: encodeWish({ ...wish, fields: {} }),
    style: "primary",
  });
  return [
    ...fields.map((field, number) => input(field, number, frame)),
    ...(isOfView ? [] : actions([send])),
  ];
}

function input(field: Field, number: number, { at, most, isLenient }: FormFrame): InputBlock {
  const { label, hint = "", fault, value, isOptional } = field;
  const wrong = fault === undefined ? [] : [`⚠️ ${fault}`];
  const below = [...wrong, hint].filter((text) => text !== "").join(" ");
  const longest = Math.min(most, maxLabelChars);
  return {
    type: "input",
    // A field keeps what was typed as long as its block has the same id: another value is another field.
    block_id: `sheet-field-${at}-${number}-${quoteDigest(`${field.name} ${value} ${fault ?? ""}`)}`,
    optional: isOptional === true || isLenient === true,
    label: plain(label, longest),
    ...(below === "" ? {} : { hint: plain(below, longest) }),
    element: elementOf(field),
  };
}

function elementOf(field: Field): InputBlock["element"] {
  const action_id = nameOf(field);
  const { options, value, maxChars, isLong } = field;
  // What Slack would not carry back whole cannot be chosen.
  const known = (options ?? [])
    .filter((one) => isCarried(one.value))
    .slice(0, maxOptions)
    .map((one): PlainTextOption => ({ text: plain(one.label, maxOptionChars), value: one.value }));
  if (known.length > 0) {
    const initial = known.find((one) => one.value === value);
    const chosen = initial === undefined ? {} : { initial_option: initial };
    // Few are seen all at once.
    return known.length <= maxRadioButtons
      ? { type: "radio_buttons", action_id, options: known, ...chosen }
      : { type: "static_select", action_id, options: known, ...chosen };
  }
  const most = Math.min(Math.max(1, maxChars), maxInputChars);
  const initial = firstChars(isLong === true ? clean(value) : oneLine(value), most);
  return {
    type: "plain_text_input",
    action_id,
    max_length: most,
    multiline: isLong === true,
    ...(initial === "" ? {} : { initial_value: initial }),
  };
}

function isCarried(value: string): boolean {
  return value !== "" && value.length <= maxOptionValueChars && clean(value) === value;
}

const fieldPrefix = "field-";

function nameOf({ name }: Field): string {
  return `${fieldPrefix}${name.slice(0, 40)}`;
}

/** What stands in fields, by block and by element: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export const valuesSchema = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({
      value: z.string().nullish(),
      selected_option: z.object({ value: z.string() }).nullish(),
    }),
  ),
);

/** What was filled into a form of a sheet, by the names of its fields. */
export function readFields(
  values: z.infer<typeof valuesSchema> | undefined,
  at: number,
): Readonly<Record<string, string>> {
  const filled = Object.entries(values ?? {})
    .filter(([block]) => block.startsWith(`sheet-field-${at}-`))
    .flatMap(([, elements]) => Object.entries(elements))
    .filter(([id]) => id.startsWith(fieldPrefix))
    .map(([id, { value, selected_option: chosen }]) => [
      id.slice(fieldPrefix.length),
      chosen?.value ?? value ?? "",
    ]);
  return Object.fromEntries(filled);
}
