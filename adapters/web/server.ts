import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type Response,
} from "express";
import type { Logger } from "pino";
import * as z from "zod";
import { quoteParameter } from "../../src/answer/address.ts";
import type { Answer } from "../../src/answer/answer.ts";
import type { Assistant, Inquiry } from "../../src/answer/assistant.ts";
import { toJson } from "../../src/answer/json.ts";
import { locateQuote } from "../../src/answer/quote.ts";
import { AssistantError, systemErrorCode } from "../../src/errors.ts";
import { type Language, languages } from "../../src/language/language.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { agendaPage, chatPage, faultPage, itemPage, notFoundPage, page } from "./pages.ts";
import { styleSheet } from "./style.ts";

/** What the web adapter needs. */
export interface WebOptions {
  readonly assistant: Assistant;
  readonly index: () => SearchIndex;
  readonly log: Logger;
}

/** Where to listen. */
export interface ListenOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** Every address of the machine when absent. */
  readonly host?: string;
  /** Milliseconds that answers under way are given when the server stops. */
  readonly stopWithinMs?: number;
}

/** A running server. */
export interface RunningServer {
  readonly port: number;
  /** Lets answers under way finish. */
  stop(): Promise<void>;
}

/** Bytes of a request body: a question into which somebody pasted a whole document, and its history; not a file. */
const maxBodyBytes = 1024 * 1024;
const maxHistory = 20;
const requestTimeoutMs = 30_000;
/** Shorter than the ten seconds after which a container is killed. */
const stopWithinMs = 8_000;

const askSchema = z.strictObject({
  question: z.string(),
  population: z.number().int().min(1).max(10_000_000).optional(),
  language: z.enum(["ca", "es", "en"]).optional(),
  /** Earlier questions of the conversation, oldest first. */
  history: z.array(z.string()).max(maxHistory).optional(),
  limit: z.number().int().min(1).max(500).optional(),
});

/** The web application: question box, agenda, API. */
export function createWebApp({ assistant, index, log }: WebOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use((_request, response, next) => {
    response.setHeader(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    next();
  });
  app.get("/healthz", (_request, response) => void response.type("text/plain").send("ok\n"));
  app.get("/readyz", (_request, response) => {
    const { catalogue, passages } = index();
    response.json({ items: catalogue.items.length, passages: passages.length });
  });
  app.get("/style.css", (_request, response) => void response.type("css").send(styleSheet));
  app.get("/", async (request, response) => {
    const question = typeof request.query["q"] === "string" ? request.query["q"] : "";
    const fallbackLanguage = interfaceLanguage(request);
    const answer =
      question.trim() === "" ? undefined : await assistant.respond({ question, fallbackLanguage });
    if (answer !== undefined) record(answer, log);
    response
      .status(answer?.kind === "failed" ? 500 : 200)
      .type("html")
      .send(page("Pregunta", chatPage(question, answer)));
  });
  app.get("/agenda", (_request, response) => {
    response.type("html").send(page("Agenda", agendaPage(index().catalogue)));
  });
  app.get("/agenda/*id", (request, response) => showItem(request, response, index()));
  app.post(
    "/api/ask",
    // Whatever the content type says: `curl -d` calls its JSON a form.
    express.json({ limit: maxBodyBytes, type: () => true }),
    async (request, response) => {
      const parsed = askSchema.safeParse(request.body);
      if (!parsed.success)
        return problem(response, 400, "invalid-request", z.prettifyError(parsed.error));
      if (parsed.data.question.trim() === "")
        return problem(response, 400, "empty-question", "question: write a question");
      const answer = await assistant.respond(inquiryOf(parsed.data, request));
      record(answer, log);
      response.status(answer.kind === "failed" ? 500 : 200).json(toJson(answer));
    },
  );
  app.all("/api/ask", (_request, response) => {
    response.setHeader("Allow", "POST");
    problem(response, 405, "method-not-allowed", 'send a POST with {"question": "…"}');
  });
  app.use((request, response) => {
    if (isForPrograms(request))
      return problem(response, 404, "not-found", "there is nothing at this address");
    response.status(404).type("html").send(page("No trobat", notFoundPage()));
  });
  app.use(errorHandler(log));
  return app;
}

/**
 * Starts listening and serves what `listenerFor` makes for the port that was taken.
 * @throws AssistantError PORT_UNAVAILABLE naming the port and the remedy
 */
export async function startServer(
  listenerFor: (port: number) => RequestListener,
  options: ListenOptions,
): Promise<RunningServer> {
  const server = createServer({
    requestTimeout: requestTimeoutMs,
    headersTimeout: requestTimeoutMs,
  });
  await listen(server, options);
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  const underWay = new Set<ServerResponse>();
  server.on("request", (_request, response) => {
    underWay.add(response);
    response.once("close", () => underWay.delete(response));
  });
  server.on("request", listenerFor(port));
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        // A browser would keep the connection, and with it the process, open after its answer.
        for (const response of underWay) response.shouldKeepAlive = false;
        // A client that never finishes its request must not keep the process alive.
        const timer = setTimeout(
          () => server.closeAllConnections(),
          options.stopWithinMs ?? stopWithinMs,
        );
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

const listenFaults: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program is using it. Stop that program, or set PORT to another",
  EACCES: "this user may not use it. Set PORT to one above 1023",
  EADDRNOTAVAIL: "this machine does not have the address HOST. Correct HOST, or leave it out",
  ENOTFOUND: "there is no address of the name HOST. Correct HOST, or leave it out",
};

function listen(server: Server, { port, host }: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: Error) => {
      const reason = listenFaults[systemErrorCode(cause) ?? ""] ?? `${cause.message}. Set PORT`;
      const message = `port ${port} is not available: ${reason}`;
      reject(new AssistantError("PORT_UNAVAILABLE", message, { cause }));
    };
    server.once("error", refuse);
    server.listen(port, host, () => {
      server.off("error", refuse);
      resolve();
    });
  });
}

