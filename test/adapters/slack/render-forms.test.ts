import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { decodeAsk } from "../../../adapters/slack/buttons.ts";
import {
  askFields,
  readAskForm,
  readFormLanguage,
  renderAnswerForm,
  renderAskForm,
  renderNoticeForm,
} from "../../../adapters/slack/render-forms.ts";
import { slackWords } from "../../../adapters/slack/words.ts";
import { shownIn } from "../../../src/answer/shown.ts";
import { languages } from "../../../src/language/language.ts";
import { hostileAnswer, hostileText } from "../../helpers/hostile-answers.ts";
import { nodesOf } from "../../helpers/nodes.ts";
import { createWorkspace } from "../../scripts/small-knowledge.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "../../src/answer/shipped.ts";
import { faultsInView } from "./block-kit.ts";
import { buttonsOf, standsTogether, textsOf } from "./reading.ts";

let small: Awaited<ReturnType<typeof openAssistant>>;
beforeAll(async () => {
  const workspace = await createWorkspace();
  small = await openAssistant(workspace.knowledge);
  await workspace.remove();
}, buildTimeoutMs);

/** The state of a form as Slack sends it. */
const sent = (question: unknown, population?: unknown) => ({
  values: {
    [askFields.question]: { [askFields.question]: { type: "plain_text_input", value: question } },
    [askFields.population]: { [askFields.population]: { type: "number_input", value: population } },
  },
});

describe("renderAskForm", () => {
  it("asks in every language, beginning with what is known", () => {
    for (const language of languages) {
      expect(faultsInView(renderAskForm(language, {}))).toEqual([]);
      const view = renderAskForm(language, { question: "wifi?", population: 800 });
      expect(faultsInView(view)).toEqual([]);
      const values = nodesOf(view.blocks).flatMap(({ initial_value: value }) => value ?? []);
      expect(values).toEqual(["wifi?", "800"]);
      expect(readFormLanguage(view.private_metadata)).toBe(language);
      expect(textsOf(view.blocks)).toContain(slackWords[language].automatic);
    }
    expect(readFormLanguage("<script>")).toBe("ca");
  });

  it("begins with any text", () => {
    fc.assert(
      fc.property(hostileText, (question) => {
        expect(faultsInView(renderAskForm("ca", { question }))).toEqual([]);
      }),
    );
  });
});

describe("readAskForm", () => {
  it("reads a question and inhabitants as people write them", () => {
    expect(readAskForm(sent(" wifi? ", "1.200"), "ca")).toEqual({
      question: "wifi?",
      population: 1_200,
    });
    expect(readAskForm(sent("wifi?", null), "ca")).toEqual({ question: "wifi?" });
    expect(readAskForm(sent("wifi?", "10000000"), "ca")).toMatchObject({ population: 10_000_000 });
  });

  it("says what is to be put right, in the reader's language and at the field", () => {
    for (const language of languages) {
      const say = slackWords[language].form;
      for (const question of ["", "   ", null])
        expect(readAskForm(sent(question), language)).toEqual({
          errors: { [askFields.question]: say.nothingAsked },
        });
      for (const population of ["0", "-5", "molts", "10000001", "1e3"])
        expect(readAskForm(sent("wifi?", population), language)).toEqual({
          errors: { [askFields.population]: say.populationInvalid },
        });
    }
    expect(readAskForm(sent("a".repeat(2_001), "x"), "es")).toEqual({
      errors: {
        [askFields.question]: slackWords.es.form.tooLong("2.000"),
        [askFields.population]: slackWords.es.form.populationInvalid,
      },
    });
  });

  it("finds no question in what is no form of ours", () => {
    fc.assert(
      fc.property(fc.anything(), (odd) => {
        expect(readAskForm(odd, "ca")).toEqual({
          errors: { [askFields.question]: slackWords.ca.form.nothingAsked },
        });
      }),
    );
  });
});

describe("renderAnswerForm", () => {
  it("shows the question, the answer and a way to keep it", async () => {
    const { index, ask } = small;
    const answer = await ask("com recuperem els fitxers?", { population: 800, language: "es" });
    const view = renderAnswerForm(answer, { index, publicUrl, history: [], population: 800 });
    expect(faultsInView(view)).toEqual([]);
    expect(textsOf(view.blocks)[0]).toBe("Habéis preguntado: «com recuperem els fitxers?»");
    for (const { quote, url } of shownIn(answer))
      expect(standsTogether(view.blocks, quote, url)).toBe(true);
    const keep = buttonsOf(view.blocks).find(({ id }) => id === "keep");
    expect(decodeAsk(keep?.value)).toEqual({
      question: answer.question,
      history: [],
      population: 800,
    });
    expect(readFormLanguage(view.private_metadata)).toBe("es");
  });

  it("offers nothing to keep of a failure", async () => {
    const { index, ask } = small;
    const answer = { ...(await ask("1")), kind: "failed", cause: undefined } as const;
    const view = renderAnswerForm(answer, { index, publicUrl, history: [] });
    expect(faultsInView(view)).toEqual([]);
    expect(buttonsOf(view.blocks).map(({ id }) => id)).toEqual(["ask-0"]);
  });

  it("stays within the limits whatever an answer holds", () => {
    fc.assert(
      fc.property(hostileAnswer, (answer) => {
        const view = renderAnswerForm(answer, { index: small.index, publicUrl, history: [] });
        expect(faultsInView(view)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});

describe("renderNoticeForm", () => {
  it("says one thing, whatever it is", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(faultsInView(renderNoticeForm(`«${text}»`, "ca"))).toEqual([]);
      }),
    );
  });
});
