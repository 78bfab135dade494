import { mkdtemp, rm } from "node:fs/promises";
import { type IncomingHttpHeaders, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CheerioAPI, load } from "cheerio";
import { pino } from "pino";
import { afterAll, beforeAll, expect } from "vitest";
import * as z from "zod";
import { openDatabase } from "../../../adapters/database/open-database.ts";
import type { Database } from "../../../adapters/database/tables.ts";
import { chooseDenseStore } from "../../../adapters/langchain/dense-store.ts";
import { createWebApp, type WebOptions } from "../../../adapters/web/app.ts";
import { type RunningServer, startServer } from "../../../adapters/web/server.ts";
import { createCatalogue } from "../../../src/agenda/catalogue.ts";
import type { KnowledgeItem } from "../../../src/agenda/item.ts";
import { type Assistant, createAssistant } from "../../../src/answer/assistant.ts";
import type { Memory } from "../../../src/ports.ts";
import type { Reception } from "../../../src/reception/reception.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { openFreshIndex } from "../../../src/serving-index.ts";
import { receptionOn } from "../../helpers/reception.ts";
import { createWorkspace, smallKnowledge } from "../../scripts/small-knowledge.ts";

/** A server of this project on the loopback address. */
export interface Served {
  readonly base: string;
  readonly server: RunningServer;
  readonly index: SearchIndex;
  /** What the server remembers with. */
  readonly database: Database;
  /** What was logged, one JSON object a line. */
  readonly log: readonly string[];
}

/** Opens, and builds when needed, the index of a knowledge folder. */
export async function indexOf(folders: {
  readonly knowledge: string;
  readonly index: string;
}): Promise<SearchIndex> {
  const store = await chooseDenseStore(() => {});
  return openFreshIndex({
    knowledgeDirectory: folders.knowledge,
    indexDirectory: folders.index,
    store,
    log: pino({ level: "silent" }),
  });
}

/** What of a server a test may want otherwise. */
export interface Deviations {
  /** The index that serves at this moment, for a test that replaces it. */
  readonly current?: () => SearchIndex;
  /** Parts of the assistant that are other than the real one's. */
  readonly assistant?: (real: Assistant) => Partial<Assistant>;
  /** What remembers, instead of a database of the server's own. */
  readonly memory?: Memory;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Parts of the reception that are other than the real one's. */
  readonly reception?: (real: Reception) => Partial<Reception>;
  readonly stopWithinMs?: number;
  readonly web?: Partial<WebOptions>;
}

/** Serves an index on a free port. */
export async function serve(index: SearchIndex, deviations: Deviations = {}): Promise<Served> {
  const { assistant: deviate = () => ({}), stopWithinMs } = deviations;
  const { reception: receive = () => ({}) } = deviations;
  const current = deviations.current ?? (() => index);
  const { memory, now } = deviations;
  const { database, close } = await openMemory();
  const log: string[] = [];
  const logger = pino({ level: "debug" }, { write: (line) => void log.push(line) });
  const server = await startServer(
    (port) => {
      const publicUrl = deviations.web?.publicUrl ?? `http://127.0.0.1:${port}`;
      const real = createAssistant({
        index: current,
        publicUrl,
        clock: () => performance.now(),
      });
      const assistant = { ...real, ...deviate(real) };
      const { reception: ready } = receptionOn(database, {
        assistant,
        index: current,
        publicUrl,
        log: logger,
        ...(memory === undefined ? {} : { memory }),
        ...(now === undefined ? {} : { now }),
      });
      const reception = { ...ready, ...receive(ready) };
      const shared = { assistant, reception, index: current, log: logger, publicUrl };
      return createWebApp({ ...shared, ...deviations.web });
    },
    { port: 0, host: "127.0.0.1", ...(stopWithinMs === undefined ? {} : { stopWithinMs }) },
  );
  const stop = async () => {
    await server.stop();
    await close();
  };
  return {
    base: `http://127.0.0.1:${server.port}`,
    server: { ...server, stop },
    index,
    database,
    log,
  };
}

