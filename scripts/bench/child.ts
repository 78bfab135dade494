import type { TaskInput, TaskMessage, TaskName } from "./task.ts";

// Each measurement loads its own modules only: what the others need is not in its memory.
const [name, given = "{}"] = process.argv.slice(2);
const input: TaskInput = JSON.parse(given);
const result = await run(name as TaskName);
send({ kind: "done", result });
process.disconnect();

async function run(task: TaskName): Promise<unknown> {
  switch (task) {
    case "build":
      return (await import("./tasks/build.ts")).build(input, await openStore());
    case "answer":
      return (await import("./tasks/answer.ts")).answer(input, await openStore(), () =>
        send({ kind: "ready", bytes: process.memoryUsage.rss() }),
      );
    case "recall":
      return (await import("./tasks/recall.ts")).recall(input, await openStore());
    case "baseline":
      return (await import("./tasks/baseline.ts")).baseline(input);
  }
}

async function openStore() {
  const { chooseDenseStore } = await import("../../adapters/langchain/dense-store.ts");
  return chooseDenseStore(() => {});
}

function send(message: TaskMessage): void {
  process.send?.(message);
}
