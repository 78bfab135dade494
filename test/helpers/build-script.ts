import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** A run of `npm run index` in a process of its own. */
export interface BuildRun {
  readonly process: ChildProcess;
  /** Settles when the process has ended, however it ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }>;
}

/** Starts scripts/build-index.ts. `nodeArguments` go to Node itself, `settings` are beside those of this process. */
export function startBuild(
  knowledgeDirectory: string,
  indexDirectory: string,
  nodeArguments: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
): BuildRun {
  const child = spawn(
    process.execPath,
    [...nodeArguments, "--import", "tsx", resolve(root, "scripts/build-index.ts")],
    {
      cwd: root,
      env: {
        ...process.env,
        ...settings,
        KNOWLEDGE_DIR: knowledgeDirectory,
        INDEX_DIR: indexDirectory,
      },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = new Promise<{ code: number | null; stderr: string }>((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => done({ code, stderr }));
  });
  return { process: child, ended };
}
