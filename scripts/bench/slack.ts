import { fork } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { describeMachine } from "./machine.ts";
import { type RunningProgram, startProgram } from "./program.ts";
import type { TaskInput } from "./task.ts";
import { bytes, milliseconds, number } from "./units.ts";

/** How often, and how long. */
export interface SlackLoad {
  /** Messages a second. */
  readonly rate: number;
  readonly seconds: number;
  readonly say: (what: string) => void;
}

/** Times in milliseconds. */
interface Latencies {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly worst: number;
}

/** What messages delivered at a steady rate met with. */
export interface SlackFigures {
  readonly date: string;
  readonly machine: string;
  readonly rate: number;
  readonly seconds: number;
  readonly messages: number;
  /** Messages below which exactly one answer stands in the end. */
  readonly answeredOnce: number;
  readonly unanswered: number;
  readonly answeredTwice: number;
  /** Calls that Slack would have refused. */
  readonly faults: number;
  /** From a message's delivery to its acknowledgement. */
  readonly acknowledged: Latencies;
  /** The same rate on an address that does nothing. */
  readonly health: Latencies;
  /** Milliseconds from the last delivery to the last answer. */
  readonly lastAnswerMs: number;
  readonly memory: { readonly ready: number; readonly end: number };
}

const secret = "bench-signing-secret";
/** Stands for Slack in a process of its own, as it would over the network. */
const standIn = new URL("../../test/adapters/slack/slack-api-process.ts", import.meta.url);
const channel = "D0ANNA0000";
const user = "U0ANNA0000";
const longestMs = 60_000;

/** Starts the program and the stand-in, and delivers direct messages. */
export async function measureSlack(
  input: TaskInput,
  { rate, seconds, say }: SlackLoad,
): Promise<SlackFigures> {
  const questions: string[] = JSON.parse(await readFile(input.questionsFile, "utf8"));
  const child = fork(standIn, [], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const [line] = await once(child.stdout ?? child, "data");
  const api = new URL(z.object({ url: z.string() }).parse(JSON.parse(String(line))).url);
  const program = await startProgram(input, {
    SLACK_API_URL: api.href,
    SLACK_BOT_TOKEN: "xoxb-test",
    SLACK_SIGNING_SECRET: secret,
    PUBLIC_URL: "https://agenda.example.cat",
    DATA_DIR: join(dirname(input.questionsFile), "data"),
  });
  try {
    const ready = await program.memory();
    const count = rate * seconds;
    say(`${count} messages are written`);
    const messages: string[] = [];
    for (let at = 0; at < count; at += 1)
      messages.push(await write(api.origin, questions[at % questions.length] ?? ""));
    say("an address that does nothing");
    const health = await steadily(count, rate, () => fetch(`${program.url}/healthz`));
    say("messages are delivered");
    const acknowledged = await steadily(count, rate, (at) =>
      deliver(program, messages[at] ?? "", questions[at % questions.length] ?? ""),
    );
    const delivered = performance.now();
    const state = await settled(api.origin, count);
    const lastAnswerMs = performance.now() - delivered;
    const answers = new Map<string, number>();
    for (const { bot, thread_ts: root } of state.posted)
      if (bot && root !== undefined) answers.set(root, (answers.get(root) ?? 0) + 1);
    const counts = messages.map((ts) => answers.get(ts) ?? 0);
    return {
      date: new Date().toISOString().slice(0, 10),
      machine: describeMachine(),
      rate,
      seconds,
      messages: count,
      answeredOnce: counts.filter((answered) => answered === 1).length,
      unanswered: counts.filter((answered) => answered === 0).length,
      answeredTwice: counts.filter((answered) => answered > 1).length,
      faults: state.faults.length,
      acknowledged,
      health,
      lastAnswerMs,
      memory: { ready, end: await program.memory() },
    };
  } finally {
    await program.stop();
    child.kill("SIGTERM");
  }
}

/** Begins a request every so often, whether those before are done or not, and measures each. */
async function steadily(
  count: number,
  rate: number,
  request: (at: number) => Promise<Response>,
): Promise<Latencies> {
  const started = performance.now();
  const times = await Promise.all(
    Array.from({ length: count }, async (_, at) => {
      await pause(Math.max(0, started + (at * 1_000) / rate - performance.now()));
      const sent = performance.now();
      const response = await request(at);
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`answered with status ${response.status}`);
      return performance.now() - sent;
    }),
  );
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(count - 1, Math.floor(count * share))] ?? 0;
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), worst: at(1) };
}

async function write(origin: string, text: string): Promise<string> {
  const body = JSON.stringify({ channel, user, text });
  const response = await fetch(`${origin}/write`, { method: "POST", body });
  return z.object({ ts: z.string() }).parse(await response.json()).ts;
}

function deliver(program: RunningProgram, ts: string, text: string): Promise<Response> {
  const event = { type: "message", channel_type: "im", channel, user, text, ts, event_ts: ts };
  const authorizations = [
    { enterprise_id: null, team_id: "T0AGENDA00", user_id: "U0AGENDA00", is_bot: true },
  ];
  const envelope = { type: "event_callback", team_id: "T0AGENDA00", event_id: `Ev${ts}` };
  const body = JSON.stringify({ ...envelope, authorizations, event });
  const time = Math.floor(Date.now() / 1_000);
  const signature = createHmac("sha256", secret).update(`v0:${time}:${body}`).digest("hex");
  return fetch(`${program.url}/slack/events`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-slack-request-timestamp": String(time),
      "x-slack-signature": `v0=${signature}`,
    },
  });
}

const stateSchema = z.object({
  posted: z.array(z.object({ bot: z.boolean().optional(), thread_ts: z.string().optional() })),
  faults: z.array(z.string()),
});

/** What stands in Slack once there are as many answers as questions, or nobody can expect more. */
async function settled(origin: string, count: number): Promise<z.infer<typeof stateSchema>> {
  const until = performance.now() + longestMs;
  for (;;) {
    const state = stateSchema.parse(await (await fetch(`${origin}/state`)).json());
    const answers = state.posted.filter(({ bot }) => bot === true).length;
    if (answers >= count || performance.now() > until) return state;
    await pause(250);
  }
}

/** The figures for a terminal. */
export function formatSlack(figures: SlackFigures): string {
  const { acknowledged, health, memory, messages } = figures;
  const line = (title: string, ...cells: readonly string[]) =>
    `${title.padEnd(34)}${cells.map((cell) => cell.padStart(14)).join("")}`;
  const times = (["p50", "p90", "p99", "worst"] as const).map((name) =>
    line(`  ${name}`, milliseconds(acknowledged[name]), milliseconds(health[name])),
  );
  return [
    `${figures.date}, ${figures.machine}`,
    "",
    `${number(figures.rate)} messages a second for ${number(figures.seconds)} seconds, in one conversation`,
    line("", "acknowledged", "/healthz"),
    ...times,
    line("answered exactly once", `${number(figures.answeredOnce)} of ${number(messages)}`),
    line("not answered, answered twice", `${figures.unanswered}, ${figures.answeredTwice}`),
    line("last answer after last message", milliseconds(figures.lastAnswerMs)),
    line("calls that Slack would refuse", String(figures.faults)),
    line("memory when ready, at the end", bytes(memory.ready), bytes(memory.end)),
  ].join("\n");
}
