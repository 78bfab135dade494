/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { quoteParameter } from "../../src/answer/address.ts";
import { capital, roleName } from "../../src/answer/content.ts";
import type { Quote } from "../../src/answer/quote.ts";
import { formatCount, words } from "../../src/answer/words.ts";
import type { Language } from "../../src/language/language.ts";
import { fold } from "../../src/language/tokens.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { describePopulation, foreign, ItemLink, itemLabel, knowledgeLanguage } from "./facts.tsx";
import { headingsOf, ItemText, type PageHeading } from "./item-text.tsx";
import { searchPath } from "./search-query.ts";
import type { View } from "./view.ts";
import { formatDate, webWords } from "./words.ts";

/** What the page of an item shows. */
export interface ItemPageProps {
  readonly item: KnowledgeItem;
  readonly index: SearchIndex;
  readonly view: View;
  /** The passage that the address names: none when it names none, `"gone"` when the text has changed since. */
  readonly quote: Quote | "gone" | undefined;
}

/** Headings from which a page opens with a list of them. */
const longPage = 7;
/** Headings from which a page is a work of reference, like the glossary: its letters come first. */
const referenceWork = 40;
/** Items below another that are listed on its page; the rest is a search away. */
const mostChildren = 100;
/** Characters by which the language of imported text is told. */
const sampleChars = 600;

/** An item's page: its place, its text, whom it is for, what is near it and where it comes from. */
export function ItemPage({ item, index, view, quote }: ItemPageProps) {
  const { catalogue } = index;
  const say = webWords[view.language].item;
  const headings = headingsOf(item.blocks);
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
      {quote === "gone" && (
        <p class="notice" role="status">
          {say.quoteGone}
        </p>
      )}
      {quote !== undefined && quote !== "gone" && (
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
          blocks={item.blocks}
          headings={headings}
          quote={quote === "gone" ? undefined : quote}
        />
      </div>
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

/** The language of an item's text; undefined when that of an imported one cannot be told. */
export function languageOf(item: KnowledgeItem, index: SearchIndex) {
  if (item.kind !== "document") return knowledgeLanguage;
  const sample = item.blocks.map(({ text }) => text).join(" ");
  return index.language.identifier.identify(sample.slice(0, sampleChars));
}

/** Items above another, from the axis down. */
export function ancestorsOf(item: KnowledgeItem, index: SearchIndex): KnowledgeItem[] {
  const parent = index.catalogue.parent(item);
  return parent === undefined ? [] : [...ancestorsOf(parent, index), parent];
}

function Facts({ item, index, view }: Omit<ItemPageProps, "quote">) {
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
      {item.kind === "action" && (
        <p class="no-print">
          <a href={view.link(`/?q=${encodeURIComponent(say.askedAs(item.id))}`)}>{say.ask}</a>
        </p>
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

function Children({ item, index, view }: Omit<ItemPageProps, "quote">) {
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

function Sources({ item, view }: Omit<ItemPageProps, "quote" | "index">) {
  const say = webWords[view.language].item;
  if (item.references.length === 0) return null;
  return (
    <section class="sources">
      <h2>{say.sources}</h2>
      <ul>
        {item.references.map(({ title, url, checked }) => (
          <li>
            <a href={url} lang={foreign(knowledgeLanguage, view.language)}>
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
function Neighbours({ item, index, view }: Omit<ItemPageProps, "quote">) {
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

/** The first words of an item, for those who share its address. */
export function openingOf(item: KnowledgeItem): string {
  return item.blocks.find(({ kind }) => kind === "paragraph")?.text ?? item.title;
}
