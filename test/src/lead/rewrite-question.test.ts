import { describe, expect, it } from "vitest";
import { rewriteQuestion } from "../../../src/lead/rewrite-question.ts";
import { index, modelOf } from "./tools.ts";

const signal = new AbortController().signal;

async function rewrite(questions: readonly string[]) {
  const found = await rewriteQuestion({
    question: "i per a un poble de 800 habitants?",
    history: ["Com fem un pla de resposta a incidents?"],
    language: "ca",
    model: modelOf({ questions }),
    index,
    signal,
  });
  return found.questions;
}

describe("rewriteQuestion", () => {
  it("gives questions made of the words of the conversation", async () => {
    const question = "Com fem un pla de resposta a incidents per a un poble de 800 habitants?";
    expect(await rewrite([question])).toEqual([question]);
  });

  it.each([
    "Com fem un pla de resposta a incidents per a un poble de 900 habitants?",
    "Com fem un pla de resposta de l'INCIBE per a un poble?",
    "Com comprem antivirus per a un poble de 800 habitants?",
    "¿Cómo hacemos un plan de respuesta a incidentes para un pueblo?",
    "Com fem un pla de resposta a incidents a https://a.example?",
    "Com fem un <b>pla</b> de resposta?",
    `Com fem un pla ${"de resposta ".repeat(40)}?`,
    "",
  ])("drops %s", async (question) => {
    expect(await rewrite([question])).toEqual([]);
  });
});
