import { readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { Change } from "../../../src/agenda/changes.ts";
import { type Knowledge, readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import { buildIndex, openIndex, rollBack } from "../../../src/search/index-build.ts";
import { maxChanges } from "../../../src/search/index-changes.ts";
import {
  currentFor,
  readCurrent,
  readManifest,
  versionDirectory,
  writeCurrent,
  writeManifest,
} from "../../../src/search/index-manifest.ts";
import { indexFolder, store } from "../../helpers/built-index.ts";
import {
  actionFile,
  itemFile,
  type KnowledgeFiles,
  knowledgeFolder,
  knowledgeNamed,
  smallKnowledge,
} from "../../helpers/small-knowledge.ts";

// Many small builds: a busy machine needs more than the usual time.
vi.setConfig({ testTimeout: 20_000 });

const planPath = "eixos/2-seguretat/2.3-incidents/2.3.1-pla.md";

/** The small knowledge with other files; an empty one is left out. */
async function knowledgeWith(files: KnowledgeFiles): Promise<Knowledge> {
  const all = Object.entries({ ...smallKnowledge, ...files }).filter(([, text]) => text !== "");
  return readKnowledge(await knowledgeFolder(Object.fromEntries(all)));
}

async function changesOf(folder: string): Promise<readonly Change[]> {
  return (await openIndex(folder, store)).changes;
}

/** What an index tells, in short. */
async function toldBy(folder: string): Promise<string[]> {
  return (await changesOf(folder)).map(({ change, itemId }) => `${change} ${itemId}`);
}

async function servedFolder(folder: string): Promise<string> {
  return versionDirectory(folder, (await readCurrent(folder)).version);
}

/** Puts other text in a file of the served version, or takes the file away, as another program would: digests fit. */
async function replaceFile(folder: string, name: string, text?: string): Promise<void> {
  const current = await readCurrent(folder);
  const manifest = await readManifest(folder, current);
  const version = versionDirectory(folder, current.version);
  await rm(join(version, "manifest.json"));
  if (text === undefined) await rm(join(version, name));
  else await writeFile(join(version, name), text);
  await writeManifest(version, manifest);
  await writeCurrent(folder, await currentFor(folder, current.version, false));
}

describe("changes of an index", () => {
  it("are none after the first build", async () => {
    expect(await changesOf(await indexFolder(await knowledgeNamed("u")))).toEqual([]);
  });

  it("are what was added, edited and removed since the build before", async () => {
    const folder = await indexFolder(await knowledgeWith({}));
    const started = new Date().toISOString();
    await buildIndex(
      await knowledgeWith({
        [planPath]: actionFile(
          "2.3.1",
          { title: "Pla de resposta", related: '["2.3.2"]' },
          "Escriviu qui decideix durant un atac.\n\n## Com fer-ho\n\n1. Desconnecteu-ho tot.",
        ),
        "pagines/nova.md": itemFile({ id: "nova", title: "Una pàgina nova" }),
        "documents/acta.md": "",
      }),
      folder,
      store,
    );
    const changes = await changesOf(folder);
    const at = changes[0]?.at ?? "";
    expect(changes).toEqual([
      {
        itemId: "2.3.1",
        kind: "action",
        title: "Pla de resposta",
        change: "edited",
        sections: ["Com fer-ho"],
        at,
      },
      {
        itemId: "nova",
        kind: "page",
        title: "Una pàgina nova",
        change: "added",
        sections: [],
        at,
      },
      {
        itemId: "acta",
        kind: "document",
        title: "Acta del ple",
        change: "removed",
        sections: [],
        at,
      },
    ]);
    expect(at >= started && at <= new Date().toISOString()).toBe(true);
    expect((await readManifest(folder, await readCurrent(folder))).builtAt).toBe(at);
  });

  it("are none when all was reviewed again, or is asked for in other words", async () => {
    const folder = await indexFolder(await knowledgeWith({}));
    const dates = Object.entries(smallKnowledge).map(([path, text]) => {
      const reviewed = String(text).replace(
        "reviewed: ",
        "questions: { ca: [Per què?] }\nreviewed: ",
      );
      return [path, reviewed.replace("2026-01-31", "2026-11-23")];
    });
    await buildIndex(await knowledgeWith(Object.fromEntries(dates)), folder, store);
    expect(await changesOf(folder)).toEqual([]);
  });

  it("stay for later builds, the newest first", async () => {
    const folder = await indexFolder(await knowledgeNamed("u"));
    await buildIndex(await knowledgeNamed("dos"), folder, store);
    const earlier = await changesOf(folder);
    await buildIndex(await knowledgeNamed("tres"), folder, store);
    expect(await toldBy(folder)).toEqual(["added tres", "removed dos", "added dos", "removed u"]);
    expect((await changesOf(folder)).slice(2)).toEqual(earlier);
  });

  it("are the same after a build of the same knowledge, however this code reads it", async () => {
    const [first, second] = [await knowledgeNamed("u"), await knowledgeNamed("dos")];
    const folder = await indexFolder(first);
    await buildIndex(second, folder, store);
    const changes = await changesOf(folder);
    const readOtherwise = second.items.map((item) => ({ ...item, title: `${item.title}.` }));
    await buildIndex({ ...second, items: readOtherwise }, folder, store);
    expect(await changesOf(folder)).toEqual(changes);
  });

  it("are the newest ones when there are too many", async () => {
    const folder = await indexFolder(await knowledgeNamed("u"));
    const knowledge = await knowledgeNamed("dos");
    await buildIndex(knowledge, folder, store);
    const many = Object.fromEntries(
      Array.from({ length: maxChanges - 1 }, (_, at) => [`documents/nota-${at}.md`, `Text ${at}.`]),
    );
    const page = { "pagines/dos.md": itemFile({ id: "dos" }, "Un altre text.") };
    await buildIndex(await knowledgeWith({ ...many, ...page }), folder, store);
    const told = await toldBy(folder);
    expect(told).toHaveLength(maxChanges);
    expect(told[0]).toBe("edited dos");
    expect(told.slice(1).every((each) => each.startsWith("added "))).toBe(true);
    await buildIndex(await knowledgeWith({ ...many }), folder, store);
    expect((await toldBy(folder)).slice(0, 2)).toEqual(["removed dos", "edited dos"]);
    expect(await toldBy(folder)).toHaveLength(maxChanges);
  });

  it("after a rollback are those of the version that serves, and the next build goes on from it", async () => {
    const folder = await indexFolder(await knowledgeNamed("u"));
    await buildIndex(await knowledgeNamed("dos"), folder, store);
    await buildIndex(await knowledgeNamed("dolent"), folder, store);
    await rollBack(folder, store);
    expect(await toldBy(folder)).toEqual(["added dos", "removed u"]);
    await buildIndex(await knowledgeNamed("tres"), folder, store);
    expect(await toldBy(folder)).toEqual(["added tres", "removed dos", "added dos", "removed u"]);
  });
});

describe("changes of an index built over one that is damaged", () => {
  const fresh = ["added tres", "removed dos"];
  const earlier = ["added dos", "removed u"];
  const inVersion = (name: string, damage: (path: string) => Promise<void>) => {
    return async (folder: string) => damage(join(await servedFolder(folder), name));
  };
  const half = (path: string) => truncate(path, 40);

  it.each<[string, (folder: string) => Promise<void>, string[]]>([
    ["pointer", (folder) => half(join(folder, "current.json")), []],
    ["manifest", inVersion("manifest.json", half), []],
    ["changes", inVersion("changes.json", half), fresh],
    ["changes of another shape", (folder) => replaceFile(folder, "changes.json", "[{}]"), fresh],
    ["no changes, as in earlier versions", (folder) => replaceFile(folder, "changes.json"), fresh],
    ["items", inVersion("items.jsonl", half), earlier],
    ["no items", inVersion("items.jsonl", rm), earlier],
    ["no JSON for items", (folder) => replaceFile(folder, "items.jsonl", "{"), earlier],
    ["null for an item", (folder) => replaceFile(folder, "items.jsonl", "null"), earlier],
    ["items of another shape", (folder) => replaceFile(folder, "items.jsonl", '{"id":7}'), earlier],
    ["terms", inVersion("postings.u32", half), [...fresh, ...earlier]],
  ])("begin with what can be read: %s", async (_, damage, expected) => {
    const folder = await indexFolder(await knowledgeNamed("u"));
    await buildIndex(await knowledgeNamed("dos"), folder, store);
    await damage(folder);
    const knowledge = await knowledgeNamed("tres");
    await buildIndex(knowledge, folder, store);
    expect(await toldBy(folder)).toEqual(expected);
    expect((await openIndex(folder, store)).knowledgeDigest).toBe(knowledge.digest);
    expect(await readFile(join(await servedFolder(folder), "changes.json"), "utf8")).toMatch(/^\[/);
  });
});
