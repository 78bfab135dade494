import type { Finding } from "../../src/doctor/finding.ts";
import { defaultTimeoutMs, type Probe, probe } from "../../src/doctor/probe.ts";
import { checkArrival, checkEndpoint, type EndpointOutcome } from "./check-endpoint.ts";
import type { BotFramework } from "./connector.ts";
import { addressFault } from "./manifest.ts";
import { packageFaults, readPackageFiles } from "./package.ts";
import type { TeamsIdentity, TeamsSettings } from "./settings.ts";

/** What can be found of the connection with Teams. */
export type TeamsOutcome =
  | EndpointOutcome
  | "teams-unused"
  | "teams-reached"
  | "teams-unreached"
  | "teams-clock-right"
  | "teams-clock-off"
  | "teams-clock-wrong"
  | "teams-identity-valid"
  | "teams-identity-machine"
  | "teams-identity-unanswered"
  | "teams-identity-refused"
  | "teams-secret-wrong"
  | "teams-secret-expired"
  | "teams-app-missing"
  | "teams-principal-missing"
  | "teams-tenant-missing"
  | "teams-tenant-allowed"
  | "teams-tenants-listed"
  | "teams-tenants-without-own"
  | "teams-package-valid"
  | "teams-package-address"
  | "teams-package-refused";

/** What is looked at, and from where. */
export interface TeamsCheckOptions {
  /** Address under which people reach the agenda, without a slash at the end. */
  readonly publicUrl: string;
  /** Address of the running program on its own machine, past every proxy. */
  readonly localUrl: string;
  /** Version of the app, see `appVersionOf`. */
  readonly version: string;
  readonly framework: Pick<BotFramework, "checkIdentity">;
  /** Milliseconds that each call is waited for, except the one for a token. Default 5,000. */
  readonly timeoutMs?: number;
  /** Milliseconds since 1970 by this machine's clock. */
  readonly now?: () => number;
  /** What the program must reach at Microsoft; the first one tells the time. */
  readonly microsoftUrls?: readonly [clock: string, ...others: string[]];
}

/**
 * The keys that prove who sends, and where answers go:
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
const defaultUrls = [
  "https://login.botframework.com/v1/.well-known/openidconfiguration",
  "https://smba.trafficmanager.net/",
] as const;
/** Where a secret is turned into a token; a managed identity asks its own machine. */
const loginUrl = "https://login.microsoftonline.com/";
/** Seconds that a clock may be wrong before it is worth a word, and before Microsoft's tokens are not valid here. */
const worthTelling = 60;
const tokenSkew = 300;

type Found = Finding<TeamsOutcome>;

/**
 * Looks at the connection with Teams: identity, clock, whether Microsoft can send, and the app package. Sends no message.
 * No finding holds a secret or a token.
 */
export async function checkTeams(
  settings: TeamsSettings | undefined,
  options: TeamsCheckOptions,
): Promise<readonly Found[]> {
  const { identity, allowedTenants } = settings ?? {};
  if (identity === undefined)
    return [{ check: "teams", state: "skipped", outcome: "teams-unused" }];
  const resolved = { timeoutMs: defaultTimeoutMs, now: Date.now, ...options };
  const [reach, endpoint, arrival, appPackage] = await Promise.all([
    checkWithMicrosoft(identity, resolved),
    checkEndpoint(resolved),
    checkArrival(identity.kind, resolved),
    checkPackage(identity.appId, resolved),
  ]);
  return [...reach, checkTenants(identity, allowedTenants), endpoint, arrival, appPackage];
}

type Resolved = TeamsCheckOptions & Required<Pick<TeamsCheckOptions, "timeoutMs" | "now">>;

