import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { resolve } from "node:path";
import * as z from "zod";
import { type AdminConfig, adminOf, adminShape, checkAdmin } from "./config-admin.ts";
import { checkModels, type ModelsConfig, modelShape, modelsOf } from "./config-models.ts";
import { checkSlack, type SlackConfig, slackOf, slackShape } from "./config-slack.ts";
import { checkTeams, type TeamsConfig, teamsOf, teamsShape } from "./config-teams.ts";
import { AssistantError, systemErrorCode } from "./errors.ts";
import { withoutUndefined } from "./without-undefined.ts";

export type { SlackConfig };

/** 0 takes any free port. */
const port = z
  .string()
  .regex(/^\d{1,5}$/, "expected a number from 0 to 65535")
  .transform(Number)
  .refine((value) => value <= 65_535, "expected a number from 0 to 65535");

/** First parts of the program's own addresses: below one of them nobody could tell which one is meant. */
const ownPaths = [
  "admin",
  "agenda",
  "ajuntament",
  "api",
  "cerca",
  "itinerari",
  "les-meves-dades",
  "necessitats",
  "opinio",
  "pla",
  "privadesa",
  "slack",
  "healthz",
  "readyz",
  "metrics",
];

/** Links are made by putting paths behind it. */
function isPlain(url: string): boolean {
  if (!URL.canParse(url)) return true;
  const { search, hash, username, password } = new URL(url);
  return search + hash + username + password === "";
}

function hasFreePath(url: string): boolean {
  // What is no address at all is refused as such.
  if (!URL.canParse(url)) return true;
  const [, first = ""] = new URL(url).pathname.split("/");
  return !ownPaths.includes(first);
}

/** Names that stand for the private ranges of addresses. */
const addressRanges = ["loopback", "linklocal", "uniquelocal"];

/** Whether a list names addresses, ranges like 10.0.0.0/8 or {@link addressRanges}. */
function areAddresses(list: string): boolean {
  return list.split(",").every((part) => {
    const [address = "", bits, ...others] = part.trim().split("/");
    const version = isIP(address);
    if (others.length > 0) return false;
    if (version === 0) return bits === undefined && addressRanges.includes(address);
    return (
      bits === undefined ||
      (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
    );
  });
}

/** Every setting with its default. `.env.example` tells them to the person who installs. */
const schema = z.object({
  KNOWLEDGE_DIR: z.string().min(1).default("knowledge"),
  INDEX_DIR: z.string().min(1).default(".index"),
  PORT: port.default(3978),
  HOST: z.string().min(1).optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .refine(isPlain, "expected an address without a query, a # or a password")
    .refine(hasFreePath, "its path is one of the program's own: take another, like /assistent")
    .optional(),
  ASK_PER_MINUTE: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, "expected a number from 1 to 999999")
    .transform(Number)
    .default(120),
  TRUSTED_PROXIES: z
    .string()
    .refine(areAddresses, "expected addresses apart by commas, like loopback, 10.0.0.0/8")
    .default("loopback"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  DATA_DIR: z.string().min(1).default(".data"),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(?:ql)?$/,
      error: "expected an address like postgres://user@host:5432/name",
    })
    .optional(),
  ID_SECRET: z.string().min(16, "expected at least 16 characters of your own").optional(),
  RETENTION_DAYS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, "expected a number of days from 1 to 9999")
    .transform(Number)
    .default(180),
  ...slackShape,
  ...teamsShape,
  ...adminShape,
  ...modelShape,
});

/** Names of all settings. */
export const settingNames: readonly string[] = Object.keys(schema.shape);

/** Settings of this process. */
export interface Config {
  readonly knowledgeDirectory: string;
  readonly indexDirectory: string;
  readonly port: number;
  /** Address to listen on; every one of the machine's when absent. */
  readonly host?: string;
  /** Address under which people reach the agenda, without a slash at the end. */
  readonly publicUrl: string;
  /** Questions and searches a minute from one address of the network. */
  readonly askPerMinute: number;
  /** Proxies that are believed when they say whose request they pass on. */
  readonly trustedProxies: string;
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
  /** Folder of what is to last: messages under way, installations. Made when it is needed. */
  readonly dataDirectory: string;
  /** PostgreSQL in which it is kept instead, so that several processes share it. */
  readonly databaseUrl?: string;
  /** Locks the secret with which ids become digests; it is kept beside them when absent. */
  readonly idSecret?: string;
  /** Days after which what is not used any more is erased. */
  readonly retentionDays: number;
  /** Absent where Slack is not set up. */
  readonly slack?: SlackConfig;
  /** Absent where Teams is not set up. */
  readonly teams?: TeamsConfig;
  /** Absent where nobody can sign in as one of the owners. */
  readonly admin?: AdminConfig;
  readonly models: ModelsConfig;
}

/**
 * Reads the settings from the environment, and from a `.env` file in the working folder when there is one.
 * @throws AssistantError CONFIG_INVALID naming every setting that is wrong, without its value, or the file when it cannot
 * be read
 */
export function readConfig(environment: NodeJS.ProcessEnv = loadEnvironment()): Config {
  // An empty line in .env means "not set", not "set to nothing".
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value?.trim() !== ""),
  );
  const parsed = schema
    .superRefine(checkSlack)
    .superRefine(checkTeams)
    .superRefine(checkAdmin)
    .superRefine(checkModels)
    .safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new AssistantError(
      "CONFIG_INVALID",
      `wrong settings: ${faults.join("; ")}. Correct them in the environment or in .env (see .env.example)`,
    );
  }
  const settings = parsed.data;
  return Object.freeze(
    withoutUndefined({
      knowledgeDirectory: settings.KNOWLEDGE_DIR,
      indexDirectory: settings.INDEX_DIR,
      port: settings.PORT,
      host: settings.HOST,
      publicUrl: (settings.PUBLIC_URL ?? localUrl(settings.PORT)).replace(/\/+$/, ""),
      askPerMinute: settings.ASK_PER_MINUTE,
      trustedProxies: settings.TRUSTED_PROXIES,
      logLevel: settings.LOG_LEVEL,
      dataDirectory: settings.DATA_DIR,
      databaseUrl: settings.DATABASE_URL,
      idSecret: settings.ID_SECRET,
      retentionDays: settings.RETENTION_DAYS,
      slack: slackOf(settings),
      teams: teamsOf(settings),
      admin: adminOf(settings),
      models: modelsOf(settings),
    }),
  );
}

/** Address of the web page on the machine that serves it. */
export function localUrl(port: number): string {
  return `http://localhost:${port}`;
}

/**
 * The environment of this process, after what a `.env` file in the working folder adds to it.
 * @throws AssistantError CONFIG_INVALID when there is such a file and it cannot be read
 */
export function loadEnvironment(): NodeJS.ProcessEnv {
  const path = resolve(".env");
  try {
    // Node's own reader says of whatever it cannot read that it is not there.
    readFileSync(path);
    process.loadEnvFile(path);
  } catch (cause) {
    const code = systemErrorCode(cause);
    // Nobody needs one.
    if (code === "ENOENT") return process.env;
    throw new AssistantError(
      "CONFIG_INVALID",
      `the settings in ${path} cannot be read (${code}): it has to be a file that this user may read. Run this as the user ` +
        "that it belongs to, for instance with sudo -u agenda, or give it to this user",
      { cause },
    );
  }
  return process.env;
}
