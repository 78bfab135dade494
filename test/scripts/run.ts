import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Workspace } from "./small-knowledge.ts";

/** How a process ended. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process under way. */
export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly outcome: Promise<Outcome>;
}

const root = join(import.meta.dirname, "../..");
const tsx = import.meta.resolve("tsx");

/** Starts a script of this project in the workspace, with no other settings than the given ones. */
export function start(
  script: string,
  workspace: Workspace,
  args: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
): Running {
  const child = spawn(process.execPath, ["--import", tsx, join(root, script), ...args], {
    cwd: workspace.directory,
    env: {
      PATH: process.env["PATH"],
      KNOWLEDGE_DIR: workspace.knowledge,
      INDEX_DIR: workspace.index,
      ...settings,
    },
  });
  child.stdin.end();
  return { child, outcome: outcomeOf(child) };
}

/** Runs a script to its end. */
export function run(...parameters: Parameters<typeof start>): Promise<Outcome> {
  return start(...parameters).outcome;
}

async function outcomeOf(child: ChildProcessWithoutNullStreams): Promise<Outcome> {
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  await once(child, "close");
  return { code: child.exitCode, stdout, stderr };
}
