/** @jsxRuntime automatic @jsxImportSource preact */
import type { Choice, Field, Form } from "../../src/reception/sheet.ts";
import { writeWish } from "../../src/reception/wish.ts";
import type { View } from "./view.ts";
import { pathOf, targetOf } from "./wish-paths.ts";
import { webWords } from "./words.ts";

/** Name of the field that carries the wish: no form's own field has it. */
export const wishField = "wish";

/** What can be pressed. What only shows is a link: it can be gone back to; what changes something is sent. */
export function Choices(props: { readonly choices: readonly Choice[]; readonly view: View }) {
  const { choices, view } = props;
  return (
    <ul class="choices no-print">
      {choices.map((choice) => (
        <li>
          <Pressed choice={choice} view={view} />
        </li>
      ))}
    </ul>
  );
}

function Pressed({ choice, view }: { readonly choice: Choice; readonly view: View }) {
  const { label, wish, tone = "other" } = choice;
  const path = pathOf(wish);
  if (path !== undefined)
    return (
      <a class={`button ${tone}`} href={view.link(path)}>
        {label}
      </a>
    );
  return (
    <form method="post" action={view.link(targetOf(wish))}>
      <button type="submit" class={tone} name={wishField} value={writeWish(wish)}>
        {label}
      </button>
    </form>
  );
}

interface SheetFormProps {
  readonly form: Form;
  /** Makes the names of this form's elements. */
  readonly id: string;
  /** Said below the button. */
  readonly note?: string | undefined;
  readonly view: View;
}

/** Fields to be filled in, with what is wrong with them; the first that is wrong has the focus. */
export function SheetForm({ form, id, note, view }: SheetFormProps) {
  const faulty = form.fields.find(({ fault }) => fault !== undefined);
  return (
    <form class="fields no-print" method="post" action={view.link(targetOf(form.wish))} novalidate>
      <input type="hidden" name={wishField} value={writeWish({ ...form.wish, fields: {} })} />
      {form.fields.map((field) => {
        const name = `${id}-${field.name.replace(/[^\w-]/g, "-")}`;
        const shown = { field, id: name, isFirstFault: field === faulty, view };
        return field.options !== undefined && field.options.length <= mostRadios ? (
          <Radios {...shown} />
        ) : (
          <Entry {...shown} />
        );
      })}
      <p>
        <button type="submit">{form.submit}</button>
      </p>
      {note !== undefined && (
        <p>
          <small>{note}</small>
        </p>
      )}
    </form>
  );
}

/** Choices that are shown all at once: more are a list to open. */
const mostRadios = 5;

interface ShownField {
  readonly field: Field;
  readonly id: string;
  readonly isFirstFault: boolean;
  readonly view: View;
}

function Entry({ field, id, isFirstFault, view }: ShownField) {
  // No longest length: a browser cuts what is pasted without a word. What is too long comes back whole, with its fault.
  const { name, label, hint, value, fault, options, isLong, isNumber, isOptional } = field;
  const common = {
    id,
    name,
    autofocus: isFirstFault,
    "aria-required": isOptional ? undefined : ("true" as const),
    "aria-invalid": fault === undefined ? undefined : ("true" as const),
    "aria-describedby": describedBy(field, id),
  };
  return (
    <p>
      <label for={id}>
        {label}
        <Optional field={field} view={view} />
      </label>
      {hint !== undefined && <small id={`${id}-hint`}>{hint}</small>}
      {options !== undefined ? (
        <select {...common}>
          {options.map((option) => (
            <option value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : isLong ? (
        <textarea {...common} rows={3}>
          {value}
        </textarea>
      ) : (
        <input
          {...common}
          type="text"
          // Not a type of its own: people write 12.500.
          inputMode={isNumber ? "numeric" : undefined}
          autoComplete="off"
          value={value}
        />
      )}
      <Fault id={id} fault={fault} />
    </p>
  );
}

function Radios({ field, id, isFirstFault, view }: ShownField) {
  const { name, label, hint, value, fault, options = [], isOptional } = field;
  return (
    <div
      class="radios"
      role="radiogroup"
      aria-labelledby={`${id}-label`}
      aria-required={isOptional ? undefined : "true"}
      aria-invalid={fault === undefined ? undefined : "true"}
      aria-describedby={describedBy(field, id)}
    >
      <p class="label" id={`${id}-label`}>
        {label}
        <Optional field={field} view={view} />
      </p>
      {hint !== undefined && <small id={`${id}-hint`}>{hint}</small>}
      {options.map((option, at) => (
        <label class="radio">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            autofocus={isFirstFault && at === 0}
          />
          {option.label}
        </label>
      ))}
      <Fault id={id} fault={fault} />
    </div>
  );
}

/** Not twice: hints may say it already. */
function Optional({ field, view }: Pick<ShownField, "field" | "view">) {
  const { optional } = webWords[view.language].sheet;
  const isSaid = field.hint?.toLowerCase().startsWith(optional) === true;
  return field.isOptional && !isSaid ? <small>{` (${optional})`}</small> : null;
}

function Fault({ id, fault }: { readonly id: string; readonly fault: string | undefined }) {
  if (fault === undefined) return null;
  return (
    <strong id={`${id}-fault`} class="fault">
      {fault}
    </strong>
  );
}

function describedBy({ hint, fault }: Field, id: string): string | undefined {
  const names = [hint && `${id}-hint`, fault && `${id}-fault`].filter((name) => name);
  return names.length === 0 ? undefined : names.join(" ");
}
