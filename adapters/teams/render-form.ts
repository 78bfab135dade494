import { clean, cutText, firstChars, oneLine } from "../../src/language/clean-text.ts";
import type { Field, Form } from "../../src/reception/sheet.ts";
import { encodeForm, inputId } from "./buttons.ts";
import { actionSet, type Element, line, run, wishAction } from "./card-elements.ts";
import { maxFields, maxOptions } from "./limits.ts";
import type { SheetRoom } from "./render-parts.ts";

/** Characters of the words around a field, and of what can be chosen in it. Ours. */
const longest = { label: 200, hint: 300, fault: 300, option: 200 };
/** Characters of what stands in a field already, and of the value of an option. Ours. */
const mostValueChars = 4_000;
const mostOptionValueChars = 200;
/** A hint that is read at a glance stands in the field until that is filled in. */
const mostExampleChars = 40;
/** Options that are seen at once. */
const mostSeen = 6;

/** A form. Nothing is required in the client: what is wrong with a value, the assistant says in the reader's words. */
export function formElements(
  form: Form,
  number: number,
  { hasFallback, scale }: SheetRoom,
): Element[] {
  const fields = form.fields.slice(0, maxFields);
  const data = encodeForm(
    form.wish,
    number,
    fields.map(({ name }) => name),
  );
  const submit = wishAction(form.submit, data, { style: "positive", hasFallback, isForm: true });
  return [
    ...fields.flatMap((field) => fieldElements(field, inputId(number, field.name), scale)),
    actionSet([submit]),
  ];
}

/** What is wrong stands above the field, so that it is read before it. */
function fieldElements(field: Field, id: string, scale: number): Element[] {
  const cut = (text: string, most: number) => cutText(oneLine(text), Math.ceil(most * scale));
  const label = cut(field.label, longest.label) || "–";
  const small = (text: string, isFault: boolean) =>
    line(
      [
        run(text, {
          size: "Small",
          ...(isFault ? { color: "Attention", weight: "Bolder" } : { isSubtle: true }),
        }),
      ],
      "Small",
    );
  const { fault = "", hint = "" } = field;
  const options = (field.options ?? [])
    .filter(({ value }) => value !== "" && value === firstChars(clean(value), mostOptionValueChars))
    .slice(0, maxOptions);
  return [
    ...(fault === "" ? [] : [small(`${label}: ${cut(fault, longest.fault)}`, true)]),
    options.length === 0
      ? textInput(field, id, label, scale)
      : choiceInput(field, options, id, label, cut),
    ...(isExample(hint) ? [] : [small(cut(hint, longest.hint), false)]),
  ];
}

function textInput(
  { value, maxChars, isLong = false, hint = "" }: Field,
  id: string,
  label: string,
  scale: number,
): Element {
  const text = isLong ? clean(value) : oneLine(value);
  // What is cut here is lost when the form is sent: only where nothing else gives way.
  const shown = firstChars(text, Math.ceil(Math.min(maxChars, mostValueChars) * scale));
  return {
    type: "Input.Text",
    id,
    label,
    maxLength: maxChars,
    ...(oneLine(hint) !== "" && isExample(hint) ? { placeholder: oneLine(hint) } : {}),
    ...(shown === "" ? {} : { value: shown }),
    ...(isLong ? { isMultiline: true } : {}),
  };
}

function choiceInput(
  { value }: Field,
  shown: NonNullable<Field["options"]>,
  id: string,
  label: string,
  cut: (text: string, most: number) => string,
): Element {
  return {
    type: "Input.ChoiceSet",
    id,
    label,
    ...(shown.length > mostSeen ? {} : { style: "expanded" }),
    wrap: true,
    choices: shown.map((option) => ({
      title: cut(option.label, longest.option) || "–",
      value: option.value,
    })),
    ...(shown.some((option) => option.value === value) ? { value } : {}),
  };
}

function isExample(hint: string): boolean {
  return oneLine(hint).length <= mostExampleChars;
}
