import { createHash } from "node:crypto";
import { Kysely, Migrator } from "kysely";
import { openEmbedded } from "../../../adapters/database/embedded.ts";
import { migrations } from "../../../adapters/database/migrations.ts";
import type { DatabasePlace } from "../../../adapters/database/place.ts";
import { openPostgres } from "../../../adapters/database/postgres.ts";
import type { Tables } from "../../../adapters/database/tables.ts";

/** Digest as it was kept before there was a secret. */
export function plainDigest(id: string): string {
  return createHash("sha256").update(id).digest("hex");
}

/** A message as a version of the program kept it that knew the first six migrations. */
export function olderMessage(id: string, person: string) {
  return {
    id: plainDigest(id),
    conversation: plainDigest("conversation"),
    channel: plainDigest("channel"),
    person: plainDigest(person),
    question: `question of ${id}`,
    history: null,
    population: null,
    isAddressed: 1,
    isRefused: 0,
    sentAtMs: 1_000,
    address: "",
    state: "answered",
    version: 0,
    isAttempted: 0,
    sent: `sent ${id}`,
    receivedAtMs: 1_000,
    editedAtMs: null,
    platform: "slack",
    holder: "",
    heldUntilMs: 0,
  };
}

/** Tables of then. */
interface OlderTables {
  readonly messages: ReturnType<typeof olderMessage>;
  readonly readers: Pick<Tables["readers"], "person" | "population" | "language">;
  readonly installations: Omit<Tables["installations"], "person">;
}

/** Makes a database as it was before migration 007, with some messages, a reader, a workspace and a private conversation. */
export async function makeOlder(place: DatabasePlace, messages = 2): Promise<void> {
  const dialect = "url" in place ? openPostgres(place.url) : openEmbedded(place.directory);
  const database = new Kysely<OlderTables>({ dialect });
  const six = Object.fromEntries(Object.entries(migrations).slice(0, 6));
  const provider = { getMigrations: () => Promise.resolve(six) };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error !== undefined) throw error;
  for (let start = 0; start < messages; start += 1_000) {
    const count = Math.min(1_000, messages - start);
    const rows = Array.from({ length: count }, (_, at) =>
      olderMessage(`m${start + at}`, `p${(start + at) % 50}`),
    );
    await database.insertInto("messages").values(rows).execute();
  }
  await database
    .insertInto("readers")
    .values({ person: plainDigest("p0"), population: 800, language: "ca" })
    .execute();
  const chat = { id: "19:chat", serviceUrl: "https://s", bot: "b", person: plainDigest("p0") };
  await database
    .insertInto("installations")
    .values([
      { platform: "slack", tenant: "T1", installation: '{"token":"x"}' },
      { platform: "teams", tenant: "19:chat", installation: JSON.stringify(chat) },
    ])
    .execute();
  await database.destroy();
}
