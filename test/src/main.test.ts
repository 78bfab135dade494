import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import * as z from "zod";
import { ask, indexOf } from "../adapters/web/serve.ts";
import { type Running, run, start } from "../scripts/run.ts";
import { createWorkspace, item, type Workspace } from "../scripts/small-knowledge.ts";

// Processes take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const main = "src/main.ts";
const loopback = { PORT: "0", HOST: "127.0.0.1" };
const readySchema = z.object({ msg: z.string(), port: z.number() });

let workspace: Workspace;

beforeAll(async () => {
  workspace = await createWorkspace();
});

afterAll(() => workspace.remove());

/** A server on a free port, which does not outlive its test. */
function startMain(folders: Workspace): Running {
  const serving = start(main, folders, [], loopback);
  onTestFinished(() => void serving.child.kill("SIGKILL"));
  return serving;
}

/** Port that a starting process says it listens on; fails when it ends first. */
async function portOf({ child, outcome }: Running): Promise<number> {
  for await (const line of createInterface({ input: child.stdout })) {
    const entry = readySchema.safeParse(JSON.parse(line));
    if (entry.success && entry.data.msg.startsWith("ready at ")) return entry.data.port;
  }
  throw new Error(`it did not start: ${(await outcome).stderr}`);
}

describe("npm start", () => {
  it("builds a missing index, answers with links that open, and stops when it is told to", async () => {
    const serving = startMain(workspace);
    const port = await portOf(serving);
    const answer = await ask(`http://127.0.0.1:${port}`, "acció 1.1.1");
    const [citation] = answer.citations;
    const page = await fetch(citation?.url ?? "");
    // Another one cannot have the port; the first one goes on.
    const second = await run(main, workspace, [], { ...loopback, PORT: String(port) });
    const after = await ask(`http://127.0.0.1:${port}`, "acció 1.1.1");
    serving.child.kill("SIGTERM");
    const { code, stdout, stderr } = await serving.outcome;

    expect(citation?.url).toContain(`http://localhost:${port}/agenda/1.1.1`);
    expect(await page.text()).toContain('<mark id="cita">');
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(new RegExp(`^port ${port} is not available: .*PORT.*\n$`));
    expect(after.citations[0]?.itemId).toBe("1.1.1");
    expect(code).toBe(0);
    expect(stdout).toContain('"stopped"');
    expect(stripVTControlCharacters(stderr)).toBe(stderr);
  });

  it("serves the index that there is when the knowledge was broken since, and says what is wrong", async () => {
    const broken = await createWorkspace();
    await indexOf(broken);
    await broken.write(
      "pagines/dolenta.md",
      item({ id: "dolenta", title: "Dolenta", color: 1 }, "a"),
    );
    const serving = startMain(broken);
    const answer = await ask(`http://127.0.0.1:${await portOf(serving)}`, "acció 1.1.1");
    serving.child.kill("SIGTERM");
    const { code, stdout } = await serving.outcome;
    await broken.remove();

    expect(answer.citations[0]?.itemId).toBe("1.1.1");
    expect(code).toBe(0);
    expect(stdout).toMatch(/pagines\/dolenta\.md:\d+: .*color/);
  });

  it("serves the index that there is when the knowledge folder is gone", async () => {
    const gone = await createWorkspace();
    await indexOf(gone);
    await rename(gone.knowledge, join(gone.directory, "elsewhere"));
    const serving = startMain(gone);
    const answer = await ask(`http://127.0.0.1:${await portOf(serving)}`, "acció 1.1.1");
    serving.child.kill("SIGINT");
    const { code } = await serving.outcome;
    await gone.remove();

    expect(answer.citations[0]?.itemId).toBe("1.1.1");
    expect(code).toBe(0);
  });

  it("does not start without an index and with broken or no knowledge, and names what is wrong", async () => {
    const broken = await createWorkspace({
      "pagines/dolenta.md":
        "---\nid: dolenta\ntitle: Dolenta\norigin: ningú\nreviewed: 2026-11-23\n---\na",
    });
    const empty = await createWorkspace({});
    const outcomes = await Promise.all([
      run(main, broken, [], loopback),
      run(main, empty, [], loopback),
    ]);
    await Promise.all([broken.remove(), empty.remove()]);

    expect(outcomes.map(({ code }) => code)).toEqual([1, 1]);
    expect(outcomes[0]?.stderr).toMatch(/pagines\/dolenta\.md:4: origin: /);
    expect(outcomes[1]?.stderr).toContain("KNOWLEDGE_DIR");
    for (const { stderr } of outcomes) expect(stderr).not.toMatch(/^\s+at /m);
  });

  it("names every wrong setting, of the environment and of .env", async () => {
    const wrong = await createWorkspace({});
    await writeFile(join(wrong.directory, ".env"), "PORT=3978\nLOG_LEVEL=loud\n");
    const { code, stderr } = await run(main, wrong, [], { PORT: "http", PUBLIC_URL: "example" });
    await wrong.remove();

    expect(code).toBe(1);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    for (const name of ["PORT", "LOG_LEVEL", "PUBLIC_URL"]) expect(stderr).toContain(`${name}: `);
  });
});
