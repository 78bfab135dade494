/** @jsxRuntime automatic @jsxImportSource preact */
import { efforts, horizons, type ItemKind, itemKinds } from "../../src/agenda/item.ts";
import { capital, roleName } from "../../src/answer/content.ts";
import type { Found } from "../../src/answer/find.ts";
import { itemLabel } from "../../src/answer/shown.ts";
import { words } from "../../src/answer/words.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { CitationCards } from "./citation-card.tsx";
import { foreign, knowledgeLanguage } from "./facts.tsx";
import { PopulationInput } from "./population-field.tsx";
import { type SearchField, type SearchQuery, searchPath } from "./search-query.ts";
import type { View } from "./view.ts";
import { webWords } from "./words.ts";

/** What the search page shows. */
export interface SearchPageProps {
  readonly query: SearchQuery;
  readonly found: Found;
  /** Results on one page. */
  readonly pageSize: number;
  readonly index: SearchIndex;
  readonly view: View;
}

/** The search form with what it found. Works without a script. */
export function SearchPage(props: SearchPageProps) {
  const { query, found, view, index } = props;
  const say = webWords[view.language].search;
  const isSearched = query.invalid.length === 0;
  return (
    <>
      <h1>{say.title}</h1>
      {view.hasAgenda && <p>{say.intro}</p>}
      <SearchForm query={query} index={index} view={view} />
      {isSearched && (
        <section aria-labelledby="trobat">
          <h2 id="trobat">{say.found(String(found.total))}</h2>
          {found.total === 0 && <p>{say.none}</p>}
          <CitationCards
            citations={found.citations}
            language={view.language}
            index={index}
            view={view}
          />
          <Pages {...props} />
        </section>
      )}
    </>
  );
}

/** The fields of a search alone, for pages that lead to it. */
export function SearchForm(props: Pick<SearchPageProps, "query" | "index" | "view">) {
  const { query, index, view } = props;
  const { typed } = query;
  const say = webWords[view.language].search;
  return (
    <search>
      <form class="search no-print" method="get" action={view.link("/cerca")}>
        {Object.entries(view.carried).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <p class="wide">
          <label for="q">{say.text}</label>
          <input
            id="q"
            name="q"
            type="search"
            value={typed.q}
            aria-describedby={view.hasAgenda ? "q-hint" : undefined}
          />
          {view.hasAgenda && <small id="q-hint">{say.textHint}</small>}
        </p>
        {optionsOf(index, view, query).map(({ field, options }) =>
          options.length < 2 && !query.invalid.includes(field) ? null : (
            <Choice field={field} options={options} query={query} view={view} />
          ),
        )}
        {view.hasAgenda && <Population query={query} view={view} />}
        <p class="wide buttons">
          <button type="submit">{say.submit}</button>
          {Object.keys(typed).length > 0 && <a href={view.link("/cerca")}>{say.clear}</a>}
        </p>
      </form>
    </search>
  );
}

interface Choices {
  readonly field: Exclude<SearchField, "q" | "population">;
  readonly options: readonly { readonly value: string; readonly name: string }[];
}

function optionsOf(index: SearchIndex, view: View, { filters }: SearchQuery): Choices[] {
  const say = words[view.language];
  const { catalogue } = index;
  const has = (kind: ItemKind) => catalogue.items.some((item) => item.kind === kind);
  const actions = catalogue.list("action");
  // An objective is not offered, but a link may have chosen it.
  const chosen = catalogue.get(filters.within ?? "");
  const places = [...catalogue.list("axis"), ...(chosen?.kind === "objective" ? [chosen] : [])];
  const roles = [...catalogue.roles].map((value) => ({
    value,
    name: capital(roleName(value, { index, language: view.language })),
  }));
  return [
    {
      field: "axis",
      options: places.map((item) => ({ value: item.id, name: itemLabel(item) })),
    },
    {
      field: "role",
      options: roles.sort((a, b) => a.name.localeCompare(b.name, view.language)),
    },
    {
      field: "horizon",
      options: horizons
        .filter((name) => actions.some(({ applicability }) => applicability?.horizon === name))
        .map((value) => ({ value, name: capital(say.horizons[value]) })),
    },
    {
      field: "effort",
      options: efforts
        .filter((name) => actions.some(({ applicability }) => applicability?.effort === name))
        .map((value) => ({ value, name: capital(say.efforts[value]) })),
    },
    {
      field: "kind",
      options: itemKinds
        .filter(has)
        .map((value) => ({ value, name: capital(say.kinds[value][1]) })),
    },
  ];
}

function Choice({
  field,
  options,
  query,
  view,
}: Choices & Pick<SearchPageProps, "query" | "view">) {
  const say = webWords[view.language].search;
  const isInvalid = query.invalid.includes(field);
  return (
    <p>
      <label for={field}>{say[field]}</label>
      <select
        id={field}
        name={field}
        aria-invalid={isInvalid ? "true" : undefined}
        aria-describedby={isInvalid ? `${field}-fault` : undefined}
      >
        <option value="">{say.any}</option>
        {options.map(({ value, name }) => (
          <option
            value={value}
            selected={query.typed[field] === value}
            lang={field === "axis" ? foreign(knowledgeLanguage, view.language) : undefined}
          >
            {name}
          </option>
        ))}
      </select>
      {isInvalid && (
        <strong class="fault" id={`${field}-fault`}>
          {say.invalid}
        </strong>
      )}
    </p>
  );
}

function Population({ query, view }: Pick<SearchPageProps, "query" | "view">) {
  const { search, chat } = webWords[view.language];
  const isInvalid = query.invalid.includes("population");
  return (
    <p>
      <label for="population">{search.population}</label>
      <PopulationInput
        value={query.typed.population}
        fault={isInvalid ? chat.populationInvalid : undefined}
      />
    </p>
  );
}

function Pages({ query, found, pageSize, view }: SearchPageProps) {
  const say = webWords[view.language].search;
  const last = Math.ceil(found.total / pageSize);
  const to = (page: number) => view.link(searchPath(query.typed, page));
  if (last < 2 && query.page === 1) return null;
  return (
    <nav class="neighbours" aria-label={`${query.page} / ${last}`}>
      {query.page > 1 && (
        <a href={to(Math.min(query.page - 1, Math.max(1, last)))} rel="prev">
          {say.previous}
        </a>
      )}
      {query.page < last && (
        <a href={to(query.page + 1)} rel="next">
          {say.next}
        </a>
      )}
    </nav>
  );
}
