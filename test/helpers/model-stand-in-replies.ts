import * as z from "zod";

/** What a chat model was asked, whichever protocol it came by. */
export interface AskedOfChat {
  /** Name of the shape of the reply, where the protocol carries it. */
  readonly name: string | undefined;
  readonly instructions: string;
  /** The user's message, read as JSON; as text where it is none. */
  readonly data: unknown;
}

/** How a stand-in makes good replies. */
export interface Making {
  readonly vectorOf: (text: string) => readonly number[];
  /** An object is sent as JSON, a string as it stands. */
  readonly replyTo: (asked: AskedOfChat) => unknown;
  readonly scoreOf: (question: string, text: string) => number;
  /** Tokens told with a chat reply; none are told when absent. */
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number } | undefined;
}

/** What a reply of each protocol is changed to, where a stand-in misbehaves. */
export interface Twist {
  /** Vectors of the reply, as JSON values. */
  readonly vectors?: (vectors: readonly (readonly number[])[]) => readonly unknown[];
  /** Scores of the reply by place. */
  readonly scores?: (scores: readonly { index: number; score: unknown }[]) => readonly unknown[];
  /** The text of a chat reply. */
  readonly text?: (text: string) => string;
  readonly isDeclined?: boolean;
  readonly isCutShort?: boolean;
}

/** A good reply: lines where the protocol streams, else one. */
export interface Reply {
  readonly type: string;
  readonly parts: readonly string[];
}

const json = (value: unknown): Reply => ({
  type: "application/json",
  parts: [JSON.stringify(value)],
});

const message = z.looseObject({ role: z.string(), content: z.string() });
const chatBody = z.looseObject({
  messages: z.array(message),
  stream: z.boolean().optional(),
  response_format: z.looseObject({ json_schema: z.looseObject({ name: z.string() }) }).optional(),
  format: z.looseObject({ title: z.string().optional() }).optional(),
});
const input = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const embedBody = z.looseObject({ input });
const rerankBody = z.looseObject({
  query: z.string(),
  texts: z.array(z.string()).optional(),
  documents: z.array(z.string()).optional(),
});

function readChat(body: unknown): AskedOfChat {
  const { messages, response_format, format } = chatBody.parse(body);
  const contents = (...roles: string[]) =>
    messages
      .filter(({ role }) => roles.includes(role))
      .map(({ content }) => content)
      .join("\n");
  return {
    name: response_format?.json_schema.name ?? format?.title,
    instructions: contents("system", "developer"),
    data: readJson(contents("user")),
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function textOf(body: unknown, making: Making, twist: Twist): string {
  const reply = making.replyTo(readChat(body));
  const text = typeof reply === "string" ? reply : JSON.stringify(reply);
  return twist.text?.(text) ?? text;
}

function openaiChat(body: unknown, making: Making, twist: Twist): Reply {
  const text = textOf(body, making, twist);
  const { usage } = making;
  return json({
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1_760_000_000,
    model: "stand-in",
    choices: [
      {
        index: 0,
        finish_reason: twist.isCutShort ? "length" : "stop",
        message: twist.isDeclined
          ? { role: "assistant", content: null, refusal: "I will not." }
          : { role: "assistant", content: text, refusal: null },
      },
    ],
    ...(usage && {
      usage: {
        prompt_tokens: usage.inputTokens,
        completion_tokens: usage.outputTokens,
        total_tokens: usage.inputTokens + usage.outputTokens,
      },
    }),
  });
}

function ollamaChat(body: unknown, making: Making, twist: Twist): Reply {
  const text = twist.isDeclined ? "I will not." : textOf(body, making, twist);
  const half = Math.ceil(text.length / 2);
  const line = (content: string, more: object) =>
    `${JSON.stringify({ model: "stand-in", created_at: "2026-01-01T00:00:00Z", message: { role: "assistant", content }, ...more })}\n`;
  const { usage } = making;
  return {
    type: "application/x-ndjson",
    parts: [
      line(text.slice(0, half), { done: false }),
      line(text.slice(half), { done: false }),
      line("", {
        done: true,
        done_reason: twist.isCutShort ? "length" : "stop",
        ...(usage && { prompt_eval_count: usage.inputTokens, eval_count: usage.outputTokens }),
      }),
    ],
  };
}

function vectorsOf(texts: readonly string[], making: Making, twist: Twist): readonly unknown[] {
  const vectors = texts.map((text) => making.vectorOf(text));
  return twist.vectors?.(vectors) ?? vectors;
}

function scoresOf(body: unknown, making: Making, twist: Twist) {
  const { query, texts, documents } = rerankBody.parse(body);
  const scores = (texts ?? documents ?? [])
    .map((text, index) => ({ index, score: making.scoreOf(query, text) as unknown }))
    .sort((a, b) => Number(b.score) - Number(a.score));
  const twisted = twist.scores?.(scores) ?? scores;
  if (texts !== undefined) return json(twisted);
  const results = z
    .array(z.looseObject({ index: z.unknown(), score: z.unknown() }))
    .parse(twisted)
    .map(({ index, score }) => ({ index, relevance_score: score }));
  return json({ id: "rerank-1", results });
}

/** The texts that a request wants embedded; none where it wants something else. */
export function textsToEmbed(body: unknown): readonly string[] {
  return embedBody.safeParse(body).data?.input ?? [];
}

/** The good reply to a request, or a good one twisted; undefined where nothing is served at that path. */
export function replyFor(
  path: string,
  body: unknown,
  making: Making,
  twist: Twist,
): Reply | undefined {
  if (path.endsWith("/chat/completions")) return openaiChat(body, making, twist);
  if (path.endsWith("/api/chat")) return ollamaChat(body, making, twist);
  if (path.endsWith("/rerank")) return scoresOf(body, making, twist);
  const vectors = () => vectorsOf(embedBody.parse(body).input, making, twist);
  if (path.endsWith("/api/embed")) return json({ model: "stand-in", embeddings: vectors() });
  if (path.endsWith("/embeddings"))
    return json({
      object: "list",
      model: "stand-in",
      data: vectors().map((embedding, index) => ({ object: "embedding", index, embedding })),
      usage: { prompt_tokens: 1, total_tokens: 1 },
    });
  return undefined;
}
