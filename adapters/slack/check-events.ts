import { createHmac, randomUUID } from "node:crypto";
import * as z from "zod";
import type { Finding } from "../../src/doctor/finding.ts";
import { type Probe, probe } from "../../src/doctor/probe.ts";
import { parseJson } from "../../src/parse-json.ts";
import type { SlackSettings } from "./settings.ts";

/** What can be found of the way that Slack's events take. */
export type EventsOutcome =
  | "receiver-verified"
  | "receiver-other-secret"
  | "receiver-without-slack"
  | "receiver-redirected"
  | "receiver-other"
  | "receiver-unreached"
  | "receiver-local"
  | "events-arrive"
  | "events-none"
  | "events-disconnected"
  | "events-restart"
  | "events-unknown"
  | "install-opens"
  | "install-missing"
  | "install-unreached";

/** What the checks of events need beside the settings. */
export interface EventsCheckOptions {
  readonly publicUrl: string;
  readonly localUrl: string;
  readonly timeoutMs: number;
  readonly now: () => number;
}

/** Looks whether Slack's requests reach the running program, whether any came, and whether workspaces can install it. */
export async function checkEvents(
  settings: SlackSettings,
  options: EventsCheckOptions,
): Promise<Finding<EventsOutcome>[]> {
  // With a token for sockets everything comes through one, whatever else is set.
  const { signingSecret, appToken } = settings;
  const isHttp = appToken === undefined && signingSecret !== undefined;
  const findings = await Promise.all([
    isHttp ? checkReceiver(signingSecret, options) : undefined,
    checkArrival(isHttp ? "http" : "socket", options),
    settings.oauth === undefined ? undefined : checkInstall(options),
  ]);
  return findings.filter((finding) => finding !== undefined);
}

async function checkReceiver(
  secret: string,
  options: EventsCheckOptions,
): Promise<Finding<EventsOutcome>> {
  const check = "slack-receiver";
  const { url, isProved, answer } = await challenge(options.publicUrl, secret, options);
  if (answer.kind === "failed") {
    const values = { url, why: answer.why };
    // From where it stands the program may not reach its own public address, though Slack does.
    const own = await challenge(options.localUrl, secret, options);
    return own.isProved
      ? { check, state: "warning", outcome: "receiver-local", values }
      : { check, state: "fault", outcome: "receiver-unreached", values };
  }
  const values = { url, status: answer.status };
  return isProved
    ? { check, state: "ok", outcome: "receiver-verified", values }
    : { check, state: "fault", outcome: wrongAnswer(answer.status), values };
}

/** Sends what Slack sends to prove an address, signed as Slack signs it: only our program with our secret can answer. */
async function challenge(
  base: string,
  secret: string,
  { timeoutMs, now }: EventsCheckOptions,
): Promise<{ url: string; isProved: boolean; answer: Probe }> {
  const url = `${base}/slack/events`;
  const word = randomUUID();
  const body = JSON.stringify({ type: "url_verification", challenge: word });
  const timestamp = String(Math.floor(now() / 1_000));
  const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  const answer = await probe(url, {
    timeoutMs,
    method: "POST",
    body,
    headers: {
      "Content-Type": "application/json",
      "X-Slack-Request-Timestamp": timestamp,
      "X-Slack-Signature": `v0=${signature}`,
    },
  });
  const isProved =
    answer.kind === "answered" && answer.status === 200 && answer.text.includes(word);
  return { url, isProved, answer };
}

function wrongAnswer(status: number): EventsOutcome {
  if (status === 401) return "receiver-other-secret";
  if (status === 404) return "receiver-without-slack";
  return status >= 300 && status <= 399 ? "receiver-redirected" : "receiver-other";
}

const readySchema = z.object({
  ready: z.literal(true),
  slack: z
    .object({
      mode: z.enum(["http", "socket"]),
      connected: z.boolean().optional(),
      lastEventAt: z.iso.datetime().optional(),
    })
    .optional(),
});

/** What no token tells: whether Slack sends anything. The running program knows. */
async function checkArrival(
  mode: "http" | "socket",
  { publicUrl, localUrl, timeoutMs }: EventsCheckOptions,
): Promise<Finding<EventsOutcome>> {
  const check = "slack-events";
  const ready =
    readReady(await probe(`${publicUrl}/readyz`, { timeoutMs })) ??
    // A proxy may keep it to itself.
    readReady(await probe(`${localUrl}/readyz`, { timeoutMs }));
  if (ready === undefined) return { check, state: "skipped", outcome: "events-unknown" };
  const { slack } = ready;
  if (slack === undefined || slack.mode !== mode)
    return { check, state: "fault", outcome: "events-restart", values: { mode } };
  if (slack.connected === false)
    return { check, state: "fault", outcome: "events-disconnected", values: { mode } };
  return slack.lastEventAt === undefined
    ? { check, state: "warning", outcome: "events-none", values: { mode } }
    : { check, state: "ok", outcome: "events-arrive", values: { at: slack.lastEventAt } };
}

function readReady(answer: Probe): z.infer<typeof readySchema> | undefined {
  if (answer.kind === "failed" || answer.status !== 200) return undefined;
  // It may be a page of something else.
  return readySchema.safeParse(parseJson(answer.text)).data;
}

async function checkInstall({
  publicUrl,
  timeoutMs,
}: EventsCheckOptions): Promise<Finding<EventsOutcome>> {
  const url = `${publicUrl}/slack/install`;
  const answer = await probe(url, { timeoutMs });
  const check = "slack-install";
  if (answer.kind === "failed")
    return {
      check,
      state: "warning",
      outcome: "install-unreached",
      values: { url, why: answer.why },
    };
  const values = { url, status: answer.status };
  return answer.status === 200 || answer.status === 302
    ? { check, state: "ok", outcome: "install-opens", values }
    : { check, state: "fault", outcome: "install-missing", values };
}
