import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openModels } from "../../../adapters/langchain/open-models.ts";
import { readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import type { Answer } from "../../../src/answer/answer.ts";
import { createAssistant } from "../../../src/answer/assistant.ts";
import { prepareForIndex } from "../../../src/models/prepare-models.ts";
import { buildIndex, openIndex } from "../../../src/search/index-build.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { store } from "../../helpers/built-index.ts";
import { createModelStandIn, type ModelStandIn, standInKey } from "../../helpers/model-stand-in.ts";
import type { StandInBehaviour } from "../../helpers/model-stand-in-behaviours.ts";
import { between, directionOf, memoryCache } from "../../helpers/neural-embedding.ts";
import { buildTimeoutMs, publicUrl, shippedFolder } from "./shipped.ts";

const common = directionOf("what all texts have in common");
const lines: string[] = [];
let standIn: ModelStandIn;
/** Opens the index again: nothing is remembered of questions, and no model is left alone. */
let open: () => Promise<SearchIndex>;
let plain: SearchIndex;
let folder = "";

// Built once, with an embedding over HTTP that knows what the items are expected to answer.
beforeAll(async () => {
  standIn = await createModelStandIn();
  const knowledge = await readKnowledge(shippedFolder);
  const owners = new Map(
    knowledge.items.flatMap(({ id, title, questions }) =>
      [title, ...questions].map((text) => [text, id] as const),
    ),
  );
  standIn.make({
    vectorOf(text) {
      const [title = ""] = text.split("\n");
      const owner = directionOf(`item ${owners.get(text) ?? owners.get(title) ?? title}`);
      return [
        ...between(
          owner,
          directionOf(text).map((value) => value * 0.7),
          common,
        ),
      ];
    },
  });
  const embeddings = { ...standIn.place("openai"), maxTokens: 1_000_000 };
  const log = pino({ level: "debug" }, { write: (line: string) => lines.push(line) });
  const prepare = async () => {
    const config = { embeddings, budgetMs: 6_000 };
    const opened = await openModels(config, { modelsDirectory: "unused" });
    const side = prepareForIndex(opened, memoryCache(), { config, log, spending: () => undefined });
    if (side === undefined) throw new TypeError("no embedding was opened");
    return side;
  };
  folder = await mkdtemp(join(tmpdir(), "agenda-test-"));
  await buildIndex(knowledge, folder, store, () => {}, (await prepare()).build);
  open = async () => openIndex(folder, store, (await prepare()).embedding);
  plain = await openIndex(folder, store);
}, buildTimeoutMs * 2);
afterAll(async () => {
  await standIn.stop();
  await rm(folder, { recursive: true, force: true });
});

const question = "què hem de fer si ens entra un ransomware?";

function ask(index: SearchIndex, asked = question, history: readonly string[] = []) {
  const assistant = createAssistant({
    index: () => index,
    publicUrl,
    clock: () => performance.now(),
  });
  return assistant.respond({ question: asked, history });
}

function lasting(answer: Answer) {
  return { ...answer, durationMs: 0 };
}

describe("an answer with a neural embedding", () => {
  it("is asked for once, however often the question comes again", async () => {
    const index = await open();
    const before = standIn.embedded.length;
    expect((await ask(index)).kind).toBe("answered");
    await ask(index, "i per a un municipi de 800 habitants?", [question]);
    await ask(index);
    expect(standIn.embedded.slice(before)).toEqual([question]);
  });

  const faults: readonly StandInBehaviour[] = [
    "half-then-cut",
    "half-then-end",
    "cut",
    "limited",
    "spent",
    "failing",
    "away",
    "refused",
    "unknown-model",
    "bad-request",
    "malformed",
    "other-shape",
    "nothing",
    "overlong",
    "packed",
    "elsewhere",
    "wrong-dimension",
    "empty-vector",
    "zeros",
    "one-fewer",
    "empty-list",
    "nan",
    "infinite",
    "null",
    "strings",
  ];
  it.each(faults)(
    "is the one without it when the model is %s, and the log says so",
    async (fault) => {
      const index = await open();
      const from = lines.length;
      standIn.behave(fault);
      const answer = await ask(index);
      standIn.behave("well");
      expect(lasting(answer)).toEqual(lasting(await ask(plain)));
      const log = lines.slice(from).join("");
      // A whole vector of other dimensions is no fault of the call: it is not looked up.
      if (fault !== "wrong-dimension") expect(log).toContain("answered without the model");
      expect(log).not.toContain(standInKey);
      expect(log).not.toContain("ransomware");
    },
  );

  it.each(["stalled", "half-headers", "half-then-stalled"] as const)(
    "comes in time when the model is %s, with a conversation before it too",
    async (fault) => {
      const index = await open();
      standIn.behave(fault);
      const history = ["com fem còpies?", "qui paga la fibra?", "què és l'ENS?"];
      const answer = await ask(index, question, history);
      standIn.behave("well");
      expect(lasting(answer)).toEqual(lasting(await ask(plain, question, history)));
      // No measure of speed: it must not wait for every question anew.
      expect(answer.durationMs).toBeLessThan(6_000);
    },
    20_000,
  );
});
