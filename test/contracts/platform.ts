import { beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../src/answer/answer.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { buildTimeoutMs } from "../src/answer/shipped.ts";
import { askedWithModelsContract } from "./asked-with-models.ts";
import {
  type AskedUnderTest,
  type AskedWish,
  askingContract,
  ransomware,
  shippedIndex,
  type Written,
} from "./asking.ts";

export type { Written };

/** Who writes: a person, the assistant itself, another program, or somebody whom the settings do not allow. */
export type Writer = "person" | "self" | "bot" | "stranger";

/** A chat platform with the program behind it, both over HTTP. */
export interface PlatformUnderTest extends AskedUnderTest {
  /** As in {@link AskedUnderTest}, by whom else than a person. */
  write(text: string, options?: { readonly after?: Written; readonly by?: Writer }): Written;
  edit(written: Written, text: string): Promise<void>;
  remove(written: Written): Promise<void>;
  /** What the assistant says to everybody or to the writer below a message now: all its words and addresses. */
  answersTo(written: Written): readonly string[];
  /** The next message of the assistant fails: the platform did not take it, or took it and could not say so. */
  breakNext(when: "before" | "after"): void;
  /** Ends the program and begins anew over the same data. */
  restart(): Promise<void>;
}

/** Serves the program on a platform until the test ends. */
export type OpenPlatform = (index: SearchIndex, wish?: AskedWish) => Promise<PlatformUnderTest>;

/** What every chat platform owes the people who ask there, beside {@link askingContract}: delivery. */
export function platformContract(name: string, open: OpenPlatform): void {
  askingContract(name, open);
  askedWithModelsContract(name, open);
  describe(`${name}, as every chat platform,`, () => {
    let index: SearchIndex;
    beforeAll(async () => {
      index = await shippedIndex();
    }, buildTimeoutMs);

    /** Nothing that is still on its way may add to what was seen: a later message has its answer by then. */
    async function settle(platform: PlatformUnderTest): Promise<void> {
      const later = platform.write("acció 4.1.1");
      await platform.deliver(later);
      await platform.until(() => expect(platform.answersTo(later)).toHaveLength(1));
    }

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

    it("gives the address of each item of a list", async () => {
      const platform = await open(index);
      const question = platform.write("quines accions té l'eix 3?");
      await platform.deliver(question);
      await platform.until(() => expect(platform.answersTo(question)).toHaveLength(1));
      expect(platform.answersTo(question)[0]).toContain("/agenda/3.1.1");
      expect(platform.faults).toEqual([]);
    });

    it("logs one line an answer", async () => {
      const platform = await open(index);
      const question = platform.write(ransomware);
      await platform.deliver(question);
      await platform.until(() => expect(platform.answersTo(question)).toHaveLength(1));
      expect(platform.log.join("").match(/"msg":"answered"/g)).toHaveLength(1);
    });
  });
}
