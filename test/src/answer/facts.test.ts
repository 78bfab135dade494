import { beforeAll, describe, expect, it } from "vitest";
import type { KnowledgeItem } from "../../../src/agenda/item.ts";
import { badgesOf, commonDay, joinFacts, originOf, rolesOf } from "../../../src/answer/facts.ts";
import { buildTimeoutMs, openAssistant } from "./shipped.ts";

let shipped: Awaited<ReturnType<typeof openAssistant>>;
let action: KnowledgeItem & Required<Pick<KnowledgeItem, "applicability">>;
beforeAll(async () => {
  shipped = await openAssistant();
  const item = shipped.index.catalogue.get("2.3.1");
  if (item?.applicability === undefined) throw new Error("no such action");
  action = { ...item, applicability: item.applicability };
}, buildTimeoutMs);

describe("badgesOf", () => {
  it("says what an action asks for, and for whom only where it is not for all", () => {
    expect(badgesOf(action, "ca")).toEqual(["curt termini", "esforç mitjà"]);
    const applicability = { ...action.applicability, population: { min: 1_000 } };
    expect(badgesOf({ applicability }, "en")).toEqual([
      "short term",
      "medium effort",
      "for municipalities of 1,000 inhabitants or more",
    ]);
  });

  it("says nothing of other items, or of none", () => {
    expect(badgesOf(shipped.index.catalogue.get("2"), "ca")).toEqual([]);
    expect(badgesOf(undefined, "ca")).toEqual([]);
  });
});

describe("rolesOf and originOf", () => {
  it("say who takes part and where it comes from, in the reader's words", () => {
    const { index } = shipped;
    expect(rolesOf(action.applicability, { index, language: "ca" })).toBe(
      "informàtica i TIC, secretaria i alcaldia i regidories",
    );
    expect(joinFacts(originOf({ ...action, reviewed: "2026-11-03" }, "en"))).toMatch(
      /^Written by this project, not official text · reviewed on .*2026$/,
    );
    const { reviewed: _none, ...imported } = { ...action, kind: "document" } as const;
    expect(originOf(imported, "es")).toEqual(["documento importado"]);
  });
});

describe("commonDay", () => {
  it("is the day of several sources that were all compared on it", () => {
    const on = (...days: string[]) =>
      commonDay(days.map((checked) => ({ title: "a", url: "https://a.example", checked })));
    expect(on("2026-11-03", "2026-11-03")).toBe("2026-11-03");
    expect(on("2026-11-03", "2026-11-04")).toBeUndefined();
    expect(on("2026-11-03")).toBeUndefined();
    expect(on()).toBeUndefined();
  });
});
