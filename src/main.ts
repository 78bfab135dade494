import { setFlagsFromString } from "node:v8";
import { pino } from "pino";
import { type DatabasePlace, placeOf } from "../adapters/database/place.ts";
import type { Database } from "../adapters/database/tables.ts";
import { chooseDenseStore } from "../adapters/langchain/dense-store.ts";
import { createMetrics } from "../adapters/prometheus/metrics.ts";
import type { SlackOptions } from "../adapters/slack/settings.ts";
import { createEmulator } from "../adapters/teams/emulator.ts";
import type { TeamsOptions } from "../adapters/teams/settings.ts";
import { createProgress } from "../adapters/terminal/progress.ts";
import { createWebApp, type Platform } from "../adapters/web/app.ts";
import { startServer } from "../adapters/web/server.ts";
import { teamsFrameAncestors } from "../adapters/web/teams-tab.ts";
import { createAssistant } from "./answer/assistant.ts";
import { localUrl, readConfig } from "./config.ts";
import type { SlackConfig } from "./config-slack.ts";
import type { TeamsConfig } from "./config-teams.ts";
import { AssistantError } from "./errors.ts";
import { openServingIndex } from "./serving-index.ts";

try {
  await start();
} catch (error) {
  if (!(error instanceof AssistantError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function start(): Promise<void> {
  // Under load V8 lets the heap double before it collects what hundreds of waiting requests leave behind: 650 MB
  // instead of 400, on machines that are often small.
  setFlagsFromString("--heap-growing-percent=50");
  const config = readConfig();
  const log = pino({ level: config.logLevel });
  const store = await chooseDenseStore(() =>
    log.warn("hnswlib-node is not compiled on this machine: exact search is used instead"),
  );
  const serving = await openServingIndex({
    knowledgeDirectory: config.knowledgeDirectory,
    indexDirectory: config.indexDirectory,
    store,
    log,
    onProgress: createProgress(process.stderr),
  });
  // With PORT=0 the default address is only known once a port was taken.
  const publicUrlAt = (port: number) =>
    config.publicUrl === localUrl(config.port) ? localUrl(port) : config.publicUrl;
  const metrics = createMetrics();
  const storage = createStorage(placeOf(config));
  const makeSlack = config.slack && (await prepareSlack(config.slack, storage));
  const makeTeams = config.teams && (await prepareTeams(config.teams, storage));
  let platforms: Readonly<Record<string, RunningPlatform>> = {};
  const appAt = (port: number) => {
    const publicUrl = publicUrlAt(port);
    const assistant = createAssistant({
      index: serving.current,
      publicUrl,
      clock: () => performance.now(),
    });
    const sharedFor = (platform: string): Shared => ({
      assistant: metrics.watch(assistant, platform),
      index: serving.current,
      publicUrl,
      log: log.child({ platform }),
      onFeedback: (isPositive, about) => metrics.countFeedback(platform, isPositive, about),
    });
    const teams =
      makeTeams?.(sharedFor("teams")) ??
      (isLocal(publicUrl) ? serveEmulator(sharedFor("teams"), storage) : undefined);
    const slack = makeSlack?.(sharedFor("slack"));
    platforms = { ...(slack && { slack }), ...(teams && { teams }) };
    return createWebApp({
      assistant: metrics.watch(assistant, "web"),
      index: serving.current,
      log,
      publicUrl,
      metrics,
      askPerMinute: config.askPerMinute,
      trustedProxies: config.trustedProxies,
      platforms,
      ...(config.teams && { frameAncestors: teamsFrameAncestors }),
    });
  };
  const server = await startServer(appAt, config).catch((error: unknown) => {
    serving.stop();
    throw error;
  });
  for (const platform of Object.values(platforms)) await platform.start?.();
  const items = serving.current().catalogue.items.length;
  log.info({ items, port: server.port }, `ready at ${publicUrlAt(server.port)}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      serving.stop();
      void stop().then(() => log.info("stopped"));
    });
  }

  async function stop(): Promise<void> {
    // What comes in until the end is still kept.
    await Promise.all([server.stop(), ...Object.values(platforms).map((one) => one.stop())]);
    await storage.close();
  }
}

/** A chat platform that this process serves. */
interface RunningPlatform extends Platform {
  start?(): Promise<void>;
  stop(): Promise<void>;
}

/** What every platform is given. */
type Shared = Pick<
  SlackOptions & TeamsOptions,
  "assistant" | "index" | "publicUrl" | "log" | "onFeedback"
>;

/** What the platforms keep, in one database that is opened by the first of them. */
function createStorage(place: DatabasePlace) {
  let opening: Promise<Database> | undefined;
  return {
    async storesOf(platform: string) {
      const { openDatabase } = await import("../adapters/database/open-database.ts");
      const { createMessageStore } = await import("../adapters/database/message-store.ts");
      const { createReaderStore } = await import("../adapters/database/reader-store.ts");
      const { createInstallationStore } = await import(
        "../adapters/database/installation-store.ts"
      );
      opening ??= openDatabase(place);
      // Whoever comes next tries again.
      opening.catch(() => {
        opening = undefined;
      });
      const database = await opening;
      return {
        messages: createMessageStore(database, platform),
        readers: createReaderStore(database),
        installations: createInstallationStore(database, platform),
      };
    },
    close: async () => (await opening?.catch(() => undefined))?.destroy(),
  };
}

type Storage = ReturnType<typeof createStorage>;

/** Loaded only where it is wanted: Slack's packages and the database take 40 MB. */
async function prepareSlack(settings: SlackConfig, storage: Storage) {
  const { createSlack } = await import("../adapters/slack/slack.ts");
  const stores = await storage.storesOf("slack");
  return (shared: Shared): RunningPlatform => createSlack({ ...shared, ...stores, settings });
}

async function prepareTeams(settings: TeamsConfig, storage: Storage) {
  const { createTeams } = await import("../adapters/teams/teams.ts");
  const stores = await storage.storesOf("teams");
  return (shared: Shared): RunningPlatform => createTeams({ ...shared, ...stores, settings });
}

/** With no settings for Teams, an emulator on this machine is answered. */
function serveEmulator(shared: Shared, storage: Storage): RunningPlatform {
  shared.log.info(
    "MICROSOFT_APP_* is not set: /api/messages answers an emulator on this machine only (npm run playground)",
  );
  return createEmulator({
    log: shared.log,
    async load() {
      const { createTeams } = await import("../adapters/teams/teams.ts");
      const teams = createTeams({ ...shared, ...(await storage.storesOf("teams")), settings: {} });
      await teams.start();
      return teams;
    },
  });
}

function isLocal(url: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}
