import type { InstallationStore, Memory, MessageStore } from "../../src/ports.ts";
import type { EmbeddedOptions } from "./embedded.ts";
import { createInstallationStore } from "./installation-store.ts";
import { createMemory } from "./memory.ts";
import { createMessageStore } from "./message-store.ts";
import { openDatabase } from "./open-database.ts";
import type { DatabasePlace } from "./place.ts";
import { openSecret } from "./secret.ts";

/** All that is kept, in one database. */
export interface Storage {
  readonly memory: Memory;
  /** With which ids become digests. */
  readonly secret: string;
  messagesOf(platform: string): MessageStore;
  installationsOf(platform: string): InstallationStore;
  close(): Promise<void>;
}

/**
 * Opens a database with all that is kept in it.
 * @throws AssistantError DATABASE_AWAY, DATABASE_UNAVAILABLE, CONFIG_INVALID
 */
export async function openStorage(
  place: DatabasePlace,
  idSecret: string | undefined,
  options: EmbeddedOptions = {},
): Promise<Storage> {
  const database = await openDatabase(place, options);
  try {
    return {
      memory: createMemory(database),
      secret: await openSecret(database, idSecret),
      messagesOf: (platform) => createMessageStore(database, platform),
      installationsOf: (platform) => createInstallationStore(database, platform),
      close: () => database.destroy(),
    };
  } catch (error) {
    await database.destroy();
    throw error;
  }
}
