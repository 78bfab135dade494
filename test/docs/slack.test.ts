import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { neededScopes } from "../../adapters/slack/manifest.ts";
import { readConfig, settingNames } from "../../src/config.ts";

const root = join(import.meta.dirname, "../..");
const [catalan, english, manifest] = await Promise.all(
  ["docs/slack.md", "docs/slack.en.md", "adapters/slack/manifest.yaml"].map((path) =>
    readFile(join(root, path), "utf8"),
  ),
);
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(await readFile(join(root, "package.json"), "utf8")));
const guides = { "slack.md": catalan ?? "", "slack.en.md": english ?? "" };

/** Names of settings, in the text and in the examples of `.env`. */
function settingsIn(text: string): string[] {
  const names = text.match(/\b(?:SLACK|PUBLIC|DATA|TRUSTED|KNOWLEDGE|INDEX)_[A-Z_]+\b|\bHOST\b/g);
  return [...new Set(names ?? [])].toSorted();
}

/** What is there to be typed: all code but values of settings, which have words in them. */
function commandsIn(text: string): string[] {
  const inline = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
  const blocks = [...text.matchAll(/```\w*\n(.*?)```/gs)].flatMap(([, code = ""]) =>
    code.split("\n").map((line) => line.replace(/\s+#.*$/, "").trim()),
  );
  return [...new Set([...inline, ...blocks])].filter((code) => code !== "").toSorted();
}

describe.each(Object.entries(guides))("docs/%s", (_name, text) => {
  it("names settings that there are", () => {
    expect(settingsIn(text).filter((name) => !settingNames.includes(name))).toEqual([]);
  });

  it("names every setting of Slack but the address of its API", () => {
    const slack = settingNames.filter((name) => name.startsWith("SLACK_"));
    expect(slack.filter((name) => !settingsIn(text).includes(name))).toEqual(["SLACK_API_URL"]);
  });

  it("names npm scripts that there are", () => {
    const named = [...text.matchAll(/npm run (?:--silent )?([\w-]+)/g)].map(
      ([, name = ""]) => name,
    );
    expect(named).toContain("doctor");
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it("runs as a service what npm start runs, as the user and in the folder that it sets up", () => {
    const [, unit = ""] = /```ini\n(.*?)```/s.exec(text) ?? [];
    const { User, WorkingDirectory, ExecStart } = Object.fromEntries(
      unit.split("\n").map((line) => line.split(/=(.*)/s)),
    );
    expect(ExecStart).toBe(`/usr/bin/${scripts["start"]}`);
    const commands = commandsIn(text);
    for (const set of [
      new RegExp(`^sudo git clone \\S+ ${WorkingDirectory}$`),
      new RegExp(`^sudo useradd --system --home-dir ${WorkingDirectory} .* ${User}$`),
      new RegExp(`^sudo chown -R ${User}: ${WorkingDirectory}$`),
      /^sudo chmod 600 \.env$/,
    ])
      expect(commands.filter((command) => set.test(command))).toHaveLength(1);
    const kept = `${WorkingDirectory}/${readConfig({}).dataDirectory}`;
    expect(commands).toContain(`sudo cp -aT ${kept} /var/backups/agenda-data`);
  });

  it("tells why each scope is needed, and names the shortcuts as they are", async () => {
    for (const scope of await neededScopes("https://agenda.example.cat"))
      expect(text).toContain(`\`${scope}\``);
    for (const name of ["Pregunta-ho a l'Agenda", "Pregunta a l'Agenda"]) {
      expect(manifest).toContain(`name: ${name}\n`);
      expect(text).toContain(name);
    }
  });

  it("links to what there is", () => {
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\d -]/gu, "")
        .replaceAll(" ", "-"),
    );
    for (const [, anchor] of text.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).toContain(anchor);
  });
});

describe("the guides", () => {
  it("name the same settings and commands in both languages", () => {
    expect(settingsIn(guides["slack.en.md"])).toEqual(settingsIn(guides["slack.md"]));
    expect(commandsIn(guides["slack.en.md"])).toEqual(commandsIn(guides["slack.md"]));
  });

  it("have the same parts, and link each other", () => {
    const shape = (text: string) =>
      text.split("\n").flatMap((line) => /^(?:#+|\||\d+\.|-|```)/.exec(line)?.[0] ?? []);
    expect(shape(guides["slack.en.md"])).toEqual(shape(guides["slack.md"]));
    expect(guides["slack.md"]).toContain("(slack.en.md)");
    expect(guides["slack.en.md"]).toContain("(slack.md)");
  });
});
