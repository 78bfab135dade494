import { type FileHandle, open } from "node:fs/promises";
import { parseArgs } from "node:util";
import { pino } from "pino";
import * as z from "zod";
import { chooseDenseStore } from "../adapters/langchain/dense-store.ts";
import { createProgress } from "../adapters/terminal/progress.ts";
import { renderAnswer } from "../adapters/terminal/render.ts";
import type { Answer } from "../src/answer/answer.ts";
import { type Assistant, createAssistant } from "../src/answer/assistant.ts";
import type { Inquiry } from "../src/answer/inquiry.ts";
import { toJson } from "../src/answer/json.ts";
import { readConfig } from "../src/config.ts";
import { mostInhabitants, readPopulation } from "../src/council/written-population.ts";
import { AssistantError, systemErrorCode } from "../src/errors.ts";
import { readSpokenWish } from "../src/reception/spoken-wish.ts";
import { openFreshIndex } from "../src/serving-index.ts";
import { converse } from "./ask/converse.ts";
import { openRemembered, type Remembered } from "./ask/remember.ts";
import { runCommand } from "./command.ts";
import { openScriptModels } from "./models.ts";

const usage = `npm run --silent ask -- "question"             answers for people
npm run --silent ask                             a conversation
  --json                 one JSON object
  --batch FILE.jsonl     {"id","question","population"?,"language"?} a line, one JSON object a line
  --population N         inhabitants of the council
  --language ca|es|en    language to reply in
  --limit N              citations at most
  --my-data              what is remembered of you, as JSON
`;

const idSchema = z.union([z.string(), z.number()]);
const lineSchema = z.object({
  id: idSchema,
  question: z.string(),
  population: z.number().int().min(1).max(mostInhabitants).optional(),
  language: z.enum(["ca", "es", "en"]).optional(),
});

type Common = Omit<Inquiry, "question">;

// `ask … | head` closes the pipe early: there is nobody left to write to.
process.stdout.on("error", (error) => {
  if (systemErrorCode(error) !== "EPIPE") throw error;
  process.exit(process.exitCode);
});

await runCommand(usage, run);

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean" },
      batch: { type: "string" },
      population: { type: "string" },
      language: { type: "string" },
      limit: { type: "string" },
      "my-data": { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const common = commonOf(values);
  const question = positionals.join(" ");
  const wantsData = values["my-data"] === true;
  const isConversation =
    values.batch === undefined && positionals.length === 0 && process.stdin.isTTY === true;
  const isAsking = isConversation || wantsData;
  refuseHalf(
    isAsking || question.trim() !== "",
    values.batch !== undefined,
    positionals.length > 0,
  );
  const file = values.batch === undefined ? undefined : await openFile(values.batch);
  const desk = await openDesk();
  const { assistant } = desk;
  if (file !== undefined) return batch(assistant, file, String(values.batch), common);
  if (wantsData) return remembering(desk, showData);
  const isWish = values.json !== true && readSpokenWish(question) !== undefined;
  if (isConversation || isWish)
    return remembering(desk, (remembered) =>
      converse({ ...remembered, common, style: style(), first: question }),
    );
  if (values.json !== true)
    return remembering(desk, async ({ reception, who }) => {
      const { answer } = await reception.answer({ ...common, question }, who);
      return told(answer, renderAnswer(answer, style()));
    });
  const answer = await assistant.respond({ ...common, question });
  return told(answer, `${JSON.stringify(toJson(answer))}\n`);
}

function told(answer: Answer, text: string): number {
  process.stdout.write(text);
  if (answer.kind === "failed") process.stderr.write(`${String(answer.cause)}\n`);
  return answer.kind === "failed" ? 1 : 0;
}

function refuseHalf(isEnough: boolean, isBatch: boolean, isQuestion: boolean): void {
  if (!isEnough && !isBatch) throw new AssistantError("USAGE", "a question is missing");
  if (isBatch && isQuestion)
    throw new AssistantError("USAGE", "a question and --batch do not go together");
}

type Desk = Awaited<ReturnType<typeof openDesk>>;

/** Does something with what is remembered of who sits here. */
async function remembering(
  desk: Desk,
  work: (remembered: Remembered) => Promise<number>,
): Promise<number> {
  const remembered = await openRemembered(desk.config, desk);
  try {
    return await work(remembered);
  } finally {
    await remembered.close();
  }
}

