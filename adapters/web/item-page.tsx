/** @jsxRuntime automatic @jsxImportSource preact */

import type { ComponentChildren } from "preact";
import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { itemPath, quoteParameter } from "../../src/answer/address.ts";
import { capital, roleName } from "../../src/answer/content.ts";
import { describePopulation } from "../../src/answer/facts.ts";
import { itemLabel } from "../../src/answer/shown.ts";
import { formatCount, words } from "../../src/answer/words.ts";
import { writtenPopulation } from "../../src/council/written-population.ts";
import { formatDate } from "../../src/language/format-date.ts";
import type { Language } from "../../src/language/language.ts";
import { fold } from "../../src/language/tokens.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { foreign, ItemLink, knowledgeLanguage } from "./facts.tsx";
import { headingsOf, ItemText, type PageHeading } from "./item-text.tsx";
import { ancestorsOf, appliesId, languageOf, type Part } from "./items.ts";
import { PlanButton } from "./plan-button.tsx";
import { searchPath } from "./search-query.ts";
import type { View } from "./view.ts";
import { webWords } from "./words.ts";

/** What the page of an item shows. */
export interface ItemPageProps {
  readonly item: KnowledgeItem;
  readonly index: SearchIndex;
  readonly view: View;
  /** The part of the text that is shown, with the quote that the address names when it stands there. */
  readonly part: Part;
  /** Whether the address names a quote that the text no longer holds. */
  readonly isQuoteGone: boolean;
}

/** Query parameter that names a part of a long text, from 1. */
export const partParameter = "part";

/** Headings from which a page opens with a list of them. */
const longPage = 7;
/** Headings from which a page is a work of reference, like the glossary: its letters come first. */
const referenceWork = 40;
/** Items below another that are listed on its page; the rest is a search away. */
const mostChildren = 100;

/** An item's page: its place, its text, whom it is for, what is near it and where it comes from. */
export function ItemPage({ item, index, view, part, isQuoteGone }: ItemPageProps) {
  const { catalogue } = index;
  const say = webWords[view.language].item;
  const headings = headingsOf(part.blocks);
  const language = languageOf(item, index);
  const parents = ancestorsOf(item, index);
  return (
    <article class={`item ${item.kind}`}>
      <nav class="place" aria-label={say.place}>
        <ol>
          <li>
            <a href={view.link("/agenda")}>{webWords[view.language].nav.agenda}</a>
          </li>
          {parents.map((parent) => (
            <li>
              <ItemLink item={parent} view={view} />
            </li>
          ))}
        </ol>
      </nav>
      <h1 lang={foreign(language, view.language)}>{itemLabel(item)}</h1>
      {isQuoteGone && (
        <p class="notice" role="status">
          {say.quoteGone}
        </p>
      )}
      {part.quote !== undefined && (
        <p class="no-print">
          <a href={`#${quoteParameter}`}>{say.quoted}</a>
        </p>
      )}
      <Facts item={item} index={index} view={view} />
      {headings.size >= longPage && (
        <Contents headings={headings} language={language} view={view} />
      )}
      <div class="text" lang={foreign(language, view.language)}>
        <ItemText
          blocks={part.blocks}
          headings={headings}
          quote={part.quote}
          outside={view.outside}
        />
      </div>
      <Parts item={item} part={part} view={view} />
      <Children item={item} index={index} view={view} />
      <Links
        title={say.related}
        items={item.related.flatMap((id) => catalogue.get(id) ?? [])}
        view={view}
      />
      <Sources item={item} view={view} />
      <Neighbours item={item} index={index} view={view} />
    </article>
  );
}

/** Ways to the other parts of a long text. */
function Parts({ item, part, view }: Pick<ItemPageProps, "item" | "part" | "view">) {
  const say = webWords[view.language].item;
  if (part.count === 1) return null;
  const around = [part.number - 1, part.number + 1].filter((at) => at >= 1 && at <= part.count);
  return (
    <nav class="neighbours" aria-label={say.parts}>
      <p>{say.part(String(part.number), String(part.count))}</p>
      {around.map((at) => (
        <a
          href={view.link(`${itemPath(item.id)}?${partParameter}=${at}`)}
          rel={at < part.number ? "prev" : "next"}
        >
          {say.part(String(at), String(part.count))}
        </a>
      ))}
    </nav>
  );
}

type AroundProps = Pick<ItemPageProps, "item" | "index" | "view">;

