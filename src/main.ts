import { pino } from "pino";
import { chooseDenseStore } from "../adapters/langchain/dense-store.ts";
import { createProgress } from "../adapters/terminal/progress.ts";
import { createWebApp, startServer } from "../adapters/web/server.ts";
import { createAssistant } from "./answer/assistant.ts";
import { readConfig } from "./config.ts";
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
  const { publicUrl } = config;
  const assistant = createAssistant({
    index: serving.current,
    publicUrl,
    clock: () => performance.now(),
  });
  const app = createWebApp({ assistant, index: serving.current, log });
  const server = await startServer(app, config.port, config.host).catch((error: unknown) => {
    serving.stop();
    throw error;
  });
  log.info({ items: serving.current().catalogue.items.length }, `ready at ${publicUrl}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      serving.stop();
      void server.stop().then(() => log.info("stopped"));
    });
  }
}