/** An empty database in a folder of its own. */
async function openMemory() {
  const directory = await mkdtemp(join(tmpdir(), "agenda-memory-"));
  const database = await openDatabase({ directory });
  let closing: Promise<void> | undefined;
  const close = async () => {
    await database.destroy();
    await rm(directory, { recursive: true, force: true });
  };
  // Whoever stops a server twice closes its database once.
  return { database, close: () => (closing ??= close()) };
}

/** Serves a small knowledge of its own to all tests of a file. Call it outside of them. */
export function serveHere(
  files: Readonly<Record<string, string>> = smallKnowledge,
  deviations: Deviations = {},
): Served {
  let served: Served | undefined;
  let remove: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    const workspace = await createWorkspace(files);
    remove = workspace.remove;
    served = await serve(await indexOf(workspace), deviations);
  }, 30_000);
  afterAll(async () => {
    await served?.server.stop();
    await remove?.();
  });
  const running = () => {
    if (served === undefined) throw new Error("nothing is served before the tests begin");
    return served;
  };
  return {
    get base() {
      return running().base;
    },
    get server() {
      return running().server;
    },
    get index() {
      return running().index;
    },
    get database() {
      return running().database;
    },
    get log() {
      return running().log;
    },
  };
}

/** Serves otherwise for the length of `use`, and gives what it returns. */
export async function serveFor<T>(
  index: SearchIndex,
  deviations: Deviations,
  use: (served: Served) => Promise<T>,
): Promise<T> {
  const served = await serve(index, deviations);
  try {
    return await use(served);
  } finally {
    await served.server.stop();
  }
}

/** The same index with other items; what is searched stays as it was. */
export function withItems(index: SearchIndex, items: readonly KnowledgeItem[]): SearchIndex {
  return { ...index, catalogue: createCatalogue(items) };
}

/** A page of the knowledge that is not in the index. */
export function pageItem(more: Partial<KnowledgeItem> = {}): KnowledgeItem {
  return {
    id: "prova",
    kind: "page",
    title: "Pàgina de prova",
    origin: "own",
    blocks: [{ kind: "paragraph", text: "Un text." }],
    questions: [],
    references: [],
    related: [],
    reviewed: "2026-11-23",
    sourcePath: "pagines/prova.md",
    ...more,
  };
}

/** A page as it was sent, and as it can be searched. */
export interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  readonly $: CheerioAPI;
}

/** Opens an address that must be that of a page, and checks what holds for every page. */
export async function openPage(address: string, init: RequestInit = {}): Promise<Page> {
  const { status, headers, text } = await fetchText(address, init);
  const page = { status, headers, html: text, $: load(text) };
  expectSound(page, address);
  return page;
}

/** Sends the form of the chat page. */
export function postForm(
  base: string,
  fields: Readonly<Record<string, string>> | readonly (readonly [string, string])[],
  headers: Readonly<Record<string, string>> = {},
): Promise<Page> {
  const pairs = Array.isArray(fields) ? fields : Object.entries(fields);
  const body = new URLSearchParams(pairs.map(([name, value]) => [name, value]));
  return openPage(`${base}/`, { method: "POST", body, headers });
}

