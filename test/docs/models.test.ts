import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { readConfig, settingNames } from "../../src/config.ts";
import { modelShape } from "../../src/config-models.ts";
import { modelTasks } from "../../src/models/spending.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFile(join(root, path), "utf8");
const [catalan, english, example] = await Promise.all(
  ["docs/models.md", "docs/models.en.md", ".env.example"].map(read),
);
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(await read("package.json")));
const guides = { "models.md": catalan ?? "", "models.en.md": english ?? "" };
const modelSettings = Object.keys(modelShape);

/** Names of settings, in the text and in the examples of `.env`. */
function settingsIn(text: string): string[] {
  const names = text.match(/\b(?:[A-Z]+_)+[A-Z]+\b|\b(?:EMBEDDINGS|RERANKER)\b/g);
  return [...new Set(names ?? [])].toSorted();
}

function blocksIn(text: string): string[] {
  return [...text.matchAll(/```\w*\n(.*?)```/gs)].map(([, code = ""]) => code);
}

function inlineIn(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
}

/** What is there to be typed or looked for: all code. */
function codeIn(text: string): string[] {
  const lines = blocksIn(text).flatMap((code) => code.split("\n").map((line) => line.trim()));
  return [...new Set([...inlineIn(text), ...lines])].filter((code) => code !== "").toSorted();
}

/** The settings of each example, each as it would stand in a file of its own. */
function examplesIn(text: string): Record<string, string>[] {
  const inline = inlineIn(text).filter((code) => /^(?:EMBEDDINGS|RERANKER|CHAT_MODEL)=/.test(code));
  return [...blocksIn(text), ...inline]
    .map((code) => Object.fromEntries(code.split("\n").flatMap((line) => assignment(line))))
    .filter((settings) => Object.keys(settings).length > 0);
}

function assignment(line: string): [string, string][] {
  const [, name, value = ""] = /^\s*([A-Z_]+)=(.*)$/.exec(line) ?? [];
  if (name === undefined) return [];
  return [[name, value.replace("…", name.endsWith("_KEY") ? "a-key" : "1")]];
}

/** Sources of the program in which a name or a message can stand. */
function sourceOf(...folders: readonly string[]): string {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((path) => path.endsWith(".ts"))
        .map((path) => readFileSync(join(root, folder, path), "utf8")),
    )
    .join("\n");
}

describe.each(Object.entries(guides))("docs/%s", (_name, text) => {
  it("names settings that there are, and every one of the models", () => {
    expect(settingsIn(text).filter((name) => !settingNames.includes(name))).toEqual([]);
    expect(modelSettings.filter((name) => !settingsIn(text).includes(name))).toEqual([]);
  });

  it("shows settings that the program takes", () => {
    const examples = examplesIn(text);
    expect(examples.length).toBeGreaterThan(8);
    for (const settings of examples) {
      const needsKey = settings["CHAT_MODEL"] !== undefined && !("CHAT_MODEL_URL" in settings);
      const given = needsKey ? { CHAT_MODEL_KEY: "a-key", ...settings } : settings;
      expect(() => readConfig(given), JSON.stringify(settings)).not.toThrow();
    }
  });

  it("tells the defaults as they are", () => {
    const { budgetMs } = readConfig({}).models;
    const { embeddings, chat } = readConfig({
      EMBEDDINGS: "ollama:bge-m3",
      CHAT_MODEL: "ollama:qwen3:8b",
    }).models;
    for (const value of [budgetMs, embeddings?.maxTokens, chat?.dailyTokens])
      expect(text).toMatch(new RegExp((value ?? 0).toLocaleString("en").replaceAll(",", "[.,]")));
  });

  it("names npm scripts that there are", () => {
    const named = [...text.matchAll(/npm run (?:--silent )?([\w-]+)/g)].map(
      ([, name = ""]) => name,
    );
    expect(named).toEqual(expect.arrayContaining(["index", "evaluate", "doctor"]));
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it("names the packages as the program asks for them", () => {
    const source = sourceOf("adapters/langchain");
    const installs = codeIn(text).filter((code) => code.startsWith("npm install "));
    const named = installs.flatMap((code) => code.split(" ").filter((word) => /^@/.test(word)));
    expect(named).toHaveLength(3);
    for (const name of named) {
      const [, plain = "", version = ""] = /^(@[^@]+)(@.+)?$/.exec(name) ?? [];
      expect(source, name).toContain(`"${plain}"`);
      if (version !== "") expect(source, name).toContain(version);
    }
  });

  it("quotes the log and names the faults as the program has them", () => {
    const source = sourceOf("src/models", "src").concat(sourceOf("adapters/langchain"));
    const told = codeIn(text).filter((code) =>
      /^(?:a model|a council|answered|the passages) /.test(code),
    );
    expect(told).toHaveLength(5);
    for (const message of told) expect(source, message).toContain(message);
    const faults = ["unreachable", "slow", "limited", "refused", "malformed", "overlong"];
    for (const fault of [...faults, "declined"]) {
      expect(source, fault).toContain(`"${fault}"`);
      expect(text, fault).toContain(`\`${fault}\``);
    }
  });

  it("names every figure of models at /metrics, and every task", () => {
    const source = sourceOf("adapters/prometheus");
    const figures = [...source.matchAll(/"(agenda_model_\w+)"/g)].map(([, name = ""]) => name);
    expect(codeIn(text).filter((code) => code.startsWith("agenda_model_"))).toEqual(
      figures.toSorted(),
    );
    for (const task of [...modelTasks, "embedding", "reranking"])
      expect(text).toContain(`\`${task}\``);
  });

  it("names what a council has to look up", () => {
    for (const article of [13, 28, 30, 35, 50, 4])
      expect(text).toMatch(new RegExp(`articles? (?:\\d+ (?:i|and) )?${article}\\b`));
    for (const law of ["2024/1689", "RD 311/2022", "APDCAT", "2026"]) expect(text).toContain(law);
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
      expect(await read(`docs/${file}`)).not.toBe("");
  });
});

describe("the guides", () => {
  it("name the same settings, commands and figures in both languages", () => {
    const figuresIn = (text: string) =>
      [...text.matchAll(/ \| (\d+[.,]\d) \| (\d+[.,]\d) \|$/gm)].flatMap(([, ...two]) => two);
    const plain = (text: string) => figuresIn(text).map((one) => one.replace(",", "."));
    expect(settingsIn(guides["models.en.md"])).toEqual(settingsIn(guides["models.md"]));
    expect(codeIn(guides["models.en.md"])).toEqual(codeIn(guides["models.md"]));
    expect(plain(guides["models.en.md"])).toEqual(plain(guides["models.md"]));
    expect(plain(guides["models.md"])).toHaveLength(14);
  });

  it("have the same parts, and link each other", () => {
    const shape = (text: string) =>
      text.split("\n").flatMap((line) => /^(?:#+|\||\d+\.|-|>|```)/.exec(line)?.[0] ?? []);
    expect(shape(guides["models.en.md"])).toEqual(shape(guides["models.md"]));
    expect(guides["models.md"]).toContain("(models.en.md)");
    expect(guides["models.en.md"]).toContain("(models.md)");
  });

  it("are named where people set the models up and where they read of privacy", async () => {
    expect(example).toContain("docs/models.md");
    for (const path of ["README.md", "docs/privacy.md", "docs/privacy.en.md"])
      expect(await read(path)).toMatch(/\(?(?:docs\/)?models(?:\.en)?\.md\)/);
  });
});
