import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { decodeAsk } from "../../../adapters/teams/buttons.ts";
import {
  feedbackInput,
  feedbackReasons,
  readFeedback,
  renderFeedbackForm,
} from "../../../adapters/teams/render-feedback.ts";
import { renderGreeting } from "../../../adapters/teams/render-greeting.ts";
import { renderNotice, renderRefusal } from "../../../adapters/teams/render-refusal.ts";
import { teamsWords } from "../../../adapters/teams/words.ts";
import { languages } from "../../../src/language/language.ts";
import { readSpokenWish } from "../../../src/reception/spoken-wish.ts";
import { hostileText } from "../../helpers/hostile-answers.ts";
import { nodesOf } from "../../helpers/nodes.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { faultsInCard, faultsInMessage } from "./card-rules.ts";
import { actionsIn, cardOf, markdownOf, readAs, within } from "./cards.ts";

let ask: Awaited<ReturnType<typeof openAssistant>>["ask"];
beforeAll(async () => {
  ({ ask } = await openAssistant());
}, buildTimeoutMs);

describe("renderGreeting", () => {
  it("says that it is a machine, what it does, and offers questions that are answered", async () => {
    const machine = {
      ca: "intel·ligència artificial",
      es: "inteligencia artificial",
      en: "artificial intelligence",
    };
    for (const language of languages) {
      const message = renderGreeting(language);
      expect(faultsInMessage(message)).toEqual([]);
      const seen = readAs(markdownOf(message.text));
      expect(seen).toContain(machine[language]);
      for (const ability of teamsWords[language].abilities) expect(seen).toContain(ability);
      expect(message.channelData).toBeUndefined();
      expect(message.entities).toBeUndefined();
      const asks = actionsIn(cardOf(message));
      expect(asks).toHaveLength(3);
      for (const { data, title } of asks) {
        expect(title).not.toContain("…");
        const { question = "", history } = decodeAsk(data) ?? {};
        expect(history).toEqual([]);
        expect(await ask(question)).toMatchObject({ language, kind: "answered" });
      }
    }
  });

  it("speaks of documents where there is no Agenda, and offers nothing that they may not answer", () => {
    for (const language of languages) {
      const message = renderGreeting(language, { hasAgenda: false });
      expect(faultsInMessage(message)).toEqual([]);
      expect(message.attachments).toBeUndefined();
      expect(message.text).not.toContain("Agenda");
    }
  });
});

describe("renderGreeting in a private chat", () => {
  it("begins the itinerary with what the assistant understands", () => {
    for (const language of languages) {
      const message = renderGreeting(language, { hasItinerary: true });
      expect(faultsInMessage(message)).toEqual([]);
      const { able, label } = teamsWords[language].itinerary;
      expect(readAs(markdownOf(message.text))).toContain(able);
      const [first] = actionsIn(cardOf(message));
      expect(first?.title).toBe(label);
      const { question = "" } = decodeAsk(first?.data) ?? {};
      expect(readSpokenWish(question)).toEqual({ kind: "itinerary" });
      expect(readSpokenWish(teamsWords[language].council)).toEqual({ kind: "council" });
    }
  });
});

describe("renderRefusal and renderNotice", () => {
  it("names whom to ask, so that it can be pressed", () => {
    for (const language of languages) {
      const links = [
        "suport@ajuntament.cat",
        "https://a.example/x?y=1&z=2",
        "l'Anna <b> [x](y)",
      ].map((contact) => {
        const message = renderRefusal(language, contact);
        expect(faultsInMessage(message)).toEqual([]);
        expect(readAs(markdownOf(message.text))).toContain(contact);
        expect(message.channelData).toBeUndefined();
        return within(markdownOf(message.text), "link").map(({ url }) => url);
      });
      expect(links).toEqual([
        ["mailto:suport@ajuntament.cat"],
        ["https://a.example/x?y=1&z=2"],
        [],
      ]);
      expect(faultsInMessage(renderRefusal(language))).toEqual([]);
    }
  });

  it("says every notice, and makes nothing of what people typed", () => {
    for (const language of languages) {
      const notice = renderNotice(teamsWords[language].staleButton);
      expect(faultsInMessage(notice)).toEqual([]);
      expect(readAs(markdownOf(notice.text))).toBe(teamsWords[language].staleButton);
    }
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(faultsInMessage(renderNotice(`«${text}»`))).toEqual([]);
        expect(faultsInMessage(renderNotice(text))).toEqual([]);
        expect(faultsInMessage(renderRefusal("ca", text))).toEqual([]);
      }),
    );
  }, 60_000);
});

describe("renderFeedbackForm", () => {
  it("asks one thing that can be left open, says what is kept, and is read again", () => {
    for (const language of languages) {
      for (const reaction of ["like", "dislike"] as const) {
        const form = renderFeedbackForm(language, reaction);
        expect(faultsInCard(form)).toEqual([]);
        const inputs = nodesOf(form.content).filter(({ type }) => type === "Input.ChoiceSet");
        expect(inputs).toMatchObject([
          { id: feedbackInput, isRequired: false, label: teamsWords[language].feedback[reaction] },
        ]);
        expect(JSON.stringify(form)).toContain(teamsWords[language].feedback.privacy);
        expect(form.content.actions).toHaveLength(1);
        for (const reason of feedbackReasons[reaction]) {
          expect(nodesOf(form).map(({ value }) => value)).toContain(reason);
          expect(readFeedback(JSON.stringify({ [feedbackInput]: reason }))).toEqual({
            reason,
            word: teamsWords.ca.feedback.reasons[reason],
          });
        }
      }
    }
  });
});

describe("readFeedback", () => {
  it("reads a reason of ours and what was written, also in Teams' own form", () => {
    const reason = "quick";
    const label = teamsWords.ca.feedback.reasons[reason];
    expect(readFeedback({ reason, word: " molt bé " })).toEqual({
      reason,
      word: `${label}: molt bé`,
    });
    expect(readFeedback({ reason: "", word: "hi falta el cost" })).toEqual({
      word: "hi falta el cost",
    });
    expect(readFeedback('{"feedbackText":"La primera cita"}')).toEqual({ word: "La primera cita" });
  });

  it("reads nothing of any other shape", () => {
    const others = [
      undefined,
      null,
      "",
      "{",
      "[]",
      7,
      '{"reason":"other"}',
      '{"reason":["quick"]}',
    ];
    for (const other of others) expect(readFeedback(other), String(other)).toEqual({ word: "" });
  });
});

describe("teamsWords", () => {
  it("holds nothing that is markup in a card", () => {
    const texts = JSON.stringify(teamsWords).match(/"(?:[^"\\]|\\.)*"/g) ?? [];
    expect(texts.filter((text) => /[*_[\]<>`{}]/.test(text))).toEqual([]);
  });
});
