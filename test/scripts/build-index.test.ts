import { existsSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { chooseDenseStore } from "../../adapters/langchain/dense-store.ts";
import { openIndex } from "../../src/search/index-build.ts";
import { indexOf } from "../adapters/web/serve.ts";
import { run } from "./run.ts";
import { createWorkspace, item, smallKnowledge } from "./small-knowledge.ts";

const script = "scripts/build-index.ts";

// Processes take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

describe("npm run index", () => {
  it("builds with plain progress when piped, and goes back with --rollback while it can", async () => {
    const workspace = await createWorkspace();
    await indexOf(workspace);
    await workspace.write(
      "pagines/nova.md",
      item({ id: "nova", title: "Pàgina nova" }, "La pàgina nova és d'avui."),
    );
    const built = await run(script, workspace);
    const store = await chooseDenseStore(() => {});
    const hasNewPage = async () =>
      (await openIndex(workspace.index, store)).catalogue.get("nova") !== undefined;
    const withNewPage = await hasNewPage();
    const back = await run(script, workspace, ["--rollback"]);
    const withoutNewPage = await hasNewPage();
    const furtherBack = await run(script, workspace, ["--rollback"]);
    await workspace.remove();

    expect(built.code).toBe(0);
    expect(built.stdout).toContain(`indexed ${Object.keys(smallKnowledge).length + 1} items`);
    expect(stripVTControlCharacters(built.stderr)).toBe(built.stderr);
    expect(built.stderr.trimEnd().split("\n")).toHaveLength(4);
    expect([back.code, withNewPage, withoutNewPage]).toEqual([0, true, false]);
    expect(furtherBack.code).toBe(1);
    expect(furtherBack.stderr).toContain(workspace.index);
  });

  it("only checks with --check", async () => {
    const workspace = await createWorkspace();
    const { code, stdout, stderr } = await run(script, workspace, ["--check"]);
    const isBuilt = existsSync(workspace.index);
    await workspace.remove();

    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(`${Object.keys(smallKnowledge).length} items`);
    expect(isBuilt).toBe(false);
  });

  it("names each fault by path, line and reason, and indexes nothing", async () => {
    const workspace = await createWorkspace({
      ...smallKnowledge,
      "pagines/doble.md": item({ id: "marques", title: "Doble" }, "Doble."),
      "pagines/penjada.md": item({ id: "penjada", title: "Penjada", related: ["9.9"] }, "Penjada."),
    });
    const outcomes = await Promise.all([
      run(script, workspace, ["--check"]),
      run(script, workspace),
    ]);
    const isBuilt = existsSync(workspace.index);
    await workspace.remove();

    for (const { code, stdout, stderr } of outcomes) {
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toContain(`${workspace.knowledge}/pagines/marques.md:2: `);
      expect(stderr).toContain(`${workspace.knowledge}/pagines/penjada.md:4: `);
    }
    expect(isBuilt).toBe(false);
  });

  it("shows how it is used, and fails with 2, when it is used wrongly", async () => {
    const workspace = await createWorkspace();
    const wrong = [["--force"], ["knowledge"], ["--check", "--rollback"]];
    const outcomes = await Promise.all(wrong.map((args) => run(script, workspace, args)));
    const isBuilt = existsSync(workspace.index);
    await workspace.remove();

    expect(outcomes.map(({ code }) => code)).toEqual([2, 2, 2]);
    for (const { stderr } of outcomes) expect(stderr).toContain("npm run index -- --check");
    expect(isBuilt).toBe(false);
  });
});
