import type { Logger } from "pino";
import type { Answer } from "./answer.ts";

/** Logs what was answered and how fast; never what was asked. */
export function record(answer: Answer, log: Logger): void {
  const { kind, intent, language, durationMs } = answer;
  log.info({ kind, intent, language, durationMs }, "answered");
  if (answer.kind === "failed") log.error({ err: answer.cause }, "answer failed");
}
