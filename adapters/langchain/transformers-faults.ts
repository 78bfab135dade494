import { join } from "node:path";
import { systemErrorCode } from "../../src/errors.ts";
import type { ModelSource, Reply } from "./transformers-message.ts";
import { MissingFileError, OutputError } from "./transformers-model.ts";

type Failed = Extract<Reply, { kind: "failed" }>;

const files = "config.json, tokenizer.json, tokenizer_config.json and onnx/model_quantized.onnx";

/** Why a model could not be loaded, and what to do. */
export function loadFailure(source: ModelSource, error: unknown): Failed {
  const detail = error instanceof Error ? error.message : String(error);
  return { kind: "failed", isLoaded: false, detail, ...loadFault(source, error, detail) };
}

/** Why a run went wrong. Of the package's own message nothing is told: the texts could be in it. */
export function runFailure({ id, task }: ModelSource, error: unknown): Failed {
  if (error instanceof OutputError)
    return {
      kind: "failed",
      isLoaded: true,
      fault: "malformed",
      message: `${id} is no model for this: ${error.message}; choose a model for ${task === "embedding" ? "embeddings" : "reranking"}`,
    };
  if (isOutOfMemory(error instanceof Error ? error.message : ""))
    return { kind: "failed", isLoaded: true, fault: "unreachable", message: outOfMemory(id) };
  return {
    kind: "failed",
    isLoaded: true,
    fault: "malformed",
    message: `${id} could not be run: its files do not fit together; get the model again`,
  };
}

function loadFault(
  source: ModelSource,
  error: unknown,
  detail: string,
): Pick<Failed, "fault" | "message"> {
  const { id, isFolder, model, modelsDirectory, hubUrl } = source;
  const code = systemErrorCode(error);
  if (isFolder && (code === "ENOENT" || code === "ENOTDIR"))
    return {
      fault: "refused",
      message: `${id}: there is no such folder; put ${files} of the model into it`,
    };
  if (error instanceof MissingFileError || isNotFound(error))
    return {
      fault: "refused",
      message: isFolder
        ? `${id}: a file is missing in this folder; it needs ${files}`
        : `${id}: the Hugging Face hub does not give out this model, or it lacks ${files}; check its name`,
    };
  if (isOutOfMemory(detail)) return { fault: "unreachable", message: outOfMemory(id) };
  if (code !== undefined)
    return {
      fault: "unreachable",
      message: `${id}: its files could not be read or kept in ${isFolder ? model : modelsDirectory} (${code}); check rights and free space`,
    };
  // What is not about the network has been parsed or read from the disk.
  if (!isFolder && isNetwork(error, detail))
    return {
      fault: "unreachable",
      message: `${id} could not be downloaded from ${hubUrl}; allow the way there, or copy the model into a folder and set its path`,
    };
  return {
    fault: "malformed",
    message: `${id}: its files are damaged or of a kind that cannot be run; ${isFolder ? "copy them again" : `remove ${join(modelsDirectory, model)}, and they are downloaded again`}`,
  };
}

/** The package's own kind of error, which cannot be imported where the package is not. */
function isNotFound(error: unknown): boolean {
  return error instanceof Error && error.name === "ModelFileNotFoundError";
}

function isNetwork(error: unknown, detail: string): boolean {
  return (
    (error instanceof Error && /^(?:TimeoutError|AbortError)$/.test(error.name)) ||
    (error instanceof TypeError && /fetch failed|terminated/.test(detail)) ||
    /occurred while trying to load file/.test(detail)
  );
}

function isOutOfMemory(detail: string): boolean {
  return /bad_?alloc|out of memory|allocat/i.test(detail);
}

function outOfMemory(id: string): string {
  return `${id} needs more memory than there is; choose a smaller model or one on a server`;
}
