/** @jsxRuntime automatic @jsxImportSource preact */
import type { NeedGroup } from "../../src/owners/report.ts";
import { csrfField, itemField, needsField } from "./admin-cover-query.ts";
import { Said } from "./admin-parts.tsx";
import { type Asked, type RefusedCovering, reportPaths } from "./admin-report.ts";
import { adminWords } from "./admin-words.ts";

interface CoverFormProps {
  readonly needs: readonly string[];
  /** What each of them says. */
  readonly texts: readonly string[];
  /** Of the form's field. */
  readonly id: string;
  /** Tells the form from others. */
  readonly name: string;
  /** Code of the item that may be it. */
  readonly proposed?: string | undefined;
  readonly asked: Asked;
}

/** Says which item covers needs. */
export function CoverForm({ needs, texts, id, name, proposed, asked }: CoverFormProps) {
  const { view, csrf, refused, period } = asked;
  const say = adminWords[view.language].needs;
  const own = refused !== undefined && isOf(refused, needs) ? refused : undefined;
  const described = own === undefined ? `${id}-hint` : `${id}-fault ${id}-hint`;
  return (
    <form
      class="cover no-print"
      method="post"
      action={view.link(`${reportPaths.needs}?${period.query}`)}
      novalidate
    >
      <input type="hidden" name={csrfField} value={csrf} />
      {needs.length === 1 ? (
        <input type="hidden" name={needsField} value={needs[0]} />
      ) : (
        <fieldset class="which">
          <legend>{say.which}</legend>
          {needs.map((need, at) => (
            <label>
              <input
                type="checkbox"
                name={needsField}
                value={need}
                checked={own === undefined || own.needs.includes(need)}
              />
              <Said text={texts[at] ?? ""} />
            </label>
          ))}
        </fieldset>
      )}
      <label for={id}>{say.coverLabel}</label>
      <div class="row">
        <input
          id={id}
          name={itemField}
          type="text"
          list="elements"
          autoComplete="off"
          maxLength={mostItemChars}
          value={own?.item ?? proposed}
          autofocus={own !== undefined}
          aria-required="true"
          aria-invalid={own === undefined ? undefined : "true"}
          aria-describedby={described}
        />
        <button type="submit" class="other" aria-label={say.coverThis(name)}>
          {say.cover}
        </button>
      </div>
      {own !== undefined && (
        <strong id={`${id}-fault`} class="fault">
          {say[own.fault]}
        </strong>
      )}
      <small id={`${id}-hint`}>{say.itemHint}</small>
    </form>
  );
}

const mostItemChars = 100;

/** What was wrong with a form of a group that is not among those that are shown. */
export function UnplacedFault(props: {
  readonly groups: readonly NeedGroup[];
  readonly asked: Asked;
}) {
  const { groups, asked } = props;
  const { refused, view } = asked;
  if (refused === undefined || groups.some(({ needs }) => isOf(refused, needs))) return null;
  return (
    <p class="said warning" role="alert">
      {adminWords[view.language].needs[refused.fault]}
    </p>
  );
}

function isOf(refused: RefusedCovering, needs: readonly string[]): boolean {
  return refused.needs.length > 0 && refused.needs.every((id) => needs.includes(id));
}
