import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Frame,
  type Page,
} from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect } from "vitest";
import { createWorkspace, type Workspace } from "../../scripts/small-knowledge.ts";
import { type Deviations, indexOf, type Served, serve } from "./serve.ts";

/** The browser's program; undefined where there is none. An empty CHROMIUM_PATH stands for none. */
const program =
  process.env["CHROMIUM_PATH"] ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

/** Why there are no browser tests, where there are none. */
export const missingBrowser = program
  ? undefined
  : "Browser tests skipped: no Chromium. Install it (apt-get install chromium) or set CHROMIUM_PATH";

const launchArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** How a page is opened: who looks at it, and where. */
export interface Opening extends BrowserContextOptions {
  /** Path of the page. Default: the chat. */
  readonly path?: string;
  /** The server; that of the shipped knowledge when absent. */
  readonly base?: string;
  /** Who shows the page in a frame; nobody when absent. */
  readonly host?: FrameHost;
  /** Complaints that belong to the test. */
  readonly tolerates?: RegExp;
  /** Runs before the scripts of every page. */
  readonly before?: string;
  /** Whether something is kept of the browser, so that it may have a cookie in the end. */
  readonly isRemembered?: boolean;
  /** Same browser as before, with what it keeps, instead of a new one. */
  readonly context?: BrowserContext;
}

/** A page of another site with a frame in it, as Teams is to its tabs. */
export interface FrameHost {
  readonly origin: string;
  /** Address of the host's page with an address in its frame. */
  framing(address: string): string;
}

/** A browser, and the shipped knowledge behind it. */
export interface Site {
  readonly served: Served;
  /** Opens a page. When the test ends it is closed, and must not have complained, nor asked another host for anything. */
  open(opening?: Opening): Promise<Page>;
  /** Another server of the same knowledge, until the test ends. */
  serveOtherwise(deviations: Deviations): Promise<Served>;
  /** Another site that frames pages, until the test ends. It answers greetings and notes in `heard` what it is told. */
  serveHost(): Promise<FrameHost>;
}

/** Tests in a real browser: skipped, and it is said why, where there is none. */
export function describeInBrowser(name: string, tests: (site: Site) => void): void {
  if (program) describe(name, { timeout: 60_000 }, () => tests(useSite(program)));
  else describe.skip(`${name} (${missingBrowser})`, () => tests(useSite("")));
}

function useSite(executablePath: string): Site {
  let browser: Browser;
  let workspace: Workspace;
  let served: Served;
  const contexts = new Set<BrowserContext>();
  const remembered = new Set<BrowserContext>();
  const others: { stop(): Promise<void> }[] = [];
  const troubles: string[] = [];

  beforeAll(async () => {
    const knowledge = join(import.meta.dirname, "../../../knowledge");
    workspace = await createWorkspace({});
    const [launched, index] = await Promise.all([
      chromium.launch({ executablePath, args: launchArguments }),
      indexOf({ knowledge, index: workspace.index }),
    ]);
    browser = launched;
    served = await serve(index);
  }, 60_000);

  afterEach(async () => {
    const strangers = [...contexts].filter((context) => !remembered.has(context));
    const cookies = await Promise.all(strangers.map((context) => context.cookies()));
    await Promise.all([...contexts].map((context) => context.close()));
    await Promise.all(others.splice(0).map((other) => other.stop()));
    contexts.clear();
    remembered.clear();
    const found = [...troubles.splice(0), ...cookies.flat().map(({ name }) => `cookie ${name}`)];
    expect(found).toEqual([]);
  });

  afterAll(async () => {
    await browser.close();
    await served.server.stop();
    await workspace.remove();
  });

  return {
    get served() {
      return served;
    },
    async open(opening = {}) {
      const {
        path = "/",
        base = served.base,
        host,
        tolerates,
        before,
        isRemembered = false,
        context: known,
        ...options
      } = opening;
      const context = known ?? (await browser.newContext({ ...desktop, ...options }));
      contexts.add(context);
      if (isRemembered) remembered.add(context);
      const page = await context.newPage();
      if (before !== undefined) await page.addInitScript(before);
      const hosts = [base, ...(host === undefined ? [] : [host.origin])];
      watch(page, { hosts: hosts.map((one) => new URL(one).host), tolerates }, troubles);
      await page.goto(host === undefined ? base + path : host.framing(base + path));
      return page;
    },
    async serveOtherwise(deviations) {
      const other = await serve(served.index, deviations);
      others.push(other.server);
      return other;
    },
    async serveHost() {
      const host = await startHost();
      others.push(host);
      return host;
    },
  };
}

