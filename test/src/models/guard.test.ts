import { pino } from "pino";
import { describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { createBreaker } from "../../../src/models/breaker.ts";
import type { ChatModel } from "../../../src/models/chat-model.ts";
import { guardChat, guardEmbedding, guardReranker } from "../../../src/models/guard.ts";
import { ModelError } from "../../../src/models/model-error.ts";
import type { ModelCall, Spending } from "../../../src/models/spending.ts";

/** A guard, with what it logged and the calls it told. */
function rig() {
  const lines: string[] = [];
  const calls: ModelCall[] = [];
  const log = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  const guard = {
    breaker: createBreaker({ log, name: "openai:small" }),
    log,
    now: () => 0,
    onCall: (call: ModelCall) => void calls.push(call),
  };
  return { guard, lines, calls };
}

const never = () => new AbortController().signal;
const bugs = [
  new RangeError("secret words"),
  new SyntaxError(`Unexpected token 's', "secret words" is not valid JSON`),
];
const request = {
  instructions: "i".repeat(300),
  data: { text: "d".repeat(300) },
  name: "reply",
  schema: z.object({}),
  maxTokens: 100,
};

function chatOf(complete: () => Promise<never>): ChatModel {
  return { id: "openai:small", complete };
}

describe("guardChat", () => {
  function spendingOf() {
    const asked: number[] = [];
    const end = vi.fn(async () => {});
    const giveBack = vi.fn();
    const spending: Spending = {
      async begin(_council, tokens) {
        asked.push(tokens);
        return { end, giveBack };
      },
    };
    return { spending, asked, end, giveBack };
  }

  it("keeps room for what is sent and for the longest reply", async () => {
    const { guard } = rig();
    const { spending, asked } = spendingOf();
    const model = chatOf(() => Promise.reject(new ModelError("slow", "over")));
    await expect(
      guardChat(model, guard, spending)("north", "lead").complete(request, never()),
    ).rejects.toMatchObject({ fault: "slow" });
    expect(asked).toEqual([Math.ceil((300 + JSON.stringify(request.data).length) / 3) + 100]);
  });

  it("sends nothing and counts nothing once the time is over", async () => {
    const { guard, lines } = rig();
    const asker = new AbortController();
    const { spending, end, giveBack } = spendingOf();
    const complete = vi.fn(() => Promise.reject(new TypeError("sent")));
    const slow: Spending = {
      begin(council, tokens) {
        asker.abort();
        return spending.begin(council, tokens);
      },
    };
    await expect(
      guardChat(chatOf(complete), guard, slow)("north", "lead").complete(request, asker.signal),
    ).rejects.toMatchObject({ fault: "slow" });
    expect(complete).not.toHaveBeenCalled();
    expect(end).not.toHaveBeenCalled();
    expect(giveBack).toHaveBeenCalledOnce();
    expect(lines).toEqual([]);
  });

  it.each(bugs)("lets nothing out but a fault of the model, and logs no text: %s", async (bug) => {
    const { guard, lines } = rig();
    const { spending } = spendingOf();
    const chat = guardChat(
      chatOf(() => Promise.reject(bug)),
      guard,
      spending,
    )("north", "lead");
    await expect(chat.complete(request, never())).rejects.toMatchObject({
      code: "MODEL_FAILED",
      fault: "malformed",
    });
    expect(lines.join("")).toContain(bug.name);
    expect(lines.join("")).not.toContain("secret");
  });

  it("takes data that cannot be written down for a fault, too", async () => {
    const { guard } = rig();
    const chat = guardChat(
      chatOf(() => Promise.reject(new Error("x"))),
      guard,
      spendingOf().spending,
    );
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    await expect(
      chat("north", "lead").complete({ ...request, data: circular }, never()),
    ).rejects.toMatchObject({ fault: "malformed" });
  });

  it("waits for the database no longer than the signal lets it", async () => {
    const { guard } = rig();
    const asker = new AbortController();
    const stalled: Spending = { begin: () => new Promise(() => {}) };
    const chat = guardChat(
      chatOf(() => Promise.reject(new Error("x"))),
      guard,
      stalled,
    );
    const run = chat("north", "lead").complete(request, asker.signal);
    asker.abort(new ModelError("slow", "over"));
    await expect(run).rejects.toMatchObject({ fault: "slow" });
  }, 2_000);
});

describe("guardEmbedding", () => {
  it("says once that the vectors do not fit, and counts it each time", () => {
    const { guard, lines, calls } = rig();
    const embedding = guardEmbedding(
      {
        id: "openai:small",
        batchSize: 1,
        isRemote: false,
        embedPassages: async () => [],
        embedQuery: async () => Float32Array.of(1),
      },
      guard,
    );
    embedding.onUnfit?.();
    embedding.onUnfit?.();
    expect(calls).toMatchObject([{ fault: "malformed" }, { fault: "malformed" }]);
    expect(lines).toHaveLength(1);
  });
});

describe("guardReranker", () => {
  const score = vi.fn(async (_question: string, texts: readonly string[]) => texts.map(() => 0.5));
  const open = () => {
    score.mockClear();
    return guardReranker({ id: "tei:small", score }, rig().guard);
  };

  it("asks once for the same question and texts, and gives scores that nobody can spoil", async () => {
    const reranker = open();
    (await reranker.score("q", ["a", "b"], never())).reverse().push(9);
    expect(await reranker.score("q", ["a", "b"], never())).toEqual([0.5, 0.5]);
    expect(score).toHaveBeenCalledTimes(1);
    await reranker.score("q", ["b", "a"], never());
    expect(score).toHaveBeenCalledTimes(2);
  });

  it("does not take texts for others that are cut elsewhere", async () => {
    const reranker = open();
    await reranker.score("q", ["a\nb"], never());
    expect(await reranker.score("q", ["a", "b"], never())).toHaveLength(2);
  });
});
