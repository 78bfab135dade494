import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import type { Logger } from "pino";
import { placeOf } from "../../adapters/database/place.ts";
import { openStorage } from "../../adapters/database/storage.ts";
import type { Assistant } from "../../src/answer/assistant.ts";
import type { Config } from "../../src/config.ts";
import { createDigest } from "../../src/delivery/digest.ts";
import { AssistantError } from "../../src/errors.ts";
import { checkNeeds } from "../../src/needs/check-needs.ts";
import { createForgetfulReception } from "../../src/reception/no-memory.ts";
import { createReception, type Reception } from "../../src/reception/reception.ts";
import { createTickets } from "../../src/reception/tickets.ts";
import type { Who } from "../../src/reception/visitor.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";

/** A reception that knows who sits at the terminal. */
export interface Remembered {
  readonly reception: Reception;
  readonly who: Who;
  close(): Promise<void>;
}

const dayMs = 86_400_000;
/** Milliseconds that another terminal is waited for. */
const busyTimeoutMs = 500;

/**
 * Opens what is remembered of the user of this machine. The server's own file belongs to the server while it runs: a
 * terminal has one beside it. Without a memory questions are answered all the same, and it is said why.
 */
export async function openRemembered(
  config: Config,
  parts: { readonly assistant: Assistant; readonly index: () => SearchIndex; readonly log: Logger },
): Promise<Remembered> {
  const place = placeOf(config);
  const own = "directory" in place ? { directory: join(place.directory, "terminal") } : place;
  const storage = await openStorage(own, config.idSecret, { busyTimeoutMs }).catch(
    (error: unknown) => {
      if (!(error instanceof AssistantError)) throw error;
      process.stderr.write(`nothing is remembered now: ${error.message}\n`);
      return undefined;
    },
  );
  const { retentionDays, publicUrl } = config;
  await storage?.memory.personal.purge(Date.now() - retentionDays * dayMs);
  const common = { ...parts, publicUrl, retentionDays };
  if (storage !== undefined)
    await checkNeeds({ ...parts, needs: storage.memory.needs, now: Date.now });
  const reception =
    storage === undefined
      ? createForgetfulReception(common)
      : createReception({
          ...common,
          memory: storage.memory,
          digest: createDigest(storage.secret),
          tickets: createTickets(storage.secret, Date.now),
          exportCommand: "npm run --silent ask -- --my-data",
          now: Date.now,
        });
  const tenant = reception.digest(`terminal:${hostname()}`);
  const person = reception.digest(`terminal:${hostname()}:${userInfo().username}`);
  return {
    reception,
    who: { person, tenant, platform: "terminal" },
    close: async () => storage?.close(),
  };
}
