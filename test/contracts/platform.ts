import { beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../src/answer/answer.ts";
import type { Assistant } from "../../src/answer/assistant.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { buildTimeoutMs, openAssistant } from "../src/answer/shipped.ts";

/** Something that was written to the assistant, on whatever platform. */
export interface Written {
  /** Where it stands, in the platform's own notation. */
  readonly where: string;
}

/** Who writes: a person, the assistant itself, another program, or somebody whom the settings do not allow. */
export type Writer = "person" | "self" | "bot" | "stranger";

/** A chat platform with the program behind it, both over HTTP. */
export interface PlatformUnderTest {
  /** Writes to the assistant, in a conversation of its own or in that of another message. Nothing is delivered yet. */
  write(text: string, options?: { readonly after?: Written; readonly by?: Writer }): Written;
  /** Delivers what was written; resolves once the program acknowledged it. */
  deliver(written: Written): Promise<void>;
  edit(written: Written, text: string): Promise<void>;
  remove(written: Written): Promise<void>;
  /** What the assistant says to everybody or to the writer below a message now: all its words and addresses. */
  answersTo(written: Written): readonly string[];
  /** The next message of the assistant fails: before the platform took it, or after. */
  breakNext(when: "before" | "after"): void;
  /** Ends the program and begins anew over the same data. */
  restart(): Promise<void>;
  until(holds: () => void): Promise<void>;
  readonly log: readonly string[];
  /** Calls that the platform would have refused. */
  readonly faults: readonly string[];
}

/** How a test wants the program. */
export interface PlatformWish {
  readonly assistant?: (real: Assistant) => Partial<Assistant>;
}

/** Serves the program on a platform until the test ends. */
export type OpenPlatform = (index: SearchIndex, wish?: PlatformWish) => Promise<PlatformUnderTest>;

const ransomware = "què hem de fer si ens entra un ransomware?";
const address = "https://agenda.example.cat/agenda/2.3.1";

/** What every chat platform owes the people who ask there. */
export function platformContract(name: string, open: OpenPlatform): void {
  describe(`${name}, as every chat platform,`, () => {
    let index: SearchIndex;
    beforeAll(async () => {
      ({ index } = await openAssistant());
    }, buildTimeoutMs);

    /** Nothing that is still on its way may add to what was seen: a later message has its answer by then. */
    async function settle(platform: PlatformUnderTest): Promise<void> {
      const later = platform.write("acció 4.1.1");
      await platform.deliver(later);
      await platform.until(() => expect(platform.answersTo(later)).toHaveLength(1));
    }

    it("answers a question with the quote and its address", async () => {
      const platform = await open(index);
      const question = platform.write(ransomware);
      await platform.deliver(question);
      await platform.until(() => expect(platform.answersTo(question)).toHaveLength(1));
      const [answer] = platform.answersTo(question);
      expect(answer).toContain("Escriviu un pla de resposta a incidents de poques pàgines");
      expect(answer).toContain(address);
      expect(platform.faults).toEqual([]);
    });

    it("answers once what is delivered five times at once, and again later", async () => {
      const platform = await open(index);
      const question = platform.write(ransomware);
      await Promise.all(Array.from({ length: 5 }, () => platform.deliver(question)));
      await platform.until(() => expect(platform.answersTo(question)).toHaveLength(1));
      await platform.deliver(question);
      await settle(platform);
      expect(platform.answersTo(question)).toHaveLength(1);
    });

    it("answers once what is delivered again after a restart", async () => {
      const platform = await open(index);
      const question = platform.write(ransomware);
      await platform.deliver(question);
      await platform.until(() => expect(platform.answersTo(question)).toHaveLength(1));
      await platform.restart();
      await platform.deliver(question);
      await settle(platform);
      expect(platform.answersTo(question)).toHaveLength(1);
    });

    it("acknowledges a question before its answer is made, and answers it after a restart", async () => {
      let isStuck = true;
      const never = new Promise<Answer>(() => {});
      const platform = await open(index, {
        assistant: (real) => ({
          respond: (inquiry) => (isStuck ? never : real.respond(inquiry)),
        }),
      });
      const question = platform.write(ransomware);
      await platform.deliver(question);
      expect(platform.answersTo(question)).toEqual([]);
      isStuck = false;
      await platform.restart();
      await platform.until(() => expect(platform.answersTo(question)).toHaveLength(1));
    });

    it.each(["before", "after"] as const)(
      "gives one answer when the connection breaks %s the platform took it",
      async (when) => {
        const platform = await open(index);
        platform.breakNext(when);
        const question = platform.write(ransomware);
        await platform.deliver(question);
        await platform.until(() => expect(platform.answersTo(question)).toHaveLength(1));
        await settle(platform);
        expect(platform.answersTo(question)).toHaveLength(1);
      },
    );

    it.each(["self", "bot"] as const)("never answers what the %s writes", async (by) => {
      const platform = await open(index);
      const said = platform.write(ransomware, { by });
      await platform.deliver(said);
      await settle(platform);
      expect(platform.answersTo(said)).toEqual([]);
    });

    it("understands a follow-up by the conversation, and one conversation by itself", async () => {
      const platform = await open(index);
      const question = platform.write("acció 2.3.1");
      await platform.deliver(question);
      await platform.until(() => expect(platform.answersTo(question)).toHaveLength(1));
      const next = platform.write("qui ens hi pot ajudar?", { after: question });
      await platform.deliver(next);
      await platform.until(() => expect(platform.answersTo(question)).toHaveLength(2));
      expect(platform.answersTo(question)[1]).toContain(address);
      const elsewhere = platform.write("qui ens hi pot ajudar?");
      await platform.deliver(elsewhere);
      await platform.until(() => expect(platform.answersTo(elsewhere)).toHaveLength(1));
      expect(platform.answersTo(elsewhere)[0]).not.toContain(address);
    });

    it("follows the question when it is edited, and takes its answer back when it is deleted", async () => {
      const platform = await open(index);
      const question = platform.write("acció 2.3.1");
      await platform.deliver(question);
      await platform.until(() => expect(platform.answersTo(question)).toHaveLength(1));
      await platform.edit(question, "acció 1.1.1");
      await platform.until(() =>
        expect(platform.answersTo(question)[0]).toContain("/agenda/1.1.1"),
      );
      expect(platform.answersTo(question)).toHaveLength(1);
      await platform.remove(question);
      await platform.until(() => expect(platform.answersTo(question)).toEqual([]));
    });

    it("refuses politely whom the settings do not allow, once, and says whom to ask", async () => {
      const platform = await open(index);
      const question = platform.write(ransomware, { by: "stranger" });
      await platform.deliver(question);
      await platform.deliver(question);
      await platform.until(() => expect(platform.answersTo(question)).toHaveLength(1));
      await settle(platform);
      const answers = platform.answersTo(question);
      expect(answers).toHaveLength(1);
      expect(answers[0]).toContain("informatica@ajuntament.example.cat");
      expect(answers[0]).not.toContain("/agenda/");
    });

    it.each([
      ["abstains", "quina és la recepta dels canelons de la iaia?", "L'Agenda digital no cobreix"],
      ["lists", "quines accions té l'eix 3?", "/agenda/3.1.1"],
      ["counts", "quantes accions té l'eix 4?", "33 accions"],
      ["helps", "ajuda", "sistema automàtic"],
      ["looks up in Spanish", "¿qué dice la acción 2.3.1?", address],
      ["looks up in English", "what does action 2.3.1 say?", address],
    ])("%s", async (_what, text, expected) => {
      const platform = await open(index);
      const question = platform.write(text);
      await platform.deliver(question);
      await platform.until(() => expect(platform.answersTo(question)).toHaveLength(1));
      expect(platform.answersTo(question)[0]).toContain(expected);
      expect(platform.faults).toEqual([]);
    });

    it("says that it cannot answer when something is broken, and logs what", async () => {
      const platform = await open(index, {
        assistant: (real) => ({
          respond: async (inquiry) => ({
            ...(await real.respond({ ...inquiry, question: "ajuda" })),
            kind: "failed",
            lead: "Ara mateix no puc respondre.",
            suggestions: [],
            cause: new Error("no index"),
          }),
        }),
      });
      const question = platform.write(ransomware);
      await platform.deliver(question);
      await platform.until(() => expect(platform.answersTo(question)).toHaveLength(1));
      expect(platform.answersTo(question)[0]).toContain("Ara mateix no puc respondre.");
      expect(platform.log.join("")).toContain("no index");
    });

    it("logs one line an answer and no word of what was asked or answered", async () => {
      const platform = await open(index);
      const question = platform.write("què fem amb el xiuxiueig del ransomware?");
      await platform.deliver(question);
      await platform.until(() => expect(platform.answersTo(question)).toHaveLength(1));
      const log = platform.log.join("");
      expect(log.match(/"msg":"answered"/g)).toHaveLength(1);
      expect(log).not.toMatch(/xiuxiueig|pla de resposta/);
    });
  });
}
