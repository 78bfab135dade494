import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createManifest } from "../../adapters/teams/manifest.ts";
import { settingNames } from "../../src/config.ts";
import { teamsShape } from "../../src/config-teams.ts";

const root = join(import.meta.dirname, "../..");
const [catalan, english] = await Promise.all(
  ["docs/teams.md", "docs/teams.en.md"].map((path) => readFile(join(root, path), "utf8")),
);
const guides = { "teams.md": catalan ?? "", "teams.en.md": english ?? "" };
const teamsSettings = Object.keys(teamsShape);

/** Names of settings, in the text and in the examples of `.env`. */
function settingsIn(text: string): string[] {
  const names = text.match(
    /\b(?:MICROSOFT|SLACK|PUBLIC|DATA|TRUSTED|KNOWLEDGE|INDEX)_[A-Z_]+[A-Z]\b|\bHOST\b/g,
  );
  // `MICROSOFT_APP_*` stands for all of them.
  return [...new Set(names ?? [])].filter((name) => name !== "MICROSOFT_APP").toSorted();
}

/** What is there to be typed: all code but comments and values of settings, which have words in them. */
function commandsIn(text: string): string[] {
  const inline = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
  const blocks = [...text.matchAll(/```\w*\n(.*?)```/gs)].flatMap(([, code = ""]) =>
    code.split("\n").map((line) => line.replace(/\s+#.*$/, "").trim()),
  );
  return [...new Set([...inline, ...blocks])].filter((code) => code !== "").toSorted();
}

/** Labels of Microsoft's pages. */
function labelsIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, label = ""]) => label))];
}

function addressesIn(text: string): string[] {
  return [...text.matchAll(/<(https:[^>]+)>/g)].map(([, address = ""]) => address);
}

describe.each(Object.entries(guides))("docs/%s", (_name, text) => {
  it("names settings that there are", () => {
    const known = [...settingNames, ...teamsSettings];
    expect(settingsIn(text).filter((name) => !known.includes(name))).toEqual([]);
  });

  it("names every setting of Teams", () => {
    expect(teamsSettings.filter((name) => !settingsIn(text).includes(name))).toEqual([]);
  });

  it("names npm scripts that there are", async () => {
    const schema = z.object({ scripts: z.record(z.string(), z.string()) });
    const { scripts } = schema.parse(
      JSON.parse(await readFile(join(root, "package.json"), "utf8")),
    );
    const named = [...text.matchAll(/npm run (?:--silent )?([\w-]+)/g)].map(
      ([, name = ""]) => name,
    );
    expect(named).toEqual(expect.arrayContaining(["doctor", "teams-package", "playground"]));
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it("names the app, its tab and its command on messages as the manifest does", async () => {
    const options = {
      appId: "11111111-2222-4333-8444-555555555555",
      publicUrl: "https://agenda.poble.cat",
      version: "1.1.0",
    };
    const manifest = z
      .object({
        name: z.object({ short: z.string() }),
        staticTabs: z.array(z.object({ name: z.string().optional() })),
        composeExtensions: z.tuple([
          z.object({ commands: z.tuple([z.unknown(), z.object({ title: z.string() })]) }),
        ]),
      })
      .parse(await createManifest(options));
    const [{ commands }] = manifest.composeExtensions;
    const tabs = manifest.staticTabs.flatMap(({ name }) => name ?? []);
    for (const name of [manifest.name.short, ...tabs]) expect(text).toContain(`**${name}**`);
    expect(text).toContain(`› ${commands[1].title}**`);
  });

  it("tells the address that Microsoft sends to, and where answers go, as the program has it", () => {
    expect(text).toContain("`https://agenda.elvostreajuntament.cat/api/messages`");
    for (const host of ["login.microsoftonline.com", "login.botframework.com"])
      expect(text).toContain(`\`${host}\``);
  });

  it("tells which permissions it does not ask for", () => {
    expect(text).toMatch(/^## .*(?:no demana|does not ask for)$/m);
    for (const permission of ["ChannelMessage.Read.Group", "ChatMessage.Read.Chat"])
      expect(text).toContain(`\`${permission}\``);
  });

  it("links to what there is", async () => {
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\d -]/gu, "")
        .replaceAll(" ", "-"),
    );
    for (const [, anchor] of text.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).toContain(anchor);
    for (const [, file = ""] of text.matchAll(/\]\(([\w.-]+\.md)\)/g))
      expect(await readFile(join(root, "docs", file), "utf8")).not.toBe("");
  });

  it("names its sources, and when they were looked up", () => {
    const sources = text.slice(text.lastIndexOf("\n## "));
    expect(addressesIn(sources).length).toBeGreaterThanOrEqual(6);
    expect(sources).toMatch(/\b2026\b/);
  });
});

describe("the guides", () => {
  it("name the same settings, commands, labels and addresses in both languages", () => {
    for (const read of [settingsIn, commandsIn, addressesIn, labelsOfMicrosoft])
      expect(read(guides["teams.en.md"])).toEqual(read(guides["teams.md"]));
  });

  it("have the same parts, and link each other", () => {
    const shape = (text: string) =>
      text.split("\n").flatMap((line) => /^(?:#+|\||\d+\.|-|```)/.exec(line)?.[0] ?? []);
    expect(shape(guides["teams.en.md"])).toEqual(shape(guides["teams.md"]));
    expect(guides["teams.md"]).toContain("(teams.en.md)");
    expect(guides["teams.en.md"]).toContain("(teams.md)");
  });
});

/** Labels, without what is only emphasised and therefore translated. */
function labelsOfMicrosoft(text: string): string[] {
  const emphasised = ["el camí més curt", "the shortest way"];
  return labelsIn(text)
    .filter((label) => !emphasised.includes(label))
    .toSorted();
}
