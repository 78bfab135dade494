import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { renderFindings } from "../../../adapters/terminal/render-findings.ts";

const lines = [
  { state: "ok", found: "Node 20." },
  { state: "warning", found: "No índex.", remedy: "npm run index" },
  { state: "fault", found: "No respon.", remedy: "npm start" },
  { state: "skipped", found: "Slack no hi és." },
] as const;

describe("renderFindings", () => {
  it("marks each finding and puts what to do below it", () => {
    expect(renderFindings(lines, "1 error.", { isColoured: false })).toBe(
      [
        "✓ Node 20.",
        "! No índex.",
        "  → npm run index",
        "✗ No respon.",
        "  → npm start",
        "– Slack no hi és.",
        "",
        "1 error.",
        "",
      ].join("\n"),
    );
  });

  it("says the same in colours", () => {
    const coloured = renderFindings(lines, "1 error.", { isColoured: true });
    const plain = renderFindings(lines, "1 error.", { isColoured: false });
    expect(coloured).not.toBe(plain);
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  });
});
