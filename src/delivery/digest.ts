import { createHash } from "node:crypto";

/** Stands for an id of a platform: always the same for the same id, which cannot be read from it. 64 characters. */
export function digestOf(id: string): string {
  return createHash("sha256").update(id).digest("hex");
}
