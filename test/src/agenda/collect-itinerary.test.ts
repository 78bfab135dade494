import { describe, expect, it } from "vitest";
import { digestKnowledge, readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import { smallItinerary, stepFile } from "../../helpers/small-itinerary.ts";
import {
  itemFile,
  type KnowledgeFiles,
  knowledgeFolder,
  smallKnowledge,
} from "../../helpers/small-knowledge.ts";

const read = async (files: KnowledgeFiles) => readKnowledge(await knowledgeFolder(files));
const problemsWith = async (files: KnowledgeFiles) =>
  (await read({ ...smallItinerary, ...files })).problems;
const extra = (data: Readonly<Record<string, string>>) =>
  stepFile({ id: "nou", order: "9", ...data });

describe("the itinerary of a knowledge folder", () => {
  it("holds the steps in their order, whatever their files are called", async () => {
    const first = stepFile({ id: "primer", order: "0" });
    const knowledge = await read({ ...smallItinerary, "itinerari/99-primer.md": first });
    expect(knowledge.problems).toEqual([]);
    const ids = knowledge.itinerary.map(({ id }) => id);
    expect(ids).toEqual(["primer", "pla", "copies", "equip", "ple", "agenda"]);
  });

  it("is empty where the folder has none", async () => {
    expect((await read(smallKnowledge)).itinerary).toEqual([]);
    const pages = await read({ "pagines/nota.md": itemFile({ id: "nota" }) });
    expect(pages).toMatchObject({ itinerary: [], problems: [] });
  });

  it("is not knowledge by itself, however wrong it is", async () => {
    for (const text of [stepFile({}), "Sense capçalera."])
      await expect(read({ "itinerari/01-pas.md": text })).rejects.toMatchObject({
        code: "KNOWLEDGE_MISSING",
      });
  });

  it("is part of the digest", async () => {
    const folder = await knowledgeFolder(smallItinerary);
    const { digest } = await readKnowledge(folder);
    expect(await digestKnowledge(folder)).toBe(digest);
    expect((await read(smallKnowledge)).digest).not.toBe(digest);
  });

  it("refuses an id or an order that another step has, and keeps the one before", async () => {
    const knowledge = await read({
      ...smallItinerary,
      "itinerari/06-a.md": extra({ id: "pla" }),
      "itinerari/07-b.md": extra({ order: "2" }),
    });
    expect(knowledge.problems).toEqual([
      { path: "itinerari/06-a.md", line: 2, reason: expect.stringContaining("01-pla.md") },
      { path: "itinerari/07-b.md", line: 5, reason: expect.stringContaining("02-copies.md") },
    ]);
    expect(knowledge.itinerary).toHaveLength(5);
  });

  it("refuses a file that is out of place, README aside", async () => {
    const problems = await problemsWith({
      "itinerari/README.md": "Com s'escriu.",
      "itinerari/vells/pas.md": extra({}),
    });
    expect(problems).toEqual([
      { path: "itinerari/vells/pas.md", line: 1, reason: expect.stringMatching(/fora de lloc/) },
    ]);
  });

  it("tells items and axes that do not exist", async () => {
    const problems = await problemsWith({
      "itinerari/06-a.md": extra({ items: '["2.3.1", "9.9.9"]', axis: '"8"' }),
    });
    expect(problems).toEqual([
      { path: "itinerari/06-a.md", line: 8, reason: "items.1: «9.9.9» no existeix" },
      { path: "itinerari/06-a.md", line: 22, reason: "axis: «8» no existeix" },
    ]);
  });

  it.each([
    ["is not word for word", "escriviu qui decideix"],
    ["runs over two blocks", "durant un atac. Com fer-ho"],
    ["is a heading", "Com fer-ho"],
    ["is another item's", "Feu una còpia de les dades"],
  ])("tells a quote that %s", async (_, quote) => {
    const questions = stepFile({}).match(/questions: [\s\S]*?(?=\n---)/)?.[0] ?? "";
    const wrong = questions
      .replace("questions: ", "")
      .replace("Escriviu qui decideix durant un atac.", quote);
    const problems = await problemsWith({ "itinerari/06-a.md": extra({ questions: wrong }) });
    expect(problems).toEqual([
      {
        path: "itinerari/06-a.md",
        line: 15,
        reason: expect.stringMatching(/^questions\.0\.quote: «2\.3\.1» no ho diu així/),
      },
    ]);
  });

  it("does not judge what leans on a refused file: it is right again when that is mended", async () => {
    const path = "eixos/2-seguretat/2.3-incidents/2.3.1-pla.md";
    const problems = await problemsWith({ [path]: "Sense capçalera." });
    expect(problems.map((problem) => problem.path)).toEqual([path]);
  });
});
