import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import * as z from "zod";
import { openDatabase } from "../../adapters/database/open-database.ts";
import { startSlackApi } from "../adapters/slack/slack-api.ts";
import { serveHere } from "../adapters/web/serve.ts";
import { unusedUrl } from "../helpers/listen-for.ts";
import { createModelStandIn, standInKey } from "../helpers/model-stand-in.ts";
import { run } from "./run.ts";
import { createWorkspace, type Workspace } from "./small-knowledge.ts";

const script = "scripts/doctor.ts";
const served = serveHere();

// Processes take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const reportSchema = z.strictObject({
  ok: z.boolean(),
  findings: z.array(
    z.strictObject({
      check: z.string(),
      state: z.enum(["ok", "warning", "fault", "skipped"]),
      outcome: z.string(),
      values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      found: z.string().min(1),
      remedy: z.string().min(1).optional(),
    }),
  ),
});

async function workspaceOf(): Promise<Workspace> {
  const workspace = await createWorkspace();
  onTestFinished(() => workspace.remove());
  return workspace;
}

/** Settings of a machine on which the program runs. */
function running(): Record<string, string> {
  const { port } = served.server;
  return { PORT: String(port), PUBLIC_URL: served.base, HOST: "127.0.0.1" };
}

/** Settings of a machine on which it does not. */
async function stopped(): Promise<Record<string, string>> {
  const url = new URL(await unusedUrl());
  return { PORT: url.port, HOST: "127.0.0.1" };
}

/** What it finds of one thing where Slack is set up, in a workspace that keeps its data in `data`. */
async function findingOf(check: string, workspace: Workspace) {
  const slack = await startSlackApi();
  onTestFinished(() => slack.stop());
  const { code, stdout } = await run(script, workspace, ["--json"], {
    ...running(),
    DATA_DIR: "data",
    SLACK_BOT_TOKEN: "xoxb-test",
    SLACK_SIGNING_SECRET: "a-signing-secret",
    SLACK_API_URL: slack.url,
  });
  const { findings } = reportSchema.parse(JSON.parse(stdout));
  return { code, finding: findings.find((one) => one.check === check) };
}

async function doctor(args: readonly string[], settings: Readonly<Record<string, string>>) {
  const outcome = await run(script, await workspaceOf(), args, settings);
  expect(outcome.stderr).toBe("");
  return outcome;
}

