import { createHmac } from "node:crypto";
import {
  clientId,
  ids,
  kindOf,
  mirrorOf,
  nextId,
  nextTs,
  verificationToken,
} from "./event-parts.ts";

// Shapes of https://docs.slack.dev/reference/events and .../reference/interaction-payloads, with all their fields.

/** A request as it travels. */
export interface SignedRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a request may have otherwise. */
export interface Signing {
  /** Seconds since 1970. Default: now. */
  readonly timestamp?: number;
  /** Default: what Slack says for a body of this kind. */
  readonly contentType?: string;
  /** Present when Slack sends an event again: which time, and why. */
  readonly retry?: { readonly num: number; readonly reason: string };
}

/**
 * A request that Slack signed: https://docs.slack.dev/authentication/verifying-requests-from-slack. A string travels as it
 * is, events as JSON, and what people press, submit or command as a form.
 */
export function signedRequest(
  secret: string,
  body: string | object,
  { timestamp = Math.floor(Date.now() / 1_000), contentType, retry }: Signing = {},
): SignedRequest {
  const { text, type } = typeof body === "string" ? { text: body, type: json } : encoded(body);
  const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${text}`).digest("hex");
  return {
    body: text,
    headers: {
      "content-type": contentType ?? type,
      "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
      "x-slack-request-timestamp": String(timestamp),
      "x-slack-signature": `v0=${signature}`,
      ...(retry && {
        "x-slack-retry-num": String(retry.num),
        "x-slack-retry-reason": retry.reason,
      }),
    },
  };
}

const json = "application/json";
const form = "application/x-www-form-urlencoded";
const pressed = ["block_actions", "view_submission", "view_closed", "message_action", "shortcut"];

function encoded(body: object): { text: string; type: string } {
  const type = "type" in body ? String(body.type) : "";
  if (pressed.includes(type))
    return { text: String(new URLSearchParams({ payload: JSON.stringify(body) })), type: form };
  if ("command" in body || "ssl_check" in body)
    return {
      text: String(
        new URLSearchParams(Object.entries(body).map(([key, value]) => [key, String(value)])),
      ),
      type: form,
    };
  return { text: JSON.stringify(body), type: json };
}

/** Sends a request to the program under test. The parsed body is the text where it is no JSON. */
export async function post(
  base: string,
  { body, headers }: SignedRequest,
  path = "/slack/events",
): Promise<{ status: number; body: unknown; headers: Headers }> {
  const response = await fetch(`${base}${path}`, { method: "POST", body, headers: { ...headers } });
  const text = await response.text();
  return { status: response.status, body: parsed(text), headers: response.headers };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What any event may have otherwise. */
export interface EventOptions {
  readonly team?: string;
  /** The bot user of the app in that team. */
  readonly bot?: string;
  readonly event_id?: string;
  /** Any other field of the event. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** What a message may have otherwise. */
export interface MessageOptions extends EventOptions {
  readonly text?: string;
  readonly user?: string;
  readonly channel?: string;
  readonly ts?: string;
  readonly thread_ts?: string;
}

/** An event in what Slack wraps around it. */
function envelope<T extends object>(
  event: T,
  { team = ids.team, bot = ids.bot, ...options }: EventOptions,
) {
  return {
    token: verificationToken,
    team_id: team,
    context_team_id: team,
    context_enterprise_id: null,
    api_app_id: ids.app,
    event: Object.assign({}, event, options.more as Partial<T>),
    type: "event_callback" as const,
    event_id: options.event_id ?? nextId("Ev"),
    event_time: Math.floor(Date.now() / 1_000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team,
        user_id: bot,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: nextId("4-"),
  };
}

/** A message that somebody typed, as all events of it hold it. */
function typed(options: MessageOptions, defaults: { text: string; channel?: string }) {
  const { user = ids.user, team = ids.team, ts = nextTs(), thread_ts } = options;
  const text = options.text ?? defaults.text;
  return {
    user,
    ts,
    client_msg_id: clientId(ts),
    text,
    team,
    ...(thread_ts === undefined ? {} : { thread_ts }),
    blocks: mirrorOf(text, ts),
    channel: options.channel ?? defaults.channel ?? ids.channel,
    event_ts: ts,
  };
}

function message(options: MessageOptions, defaults: { text: string; channel?: string }) {
  const said = typed(options, defaults);
  return { type: "message" as const, ...said, channel_type: kindOf(said.channel) };
}

/** Somebody names the assistant in a channel. The same message comes again as {@link channelMessage}. */
export function appMention(options: MessageOptions = {}) {
  const text = `<@${options.bot ?? ids.bot}> què és l’acció 1.1.1?`;
  return envelope({ type: "app_mention" as const, ...typed(options, { text }) }, options);
}

/** A message in a channel that the assistant is in. */
export function channelMessage(options: MessageOptions = {}) {
  return envelope(message(options, { text: "Bon dia a tothom" }), options);
}

/** A message to the assistant alone: the root of a thread, which says nothing of one, unless `thread_ts` is given. */
export function directMessage(
  options: MessageOptions & { readonly app_context?: Readonly<Record<string, unknown>> } = {},
) {
  const { team = ids.team, app_context } = options;
  const seen = { type: "slack#/types/channel_id", value: ids.channel, team_id: team };
  const said = message(options, { text: "què és l’acció 1.1.1?", channel: ids.im });
  return envelope({ ...said, app_context: app_context ?? { entities: [seen] } }, options);
}

/** An answer within a thread. */
export function threadReply(
  options: MessageOptions & { readonly thread_ts: string; readonly parent_user_id?: string },
) {
  const parent = { parent_user_id: options.parent_user_id ?? ids.user };
  return envelope({ ...message(options, { text: "i quant costa?" }), ...parent }, options);
}

/** Somebody edits a message. Without `previous` Slack expands links, or the assistant updates its own. */
export function messageChanged(options: MessageOptions & { readonly previous?: string } = {}) {
  const {
    ts: _ts,
    channel,
    channel_type,
    event_ts,
    ...said
  } = message(options, { text: "Bon dia!" });
  const ts = options.ts ?? event_ts;
  const now = nextTs();
  const user = said.user;
  const previousText = options.previous ?? said.text;
  const edited = options.previous === undefined ? {} : { edited: { user, ts: now } };
  return envelope(
    {
      type: "message" as const,
      subtype: "message_changed" as const,
      message: { ...said, ts, ...edited, source_team: said.team, user_team: said.team },
      previous_message: { ...said, ts, text: previousText, blocks: mirrorOf(previousText, ts) },
      channel,
      hidden: true as const,
      ts: now,
      event_ts: now,
      channel_type,
    },
    options,
  );
}

/** Somebody deletes a message; `ts` is that of the one that is gone. */
export function messageDeleted(options: MessageOptions = {}) {
  const { channel, channel_type, event_ts, ...said } = message(options, { text: "Bon dia" });
  const now = nextTs();
  return envelope(
    {
      type: "message" as const,
      subtype: "message_deleted" as const,
      previous_message: { ...said, ts: event_ts },
      channel,
      hidden: true as const,
      deleted_ts: event_ts,
      ts: now,
      event_ts: now,
      channel_type,
    },
    options,
  );
}

/** A message of another program, which has no user. */
export function botMessage(options: MessageOptions & { readonly bot_id?: string } = {}) {
  const { user: _user, client_msg_id: _id, ...said } = message(options, { text: "Desplegat" });
  const bot_id = options.bot_id ?? "B0OTHER000";
  const named = { username: "Desplegaments", app_id: "A0OTHER000" };
  return envelope({ ...said, subtype: "bot_message" as const, bot_id, ...named }, options);
}

/** What the assistant itself posted, come back as an event. */
export function ownMessage(options: MessageOptions & { readonly bot_id?: string } = {}) {
  const { team = ids.team, bot = ids.bot, bot_id = ids.botId } = options;
  const { client_msg_id: _id, ...said } = message({ ...options, user: bot }, { text: "Resposta" });
  const bot_profile = {
    id: bot_id,
    deleted: false,
    name: "Agenda digital",
    updated: 1_764_000_000,
    app_id: ids.app,
    user_id: bot,
    icons: { image_36: "https://example.org/36.png", image_48: "https://example.org/48.png" },
    team_id: team,
  };
  return envelope({ ...said, bot_id, app_id: ids.app, bot_profile }, options);
}

/** A message with a file. */
export function fileShare(options: MessageOptions = {}) {
  const said = message(options, { text: "Mireu això", channel: ids.im });
  const id = "F0FILE0000";
  const address = `https://files.slack.com/files-pri/${ids.team}-${id}/pla.pdf`;
  const file = {
    id,
    created: 1_764_000_000,
    timestamp: 1_764_000_000,
    name: "pla.pdf",
    title: "pla.pdf",
    mimetype: "application/pdf",
    filetype: "pdf",
    pretty_type: "PDF",
    user: said.user,
    user_team: said.team,
    editable: false,
    size: 12_345,
    mode: "hosted",
    is_external: false,
    external_type: "",
    is_public: false,
    public_url_shared: false,
    display_as_bot: false,
    username: "",
    url_private: address,
    url_private_download: address.replace(id, `${id}/download`),
    media_display_type: "unknown",
    permalink: `https://${ids.domain}.slack.com/files/${said.user}/${id}/pla.pdf`,
    permalink_public: `https://slack-files.com/${ids.team}-${id}-0`,
    has_rich_preview: false,
    file_access: "visible",
  };
  const share = { subtype: "file_share" as const, files: [file], upload: false };
  return envelope({ ...said, ...share, display_as_bot: false }, options);
}

