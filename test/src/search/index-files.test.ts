import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type IndexFiles,
  readIndexFiles,
  writeIndexFiles,
} from "../../../src/search/index-files.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

const empty: IndexFiles = {
  items: [],
  concepts: [],
  passages: [],
  lexical: {
    passageCount: 0,
    vocabulary: [],
    offsets: new Uint32Array([0]),
    passages: new Uint32Array(),
    impacts: new Uint8Array(),
  },
  changes: [],
  itinerary: [],
};

describe("readIndexFiles", () => {
  it("reads what was written, line separators inside texts included", async () => {
    const files: IndexFiles = {
      items: [
        {
          id: "a",
          kind: "page",
          title: "Títol\u2028amb \u0085 i \r\n dins",
          origin: "own",
          blocks: [{ kind: "paragraph", text: "😀 «l·l»" }],
          questions: [],
          references: [],
          related: [],
          sourcePath: "pagines/a.md",
        },
      ],
      concepts: [{ id: "c", kind: "matter", terms: { ca: ["é"], es: ["ñ"], en: ["e"] } }],
      passages: [
        { itemId: "a", headings: ["h"], spans: [{ block: 0, start: 0, end: 8 }], isFirst: true },
      ],
      lexical: {
        passageCount: 1,
        vocabulary: ["wà", "f€"],
        offsets: new Uint32Array([0, 1, 4_294_967_295]),
        passages: new Uint32Array([0, 70_000]),
        impacts: new Uint8Array([1, 255]),
      },
      changes: [
        {
          itemId: "a",
          kind: "page",
          title: "Títol",
          change: "edited",
          sections: ["", "h\u2028"],
          at: "2026-11-23T08:30:00.000Z",
        },
      ],
      itinerary: [
        {
          id: "primer-pas",
          title: "Primer pas",
          stage: "week",
          order: 1,
          minutes: 30,
          axis: "2",
          population: { max: 5_000 },
          roles: ["secretaria"],
          items: ["a"],
          why: ["Perquè\u2028sí."],
          tasks: ["Una", "Dues"],
          questions: [
            { ask: "?", options: ["sí", "no"], right: 0, because: "…", item: "a", quote: "😀" },
          ],
          sourcePath: "itinerari/01-primer-pas.md",
        },
      ],
    };
    const folder = await temporaryFolder();
    await writeIndexFiles(folder, files);
    expect(await readIndexFiles(folder)).toEqual(files);
  });

  it("reads an index of nothing", async () => {
    const folder = await temporaryFolder();
    await writeIndexFiles(folder, empty);
    expect(await readIndexFiles(folder)).toEqual(empty);
  });

  it.each([
    ["no JSON", "["],
    ["no list", "{}"],
    ["a change of an unknown kind", '[{"itemId":"a","change":"moved"}]'],
  ])("refuses changes that are %s", async (_, text) => {
    const folder = await temporaryFolder();
    await writeIndexFiles(folder, empty);
    await writeFile(join(folder, "changes.json"), text);
    await expect(readIndexFiles(folder)).rejects.toMatchObject({
      code: "INDEX_CORRUPT",
      message: expect.stringMatching(/changes\.json.*npm run index/),
    });
  });

  it.each([
    ["no JSON", "["],
    ["no list", "{}"],
    ["a step without anything", "[{}]"],
  ])("refuses an itinerary that is %s", async (_, text) => {
    const folder = await temporaryFolder();
    await writeIndexFiles(folder, empty);
    await writeFile(join(folder, "itinerary.json"), text);
    await expect(readIndexFiles(folder)).rejects.toMatchObject({
      code: "INDEX_CORRUPT",
      message: expect.stringMatching(/itinerary\.json.*npm run index/),
    });
  });

  it("refuses a version that was written before there was an itinerary", async () => {
    const folder = await temporaryFolder();
    await writeIndexFiles(folder, empty);
    await rm(join(folder, "itinerary.json"));
    await expect(readIndexFiles(folder)).rejects.toMatchObject({ code: "INDEX_CORRUPT" });
  });
});
