import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "cheerio";
import { quoteParameter } from "../../src/answer/address.ts";
import type { Citation } from "../../src/answer/answer.ts";

/** What following every citation to its source and to its page found. */
export interface Fidelity {
  /** Share of citations for which everything holds, 0 to 1. */
  readonly fidelity: number;
  /** Different addresses that were opened. */
  readonly addresses: number;
  /** Different citations that fail: the path of the address and the reason. */
  readonly unfaithful: readonly string[];
}

/** Where citations should lead. */
export interface Destination {
  /** Address of the server, without a slash at the end. */
  readonly publicUrl: string;
  readonly knowledgeDirectory: string;
}

/** What a reader's browser gets at an address. Texts with single spaces. */
interface OpenedPage {
  readonly status: number;
  /** Text of each element that the address's fragment names; a valid page has one at most. */
  readonly marked: readonly string[];
  readonly main: string;
}

/** Pages that are asked for at a time. */
const atOnce = 16;
const timeoutMs = 30_000;

/**
 * Opens each citation's address over HTTP, and compares its quote with what the page marks, with what it says, and with
 * the file the citation names.
 */
export async function openAddresses(
  citations: readonly Citation[],
  destination: Destination,
): Promise<Fidelity> {
  const pages = await openAll(
    citations
      .map(({ url }) => url)
      // Nothing outside this machine is asked for: another origin is a fault whatever stands there.
      .filter((url) => new URL(url).origin === destination.publicUrl),
  );
  const sourceOf = createSources(destination.knowledgeDirectory);
  const faults = citations.flatMap((citation) => {
    const fault = faultOf(citation, pages.get(citation.url), sourceOf(citation.sourcePath));
    const { pathname, search } = new URL(citation.url);
    return fault === undefined ? [] : [`${pathname}${search}: ${fault}`];
  });
  return {
    fidelity: citations.length === 0 ? 1 : 1 - faults.length / citations.length,
    addresses: pages.size,
    unfaithful: [...new Set(faults)],
  };
}

async function openAll(urls: readonly string[]): Promise<ReadonlyMap<string, OpenedPage>> {
  const pages = new Map<string, OpenedPage>();
  const waiting = new Set(urls).values();
  const openRest = async () => {
    for (const url of waiting) pages.set(url, await open(url));
  };
  await Promise.all(Array.from({ length: atOnce }, openRest));
  return pages;
}

async function open(url: string): Promise<OpenedPage> {
  const response = await fetch(url, {
    headers: { accept: "text/html" },
    redirect: "manual",
    signal: AbortSignal.timeout(timeoutMs),
  });
  const page = load(await response.text());
  return {
    status: response.status,
    marked: page(`#${quoteParameter}`)
      .toArray()
      .map((element) => singleSpaced(page(element).text())),
    main: singleSpaced(page("main").text()),
  };
}

/** What is wrong with a citation; undefined when its quote stands everywhere, word for word. */
function faultOf(
  { url, quote }: Citation,
  page: OpenedPage | undefined,
  source: string,
): string | undefined {
  const words = singleSpaced(quote);
  const { searchParams, hash } = new URL(url);
  if (!searchParams.get(quoteParameter)) return "the address names no quote";
  if (hash !== `#${quoteParameter}`) return "the address does not lead to the quote";
  if (page === undefined) return "the address is not of this server";
  if (page.status !== 200) return `status ${page.status}`;
  if (page.marked.length !== 1) return `${page.marked.length} places are marked`;
  if (page.marked[0] !== words) return "what is marked is not the quote";
  if (!page.main.includes(words)) return "the page's text does not hold the quote";
  if (!source.includes(quote)) return "the source file does not hold the quote";
  return undefined;
}

function createSources(knowledgeDirectory: string): (path: string) => string {
  const known = new Map<string, string>();
  return (path) => {
    const file = join(knowledgeDirectory, path);
    const source = known.get(file) ?? singleSpaced(readFileSync(file, "utf8").normalize("NFC"));
    known.set(file, source);
    return source;
  };
}

function singleSpaced(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
