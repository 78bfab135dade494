import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { type Logger, pino } from "pino";
import { drawChart } from "../adapters/charts/draw-chart.ts";
import { placeOf } from "../adapters/database/place.ts";
import type { Storage } from "../adapters/database/storage.ts";
import { planDocuments } from "../adapters/documents/plan-documents.ts";
import { tableCsv } from "../adapters/documents/table-csv.ts";
import { hostElsewhere } from "../adapters/langchain/addresses.ts";
import { chooseDenseStore } from "../adapters/langchain/dense-store.ts";
import { openModels } from "../adapters/langchain/open-models.ts";
import { createOpenIdSignIn } from "../adapters/openid/sign-in.ts";
import { createMetrics, type Metrics } from "../adapters/prometheus/metrics.ts";
import { createEmulator } from "../adapters/teams/emulator.ts";
import { createProgress } from "../adapters/terminal/progress.ts";
import type { AdminParts } from "../adapters/web/admin-house.ts";
import { createWebApp, type Platform } from "../adapters/web/app.ts";
import { createGate, type Gate } from "../adapters/web/gate.ts";
import type { ModelsShown } from "../adapters/web/privacy-words.ts";
import { startServer } from "../adapters/web/server.ts";
import { teamsFrameAncestors } from "../adapters/web/teams-tab.ts";
import { createAssistant } from "./answer/assistant.ts";
import { choresOf, type Writer } from "./chores.ts";
import { type Config, localUrl, readConfig } from "./config.ts";
import type { ModelsConfig } from "./config-models.ts";
import { createDigest } from "./delivery/digest.ts";
import type { PlatformOptions } from "./delivery/platform-options.ts";
import { AssistantError } from "./errors.ts";
import { keepTrying, type Trying } from "./keep-trying.ts";
import { modelId } from "./models/model-place.ts";
import {
  type NeuralSide,
  type OpenedModels,
  type PreparationOptions,
  prepareForAnswers,
  prepareForIndex,
} from "./models/prepare-models.ts";
import { checkNeeds } from "./needs/check-needs.ts";
import { createKnowledgeNoter } from "./owners/note-knowledge.ts";
import { createOffice } from "./owners/office.ts";
import { createSignIn } from "./owners/sign-in.ts";
import type { Memory } from "./ports.ts";
import { createLateReception } from "./reception/late-reception.ts";
import { createForgetfulReception } from "./reception/no-memory.ts";
import { createReception, type Reception } from "./reception/reception.ts";
import { createRetention } from "./reception/retention.ts";
import { createTickets } from "./reception/tickets.ts";
import { type Chore, type Schedule, startSchedule } from "./schedule.ts";
import { openServingIndex, type ServingIndex } from "./serving-index.ts";
import { withoutUndefined } from "./without-undefined.ts";

