import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { type Making, type Reply, replyFor, type Twist } from "./model-stand-in-replies.ts";

/** What a stand-in does with a request instead of replying well. */
export type StandInBehaviour =
  | "well"
  /** Takes the request and never replies. */
  | "stalled"
  /** Begins to reply, not even the headers complete, and stops there with the connection open. */
  | "half-headers"
  /** Half of a good reply, then nothing, with the connection open. */
  | "half-then-stalled"
  /** Half of a good reply, then the connection breaks. */
  | "half-then-cut"
  /** Half of a good reply, then an end as if it were all. */
  | "half-then-end"
  /** The connection breaks without a reply. */
  | "cut"
  /** 429 with Retry-After. */
  | "limited"
  /** 429 of an account with nothing left to spend. */
  | "spent"
  /** 500. */
  | "failing"
  /** 503 with a page in HTML, as a proxy sends it. */
  | "away"
  /** 401, repeating the key and the request in its words. */
  | "refused"
  /** 404: no such model. */
  | "unknown-model"
  /** 400, repeating the request in its words. */
  | "bad-request"
  /** 400 of a filter of content. */
  | "filtered"
  /** 200 with what is no JSON. */
  | "malformed"
  /** 200 with JSON of another shape. */
  | "other-shape"
  /** 200 with an empty body. */
  | "nothing"
  /** A chat reply that is not of the shape asked for: text around it, or other fields. */
  | "chatty"
  | "other-fields"
  /** A chat reply that ended at the limit of its tokens. */
  | "cut-short"
  /** A chat model that does not want to. */
  | "declined"
  /** A reply of 2.1 MB. */
  | "overlong"
  /** A reply that has no end. */
  | "endless"
  /** A reply that is small as it comes, and 50 MB once unpacked. */
  | "packed"
  /** A redirect to another server. */
  | "elsewhere"
  /** Vectors: one dimension less in all, or from the second on. */
  | "wrong-dimension"
  | "changing-dimension"
  /** Vectors: the first one empty, all zero, one too few or too many, none at all. */
  | "empty-vector"
  | "zeros"
  | "one-fewer"
  | "one-more"
  | "empty-list"
  /** Numbers (of vectors or scores): one NaN as some servers write it, too large, null, or a string. */
  | "nan"
  | "infinite"
  | "null"
  | "strings"
  /** Scores: a place twice, or one that no text has. */
  | "place-twice"
  | "place-outside";

interface Scene {
  readonly path: string;
  readonly body: unknown;
  readonly response: ServerResponse;
  readonly making: Making;
  readonly retryAfter: string;
  readonly elsewhere: string;
}

type Scored = { index: number; score: unknown };
/** Stands for what JSON cannot say, until the text of the reply is made. */
const marks = { nan: "@NaN@", infinite: "@Infinity@" };

const firstNumber = (value: unknown): Twist => ({
  vectors: ([first = [], ...rest]) => [[value, ...first.slice(1)], ...rest],
  scores: ([first, ...rest]) => [{ ...first, score: value }, ...rest],
});

const twists: Partial<Record<StandInBehaviour, Twist>> = {
  chatty: { text: (text) => `Of course! Here it is:\n${text}\nAnything else?` },
  "other-fields": { text: () => JSON.stringify({ unexpected: true }) },
  "cut-short": { text: (text) => text.slice(0, Math.ceil(text.length / 2)), isCutShort: true },
  declined: { isDeclined: true },
  overlong: {
    text: () => JSON.stringify({ text: "a".repeat(2_100_000) }),
    scores: (scores) => [...scores, ...filler],
    vectors: (vectors) => vectors.map(() => Array.from({ length: 2_000_000 }, () => 0.125)),
  },
  "wrong-dimension": { vectors: (vectors) => vectors.map((vector) => vector.slice(1)) },
  "changing-dimension": {
    vectors: ([first = [], ...rest]) => [first, ...rest.map((vector) => vector.slice(1))],
  },
  "empty-vector": { vectors: ([, ...rest]) => [[], ...rest] },
  zeros: { vectors: ([first = [], ...rest]) => [first.map(() => 0), ...rest] },
  "one-fewer": {
    vectors: (vectors) => vectors.slice(1),
    scores: (scores) => scores.slice(1),
  },
  "one-more": {
    vectors: (vectors) => [...vectors, vectors[0] ?? []],
    scores: (scores) => [...scores, { index: scores.length, score: 0.5 }],
  },
  "empty-list": { vectors: () => [], scores: () => [] },
  nan: firstNumber(marks.nan),
  infinite: firstNumber(marks.infinite),
  null: firstNumber(null),
  strings: firstNumber("0.5"),
  "place-twice": { scores: (scores) => scores.map(({ score }: Scored) => ({ index: 0, score })) },
  "place-outside": {
    scores: (scores) => scores.map(({ index, score }) => ({ index: index + 1, score })),
  },
};

