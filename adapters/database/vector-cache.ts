import { createHash } from "node:crypto";
import { setImmediate as breathe } from "node:timers/promises";
import { AssistantError } from "../../src/errors.ts";
import type { VectorCache } from "../../src/models/neural-embedding.ts";
import {
  fileNumber,
  isDamage,
  openVectorFile,
  setAside,
  type VectorFile,
  type VectorRow,
} from "./vector-file.ts";

/** How a cache of vectors is opened. */
export interface VectorCacheOptions {
  /** Told, in words for operators, that a file was damaged and another one was begun. */
  readonly onDamage?: (message: string) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Milliseconds that another process is given to end its writing. Default 10,000. */
  readonly busyTimeoutMs?: number;
}

/** Vectors of one step. The engine works in this thread: others get their turn in between. */
const vectorsAtOnce = 200;

/**
 * Keeps vectors in a file of their own, which several processes may have open. A file that is damaged is set aside, and one
 * begun anew. A file that cannot be used has nothing in it, and takes nothing.
 * @throws AssistantError INDEX_WRITE_FAILED when something cannot be kept or purged; opening throws nothing
 */
export function openVectorCache(
  path: string,
  options: VectorCacheOptions = {},
): Promise<VectorCache> {
  const { now = Date.now } = options;
  const { withFile, close } = createOpener(path, options);
  const tried = (work: (file: VectorFile) => void) => {
    try {
      withFile(work);
    } catch {
      // What cannot be read is not kept, and told where it is to be.
    }
  };
  const must = (work: (file: VectorFile) => void) => {
    try {
      withFile(work);
    } catch (cause) {
      throw unwritable(path, cause);
    }
  };
  tried(() => undefined);
  return Promise.resolve({
    async get(keys) {
      const found = new Map<string, Float32Array>();
      await inSteps(keys, (some) =>
        tried((file) => {
          const used: Uint8Array[] = [];
          for (const key of some) {
            const digest = digestOf(key);
            const row = file.read(digest);
            const vector = row && vectorOf(row);
            if (vector === undefined) continue;
            found.set(key, vector);
            used.push(digest);
          }
          if (used.length > 0) file.touch(used, now());
        }),
      );
      return found;
    },
    add: (vectors) =>
      inSteps([...vectors], (some) =>
        must((file) =>
          file.write(
            some.map(([key, vector]) => rowOf(digestOf(key), vector)),
            now(),
          ),
        ),
      ),
    purge: (beforeMs) => inSteps([0], () => must((file) => file.forget(beforeMs))),
    close: () => inSteps([0], close),
  });
}

async function inSteps<T>(all: readonly T[], work: (some: readonly T[]) => void): Promise<void> {
  for (let start = 0; start < all.length; start += vectorsAtOnce) {
    if (start > 0) await breathe();
    work(all.slice(start, start + vectorsAtOnce));
  }
}

/** Opens the file when it is needed, and again when it is another one. */
function createOpener(path: string, { onDamage, busyTimeoutMs = 10_000 }: VectorCacheOptions) {
  let open: VectorFile | undefined;
  let isClosed = false;

  function use(work: (file: VectorFile) => void): void {
    if (isClosed) throw new Error("the cache was closed");
    if (open?.isThere() === false) close();
    open ??= openVectorFile(path, busyTimeoutMs);
    work(open);
  }

  function close(): void {
    open?.close();
    open = undefined;
  }

  return {
    withFile(work: (file: VectorFile) => void): void {
      const number = fileNumber(path);
      try {
        use(work);
      } catch (error) {
        if (!isDamage(error)) throw error;
        close();
        // Another process may have set it aside already.
        if (number !== undefined && fileNumber(path) === number) {
          setAside(path);
          onDamage?.(
            `the cache of vectors ${path} was damaged: it is now ${path}.damaged, and vectors are made anew`,
          );
        }
        use(work);
      }
    },
    close() {
      isClosed = true;
      close();
    },
  };
}

/** Whatever keys look like, they are kept as 32 bytes. */
function digestOf(key: string): Uint8Array {
  return createHash("sha256").update(key).digest();
}

function rowOf(key: Uint8Array, numbers: Float32Array): VectorRow {
  const vector = Buffer.alloc(numbers.byteLength);
  numbers.forEach((number, at) => void vector.writeFloatLE(number, 4 * at));
  return { key, dimensions: numbers.length, vector, checksum: checksumOf(key, vector) };
}

/** The vector of a row; undefined when the row is damaged. */
function vectorOf({ key, dimensions, vector, checksum }: VectorRow): Float32Array | undefined {
  if (dimensions < 1 || vector.byteLength !== 4 * dimensions) return undefined;
  if (!checksumOf(key, vector).equals(checksum)) return undefined;
  const bytes = Buffer.from(vector);
  return Float32Array.from({ length: dimensions }, (_, at) => bytes.readFloatLE(4 * at));
}

function checksumOf(key: Uint8Array, vector: Uint8Array): Buffer {
  return createHash("sha256").update(key).update(vector).digest().subarray(0, 8);
}

const remedies: readonly (readonly [fault: RegExp, remedy: string])[] = [
  [/\bfull\b|ENOSPC/i, "the disk is full. Make room"],
  [
    /readonly|read-only|EACCES|EPERM|EROFS|permission/i,
    "this user may not write there. Give the folder to the user, or set INDEX_DIR to another",
  ],
  [/locked|busy/i, "another process keeps it. Try again when that has ended"],
  [/disk I\/O error/i, "the disk cannot be read or written. Look at the disk"],
  [
    /ENOENT|ENOTDIR|EEXIST|EISDIR|unable to open/i,
    "the folder cannot be made or opened. Set INDEX_DIR to another",
  ],
];

function unwritable(path: string, cause: unknown): AssistantError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const remedy = remedies.find(([fault]) => fault.test(message))?.[1];
  return new AssistantError(
    "INDEX_WRITE_FAILED",
    `the cache of vectors ${path} cannot be written: ${remedy ?? `${message}. Set INDEX_DIR to another folder`}`,
    { cause },
  );
}
