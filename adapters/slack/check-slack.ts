import type { Finding } from "../../src/doctor/finding.ts";
import { defaultTimeoutMs, type Probe, probe } from "../../src/doctor/probe.ts";
import { checkEvents, type EventsOutcome } from "./check-events.ts";
import { checkAppToken, checkBotToken, type TokenOutcome } from "./check-tokens.ts";
import type { SlackSettings } from "./settings.ts";

/** What can be found of the connection with Slack. */
export type SlackOutcome =
  | TokenOutcome
  | EventsOutcome
  | "slack-unused"
  | "slack-reached"
  | "slack-unreached"
  | "clock-right"
  | "clock-off"
  | "clock-wrong"
  | "token-by-installation"
  | "workspaces-listed"
  | "workspaces-open";

/** What is looked at, and from where. */
export interface SlackCheckOptions {
  /** Address under which people reach the agenda, without a slash at the end. */
  readonly publicUrl: string;
  /** Address of the running program on its own machine, past every proxy. */
  readonly localUrl: string;
  /** Milliseconds that each call is waited for. Default 5,000. */
  readonly timeoutMs?: number;
  /** Milliseconds since 1970 by this machine's clock. */
  readonly now?: () => number;
}

/** Seconds that a clock may be wrong before it is worth a word, and before Slack's signatures count as too old. */
const worthTelling = 60;
const signatureLife = 300;

/**
 * Looks at the connection with Slack: tokens, permissions, clock, and whether what Slack sends arrives. Posts nothing.
 * No finding holds a token or a secret.
 */
export async function checkSlack(
  settings: SlackSettings | undefined,
  options: SlackCheckOptions,
): Promise<readonly Finding<SlackOutcome>[]> {
  if (settings === undefined)
    return [{ check: "slack", state: "skipped", outcome: "slack-unused" }];
  const resolved = { timeoutMs: defaultTimeoutMs, now: Date.now, ...options };
  const [withSlack, events] = await Promise.all([
    checkWithSlack(settings, resolved),
    checkEvents(settings, resolved),
  ]);
  return [...withSlack, ...checkOauth(settings), ...events];
}

async function checkWithSlack(
  settings: SlackSettings,
  options: Required<SlackCheckOptions>,
): Promise<Finding<SlackOutcome>[]> {
  const { timeoutMs, now } = options;
  const askedAt = now();
  // Needs no token: what fails here is the network, not the settings.
  const answer = await probe(`${settings.apiUrl.replace(/\/+$/, "")}/api.test`, {
    method: "POST",
    timeoutMs,
  });
  const answeredAt = now();
  const values = { url: settings.apiUrl };
  const check = "slack-reach";
  if (answer.kind === "failed") {
    const why = answer.why;
    return [{ check, state: "fault", outcome: "slack-unreached", values: { ...values, why } }];
  }
  const tokens = await Promise.all([
    checkBotToken(settings, options),
    checkAppToken(settings, options),
  ]);
  return [
    { check, state: "ok", outcome: "slack-reached", values },
    ...checkClock(answer, (askedAt + answeredAt) / 2),
    ...tokens.flat(),
  ];
}

/** Compares this machine's clock with Slack's. Nothing when Slack does not tell the time. */
function checkClock(answer: Probe & { kind: "answered" }, ownMs: number): Finding<SlackOutcome>[] {
  const theirMs = Date.parse(answer.headers.get("date") ?? "");
  if (Number.isNaN(theirMs)) return [];
  const seconds = Math.round((ownMs - theirMs) / 1_000);
  const check = "clock";
  const values = { seconds };
  if (Math.abs(seconds) > signatureLife)
    return [{ check, state: "fault", outcome: "clock-wrong", values }];
  if (Math.abs(seconds) > worthTelling)
    return [{ check, state: "warning", outcome: "clock-off", values }];
  return [{ check, state: "ok", outcome: "clock-right", values }];
}

/** Where workspaces install it themselves there is no token to look at, and anybody who knows the address can. */
function checkOauth({
  oauth,
  botToken,
  allowedWorkspaces,
}: SlackSettings): Finding<SlackOutcome>[] {
  if (oauth === undefined || botToken !== undefined) return [];
  return [
    { check: "slack-token", state: "skipped", outcome: "token-by-installation" },
    allowedWorkspaces === undefined
      ? { check: "slack-workspace", state: "warning", outcome: "workspaces-open" }
      : {
          check: "slack-workspace",
          state: "ok",
          outcome: "workspaces-listed",
          values: { count: allowedWorkspaces.length },
        },
  ];
}
