import { type ChildProcess, spawn } from "node:child_process";
import { basename, dirname, isAbsolute, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { AssistantError } from "../../src/errors.ts";
import { ModelError } from "../../src/models/model-error.ts";
import { type ModelPlace, modelId } from "../../src/models/model-place.ts";
import { type ModelSource, type Order, type Reply, replySchema } from "./transformers-message.ts";

const packageName = "@huggingface/transformers";
const command = `npm install --no-save --ignore-scripts ${packageName}@4.3.1`;

/** Texts of one run: few, since a run cannot be interrupted and its memory grows with them. */
export const transformersBatchSize = 8;

/**
 * Tokens of a text at most, also where a model takes more: attention takes memory by the square of it, and passages are
 * shorter.
 */
export const transformersMaxTokens = 512;

/**
 * Reads our own files as TypeScript and then no longer: reading the package that way too would take 150 MB and most of a
 * second more.
 */
const program = `
  import { register } from "tsx/esm/api";
  const unregister = register();
  const { serveModel } = await import(process.argv[1]);
  await unregister();
  serveModel();`;

/** Where models of the hub are kept. */
export interface TransformersOptions {
  /** Folder that models of the hub are downloaded into, once. */
  readonly modelsDirectory: string;
  /** Base address of the hub. Default `https://huggingface.co/`. */
  readonly hubUrl?: string;
  /** Package that runs the model. Default `@huggingface/transformers`. */
  readonly packageName?: string;
}

/** A model in a process of its own. */
export interface TransformersModel {
  /**
   * One row a text, in their order: its vector, or with a question its score alone. One run of
   * {@link transformersBatchSize} texts at a time, in turn with everybody else's. A run that has begun cannot be
   * interrupted: once the signal is aborted this rejects at once, and whoever is next waits for the end of that run.
   * @throws ModelError
   */
  run(texts: readonly string[], signal: AbortSignal, question?: string): Promise<Float32Array[]>;
}

/** The name of a model alone, without its owner or its folder: what tells how it wants to be used. */
export function modelName({ model }: Pick<ModelPlace, "model">): string {
  return basename(model);
}

/**
 * Starts the process of a model. The model itself is loaded at the first run, and again by the next one when that went
 * wrong; a process that was killed is started again. It ends with this process and keeps it from ending only during a run.
 * @throws AssistantError `MODEL_PACKAGE_MISSING`
 * @throws ModelError where no process can be started
 */
export async function openTransformers(
  place: ModelPlace,
  task: Pick<ModelSource, "task" | "pooling">,
  options: TransformersOptions,
): Promise<TransformersModel> {
  const source = sourceOf(place, task, options);
  let child = await start(source);
  let turn: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  async function runBatch(
    texts: readonly string[],
    signal: AbortSignal,
    question: string | undefined,
  ): Promise<Float32Array[]> {
    stopIfAborted(source.id, signal);
    if (!child.connected) child = await startAgain(source);
    if (waiting > 0) hold(child);
    const order: Order = {
      kind: "run",
      texts: [...texts],
      ...(question !== undefined && { question }),
    };
    const reply = await exchange(source.id, child, order);
    // The package remembers what it did not find: a model that is mended since wants another process.
    if (reply.kind === "failed" && !reply.isLoaded) child.disconnect();
    return rowsOf(source.id, reply);
  }

  /** After everybody who came before, whatever became of them. */
  async function inTurn(
    texts: readonly string[],
    signal: AbortSignal,
    question: string | undefined,
  ): Promise<Float32Array[]> {
    const rows = turn.then(() => runBatch(texts, signal, question));
    turn = rows.catch(() => undefined);
    waiting += 1;
    hold(child);
    try {
      return await untilAborted(source.id, rows, signal);
    } finally {
      waiting -= 1;
      if (waiting === 0) release(child);
    }
  }

  return {
    async run(texts, signal, question) {
      const rows: Float32Array[] = [];
      for (let from = 0; from < texts.length; from += transformersBatchSize)
        rows.push(
          ...(await inTurn(texts.slice(from, from + transformersBatchSize), signal, question)),
        );
      return rows;
    },
  };
}

function sourceOf(
  place: ModelPlace,
  task: Pick<ModelSource, "task" | "pooling">,
  options: TransformersOptions,
): ModelSource {
  const isFolder = isAbsolute(place.model) || /^\.{1,2}(?:[\\/]|$)/.test(place.model);
  return {
    ...task,
    packageName: options.packageName ?? packageName,
    id: modelId(place),
    model: isFolder ? resolve(place.model) : place.model,
    isFolder,
    modelsDirectory: resolve(options.modelsDirectory),
    hubUrl: `${(options.hubUrl ?? "https://huggingface.co").replace(/\/+$/, "")}/`,
    maxTokens: transformersMaxTokens,
  };
}

async function start(source: ModelSource): Promise<ChildProcess> {
  const served = new URL("./transformers-process.ts", import.meta.url);
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program, served.href], {
    // What the program imports is looked for from there.
    cwd: dirname(fileURLToPath(served)),
    serialization: "advanced",
    // Tokens and addresses of ours are nothing to a package that is not ours.
    env: {},
    // Nothing that the package or its native part prints gets into our log: there could be texts in it.
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  // Told to whoever waits for a reply.
  child.on("error", () => undefined);
  const reply = await exchange(source.id, child, { kind: "open", source });
  release(child);
  if (reply.kind === "ready") return child;
  child.kill();
  if (reply.kind !== "absent") throw stopped(source.id);
  throw new AssistantError(
    "MODEL_PACKAGE_MISSING",
    reply.isInstalled
      ? `${source.id} runs by the package ${source.packageName}, which does not load on this machine; install it again: ${command}`
      : `${source.id} runs by the package ${source.packageName}, which is not installed; run: ${command}`,
    { cause: new Error(reply.detail) },
  );
}

async function startAgain(source: ModelSource): Promise<ChildProcess> {
  try {
    return await start(source);
  } catch (error) {
    if (!(error instanceof AssistantError) || error instanceof ModelError) throw error;
    throw new ModelError("unreachable", error.message, { cause: error });
  }
}

/** Sends an order and waits for its reply. There is one order at a time. */
function exchange(id: string, child: ChildProcess, order: Order): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      child.off("message", onMessage);
      child.off("exit", onEnd);
      child.off("error", onEnd);
      act();
    };
    const onEnd = () => settle(() => reject(stopped(id)));
    const onMessage = (message: unknown) => {
      const reply = replySchema.safeParse(message);
      settle(() => (reply.success ? resolve(reply.data) : reject(stopped(id))));
    };
    child.on("message", onMessage);
    child.on("exit", onEnd);
    child.on("error", onEnd);
    child.send(order, (error) => {
      if (error !== null) onEnd();
    });
  });
}

function rowsOf(id: string, reply: Reply): Float32Array[] {
  if (reply.kind === "done") return reply.rows;
  if (reply.kind !== "failed") throw stopped(id);
  const { fault, message, detail } = reply;
  throw new ModelError(fault, message, detail === undefined ? {} : { cause: new Error(detail) });
}

async function untilAborted<Value>(
  id: string,
  promise: Promise<Value>,
  signal: AbortSignal,
): Promise<Value> {
  stopIfAborted(id, signal);
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(tooLate(id, signal));
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (onAbort !== undefined) signal.removeEventListener("abort", onAbort);
  }
}

function stopIfAborted(id: string, signal: AbortSignal): void {
  if (signal.aborted) throw tooLate(id, signal);
}

function tooLate(id: string, signal: AbortSignal): ModelError {
  return new ModelError("slow", `${id} did not reply in time`, { cause: signal.reason });
}

function stopped(id: string): ModelError {
  return new ModelError(
    "unreachable",
    `the process of ${id} stopped; where that happens again, it needs more memory than there is: choose a smaller model or one on a server`,
  );
}

function hold(child: ChildProcess): void {
  child.ref();
  child.channel?.ref();
}

function release(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
}
