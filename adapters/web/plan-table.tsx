/** @jsxRuntime automatic @jsxImportSource preact */
import type { Catalogue } from "../../src/agenda/catalogue.ts";
import { capital } from "../../src/answer/content.ts";
import { itemLabel } from "../../src/answer/shown.ts";
import type { PlanEntry } from "../../src/plan/plan.ts";
import { planWords } from "../../src/plan/words.ts";
import { foreign, knowledgeLanguage } from "./facts.tsx";
import { markSize, StatusMark } from "./plan-mark.tsx";
import { axisOf, type PlanQuery, planSorts } from "./plan-query.ts";
import { quarterName } from "./plan-timeline.ts";
import { planPageWords } from "./plan-words.ts";
import type { View } from "./view.ts";

const columns = ["code", "axis", "status", "owner", "quarter", "notes"] as const;

/** What the table of a plan shows. */
export interface PlanTableProps {
  readonly entries: readonly PlanEntry[];
  readonly query: PlanQuery;
  readonly catalogue: Catalogue;
  readonly view: View;
  /** Where an entry leads to. */
  readonly linkTo: (item: string) => string;
  /** Address that shows the plan otherwise. */
  readonly addressOf: (query: PlanQuery) => string;
}

/** The entries as a table; on a narrow page each is a card. */
export function PlanTable(props: PlanTableProps) {
  const { entries, view } = props;
  return (
    <table class="entries">
      <caption class="unseen">{planPageWords[view.language].table}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <Heading {...props} column={column} />
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row {...props} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function Heading(props: PlanTableProps & { readonly column: (typeof columns)[number] }) {
  const { column, query, view, addressOf } = props;
  const label = planPageWords[view.language].columns[column];
  const sort = planSorts.find((one) => one === column);
  if (sort === undefined) return <th scope="col">{label}</th>;
  const isSorted = query.sort === sort;
  const isDescending = isSorted && !query.isDescending;
  const order = query.isDescending ? "descending" : "ascending";
  return (
    <th scope="col" aria-sort={isSorted ? order : undefined}>
      <a href={addressOf({ ...query, sort, isDescending, page: 1 })}>
        {label}
        {isSorted && <span aria-hidden="true">{query.isDescending ? " ▼" : " ▲"}</span>}
      </a>
    </th>
  );
}

function Row(props: PlanTableProps & { readonly entry: PlanEntry }) {
  const { entry, catalogue, view, linkTo } = props;
  const say = planPageWords[view.language];
  const item = catalogue.get(entry.item);
  const axisId = axisOf(entry, catalogue);
  const axis = axisId === undefined ? undefined : catalogue.get(axisId);
  const own = foreign(knowledgeLanguage, view.language);
  return (
    <tr>
      <th scope="row" data-label={say.columns.code}>
        <a href={linkTo(entry.item)} lang={own}>
          {item === undefined ? `${entry.item}. ${entry.title}` : itemLabel(item)}
        </a>
        {item === undefined && <small class="gone">{capital(planWords[view.language].gone)}</small>}
      </th>
      <td data-label={say.columns.axis} lang={axis === undefined ? undefined : own}>
        {axis === undefined ? say.noAxis : itemLabel(axis)}
      </td>
      <td data-label={say.columns.status}>
        <span class="status">
          <svg viewBox={`0 0 ${markSize} ${markSize}`} aria-hidden="true">
            <StatusMark status={entry.status} />
          </svg>
          {planWords[view.language].statuses[entry.status]}
        </span>
      </td>
      <td data-label={say.columns.owner} class={emptyClass(entry.owner)}>
        {entry.owner}
      </td>
      <td data-label={say.columns.quarter}>{quarterName(entry.quarter, view.language)}</td>
      <td data-label={say.columns.notes} class={emptyClass(entry.notes)}>
        {entry.notes}
      </td>
    </tr>
  );
}

/** On a narrow page what is not filled in takes no line. */
function emptyClass(text: string): string {
  return text.trim() === "" ? "words blank" : "words";
}