async function showData({ reception, who }: Remembered): Promise<number> {
  process.stdout.write(`${JSON.stringify(await reception.dataOf(who), undefined, 2)}\n`);
  return 0;
}

async function openDesk() {
  const config = readConfig();
  // A person reads this, not a collector of logs: one sentence a line.
  const log = pino({ level: "warn" }, { write: (line) => process.stderr.write(plainLine(line)) });
  const store = await chooseDenseStore(() =>
    process.stderr.write("hnswlib-node is not compiled: exact search is used\n"),
  );
  const { neural, forAnswers: models } = await openScriptModels(config, log, (told) =>
    process.stderr.write(`${told}\n`),
  );
  const index = await openFreshIndex({
    neural,
    knowledgeDirectory: config.knowledgeDirectory,
    indexDirectory: config.indexDirectory,
    store,
    log,
    onProgress: createProgress(process.stderr),
  });
  const assistant = createAssistant({
    index: () => index,
    publicUrl: config.publicUrl,
    clock: () => performance.now(),
    ...(models === undefined ? {} : { models }),
  });
  return { config, log, index: () => index, assistant };
}

function plainLine(line: string): string {
  const { msg, err } = z
    .object({ msg: z.string(), err: z.object({ message: z.string() }).optional() })
    .parse(JSON.parse(line));
  return err === undefined ? `${msg}\n` : `${msg}: ${err.message}\n`;
}

/** One JSON object a line, in the order of the file. A line that cannot be read fails alone. */
async function batch(
  assistant: Assistant,
  file: FileHandle,
  path: string,
  common: Common,
): Promise<number> {
  let failures = 0;
  let number = 0;
  for await (const line of file.readLines()) {
    number += 1;
    // trim also removes the byte order mark that some editors put before the first line.
    if (line.trim() === "") continue;
    const value = readJson(line.trim());
    const parsed = lineSchema.safeParse(value);
    if (!parsed.success) {
      failures += 1;
      process.stderr.write(`${path}:${number}: ${z.prettifyError(parsed.error)}\n`);
      await write(JSON.stringify({ id: idOf(value), line: number, kind: "failed" }));
      continue;
    }
    const { id, question, population, language } = parsed.data;
    const answer = await assistant.respond({
      ...common,
      question,
      ...(population === undefined ? {} : { population }),
      ...(language === undefined ? {} : { language }),
    });
    if (answer.kind === "failed") failures += 1;
    await write(JSON.stringify({ id, ...toJson(answer) }));
  }
  return failures > 0 ? 1 : 0;
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Not JSON: the schema says what a line must be.
    return line;
  }
}

/** The id of a line that is otherwise wrong, so that its place in a table can be found. */
function idOf(value: unknown): string | number | null {
  return z.object({ id: idSchema }).safeParse(value).data?.id ?? null;
}

/** Waits for a slow reader instead of keeping everything in memory. */
function write(line: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${line}\n`, () => resolve()));
}

function commonOf(values: { population?: string; language?: string; limit?: string }): Common {
  const population = inhabitants(values.population);
  const limit = positive("limit", values.limit);
  const language = z.enum(["ca", "es", "en"]).optional().safeParse(values.language);
  if (!language.success) throw new AssistantError("USAGE", "--language is ca, es or en");
  return {
    payer: "terminal",
    ...(population === undefined ? {} : { population }),
    ...(limit === undefined ? {} : { limit }),
    ...(language.data === undefined ? {} : { language: language.data }),
  };
}

function inhabitants(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const population = readPopulation(value);
  if (population === undefined)
    throw new AssistantError("USAGE", `--population is a number from 1 to ${mostInhabitants}`);
  return population;
}

function positive(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,7}$/.test(value))
    throw new AssistantError("USAGE", `--${name} is a whole number above 0`);
  return Number(value);
}

async function openFile(path: string): Promise<FileHandle> {
  const file = await open(path).catch((cause: unknown) => {
    throw new AssistantError("USAGE", `${path} cannot be read`, { cause });
  });
  if ((await file.stat()).isDirectory()) throw new AssistantError("USAGE", `${path} is a folder`);
  return file;
}

function style() {
  const isTerminal = process.stdout.isTTY === true;
  return {
    isColoured: isTerminal && process.env["NO_COLOR"] === undefined,
    width: isTerminal ? Math.min(process.stdout.columns || 80, 100) : Number.POSITIVE_INFINITY,
  };
}
