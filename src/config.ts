import { existsSync } from "node:fs";
import { isIP } from "node:net";
import * as z from "zod";
import { AssistantError } from "./errors.ts";

/** 0 takes any free port. */
const port = z
  .string()
  .regex(/^\d{1,5}$/, "expected a number from 0 to 65535")
  .transform(Number)
  .refine((value) => value <= 65_535, "expected a number from 0 to 65535");

/** First parts of the program's own addresses: below one of them nobody could tell which one is meant. */
const ownPaths = ["agenda", "api", "cerca", "slack", "healthz", "readyz", "metrics"];

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

/** Ids of Slack apart by commas. */
function slackIds(letters: string) {
  const id = `[${letters}][A-Z0-9]{2,}`;
  return z
    .string()
    .regex(
      new RegExp(`^\\s*${id}(?:\\s*,\\s*${id})*\\s*$`),
      `expected ids apart by commas that begin with ${letters.split("").join(" or ")}`,
    )
    .transform((list) => list.split(",").map((part) => part.trim()))
    .optional();
}

function secretLike(prefix: string) {
  return z
    .string()
    .trim()
    .regex(new RegExp(`^${prefix}-[\\w-]+$`), `expected a token that begins with ${prefix}-`)
    .optional();
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
  SLACK_BOT_TOKEN: secretLike("xoxb"),
  SLACK_SIGNING_SECRET: z
    .string()
    .trim()
    .min(16, "expected the whole signing secret, of 32 letters and digits")
    .optional(),
  SLACK_APP_TOKEN: secretLike("xapp"),
  SLACK_CLIENT_ID: z
    .string()
    .trim()
    .regex(/^\d+\.\d+$/, "expected two numbers with a dot between")
    .optional(),
  SLACK_CLIENT_SECRET: z.string().trim().min(16, "expected the whole client secret").optional(),
  SLACK_STATE_SECRET: z.string().min(16, "expected at least 16 characters of your own").optional(),
  SLACK_ALLOWED_WORKSPACES: slackIds("TE"),
  SLACK_ALLOWED_CHANNELS: slackIds("CG"),
  SLACK_CONTACT: z.string().trim().max(200, "expected at most 200 characters").optional(),
  SLACK_API_URL: z.url({ protocol: /^https?$/ }).default("https://slack.com/api/"),
});

/** Names of all settings. */
export const settingNames: readonly string[] = Object.keys(schema.shape);

/** How the program is known to Slack. */
export interface SlackConfig {
  /** Where Slack's Web API is: another one for public administrations of some countries, or for tests. */
  readonly apiUrl: string;
  /** Token of the one workspace that it serves. Else workspaces install it themselves. */
  readonly botToken?: string;
  readonly oauth?: {
    readonly clientId: string;
    readonly clientSecret: string;
    /** Signs what Slack brings back from an installation. */
    readonly stateSecret: string;
  };
  /** With it Slack sends to our address; at least one of this and `appToken` is there. */
  readonly signingSecret?: string;
  /** With it this program connects to Slack (Socket Mode) and needs no address. */
  readonly appToken?: string;
  /** Workspaces and organisations that are served; all that installed it when absent. */
  readonly allowedWorkspaces?: readonly string[];
  /** Channels that are served beside direct messages; all when absent. */
  readonly allowedChannels?: readonly string[];
  /** Whom people may ask when they are refused. */
  readonly contact?: string;
}

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
  /** Absent where Slack is not set up. */
  readonly slack?: SlackConfig;
}

/**
 * Reads the settings from the environment, and from a `.env` file in the working folder when there is one.
 * @throws AssistantError CONFIG_INVALID naming every setting that is wrong, without its value
 */
