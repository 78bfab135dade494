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
});
