import { type ComponentChild, Fragment, h } from "preact";
import { renderToString } from "preact-render-to-string";
import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { itemUrl } from "../../src/answer/address.ts";
import { itemLabel, label } from "../../src/answer/shown.ts";
import type { Language } from "../../src/language/language.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { languageOf, openingOf } from "./items.ts";
import type { View } from "./view.ts";
import { agendaName, webWords } from "./words.ts";
import { printable } from "./xml-text.ts";

/** Entries of the feed: a quarter of a busy Agenda. */
const mostEntries = 100;
/** Addresses that one sitemap may hold (https://www.sitemaps.org/protocol.html). */
const mostAddresses = 50_000;
const xmlDeclaration = '<?xml version="1.0" encoding="utf-8"?>\n';

interface Entry {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly updated: string;
  readonly summary: string;
  /** Of the summary. */
  readonly language: Language | undefined;
}

/** What changed in the Agenda and what was reviewed, newest first, as an Atom feed (RFC 4287). */
export function renderFeed(index: SearchIndex, view: View): string {
  const { language, publicUrl } = view;
  const { feed } = webWords[language];
  const entries = [...changed(index, view), ...reviewed(index, view)]
    .sort((a, b) => b.updated.localeCompare(a.updated))
    .slice(0, mostEntries);
  const self = `${publicUrl}/agenda.atom`;
  return xml(
    h(
      "feed",
      { xmlns: "http://www.w3.org/2005/Atom", "xml:lang": language },
      h("title", {}, feed.title),
      h("id", {}, self),
      h("link", { rel: "self", href: self }),
      h("link", { rel: "alternate", type: "text/html", href: `${publicUrl}/agenda` }),
      h("updated", {}, entries[0]?.updated ?? index.builtAt),
      h("author", {}, h("name", {}, agendaName)),
      entries.map(({ id, url, title, updated, summary, language: own }) =>
        h(
          "entry",
          {},
          h("id", {}, id),
          h("title", {}, title),
          h("updated", {}, updated),
          h("link", { rel: "alternate", type: "text/html", href: url }),
          h("summary", { "xml:lang": own }, summary),
        ),
      ),
    ),
  );
}

function changed(index: SearchIndex, { language, publicUrl }: View): Entry[] {
  const { changes: names } = webWords[language].feed;
  return index.changes
    .slice(0, mostEntries)
    .map(({ itemId, kind, title, change, sections, at }) => {
      const item = index.catalogue.get(itemId);
      const parts = sections.filter((section) => section !== "");
      const url = itemUrl(publicUrl, itemId);
      return {
        id: `${url}#${at}`,
        url,
        title: `${names[change]}: ${label({ itemId, kind, title })}`,
        updated: at,
        summary:
          parts.length > 0 ? parts.join(" · ") : item === undefined ? title : openingOf(item),
        language: item === undefined ? undefined : languageOf(item, index),
      };
    });
}

/** Items as they were last reviewed: what a feed holds before anything has changed. */
function reviewed(index: SearchIndex, view: View): Entry[] {
  const { catalogue, changes } = index;
  const { feed } = webWords[view.language];
  const added = new Set(changes.flatMap((one) => (one.change === "added" ? [one.itemId] : [])));
  return catalogue.items
    .filter(({ id, reviewed }) => reviewed !== undefined && !added.has(id))
    .sort((a, b) => (b.reviewed ?? "").localeCompare(a.reviewed ?? ""))
    .slice(0, mostEntries)
    .map((item: KnowledgeItem) => {
      const url = itemUrl(view.publicUrl, item.id);
      return {
        id: url,
        url,
        title: `${feed.reviewed}: ${itemLabel(item)}`,
        updated: `${item.reviewed}T00:00:00Z`,
        summary: openingOf(item),
        language: languageOf(item, index),
      };
    });
}

/** Addresses of everything there is to read. */
export function renderSitemap({ catalogue }: SearchIndex, publicUrl: string): string {
  const fixed = ["/", "/agenda", "/cerca", "/privadesa"].map((path) =>
    h("url", {}, h("loc", {}, publicUrl + path)),
  );
  const items = catalogue.items.slice(0, mostAddresses - fixed.length).map(({ id, reviewed }) => {
    const date = reviewed === undefined ? null : h("lastmod", {}, reviewed);
    return h("url", {}, h("loc", {}, itemUrl(publicUrl, id)), date);
  });
  return xml(h("urlset", { xmlns: "http://www.sitemaps.org/schemas/sitemap/0.9" }, fixed, items));
}

/** What crawlers may read, and where the list of it is. */
export function renderRobots(publicUrl: string): string {
  return `User-agent: *\nDisallow: /api/\nSitemap: ${publicUrl}/sitemap.xml\n`;
}

function xml(...children: ComponentChild[]): string {
  return `${xmlDeclaration}${printable(renderToString(h(Fragment, {}, children)))}\n`;
}
