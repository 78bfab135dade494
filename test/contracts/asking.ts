import { beforeAll, describe, expect, it } from "vitest";
import type { Assistant } from "../../src/answer/assistant.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { buildTimeoutMs, openAssistant } from "../src/answer/shipped.ts";

/** Something that was written to the assistant, wherever it is asked. */
export interface Written {
  /** Where it stands, in the surface's own notation. */
  readonly where: string;
}

/** Whatever people ask the assistant through, with the real program behind it. */
export interface AskedUnderTest {
  /** Writes to the assistant, in a conversation of its own or in that of another message. Nothing is delivered yet. */
  write(text: string, options?: { readonly after?: Written }): Written;
  /** Delivers what was written; resolves once the program acknowledged it. */
  deliver(written: Written): Promise<void>;
  /** What the assistant has said in a message's conversation by now: all its words and addresses. */
  answersTo(written: Written): readonly string[];
  until(holds: () => void): Promise<void>;
  /** What whoever runs the program can read. */
  readonly log: readonly string[];
  /** What the surface would have refused, or complained of. */
  readonly faults: readonly string[];
}

/** How a test wants the program. */
export interface AskedWish {
  readonly assistant?: (real: Assistant) => Partial<Assistant>;
}

/** Serves the program, whose public address is https://agenda.example.cat, until the test ends. */
export type OpenAsked = (index: SearchIndex, wish?: AskedWish) => Promise<AskedUnderTest>;

/** A question to search for. */
export const ransomware = "què hem de fer si ens entra un ransomware?";
const address = "https://agenda.example.cat/agenda/2.3.1";

/** What is wrong with {@link brokenAssistant}. */
export const brokenReason = "no index";

/** Fails as the real assistant does when something it needs is broken. */
export function brokenAssistant(real: Assistant): Partial<Assistant> {
  return {
    respond: async (inquiry) => ({
      ...(await real.respond({ ...inquiry, question: "ajuda" })),
      kind: "failed",
      lead: "Ara mateix no puc respondre.",
      suggestions: [],
      cause: new Error(brokenReason),
    }),
  };
}

let building: ReturnType<typeof openAssistant> | undefined;

/** The index of the shipped knowledge, built once a test file. */
export async function shippedIndex(): Promise<SearchIndex> {
  building ??= openAssistant();
  return (await building).index;
}

/** What everything that the assistant is asked through owes the people who ask there. */
export function askingContract(name: string, open: OpenAsked): void {
  describe(`${name}, as wherever the assistant is asked,`, () => {
    let index: SearchIndex;
    beforeAll(async () => {
      index = await shippedIndex();
    }, buildTimeoutMs);

    it("answers a question with the quote and its address", async () => {
      const asked = await open(index);
      const question = asked.write(ransomware);
      await asked.deliver(question);
      await asked.until(() => expect(asked.answersTo(question)).toHaveLength(1));
      const [answer] = asked.answersTo(question);
      expect(answer).toContain("Escriviu un pla de resposta a incidents de poques pàgines");
      expect(answer).toContain(address);
      expect(asked.faults).toEqual([]);
    });

    it("understands a follow-up by the conversation, and one conversation by itself", async () => {
      const asked = await open(index);
      const question = asked.write("acció 2.3.1");
      await asked.deliver(question);
      await asked.until(() => expect(asked.answersTo(question)).toHaveLength(1));
      const next = asked.write("qui ens hi pot ajudar?", { after: question });
      await asked.deliver(next);
      await asked.until(() => expect(asked.answersTo(question)).toHaveLength(2));
      expect(asked.answersTo(question)[1]).toContain(address);
      const elsewhere = asked.write("qui ens hi pot ajudar?");
      await asked.deliver(elsewhere);
      await asked.until(() => expect(asked.answersTo(elsewhere)).toHaveLength(1));
      expect(asked.answersTo(elsewhere)[0]).not.toContain(address);
    });

    it.each([
      ["abstains", "quina és la recepta dels canelons de la iaia?", "L'Agenda digital no cobreix"],
      ["lists", "quines accions té l'eix 3?", "Obrir o mantenir un Punt TIC"],
      ["counts", "quantes accions té l'eix 4?", "33 accions"],
      ["helps", "ajuda", "sistema automàtic"],
      ["looks up in Spanish", "¿qué dice la acción 2.3.1?", address],
      ["looks up in English", "what does action 2.3.1 say?", address],
    ])("%s", async (_what, text, expected) => {
      const asked = await open(index);
      const question = asked.write(text);
      await asked.deliver(question);
      await asked.until(() => expect(asked.answersTo(question)).toHaveLength(1));
      expect(asked.answersTo(question)[0]).toContain(expected);
      expect(asked.faults).toEqual([]);
    });

    it("says that it cannot answer when something is broken, and logs what", async () => {
      const asked = await open(index, { assistant: brokenAssistant });
      const question = asked.write(ransomware);
      await asked.deliver(question);
      await asked.until(() => expect(asked.answersTo(question)).toHaveLength(1));
      expect(asked.answersTo(question)[0]).toContain("Ara mateix no puc respondre.");
      expect(asked.log.join("")).toContain(brokenReason);
    });

    it("logs no word of what was asked or answered", async () => {
      const asked = await open(index);
      const question = asked.write("què fem amb el xiuxiueig del ransomware?");
      await asked.deliver(question);
      await asked.until(() => expect(asked.answersTo(question)).toHaveLength(1));
      expect(asked.log.join("")).not.toMatch(/xiuxiueig|pla de resposta/);
    });
  });
}
