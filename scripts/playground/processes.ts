import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A process that this one started. */
export interface Child {
  /** What it writes, where that was asked for. */
  readonly stdout: ChildProcess["stdout"];
  /** Settles when it has ended, however it ended. */
  readonly ended: Promise<unknown>;
  /** Tells it once to end, and waits until it has. */
  stop(): Promise<void>;
}

/** Milliseconds after which a process that does not end is ended. The program takes up to eight seconds. */
const stopWithinMs = 10_000;
const tsx = import.meta.resolve("tsx");

/** Starts a script of Node's. Only what it has to complain of is shown, unless `stdout` says otherwise. */
export function startNode(
  parameters: readonly string[],
  env: NodeJS.ProcessEnv,
  stdout: "inherit" | "pipe",
): Child {
  const child = spawn(process.execPath, ["--import", tsx, ...parameters], {
    env,
    stdio: ["ignore", stdout, "inherit"],
    // Ctrl+C reaches every process of the terminal's group, and npm passes it on besides: who is told twice ends at once.
    // Windows would open a window for it.
    detached: process.platform !== "win32",
  });
  const ended = once(child, "exit");
  return {
    stdout: child.stdout,
    ended,
    async stop() {
      const timer = setTimeout(() => child.kill("SIGKILL"), stopWithinMs);
      child.kill("SIGTERM");
      await ended.finally(() => clearTimeout(timer));
    },
  };
}

/** Settles when somebody wants this process to end, who may say so more than once. */
export function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => resolve());
  });
}
