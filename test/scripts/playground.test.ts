import { spawn } from "node:child_process";
import { cp, mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import * as z from "zod";
import { addressesOf } from "../adapters/teams/playground.ts";
import { indexOf } from "../adapters/web/serve.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { type Outcome, type Running, run, start } from "./run.ts";
import { createWorkspace, type Workspace } from "./small-knowledge.ts";

// Two processes take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const root = join(import.meta.dirname, "../..");
const script = "scripts/playground.ts";
/** Any port, and no browser. */
const settings = { PORT: "0", TEAMSAPPTESTER_BROWSER: "none" };
const anyPort = ["--port", "0"];

let workspace: Workspace;

beforeAll(async () => {
  workspace = await createWorkspace();
  await indexOf(workspace);
});

afterAll(() => workspace.remove());

describe("npm run playground", () => {
  it("says which addresses to open, and ends both once, with all that was said, on Ctrl+C", async () => {
    const temporary = await temporaryFolder();
    const npm = spawn("npm", ["run", "playground", "--", ...anyPort], {
      cwd: root,
      env: {
        ...process.env,
        ...settings,
        TMPDIR: temporary,
        LOG_LEVEL: "info",
        KNOWLEDGE_DIR: workspace.knowledge,
        INDEX_DIR: workspace.index,
      },
      detached: true,
      stdio: ["pipe", "pipe", "pipe"],
    });
    onTestFinished(() => void npm.kill("SIGKILL"));
    const running = { child: npm, outcome: outcomeOf(npm) };
    const log: string[] = [];
    const addresses = await addressesOf(running, (line) => log.push(line));
    const answers = await Promise.all(addresses.map((address) => fetch(address)));
    const policy = answers[0]?.headers.get("content-security-policy");
    const kept = await ours(temporary);
    // As a terminal does: to the whole group, and npm tells its own besides.
    process.kill(-(npm.pid ?? 0), "SIGINT");
    await running.outcome;

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(policy).toContain("default-src 'self'");
    expect(kept).toHaveLength(1);
    expect(log.filter((line) => line.includes('"stopped"'))).toHaveLength(1);
    expect(await ours(temporary)).toEqual([]);
    expect(await Promise.all(addresses.map(isOpen))).toEqual([false, false]);
  });

  it("leaves aside what is for others, and says so", async () => {
    const folder = await temporaryFolder();
    await writeFile(
      join(folder, ".env"),
      "PUBLIC_URL=https://agenda.example.cat\nMICROSOFT_APP_ID=half\nSLACK_BOT_TOKEN=none\nLOG_LEVEL=info\n",
    );
    const running = startPlayground({ ...workspace, directory: folder });
    const log: string[] = [];
    const [, web] = await addressesOf(running, (line) => log.push(line));
    await stop(running);

    const [aside] = log;
    for (const name of ["PUBLIC_URL", "MICROSOFT_APP_ID", "SLACK_BOT_TOKEN"])
      expect(aside).toContain(name);
    expect(aside).not.toContain("LOG_LEVEL");
    expect(web).toContain("http://localhost:");
    expect(log.join("\n")).toContain("answers an emulator on this machine only");
  });

  it("can be opened from this machine only", async () => {
    const running = startPlayground(workspace);
    const addresses = await addressesOf(running);
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((one) => one?.family === "IPv4" && !one.internal);
    const open = others.flatMap((other) =>
      addresses.map((address) => isOpen(address.replace("localhost", other?.address ?? ""))),
    );
    const areOpen = await Promise.all(open);
    await stop(running);

    expect(areOpen).not.toContain(true);
  });

  it("ends when the program does, and says so", async () => {
    const running = startPlayground(workspace);
    const log: string[] = [];
    const [emulator = ""] = await addressesOf(running, (line) => log.push(line));
    const { pid } = z.object({ pid: z.number() }).parse(JSON.parse(log[0] ?? ""));
    process.kill(pid, "SIGKILL");
    const { code, stderr } = await running.outcome;

    expect(code).toBe(1);
    expect(stderr).toBe("The program ended, and the emulator with it.\n");
    expect(await isOpen(emulator)).toBe(false);
  });

  it("names a port that somebody has: the program's, the emulator's", async () => {
    const taken = await takePort();
    const outcomes = await Promise.all([
      run(script, workspace, anyPort, { ...settings, PORT: taken }),
      run(script, workspace, ["--port", taken], settings),
    ]);

    expect(outcomes.map(({ code }) => code)).toEqual([1, 1]);
    expect(outcomes[0]?.stderr).toMatch(new RegExp(`^port ${taken} is not available: .*PORT.*\n$`));
    expect(outcomes[1]?.stderr).toMatch(
      new RegExp(`^port ${taken} is not available: .*--port.*\n$`),
    );
  });

  it("does not start the emulator when the program does not start", async () => {
    const empty = await createWorkspace({});
    const { code, stdout, stderr } = await run(script, empty, anyPort, settings);
    await empty.remove();

    expect(code).toBe(1);
    expect(stderr).toContain("KNOWLEDGE_DIR");
    expect(stdout).not.toContain("http");
  });

  it("says what is missing where the packages for development are not installed", async () => {
    const copied = await copyWithout("m365agentsplayground");
    const { code, stderr } = await run(relative(root, join(copied, script)), workspace, anyPort);

    expect(code).toBe(1);
    expect(stderr).toMatch(/^Microsoft's emulator is not installed: .*npm ci.*\n$/);
  });

  it("explains its use, and what is wrong with it", async () => {
    const [help, wrong] = await Promise.all([
      run(script, workspace, ["--help"]),
      run(script, workspace, ["--port", "70000"]),
    ]);

    expect(help).toMatchObject({ code: 0, stderr: "" });
    expect(help.stdout).toContain("npm run playground");
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("--port is a number from 0 to 65535");
  });
});

describe("what the emulator is loaded with", () => {
  it("lets it call this machine and nobody else", async () => {
    const calls = `
      import { get } from "node:http";
      import { createServer } from "node:http";
      const server = createServer((_, response) => response.end());
      server.listen(0, () => {
        const here = "http://localhost:" + server.address().port;
        const asked = [here, "http://192.0.2.1/", "http://example.com/"].map((address) =>
          new Promise((resolve) => get(address, (response) => resolve(response.resume().statusCode))
            .on("error", ({ message }) => resolve(message))));
        Promise.all(asked).then((answers) => { console.log(JSON.stringify(answers)); process.exit() });
      });`;
    const folder = await temporaryFolder();
    const file = join(folder, "calls.mjs");
    const hook = join(root, "scripts/playground/stay-local.ts");
    await writeFile(file, `import ${JSON.stringify(hook)};\n${calls}`);
    const { stdout } = await run(relative(root, file), workspace);
    const refusal = "the emulator stays on this machine";

    expect(JSON.parse(stdout)).toEqual([200, refusal, refusal]);
  });
});

/** A playground that does not outlive its test. */
function startPlayground(folders: Workspace): Running {
  const running = start(script, folders, anyPort, settings);
  onTestFinished(() => void running.child.kill("SIGTERM"));
  return running;
}

async function stop({ child, outcome }: Running): Promise<void> {
  child.kill("SIGINT");
  expect(await outcome).toMatchObject({ code: 0, stderr: "" });
}

async function outcomeOf(child: Running["child"]): Promise<Outcome> {
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
    const parts: string[] = [];
    stream.setEncoding("utf8").on("data", (part: string) => parts.push(part));
    return parts;
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, stdout: stdout?.join("") ?? "", stderr: stderr?.join("") ?? "" };
}

/** The folders of playgrounds in a folder. */
async function ours(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith("agenda-"));
}

async function isOpen(address: string): Promise<boolean> {
  return (await fetch(address).catch(() => undefined)) !== undefined;
}

/** A port that is in use until the test ends. */
async function takePort(): Promise<string> {
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  return String(typeof address === "object" ? address?.port : address);
}

/** A copy of this project in which a package of Microsoft's is not installed. */
async function copyWithout(missing: string): Promise<string> {
  const copy = await temporaryFolder();
  const link = (path: string) => symlink(join(root, path), join(copy, path));
  await mkdir(join(copy, "node_modules/@microsoft"), { recursive: true });
  const [packages, others] = await Promise.all(
    ["node_modules", "node_modules/@microsoft"].map((folder) => readdir(join(root, folder))),
  );
  await Promise.all([
    ...["scripts", "src", "adapters", "package.json"].map((path) =>
      cp(join(root, path), join(copy, path), { recursive: true }),
    ),
    ...(packages ?? [])
      .filter((name) => name !== "@microsoft")
      .map((name) => link(`node_modules/${name}`)),
    ...(others ?? [])
      .filter((name) => name !== missing)
      .map((name) => link(`node_modules/@microsoft/${name}`)),
  ]);
  return copy;
}
