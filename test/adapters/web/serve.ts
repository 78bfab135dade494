import { request } from "node:http";
import { pino } from "pino";
import * as z from "zod";
import { chooseDenseStore } from "../../../adapters/langchain/dense-store.ts";
import { createWebApp, type RunningServer, startServer } from "../../../adapters/web/server.ts";
import { type Assistant, createAssistant } from "../../../src/answer/assistant.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { openFreshIndex } from "../../../src/serving-index.ts";

/** A server of this project on the loopback address. */
export interface Served {
  readonly base: string;
  readonly server: RunningServer;
  readonly index: SearchIndex;
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
  readonly assistant?: (real: Assistant) => Assistant;
  readonly stopWithinMs?: number;
}

/** Serves an index on a free port. */
export async function serve(index: SearchIndex, deviations: Deviations = {}): Promise<Served> {
  const { assistant: deviate = (real: Assistant) => real, stopWithinMs } = deviations;
  const log: string[] = [];
  const logger = pino({ level: "debug" }, { write: (line) => void log.push(line) });
  const server = await startServer(
    (port) => {
      const assistant = createAssistant({
        index: () => index,
        publicUrl: `http://127.0.0.1:${port}`,
        clock: () => performance.now(),
      });
      return createWebApp({ assistant: deviate(assistant), index: () => index, log: logger });
    },
    { port: 0, host: "127.0.0.1", ...(stopWithinMs === undefined ? {} : { stopWithinMs }) },
  );
  return { base: `http://127.0.0.1:${server.port}`, server, index, log };
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

/** A request whose path is sent as it stands: `fetch` would tidy it. */
export function getRaw(
  base: string,
  path: string,
): Promise<{ readonly status: number; readonly type: string; readonly body: string }> {
  return new Promise((resolve, reject) => {
    request(base, { path, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers["content-type"] ?? "",
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