const desktop: BrowserContextOptions = { locale: "ca", viewport: { width: 1280, height: 900 } };

/** The page of a frame's host. Its frame is as large as the window. */
const hostPage = (address: string) => `<!doctype html>
<title>Host</title>
<link rel="icon" href="data:,">
<style>body { margin: 0 } iframe { border: 0; width: 100vw; height: 100vh }</style>
<script>
  const heard = [];
  addEventListener("message", ({ data, origin, source }) => {
    heard.push({ ...data, origin });
    if (data.func === "initialize") source.postMessage({ id: data.id, args: ["content"] }, origin);
  });
</script>
<iframe src="${address}"></iframe>`;

/** Another name of this machine is another site, so that browsers keep what is stored in the frame apart. */
async function startHost(): Promise<FrameHost & { stop(): Promise<void> }> {
  const server = createServer(({ url = "/" }, response) => {
    const address = new URL(url, "http://localhost").searchParams.get("frame") ?? "";
    response.setHeader("content-type", "text/html");
    response.end(hostPage(address));
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const address = server.address();
  const origin = `http://localhost:${typeof address === "object" ? address?.port : address}`;
  return {
    origin,
    framing: (framed) => `${origin}/?frame=${encodeURIComponent(framed)}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Watched {
  readonly hosts: readonly string[];
  readonly tolerates: RegExp | undefined;
}

/** Notes what a page complains of and what it asks other hosts for. */
function watch(page: Page, { hosts, tolerates }: Watched, troubles: string[]): void {
  page.on("pageerror", (error) => troubles.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    // The browser's own word for a status that a test may well want; of files it is noted below.
    const isStatus = message.text().startsWith("Failed to load resource");
    const isComplaint = message.type() === "error" || message.type() === "warning";
    if (tolerates?.test(message.text())) return;
    if (isComplaint && !isStatus) troubles.push(`${page.url()}: ${message.text()}`);
  });
  page.on("request", (request) => {
    const { host, protocol } = new URL(request.url());
    if (protocol !== "data:" && !hosts.includes(host)) troubles.push(`request to ${request.url()}`);
  });
  page.on("response", (response) => {
    const isFile = !["document", "fetch"].includes(response.request().resourceType());
    if (isFile && !response.ok()) troubles.push(`${response.status()} ${response.url()}`);
  });
}

/** Writes a question into the box, of a page or of one in its frame, and sends it with Enter. */
export async function askOnPage(
  page: Page,
  question: string,
  inside: Page | Frame = page,
): Promise<void> {
  const answers = await inside.locator(".turn").count();
  await inside.locator("#q").fill(question);
  await inside.locator("#q").press("Enter");
  await inside.locator(".turn").nth(answers).waitFor();
}

/** Takes a picture of a whole page into the folder that `WEB_SHOTS` names, for who wants to look at what was tested. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env["WEB_SHOTS"];
  // What is in a frame scrolls there.
  const fullPage = page.frames().length === 1;
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
}

/** Whether the whole of an element can be seen without scrolling. */
export async function isInView(page: Page, selector: string): Promise<boolean> {
  const box = await page.locator(selector).boundingBox();
  const height = page.viewportSize()?.height ?? 0;
  return box !== null && box.y >= 0 && box.y + box.height <= height;
}

/** Waits until the page has moved so far that an element can be seen. */
export async function comesIntoView(page: Page, selector: string): Promise<void> {
  await expect.poll(() => isInView(page, selector), { timeout: 10_000 }).toBe(true);
}

/** A property of an element as the browser computed it. */
export function styleOf(page: Page, selector: string, property: string): Promise<string> {
  const [element, name] = [selector, property].map((text) => JSON.stringify(text));
  return page.evaluate<string>(
    `getComputedStyle(document.querySelector(${element})).getPropertyValue(${name})`,
  );
}

/** The titles of the items that answers on the page cite, in their order. */
export function citedOn(page: Page, within = ".turn:last-child"): Promise<string[]> {
  return page.locator(`${within} :is(.card h3, .rows > li > a)`).allTextContents();
}