/** Somebody opens the app: its home, or the conversation with it. */
export function appHomeOpened(
  options: EventOptions & {
    readonly user?: string;
    readonly channel?: string;
    readonly tab?: "home" | "messages";
    /** What is published there, as `views.publish` gave it back. Slack sends none before the first time. */
    readonly view?: unknown;
  } = {},
) {
  const { user = ids.user, channel = ids.im, tab = "home", view } = options;
  const shown = view === undefined ? {} : { view };
  const event = { type: "app_home_opened" as const, user, channel, tab, event_ts: nextTs() };
  return envelope({ ...event, ...shown }, options);
}

/** Somebody looks at something else while the conversation is open. */
export function appContextChanged(
  options: EventOptions & {
    readonly user?: string;
    readonly channel?: string;
    readonly context?: Readonly<Record<string, unknown>>;
  } = {},
) {
  const { user = ids.user, channel = ids.im, team = ids.team } = options;
  const seen = { type: "slack#/types/channel_id", value: ids.channel, team_id: team };
  const context = options.context ?? { entities: [seen] };
  const event = { type: "app_context_changed" as const, user, channel, context };
  return envelope({ ...event, event_ts: nextTs() }, options);
}

/** Somebody writes an address of ours, in a message or, `composing`, before it is sent. */
export function linkShared(
  options: EventOptions & {
    readonly url?: string;
    readonly urls?: readonly string[];
    readonly user?: string;
    readonly channel?: string;
    readonly message_ts?: string;
    readonly thread_ts?: string;
    readonly composing?: boolean;
  } = {},
) {
  const { url = "https://agenda.example.org/agenda/1.1.1", user = ids.user, composing } = options;
  const ts = options.message_ts ?? nextTs();
  const place = composing
    ? { channel: "COMPOSER", message_ts: `${clientId(ts)}-${clientId(ts).slice(0, 8)}` }
    : { channel: options.channel ?? ids.channel, message_ts: ts };
  return envelope(
    {
      type: "link_shared" as const,
      user,
      ...place,
      ...(options.thread_ts === undefined ? {} : { thread_ts: options.thread_ts }),
      is_bot_user_member: true,
      unfurl_id: composing ? clientId(ts) : `${place.channel}-${ts}-${clientId(ts).slice(0, 8)}`,
      source: composing ? ("composer" as const) : ("conversations_history" as const),
      links: (options.urls ?? [url]).map((one) => ({ url: one, domain: new URL(one).hostname })),
      event_ts: nextTs(),
    },
    options,
  );
}

/** A workspace removes the app. */
export function appUninstalled(options: EventOptions = {}) {
  return envelope({ type: "app_uninstalled" as const, event_ts: nextTs() }, options);
}

/** Tokens that no longer hold, named by their users. */
export function tokensRevoked(
  options: EventOptions & { readonly tokens?: { oauth?: string[]; bot?: string[] } } = {},
) {
  const tokens = options.tokens ?? { oauth: [], bot: [options.bot ?? ids.bot] };
  return envelope({ type: "tokens_revoked" as const, tokens, event_ts: nextTs() }, options);
}

/** What Slack asks of an address before it sends anything there. */
export function urlVerification(
  challenge = "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P",
) {
  return { token: verificationToken, challenge, type: "url_verification" as const };
}

/** What Slack sends now and then to check the certificate: a form, without any signature in reality. */
export function sslCheck() {
  return { ssl_check: "1", token: verificationToken };
}