async function fetchText(address: string, init: RequestInit) {
  const response = await fetch(address, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** What every page owes its reader, whatever it is about. */
export function expectSound({ headers, html, $ }: Page, address: string): void {
  expect(headers.get("content-type"), address).toBe("text/html; charset=utf-8");
  expectGuarded(headers, address);
  expect(html, address).not.toMatch(/undefined|\[object|NaN/);
  expect(["ca", "es", "en"], address).toContain($("html").attr("lang"));
  expect($("title").text().trim(), address).not.toBe("");
  expect([$("h1").length, $("main").length], address).toEqual([1, 1]);
  const ids = attributesOf($, "id");
  expect(
    ids.filter((id, at) => id === "" || ids.indexOf(id) !== at),
    address,
  ).toEqual([]);
  const known = new Set(ids);
  const named = [
    ...attributesOf($, "for"),
    ...attributesOf($, "form"),
    ...["aria-describedby", "aria-labelledby"].flatMap((name) =>
      attributesOf($, name).flatMap((list) => list.split(" ")),
    ),
    ...attributesOf($, "href").flatMap((href) => (href.startsWith("#") ? [href.slice(1)] : [])),
  ];
  expect(
    named.filter((id) => !known.has(decodeURIComponent(id))),
    address,
  ).toEqual([]);
  const levels = $("h1,h2,h3,h4,h5,h6")
    .toArray()
    .map(({ tagName }) => Number(tagName.slice(1)));
  const skips = levels.filter((level, at) => level > (levels[at - 1] ?? level) + 1);
  expect(skips, `headings ${levels} of ${address}`).toEqual([]);
  // What the content security policy would refuse.
  expect($("script:not([src]), style, [style], base, iframe, object, embed").length, address).toBe(
    0,
  );
  const handlers = $("*")
    .toArray()
    .flatMap((element) => Object.keys("attribs" in element ? element.attribs : {}))
    .filter((name) => name.startsWith("on"));
  expect(handlers, address).toEqual([]);
  for (const link of linksOf($)) expect(link, address).toMatch(/^(?:\/(?!\/)|#|https?:\/\/)/);
}

/** Headers that every reply carries, of whatever kind it is. */
export function expectGuarded(headers: Headers, address: string): void {
  const policy = headers.get("content-security-policy");
  expect(policy, address).toContain("default-src 'none'");
  expect(policy, address).not.toContain("unsafe");
  expect(headers.get("x-content-type-options"), address).toBe("nosniff");
  expect(headers.get("referrer-policy"), address).toBe("same-origin");
  expect(headers.get("x-powered-by"), address).toBeNull();
  expect(headers.getSetCookie(), address).toEqual([]);
}

/** Every address that a page names: links, forms, pictures, style sheets. */
export function linksOf($: CheerioAPI): string[] {
  return ["href", "src", "action", "formaction"].flatMap((name) => attributesOf($, name));
}

function attributesOf($: CheerioAPI, name: string): string[] {
  return $(`[${name}]`)
    .toArray()
    .map((element) => $(element).attr(name) ?? "");
}

/** The marked passage of a page. */
export function markedIn({ $ }: Page): string | undefined {
  expect($("mark").length).toBe($("mark#cita").length);
  return $("#cita").length === 0 ? undefined : $("#cita").text();
}

/** Sends a body to the API. */
export function post(
  base: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = { "content-type": "application/json" },
): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return fetch(`${base}/api/ask`, { method: "POST", body: text, headers });
}

/** Asks, and reads the answer by the contract. */
export async function ask(
  base: string,
  question: string,
  more: object = {},
): Promise<z.infer<typeof answerSchema>> {
  const response = await post(base, { question, ...more });
  return answerSchema.parse(await response.json());
}

/** A reply to a request that `fetch` cannot send. */
export interface RawReply {
  readonly status: number;
  readonly type: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request whose path is sent as it stands: `fetch` would tidy it. */
export function getRaw(
  base: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    request(base, { path, headers, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers["content-type"] ?? "",
          headers: response.headers,
          body,
        }),
      );
    })
      .on("error", reject)
      .end();
  });
}

const citationSchema = z.strictObject({
  itemId: z.string().min(1),
  kind: z.enum(["axis", "objective", "action", "page", "document"]),
  title: z.string().min(1),
  place: z.array(z.string()),
  quote: z.string().min(1),
  url: z.url(),
  score: z.number().min(0).max(1),
  origin: z.enum(["official", "own"]),
  sourcePath: z.string().endsWith(".md"),
  references: z.array(z.strictObject({ title: z.string(), url: z.url(), checked: z.iso.date() })),
});

/** The JSON that callers rely on: these keys and no others. */
export const answerSchema = z.strictObject({
  question: z.string(),
  language: z.enum(["ca", "es", "en"]),
  kind: z.enum(["answered", "suggested", "abstained", "failed"]),
  intent: z.enum(["lookup", "list", "count", "search", "follow-up", "help"]),
  markdown: z.string().min(1),
  citations: z.array(citationSchema),
  nearest: z.array(citationSchema),
  suggestions: z.array(z.string()),
  durationMs: z.number().min(0),
});

/** An error as programs read it. */
export const problemSchema = z.strictObject({
  type: z.string(),
  status: z.number(),
  detail: z.string().min(1),
});