function Facts({ item, index, view }: AroundProps) {
  const { language } = view;
  const say = webWords[language].item;
  const { applicability } = item;
  return (
    <section class="facts" aria-label={say.facts}>
      <dl>
        {applicability !== undefined && (
          <>
            <Fact name={say.population}>
              {capital(describePopulation(applicability.population, language))}
            </Fact>
            <Fact name={say.horizon}>
              <a href={view.link(searchPath({ horizon: applicability.horizon }))}>
                {capital(words[language].horizons[applicability.horizon])}
              </a>
            </Fact>
            <Fact name={say.effort}>
              <a href={view.link(searchPath({ effort: applicability.effort }))}>
                {capital(words[language].efforts[applicability.effort])}
              </a>
            </Fact>
            <Fact name={say.roles}>
              <ul class="inline">
                {applicability.roles.map((role) => (
                  <li>
                    <a href={view.link(searchPath({ role }))}>
                      {capital(roleName(role, { index, language }))}
                    </a>
                  </li>
                ))}
              </ul>
            </Fact>
          </>
        )}
        <Fact name={say.origin}>{say.origins[originOf(item)]}</Fact>
        {item.reviewed !== undefined && (
          <Fact name={say.reviewed}>
            <time dateTime={item.reviewed}>{formatDate(item.reviewed, language)}</time>
          </Fact>
        )}
      </dl>
      {applicability !== undefined && (
        <p
          id={appliesId}
          class="no-print"
          hidden
          data-written={writtenPopulation}
          data-min={applicability.population.min}
          data-max={applicability.population.max}
          data-yes={say.applies("{n}")}
          data-no={say.doesNotApply("{n}")}
        />
      )}
      {item.kind === "action" && (
        <>
          <PlanButton item={item.id} view={view} />
          <p class="no-print">
            <a href={view.link(`/?q=${encodeURIComponent(say.askedAs(item.id))}`)}>{say.ask}</a>
          </p>
        </>
      )}
    </section>
  );
}

function originOf({ kind, origin }: KnowledgeItem) {
  if (kind === "document") return "imported";
  return kind === "page" && origin === "own" ? "ownPage" : origin;
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Contents(props: {
  readonly headings: ReadonlyMap<number, PageHeading>;
  readonly language: Language | undefined;
  readonly view: View;
}) {
  const { headings, language, view } = props;
  const say = webWords[view.language].item;
  const all = [...headings.values()];
  const list = (
    <ul lang={foreign(language, view.language)}>
      {all.map(({ anchor, text }) => (
        <li>
          <a href={`#${anchor}`}>{text}</a>
        </li>
      ))}
    </ul>
  );
  return (
    <nav class="contents no-print" aria-label={say.onPage}>
      <h2>{say.onPage}</h2>
      {all.length < referenceWork ? (
        list
      ) : (
        <>
          <Letters headings={all} />
          <details>
            <summary>{say.allHeadings(String(all.length))}</summary>
            {list}
          </details>
        </>
      )}
    </nav>
  );
}

/** The first heading of each letter. */
function Letters({ headings }: { readonly headings: readonly PageHeading[] }) {
  const first = new Map<string, string>();
  for (const { text, anchor } of headings) {
    const letter = /\p{L}/u.exec(fold(text.trim()).charAt(0))?.[0].toUpperCase() ?? "#";
    if (!first.has(letter)) first.set(letter, anchor);
  }
  return (
    <ul class="letters">
      {[...first].map(([letter, anchor]) => (
        <li>
          <a href={`#${anchor}`}>{letter}</a>
        </li>
      ))}
    </ul>
  );
}

function Children({ item, index, view }: AroundProps) {
  const children = index.catalogue.children(item.id);
  const say = webWords[view.language];
  if (children.length === 0) return null;
  return (
    <section>
      <h2>{say.item.contains}</h2>
      <ul>
        {children.slice(0, mostChildren).map((child) => {
          const actions = index.catalogue.children(child.id).length;
          return (
            <li>
              <ItemLink item={child} view={view} />
              {actions > 0 && ` (${formatCount(actions, "action", view.language)})`}
            </li>
          );
        })}
      </ul>
      {children.length > mostChildren && (
        <p>
          <a href={view.link(searchPath({ q: item.id }))}>{say.agenda.all}</a>
        </p>
      )}
    </section>
  );
}

function Links(props: {
  readonly title: string;
  readonly items: readonly KnowledgeItem[];
  readonly view: View;
}) {
  if (props.items.length === 0) return null;
  return (
    <section>
      <h2>{props.title}</h2>
      <ul>
        {props.items.map((item) => (
          <li>
            <ItemLink item={item} view={props.view} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sources({ item, view }: Omit<AroundProps, "index">) {
  const say = webWords[view.language].item;
  if (item.references.length === 0) return null;
  return (
    <section class="sources">
      <h2>{say.sources}</h2>
      <ul>
        {item.references.map(({ title, url, checked }) => (
          <li>
            <a href={url} lang={foreign(knowledgeLanguage, view.language)} {...view.outside}>
              {title}
            </a>
            {` (${say.checked(formatDate(checked, view.language))})`}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The items before and after among those of the same parent: whoever reads an objective through stays on it. */
function Neighbours({ item, index, view }: AroundProps) {
  const parent = index.catalogue.parent(item);
  if (parent === undefined) return null;
  const say = webWords[view.language].item;
  const siblings = index.catalogue.children(parent.id);
  const at = siblings.indexOf(item);
  const around = [
    [say.previous, siblings[at - 1]],
    [say.next, siblings[at + 1]],
  ] as const;
  return (
    <nav class="neighbours no-print" aria-label={say.neighbours}>
      {around.map(
        ([name, sibling]) =>
          sibling !== undefined && (
            <p>
              {`${name}: `}
              <ItemLink item={sibling} view={view} />
            </p>
          ),
      )}
    </nav>
  );
}
