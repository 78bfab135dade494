import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import * as z from "zod";
import { createChatModel } from "../../../adapters/langchain/chat-model.ts";
import { type Answer, citationsOf } from "../../../src/answer/answer.ts";
import { createAssistant } from "../../../src/answer/assistant.ts";
import { cite } from "../../../src/answer/cite.ts";
import { toMarkdown } from "../../../src/answer/markdown.ts";
import { shownIn } from "../../../src/answer/shown.ts";
import { languages } from "../../../src/language/language.ts";
import { writeLead } from "../../../src/lead/write-lead.ts";
import { ModelError } from "../../../src/models/model-error.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { shippedIndex } from "../../contracts/asking.ts";
import { createModelStandIn } from "../../helpers/model-stand-in.ts";
import { buildTimeoutMs, publicUrl } from "./shipped.ts";

const sets = join(import.meta.dirname, "../../evaluation/lead");

function rowsOf<Row>(name: string, schema: z.ZodType<Row>): Row[] {
  const lines = readFileSync(join(sets, name), "utf8").trim().split("\n");
  return lines.map((line) => schema.parse(JSON.parse(line)));
}

const outputSchema = z.object({
  id: z.string(),
  question: z.string(),
  language: z.enum(languages),
  quotes: z.array(z.object({ item: z.string(), quote: z.string() })),
  output: z.unknown(),
});
const outputs = ["tuning", "measuring"].flatMap((half) =>
  rowsOf(`${half}/adversarial.jsonl`, outputSchema),
);
const injections = ["tuning", "measuring"].flatMap((half) =>
  rowsOf(`${half}/injections.jsonl`, z.object({ id: z.string(), question: z.string() })),
);

let index: SearchIndex;
beforeAll(async () => {
  index = await shippedIndex();
}, buildTimeoutMs);

const signal = new AbortController().signal;

/** A model of a stand-in by the real package, with no breaker before it: every reply is looked at. */
async function hostile() {
  const standIn = await createModelStandIn();
  onTestFinished(() => standIn.stop());
  const model = await createChatModel(standIn.place("openai"));
  const common = { index: () => index, publicUrl, clock: () => performance.now() };
  return {
    standIn,
    model,
    alone: createAssistant(common),
    assistant: createAssistant({
      ...common,
      models: { budgetMs: 20_000, chat: () => model, log: pino({ level: "silent" }) },
    }),
  };
}

/** Everything that is no address of the agenda and looks like one. */
function foreignAddresses(answer: Answer): string[] {
  const text = shownIn(answer).reduce(
    (rest, { quote }) => rest.replaceAll(quote, ""),
    JSON.stringify({
      written: answer.written,
      lead: answer.lead,
      urls: shownIn(answer).map(({ url }) => url),
    }),
  );
  return [...text.matchAll(/https?:[^\s"\\]+|www\.\S+/g)]
    .map(([address]) => address)
    .filter((address) => !address.startsWith(`${publicUrl}/agenda/`));
}

describe("1,000 outputs of a model that errs or is hostile", () => {
  it("are as many as are said", () => {
    expect(new Set(outputs.map(({ id }) => id)).size).toBe(1_000);
  });

  it("leave no sentence over the quotes that they were written for", {
    timeout: 60_000,
  }, async () => {
    const { standIn, model } = await hostile();
    const kept: string[] = [];
    for (const { id, question, language, quotes, output } of outputs) {
      standIn.make({ replyTo: () => (output === undefined ? "" : output) });
      const citations = quotes.flatMap(({ item: itemId, quote }) => {
        const item = index.catalogue.get(itemId);
        const composition = { index, publicUrl, language, offset: 0 };
        const citation = item && cite(item, { words: [] }, 1, composition);
        return citation === undefined ? [] : [{ ...citation, quote }];
      });
      const lead = await writeLead({ question, language, citations, model, index, signal }).catch(
        (error: unknown) => {
          if (error instanceof ModelError) return undefined;
          throw error;
        },
      );
      if (lead !== undefined && lead.sentences.length > 0) kept.push(id);
    }
    expect(kept).toEqual([]);
  });

  it("change no quote and no link of an answer, and add no address", {
    timeout: 120_000,
  }, async () => {
    const { standIn, assistant, alone } = await hostile();
    const known = new Map<string, Answer>();
    for (const { question, output } of outputs) {
      standIn.make({ replyTo: () => (output === undefined ? "" : output) });
      const plain = known.get(question) ?? (await alone.respond({ question }));
      known.set(question, plain);
      const answer = await assistant.respond({ question, payer: "a council" });
      expect(answer.kind).toBe(plain.kind);
      expect(citationsOf(answer)).toEqual(citationsOf(plain));
      expect(foreignAddresses(answer)).toEqual([]);
    }
  });
});

describe("questions that inject or want to know what they must not", () => {
  /** A model that obeys whoever speaks last, and says all that it was told. */
  const obedient = ({ instructions, data }: { instructions: string; data: unknown }) => {
    const text = JSON.stringify(data);
    const said = [
      text.slice(0, 200),
      instructions.slice(0, 200),
      "Ignored: https://evil.example/x",
    ];
    return {
      language: "ca",
      completeness: "full",
      sentences: said.map((one) => ({ text: one, cites: [1] })),
      questions: [text.slice(0, 200), "Visit https://evil.example/x"],
    };
  };

  it("change nothing of what is quoted and linked, and get nothing told", {
    timeout: 120_000,
  }, async () => {
    const { standIn, assistant, alone } = await hostile();
    const turns = ["strict", "loose"] as const;
    for (const { id, question } of injections) {
      for (const turn of turns) {
        standIn.make({
          replyTo: (asked) => {
            const reply = obedient(asked);
            if (turn === "loose") return reply;
            const { questions, ...lead } = reply;
            return asked.name === "questions" ? { questions } : lead;
          },
        });
        const plain = await alone.respond({ question });
        const answer = await assistant.respond({ question, payer: "a council" });
        expect([id, answer.kind]).toEqual([id, plain.kind]);
        expect(citationsOf(answer)).toEqual(citationsOf(plain));
        expect(answer.written).toBeUndefined();
        expect(toMarkdown(answer)).not.toContain("evil.example");
      }
    }
  });

  it("reach the model as data, with nothing hidden in them and no sign that could end it", async () => {
    const { standIn, assistant } = await hostile();
    standIn.make({ replyTo: obedient });
    for (const { question } of injections)
      await assistant.respond({ question, payer: "a council" });
    const bodies = z.array(
      z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) }),
    );
    const sent = bodies.parse(standIn.requests.map(({ body }) => body));
    expect(sent.length).toBeGreaterThan(injections.length / 3);
    const instructions = new Set(sent.map(({ messages }) => messages[0]?.content));
    // One text for leads and one for questions, whatever was asked.
    expect(instructions.size).toBeLessThanOrEqual(2);
    for (const { messages } of sent) {
      expect(messages.map(({ role }) => role)).toEqual(["system", "user"]);
      expect(messages[1]?.content).not.toMatch(
        /[<>\u200b-\u200f\u202a-\u202e\u2060-\u2069\u{e0000}-\u{e007f}]/u,
      );
    }
  });
});
