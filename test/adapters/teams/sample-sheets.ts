import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../../adapters/database/open-database.ts";
import { renderSheet } from "../../../adapters/teams/render-sheet.ts";
import { createAssistant } from "../../../src/answer/assistant.ts";
import type { Visitor } from "../../../src/reception/visitor.ts";
import type { Wish } from "../../../src/reception/wish.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { receptionOn } from "../../helpers/reception.ts";
import { publicUrl } from "../../src/answer/shipped.ts";
import type { Previewed } from "./preview.ts";

/** Sheets as somebody sees them on the way through the itinerary, and those of the council. */
export async function sampleSheets(index: SearchIndex): Promise<Record<string, Previewed>> {
  const directory = await mkdtemp(join(tmpdir(), "agenda-sheets-"));
  const database = await openDatabase({ directory });
  const { reception } = receptionOn(database, {
    assistant: createAssistant({ index: () => index, publicUrl, clock: () => performance.now() }),
    index: () => index,
    publicUrl,
  });
  const visitor: Visitor = {
    person: "anna",
    tenant: "council",
    platform: "teams",
    language: "ca",
    isAdmin: async () => true,
    place: "a:1",
  };
  const [first] = index.itinerary;
  const step = first?.id ?? "";
  const fields = { role: "agent-digital", population: "800" };
  const wishes: Readonly<Record<string, Wish>> = {
    council: {
      kind: "keep-council",
      whose: "tenant",
      fields: { population: "molts", name: "Vic" },
    },
    begin: { kind: "begin", fields: { role: "agent-digital", population: "-3" } },
    step: { kind: "begin", fields },
    question: { kind: "check", step, question: 0 },
    wrong: { kind: "check", step, question: 0, option: 0 },
    finished: { kind: "finish-step", step },
    overview: { kind: "reminders", wanted: true },
    itinerary: { kind: "itinerary" },
    summary: { kind: "summary" },
    "my data": { kind: "my-data" },
    forget: { kind: "forget", isSure: false },
  };
  const shown: Record<string, Previewed> = {};
  for (const [name, wish] of Object.entries(wishes))
    shown[`sheet, ${name}`] = { activity: renderSheet(await reception.serve(wish, visitor)) };
  await database.destroy();
  await rm(directory, { recursive: true });
  return shown;
}
