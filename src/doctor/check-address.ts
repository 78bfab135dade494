import { itemUrl } from "../answer/address.ts";
import type { Finding } from "./finding.ts";
import { defaultTimeoutMs, type Probe, probe } from "./probe.ts";

/** What can be found of the address under which people reach the agenda. */
export type AddressOutcome =
  | "address-public"
  | "address-local"
  | "address-insecure"
  | "program-answers"
  | "program-hidden"
  | "program-other"
  | "program-redirected"
  | "program-stopped"
  | "program-unreached"
  | "link-opens"
  | "link-broken"
  | "link-unreached"
  | "link-unchecked";

/** What is looked at. */
export interface AddressOptions {
  /** Address under which people reach the agenda, without a slash at the end. */
  readonly publicUrl: string;
  /** Address of the same program on its own machine, past every proxy. */
  readonly localUrl: string;
  /** Another system has to reach it too: what would only be a pity is then a fault. */
  readonly mustBePublic: boolean;
  /** Item whose page must open; absent where there is none. */
  readonly itemId?: string;
  readonly timeoutMs?: number;
}

/** Looks at the public address, at the program behind it, and at one of its links. */
export async function checkAddress(
  options: AddressOptions,
): Promise<readonly Finding<AddressOutcome>[]> {
  const [program, link] = await Promise.all([checkProgram(options), lookAtLink(options)]);
  const isReached = program.outcome === "program-answers" || program.outcome === "program-hidden";
  return [checkUrl(options), program, checkLink(link, isReached)];
}

function checkUrl({ publicUrl: url, mustBePublic }: AddressOptions): Finding<AddressOutcome> {
  const check = "address";
  const { protocol, hostname } = new URL(url);
  const state = mustBePublic ? "fault" : "warning";
  if (isThisMachine(hostname)) return { check, state, outcome: "address-local", values: { url } };
  if (protocol !== "https:")
    return { check, state, outcome: "address-insecure", values: { url, host: hostname } };
  return { check, state: "ok", outcome: "address-public", values: { url } };
}

/** Whether a host is a name or an address that every machine gives to itself. */
export function isThisMachine(host: string): boolean {
  return /^(?:(?:.+\.)?localhost\.?|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/.test(host);
}

async function checkProgram(options: AddressOptions): Promise<Finding<AddressOutcome>> {
  const { publicUrl: url, localUrl, timeoutMs = defaultTimeoutMs } = options;
  const check = "program";
  const answer = await probe(`${url}/healthz`, { timeoutMs });
  if (isHealthy(answer)) return { check, state: "ok", outcome: "program-answers", values: { url } };
  const to = redirectOf(answer, url);
  if (to !== undefined)
    return { check, state: "fault", outcome: "program-redirected", values: { url, to } };
  const runsHere = isHealthy(await probe(`${localUrl}/healthz`, { timeoutMs }));
  if (answer.kind === "failed") {
    const { why } = answer;
    const values = { url, why, local: localUrl };
    if (!runsHere) return { check, state: "fault", outcome: "program-stopped", values };
    // Many networks let nobody out and in again: that it is not reached from here need not mean anything.
    const state = why === "unknown-name" || why === "certificate" ? "fault" : "warning";
    return { check, state, outcome: "program-unreached", values };
  }
  const values = { url, status: answer.status, local: localUrl };
  // A proxy may keep the addresses of operation to itself; whether readers get in, the link tells.
  if (runsHere && [401, 403, 404].includes(answer.status))
    return { check, state: "warning", outcome: "program-hidden", values };
  return { check, state: "fault", outcome: "program-other", values };
}

function isHealthy(answer: Probe): boolean {
  return answer.kind === "answered" && answer.status === 200 && answer.text.trim() === "ok";
}

/** Where an answer points, without the path that was asked for. */
function redirectOf(answer: Probe, url: string): string | undefined {
  if (answer.kind === "failed" || answer.status < 300 || answer.status > 399) return undefined;
  const location = answer.headers.get("location") ?? "";
  if (!URL.canParse(location, url)) return undefined;
  const { origin, pathname } = new URL(location, url);
  return (origin + pathname).replace(/\/(?:healthz)?\/?$/, "");
}

async function lookAtLink(
  options: AddressOptions,
): Promise<{ url: string; answer: Probe } | undefined> {
  const { publicUrl, itemId, timeoutMs = defaultTimeoutMs } = options;
  if (itemId === undefined) return undefined;
  const url = itemUrl(publicUrl, itemId);
  return { url, answer: await probe(url, { timeoutMs, follows: true }) };
}

function checkLink(
  link: { url: string; answer: Probe } | undefined,
  isReached: boolean,
): Finding<AddressOutcome> {
  const check = "link";
  if (link === undefined || (link.answer.kind === "failed" && !isReached))
    return { check, state: "skipped", outcome: "link-unchecked" };
  const { url, answer } = link;
  if (answer.kind === "failed")
    return { check, state: "fault", outcome: "link-unreached", values: { url, why: answer.why } };
  const values = { url, status: answer.status };
  return answer.status === 200
    ? { check, state: "ok", outcome: "link-opens", values }
    : { check, state: "fault", outcome: "link-broken", values };
}
