import {
  type WebAPICallResult,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
} from "@slack/web-api";
import { pino } from "pino";
import type { Finding, FindingState } from "../../src/doctor/finding.ts";
import { neededScopes } from "./manifest.ts";
import type { SlackSettings } from "./settings.ts";
import { clientOptions } from "./web-client.ts";

/** What can be found of the tokens. */
export type TokenOutcome =
  | "token-valid"
  | "token-invalid"
  | "token-revoked"
  | "token-expired"
  | "token-inactive"
  | "token-refused"
  | "token-busy"
  | "token-unanswered"
  | "scopes-complete"
  | "scopes-missing"
  | "scopes-admins"
  | "scopes-unknown"
  | "workspace-allowed"
  | "workspace-refused"
  | "app-token-valid"
  | "app-token-invalid"
  | "app-token-scope"
  | "app-token-refused"
  | "app-token-busy"
  | "app-token-unanswered";

/** What the checks of tokens need beside the settings. */
export interface TokenCheckOptions {
  readonly publicUrl: string;
  readonly timeoutMs: number;
}

/** Asks Slack whose the bot's token is and what it may do. Nothing where there is none. */
export async function checkBotToken(
  settings: SlackSettings,
  { publicUrl, timeoutMs }: TokenCheckOptions,
): Promise<Finding<TokenOutcome>[]> {
  if (settings.botToken === undefined) return [];
  const client = clientOf(settings.botToken, settings.apiUrl, timeoutMs);
  const check = "slack-token";
  const called = await call(() => client.auth.test());
  if (called.kind === "failed") {
    const { state, suffix } = refusalOf(called.error, tokenErrors);
    const values = { error: called.error };
    return [{ check, state, outcome: `token-${suffix}`, values }];
  }
  const { team = "?", team_id = "?", enterprise_id, response_metadata } = called.result;
  const values = { workspace: team, id: team_id };
  return [
    { check, state: "ok", outcome: "token-valid", values },
    checkScopes(await scopesFor(settings, publicUrl), response_metadata?.scopes),
    ...checkWorkspace(settings, values, [team_id, enterprise_id ?? team_id]),
  ];
}

/** Only to know who administers a workspace; who lists them needs it not. */
const adminScope = "users:read";

async function scopesFor({ admins }: SlackSettings, publicUrl: string): Promise<string[]> {
  const needed = await neededScopes(publicUrl);
  return needed.filter((scope) => scope !== adminScope || admins === undefined);
}

function checkScopes(
  needed: readonly string[],
  given: readonly string[] | undefined,
): Finding<TokenOutcome> {
  const check = "slack-scopes";
  if (given === undefined) return { check, state: "skipped", outcome: "scopes-unknown" };
  const missing = needed.filter((scope) => !given.includes(scope));
  // All else works without: only nobody sets the council for everybody.
  if (missing.length === 1 && missing[0] === adminScope)
    return { check, state: "warning", outcome: "scopes-admins", values: { scopes: adminScope } };
  return missing.length === 0
    ? { check, state: "ok", outcome: "scopes-complete", values: { count: needed.length } }
    : { check, state: "fault", outcome: "scopes-missing", values: { scopes: missing.join(", ") } };
}

function checkWorkspace(
  { allowedWorkspaces }: SlackSettings,
  values: { workspace: string; id: string },
  ids: readonly string[],
): Finding<TokenOutcome>[] {
  if (allowedWorkspaces === undefined) return [];
  const check = "slack-workspace";
  return ids.some((id) => allowedWorkspaces.includes(id))
    ? [{ check, state: "ok", outcome: "workspace-allowed", values }]
    : [{ check, state: "fault", outcome: "workspace-refused", values }];
}

/** Asks Slack for a connection with the app's token, and does not open it. Nothing where there is none. */
export async function checkAppToken(
  settings: SlackSettings,
  { timeoutMs }: TokenCheckOptions,
): Promise<Finding<TokenOutcome>[]> {
  if (settings.appToken === undefined) return [];
  const client = clientOf(settings.appToken, settings.apiUrl, timeoutMs);
  const check = "slack-app-token";
  const called = await call(() => client.apps.connections.open({}));
  if (called.kind === "done") return [{ check, state: "ok", outcome: "app-token-valid" }];
  const { state, suffix } = refusalOf(called.error, appTokenErrors);
  return [{ check, state, outcome: `app-token-${suffix}`, values: { error: called.error } }];
}

function clientOf(token: string, apiUrl: string, timeoutMs: number): WebClient {
  const options = clientOptions(apiUrl, pino({ level: "silent" }));
  return new WebClient(token, { ...options, timeout: timeoutMs });
}

type Called<T> =
  | { readonly kind: "done"; readonly result: T }
  /** Slack's name of the error; `busy` and `unanswered` are ours. */
  | { readonly kind: "failed"; readonly error: string };

async function call<T extends WebAPICallResult>(method: () => Promise<T>): Promise<Called<T>> {
  try {
    return { kind: "done", result: await method() };
  } catch (error) {
    return { kind: "failed", error: errorNameOf(error) };
  }
}

function errorNameOf(error: unknown): string {
  if (error instanceof WebAPIRateLimitedError) return "busy";
  if (!(error instanceof WebAPIPlatformError)) return "unanswered";
  const name = error.data.error;
  // What is not a name is the page of a proxy.
  return typeof name === "string" && /^[a-z_]{1,60}$/.test(name) ? name : "unanswered";
}

const common = { busy: "busy", ratelimited: "busy", unanswered: "unanswered" } as const;
/** https://docs.slack.dev/reference/methods/auth.test */
const tokenErrors = {
  ...common,
  not_authed: "invalid",
  invalid_auth: "invalid",
  token_revoked: "revoked",
  token_expired: "expired",
  account_inactive: "inactive",
} as const;
/** https://docs.slack.dev/reference/methods/apps.connections.open */
const appTokenErrors = {
  ...common,
  not_authed: "invalid",
  invalid_auth: "invalid",
  token_revoked: "invalid",
  account_inactive: "invalid",
  not_allowed_token_type: "invalid",
  missing_scope: "scope",
} as const;

function refusalOf<Suffix extends string>(
  error: string,
  known: Readonly<Record<string, Suffix>>,
): { state: FindingState; suffix: Suffix | "refused" } {
  const suffix = Object.hasOwn(known, error) ? (known[error] ?? "refused") : "refused";
  const isPassing = suffix === "busy" || suffix === "unanswered";
  return { state: isPassing ? "warning" : "fault", suffix };
}
