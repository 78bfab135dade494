/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren } from "preact";
import type { Citation } from "../../src/answer/answer.ts";
import { markText, type QuoteMarks } from "../../src/answer/quote-marks.ts";
import { groupByItem, label } from "../../src/answer/shown.ts";
import { provenance, words } from "../../src/answer/words.ts";
import type { Language } from "../../src/language/language.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { Badges, foreign } from "./facts.tsx";
import { hasAddress, LinkedText } from "./item-text.tsx";
import { languageOf } from "./items.ts";
import { PlanButton } from "./plan-button.tsx";
import type { View } from "./view.ts";
import { quoteId, TranslatedQuote } from "./written.tsx";

interface ShownProps {
  /** Language of the words around the quotes. */
  readonly language: Language;
  /** Level of the cards' headings. Default 3. */
  readonly level?: 2 | 3;
  /** Whether the first action of them can be taken into the plan here. */
  readonly isForPlan?: boolean;
  /** Numbers of quotes on which something rests, and what names the answer on the page. */
  readonly numbered?: { readonly marks: QuoteMarks; readonly id: string } | undefined;
  readonly index: SearchIndex;
  readonly view: View;
}

/** Citations as cards, one an item: quotes of the same item that follow each other share theirs. */
export function CitationCards(props: ShownProps & { readonly citations: readonly Citation[] }) {
  const groups = groupByItem(props.citations);
  const first = groups.findIndex(([citation]) => citation?.kind === "action");
  return (
    <ol class="cards">
      {groups.map((citations, at) => (
        <li>
          <Card
            {...props}
            citations={citations}
            isForPlan={props.isForPlan === true && at === first}
          />
        </li>
      ))}
    </ol>
  );
}

/** An item with its place, what is quoted of it, what it asks for, and the link to each quoted passage. */
function Card({
  citations,
  language,
  level = 3,
  isForPlan,
  numbered,
  index,
  view,
}: ShownProps & { readonly citations: readonly Citation[] }) {
  const [first] = citations;
  if (first === undefined) return null;
  const item = index.catalogue.get(first.itemId);
  const text = foreign(item && languageOf(item, index), language);
  const link = (quote: string) => view.item(first.itemId, quote);
  const Heading = `h${level}` as const;
  return (
    <article class="card">
      {first.place.length > 0 && (
        <p class="place" lang={text}>
          {first.place.join(" › ")}
        </p>
      )}
      <Heading lang={text}>
        <a href={link(first.quote)}>{label(first)}</a>
      </Heading>
      {citations.map((citation) => (
        <>
          <Numbered citation={citation} numbered={numbered}>
            <blockquote lang={text}>
              <Quote
                quote={citation.quote}
                href={citations.length === 1 ? undefined : link(citation.quote)}
                language={language}
                view={view}
              />
            </blockquote>
          </Numbered>
          <TranslatedQuote citation={citation} language={language} />
        </>
      ))}
      <Badges item={item} language={language} />
      <p class="origin">{provenance(first, language)}</p>
      {isForPlan && <PlanButton item={first.itemId} around={language} view={view} />}
    </article>
  );
}

/** The words of a quote; of several in one card each has its own link. */
function Quote({
  quote,
  href,
  language,
  view,
}: Pick<ShownProps, "language" | "view"> & {
  readonly quote: string;
  readonly href: string | undefined;
}) {
  if (href === undefined) return <LinkedText text={quote} outside={view.outside} />;
  if (!hasAddress(quote)) return <a href={href}>{quote}</a>;
  return (
    <>
      <LinkedText text={quote} outside={view.outside} />{" "}
      <a href={href} lang={language}>
        {words[language].open}
      </a>
    </>
  );
}

/** A quote with its number beside it, where it has one: the number is no part of the words. */
function Numbered({
  citation,
  numbered,
  children,
}: Pick<ShownProps, "numbered"> & {
  readonly citation: Citation;
  readonly children: ComponentChildren;
}) {
  const mark = numbered?.marks.get(citation);
  if (numbered === undefined || mark === undefined) return <>{children}</>;
  return (
    <div class="numbered" id={quoteId(numbered.id, mark)}>
      <span class="mark">{markText(mark)}</span>
      {children}
    </div>
  );
}

/** Citations as one line an item, for a long list. */
export function CitationRows(props: ShownProps & { readonly citations: readonly Citation[] }) {
  const { citations, language, isForPlan, index, view } = props;
  const first = citations.find(({ kind }) => kind === "action");
  return (
    <ol class="rows">
      {citations.map((citation) => {
        const item = index.catalogue.get(citation.itemId);
        return (
          <li>
            <a
              href={view.item(citation.itemId, citation.quote)}
              lang={foreign(item && languageOf(item, index), language)}
            >
              {label(citation)}
            </a>
            <Badges item={item} language={language} />
            {isForPlan && citation === first && (
              <PlanButton item={citation.itemId} around={language} view={view} />
            )}
          </li>
        );
      })}
    </ol>
  );
}
