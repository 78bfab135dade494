import { setFlagsFromString } from "node:v8";
import { pino } from "pino";
import { chooseDenseStore } from "../adapters/langchain/dense-store.ts";
import { createMetrics } from "../adapters/prometheus/metrics.ts";
import type { SlackOptions } from "../adapters/slack/settings.ts";
import type { Slack } from "../adapters/slack/slack.ts";
import { createProgress } from "../adapters/terminal/progress.ts";
import { createWebApp } from "../adapters/web/app.ts";
import { startServer } from "../adapters/web/server.ts";
import { createAssistant } from "./answer/assistant.ts";
import { localUrl, readConfig, type SlackConfig } from "./config.ts";
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
  const prepared = config.slack && (await prepareSlack(config.slack, config.dataDirectory));
  let slack: Slack | undefined;
  const appAt = (port: number) => {
    const publicUrl = publicUrlAt(port);
    const assistant = createAssistant({
      index: serving.current,
      publicUrl,
      clock: () => performance.now(),
    });
    slack = prepared?.create({
      assistant: metrics.watch(assistant, "slack"),
      index: serving.current,
      publicUrl,
      log: log.child({ platform: "slack" }),
      onFeedback: (isPositive, about) => metrics.countFeedback("slack", isPositive, about),
    });
    return createWebApp({
      assistant: metrics.watch(assistant, "web"),
      index: serving.current,
      log,
      publicUrl,
      metrics,
      askPerMinute: config.askPerMinute,
      trustedProxies: config.trustedProxies,
      ...(slack === undefined ? {} : { platforms: { slack } }),
    });
  };
  const server = await startServer(appAt, config).catch((error: unknown) => {
    serving.stop();
    throw error;
  });
  await slack?.start();
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
    await Promise.all([server.stop(), slack?.stop()]);
    await prepared?.close();
  }
}

/** Loaded only where it is wanted: Slack's packages and the database take 40 MB. */
async function prepareSlack(settings: SlackConfig, dataDirectory: string) {
  const { createSlack } = await import("../adapters/slack/slack.ts");
  const { openDatabase } = await import("../adapters/database/open-database.ts");
  const { createMessageStore } = await import("../adapters/database/message-store.ts");
  const { createReaderStore } = await import("../adapters/database/reader-store.ts");
  const { createInstallationStore } = await import("../adapters/database/installation-store.ts");
  const database = await openDatabase(dataDirectory);
  const stores = {
    messages: createMessageStore(database),
    readers: createReaderStore(database),
    installations: createInstallationStore(database, "slack"),
  };
  return {
    create: (rest: Omit<SlackOptions, keyof typeof stores | "settings">): Slack =>
      createSlack({ ...rest, ...stores, settings }),
    close: () => database.destroy(),
  };
}
