import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { appVersionOf } from "../../adapters/teams/manifest.ts";
import { buildPackage } from "../../adapters/teams/package.ts";
import { run } from "./run.ts";
import { createWorkspace, type Workspace } from "./small-knowledge.ts";

const script = "scripts/teams-package.ts";
const appId = "11111111-2222-4333-8444-555555555555";
const PUBLIC_URL = "https://agenda.poble.cat/";
const settings = { PUBLIC_URL, MICROSOFT_APP_ID: appId };
const manifestSchema = z.object({
  id: z.string(),
  version: z.string(),
  developer: z.object({ websiteUrl: z.string() }),
});

// Processes take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let workspace: Workspace;

beforeAll(async () => {
  workspace = await createWorkspace({});
});

afterAll(() => workspace.remove());

/** Runs it, and reads the manifest of the package that it wrote. */
async function write(
  args: readonly string[],
  given: Readonly<Record<string, string>>,
  name: string,
) {
  const { code, stdout, stderr } = await run(script, workspace, args, given);
  expect([code, stderr]).toEqual([0, ""]);
  const bytes = await readFile(join(workspace.directory, name));
  const { "manifest.json": manifest = new Uint8Array() } = unzipSync(bytes);
  return { stdout, bytes, manifest: manifestSchema.parse(JSON.parse(strFromU8(manifest))) };
}

async function programVersion(): Promise<string> {
  const file = await readFile(join(import.meta.dirname, "../../package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(file)).version;
}

describe("npm run teams-package", () => {
  it("writes the package for these settings, and says where it is and what comes next", async () => {
    const { stdout, bytes, manifest } = await write([], settings, "agenda-teams.zip");
    const version = appVersionOf(await programVersion());
    expect(manifest).toEqual({
      id: appId,
      version,
      developer: { websiteUrl: "https://agenda.poble.cat/agenda" },
    });
    const options = { appId, publicUrl: "https://agenda.poble.cat", version };
    expect(bytes.equals(await buildPackage(options))).toBe(true);
    const [first, next] = stdout.split("\n");
    expect(first).toBe(
      `${join(workspace.directory, "agenda-teams.zip")}: version ${version}, for https://agenda.poble.cat`,
    );
    expect(next).toMatch(/admin\.teams\.microsoft\.com.*Upload new app.*docs\/teams\.md/);
  });

  it("writes to the file and with the version that it is told", async () => {
    const args = ["--out", "altre.zip", "--version", "3.2.1"];
    const { manifest, stdout } = await write(args, settings, "altre.zip");
    expect(manifest.version).toBe("3.2.1");
    expect(stdout).toContain("altre.zip: version 3.2.1");
  });

  it("reads .env, and needs neither the secret nor the tenant yet", async () => {
    const lines = [`PUBLIC_URL=${PUBLIC_URL}`, `MICROSOFT_APP_ID= ${appId.toUpperCase()}`];
    await writeFile(join(workspace.directory, ".env"), lines.join("\n"));
    const { manifest } = await write(["--out", "env.zip"], {}, "env.zip");
    expect(manifest.id).toBe(appId);
    await writeFile(join(workspace.directory, ".env"), "");
  });

  it("writes none that Teams would refuse, names the setting and says what to do", async () => {
    const wrong: [Record<string, string>, RegExp][] = [
      [{ PUBLIC_URL: "" }, /^Teams cannot reach.*PUBLIC_URL is http:\/\/localhost.*https:\/\//],
      [{ PUBLIC_URL: "https://localhost" }, /^Teams cannot reach.*PUBLIC_URL/],
      [{ PUBLIC_URL: "http://agenda.poble.cat" }, /^Teams takes only.*https:.*PUBLIC_URL is http:/],
      [{ PUBLIC_URL: "https://192.0.2.7" }, /domain name.*PUBLIC_URL is https:\/\/192\.0\.2\.7/],
      [{ PUBLIC_URL: "agenda.poble.cat" }, /PUBLIC_URL/],
      [{ MICROSOFT_APP_ID: "" }, /^MICROSOFT_APP_ID: missing\. .*Application \(client\) ID/],
      [{ MICROSOFT_APP_ID: "agenda" }, /^MICROSOFT_APP_ID: expected an id.*Application/],
    ];
    const args = ["--out", "refused.zip"];
    const outcomes = await Promise.all(
      wrong.map(([given]) => run(script, workspace, args, { ...settings, ...given })),
    );
    for (const [index, { code, stdout, stderr }] of outcomes.entries()) {
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(wrong[index]?.[1] ?? "");
      expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    }
    await expect(access(join(workspace.directory, "refused.zip"))).rejects.toThrow("ENOENT");
  });

  it("says where it cannot write", async () => {
    await mkdir(join(workspace.directory, "carpeta"));
    const args = ["--out", "carpeta"];
    const { code, stderr } = await run(script, workspace, args, settings);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/carpeta.*EISDIR.*--out/)]);
  });

  it("fails with 2 when it is used wrongly, and helps", async () => {
    const [unknown, version, help] = await Promise.all([
      run(script, workspace, ["--zip"], settings),
      run(script, workspace, ["--version", "0.1.0"], settings),
      run(script, workspace, ["--help"]),
    ]);
    expect([unknown.code, unknown.stdout]).toEqual([2, ""]);
    expect([version.code, version.stderr]).toEqual([2, expect.stringContaining("begin with 0")]);
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining("--out FILE")]);
  });
});
