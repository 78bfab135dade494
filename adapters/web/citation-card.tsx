/** @jsxRuntime automatic @jsxImportSource preact */
import type { Citation } from "../../src/answer/answer.ts";
import { label } from "../../src/answer/shown.ts";
import { provenance, words } from "../../src/answer/words.ts";
import type { Language } from "../../src/language/language.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { Badges, foreign } from "./facts.tsx";
import { languageOf } from "./item-page.tsx";
import type { View } from "./view.ts";

interface CitationProps {
  readonly citation: Citation;
  /** Language of the words around the quote. */
  readonly language: Language;
  readonly index: SearchIndex;
  readonly view: View;
}

/** A citation: the item, its place, the quote, what the item asks for, and the link to the quoted passage. */
export function CitationCard({ citation, language, index, view }: CitationProps) {
  const item = index.catalogue.get(citation.itemId);
  const text = foreign(item && languageOf(item, index), language);
  const href = view.item(citation.itemId, citation.quote);
  return (
    <article class="card">
      {citation.place.length > 0 && (
        <p class="place" lang={text}>
          {citation.place.join(" › ")}
        </p>
      )}
      <h3 lang={text}>
        <a href={href}>{label(citation)}</a>
      </h3>
      <blockquote lang={text}>{citation.quote}</blockquote>
      {item?.applicability !== undefined && (
        <Badges applicability={item.applicability} language={language} />
      )}
      <p class="origin">
        <a href={href} aria-label={`${words[language].open}: ${label(citation)}`}>
          {words[language].open}
        </a>
        {` · ${provenance(citation, language)}`}
      </p>
    </article>
  );
}

/** A citation as one line of a long list. */
export function CitationRow({ citation, language, index, view }: CitationProps) {
  const item = index.catalogue.get(citation.itemId);
  return (
    <>
      <a
        href={view.item(citation.itemId, citation.quote)}
        lang={foreign(item && languageOf(item, index), language)}
      >
        {label(citation)}
      </a>
      {item?.applicability !== undefined && (
        <Badges applicability={item.applicability} language={language} />
      )}
    </>
  );
}
