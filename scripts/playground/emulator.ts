import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { AssistantError } from "../../src/errors.ts";
import { type Child, startNode } from "./processes.ts";

/** What the emulator is started with. */
export interface EmulatorOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** Where the program takes activities. */
  readonly endpoint: string;
  /** Folder for the emulator's own log. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Microsoft's emulator under way. */
export interface Emulator extends Child {
  /** Settles when it can be opened; undefined when it ended before. */
  readonly port: Promise<number | undefined>;
  /** What it has to say, of which it shows nothing. */
  words(): Promise<string>;
}

const stayLocal = new URL("./stay-local.ts", import.meta.url);
const council = fileURLToPath(new URL("./council.yml", import.meta.url));

/**
 * The emulator's program.
 * @throws AssistantError PLATFORM_UNAVAILABLE where it is not installed
 */
export function findEmulator(): string {
  try {
    return createRequire(import.meta.url).resolve("@microsoft/m365agentsplayground/cli.js");
  } catch (cause) {
    throw new AssistantError(
      "PLATFORM_UNAVAILABLE",
      "Microsoft's emulator is not installed: it comes with the packages for development. Run npm ci, without --omit=dev",
      { cause },
    );
  }
}

/** Starts the emulator. It opens a browser itself, where there is one. */
export function startEmulator(program: string, options: EmulatorOptions): Emulator {
  const { port, endpoint, folder, env } = options;
  const log = join(folder, "emulator.log");
  const child = startNode(
    ["--import", stayLocal.href, program, "start", "--app-endpoint", endpoint]
      .concat(["--channel-id", "msteams", "--port", String(port)])
      .concat("--disable-telemetry"),
    {
      ...env,
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: council,
      M365_AGENTS_PLAYGROUND_LOGFILE: log,
      // Its telemetry tells about itself even where it is turned off.
      APPLICATION_INSIGHTS_NO_STATSBEAT: "1",
      // It would ask a proxy for this machine.
      NO_PROXY: "*",
      no_proxy: "*",
    },
    "pipe",
  );
  return {
    ...child,
    port: readPort(child),
    words: async () => (await readFile(log, "utf8").catch(() => "")).trim(),
  };
}

/** Reads on to the end: a pipe that nobody reads would hold the emulator up. */
function readPort({ stdout }: Child): Promise<number | undefined> {
  return new Promise((resolve) => {
    if (stdout === null) return resolve(undefined);
    createInterface({ input: stdout })
      .on("line", (line) => {
        const [, port] = /^Listening on (\d+)$/.exec(line) ?? [];
        if (port !== undefined) resolve(Number(port));
      })
      .on("close", () => resolve(undefined));
  });
}
