import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { type LoadFigures, type Phases, summariseMemory } from "./load-figures.ts";
import { describeMachine } from "./machine.ts";
import { type RunningProgram, startProgram } from "./program.ts";
import { endlessQuestions } from "./questions.ts";
import type { TaskInput } from "./task.ts";
import { sendTraffic, type Traffic } from "./traffic.ts";

/** How hard, and how long. */
export interface LoadOptions {
  readonly connections: number;
  readonly seconds: number;
  /** Is told what is measured next. */
  readonly say: (what: string) => void;
}

/** Seconds of what the load is compared with, of warming up and of rest; a load that is shorter shortens them. */
const baselineSeconds = 10;
const warmUpSeconds = 5;
const restSeconds = 10;
const sampleMs = 1_000;
const pagePath = "/agenda/2.3.1";

/** Starts the program over an index that is there and keeps connections asking, while somebody reads a page. */
export async function measureLoad(input: TaskInput, options: LoadOptions): Promise<LoadFigures> {
  const questions: string[] = JSON.parse(await readFile(input.questionsFile, "utf8"));
  const program = await startProgram(input);
  try {
    const ready = await program.memory();
    const { phases, samples } = await runPhases(program, questions, options);
    await pause(Math.min(restSeconds, options.seconds) * 1_000);
    const idle = await program.memory();
    return {
      date: new Date().toISOString().slice(0, 10),
      machine: describeMachine(),
      phases,
      memory: summariseMemory(samples, { ready, idle }),
    };
  } finally {
    await program.stop();
  }
}

async function runPhases(
  program: RunningProgram,
  questions: readonly string[],
  { connections, seconds, say }: LoadOptions,
): Promise<{ readonly phases: Phases; readonly samples: readonly number[] }> {
  const bodies = bodiesFor(questions);
  const ask = (by: number, during: number): Promise<Traffic> =>
    sendTraffic({ url: `${program.url}/api/ask`, connections: by, seconds: during, bodies });
  const open = (path: string, by: number, during: number): Promise<Traffic> =>
    sendTraffic({ url: `${program.url}${path}`, connections: by, seconds: during });
  const baseline = Math.min(baselineSeconds, seconds);
  const warmUpFor = Math.min(warmUpSeconds, seconds);
  say("warming up");
  await ask(1, warmUpFor);
  say("one connection asks");
  const askingAlone = await ask(1, baseline);
  say("one reader");
  const readingAlone = await open(pagePath, 1, baseline);
  say(`${connections} connections on /healthz`);
  const health = await open("/healthz", connections, baseline);
  say(`${connections} connections ask, for ${seconds} s`);
  const warmUp = await ask(connections, warmUpFor);
  const load = Promise.all([ask(connections, seconds), open(pagePath, 1, seconds)]);
  const samples = await sampleMemory(program, load);
  const [asking, reading] = await load;
  return { phases: { askingAlone, readingAlone, health, warmUp, asking, reading }, samples };
}

function* bodiesFor(questions: readonly string[]): Generator<string, never> {
  const endless = endlessQuestions(questions);
  while (true) yield JSON.stringify({ question: endless.next().value });
}

/** Resident memory each second until the work is done. */
async function sampleMemory(program: RunningProgram, work: Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    samples.push(await program.memory());
    await Promise.race([done, pause(sampleMs)]);
  }
  return samples;
}
