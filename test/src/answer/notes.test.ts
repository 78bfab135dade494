import { beforeAll, describe, expect, it } from "vitest";
import { notesOf } from "../../../src/answer/notes.ts";
import { buildTimeoutMs, openAssistant } from "./shipped.ts";

let shipped: Awaited<ReturnType<typeof openAssistant>>;
beforeAll(async () => {
  shipped = await openAssistant();
}, buildTimeoutMs);

describe("notesOf", () => {
  it("says once what a list was filtered by", async () => {
    const answer = await shipped.ask("accions a curt termini per a un poble de 800 habitants");
    expect(answer.notes).toEqual(["Filtrat per: curt termini i 800 habitants."]);
    expect(notesOf(answer, shipped.index)).toBe("");
    const other = { ...answer, lead: "Aquestes són.", notes: [...answer.notes, "I una nota més."] };
    expect(notesOf(other, shipped.index)).toBe(
      "Filtrat per: curt termini i 800 habitants. I una nota més.",
    );
  });
});
