import { createInterface } from "node:readline";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect } from "vitest";
import * as z from "zod";
import { type Running, start } from "../../scripts/run.ts";
import { createWorkspace, type Workspace } from "../../scripts/small-knowledge.ts";
import { shippedFolder } from "../../src/answer/shipped.ts";
import { missingBrowser } from "../web/browser.ts";
import { indexOf } from "../web/serve.ts";
import { openBrowser } from "./preview.ts";

/** Microsoft's emulator and the program behind it. */
export interface Playground {
  /** The program's own address. */
  readonly web: string;
  /** Opens the emulator, at a chat of its own or the one that is named. */
  open(chat?: string): Promise<Emulated>;
}

/** The emulator's page, until the test ends. */
export interface Emulated {
  readonly page: Page;
  /** Writes a message and sends it with Enter. */
  say(text: string): Promise<void>;
  /** The message that is being written. */
  readonly box: Locator;
  /** What the program has written since the page was opened, in order, as the page's log panel tells it. */
  written(): readonly Body[];
}

const bodySchema = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  value: z.unknown().optional(),
  entities: z.array(z.unknown()).optional(),
  attachments: z.array(z.unknown()).optional(),
});
/** An activity as the log panel tells it. */
export type Body = z.infer<typeof bodySchema>;
/** What the log panel is told: a request of one of the two to the other. */
const loggedSchema = z.object({
  log: z.object({
    activityName: z.string(),
    from: z.string(),
    request: z.object({ body: bodySchema }),
    response: z.object({ statusCode: z.number() }),
  }),
});

/** Building the index and starting both takes seconds on a busy machine. */
const startTimeoutMs = 120_000;
const desktop = { width: 1500, height: 950 };

/** Tests in Microsoft's emulator: skipped, and it is said why, where there is no browser. */
export function describeInEmulator(name: string, tests: (playground: Playground) => void): void {
  if (missingBrowser === undefined)
    describe(name, { timeout: 60_000 }, () => tests(usePlayground()));
  else describe.skip(`${name} (${missingBrowser})`, () => tests(usePlayground()));
}

function usePlayground(): Playground {
  let browser: Browser;
  let workspace: Workspace;
  let running: Running;
  let addresses: readonly string[] = [];
  const pages = new Set<Page>();
  const troubles: string[] = [];

  beforeAll(async () => {
    workspace = await createWorkspace({});
    const folders = { ...workspace, knowledge: shippedFolder };
    await indexOf(folders);
    running = start("scripts/playground.ts", folders, ["--port", "0"], {
      PORT: "0",
      TEAMSAPPTESTER_BROWSER: "none",
    });
    [browser, addresses] = await Promise.all([
      openBrowser(),
      addressesOf(running, (line) => troubles.push(...faultIn(line))),
    ]);
  }, startTimeoutMs);

  afterEach(async () => {
    await Promise.all([...pages].map((page) => page.close()));
    pages.clear();
    expect(troubles.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    running.child.kill("SIGINT");
    const [{ code, stderr }] = await Promise.all([running.outcome, browser.close()]);
    await workspace.remove();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  }, startTimeoutMs);

  return {
    get web() {
      return addresses[1] ?? "";
    },
    async open(chat) {
      const page = await browser.newPage({ viewport: desktop, locale: "ca" });
      pages.add(page);
      const emulated = emulatedOn(page, troubles);
      await page.goto(addresses[0] ?? "");
      await emulated.box.waitFor();
      if (chat !== undefined) await page.getByRole("treeitem", { name: chat }).click();
      return emulated;
    },
  };
}

/** The addresses that a starting playground says: the emulator's and the program's. What it logs goes on to `onLine`. */
export async function addressesOf(
  { child, outcome }: Running,
  onLine: (line: string) => void = () => {},
): Promise<readonly string[]> {
  const found: string[] = [];
  await new Promise<void>((resolve) => {
    createInterface({ input: child.stdout })
      .on("line", (line) => {
        const [, address] = /^[A-Z].*: +(http:\S+)$/.exec(line) ?? [];
        if (address === undefined) return onLine(line);
        if (found.push(address) === 2) resolve();
      })
      .on("close", resolve);
  });
  if (found.length < 2) throw new Error(`it did not start: ${(await outcome).stderr}`);
  return found;
}

/** What the program logs as gone wrong. */
function faultIn(line: string): string[] {
  return line.startsWith("{") && Number(JSON.parse(line).level) >= 50 ? [line] : [];
}

function emulatedOn(page: Page, troubles: string[]): Emulated {
  const written: Body[] = [];
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => {
      const { data } = loggedSchema.safeParse(JSON.parse(String(payload)));
      if (data === undefined) return;
      const { activityName, from, request, response } = data.log;
      if (from === "User Application" && activityName === "message") written.push(request.body);
      if (response.statusCode >= 400) troubles.push(`${activityName}: ${response.statusCode}`);
    }),
  );
  watch(page, troubles);
  const box = page.locator('[contenteditable="true"]').first();
  return {
    page,
    box,
    async say(text) {
      await box.fill(text);
      await box.press("Enter");
    },
    written: () => written,
  };
}

/** Notes what the page complains of, but for what is withheld from it, and whether it reaches another site. */
function watch(page: Page, troubles: string[]): void {
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => {
    const isOfEmulator = /favicon\.ico|cdn\.office\.net/.test(
      message.location().url + message.text(),
    );
    if (message.type() === "error" && !isOfEmulator) troubles.push(message.text());
  });
  page.on("response", (response) => {
    const { hostname, protocol } = new URL(response.url());
    if (hostname !== "localhost" && protocol.startsWith("http"))
      troubles.push(`answer of ${response.url()}`);
  });
}
