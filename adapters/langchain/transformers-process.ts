/*
 * The process that a model runs in. The package runs a model in the thread that asks for it, and nothing else happens
 * there meanwhile; and what takes too much memory is killed by the system. In here neither reaches who is answering.
 */
import { access } from "node:fs/promises";
import { loadFailure, runFailure } from "./transformers-faults.ts";
import { isTransformersLibrary, type TransformersLibrary } from "./transformers-library.ts";
import { type ModelSource, orderSchema, type Reply } from "./transformers-message.ts";
import { type LoadedModel, loadModel } from "./transformers-model.ts";

let opened: { readonly source: ModelSource; readonly library: TransformersLibrary } | undefined;
let model: LoadedModel | undefined;

/** Replies to the orders of the process that started this one, and ends with it. */
export function serveModel(): void {
  // Who answers decides when this ends, also on Ctrl-C, which reaches both.
  process.on("SIGINT", () => undefined);
  process.on("disconnect", () => process.exit());
  process.on("message", (message) => {
    void reply(message).then((answer) => process.send?.(answer));
  });
}

async function reply(message: unknown): Promise<Reply> {
  const order = orderSchema.parse(message);
  switch (order.kind) {
    case "open":
      return open(order.source);
    case "run":
      return run(order.texts, order.question);
  }
}

async function open(source: ModelSource): Promise<Reply> {
  try {
    // Not a literal: whoever does without the package has no types of it.
    const library: unknown = await import(source.packageName);
    if (!isTransformersLibrary(library))
      return { kind: "absent", isInstalled: true, detail: "it has other functions" };
    opened = { source, library };
    return { kind: "ready" };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const isInstalled = !detail.includes(`'${source.packageName}'`);
    return { kind: "absent", isInstalled, detail };
  }
}

async function run(texts: readonly string[], question: string | undefined): Promise<Reply> {
  if (opened === undefined) throw new Error("no model was opened");
  const { source, library } = opened;
  try {
    if (model === undefined && source.isFolder) await access(source.model);
    model ??= await loadModel(library, source);
  } catch (error) {
    return loadFailure(source, error);
  }
  try {
    return { kind: "done", rows: await model(texts, question) };
  } catch (error) {
    return runFailure(source, error);
  }
}
