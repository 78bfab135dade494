/** @jsxRuntime automatic @jsxImportSource preact */
import { type Request, type RequestHandler, type Response, Router } from "express";
import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { itemPath, itemUrl, quoteParameter } from "../../src/answer/address.ts";
import type { Assistant } from "../../src/answer/assistant.ts";
import { isQuoteDigest, locateQuote } from "../../src/answer/quote.ts";
import { itemLabel } from "../../src/answer/shown.ts";
import { firstChars } from "../../src/language/clean-text.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { AgendaPage } from "./agenda-page.tsx";
import type { WebOptions } from "./app.ts";
import { refuse, refuseUnknown, sendProblem, wantsJson } from "./faults.tsx";
import { ItemPage, partParameter } from "./item-page.tsx";
import { openingOf, partOf } from "./items.ts";
import { sendPage } from "./layout.tsx";
import type { Limits } from "./limits.ts";
import { SearchPage } from "./search-page.tsx";
import { readSearch, searchPath } from "./search-query.ts";
import { renderFeed, renderRobots, renderSitemap } from "./syndication.ts";
import { treeSvg } from "./tree-picture.tsx";
import { agendaTwin, itemTwin, searchTwin } from "./twins.ts";
import { glossaryId, type View, viewOf, viewOfRefused } from "./view.ts";
import { webWords } from "./words.ts";

/** Results of a search on one page. */
const pageSize = 50;
const jsonEnding = ".json";

/** Everything there is to read: the tree, the items, the search, and what crawlers and feed readers want. */
export function agendaRoute(options: WebOptions, limits: Limits): Router {
  const router = Router();
  const { publicUrl } = options;
  const look = (request: Request) => {
    const index = options.index();
    return { index, view: viewOf(request, publicUrl, index) };
  };
  const readable: [path: string, handler: RequestHandler][] = [
    ["/agenda", (request, response) => showTree(request, response, look(request))],
    ["/agenda.json", (request, response) => showTree(request, response, look(request))],
    [
      "/agenda.svg",
      (request, response) => {
        const { index, view } = look(request);
        if (!view.hasAgenda) {
          refuseUnknown(request, response, view, index);
          return;
        }
        response.type("image/svg+xml").send(treeSvg(index.catalogue, view));
      },
    ],
    [
      "/agenda.atom",
      (request, response) => {
        const { index, view } = look(request);
        response.type("application/atom+xml").send(renderFeed(index, view));
      },
    ],
    ["/agenda/*id", (request, response) => showItem(request, response, look(request))],
    [
      "/sitemap.xml",
      (_request, response) =>
        void response.type("application/xml").send(renderSitemap(options.index(), publicUrl)),
    ],
    [
      "/robots.txt",
      (_request, response) => void response.type("text").send(renderRobots(publicUrl)),
    ],
  ];
  for (const [path, handler] of readable) router.get(path, handler);
  router.get(["/cerca", "/cerca.json"], limits.rate, limits.waiting, (request, response) =>
    showSearch(request, response, look(request), options.assistant),
  );
  router.all([...readable.map(([path]) => path), "/cerca", "/cerca.json"], (request, response) => {
    response.setHeader("Allow", "GET, HEAD");
    refuse(request, response, 405, viewOfRefused(request, options));
  });
  return router;
}

interface Looked {
  readonly index: SearchIndex;
  readonly view: View;
}

function isTwin(request: Request): boolean {
  return request.path.endsWith(jsonEnding) || wantsJson(request);
}

function showTree(request: Request, response: Response, { index, view }: Looked): void {
  if (isTwin(request)) {
    response.json(agendaTwin(index, view.publicUrl));
    return;
  }
  const { agenda, nav } = webWords[view.language];
  const frame = {
    view,
    title: view.hasAgenda ? agenda.title : nav.agenda,
    ...(view.hasAgenda ? { description: agenda.intro } : {}),
    canonical: "/agenda",
    twin: "/agenda.json",
    section: "agenda",
  } as const;
  sendPage(response, frame, <AgendaPage index={index} view={view} />);
}