async function checkWithMicrosoft(
  identity: TeamsIdentity,
  { microsoftUrls, timeoutMs, now, framework }: Resolved,
): Promise<Found[]> {
  const isSecret = identity.kind === "secret";
  const urls = microsoftUrls ?? [...defaultUrls, ...(isSecret ? [loginUrl] : [])];
  const askedAt = now();
  const answers = await Promise.all(urls.map((url) => probe(url, { timeoutMs })));
  const answeredAt = now();
  const check = "teams-reach";
  for (const [index, answer] of answers.entries()) {
    if (answer.kind === "answered") continue;
    const values = { url: urls[index] ?? "", why: answer.why };
    return [{ check, state: "fault", outcome: "teams-unreached", values }];
  }
  return [
    { check, state: "ok", outcome: "teams-reached" },
    ...checkClock(answers[0], (askedAt + answeredAt) / 2),
    await checkIdentity(identity, framework),
  ];
}

/** Compares this machine's clock with Microsoft's. Nothing when Microsoft does not tell the time. */
function checkClock(answer: Probe | undefined, ownMs: number): Found[] {
  if (answer?.kind !== "answered") return [];
  const theirMs = Date.parse(answer.headers.get("date") ?? "");
  if (Number.isNaN(theirMs)) return [];
  const seconds = Math.round((ownMs - theirMs) / 1_000);
  const check = "teams-clock";
  const values = { seconds };
  if (Math.abs(seconds) > tokenSkew)
    return [{ check, state: "fault", outcome: "teams-clock-wrong", values }];
  if (Math.abs(seconds) > worthTelling)
    return [{ check, state: "warning", outcome: "teams-clock-off", values }];
  return [{ check, state: "ok", outcome: "teams-clock-right", values }];
}

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const entraErrors: Readonly<Record<string, TeamsOutcome>> = {
  AADSTS7000215: "teams-secret-wrong",
  AADSTS7000222: "teams-secret-expired",
  AADSTS700016: "teams-app-missing",
  AADSTS7000229: "teams-principal-missing",
  AADSTS90002: "teams-tenant-missing",
  AADSTS900023: "teams-tenant-missing",
};

async function checkIdentity(
  identity: TeamsIdentity,
  framework: TeamsCheckOptions["framework"],
): Promise<Found> {
  const check = "teams-identity";
  try {
    await framework.checkIdentity();
    return { check, state: "ok", outcome: "teams-identity-valid", values: { id: identity.appId } };
  } catch (error) {
    const code = entraCodeOf(error);
    const values = { code: code ?? "?", id: identity.appId };
    if (code !== undefined) {
      const outcome = entraErrors[code] ?? "teams-identity-refused";
      return { check, state: "fault", outcome, values };
    }
    return identity.kind === "managed-identity"
      ? { check, state: "fault", outcome: "teams-identity-machine", values }
      : { check, state: "warning", outcome: "teams-identity-unanswered", values };
  }
}

/** Microsoft's number of what is wrong. It stands in the text of its errors, and nowhere else in all of them. */
function entraCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return /\bAADSTS\d{1,10}\b/.exec(error.message)?.[0] ?? entraCodeOf(error.cause);
}

function checkTenants(
  { tenantId: id }: TeamsIdentity,
  allowed: readonly string[] | undefined,
): Found {
  const check = "teams-tenants";
  if (allowed === undefined)
    return { check, state: "ok", outcome: "teams-tenant-allowed", values: { id } };
  const values = { id, count: allowed.length };
  return allowed.includes(id)
    ? { check, state: "ok", outcome: "teams-tenants-listed", values }
    : { check, state: "warning", outcome: "teams-tenants-without-own", values };
}

async function checkPackage(appId: string, { publicUrl, version }: Resolved): Promise<Found> {
  const check = "teams-package";
  const values = { url: publicUrl };
  if (addressFault(publicUrl) !== undefined)
    return { check, state: "fault", outcome: "teams-package-address", values };
  const files = await readPackageFiles({ appId, publicUrl, version });
  const [first, ...others] = await packageFaults(files);
  return first === undefined
    ? { check, state: "ok", outcome: "teams-package-valid", values: { version } }
    : {
        check,
        state: "fault",
        outcome: "teams-package-refused",
        values: { first, count: others.length + 1 },
      };
}
