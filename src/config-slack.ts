import * as z from "zod";
import { withoutUndefined } from "./without-undefined.ts";

/** Ids of Slack apart by commas. */
function slackIds(letters: string) {
  const id = `[${letters}][A-Z0-9]{2,}`;
  return z
    .string()
    .regex(
      new RegExp(`^\\s*${id}(?:\\s*,\\s*${id})*\\s*$`),
      `expected ids apart by commas that begin with ${letters.split("").join(" or ")}`,
    )
    .transform((list) => list.split(",").map((part) => part.trim()))
    .optional();
}

function secretLike(prefix: string) {
  return z
    .string()
    .trim()
    .regex(new RegExp(`^${prefix}-[\\w-]+$`), `expected a token that begins with ${prefix}-`)
    .optional();
}

/** Slack's settings, by name. */
export const slackShape = {
  SLACK_BOT_TOKEN: secretLike("xoxb"),
  SLACK_SIGNING_SECRET: z
    .string()
    .trim()
    .min(16, "expected the whole signing secret, of 32 letters and digits")
    .optional(),
  SLACK_APP_TOKEN: secretLike("xapp"),
  SLACK_CLIENT_ID: z
    .string()
    .trim()
    .regex(/^\d+\.\d+$/, "expected two numbers with a dot between")
    .optional(),
  SLACK_CLIENT_SECRET: z.string().trim().min(16, "expected the whole client secret").optional(),
  SLACK_STATE_SECRET: z.string().min(16, "expected at least 16 characters of your own").optional(),
  SLACK_ALLOWED_WORKSPACES: slackIds("TE"),
  SLACK_ALLOWED_CHANNELS: slackIds("CG"),
  SLACK_CONTACT: z.string().trim().max(200, "expected at most 200 characters").optional(),
  SLACK_ADMINS: slackIds("UW"),
  SLACK_OWNERS_CHANNEL: z
    .string()
    .trim()
    .regex(
      /^(?:T[A-Z0-9]{2,}\/)?[CG][A-Z0-9]{2,}$/,
      "expected the id of a channel like C0123ABCD, or with its workspace like T0123ABCD/C0123ABCD",
    )
    .optional(),
  SLACK_API_URL: z.url({ protocol: /^https?$/ }).default("https://slack.com/api/"),
};

type SlackValues = z.infer<z.ZodObject<typeof slackShape>>;

/** How the program is known to Slack. */
export interface SlackConfig {
  /** Where Slack's Web API is: another one for public administrations of some countries, or for tests. */
  readonly apiUrl: string;
  /** Token of the one workspace that it serves. Else workspaces install it themselves. */
  readonly botToken?: string;
  readonly oauth?: {
    readonly clientId: string;
    readonly clientSecret: string;
    /** Signs what Slack brings back from an installation. */
    readonly stateSecret: string;
  };
  /** With it Slack sends to our address; at least one of this and `appToken` is there. */
  readonly signingSecret?: string;
  /** With it this program connects to Slack (Socket Mode) and needs no address. */
  readonly appToken?: string;
  /** Workspaces and organisations that are served; all that installed it when absent. */
  readonly allowedWorkspaces?: readonly string[];
  /** Channels that are served beside direct messages; all when absent. */
  readonly allowedChannels?: readonly string[];
  /** Whom people may ask when they are refused. */
  readonly contact?: string;
  /** Who may set the council for a whole workspace; its administrators when absent. */
  readonly admins?: readonly string[];
  /** Channel of the Agenda's owners, after its workspace and a slash where there are many: gets the weekly digest. */
  readonly ownersChannel?: string;
}

/** Settings that say that Slack is wanted; the others only say how. */
const slackKeys = [
  "SLACK_BOT_TOKEN",
  "SLACK_APP_TOKEN",
  "SLACK_SIGNING_SECRET",
  "SLACK_CLIENT_ID",
  "SLACK_CLIENT_SECRET",
  "SLACK_STATE_SECRET",
] as const;
const oauthKeys = ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_STATE_SECRET"] as const;

/** Refuses half a set-up, which would start and never answer. */
export function checkSlack(settings: SlackValues, context: z.core.$RefinementCtx): void {
  if (slackKeys.every((key) => settings[key] === undefined)) return;
  const refuse = (key: string, message: string) =>
    context.addIssue({ code: "custom", path: [key], message });
  const missing = oauthKeys.filter((key) => settings[key] === undefined);
  const hasToken = settings.SLACK_BOT_TOKEN !== undefined;
  if (hasToken && missing.length < oauthKeys.length)
    refuse("SLACK_BOT_TOKEN", "it serves one workspace, SLACK_CLIENT_ID many: take one of the two");
  else if (!hasToken && missing.length === oauthKeys.length)
    refuse("SLACK_BOT_TOKEN", "missing. It is under OAuth & Permissions of the app");
  else if (!hasToken)
    for (const key of missing) refuse(key, "missing: installing in many workspaces needs it");
  if (settings.SLACK_SIGNING_SECRET === undefined && settings.SLACK_APP_TOKEN === undefined)
    refuse(
      "SLACK_SIGNING_SECRET",
      "missing. It is under Basic Information of the app (or SLACK_APP_TOKEN, for Socket Mode)",
    );
  if (!hasToken && settings.SLACK_OWNERS_CHANNEL?.includes("/") === false)
    refuse(
      "SLACK_OWNERS_CHANNEL",
      "which workspace? Put its id and a slash before, like T0123ABCD/C0123ABCD",
    );
}

/** How the program is known to Slack; undefined where Slack is not set up. */
export function slackOf(settings: SlackValues): SlackConfig | undefined {
  if (slackKeys.every((key) => settings[key] === undefined)) return undefined;
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = settings;
  const stateSecret = settings.SLACK_STATE_SECRET;
  const hasOauth =
    clientId !== undefined && clientSecret !== undefined && stateSecret !== undefined;
  return withoutUndefined({
    apiUrl: settings.SLACK_API_URL,
    botToken: settings.SLACK_BOT_TOKEN,
    oauth: hasOauth ? { clientId, clientSecret, stateSecret } : undefined,
    signingSecret: settings.SLACK_SIGNING_SECRET,
    appToken: settings.SLACK_APP_TOKEN,
    allowedWorkspaces: settings.SLACK_ALLOWED_WORKSPACES,
    allowedChannels: settings.SLACK_ALLOWED_CHANNELS,
    contact: settings.SLACK_CONTACT,
    admins: settings.SLACK_ADMINS,
    ownersChannel: settings.SLACK_OWNERS_CHANNEL,
  });
}
