import { formatNumber } from "../answer/words.ts";
import { withoutCouncilName } from "../council/council-name.ts";
import { findPersonalData, maskPersonalData } from "../feedback/mask-personal-data.ts";
import { clean } from "../language/clean-text.ts";
import { stripHidden } from "../language/tokens.ts";
import type { Field, Form } from "../reception/sheet.ts";
import { hasWords } from "./alike.ts";
import type { NeedScene } from "./scene.ts";
import { needWords } from "./words.ts";

/** Characters of a need. More is a document, and Slack takes 3,000 in a field. */
export const mostTextChars = 1_000;
/** Stands for no axis: an empty value cannot be chosen in Slack. */
const noAxis = "none";

/** What a need's form holds. */
export interface NeedFields {
  readonly text: string;
  readonly axis: string;
  readonly named: string;
}

/** What is wrong with fields, by their names, in the reader's words. */
export type NeedFaults = Readonly<Partial<Record<keyof NeedFields, string>>>;

/** A form that can be kept. */
export interface FilledNeed {
  readonly text: string;
  readonly axis?: string;
  readonly isNamed: boolean;
}

/** The form as it is shown first. */
export function blankNeed(text: string, axis?: string): NeedFields {
  return { text, axis: axis ?? noAxis, named: "no" };
}

/** What was filled in, or the form as it is to be looked at again: without what tells of persons. */
export function readNeed(
  fields: Readonly<Record<string, string>>,
  scene: NeedScene,
): { readonly need: FilledNeed } | { readonly fields: NeedFields; readonly faults: NeedFaults } {
  const { language, council } = scene;
  const say = needWords[language];
  const own = (name: keyof NeedFields) => (Object.hasOwn(fields, name) ? fields[name] : undefined);
  const text = plainOf(clean((own("text") ?? "").replaceAll("\r\n", "\n")).trim());
  const axis = own("axis") ?? noAxis;
  const named = own("named") ?? "no";
  const isNamed = named === "yes";
  const masked = maskPersonalData(text);
  const found = findPersonalData(text).map(({ kind }) => say.kinds[kind]);
  const hidden =
    isNamed || council?.name === undefined
      ? masked
      : withoutCouncilName(masked, council.name, "[ajuntament]");
  const kinds = [...new Set(found), ...(hidden === masked ? [] : [say.councilName])];
  const faults: NeedFaults = {
    ...(axis === noAxis || axesOf(scene).some(({ id }) => id === axis)
      ? {}
      : { axis: say.badChoice }),
    ...(named === "yes" || named === "no" ? {} : { named: say.badChoice }),
    ...textFault(),
  };
  if (Object.keys(faults).length > 0) return { fields: { text: hidden, axis, named }, faults };
  return { need: { text, ...(axis === noAxis ? {} : { axis }), isNamed } };

  function textFault(): NeedFaults {
    if (!hasWords(text)) return { text: say.noText };
    if (text.length > mostTextChars)
      return { text: say.tooLong(formatNumber(mostTextChars, language)) };
    return kinds.length === 0 ? {} : { text: say.masked(kinds) };
  }
}

/** A text in which numbers do not hide behind signs that nobody sees, or in digits of another shape. */
function plainOf(written: string): string {
  const seen = stripHidden(written);
  const plain = seen.normalize("NFKC");
  return findPersonalData(plain).length > findPersonalData(seen).length ? plain : seen;
}

/** The form with what stands in its fields. */
export function needForm(
  { text, axis, named }: NeedFields,
  scene: NeedScene,
  { faults = {}, isSure = false }: { readonly faults?: NeedFaults; readonly isSure?: boolean } = {},
): Form {
  const { language, council } = scene;
  const say = needWords[language];
  const fault = (name: keyof NeedFields) =>
    faults[name] === undefined ? {} : { fault: faults[name] };
  const axes = axesOf(scene).map(({ id, title }) => ({ value: id, label: `${id}. ${title}` }));
  const namedField: Field[] =
    council?.name === undefined
      ? []
      : [
          {
            name: "named",
            label: say.named,
            hint: say.namedHint(council.name),
            value: named,
            maxChars: 10,
            options: [
              { value: "no", label: say.no },
              { value: "yes", label: say.yes },
            ],
            ...fault("named"),
          },
        ];
  const axisField: Field[] =
    axes.length === 0
      ? []
      : [
          {
            name: "axis",
            label: say.axis,
            value: axis,
            maxChars: 100,
            options: [...axes, { value: noAxis, label: say.noAxis }],
            ...fault("axis"),
          },
        ];
  return {
    fields: [
      {
        name: "text",
        label: say.text,
        hint: say.textHint,
        value: text,
        maxChars: mostTextChars,
        isLong: true,
        ...fault("text"),
      },
      ...axisField,
      ...namedField,
    ],
    submit: isSure ? say.saveAnyway : say.save,
    wish: { kind: "keep-need", isSure, fields: {} },
  };
}

/** The axis of most of some items, the nearest first; undefined when they are of none. */
export function axisOf(items: readonly string[], { index }: NeedScene): string | undefined {
  const counts = new Map<string, number>();
  for (const id of items) {
    let item = index.catalogue.get(id);
    while (item !== undefined && item.kind !== "axis") item = index.catalogue.parent(item);
    if (item !== undefined) counts.set(item.id, (counts.get(item.id) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function axesOf({ index }: NeedScene) {
  return index.catalogue.list("axis");
}
