import { createHash } from "node:crypto";
import { openVectorCache } from "../../../adapters/database/vector-cache.ts";

// A process of its own: adds vectors until it is killed, and tells each batch that is kept. Arguments: the file, the name of
// the process.

const [path = "", name = ""] = process.argv.slice(2);

/** Numbers that follow from a name: 64 of them. */
function vectorOf(of: string): Float32Array {
  const digest = createHash("sha512").update(of).digest();
  return Float32Array.from(digest, (byte) => byte / 255 - 0.5);
}

const cache = await openVectorCache(path);
for (let batch = 0; ; batch += 1) {
  const keys = Array.from({ length: 1 + (batch % 300) }, (_, at) => `${name} ${batch} ${at}`);
  await cache.add(new Map(keys.map((key) => [key, vectorOf(key)])));
  process.stdout.write(`${batch} ${keys.length}\n`);
}
