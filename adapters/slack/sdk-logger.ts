import { LogLevel } from "@slack/bolt";
import type { Logger } from "pino";

/**
 * What Slack's packages log, without what they say: their messages hold request bodies, and with them people's texts.
 * Only what is known to be constant and the names of errors are passed on; the rest we log ourselves where we know what
 * it is.
 */
export function createSdkLogger(log: Logger) {
  const pass =
    (level: "warn" | "error") =>
    (...parts: unknown[]) => {
      const errors = parts.flatMap(nameOf);
      if (errors.length > 0) log[level]({ errors }, "reported by Slack's packages");
    };
  return {
    debug() {},
    info() {},
    warn: pass("warn"),
    error: pass("error"),
    setLevel() {},
    setName() {},
    getLevel: () => LogLevel.WARN,
  };
}

/** How messages begin that tell of something which nobody throws. */
const constants = [
  "An incoming event was not acknowledged within 3 seconds",
  "WebSocket error",
  "A ping wasn't received from the server before the timeout",
  "A pong wasn't received from the server before the timeout",
  "Peer did not complete the close handshake in time",
  "Failed to send ping to Slack",
  "Failed to send a WebSocket message",
  "Failed to send a message as the client",
  "Failed to retrieve a new WSS URL",
  "Failed to perform oauth.v2.access API call",
];

/** A thrown error's class and code; the constant beginning of a text. */
function nameOf(part: unknown): string[] {
  if (part instanceof Error)
    return ["code" in part ? `${part.name} ${String(part.code)}` : part.name];
  return typeof part === "string" ? constants.filter((constant) => part.startsWith(constant)) : [];
}
