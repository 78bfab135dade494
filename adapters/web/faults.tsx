/** @jsxRuntime automatic @jsxImportSource preact */
import type { Request, Response } from "express";
import type { ComponentChildren } from "preact";
import type { KnowledgeItem } from "../../src/agenda/item.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { ItemLink } from "./facts.tsx";
import { sendPage } from "./layout.tsx";
import { SearchForm } from "./search-page.tsx";
import { readSearch } from "./search-query.ts";
import type { View } from "./view.ts";
import { type WebWords, webWords } from "./words.ts";

/** What a page says of a fault; the words are those of the reader. */
interface Fault {
  readonly title: string;
  readonly body?: string;
}

/** What is said of a status that is no answer, to people and to programs. */
function faultOf(status: number, say: WebWords): Fault & { readonly detail: string } {
  const { faults, api } = say;
  switch (status) {
    case 403:
      return { title: faults.elsewhere, body: faults.elsewhereBody, detail: api.elsewhere };
    case 404:
      return { title: faults.notFound, body: faults.notFoundBody, detail: api.notFound };
    case 410:
      return { title: faults.gone, detail: api.gone };
    case 405:
      return { title: faults.badAddress, body: faults.wrongMethod, detail: api.wrongMethod };
    case 413:
      return { title: faults.badAddress, body: faults.tooLarge, detail: api.tooLarge };
    case 415:
      return { title: faults.badAddress, body: faults.wrongType, detail: api.wrongType };
    case 429:
      return { title: faults.tooMany, body: say.chat.refused, detail: api.tooMany };
    case 503:
      return { title: faults.busy, body: faults.busyBody, detail: api.busy };
  }
  return status < 500
    ? { title: faults.badAddress, body: faults.badAddressBody, detail: api.unreadable }
    : { title: faults.broken, body: faults.brokenBody, detail: api.broken };
}

/** Kinds of problems, for programs. */
const problemTypes: Readonly<Record<number, string>> = {
  403: "cross-site",
  404: "not-found",
  405: "method-not-allowed",
  410: "gone",
  413: "too-large",
  415: "unsupported-media-type",
  429: "too-many-requests",
  503: "busy",
};

/** Refuses a request: a page for people, problem+json (RFC 9457) for programs. */
export function refuse(request: Request, response: Response, status: number, view: View): void {
  const fault = faultOf(status, webWords[view.language]);
  if (isForPrograms(request)) {
    const type = problemTypes[status] ?? (status < 500 ? "bad-request" : "internal");
    sendProblem(response, status, type, fault.detail);
    return;
  }
  sendFault(response, status, view, fault);
}

/** Whether a program reads the reply: of the API, or of a page's JSON twin. */
function isForPrograms(request: Request): boolean {
  return /^\/api\/|^\/(?:agenda|cerca)(?:\/.*)?\.json$/.test(request.path) || wantsJson(request);
}

/** Whether JSON is asked for rather than a page. */
export function wantsJson(request: Request): boolean {
  return request.accepts(["html", "json"]) === "json";
}

/** Sends a problem+json body. */
export function sendProblem(response: Response, status: number, type: string, detail: string) {
  response
    .status(status)
    .type("application/problem+json")
    .send(JSON.stringify({ type, status, detail }));
}

/** Says that an address leads nowhere, or leads there no more, and what is near it. */
export function refuseUnknown(
  request: Request,
  response: Response,
  view: View,
  index: SearchIndex,
  id = "",
): void {
  const removed = index.changes.find(({ itemId, change }) => itemId === id && change === "removed");
  const status = removed === undefined ? 404 : 410;
  if (isForPrograms(request)) {
    refuse(request, response, status, view);
    return;
  }
  const near = nearOf(id, index);
  const say = webWords[view.language];
  const fault = faultOf(status, say);
  const words = id.replace(/[-_./]+/g, " ").trim();
  const typed = /\p{L}/u.test(words) ? { q: words } : {};
  sendFault(
    response,
    status,
    view,
    removed === undefined ? fault : { ...fault, body: removed.title },
    <>
      {near.length > 0 && (
        <>
          <h2>{say.faults.near}</h2>
          <ul>
            {near.map((item) => (
              <li>
                <ItemLink item={item} view={view} />
              </li>
            ))}
          </ul>
        </>
      )}
      <SearchForm query={readSearch(typed, index)} index={index} view={view} />
    </>,
  );
}

/** What stands above a code that no item has: `2.3` for `2.3.99`. */
function nearOf(id: string, { catalogue }: SearchIndex): KnowledgeItem[] {
  if (!/^\d+(?:\.\d+){1,5}$/.test(id)) return [];
  for (let above = id; above.includes("."); ) {
    above = above.slice(0, above.lastIndexOf("."));
    const item = catalogue.get(above);
    if (item !== undefined) return [item, ...catalogue.children(item.id)].slice(0, mostNear);
  }
  return [];
}

const mostNear = 12;

function sendFault(
  response: Response,
  status: number,
  view: View,
  { title, body }: Fault,
  more?: ComponentChildren,
): void {
  const say = webWords[view.language];
  const content = (
    <>
      <h1>{title}</h1>
      {body !== undefined && <p>{body}</p>}
      <ul>
        <li>
          <a href={view.link("/agenda")}>{say.agenda.title}</a>
        </li>
        <li>
          <a href={view.link("/")}>{say.chat.title}</a>
        </li>
      </ul>
      {more}
    </>
  );
  sendPage(response.status(status), { view, title }, content);
}
