import { mkdir, rename, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { digestKnowledge, readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import {
  actionFile,
  itemFile,
  type KnowledgeFiles,
  knowledgeFolder,
  smallKnowledge,
} from "../../helpers/small-knowledge.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

const read = async (files: KnowledgeFiles) => readKnowledge(await knowledgeFolder(files));
const problemsWith = async (files: KnowledgeFiles) =>
  (await read({ ...smallKnowledge, ...files })).problems;

describe("readKnowledge", () => {
  it("reads the tree in order of code, then pages, then documents", async () => {
    const axis = itemFile({ id: '"10"' });
    const knowledge = await read({ ...smallKnowledge, "eixos/10-altres/eix.md": axis });
    expect(knowledge.problems).toEqual([]);
    expect(knowledge.items.map(({ id }) => id)).toEqual([
      "2",
      "2.3",
      "2.3.1",
      "2.3.2",
      "10",
      "aprovacio",
      "acta",
    ]);
    expect(knowledge.concepts.map(({ id }) => id)).toEqual(["copia"]);
  });

  it.each(["documents", "pagines"])(
    "is content with a folder that has only %s/",
    async (folder) => {
      const text = folder === "documents" ? "Un paràgraf." : itemFile({ id: "nota" });
      const knowledge = await read({ [`${folder}/nota.md`]: text });
      expect(knowledge.problems).toEqual([]);
      expect(knowledge.items.map(({ id }) => id)).toEqual(["nota"]);
    },
  );

  it("names documents by their path, in folders at any depth", async () => {
    const { items } = await read({ "documents/a/b/c.md": "Text.", "documents/a/D.MD": "Text." });
    expect(items.map(({ id }) => id).sort()).toEqual(["a/D", "a/b/c"]);
  });

  it("passes over README files, hidden files, other endings and empty documents", async () => {
    const knowledge = await read({
      ...smallKnowledge,
      "pagines/README.md": "Sense capçalera.",
      "pagines/.esborrany.md": "Sense capçalera.",
      "pagines/foto.png": new Uint8Array([255, 254]),
      "documents/buit.md": "\n",
      "README.md": "Sense capçalera.",
    });
    expect(knowledge.problems).toEqual([]);
    expect(knowledge.items).toHaveLength(6);
  });

  it("refuses a folder that is not there, with the remedy", async () => {
    const missing = join(await temporaryFolder(), "enlloc");
    await expect(readKnowledge(missing)).rejects.toMatchObject({
      code: "KNOWLEDGE_MISSING",
      message: expect.stringMatching(/enlloc.*no existeix.*KNOWLEDGE_DIR/),
    });
  });

  it("refuses a file in place of the folder, or of a folder inside it", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "documents"), "");
    for (const path of [folder, join(folder, "documents")]) {
      await expect(readKnowledge(path)).rejects.toMatchObject({ code: "KNOWLEDGE_MISSING" });
    }
  });

  it.each<[string, KnowledgeFiles]>([
    ["nothing", {}],
    ["only a thesaurus", { "tesaurus/a.md": smallKnowledge["tesaurus/seguretat.md"] ?? "" }],
    ["only empty documents", { "documents/a.md": "", "documents/b.md": "<!-- -->" }],
  ])("refuses a folder with %s, with the remedy", async (_, files) => {
    await expect(read(files)).rejects.toMatchObject({
      code: "KNOWLEDGE_MISSING",
      message: expect.stringMatching(/cap fitxer \.md amb text.*KNOWLEDGE_DIR/),
    });
  });

  it("tells a doubled id at the second file, naming the first", async () => {
    const problems = await problemsWith({ "pagines/copia.md": itemFile({ id: "aprovacio" }) });
    expect(problems).toEqual([
      {
        path: "pagines/copia.md",
        line: 5,
        reason: expect.stringContaining("pagines/aprovacio.md"),
      },
    ]);
    const mixed = await read({
      "documents/nota.md": "Text.",
      "pagines/x.md": itemFile({ id: "nota" }),
    });
    expect(mixed.problems).toHaveLength(1);
  });

  it("tells a related id that does not exist, or that is the file's own", async () => {
    const problems = await problemsWith({
      "pagines/a.md": itemFile({ id: "a", related: "[aprovacio, a, fantasma]" }),
    });
    expect(problems).toEqual([
      { path: "pagines/a.md", line: 6, reason: "related: «a» és el mateix fitxer" },
      { path: "pagines/a.md", line: 6, reason: "related: «fantasma» no existeix" },
    ]);
  });

  it("tells an action and an objective whose parent does not exist", async () => {
    const problems = await problemsWith({
      "eixos/3-x/3.1-y/objectiu.md": itemFile({ id: '"3.1"' }),
      "eixos/2-seguretat/2.9-z/2.9.1-a.md": actionFile("2.9.1"),
    });
    expect(problems).toEqual([
      expect.objectContaining({
        line: 5,
        reason: "no existeix «2.9», on hauria de penjar «2.9.1»",
      }),
      expect.objectContaining({ line: 5, reason: "no existeix «3», on hauria de penjar «3.1»" }),
    ]);
  });

  it("tells files that are out of place", async () => {
    const paths = [
      "eixos/solt.md",
      "eixos/2-seguretat/solt.md",
      "eixos/2-seguretat/2.3/x/massa.md",
    ];
    const text = actionFile("2.3.9");
    const problems = await problemsWith(Object.fromEntries(paths.map((path) => [path, text])));
    expect(problems.map(({ path }) => path)).toEqual([...paths].sort((a, b) => a.localeCompare(b)));
    for (const { reason } of problems) expect(reason).toMatch(/fora de lloc/);
  });

  it("tells text that is not UTF-8, with its line, in every folder", async () => {
    const latin = Buffer.concat([Buffer.from("u\ndos\nacci"), Buffer.from([0xf3, 0x0a])]);
    const paths = ["documents/latin.md", "pagines/latin.md", "tesaurus/latin.md"];
    const problems = await problemsWith(Object.fromEntries(paths.map((path) => [path, latin])));
    expect(problems).toEqual(
      paths.map((path) => ({ path, line: 3, reason: expect.stringMatching(/no és UTF-8/) })),
    );
  });

  it("tells a file of 50 MB without reading it", async () => {
    const folder = await knowledgeFolder();
    await writeFile(join(folder, "documents/gran.md"), "");
    await truncate(join(folder, "documents/gran.md"), 50_000_000);
    expect((await readKnowledge(folder)).problems).toEqual([
      { path: "documents/gran.md", line: 1, reason: expect.stringMatching(/50 MB.*màxim/) },
    ]);
  });

  it("tells wrong thesaurus rows, also across files", async () => {
    const table = (row: string) =>
      `| concepte | català | castellà | anglès | més general |\n${row}\n`;
    const problems = await problemsWith({
      "tesaurus/x.md": table("| copia | a | b | c | |"),
      "tesaurus/y.md": table("| nou | a | b | c | fantasma |"),
      "tesaurus/z.md": table("| mig | a |"),
    });
    expect(problems).toEqual([
      {
        path: "tesaurus/x.md",
        line: 2,
        reason: expect.stringContaining("tesaurus/seguretat.md:3"),
      },
      { path: "tesaurus/y.md", line: 2, reason: expect.stringContaining("«fantasma»") },
      { path: "tesaurus/z.md", line: 2, reason: expect.stringMatching(/2 cel·les/) },
    ]);
  });

  it("tells the faults of all files in order of path and line", async () => {
    const problems = await problemsWith({
      "pagines/b.md": "Sense capçalera.",
      "pagines/a.md": itemFile({ id: "a", origin: "meu", reviewed: "ahir" }),
    });
    expect(problems.map(({ path, line }) => `${path}:${line}`)).toEqual([
      "pagines/a.md:3",
      "pagines/a.md:4",
      "pagines/b.md:1",
    ]);
  });

  it("has the same digest for the same files, and another after any change", async () => {
    const folder = await knowledgeFolder();
    const digest = async () => {
      const { digest } = await readKnowledge(folder);
      expect(await digestKnowledge(folder)).toBe(digest);
      return digest;
    };
    const first = await digest();
    expect((await read(smallKnowledge)).digest).toBe(first);
    await rename(join(folder, "documents/acta.md"), join(folder, "documents/acta-2.md"));
    const renamed = await digest();
    await writeFile(join(folder, "documents/acta-2.md"), "Un altre text.");
    const rewritten = await digest();
    await mkdir(join(folder, "documents/buida"));
    expect(new Set([first, renamed, rewritten]).size).toBe(3);
    expect(await digest()).toBe(rewritten);
  });
});
