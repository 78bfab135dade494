import { fork } from "node:child_process";
import { once } from "node:events";
import type { StartFigures } from "./figures.ts";
import { startProgram } from "./program.ts";
import type { TaskInput, TaskMessage, TaskName, TaskResults } from "./task.ts";

/** Collections from this size on need more objects than Node allows by itself; below, memory is as in real use. */
const largeScale = 500;
const largeHeap = "--max-old-space-size=16000";

/** What a measuring process told. */
export interface TaskOutcome<Name extends TaskName> {
  readonly result: TaskResults[Name];
  /** From the start of the process; zero when the measurement has no such moment. */
  readonly readyMs: number;
  readonly readyBytes: number;
}

/** Runs one measurement in a process of its own. @throws Error when the process ends without a result */
export async function runTask<Name extends TaskName>(
  name: Name,
  input: TaskInput,
): Promise<TaskOutcome<Name>> {
  const started = performance.now();
  const child = fork(new URL("./child.ts", import.meta.url), [name, JSON.stringify(input)], {
    execArgv: [
      ...["--import", "tsx", "--expose-gc"],
      ...(input.scale >= largeScale ? [largeHeap] : []),
    ],
  });
  let readyMs = 0;
  let readyBytes = 0;
  let done: { readonly result: unknown } | undefined;
  child.on("message", (message: TaskMessage) => {
    if (message.kind === "ready") {
      readyMs = performance.now() - started;
      readyBytes = message.bytes;
    } else done = message;
  });
  const [code] = await once(child, "exit");
  if (done === undefined)
    throw new Error(`the measurement "${name}" at ${input.scale}x ended with code ${code}`);
  return { result: done.result as TaskResults[Name], readyMs, readyBytes };
}

/** Starts the whole program over an index that is there, and stops it when it is ready. */
export async function measureStart(input: TaskInput): Promise<StartFigures> {
  const program = await startProgram(input);
  const readyBytes = await program.memory();
  await program.stop();
  return { readyMs: program.readyMs, readyBytes };
}
