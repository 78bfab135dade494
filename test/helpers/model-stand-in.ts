import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { json as readBody } from "node:stream/consumers";
import * as z from "zod";
import type { ModelPlace } from "../../src/models/model-place.ts";
import { behave, type StandInBehaviour } from "./model-stand-in-behaviours.ts";
import { type Making, textsToEmbed } from "./model-stand-in-replies.ts";

/** A request as it came. */
export interface StandInRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/**
 * A server on a free loopback port that speaks as OpenAI (`/v1/chat/completions`, `/v1/embeddings`), Ollama
 * (`/api/chat`, `/api/embed`), and Cohere and TEI (`/rerank`), and misbehaves as it is told.
 */
export interface ModelStandIn {
  /** `http://127.0.0.1:PORT`: Ollama's base address. OpenAI's is `/v1` below it. */
  readonly url: string;
  /** What came, in the order in which it came. */
  readonly requests: readonly StandInRequest[];
  /** Texts that were embedded well, in order, marks of queries and passages included. */
  readonly embedded: readonly string[];
  /** Place of a model of that provider here, with its right key. */
  place(provider: string, model?: string): ModelPlace;
  /** From the next request on: one behaviour a request, the last one for all that follow. Well at first. */
  behave(...behaviours: readonly StandInBehaviour[]): void;
  /** Changes how good replies are made; what is not given stays. */
  make(making: Partial<Making>): void;
  /** Fulfilled once that many requests have come, counted from the start. */
  arrived(count: number): Promise<void>;
  /** Fulfilled once that many requests were given up by who made them. */
  abandoned(count: number): Promise<void>;
  /** Nobody listens any longer: connections are refused. */
  goDown(): Promise<void>;
  /** Listens again, at the same address. */
  comeBack(): Promise<void>;
  /** Ends it; may be called twice. */
  stop(): Promise<void>;
}

/** The key that a stand-in takes. */
export const standInKey = "sk-stand-in-0123456789-secret";

/** Starts a stand-in: call `stop()` at the end. */
export async function createModelStandIn(
  options: {
    /** Seconds that a limited reply asks for. Default "1". */
    readonly retryAfter?: string;
    /** Where redirects lead. Default: an address of documentation, where nobody is. */
    readonly elsewhere?: string;
  } = {},
): Promise<ModelStandIn> {
  const { retryAfter = "1", elsewhere = "http://192.0.2.1/" } = options;
  const requests: StandInRequest[] = [];
  const embedded: string[] = [];
  const tally = createTally();
  let making: Making = {
    vectorOf: vectorOfWords,
    replyTo: () => ({}),
    scoreOf: sharedWords,
    usage: { inputTokens: 120, outputTokens: 30 },
  };
  let script: readonly StandInBehaviour[] = ["well"];

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request).catch(() => undefined);
    const path = request.url ?? "";
    const { headers } = request;
    requests.push({ path, headers, body });
    const [now = "well", ...later] = script;
    if (later.length > 0) script = later;
    response.on("close", () => {
      if (!response.writableFinished) tally.add("abandoned");
    });
    const isTaken = hasKey(headers);
    if (now === "well" && isTaken) embedded.push(...textsToEmbed(body));
    behave(isTaken ? now : "refused", { path, body, response, making, retryAfter, elsewhere });
    tally.add("arrived");
  };
  const server = createServer((request, response) => void handle(request, response));
  const listen = async (port: number) => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return z.object({ port: z.number() }).parse(server.address()).port;
  };
  const close = async () => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  const port = await listen(0);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    requests,
    embedded,
    place: (provider, model = "stand-in") => ({
      provider,
      model,
      url: ["openai", "mistralai"].includes(provider) ? `${url}/v1` : url,
      key: standInKey,
    }),
    behave: (...behaviours) => {
      script = behaviours;
    },
    make: (changes) => {
      making = { ...making, ...changes };
    },
    arrived: (count) => tally.reached("arrived", count),
    abandoned: (count) => tally.reached("abandoned", count),
    goDown: close,
    comeBack: async () => void (await listen(port)),
    stop: close,
  };
}

/** No key is fine, as on a server at home; a wrong one is not. */
function hasKey(headers: IncomingHttpHeaders): boolean {
  const given = headers.authorization?.replace(/^Bearer /, "") ?? headers["x-api-key"];
  return given === undefined || given === standInKey || given === "none";
}

/** Counts, and tells those who wait for a count. */
function createTally() {
  const counts = new Map<string, number>();
  const waiting: { readonly name: string; readonly count: number; readonly tell: () => void }[] =
    [];
  const of = (name: string) => counts.get(name) ?? 0;
  return {
    add(name: string) {
      counts.set(name, of(name) + 1);
      for (const one of waiting) if (one.name === name && of(name) >= one.count) one.tell();
    },
    reached: (name: string, count: number) =>
      new Promise<void>((tell) => {
        if (of(name) >= count) tell();
        else waiting.push({ name, count, tell });
      }),
  };
}

/** Words of a text, counted into 16 dimensions by their letters: texts that share words are near. */
function vectorOfWords(text: string): number[] {
  const vector = Array.from({ length: 16 }, () => 0.01);
  for (const word of wordsOf(text)) {
    let hash = 7;
    for (const letter of word) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
    vector[hash % 16] = (vector[hash % 16] ?? 0) + 1;
  }
  return vector;
}

/** Part of the question's words that the text has, 0 to 1. */
function sharedWords(question: string, text: string): number {
  const asked = wordsOf(question);
  const there = new Set(wordsOf(text));
  return asked.filter((word) => there.has(word)).length / Math.max(1, asked.length);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}
