import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { createModelStandIn, standInKey } from "../helpers/model-stand-in.ts";
import { run } from "./run.ts";
import { createWorkspace, item, type Workspace } from "./small-knowledge.ts";

// Processes take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const script = "scripts/ask.ts";
const quote = "Escriviu qui decideix durant un atac de ransomware i què es desconnecta.";
let workspace: Workspace;

beforeAll(async () => {
  workspace = await createWorkspace();
  const page = item({ id: "ransomware", title: "Què fer amb un ransomware" }, quote);
  await workspace.write("pagines/ransomware.md", page);
});
afterAll(() => workspace.remove());

async function settings(provider: "openai" | "ollama") {
  const standIn = await createModelStandIn();
  onTestFinished(() => standIn.stop());
  const { url = "", key = "" } = standIn.place(provider);
  return {
    standIn,
    environment: {
      CHAT_MODEL: `${provider}:stand-in`,
      CHAT_MODEL_URL: url,
      CHAT_MODEL_KEY: key,
      ANSWER_BUDGET_MS: "1500",
    },
  };
}

const question = "què hem de fer amb un ransomware?";

it.each(["openai", "ollama"] as const)(
  "shows in the terminal what a model wrote (%s)",
  async (by) => {
    const { standIn, environment } = await settings(by);
    const text = "Escriviu qui decideix durant un atac de ransomware.";
    standIn.make({
      replyTo: () => ({ language: "ca", completeness: "full", sentences: [{ text, cites: [1] }] }),
    });
    const told = await run(script, workspace, [question], environment);
    expect(told.stderr).not.toContain(standInKey);
    expect(told.stdout).toContain("intel·ligència artificial");
    expect(told.stdout.replace(/\s+/g, " ")).toContain(quote);
    const { stdout } = await run(script, workspace, ["--json", question], environment);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: "answered",
      written: { model: `${by}:stand-in`, sentences: [{ citations: [0] }] },
    });
  },
);

it("answers in the terminal in time while the model is stalled, and says what happened", async () => {
  const { standIn, environment } = await settings("openai");
  standIn.behave("stalled");
  const { code, stdout, stderr } = await run(script, workspace, ["--json", question], environment);
  expect(code).toBe(0);
  const answer = JSON.parse(stdout);
  expect(answer).toMatchObject({ kind: "answered", citations: [{ itemId: "ransomware", quote }] });
  expect(answer).not.toHaveProperty("written");
  expect(stderr).toContain("answered without the model");
  expect(stderr).not.toContain(standInKey);
});

it("names the package to install where a provider's is missing", async () => {
  const { code, stderr } = await run(script, workspace, [question], {
    CHAT_MODEL: "anthropic:claude",
    CHAT_MODEL_KEY: "sk-nobody",
  });
  expect(code).toBe(1);
  expect(stderr).toContain("npm install");
  expect(stderr).toContain("@langchain/anthropic");
  expect(stderr).not.toContain("sk-nobody");
});