function showItem(request: Request, response: Response, { index, view }: Looked): void {
  const { item, isJson, id } = requestedItem(request, index);
  if (item === undefined) {
    refuseUnknown(request, response, view, index, id);
    return;
  }
  if (isJson) {
    response.json(itemTwin(item, index, view.publicUrl));
    return;
  }
  const digest = request.query[quoteParameter];
  const located =
    typeof digest === "string" && isQuoteDigest(digest) ? locateQuote(item, digest) : undefined;
  const asked = Number(request.query[partParameter]);
  const part = partOf(item, Number.isInteger(asked) && asked > 0 ? asked : undefined, located);
  const frame = {
    view,
    title: itemLabel(item),
    description: shorten(located?.text ?? openingOf(item)),
    canonical: itemPath(item.id),
    ...(located === undefined ? {} : { shared: itemUrl("", item.id, located.text) }),
    twin: itemPath(item.id) + jsonEnding,
    section: item.id === glossaryId ? "glossary" : "agenda",
  } as const;
  sendPage(
    response,
    frame,
    <ItemPage
      item={item}
      index={index}
      view={view}
      part={part}
      isQuoteGone={typeof digest === "string" && located === undefined}
    />,
  );
}

/** The item that an address names. An imported text may be called `.json` itself. */
function requestedItem(
  request: Request,
  { catalogue }: SearchIndex,
): { readonly id: string; readonly item: KnowledgeItem | undefined; readonly isJson: boolean } {
  const segments: unknown = request.params["id"];
  const id = (Array.isArray(segments) ? segments.join("/") : String(segments)).replace(/\/$/, "");
  const item = catalogue.get(id);
  if (item === undefined && id.endsWith(jsonEnding)) {
    const own = id.slice(0, -jsonEnding.length);
    return { id: own, item: catalogue.get(own), isJson: true };
  }
  return { id, item, isJson: wantsJson(request) };
}

/** Characters that who shows a link reads of a description. */
const descriptionChars = 700;

function shorten(text: string): string {
  if (text.length <= descriptionChars) return text;
  const space = text.lastIndexOf(" ", descriptionChars);
  return `${firstChars(text, space > 0 ? space : descriptionChars)}…`;
}

async function showSearch(
  request: Request,
  response: Response,
  { index, view }: Looked,
  assistant: Assistant,
): Promise<void> {
  const query = readSearch(request.query, index);
  const { typed, filters, kind, page, invalid } = query;
  const isInvalid = invalid.length > 0;
  if (isInvalid && isTwin(request)) {
    const { invalid: reason } = webWords[view.language].search;
    const detail = invalid.map((field) => `${field}: ${reason}`).join("\n");
    sendProblem(response, 400, "invalid-request", detail);
    return;
  }
  const found = isInvalid
    ? { citations: [], total: 0 }
    : await assistant.find({
        text: typed.q ?? "",
        filters,
        ...(kind === undefined ? {} : { kind }),
        language: view.language,
        index,
        offset: (page - 1) * pageSize,
        limit: pageSize,
      });
  if (isTwin(request)) {
    response.json(searchTwin(found, page));
    return;
  }
  response.status(isInvalid ? 400 : 200);
  const say = webWords[view.language].search;
  const isPlain = Object.keys(typed).length === 0 && page === 1;
  const frame = {
    view,
    title: say.title,
    ...(view.hasAgenda ? { description: say.intro } : {}),
    twin: searchPath(typed, page).replace(/^\/cerca/, `/cerca${jsonEnding}`),
    section: "search",
    ...(isPlain ? { canonical: "/cerca" } : {}),
  } as const;
  sendPage(
    response,
    frame,
    <SearchPage query={query} found={found} pageSize={pageSize} index={index} view={view} />,
  );
}
