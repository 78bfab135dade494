import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { answerSchema } from "../adapters/web/serve.ts";
import { type Outcome, run, start } from "./run.ts";
import { createWorkspace, type Workspace } from "./small-knowledge.ts";

// Processes take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const script = "scripts/ask.ts";
const lineSchema = answerSchema.extend({ id: z.union([z.string(), z.number()]) });
const failureSchema = z.strictObject({
  id: z.union([z.string(), z.number(), z.null()]),
  line: z.number(),
  kind: z.literal("failed"),
});

let workspace: Workspace;
let first: Outcome;

beforeAll(async () => {
  workspace = await createWorkspace();
  first = await run(script, workspace, ["acció", "1.1.1"]);
});

afterAll(() => workspace.remove());

async function batchFile(name: string, lines: readonly string[], end = "\n"): Promise<string> {
  const path = join(workspace.directory, name);
  await writeFile(path, lines.map((line) => line + end).join(""));
  return path;
}

function linesOf({ stdout }: Outcome): unknown[] {
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

describe("npm run ask", () => {
  it("builds a missing index and answers in plain text when it is piped", () => {
    expect(first.code).toBe(0);
    expect(first.stdout).toContain("1.1.1 Fer còpies de seguretat\n");
    expect(first.stdout).toMatch(/^ {2}«.+»$/m);
    expect(first.stdout).toContain("http://localhost:3978/agenda/1.1.1?cita=");
    const written = first.stdout + first.stderr;
    expect(stripVTControlCharacters(written)).toBe(written);
    expect(written).not.toContain("\r");
    expect(first.stderr.trimEnd().split("\n").length).toBeLessThan(8);
  });

  it("writes one JSON object by the contract, and nothing else, with --json", async () => {
    const question = "quines accions té l'eix 1?";
    const { code, stdout, stderr } = await run(script, workspace, [
      ...["--json", "--population", "800", "--limit", "1", "--language", "en"],
      question,
    ]);

    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout.trimEnd()).not.toContain("\n");
    const answer = answerSchema.parse(JSON.parse(stdout));
    expect(answer).toMatchObject({ question, language: "en", kind: "answered", intent: "list" });
    expect(answer.citations.map(({ itemId }) => itemId)).toEqual(["1.1.1"]);
    // Two of the three are for 800 inhabitants.
    expect(answer.markdown).toContain("2 actions");
  });

  it("succeeds when it abstains, and links to the public address", async () => {
    const { code, stdout } = await run(
      script,
      workspace,
      ["--json", "quin temps farà demà a la tarda?"],
      { PUBLIC_URL: "https://agenda.example.cat/" },
    );

    expect(code).toBe(0);
    const answer = answerSchema.parse(JSON.parse(stdout));
    expect(answer.kind).toBe("abstained");
    for (const { url } of answer.nearest) expect(url).toMatch(/^https:\/\/agenda.example.cat\/a/);
  });

  it("answers a batch line by line, with each line's id, population and language", async () => {
    const list = "quines accions té l'eix 1?";
    const path = await batchFile("batch.jsonl", [
      JSON.stringify({ id: "b", question: list, population: 800 }),
      JSON.stringify({ id: 2, question: list, language: "es" }),
      "",
      JSON.stringify({ id: "", question: "" }),
      JSON.stringify({ id: "a", question: list }),
    ]);
    const outcome = await run(script, workspace, [
      "--batch",
      path,
      "--population",
      "20.000 habitants",
    ]);

    expect(outcome.code).toBe(0);
    const answers = linesOf(outcome).map((line) => lineSchema.parse(line));
    expect(answers.map(({ id }) => id)).toEqual(["b", 2, "", "a"]);
    expect(answers.map(({ language }) => language)).toEqual(["ca", "es", "ca", "ca"]);
    expect(answers.map(({ citations }) => citations.map(({ itemId }) => itemId))).toEqual([
      ["1.1.1", "1.1.3"],
      ["1.1.1", "1.1.2"],
      [],
      ["1.1.1", "1.1.2"],
    ]);
  });

  it("goes on after a line that it cannot read, and fails at the end", async () => {
    const good = JSON.stringify({ id: 1, question: "acció 1.1.1" });
    // As a spreadsheet may export it: byte order mark, lines that end in two characters.
    const lines = [`\uFEFF${good}`, "{", '{"id":"x"}', '{"question":"?"}', "7", good];
    const path = await batchFile("broken.jsonl", lines, "\r\n");
    const outcome = await run(script, workspace, ["--batch", path, "--json"]);

    expect(outcome.code).toBe(1);
    const written = linesOf(outcome);
    expect(written).toHaveLength(lines.length);
    expect([written[0], written[5]].map((line) => lineSchema.parse(line).kind)).toEqual([
      "answered",
      "answered",
    ]);
    expect(written.slice(1, 5).map((line) => failureSchema.parse(line))).toEqual([
      { id: null, line: 2, kind: "failed" },
      { id: "x", line: 3, kind: "failed" },
      { id: null, line: 4, kind: "failed" },
      { id: null, line: 5, kind: "failed" },
    ]);
    for (const line of [2, 3, 4, 5]) expect(outcome.stderr).toContain(`broken.jsonl:${line}: `);
  });

  it("answers a thousand lines in their order", async () => {
    const ids = Array.from({ length: 1_000 }, (_, at) => `q${at}`);
    const path = await batchFile(
      "thousand.jsonl",
      ids.map((id, at) => JSON.stringify({ id, question: `acció 1.1.${(at % 3) + 1}` })),
    );
    const outcome = await run(script, workspace, ["--batch", path]);

    expect(outcome.code).toBe(0);
    const answers = linesOf(outcome).map((line) => lineSchema.parse(line));
    expect(answers.map(({ id }) => id)).toEqual(ids);
    expect(answers.map(({ citations }) => citations[0]?.itemId)).toEqual(
      ids.map((_, at) => `1.1.${(at % 3) + 1}`),
    );
  });

  it("ends quietly when the reader has seen enough", async () => {
    const line = JSON.stringify({ id: 1, question: "quines accions té l'eix 1?" });
    const path = await batchFile("long.jsonl", Array<string>(1_000).fill(line));
    const { child, outcome } = start(script, workspace, ["--batch", path]);
    child.stdout.once("data", () => child.stdout.destroy());

    expect(await outcome).toMatchObject({ code: 0, stderr: "" });
  });

  it("shows how it is used, and fails with 2, when it is used wrongly", async () => {
    const path = await batchFile("one.jsonl", []);
    const wrong = [
      ["--json"],
      ["--color", "què?"],
      ["--population", "800,5", "què?"],
      ["--limit", "0", "què?"],
      ["--language", "fr", "què?"],
      ["--batch", join(workspace.directory, "none.jsonl")],
      ["--batch", workspace.directory],
      ["--batch", path, "què?"],
    ];
    const outcomes = await Promise.all(wrong.map((args) => run(script, workspace, args)));

    expect(outcomes.map(({ code }) => code)).toEqual(wrong.map(() => 2));
    for (const { stdout, stderr } of outcomes) {
      expect(stdout).toBe("");
      expect(stderr).toContain("npm run --silent ask");
      expect(stderr).not.toMatch(/^\s+at /m);
    }
    const messages = outcomes.map(({ stderr }) => stderr.slice(0, stderr.indexOf("\n")));
    for (const [at, name] of ["", "--color", "--population", "--limit", "--language"].entries())
      expect(messages[at]).toContain(name);
    expect(messages[5]).toContain("none.jsonl");
  });

  it("fails with 1 when there is nothing to answer from", async () => {
    const empty = await createWorkspace({});
    const { code, stdout, stderr } = await run(script, empty, ["què?"]);
    await empty.remove();

    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("KNOWLEDGE_DIR");
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
