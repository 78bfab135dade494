import { describe, expect, it } from "vitest";
import { doctorWords, type Outcome, tell } from "../../../scripts/doctor/words.ts";
import { languages } from "../../../src/language/language.ts";

const outcomes = Object.keys(doctorWords.ca.outcomes).filter(
  (name): name is Outcome => name in doctorWords.ca.outcomes,
);
const values = {
  version: "20.20.2",
  oldest: "20.19",
  name: "db.example:5432/agenda",
  folder: "carpeta",
  file: "carpeta/agenda.sqlite",
  items: 3,
  message: "un motiu",
  count: 2,
  first: "pagines/a.md:1: raó",
  code: "EACCES",
  url: "https://agenda.poble.cat",
  host: "agenda.poble.cat",
  to: "https://www.poble.cat",
  local: "http://localhost:3978",
  status: 404,
  why: "refused",
  seconds: 90,
  workspace: "Poble",
  id: "T0AGENDA00",
  error: "some_error",
  scopes: "chat:write",
  mode: "http",
  at: "2026-11-23T10:00:00.000Z",
  setting: "EMBEDDINGS",
  model: "ollama:bge-m3",
  ms: 120,
  roomMs: 1_800,
  budgetMs: 6_000,
  hosts: "api.exemple.cat (EMBEDDINGS)",
};

describe.each(languages)("the doctor's words in %s", (language) => {
  it("say every finding whole, and once", () => {
    const said = outcomes.map((outcome) => {
      const [found, remedy = ""] = tell({ check: "any", state: "ok", outcome, values }, language);
      expect(`${found} ${remedy}`, outcome).not.toMatch(/undefined|NaN|\[object| {2}/);
      expect(found, outcome).toMatch(/[.)»”]$|https?:\/\/\S+$|raó$|motiu$/u);
      return found;
    });
    // What both tokens have in common: that Slack asks to wait.
    expect(new Set(said).size).toBe(said.length - 1);
  });

  it("give a remedy for everything that is wrong", () => {
    const fine =
      /-(?:read|supported|current|writable|public|answers|opens|reached|right|valid|complete|allowed|listed|verified|arrive|unchecked|unused|unknown|sound|in-use|usable|stay|leave)$/;
    const mute = outcomes.filter((outcome) => {
      const [, remedy] = tell({ check: "any", state: "fault", outcome, values }, language);
      return remedy === undefined && !fine.test(outcome);
    });
    expect(mute).toEqual([]);
  });

  it("say why an address was not reached, and when something happened, in that language", () => {
    const { causes } = doctorWords[language];
    const [found] = tell(
      { check: "slack-reach", state: "fault", outcome: "slack-unreached", values },
      language,
    );
    const [arrived] = tell(
      { check: "slack-events", state: "ok", outcome: "events-arrive", values },
      language,
    );
    expect(found).toContain(causes.refused);
    expect(arrived).toMatch(/23.*11|11.*23/);
    expect(arrived).not.toContain(values.at);
  });

  it("count what is wrong", () => {
    const { summary } = doctorWords[language];
    expect(summary(0, 0)).not.toMatch(/\d/);
    expect(summary(1, 2)).toMatch(/1 \p{L}+ .+ 2 \p{L}+\./u);
    expect(summary(0, 1)).toMatch(/^1 \p{L}+\.$/u);
  });
});
