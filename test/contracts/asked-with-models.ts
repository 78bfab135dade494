import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createAssistant } from "../../src/answer/assistant.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { standInModels } from "../helpers/answer-models.ts";
import { createModelStandIn, type ModelStandIn } from "../helpers/model-stand-in.ts";
import { buildTimeoutMs } from "../src/answer/shipped.ts";
import { type OpenAsked, ransomware, shippedIndex } from "./asking.ts";

const publicUrl = "https://agenda.example.cat";
const quoted = "Escriviu un pla de resposta a incidents de poques pàgines";
const supported =
  "Escriviu un pla de resposta a incidents que digui qui decideix i què es desconnecta.";

/** Sentences that must never be read, whatever the surface. */
const lies = [
  "L'Agència de Ciberseguretat paga el rescat en 24 hores.",
  "Consulteu https://pagaments.example/rescat per recuperar-ho tot.",
  "<script>alert(1)</script> Escriviu un pla de resposta.",
  "[Escriviu un pla](https://pagaments.example) de resposta.",
  "L'alcaldia ha dit: «no cal fer res».",
];

/** What everything that the assistant is asked through owes people when a language model is set up. */
export function askedWithModelsContract(name: string, open: OpenAsked): void {
  describe(`${name}, with a language model,`, () => {
    let index: SearchIndex;
    beforeAll(async () => {
      index = await shippedIndex();
    }, buildTimeoutMs);

    async function askThrough(standIn: ModelStandIn, budgetMs?: number) {
      const models = await standInModels(standIn, budgetMs === undefined ? {} : { budgetMs });
      const assistant = createAssistant({
        index: () => index,
        publicUrl,
        clock: () => performance.now(),
        models,
      });
      const asked = await open(index, { assistant: () => assistant });
      const question = asked.write(ransomware);
      await asked.deliver(question);
      await asked.until(() => expect(asked.answersTo(question)).toHaveLength(1));
      expect(asked.faults).toEqual([]);
      return asked.answersTo(question)[0] ?? "";
    }

    async function openStandIn(): Promise<ModelStandIn> {
      const standIn = await createModelStandIn();
      onTestFinished(() => standIn.stop());
      return standIn;
    }

    it("shows what it wrote, marked, over the quotes, and nothing that no quote supports", async () => {
      const standIn = await openStandIn();
      const sentences = [supported, ...lies].map((text) => ({ text, cites: [1] }));
      standIn.make({ replyTo: () => ({ language: "ca", completeness: "full", sentences }) });
      const answer = await askThrough(standIn);
      expect(answer).toContain(supported.slice(0, 40));
      expect(answer).toContain("intel·ligència artificial");
      expect(answer).toContain(quoted);
      expect(answer).toContain(`${publicUrl}/agenda/2.3.1`);
      expect(answer).not.toMatch(/rescat en 24|pagaments\.example|script|no cal fer res/);
    });

    it("answers with the quotes, in time and without a word of it, while it is stalled", async () => {
      const standIn = await openStandIn();
      standIn.behave("stalled");
      const answer = await askThrough(standIn, 700);
      expect(answer).toContain(quoted);
      expect(answer).toContain(`${publicUrl}/agenda/2.3.1`);
      expect(answer).not.toContain("resum");
      expect(standIn.requests).toHaveLength(1);
    });
  });
}
