import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startServer } from "../adapters/web/server.ts";
import { loadEnvironment, localUrl, readConfig, settingNames } from "../src/config.ts";
import { AssistantError } from "../src/errors.ts";
import { runCommand } from "./command.ts";
import { findEmulator, startEmulator } from "./playground/emulator.ts";
import { startNode, untilTold } from "./playground/processes.ts";

const usage = `npm run playground        the assistant in Microsoft's emulator of Teams, in a browser on this machine
  --port N     port of the emulator. Default 56150; 0 takes any free one
Ctrl+C ends both, and nothing of what was asked stays.
`;

/** The only address that is listened on: an emulator is for this machine alone. */
const host = "127.0.0.1";
/** Settings of how others reach the program and of what it shares with them, which it is not for now. */
const forOthers = /^(?:PUBLIC_URL$|SLACK_|MICROSOFT_APP_)/;
/** Milliseconds between two looks whether the program answers: at its first start it builds the index. */
const lookMs = 250;
const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

await runCommand(usage, run);

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: { port: { type: "string", default: "56150" }, help: { type: "boolean" } },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const port = portOf(values.port);
  const emulator = findEmulator();
  const started: Stoppable[] = [];
  const folder = await mkdtemp(join(tmpdir(), "agenda-playground-"));
  try {
    return await play({ port, emulator, folder, started, told: untilTold() });
  } finally {
    await Promise.all(started.map((one) => one.stop()));
    await rm(folder, { recursive: true, force: true });
  }
}

function portOf(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new AssistantError("USAGE", "--port is a number from 0 to 65535");
  return Number(text);
}

interface Stoppable {
  stop(): Promise<void>;
}

interface Play {
  readonly port: number;
  /** The emulator's program. */
  readonly emulator: string;
  /** Where all is kept that does not last. */
  readonly folder: string;
  /** Takes what is to be stopped in the end. */
  readonly started: Stoppable[];
  /** Settles when somebody wants an end. */
  readonly told: Promise<void>;
}

/** Starts both and waits until somebody ends them, which is 0, or one of them ends by itself, which is 1. */
async function play({ port, emulator: emulatorPath, folder, started, told }: Play) {
  const settings = settingsFor(folder);
  const programPort = await freePort(readConfig(settings).port);
  const emulatorPort = await freePort(port, "choose another with --port");
  const env = { ...settings, PORT: String(programPort) };
  const program = startNode([main], env, "inherit");
  started.push(program);
  const end = Promise.race([
    told.then(() => undefined),
    program.ended.then(() => "The program ended, and the emulator with it."),
  ]);
  if (!(await isReady(programPort, end))) return exitCodeOf(await end);

  const emulator = startEmulator(emulatorPath, {
    port: emulatorPort,
    endpoint: `http://${host}:${programPort}/api/messages`,
    folder,
    env,
  });
  started.push(emulator);
  void emulator.port.then((taken) => {
    if (taken === undefined) return;
    process.stdout.write(
      `\nTeams, emulated: ${localUrl(taken)}\nThe web page:    ${localUrl(programPort)}\nCtrl+C ends both.\n\n`,
    );
  });
  const broken = emulator.ended.then(
    async () => `Microsoft's emulator ended.\n${await emulator.words()}`,
  );
  return exitCodeOf(await Promise.race([end, broken]));
}

function exitCodeOf(fault: string | undefined): number {
  if (fault === undefined) return 0;
  process.stderr.write(`${fault}\n`);
  return 1;
}

/** The settings of this folder, but for what would reach others, and with a place for what is said that does not last. */
function settingsFor(folder: string): NodeJS.ProcessEnv {
  const environment = loadEnvironment();
  const aside = settingNames.filter(
    (name) => forOthers.test(name) && (environment[name] ?? "").trim() !== "",
  );
  if (aside.length > 0)
    process.stdout.write(`Left aside here, on this machine alone: ${aside.join(", ")}\n`);
  const without = Object.fromEntries(aside.map((name) => [name, ""]));
  return { ...environment, ...without, HOST: host, DATA_DIR: join(folder, "data") };
}

/**
 * A port that nobody has: `wanted`, or any one where that is 0.
 * @throws AssistantError PORT_UNAVAILABLE with the remedy; without one, that of PORT
 */
async function freePort(wanted: number, remedy?: string): Promise<number> {
  try {
    const server = await startServer(() => () => {}, { port: wanted, host });
    await server.stop();
    return server.port;
  } catch (cause) {
    if (remedy === undefined) throw cause;
    const message = `port ${wanted} is not available: ${remedy}`;
    throw new AssistantError("PORT_UNAVAILABLE", message, { cause });
  }
}

/** Waits until the program answers; false when it came to an end before. */
async function isReady(port: number, end: Promise<unknown>): Promise<boolean> {
  let isOver = false;
  void end.then(() => {
    isOver = true;
  });
  while (!isOver) {
    const response = await fetch(`http://${host}:${port}/readyz`).catch(() => undefined);
    if (response?.ok) return true;
    await Promise.race([end, wait(lookMs)]);
  }
  return false;
}
