import * as z from "zod";
import type { Finding } from "../../src/doctor/finding.ts";
import { type Probe, probe } from "../../src/doctor/probe.ts";
import { parseJson } from "../../src/parse-json.ts";
import type { TeamsIdentity } from "./settings.ts";

/** What can be found of the way that Teams' activities take. */
export type EndpointOutcome =
  | "teams-endpoint-verified"
  | "teams-endpoint-emulator"
  | "teams-endpoint-guarded"
  | "teams-endpoint-missing"
  | "teams-endpoint-redirected"
  | "teams-endpoint-other"
  | "teams-endpoint-unreached"
  | "teams-endpoint-local"
  | "teams-activities-arrive"
  | "teams-activities-none"
  | "teams-activities-restart"
  | "teams-activities-unknown";

/** What the checks of the endpoint need. */
export interface EndpointCheckOptions {
  readonly publicUrl: string;
  readonly localUrl: string;
  readonly timeoutMs: number;
}

type Found = Finding<EndpointOutcome>;

/** Looks whether what Microsoft sends reaches the running program. */
export async function checkEndpoint(options: EndpointCheckOptions): Promise<Found> {
  const check = "teams-endpoint";
  const { url, answer } = await knock(options.publicUrl, options);
  if (answer.kind === "failed") {
    const values = { url, why: answer.why };
    // From where it stands the program may not reach its own public address, though Microsoft does.
    const own = await knock(options.localUrl, options);
    const isOurs = own.answer.kind === "answered" && outcomeOf(own.answer) === verified;
    return isOurs
      ? { check, state: "warning", outcome: "teams-endpoint-local", values }
      : { check, state: "fault", outcome: "teams-endpoint-unreached", values };
  }
  const outcome = outcomeOf(answer);
  const values = { url, status: answer.status };
  return { check, state: outcome === verified ? "ok" : "fault", outcome, values };
}

const verified = "teams-endpoint-verified";
/** An activity as Teams sends them, for nobody. Without a token it must be refused before it is read. */
const activity = JSON.stringify({
  type: "event",
  channelId: "msteams",
  serviceUrl: "https://smba.trafficmanager.net/teams/",
});

async function knock(
  base: string,
  { timeoutMs }: EndpointCheckOptions,
): Promise<{ url: string; answer: Probe }> {
  const url = `${base}/api/messages`;
  const answer = await probe(url, {
    timeoutMs,
    method: "POST",
    body: activity,
    headers: { "Content-Type": "application/json" },
  });
  return { url, answer };
}

function outcomeOf({ status, headers }: Probe & { kind: "answered" }): EndpointOutcome {
  // We ask for no name and password: whoever does keeps Microsoft's own token from us.
  if (status === 401 && headers.has("www-authenticate")) return "teams-endpoint-guarded";
  if (status === 401) return verified;
  if (status === 403) return "teams-endpoint-emulator";
  if (status === 404 || status === 405) return "teams-endpoint-missing";
  return status >= 300 && status <= 399 ? "teams-endpoint-redirected" : "teams-endpoint-other";
}

const readySchema = z.object({
  ready: z.literal(true),
  teams: z.object({ mode: z.string(), lastActivityAt: z.iso.datetime().optional() }).optional(),
});

/** Looks at what no token tells: whether Microsoft sends anything. The running program knows. */
export async function checkArrival(
  mode: TeamsIdentity["kind"],
  { publicUrl, localUrl, timeoutMs }: EndpointCheckOptions,
): Promise<Found> {
  const check = "teams-activities";
  const ready =
    readReady(await probe(`${publicUrl}/readyz`, { timeoutMs })) ??
    // A proxy may keep it to itself.
    readReady(await probe(`${localUrl}/readyz`, { timeoutMs }));
  if (ready === undefined) return { check, state: "skipped", outcome: "teams-activities-unknown" };
  if (ready.teams?.mode !== mode)
    return { check, state: "fault", outcome: "teams-activities-restart" };
  const at = ready.teams.lastActivityAt;
  return at === undefined
    ? { check, state: "warning", outcome: "teams-activities-none" }
    : { check, state: "ok", outcome: "teams-activities-arrive", values: { at } };
}

function readReady(answer: Probe): z.infer<typeof readySchema> | undefined {
  if (answer.kind === "failed" || answer.status !== 200) return undefined;
  // It may be a page of something else.
  return readySchema.safeParse(parseJson(answer.text)).data;
}