function showItem(request: Request, response: Response, { catalogue }: SearchIndex): void {
  const segments: unknown = request.params["id"];
  const id = Array.isArray(segments) ? segments.join("/") : String(segments);
  const item = catalogue.get(id);
  if (item === undefined) {
    response.status(404).type("html").send(page("No trobat", notFoundPage()));
    return;
  }
  const digest = request.query[quoteParameter];
  const quote = typeof digest === "string" ? locateQuote(item, digest) : undefined;
  response.type("html").send(page(item.title, itemPage(item, catalogue, quote)));
}

function inquiryOf(data: z.infer<typeof askSchema>, request: Request): Inquiry {
  const { question, population, language, history, limit } = data;
  return {
    question,
    fallbackLanguage: interfaceLanguage(request),
    ...(population === undefined ? {} : { population }),
    ...(language === undefined ? {} : { language }),
    ...(history === undefined ? {} : { history }),
    ...(limit === undefined ? {} : { limit }),
  };
}

/** The browser's language, for questions that show none of their own. */
function interfaceLanguage(request: Request): Language {
  const accepted = request.acceptsLanguages([...languages]);
  return languages.find((language) => language === accepted) ?? "ca";
}

/** What was answered and how fast; never what was asked. */
function record(answer: Answer, log: Logger): void {
  const { kind, intent, language, durationMs } = answer;
  log.info({ kind, intent, language, durationMs }, "answered");
  if (answer.kind === "failed") log.error({ err: answer.cause }, "answer failed");
}

function isForPrograms(request: Request): boolean {
  return request.path.startsWith("/api/");
}

function problem(response: Response, status: number, type: string, detail: string): void {
  response
    .status(status)
    .type("application/problem+json")
    .send(JSON.stringify({ type, status, detail }));
}

function errorHandler(log: Logger): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = statusOf(error);
    if (status >= 500) log.error({ err: error }, "request failed");
    if (!isForPrograms(request)) {
      response
        .status(status)
        .type("html")
        .send(page("Error", faultPage(status)));
      return;
    }
    problem(response, status, typeOf(status), detailOf(status));
  };
}

function statusOf(error: unknown): number {
  const isObject = typeof error === "object" && error !== null;
  const status = isObject && "status" in error ? Number(error.status) : 500;
  return status >= 400 && status < 600 ? status : 500;
}

function typeOf(status: number): string {
  if (status === 413) return "too-large";
  return status >= 500 ? "internal" : "bad-request";
}

function detailOf(status: number): string {
  if (status === 413) return `the body is larger than ${maxBodyBytes / 1024 ** 2} MiB`;
  if (status >= 500) return "something broke on our side; try again";
  return 'the request cannot be read: send a JSON object like {"question": "…"}';
}
