import { pino } from "pino";
import { expect, onTestFinished, vi } from "vitest";
import { createInstallationStore } from "../../../adapters/database/installation-store.ts";
import { createMessageStore } from "../../../adapters/database/message-store.ts";
import { openDatabase } from "../../../adapters/database/open-database.ts";
import type { Database } from "../../../adapters/database/tables.ts";
import { createBotFramework } from "../../../adapters/teams/bot-framework.ts";
import type { TeamsOptions, TeamsSettings } from "../../../adapters/teams/settings.ts";
import { createTeams, type Teams } from "../../../adapters/teams/teams.ts";
import { createWebApp } from "../../../adapters/web/app.ts";
import { startServer } from "../../../adapters/web/server.ts";
import { type Assistant, createAssistant } from "../../../src/answer/assistant.ts";
import type { InstallationStore, Memory } from "../../../src/ports.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { receptionOn } from "../../helpers/reception.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { ids } from "./activities.ts";
import { type ConnectorServer, startConnectorServer } from "./connector-server.ts";
import { type Issuer, startIssuer } from "./issuer.ts";

/** Address under which the tests' agenda is read. */
export const publicUrl = "https://agenda.example.cat";
/** What the program shows the connector. */
const token = "token-of-the-assistant";

/** What was answered to a request. */
export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** The program with Teams' stand-ins around it, all over HTTP. */
export interface ServedTeams {
  readonly connector: ConnectorServer;
  readonly issuer: Issuer;
  readonly base: string;
  readonly teams: Teams;
  readonly installations: InstallationStore;
  /** All that is kept. */
  readonly database: Database;
  readonly memory: Memory;
  /** What was logged, one JSON object a line. */
  readonly log: readonly string[];
  /** Opinions that were counted. */
  readonly opinions: readonly (readonly [isPositive: boolean, about: string])[];
  /** Delivers an activity as Teams does, whatever service it names: with a token, from the stand-in. */
  deliver(activity: object, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  /** Ends this process' part of the program and begins anew over the same data. */
  restart(): Promise<void>;
  /** Waits until something holds that is bound to come. */
  until(holds: () => void): Promise<void>;
  /** Waits until nothing is owed any more: words and cards stand. */
  settled(): Promise<void>;
}

/** What a test may want otherwise. */
export interface TeamsDeviations {
  readonly settings?: Partial<TeamsSettings>;
  readonly options?: Partial<TeamsOptions>;
  /** Parts of the assistant that are other than the real one's. */
  readonly assistant?: (real: Assistant) => Partial<Assistant>;
  /** The clock of what is remembered: milliseconds since 1970. */
  readonly now?: () => number;
}

/** Short enough for tests, long enough for a busy machine. */
const patience = { firstRetryMs: 20, longestRetryMs: 100, stopWithinMs: 2_000 };

/** Serves the assistant in Teams until the test ends. */
export async function serveTeams(
  index: SearchIndex,
  deviations: TeamsDeviations = {},
): Promise<ServedTeams> {
  const [connector, issuer] = await Promise.all([startConnectorServer({ token }), startIssuer()]);
  const dataDirectory = await temporaryFolder();
  const lines: string[] = [];
  const opinions: [boolean, string][] = [];
  const log = pino({ level: "debug" }, { write: (line) => void lines.push(line) });
  let running = await start();
  onTestFinished(async () => {
    await running.stop();
    await Promise.all([connector.stop(), issuer.stop()]);
  });
  const { serviceUrl } = connector;
  return {
    connector,
    issuer,
    log: lines,
    opinions,
    get base() {
      return running.base;
    },
    get teams() {
      return running.teams;
    },
    get installations() {
      return running.installations;
    },
    get database() {
      return running.database;
    },
    get memory() {
      return running.memory;
    },
    async deliver(activity, headers) {
      const response = await fetch(`${running.base}/api/messages`, {
        method: "POST",
        headers: {
          "content-type": "application/json; charset=utf-8",
          authorization: await issuer.header({ serviceUrl }),
          ...headers,
        },
        body: JSON.stringify({ ...activity, serviceUrl }),
      });
      const text = await response.text();
      return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
    },
    async restart() {
      await running.stop();
      running = await start();
    },
    until: (holds) => vi.waitFor(holds, { timeout: 30_000, interval: 10 }),
    settled: () =>
      vi.waitFor(async () => expect(await running.messages.unfinished()).toEqual([]), {
        timeout: 20_000,
        interval: 10,
      }),
  };

  async function start() {
    const database = await openDatabase({ directory: dataDirectory });
    const real = createAssistant({
      index: () => index,
      publicUrl,
      clock: () => performance.now(),
    });
    const assistant = { ...real, ...deviations.assistant?.(real) };
    const { reception, memory } = receptionOn(database, {
      assistant,
      index: () => index,
      publicUrl,
      log,
      ...(deviations.now === undefined ? {} : { now: deviations.now }),
    });
    const options: TeamsOptions = {
      settings: {
        identity: { kind: "secret", appId: ids.app, tenantId: ids.tenant, secret: "a-long-secret" },
        ...deviations.settings,
      },
      reception,
      assistant,
      index: () => index,
      publicUrl,
      messages: createMessageStore(database, "teams"),
      installations: createInstallationStore(database, "teams"),
      log,
      patience,
      onFeedback: (isPositive, about) => void opinions.push([isPositive, about]),
      ...deviations.options,
    };
    const framework = createBotFramework({
      ...options,
      openIdMetadataUrl: issuer.metadataUrl,
      askForToken: async () => token,
    });
    const teams = createTeams(options, framework);
    const app = createWebApp({
      assistant,
      reception: options.reception,
      index: () => index,
      log,
      publicUrl,
      platforms: { teams },
    });
    const server = await startServer(() => app, {
      port: 0,
      host: "127.0.0.1",
      stopWithinMs: 1_000,
    });
    await teams.start();
    return {
      base: `http://127.0.0.1:${server.port}`,
      teams,
      database,
      memory,
      messages: options.messages,
      installations: options.installations,
      async stop() {
        await Promise.all([server.stop(), teams.stop()]);
        await database.destroy();
      },
    };
  }
}
