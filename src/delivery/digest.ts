import { createHash, createHmac } from "node:crypto";

/** Stands for an id of a platform: always the same for the same id and secret, which cannot be told from it. 64 characters. */
export type Digest = (id: string) => string;

/** Digests that only who has the secret can make: ids of a platform are few enough to be tried one by one. */
export function createDigest(secret: string): Digest {
  return (id) => hideDigest(secret, createHash("sha256").update(id).digest("hex"));
}

/** What {@link createDigest} makes of an id, from the digest without a secret that was kept of it before. */
export function hideDigest(secret: string, digest: string): string {
  return createHmac("sha256", secret).update(digest).digest("hex");
}
