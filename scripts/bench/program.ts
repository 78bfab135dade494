import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { TaskInput } from "./task.ts";

const readyLine = /"port":(\d+),"msg":"ready at/;
const host = "127.0.0.1";

/** The whole program, answering in a process of its own. */
export interface RunningProgram {
  /** Address on this machine, without a slash at the end. */
  readonly url: string;
  /** From the start of the process to the line that says it is ready. */
  readonly readyMs: number;
  /** Resident memory now, in bytes. One call at a time. @throws Error when the process has ended */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts `npm start` on a free port over an index that is there. @throws Error when it ends before it is ready */
export async function startProgram(
  input: Pick<TaskInput, "knowledgeDirectory" | "indexDirectory">,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningProgram> {
  const root = join(import.meta.dirname, "../..");
  const reporter = new URL("./report-memory.ts", import.meta.url).href;
  const started = performance.now();
  const child = fork(join(root, "src/main.ts"), [], {
    cwd: root,
    execArgv: ["--import", "tsx", "--import", reporter],
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: {
      ...process.env,
      KNOWLEDGE_DIR: input.knowledgeDirectory,
      INDEX_DIR: input.indexDirectory,
      HOST: host,
      PORT: "0",
      LOG_LEVEL: "info",
      ...settings,
    },
  });
  const gone = new AbortController();
  const ended = once(child, "exit").then(([code, signal]) =>
    gone.abort(new Error(`the program ended: ${code ?? signal}`)),
  );
  const port = await portWhenReady(child);
  return {
    url: `http://${host}:${port}`,
    readyMs: performance.now() - started,
    memory: async () => {
      gone.signal.throwIfAborted();
      const reported = once(child, "message", { signal: gone.signal });
      // A channel that is closed is told by the end of the process.
      child.send("memory", () => {});
      const [bytes] = await reported;
      return Number(bytes);
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function portWhenReady(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += chunk.toString("utf8");
      const [, port] = readyLine.exec(output) ?? [];
      if (port === undefined) return;
      // What it says from now on is thrown away, but read: a full pipe would hold it up.
      child.stdout?.off("data", read).resume();
      resolve(Number(port));
    };
    child.stdout?.on("data", read);
    child.once("exit", (code) =>
      reject(new Error(`the program ended with code ${code} before it was ready`)),
    );
  });
}
