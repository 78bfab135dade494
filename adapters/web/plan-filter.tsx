/** @jsxRuntime automatic @jsxImportSource preact */
import type { Language } from "../../src/language/language.ts";
import { planStatuses } from "../../src/plan/plan.ts";
import { planWords } from "../../src/plan/words.ts";
import { foreign, knowledgeLanguage } from "./facts.tsx";
import { noAxis, type PlanQuery, planSorts } from "./plan-query.ts";
import { planPageWords } from "./plan-words.ts";
import type { View } from "./view.ts";

/** What the filter of a plan shows. */
export interface PlanFilterProps {
  readonly query: PlanQuery;
  readonly axes: readonly { readonly id: string; readonly name: string }[];
  /** Path of the page, below the public address. */
  readonly path: string;
  readonly view: View;
}

/** Which entries are shown, and in which order. */
export function PlanFilter({ query, axes, path, view }: PlanFilterProps) {
  const say = planPageWords[view.language];
  const any = { value: "", name: say.filter.any };
  const isFiltered = query.status !== undefined || query.axis !== undefined;
  return (
    <form class="search no-print" method="get" action={view.link(path)}>
      {Object.entries(view.carried).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Choice
        name="status"
        label={say.columns.status}
        value={query.status}
        options={[
          any,
          ...planStatuses.map((value) => ({
            value,
            name: planWords[view.language].statuses[value],
          })),
        ]}
      />
      <Choice
        name="axis"
        label={say.columns.axis}
        value={query.axis}
        options={[
          any,
          ...axes.map(({ id, name }) => ({
            value: id,
            name,
            lang: foreign(knowledgeLanguage, view.language),
          })),
          { value: noAxis, name: say.noAxis },
        ]}
      />
      <Choice
        name="sort"
        label={say.filter.sort}
        value={query.sort}
        options={planSorts.map((value) => ({ value, name: say.sorts[value] }))}
      />
      <p class="wide buttons">
        <button type="submit">{say.filter.submit}</button>
        {isFiltered && <a href={view.link(path)}>{say.filter.clear}</a>}
      </p>
    </form>
  );
}

function Choice(props: {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly {
    readonly value: string;
    readonly name: string;
    readonly lang?: Language | undefined;
  }[];
}) {
  const { name, label, value = "", options } = props;
  return (
    <p>
      <label for={`filtre-${name}`}>{label}</label>
      <select id={`filtre-${name}`} name={name}>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value} lang={option.lang}>
            {option.name}
          </option>
        ))}
      </select>
    </p>
  );
}
