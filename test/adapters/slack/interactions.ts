import { ids, nextId, nextTs, verificationToken } from "./event-parts.ts";

// Shapes of https://docs.slack.dev/reference/interaction-payloads and .../interactivity, with all their fields.

/** Who does something, and where. */
export interface InteractionOptions {
  readonly team?: string;
  readonly user?: string;
  readonly trigger_id?: string;
  /** Where answers go, as the stand-in of the Web API gives it. */
  readonly response_url?: string;
  /** Any other field of the payload. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** A command, with what was written behind it. Travels as a form. */
export function slashCommand(
  options: InteractionOptions & {
    readonly command?: string;
    readonly text?: string;
    readonly channel?: string;
  } = {},
) {
  const { team = ids.team, user = ids.user, channel = ids.channel } = options;
  return {
    token: verificationToken,
    team_id: team,
    team_domain: ids.domain,
    channel_id: channel,
    channel_name: channel === ids.channel ? ids.channelName : "directmessage",
    user_id: user,
    user_name: ids.userName,
    command: options.command ?? "/agenda",
    text: options.text ?? "acció 1.1.1",
    api_app_id: ids.app,
    is_enterprise_install: "false",
    response_url: options.response_url ?? unknownResponseUrl,
    trigger_id: options.trigger_id ?? nextId("13345224609.738474920."),
    ...options.more,
  };
}

/** A shortcut chosen on somebody's message. */
export function messageShortcut(
  options: InteractionOptions & {
    readonly callback_id?: string;
    readonly channel?: string;
    /** The message it was chosen on, as it is stored. */
    readonly message?: Readonly<Record<string, unknown>>;
    readonly text?: string;
    readonly author?: string;
  } = {},
) {
  const { team = ids.team, author = "U0BERTA000", text = "Algú sap què és l’Agenda?" } = options;
  const ts = nextTs();
  const message = options.message ?? { type: "message", user: author, ts, team, text };
  return {
    type: "message_action" as const,
    ...common(options),
    action_ts: nextTs(),
    user: { ...person(options), name: ids.userName },
    channel: place(options.channel ?? ids.channel),
    callback_id: options.callback_id ?? "ask_agenda_about_message",
    response_url: options.response_url ?? unknownResponseUrl,
    message_ts: String(message["ts"]),
    message,
    ...options.more,
  };
}

/** A shortcut chosen anywhere. It has neither a channel nor an address for answers. */
export function globalShortcut(
  options: InteractionOptions & { readonly callback_id?: string } = {},
) {
  return {
    type: "shortcut" as const,
    ...common(options),
    action_ts: nextTs(),
    user: person(options),
    callback_id: options.callback_id ?? "ask_agenda",
    ...options.more,
  };
}

/** What was pressed or chosen, and what stands around it. */
export interface ActionOptions extends InteractionOptions {
  /** The element, completed by what Slack adds. Default: a button. */
  readonly action?: Readonly<Record<string, unknown>>;
  /** What stands in the inputs, by block and action. */
  readonly state?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Something pressed in a message that everybody sees. */
export function messageAction(
  options: ActionOptions & {
    readonly channel?: string;
    readonly message?: Readonly<Record<string, unknown>>;
    readonly thread_ts?: string;
  } = {},
) {
  const { channel = ids.channel, thread_ts, message } = options;
  const thread = thread_ts === undefined ? {} : { thread_ts };
  const shown = {
    user: ids.bot,
    type: "message",
    ts: nextTs(),
    bot_id: ids.botId,
    app_id: ids.app,
    text: "Resposta",
    team: options.team ?? ids.team,
    ...thread,
    ...message,
  };
  const container = {
    type: "message" as const,
    message_ts: shown.ts,
    channel_id: channel,
    is_ephemeral: false,
    ...thread,
  };
  return {
    ...pressed(options),
    container,
    channel: place(channel),
    message: shown,
    state: { values: options.state ?? {} },
    response_url: options.response_url ?? unknownResponseUrl,
    ...options.more,
  };
}

/** Something pressed in a message that one person sees: Slack sends nothing of that message but where it stood. */
export function ephemeralAction(
  options: ActionOptions & {
    readonly channel?: string;
    readonly message_ts?: string;
    readonly thread_ts?: string;
  } = {},
) {
  const { channel = ids.channel, message_ts = nextTs(), thread_ts } = options;
  const container = {
    type: "message" as const,
    message_ts,
    channel_id: channel,
    is_ephemeral: true,
    ...(thread_ts === undefined ? {} : { thread_ts }),
  };
  return {
    ...pressed(options),
    container,
    channel: place(channel),
    state: { values: options.state ?? {} },
    response_url: options.response_url ?? unknownResponseUrl,
    ...options.more,
  };
}

/** Something pressed in the App Home, which has no address for answers. */
export function homeAction(options: ActionOptions & { readonly view?: ShownView } = {}) {
  return viewAction(options, { type: "home", ...options.view });
}

/** Something pressed in a form. */
export function modalAction(options: ActionOptions & { readonly view?: ShownView } = {}) {
  return viewAction(options, { type: "modal", ...options.view });
}

/** A form that is sent. `state` is what was filled in, by block and action. */
export function viewSubmission(
  options: InteractionOptions & {
    readonly view?: ShownView;
    readonly callback_id?: string;
    readonly state?: ActionOptions["state"];
  } = {},
) {
  const callback = { callback_id: options.callback_id ?? "ask_agenda" };
  const view = shownView(options, { type: "modal", ...callback, ...options.view }, options.state);
  return {
    type: "view_submission" as const,
    ...common(options),
    user: { ...person(options), name: ids.userName },
    api_app_id: ids.app,
    view,
    response_urls: [],
    ...options.more,
  };
}

/** A view, as it was sent or as the Web API gave it back. */
export type ShownView = Readonly<Record<string, unknown>>;

/** What is in an input of plain text, as the state of a view has it. */
export function typedValue(value: string | null, type = "plain_text_input") {
  return { type, value };
}

/** What is chosen in a menu, as the state of a view has it. */
export function chosenValue(value: string, text = value) {
  const selected_option = { text: { type: "plain_text", text, emoji: true }, value };
  return { type: "static_select", selected_option };
}

function viewAction(options: ActionOptions, view: ShownView) {
  const shown = shownView(options, view, options.state);
  return {
    ...pressed(options),
    container: { type: "view" as const, view_id: shown.id },
    view: shown,
    ...options.more,
  };
}

/** A view with all that Slack adds to it. */
function shownView(options: InteractionOptions, view: ShownView, state: ActionOptions["state"]) {
  const { team = ids.team } = options;
  const id = typeof view["id"] === "string" ? view["id"] : nextId("V");
  return {
    id,
    team_id: team,
    blocks: [],
    private_metadata: "",
    callback_id: "",
    hash: `${nextTs()}.hash`,
    title: { type: "plain_text", text: "Agenda digital", emoji: true },
    clear_on_close: false,
    notify_on_close: false,
    close: null,
    submit: null,
    previous_view_id: null,
    root_view_id: id,
    app_id: ids.app,
    external_id: "",
    app_installed_team_id: team,
    bot_id: ids.botId,
    ...view,
    state: { values: state ?? {} },
  };
}

function pressed(options: ActionOptions) {
  const button = {
    type: "button",
    action_id: "ask-0",
    text: { type: "plain_text", text: "Pregunta", emoji: true },
  };
  return {
    type: "block_actions" as const,
    ...common(options),
    user: { ...person(options), name: ids.userName },
    api_app_id: ids.app,
    actions: [{ block_id: nextId("b"), ...(options.action ?? button), action_ts: nextTs() }],
  };
}

function common({
  team = ids.team,
  trigger_id = nextId("13345224609.738474920."),
}: InteractionOptions) {
  return {
    token: verificationToken,
    team: { id: team, domain: ids.domain },
    enterprise: null,
    is_enterprise_install: false,
    trigger_id,
  };
}

function person({ user = ids.user, team = ids.team }: InteractionOptions) {
  return { id: user, username: ids.userName, team_id: team };
}

function place(id: string) {
  return { id, name: id === ids.channel ? ids.channelName : "directmessage" };
}

/** An address that answers nobody: what comes without one needs none. */
const unknownResponseUrl = "https://hooks.slack.invalid/actions/T0AGENDA00/0/none";