describe("npm run doctor", () => {
  it("is content with a program that runs, and says in one line that Slack is not set up", async () => {
    const { code, stdout } = await doctor([], running());
    expect(stdout).toContain(`✓ El programa respon a ${served.base}.`);
    expect(stdout).toContain(`✓ Els enllaços s'obren: ${served.base}/agenda/1.1.1`);
    expect(stdout.match(/^. .*Slack.*$/gm)?.at(-1)).toBe("– Slack no està configurat.");
    expect(stdout).toContain("docs/slack.md");
    expect(stdout).not.toContain("✗");
    expect(stdout.trimEnd().split("\n").at(-1)).toBe("2 avisos.");
    expect(stripVTControlCharacters(stdout)).toBe(stdout);
    expect(code).toBe(0);
  });

  it("fails with 1 when something is wrong, and says what to do", async () => {
    const { code, stdout } = await doctor([], await stopped());
    expect(stdout).toMatch(/^✗ El programa no respon a .*\n {2}→ .*npm start/m);
    expect(code).toBe(1);
  });

  it("speaks the language that is asked for, or the machine's, or Catalan", async () => {
    const settings = await stopped();
    const firstLine = async (args: readonly string[], more: Readonly<Record<string, string>>) =>
      (await doctor(args, { ...settings, ...more })).stdout.split("\n")[0];
    const catalan = "✓ La configuració es pot llegir.";
    const spanish = "✓ La configuración se puede leer.";
    const english = "✓ The settings can be read.";
    const said = await Promise.all([
      firstLine([], {}),
      firstLine([], { LANG: "C.UTF-8" }),
      firstLine([], { LANG: "es_ES.UTF-8" }),
      firstLine([], { LANG: "es_ES.UTF-8", LC_ALL: "en_GB.UTF-8" }),
      firstLine([], { LANG: "es_ES.UTF-8", LC_ALL: "", LC_MESSAGES: "ca_ES.UTF-8" }),
      firstLine(["--language", "es"], { LANG: "en_GB.UTF-8" }),
    ]);
    expect(said).toEqual([catalan, catalan, spanish, english, catalan, spanish]);
  });

  it("writes one JSON object with --json", async () => {
    const { code, stdout } = await doctor(["--json", "--language", "en"], running());
    const { ok, findings } = reportSchema.parse(JSON.parse(stdout));
    expect([code, ok]).toEqual([0, true]);
    expect(findings.map(({ check }) => check)).toEqual([
      "settings",
      "node",
      "knowledge",
      "index",
      "data",
      "address",
      "program",
      "link",
      "slack",
      "teams",
    ]);
    expect(findings.find(({ check }) => check === "index")?.remedy).toContain("npm run index");
  });

  it("looks at nothing else when the settings cannot be read", async () => {
    const settings = { SLACK_BOT_TOKEN: "xoxb-1-secret", PORT: "many" };
    const { code, stdout } = await doctor(["--json"], settings);
    const { ok, findings } = reportSchema.parse(JSON.parse(stdout));
    expect([code, ok, findings.length]).toEqual([1, false, 1]);
    expect(findings[0]?.found).toMatch(/PORT.*SLACK_SIGNING_SECRET|SLACK_SIGNING_SECRET.*PORT/);
    expect(stdout).not.toMatch(/secret"|xoxb/);
  });

  it("says so when .env cannot be read at all", async () => {
    const workspace = await workspaceOf();
    await mkdir(join(workspace.directory, ".env"));
    const { code, stdout, stderr } = await run(script, workspace);
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toMatch(
      /^✗ El fitxer \.env no es pot llegir \([A-Z]+\)\.\n {2}→ .*sudo -u agenda/,
    );
  });

  it("looks into the database that is kept, unless the program has it open", async () => {
    const workspace = await workspaceOf();
    const data = join(workspace.directory, "data");
    expect((await findingOf("database", workspace)).finding).toBeUndefined();
    const database = await openDatabase({ directory: data });
    const inUse = await findingOf("database", workspace);
    await database.destroy();
    const sound = await findingOf("database", workspace);
    await writeFile(join(data, "agenda.sqlite"), "no database at all. ".repeat(500));
    const damaged = await findingOf("database", workspace);
    const found = [inUse, sound, damaged].map(({ finding }) => [finding?.state, finding?.outcome]);
    expect(found).toEqual([
      ["skipped", "database-in-use"],
      ["ok", "database-sound"],
      ["fault", "database-damaged"],
    ]);
    expect(damaged.code).toBe(1);
    expect(damaged.finding?.found).toContain("data/agenda.sqlite");
    expect(damaged.finding?.remedy).toContain("torneu a posar-hi una còpia");
    expect(await readdir(data)).toEqual(["agenda.sqlite"]);
  });

  it("looks at the models that are set up, and tells no key", async () => {
    const standIn = await createModelStandIn();
    onTestFinished(() => standIn.stop());
    standIn.make({ replyTo: () => ({ isWell: true }) });
    const settings = {
      ...running(),
      EMBEDDINGS: "openai:bge-m3",
      EMBEDDINGS_URL: `${standIn.url}/v1`,
      EMBEDDINGS_KEY: standInKey,
      RERANKER: "tei:bge-reranker",
      RERANKER_URL: standIn.url,
      RERANKER_KEY: "unmistakable-wrong-key",
      CHAT_MODEL: "ollama:qwen3",
      CHAT_MODEL_URL: standIn.url,
    };
    const workspace = await workspaceOf();
    await run("scripts/build-index.ts", workspace);
    const { code, stdout, stderr } = await run(script, workspace, ["--json"], settings);
    const { findings } = reportSchema.parse(JSON.parse(stdout));
    const told = await run(script, workspace, ["--language", "en"], settings);
    const named = ["index", "embeddings", "reranker", "chat-model", "model-texts"];
    expect(
      findings
        .filter(({ check }) => named.includes(check))
        .map(({ check, state, outcome }) => [check, state, outcome]),
    ).toEqual([
      ["index", "warning", "index-without-vectors"],
      ["embeddings", "ok", "model-usable"],
      ["reranker", "fault", "model-refused"],
      ["chat-model", "ok", "model-usable"],
      ["model-texts", "ok", "model-texts-stay"],
    ]);
    expect([code, stderr]).toEqual([1, ""]);
    expect(told.stdout).toMatch(/✗ RERANKER: .*HTTP 401.*\n {2}→ .*RERANKER_KEY/);
    for (const output of [stdout, told.stdout, told.stderr])
      expect(output).not.toMatch(/unmistakable|sk-stand-in/);
  });

  it("tells no token and no secret, whatever Slack says", async () => {
    const slack = await startSlackApi();
    onTestFinished(() => slack.stop());
    const secrets = {
      SLACK_BOT_TOKEN: "xoxb-7-unmistakable",
      SLACK_APP_TOKEN: "xapp-7-unmistakable",
      SLACK_SIGNING_SECRET: "unmistakable-signing-secret",
    };
    const settings = { ...running(), ...secrets, SLACK_API_URL: slack.url };
    slack.misbehave("apps.connections.open", { kind: "error", error: "xapp-7-unmistakable" });
    const { code, stdout } = await doctor([], settings);
    const json = await doctor(["--json"], settings);
    expect(code).toBe(1);
    expect(stdout).toContain("✗ Slack no coneix el token del bot");
    // The server of these tests is not told of Slack.
    expect(stdout).toContain("✗ El programa en marxa no té aquesta configuració de Slack");
    expect(stdout + json.stdout).not.toContain("unmistakable");
  });

  it("shows how it is used, and fails with 2 when it is used wrongly", async () => {
    const workspace = await workspaceOf();
    const wrong = [["--quick"], ["--language", "fr"], ["slack"]];
    const outcomes = await Promise.all(wrong.map((args) => run(script, workspace, args)));
    const help = await run(script, workspace, ["--help"]);
    expect(outcomes.map(({ code, stdout }) => [code, stdout])).toEqual(wrong.map(() => [2, ""]));
    for (const { stderr } of outcomes) expect(stderr).toContain("npm run --silent doctor");
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining("--language")]);
  });
});
