/** @jsxRuntime automatic @jsxImportSource preact */
import type { Citation } from "../../src/answer/answer.ts";
import type { Language } from "../../src/language/language.ts";
import type { Part, Sheet } from "../../src/reception/sheet.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { CitationCards } from "./citation-card.tsx";
import { foreign, knowledgeLanguage } from "./facts.tsx";
import { LinkedText } from "./item-text.tsx";
import { ProgressPicture } from "./progress-picture.tsx";
import { Choices, SheetForm } from "./sheet-form.tsx";
import type { View } from "./view.ts";

/** What a sheet is shown with. */
export interface SheetProps {
  readonly sheet: Sheet;
  /** Said below forms, where there is something to say. */
  readonly formNote?: string | undefined;
  /** What was done before the sheet was opened. */
  readonly done?: string | undefined;
  /** Whether the page is about something else. Default false. */
  readonly isBeside?: boolean;
  readonly index: SearchIndex;
  readonly view: View;
}

/** A sheet as what a page is about. */
export function SheetArticle(props: SheetProps) {
  const { sheet, done, index, view, isBeside = false } = props;
  const { language, title } = sheet;
  const Title = isBeside ? "h2" : "h1";
  return (
    <article class="sheet" lang={foreign(language, view.language)}>
      <Title lang={ownLanguage(title, language, index)}>{title}</Title>
      {done !== undefined && (
        <p class="words said good" role="status">
          <span aria-hidden="true">{`${signs.good} `}</span>
          {done}
        </p>
      )}
      {sectionsOf(sheet.parts).map((section, at) => (
        <SheetSection {...props} section={section} at={at} />
      ))}
    </article>
  );
}

/** Parts that are shown together: quotes that follow each other are one list. */
interface Section {
  readonly part: Part;
  readonly quotes: readonly Citation[];
  /** Whether a heading stands somewhere before: what has a title of its own goes below it. */
  readonly isBelowHeading: boolean;
}

function sectionsOf(parts: readonly Part[]): Section[] {
  const sections: { part: Part; quotes: Citation[]; isBelowHeading: boolean }[] = [];
  let isBelowHeading = false;
  for (const part of parts) {
    const last = sections.at(-1);
    if (part.kind === "quote" && last?.part.kind === "quote") {
      last.quotes.push(part.citation);
      continue;
    }
    sections.push({ part, quotes: part.kind === "quote" ? [part.citation] : [], isBelowHeading });
    isBelowHeading ||= part.kind === "heading";
  }
  return sections;
}

/** Marks of what a paragraph is, for who does not see its colour. */
const signs = { warning: "⚠", good: "✓" };

function SheetSection(props: SheetProps & { readonly section: Section; readonly at: number }) {
  const { sheet, section, at, formNote, index, view, isBeside } = props;
  const { part, quotes, isBelowHeading } = section;
  const { language } = sheet;
  const ownOf = (text: string) => ownLanguage(text, language, index);
  switch (part.kind) {
    case "text":
      return (
        <p
          class={part.tone === undefined ? "words" : `words said ${part.tone}`}
          lang={ownOf(part.text)}
        >
          {part.tone !== undefined && <span aria-hidden="true">{`${signs[part.tone]} `}</span>}
          <LinkedText text={part.text} outside={view.outside} />
        </p>
      );
    case "heading":
      return <h2>{part.text}</h2>;
    case "list": {
      const items = part.items.map((item) => (
        <li lang={ownOf(item)}>
          <LinkedText text={item} outside={view.outside} />
        </li>
      ));
      return part.isNumbered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case "facts":
      return (
        <div class="facts">
          <dl>
            {part.facts.map(({ label, value }) => (
              <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      );
    case "quote": {
      const shown = { citations: quotes, language, index, view };
      return <CitationCards {...shown} level={isBelowHeading || isBeside ? 3 : 2} />;
    }
    case "link":
      return (
        <p class="no-print">
          <SheetLink label={part.label} url={part.url} view={view} />
        </p>
      );
    case "progress":
      return <ProgressPicture progress={part} id={`passos-${at}`} index={index} view={view} />;
    case "choices":
      return <Choices choices={part.choices} view={view} />;
    case "form":
      return <SheetForm form={part.form} id={formId(part, at)} note={formNote} view={view} />;
  }
}

/** Below an answer there may be as many forms of one kind as there are answers. */
function formId({ form }: Extract<Part, { readonly kind: "form" }>, at: number): string {
  const { wish } = form;
  return "answer" in wish ? `camp-${wish.answer.replace(/[^\w-]/g, "-")}-${at}` : `camp-${at}`;
}

/** A page of ours is opened where this one was: the public address may be another name of it. */
function SheetLink(props: { readonly label: string; readonly url: string; readonly view: View }) {
  const { label, url, view } = props;
  const isOurs = url.startsWith(`${view.publicUrl}/`);
  return isOurs ? (
    <a href={view.link(url.slice(view.publicUrl.length))}>{label}</a>
  ) : (
    <a href={url} {...view.outside}>
      {label}
    </a>
  );
}

/** Characters from which the language of a text can be told. */
const leastChars = 25;

/** The language of what the knowledge brings into a sheet of another one: the steps of the itinerary are in Catalan. */
function ownLanguage(text: string, around: Language, index: SearchIndex): Language | undefined {
  if (around === knowledgeLanguage || text.length < leastChars) return undefined;
  const { identifier } = index.language;
  return identifier.identify(text) === knowledgeLanguage ? knowledgeLanguage : undefined;
}