export function readConfig(environment: NodeJS.ProcessEnv = environmentWithFile()): Config {
  // An empty line in .env means "not set", not "set to nothing".
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value?.trim() !== ""),
  );
  const parsed = schema.superRefine(checkSlack).safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new AssistantError(
      "CONFIG_INVALID",
      `wrong settings: ${faults.join("; ")}. Correct them in the environment or in .env (see .env.example)`,
    );
  }
  const settings = parsed.data;
  const slack = slackOf(settings);
  return Object.freeze({
    knowledgeDirectory: settings.KNOWLEDGE_DIR,
    indexDirectory: settings.INDEX_DIR,
    port: settings.PORT,
    ...(settings.HOST === undefined ? {} : { host: settings.HOST }),
    publicUrl: (settings.PUBLIC_URL ?? localUrl(settings.PORT)).replace(/\/+$/, ""),
    askPerMinute: settings.ASK_PER_MINUTE,
    trustedProxies: settings.TRUSTED_PROXIES,
    logLevel: settings.LOG_LEVEL,
    dataDirectory: settings.DATA_DIR,
    ...(slack === undefined ? {} : { slack }),
  });
}

type Settings = z.infer<typeof schema>;

/** Settings that say that Slack is wanted; the others only say how. */
const slackKeys = [
  "SLACK_BOT_TOKEN",
  "SLACK_APP_TOKEN",
  "SLACK_SIGNING_SECRET",
  "SLACK_CLIENT_ID",
  "SLACK_CLIENT_SECRET",
  "SLACK_STATE_SECRET",
] as const;
const oauthKeys = ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_STATE_SECRET"] as const;

/** Half a set-up would start and never answer. */
function checkSlack(settings: Settings, context: z.core.$RefinementCtx): void {
  if (slackKeys.every((key) => settings[key] === undefined)) return;
  const refuse = (key: string, message: string) =>
    context.addIssue({ code: "custom", path: [key], message });
  const missing = oauthKeys.filter((key) => settings[key] === undefined);
  const hasToken = settings.SLACK_BOT_TOKEN !== undefined;
  if (hasToken && missing.length < oauthKeys.length)
    refuse("SLACK_BOT_TOKEN", "it serves one workspace, SLACK_CLIENT_ID many: take one of the two");
  else if (!hasToken && missing.length === oauthKeys.length)
    refuse("SLACK_BOT_TOKEN", "missing. It is under OAuth & Permissions of the app");
  else if (!hasToken)
    for (const key of missing) refuse(key, "missing: installing in many workspaces needs it");
  if (settings.SLACK_SIGNING_SECRET === undefined && settings.SLACK_APP_TOKEN === undefined)
    refuse(
      "SLACK_SIGNING_SECRET",
      "missing. It is under Basic Information of the app (or SLACK_APP_TOKEN, for Socket Mode)",
    );
}

function slackOf(settings: Settings): SlackConfig | undefined {
  if (slackKeys.every((key) => settings[key] === undefined)) return undefined;
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = settings;
  const stateSecret = settings.SLACK_STATE_SECRET;
  const hasOauth =
    clientId !== undefined && clientSecret !== undefined && stateSecret !== undefined;
  return withoutUndefined({
    apiUrl: settings.SLACK_API_URL,
    botToken: settings.SLACK_BOT_TOKEN,
    oauth: hasOauth ? { clientId, clientSecret, stateSecret } : undefined,
    signingSecret: settings.SLACK_SIGNING_SECRET,
    appToken: settings.SLACK_APP_TOKEN,
    allowedWorkspaces: settings.SLACK_ALLOWED_WORKSPACES,
    allowedChannels: settings.SLACK_ALLOWED_CHANNELS,
    contact: settings.SLACK_CONTACT,
  });
}

type Given<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

function withoutUndefined<T extends object>(values: T): Given<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Given<T>;
}

/** Address of the web page on the machine that serves it. */
export function localUrl(port: number): string {
  return `http://localhost:${port}`;
}

function environmentWithFile(): NodeJS.ProcessEnv {
  // Node's own --env-file stops a newcomer who has no .env yet.
  if (existsSync(".env")) process.loadEnvFile(".env");
  return process.env;
}
