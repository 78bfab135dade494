/** @jsxRuntime automatic @jsxImportSource preact */
import type { Citation } from "../../src/answer/answer.ts";
import { groupByItem, label } from "../../src/answer/shown.ts";
import { provenance, words } from "../../src/answer/words.ts";
import type { Language } from "../../src/language/language.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { Badges, foreign } from "./facts.tsx";
import { hasAddress, LinkedText } from "./item-text.tsx";
import { languageOf } from "./items.ts";
import { PlanButton } from "./plan-button.tsx";
import type { View } from "./view.ts";

interface ShownProps {
  /** Language of the words around the quotes. */
  readonly language: Language;
  /** Level of the cards' headings. Default 3. */
  readonly level?: 2 | 3;
  /** Whether the first action of them can be taken into the plan here. */
  readonly isForPlan?: boolean;
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
      {citations.length === 1 ? (
        <blockquote lang={text}>
          <LinkedText text={first.quote} outside={view.outside} />
        </blockquote>
      ) : (
        citations.map(({ quote }) => (
          <blockquote lang={text}>
            {hasAddress(quote) ? (
              <>
                <LinkedText text={quote} outside={view.outside} />{" "}
                <a href={link(quote)} lang={language}>
                  {words[language].open}
                </a>
              </>
            ) : (
              <a href={link(quote)}>{quote}</a>
            )}
          </blockquote>
        ))
      )}
      <Badges item={item} language={language} />
      <p class="origin">{provenance(first, language)}</p>
      {isForPlan && <PlanButton item={first.itemId} around={language} view={view} />}
    </article>
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
