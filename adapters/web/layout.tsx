/** @jsxRuntime automatic @jsxImportSource preact */
import type { Response } from "express";
import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import { languageNames, languages } from "../../src/language/language.ts";
import { dataPath, privacyPath } from "../../src/reception/reception.ts";
import { foreign, knowledgeLanguage } from "./facts.tsx";
import { usePagePolicy } from "./security.ts";
import { glossaryId, type View } from "./view.ts";
import { councilPath, itineraryPath, needsPath, planPath } from "./wish-paths.ts";
import { agendaName, webWords } from "./words.ts";

/** What a page is beside its content. */
export interface PageFrame {
  readonly view: View;
  readonly title: string;
  /** One or two sentences for those who share the page's address. */
  readonly description?: string;
  /** Address of the same content as JSON, below the public one. */
  readonly twin?: string;
  /** Address that stays the page's own, below the public one; none for answers and faults. */
  readonly canonical?: string;
  /** Address that is passed on when the page is shared, when it is not the canonical one: that of a quote. */
  readonly shared?: string;
  /** Section of the site that the page belongs to. */
  readonly section?: "ask" | "agenda" | "search" | "glossary" | "itinerary" | "plan";
  /** Inhabitants of the council that filters, empty when there is none any more: the browser keeps no other number then. */
  readonly council?: string | undefined;
  /** Whether the reader was just forgotten: the browser then forgets, too. */
  readonly isForgotten?: boolean;
  /** Name of a style sheet that the page has beside the common one. */
  readonly style?: string;
}

/** Element id of what the page is about. */
export const mainId = "contingut";

/** What the region of BCP 47 is to Open Graph. */
const openGraphLocales = { ca: "ca_ES", es: "es_ES", en: "en_GB" };

/** What a browser paints before it has the style sheet. */
const colorSchemes = { system: "light dark", light: "light", dark: "dark", contrast: "dark" };

/** Sends a whole HTML document. Everything put into it is escaped. */
export function sendPage(response: Response, frame: PageFrame, content: ComponentChildren): void {
  usePagePolicy(response);
  const page = `<!doctype html>\n${renderToString(<Page {...frame}>{content}</Page>)}\n`;
  response.type("html").send(page);
}

function Page({ children, ...frame }: PageFrame & { children: ComponentChildren }) {
  const { view } = frame;
  const say = webWords[view.language];
  return (
    <html lang={view.language} data-theme={view.theme}>
      <Head {...frame} />
      <body>
        <a class="skip" href={`#${mainId}`}>
          {say.nav.skip}
        </a>
        {view.theme === undefined ? (
          <header class="top">
            <p class="brand">
              <a href={view.link("/")} lang={foreign(knowledgeLanguage, view.language)}>
                <img src={`${view.base}/icon.svg`} alt="" width="28" height="28" />
                {agendaName}
              </a>
            </p>
            <Languages view={view} />
            <Sections {...frame} />
          </header>
        ) : (
          // Teams writes the name above it.
          <header class="top tab">
            <Sections {...frame} />
            <Languages view={view} />
          </header>
        )}
        <main
          id={mainId}
          tabIndex={-1}
          data-council={frame.council}
          data-forgotten={frame.isForgotten ? "" : undefined}
        >
          {children}
        </main>
        <footer class="bottom">
          <p>{say.footer.automatic}</p>
          {view.hasAgenda && <p>{say.footer.sources}</p>}
          {frame.canonical !== undefined && (
            <p class="print-only">{view.publicUrl + frame.canonical}</p>
          )}
          <p class="no-print">
            <a href={view.link(privacyPath)}>{say.privacy.title}</a>
            {" · "}
            <a href={view.link(dataPath)}>{say.footer.data}</a>
            {" · "}
            <a href={view.link(councilPath)}>{say.footer.council}</a>
            {" · "}
            <a href={view.link(needsPath)}>{say.footer.needs}</a>
            {" · "}
            <a href={view.link("/agenda.atom")} {...view.outside}>
              {say.footer.feed}
            </a>
          </p>
        </footer>
      </body>
    </html>
  );
}

function Head({ view, title, description, twin, canonical, shared, style }: PageFrame) {
  const { base } = view;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${title} · ${agendaName}`}</title>
      <meta name="color-scheme" content={colorSchemes[view.theme ?? "system"]} />
      <meta property="og:site_name" content={agendaName} />
      <meta property="og:title" content={title} />
      <meta property="og:type" content="article" />
      <meta property="og:locale" content={openGraphLocales[view.language]} />
      <meta property="og:image" content={`${view.publicUrl}/card.png`} />
      <meta name="twitter:card" content="summary_large_image" />
      {description !== undefined && (
        <>
          <meta name="description" content={description} />
          <meta property="og:description" content={description} />
        </>
      )}
      {canonical === undefined ? (
        <meta name="robots" content="noindex" />
      ) : (
        <>
          <link rel="canonical" href={view.publicUrl + canonical} />
          <meta property="og:url" content={view.publicUrl + (shared ?? canonical)} />
        </>
      )}
      {twin !== undefined && (
        <link rel="alternate" type="application/json" href={view.link(twin)} />
      )}
      <link
        rel="alternate"
        type="application/atom+xml"
        title={webWords[view.language].feed.title}
        href={view.link("/agenda.atom")}
      />
      <link rel="icon" type="image/svg+xml" href={`${base}/icon.svg`} />
      <link rel="stylesheet" href={`${base}/style.css`} />
      {style !== undefined && <link rel="stylesheet" href={`${base}/${style}`} />}
      <script type="module" src={`${base}/script.js`} />
      {view.theme !== undefined && <script type="module" src={`${base}/teams.js`} />}
    </head>
  );
}

function Sections({ view, section }: PageFrame) {
  const { nav } = webWords[view.language];
  const sections = [
    { name: "ask", path: "/", isThere: true },
    { name: "agenda", path: "/agenda", isThere: true },
    { name: "search", path: "/cerca", isThere: true },
    { name: "glossary", path: `/agenda/${glossaryId}`, isThere: view.hasGlossary },
    { name: "plan", path: planPath, isThere: view.hasAgenda },
    { name: "itinerary", path: itineraryPath, isThere: view.hasItinerary },
  ] as const;
  return (
    <nav aria-label={nav.label}>
      <ul>
        {sections
          .filter(({ isThere }) => isThere)
          .map(({ name, path }) => (
            <li>
              <a href={view.link(path)} aria-current={name === section ? "page" : undefined}>
                {nav[name]}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

function Languages({ view }: { readonly view: View }) {
  return (
    <nav class="languages" aria-label={webWords[view.language].nav.language}>
      <ul>
        {languages.map((language) => (
          <li>
            <a
              href={view.inLanguage(language)}
              lang={language}
              hreflang={language}
              data-language={language}
              aria-current={language === view.language ? "true" : undefined}
            >
              {languageNames[language]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
