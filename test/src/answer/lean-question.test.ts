import { beforeAll, describe, expect, it } from "vitest";
import { citationsOf } from "../../../src/answer/answer.ts";
import { buildTimeoutMs, openAssistant } from "./shipped.ts";

let ask: Awaited<ReturnType<typeof openAssistant>>["ask"];
beforeAll(async () => {
  ({ ask } = await openAssistant());
}, buildTimeoutMs);

describe("a question that says too little itself", () => {
  it.each([
    ["Com fem còpies de seguretat?", "I on les guardem?", "2.3.3"],
    ["Com fem còpies de seguretat?", "I qui ho ha de fer?", "2.3.3"],
    ["¿Qué es el índice de madurez digital?", "¿Quién lo calcula?", "4.2.4"],
  ])("is asked of what was spoken of: « %s » « %s »", async (first, next, item) => {
    const answer = await ask(next, { history: [first] });
    expect(answer).toMatchObject({ kind: "answered", intent: "follow-up" });
    expect(citationsOf(answer)[0]?.itemId).toBe(item);
  });

  it("goes on from there, as it was answered when it was asked", async () => {
    const history = ["Com fem còpies de seguretat?", "I on les guardem?"];
    const answer = await ask("I qui ens hi pot ajudar?", { history });
    expect(answer).toMatchObject({ kind: "answered", intent: "follow-up" });
    expect(new Set(citationsOf(answer).map(({ itemId }) => itemId))).toEqual(new Set(["2.3.3"]));
  });
});

describe("what is no such question", () => {
  const first = "Com fem còpies de seguretat?";

  it.each([
    "ok",
    "No",
    "Sí",
    "I tu?",
    "And you?",
    "Ja està fet",
    "👍",
    "jo mateix",
    "I will",
    "i la recepta dels canelons?",
    "y la piscina, ¿a qué hora abre?",
    "and what about the football match?",
  ])("« %s » gets no answer about what was spoken of", async (said) => {
    const answer = await ask(said, { history: [first] });
    expect(citationsOf(answer).map(({ itemId }) => itemId)).not.toContain("2.3.3");
  });

  it.each([
    "Wifi",
    "Factura electrònica",
    "Cal un delegat?",
    "Ajuts",
    "Who pays?",
    "¿Qué es el ENS?",
    "Contraseñas",
  ])("« %s » is a matter of its own and answered as if nothing had been said", async (topic) => {
    const alone = await ask(topic);
    const after = await ask(topic, { history: [first] });
    expect({ ...after, durationMs: 0 }).toEqual({ ...alone, durationMs: 0 });
  });
});