/** Milliseconds between two attempts to reach a database that is away. */
const retryMs = 5_000;
/** Milliseconds that a file is waited for which nothing but the web page needs. */
const impatientMs = 1_000;

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
  const metrics = createMetrics();
  const models = await openModels(config.models, {
    modelsDirectory: join(config.dataDirectory, "models"),
  });
  const neural = await neuralSideOf(models, config, { metrics, log });
  const serving = await openServingIndex({
    neural,
    knowledgeDirectory: config.knowledgeDirectory,
    indexDirectory: config.indexDirectory,
    store,
    log,
    onProgress: createProgress(process.stderr),
  });
  const house = createHouse(config, serving, { metrics, models, log });
  const server = await startServer(house.appAt, config).catch((error: unknown) => {
    serving.stop();
    throw error;
  });
  const stop = async () => {
    serving.stop();
    await neural?.build.cache.close();
    // What comes in until the end is still kept.
    await Promise.all([server.stop(), house.stopPlatforms()]);
    await house.closeMemory();
  };
  try {
    await house.open();
  } catch (error) {
    await stop();
    throw error;
  }
  const items = serving.current().catalogue.items.length;
  log.info({ items, port: server.port }, `ready at ${publicUrlAt(server.port, config)}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void stop().then(() => log.info("stopped")));
}

/** A chat platform that this process serves. */
interface RunningPlatform extends Platform, Writer {
  start?(): Promise<void>;
  stop(): Promise<void>;
}

type MakePlatform = (options: PlatformOptions) => Promise<RunningPlatform>;

/** What has to be put together once the database is there: it may come later than the first visitor. */
function createHouse(config: Config, serving: ServingIndex, tools: Tools) {
  const { metrics, log } = tools;
  const makers = platformMakers(config);
  const gates = new Map<string, Gate>();
  const running: RunningPlatform[] = [];
  const isNeeded = makers.size > 0;
  let opened: Storage | undefined;
  const desk = createDesk(config, serving, tools, () => opened?.memory.spending);
  let schedule: Schedule | undefined;
  let trying: Trying | undefined;
  /** The fault that was logged last: it is not told again with every attempt. */
  let told = "";
  let web: Reception | undefined;
  let admin: AdminParts | undefined;
  return {
    appAt(port: number) {
      const publicUrl = desk.openAt(publicUrlAt(port, config));
      const { retentionDays, askPerMinute, trustedProxies } = config;
      const parts = desk.partsFor("web");
      const forgetful = createForgetfulReception({ ...parts, retentionDays });
      if (isLocal(publicUrl) && !makers.has("teams"))
        makers.set("teams", { paths: ["/api/messages"], make: makeEmulator });
      for (const [name, { paths }] of makers) gates.set(name, createGate(paths));
      return createWebApp({
        ...parts,
        log,
        reception: createLateReception(() => web ?? forgetful),
        metrics,
        planDocuments,
        admin: () => admin,
        status: () => ({ memory: opened === undefined ? "unavailable" : "ok" }),
        retentionDays,
        askPerMinute,
        trustedProxies,
        platforms: Object.fromEntries(gates),
        models: modelsShown(config.models),
        ...(config.teams && { frameAncestors: teamsFrameAncestors }),
      });
    },
    /**
     * Opens the memory, and with it the platforms. Where it cannot be opened now, people are answered without it, and it is
     * tried again: on a server that is away, and for any fault where only the web page needs it.
     * @throws AssistantError DATABASE_UNAVAILABLE, CONFIG_INVALID
     */
    async open() {
      trying = keepTrying(open, {
        everyMs: retryMs,
        isPassing(err) {
          const code = err instanceof AssistantError ? err.code : undefined;
          // Where only the web page needs it, any fault is better mended while people are answered.
          const isPassing =
            code === "DATABASE_AWAY" || (code === "DATABASE_UNAVAILABLE" && !isNeeded);
          if (isPassing && String(err) !== told) log.error({ err }, "answering without a memory");
          told = String(err);
          return isPassing;
        },
        onGivingUp: (err) =>
          log.error({ err }, "the memory cannot be used: mend it and start anew"),
      });
      await trying.begun;
    },
    async stopPlatforms() {
      await trying?.stop();
      await schedule?.stop();
      await Promise.all(running.map((one) => one.stop()));
    },
    closeMemory: async () => opened?.close(),
  };

  async function open(): Promise<void> {
    // Loaded once the web page answers.
    const { openStorage } = await import("../adapters/database/storage.ts");
    const options = isNeeded ? {} : { busyTimeoutMs: told === "" ? impatientMs : 0 };
    opened = await openStorage(placeOf(config), config.idSecret, options);
    const { memory } = opened;
    web = desk.receptionFor("web", opened);
    admin = adminOf(config, opened, serving);
    const chores = ownChores(memory, config, desk);
    for (const [name, { make }] of makers) {
      const platform = await make(desk.optionsFor(name, opened));
      running.push(platform);
      gates.get(name)?.open(platform);
      await platform.start?.();
      chores.push(
        ...choresOf(name, platform, { ...desk.partsFor(name), memory, log, now: Date.now }),
      );
    }
    schedule = startSchedule(chores, log);
  }
}

/** What the house is put together with. */
interface Tools {
  readonly metrics: Metrics;
  readonly models: OpenedModels;
  readonly log: Logger;
}

/** What embeds the passages and the questions; undefined where the index does it alone. */
async function neuralSideOf(
  models: OpenedModels,
  config: Config,
  { metrics, log }: Pick<Tools, "metrics" | "log">,
): Promise<NeuralSide | undefined> {
  if (models.embedding === undefined) return undefined;
  const { openVectorCache } = await import("../adapters/database/vector-cache.ts");
  const cache = await openVectorCache(join(config.indexDirectory, "embeddings.db"), {
    onDamage: (told) => log.warn(told),
  });
  return prepareForIndex(models, cache, {
    ...preparationOf(config, { metrics, log }),
    onEstimate: (told) => log.info(told),
  });
}

function preparationOf(
  config: Config,
  { metrics, log }: Pick<Tools, "metrics" | "log">,
  spending: PreparationOptions["spending"] = () => undefined,
): PreparationOptions {
  return { config: config.models, log, spending, onCall: metrics.countModelCall };
}

/** What is put together anew for each platform. */
function createDesk(
  config: Config,
  serving: ServingIndex,
  { metrics, models: opened, log }: Tools,
  spending: PreparationOptions["spending"],
) {
  const models = prepareForAnswers(opened, preparationOf(config, { metrics, log }, spending));
  let { publicUrl } = config;
  const desk = {
    openAt(url: string): string {
      publicUrl = url;
      return url;
    },
    partsFor(platform: string) {
      const index = serving.current;
      const assistant = createAssistant({
        index,
        publicUrl,
        clock: () => performance.now(),
        ...(models === undefined ? {} : { models }),
      });
      return {
        assistant: metrics.watch(assistant, platform),
        index,
        publicUrl,
        log: log.child({ platform }),
        onFeedback: (isPositive: boolean, about: string) =>
          metrics.countFeedback(platform, isPositive, about),
      };
    },
    receptionFor(platform: string, { memory, secret }: Storage): Reception {
      return createReception({
        ...desk.partsFor(platform),
        memory,
        digest: createDigest(secret),
        tickets: createTickets(secret, Date.now),
        retentionDays: config.retentionDays,
        now: Date.now,
      });
    },
    optionsFor: (platform: string, storage: Storage): PlatformOptions => ({
      ...desk.partsFor(platform),
      reception: desk.receptionFor(platform, storage),
      messages: storage.messagesOf(platform),
      installations: storage.installationsOf(platform),
    }),
  };
  return desk;
}

/** With PORT=0 the default address is only known once a port was taken. */
function publicUrlAt(port: number, config: Config): string {
  return config.publicUrl === localUrl(config.port) ? localUrl(port) : config.publicUrl;
}

/** The owners' page. What draws and what signs in is loaded once somebody looks at it. */
function adminOf(
  { admin }: Config,
  { memory, secret }: Storage,
  serving: ServingIndex,
): AdminParts {
  const openId = admin?.openId && createOpenIdSignIn(admin.openId);
  return {
    signIn: createSignIn(admin, openId),
    secret,
    office: createOffice({ memory, index: serving.current, now: Date.now }),
    drawChart,
    tableCsv,
  };
}

/** What is looked after whatever platforms there are. What is asked so is none of the questions that are counted. */
function ownChores(
  memory: Memory,
  { retentionDays: days }: Config,
  desk: ReturnType<typeof createDesk>,
): Chore[] {
  const { index, publicUrl, log } = desk.partsFor("web");
  const common = { index, log, now: Date.now };
  const clock = () => performance.now();
  const assistant = createAssistant({ index, publicUrl, clock });
  const { needs, knowledge } = memory;
  return [
    { name: "retention", run: createRetention({ ...common, memory, days, steady: clock }) },
    { name: "needs", run: () => checkNeeds({ ...common, needs, assistant }) },
    { name: "knowledge", run: createKnowledgeNoter({ ...common, knowledge }) },
  ];
}

/** The platforms that are set up. Loaded only where they are wanted: Slack's packages take 40 MB. */
function platformMakers({ slack, teams }: Config) {
  const makers = new Map<string, { readonly paths: readonly string[]; make: MakePlatform }>();
  if (slack !== undefined)
    makers.set("slack", {
      paths: ["/slack"],
      async make(options) {
        const { createSlack } = await import("../adapters/slack/slack.ts");
        return createSlack({ ...options, settings: slack });
      },
    });
  if (teams !== undefined)
    makers.set("teams", {
      paths: ["/api/messages"],
      async make(options) {
        const { createTeams } = await import("../adapters/teams/teams.ts");
        return createTeams({ ...options, settings: teams });
      },
    });
  return makers;
}

async function makeEmulator(options: PlatformOptions): Promise<RunningPlatform> {
  const { log } = options;
  log.info(
    "MICROSOFT_APP_* is not set: /api/messages answers an emulator on this machine only (npm run playground)",
  );
  return createEmulator({
    log,
    async load() {
      const { createTeams } = await import("../adapters/teams/teams.ts");
      const teams = createTeams({ ...options, settings: {} });
      await teams.start();
      return teams;
    },
  });
}

/** The models as the page about privacy tells of them. */
function modelsShown({ embeddings, reranker, chat }: ModelsConfig): ModelsShown {
  const places = withoutUndefined({ embeddings, reranker, chat });
  const entries = Object.entries(places).map(([name, place]) => {
    const host = hostElsewhere(place);
    return {
      name,
      host,
      text: host === undefined ? modelId(place) : `${modelId(place)} (${host})`,
    };
  });
  const named = (isHere: boolean) =>
    Object.fromEntries(
      entries
        .filter(({ host }) => (host === undefined) === isHere)
        .map(({ name, text }) => [name, text]),
    );
  return { ...named(false), here: named(true) };
}

function isLocal(url: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}
