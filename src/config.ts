import { existsSync } from "node:fs";
import * as z from "zod";
import { AssistantError } from "./errors.ts";

/** 0 takes any free port. */
const port = z
  .string()
  .regex(/^\d{1,5}$/, "expected a number from 0 to 65535")
  .transform(Number)
  .refine((value) => value <= 65_535, "expected a number from 0 to 65535");

/** Every setting with its default. `.env.example` tells them to the person who installs. */
const schema = z.object({
  KNOWLEDGE_DIR: z.string().min(1).default("knowledge"),
  INDEX_DIR: z.string().min(1).default(".index"),
  PORT: port.default(3978),
  HOST: z.string().min(1).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
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
