import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { AssistantError, systemErrorCode } from "../errors.ts";
import type { KnowledgeProblem } from "./knowledge-problem.ts";

/** One file of a knowledge folder, read, or why it cannot be. */
export type SourceFile =
  | { readonly kind: "text"; readonly path: string; readonly text: string }
  | { readonly kind: "problem"; readonly problem: KnowledgeProblem };

/** Bytes a file may have: a long book fits, a disk image put there by mistake does not. */
const maxFileBytes = 16 * 1024 * 1024;
const readAtOnce = 64;

const notUtf8 = "el text no és UTF-8: deseu-lo amb codificació UTF-8";

interface RawFile {
  readonly path: string;
  readonly bytes: Buffer | undefined;
  readonly fault?: string;
}

/**
 * Reads every file in order, shows each if that is asked for, and returns the digest of them all.
 * @throws AssistantError KNOWLEDGE_MISSING when the folder is not there or cannot be read.
 */
export async function readSources(
  directory: string,
  visit?: (file: SourceFile) => void,
): Promise<string> {
  const paths = await listFiles(directory);
  const hash = createHash("sha256");
  for (let start = 0; start < paths.length; start += readAtOnce) {
    const files = await Promise.all(
      paths.slice(start, start + readAtOnce).map((path) => readSource(directory, path)),
    );
    for (const file of files) {
      hash.update(`${file.path}\0${file.bytes?.length ?? -1}\0`);
      if (file.bytes !== undefined) hash.update(file.bytes);
      // Not decoded when only the digest is wanted.
      visit?.(understand(file));
    }
  }
  return hash.digest("hex");
}

function understand({ path, bytes, fault }: RawFile): SourceFile {
  const text = bytes === undefined ? undefined : decode(bytes);
  if (text !== undefined) return { kind: "text", path, text };
  const line = bytes === undefined ? 1 : firstLineNotUtf8(bytes);
  return { kind: "problem", problem: { path, line, reason: fault ?? notUtf8 } };
}

async function listFiles(directory: string): Promise<string[]> {
  const folders = ["eixos", "pagines", "documents", "tesaurus", "itinerari"];
  const paths: string[] = [];
  try {
    await stat(directory);
  } catch (error) {
    throw unreadable(directory, error);
  }
  for (const folder of folders) {
    try {
      const entries = await readdir(join(directory, folder), {
        recursive: true,
        withFileTypes: true,
      });
      for (const entry of entries) {
        // Orchestrators mount files as links.
        const isFile = entry.isFile() || entry.isSymbolicLink();
        if (!isFile || !/\.md$/iu.test(entry.name) || entry.name.startsWith(".")) continue;
        const path = relative(directory, join(entry.parentPath, entry.name)).split(sep).join("/");
        if (!path.endsWith("/README.md")) paths.push(path);
      }
    } catch (error) {
      if (systemErrorCode(error) !== "ENOENT") throw unreadable(join(directory, folder), error);
    }
  }
  return paths.sort();
}

function unreadable(path: string, cause: unknown): AssistantError {
  const why = systemErrorCode(cause) === "ENOENT" ? "no existeix" : "no es pot llegir";
  return new AssistantError(
    "KNOWLEDGE_MISSING",
    `la carpeta de coneixement «${path}» ${why}: creeu-la o canvieu KNOWLEDGE_DIR`,
    { cause },
  );
}

async function readSource(directory: string, path: string): Promise<RawFile> {
  const file = join(directory, path);
  try {
    const { size } = await stat(file);
    if (size > maxFileBytes) {
      const fault = `el fitxer fa ${Math.round(size / 1e6)} MB i el màxim és ${Math.round(maxFileBytes / 1e6)} MB: partiu-lo en capítols`;
      return { path, bytes: undefined, fault };
    }
    return { path, bytes: await readFile(file) };
  } catch (error) {
    return {
      path,
      bytes: undefined,
      fault: `no es pot llegir (${systemErrorCode(error) ?? "error"}): reviseu-ne els permisos`,
    };
  }
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Told as a problem of the file, with its line, by the caller.
    return undefined;
  }
}

function firstLineNotUtf8(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(10, start);
    const end = found < 0 ? bytes.length : found;
    if (decode(bytes.subarray(start, end)) === undefined) break;
    start = end + 1;
  }
  return line;
}