const filler = Array.from({ length: 90_000 }, () => ({ index: 0, score: 0.123456789 }));

/** Does with a request what the behaviour says. */
export function behave(behaviour: StandInBehaviour, scene: Scene): void {
  const { response, path, body, making } = scene;
  const special = specials[behaviour];
  if (special !== undefined) {
    special(scene);
    return;
  }
  const reply = replyFor(path, body, making, twists[behaviour] ?? {});
  if (reply === undefined) {
    send(response, 404, { error: { message: "no such page" } });
    return;
  }
  sendReply(behaviour, response, {
    ...reply,
    parts: reply.parts.map((part) =>
      part.replaceAll(`"${marks.nan}"`, "NaN").replaceAll(`"${marks.infinite}"`, "1e999"),
    ),
  });
}

function sendReply(behaviour: StandInBehaviour, response: ServerResponse, reply: Reply): void {
  response.writeHead(200, { "content-type": reply.type });
  if (!behaviour.startsWith("half")) {
    response.end(reply.parts.join(""));
    return;
  }
  const [first = "", ...rest] = reply.parts;
  const half = rest.length > 0 ? first : first.slice(0, Math.ceil(first.length / 2));
  if (behaviour === "half-then-end") response.end(half);
  else
    response.write(half, () => {
      if (behaviour === "half-then-cut") response.destroy();
    });
}

const echo = ({ body, response }: Scene) =>
  `${response.req.headers.authorization ?? ""} ${JSON.stringify(body)}`;
const failure = (status: number, code: string, words: (scene: Scene) => string) => (scene: Scene) =>
  send(scene.response, status, { error: { message: words(scene), type: code, code } });

const specials: Partial<Record<StandInBehaviour, (scene: Scene) => void>> = {
  stalled: () => undefined,
  "half-headers": ({ response }) => void response.socket?.write("HTTP/1.1 200 OK\r\nContent-Ty"),
  cut: ({ response }) => void response.destroy(),
  limited: ({ response, retryAfter }) => {
    response.setHeader("retry-after", retryAfter);
    send(response, 429, { error: { message: "too many requests", code: "rate_limit_exceeded" } });
  },
  spent: failure(429, "insufficient_quota", () => "nothing left to spend"),
  failing: failure(500, "server_error", echo),
  away: ({ response }) => {
    response.writeHead(503, { "content-type": "text/html" });
    response.end("<html><body>Service unavailable</body></html>");
  },
  refused: failure(401, "invalid_api_key", (scene) => `wrong key: ${echo(scene)}`),
  "unknown-model": failure(404, "model_not_found", echo),
  "bad-request": failure(400, "invalid_request", echo),
  filtered: failure(400, "content_filter", echo),
  malformed: ({ response }) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end('{"choices": [{"message": {"content": ');
  },
  "other-shape": ({ response }) => send(response, 200, { status: "ok", items: [1, 2, 3] }),
  nothing: ({ response }) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end();
  },
  endless: ({ response }) => {
    response.writeHead(200, { "content-type": "application/json" });
    const more = () => {
      while (!response.destroyed && response.write(" ".repeat(65_536)));
    };
    response.on("drain", more);
    more();
  },
  packed: ({ response }) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
    response.end(gzipSync(Buffer.alloc(50_000_000, " ")));
  },
  elsewhere: ({ response, elsewhere }) => {
    response.writeHead(307, { location: elsewhere });
    response.end();
  },
};

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
}
