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
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new AssistantError(
      "CONFIG_INVALID",
      `wrong settings: ${faults.join("; ")}. Correct them in the environment or in .env (see .env.example)`,
    );
  }
  const settings = parsed.data;
  return Object.freeze({
    knowledgeDirectory: settings.KNOWLEDGE_DIR,
    indexDirectory: settings.INDEX_DIR,
    port: settings.PORT,
    ...(settings.HOST === undefined ? {} : { host: settings.HOST }),
    publicUrl: (settings.PUBLIC_URL ?? localUrl(settings.PORT)).replace(/\/+$/, ""),
    askPerMinute: settings.ASK_PER_MINUTE,
    trustedProxies: settings.TRUSTED_PROXIES,
    logLevel: settings.LOG_LEVEL,
  });
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
