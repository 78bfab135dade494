import { pino } from "pino";
import { onTestFinished, vi } from "vitest";
import { createInstallationStore } from "../../../adapters/database/installation-store.ts";
import { createMessageStore } from "../../../adapters/database/message-store.ts";
import { openDatabase } from "../../../adapters/database/open-database.ts";
import type { Database } from "../../../adapters/database/tables.ts";
import type { SlackOptions, SlackSettings } from "../../../adapters/slack/settings.ts";
import { createSlack, type Slack } from "../../../adapters/slack/slack.ts";
import { createWebApp } from "../../../adapters/web/app.ts";
import { startServer } from "../../../adapters/web/server.ts";
import { type Assistant, createAssistant } from "../../../src/answer/assistant.ts";
import type { Memory } from "../../../src/ports.ts";
import type { Reception } from "../../../src/reception/reception.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { receptionOn } from "../../helpers/reception.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { post, type Signing, signedRequest } from "./events.ts";
import { type SlackApi, startSlackApi } from "./slack-api.ts";

/** Address under which the tests' agenda is read. */
export const publicUrl = "https://agenda.example.cat";
/** What Slack and this program share in the tests. */
export const signingSecret = "8f742231b10e8888abcd99yyyzzz85a5";

/** The program with Slack's stand-in before it, both over HTTP. */
export interface ServedSlack {
  readonly api: SlackApi;
  readonly base: string;
  readonly slack: Slack;
  readonly database: Database;
  readonly reception: Reception;
  readonly memory: Memory;
  /** What was logged, one JSON object a line. */
  readonly log: readonly string[];
  /** Opinions that were counted. */
  readonly opinions: readonly (readonly [isPositive: boolean, about: string])[];
  /** Delivers a payload as Slack does. */
  deliver(payload: object, signing?: Signing): ReturnType<typeof post>;
  /** Ends this process' part of the program and begins anew over the same data. */
  restart(): Promise<void>;
  /** Waits until something holds that is bound to come. */
  until(holds: () => void): Promise<void>;
}

/** What a test may want otherwise. */
export interface SlackDeviations {
  readonly settings?: Partial<SlackSettings>;
  readonly options?: Partial<SlackOptions>;
  /** What the reception remembers with. */
  readonly reception?: Partial<Parameters<typeof receptionOn>[1]>;
  /** Parts of the assistant that are other than the real one's. */
  readonly assistant?: (real: Assistant) => Partial<Assistant>;
  readonly api?: SlackApi;
  readonly dataDirectory?: string;
}

/** Short enough for tests, long enough for a busy machine. */
const patience = { firstRetryMs: 20, longestRetryMs: 100, stopWithinMs: 2_000 };

/** Serves the assistant in Slack until the test ends. */
export async function serveSlack(
  index: SearchIndex,
  deviations: SlackDeviations = {},
): Promise<ServedSlack> {
  const api = deviations.api ?? (await startSlackApi());
  const dataDirectory = deviations.dataDirectory ?? (await temporaryFolder());
  const lines: string[] = [];
  const opinions: [boolean, string][] = [];
  const log = pino({ level: "debug" }, { write: (line) => void lines.push(line) });
  let running = await start();
  onTestFinished(async () => {
    await running.stop();
    if (deviations.api === undefined) await api.stop();
  });
  return {
    api,
    log: lines,
    opinions,
    get base() {
      return running.base;
    },
    get slack() {
      return running.slack;
    },
    get database() {
      return running.database;
    },
    get reception() {
      return running.reception;
    },
    get memory() {
      return running.memory;
    },
    deliver: (payload, signing) =>
      post(running.base, signedRequest(signingSecret, payload, signing)),
    async restart() {
      await running.stop();
      running = await start();
    },
    until: (holds) => vi.waitFor(holds, { timeout: 30_000, interval: 10 }),
  };

  async function start() {
    const database = await openDatabase({ directory: dataDirectory });
    const real = createAssistant({
      index: () => index,
      publicUrl,
      clock: () => performance.now(),
    });
    const assistant = { ...real, ...deviations.assistant?.(real) };
    const reception = { index: () => index, publicUrl, log, ...deviations.reception };
    const received = receptionOn(database, { assistant, ...reception });
    const slack = createSlack({
      settings: { apiUrl: api.url, botToken: "xoxb-test", signingSecret, ...deviations.settings },
      assistant,
      index: () => index,
      publicUrl,
      messages: createMessageStore(database, "slack"),
      reception: received.reception,
      installations: createInstallationStore(database, "slack"),
      log,
      patience,
      onFeedback: (isPositive, about) => void opinions.push([isPositive, about]),
      ...deviations.options,
    });
    const app = createWebApp({
      assistant,
      index: () => index,
      log,
      publicUrl,
      reception: received.reception,
      platforms: { slack },
    });
    const server = await startServer(() => app, {
      port: 0,
      host: "127.0.0.1",
      stopWithinMs: 1_000,
    });
    await slack.start();
    return {
      base: `http://127.0.0.1:${server.port}`,
      slack,
      database,
      ...received,
      async stop() {
        await Promise.all([server.stop(), slack.stop()]);
        await database.destroy();
      },
    };
  }
}
