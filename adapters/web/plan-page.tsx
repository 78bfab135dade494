/** @jsxRuntime automatic @jsxImportSource preact */
import { itemLabel } from "../../src/answer/shown.ts";
import { formatNumber } from "../../src/answer/words.ts";
import type { PlanEntry } from "../../src/plan/plan.ts";
import { planWords } from "../../src/plan/words.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { PlanFilter } from "./plan-filter.tsx";
import { planFormats } from "./plan-formats.ts";
import { PlanPicture } from "./plan-picture.tsx";
import { type PlanQuery, planQueryText, selectEntries } from "./plan-query.ts";
import { PlanTable } from "./plan-table.tsx";
import { planPageWords } from "./plan-words.ts";
import type { View } from "./view.ts";
import { planModelPath, planNextPath } from "./wish-paths.ts";

/** Entries on one page. */
const pageSize = 100;

/** What the page of a plan shows. */
export interface PlanPageProps {
  readonly entries: readonly PlanEntry[];
  readonly query: PlanQuery;
  readonly index: SearchIndex;
  readonly view: View;
  /** Path of this page, below the public address. */
  readonly path: string;
  /** Whether it is only looked at: the plan of a workspace, which is changed in its chat. */
  readonly isReadOnly: boolean;
  /** Days for which the browser's own plan is kept after it was last used. */
  readonly keptDays: number;
  /** What was just done to it. */
  readonly done?: string | undefined;
  readonly hasDownloads: boolean;
}

/** A plan in time and as a table, with its downloads. */
export function PlanPage(props: PlanPageProps) {
  const { entries, query, index, view, path, isReadOnly, hasDownloads } = props;
  const say = planPageWords[view.language];
  const { catalogue } = index;
  const selected = selectEntries(entries, query, catalogue);
  // What was dropped stands in the table: nobody is to wait for it in a quarter, unless it is what is asked for.
  const pictured = selected.filter(
    ({ status }) => status !== "dropped" || query.status === "dropped",
  );
  const last = Math.max(1, Math.ceil(selected.length / pageSize));
  const page = Math.min(query.page, last);
  const shown = selected.slice((page - 1) * pageSize, page * pageSize);
  const linkTo = (item: string) =>
    isReadOnly ? view.item(item) : view.link(`${path}/${encodeURIComponent(item)}`);
  const addressOf = (other: PlanQuery) => view.link(path + planQueryText(other));
  return (
    <article class="plan">
      <h1>{isReadOnly ? say.shared.title : planWords[view.language].title}</h1>
      <Done done={props.done} />
      <p>{isReadOnly ? say.shared.intro : say.intro}</p>
      {!isReadOnly && (
        <p class="no-print">{say.kept(formatNumber(props.keptDays, view.language))}</p>
      )}
      {hasDownloads && <Downloads view={view} path={path} />}
      {!isReadOnly && <More view={view} />}
      <PlanPicture entries={pictured} catalogue={catalogue} view={view} linkTo={linkTo} />
      <section aria-labelledby="taula">
        <h2 id="taula">{say.found(formatNumber(selected.length, view.language))}</h2>
        <PlanFilter query={query} axes={axesIn(index)} path={path} view={view} />
        {selected.length === 0 ? (
          <p>{say.filter.nothing}</p>
        ) : (
          <PlanTable
            entries={shown}
            query={query}
            catalogue={catalogue}
            view={view}
            linkTo={linkTo}
            addressOf={addressOf}
          />
        )}
        {last > 1 && (
          <nav class="neighbours" aria-label={`${page} / ${last}`}>
            {page > 1 && (
              <a href={addressOf({ ...query, page: page - 1 })} rel="prev">
                {say.pages.previous}
              </a>
            )}
            <p>{`${page} / ${last}`}</p>
            {page < last && (
              <a href={addressOf({ ...query, page: page + 1 })} rel="next">
                {say.pages.next}
              </a>
            )}
          </nav>
        )}
      </section>
    </article>
  );
}

function axesIn({ catalogue }: SearchIndex) {
  return catalogue.list("axis").map((axis) => ({ id: axis.id, name: itemLabel(axis) }));
}

function Downloads({ view, path }: Pick<PlanPageProps, "view" | "path">) {
  const say = planPageWords[view.language];
  return (
    <nav class="no-print" aria-label={say.downloads}>
      <ul class="downloads">
        {planFormats.map((format) => (
          <li>
            <a
              class={`button ${format === "docx" ? "main" : "other"}`}
              href={view.link(`${path}.${format}`)}
              download
            >
              {say.formats[format]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function More({ view }: Pick<PlanPageProps, "view">) {
  const say = planWords[view.language];
  return (
    <p class="no-print more">
      <a href={view.link(planNextPath)}>{say.next}</a>
      <a href={view.link(planModelPath)}>{say.model}</a>
    </p>
  );
}

function Done({ done }: Pick<PlanPageProps, "done">) {
  if (done === undefined) return null;
  return (
    <p class="words said good">
      <span aria-hidden="true">✓ </span>
      {done}
    </p>
  );
}

/** Where a plan begins. */
export function EmptyPlanPage(
  props: Pick<PlanPageProps, "view" | "isReadOnly" | "keptDays" | "done">,
) {
  const { view, isReadOnly, keptDays, done } = props;
  const say = planPageWords[view.language];
  return (
    <article class="plan">
      <h1>{isReadOnly ? say.shared.title : planWords[view.language].title}</h1>
      <Done done={done} />
      <p>{isReadOnly ? say.shared.empty : say.empty.text}</p>
      {!isReadOnly && <p>{say.kept(formatNumber(keptDays, view.language))}</p>}
      {!isReadOnly && (
        <ul class="choices">
          <li>
            <a class="button main" href={view.link(planModelPath)}>
              {say.empty.model}
            </a>
          </li>
          <li>
            <a class="button other" href={view.link("/agenda")}>
              {say.empty.agenda}
            </a>
          </li>
          <li>
            <a class="button other" href={view.link("/cerca?kind=action")}>
              {say.empty.search}
            </a>
          </li>
        </ul>
      )}
    </article>
  );
}
