import { createHash } from "node:crypto";

// What Teams sends, recorded, with other ids. Shapes with all their fields:
// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages and its neighbours,
// https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search,
// https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model

const tenant = "b1f0c2d4-5e6a-4b7c-8d9e-0f1a2b3c4d5e";
const app = "5a3c8e12-0b6d-4f7e-9c21-7d4e5f6a8b90";

/** Ids of the made-up council. */
export const ids = {
  tenant,
  app,
  bot: `28:${app}`,
  botName: "Agenda digital",
  user: "29:1aNNaVilaAjuntamentExempleQ0mXb7rT2uKdLhWc5ePzYsGf8",
  userName: "Anna Vila",
  userObject: "0d4f7a52-3b1c-4e8d-a6f9-2c5b8e7d1a30",
  otherUser: "29:1jORdiPujolAjuntamentExempleR9nVc6sU1tJeMgXd4fQaZtH7",
  otherUserName: "Jordi Serra",
  otherUserObject: "6b9e2c14-8f7d-4a35-b0c1-9d8e7f6a5b42",
  personal: "a:1tQ9pZx3vK7mW2nB5cR8yL4hJ6gF0dS1aXuEiOqTzPwVbNk",
  group: "19:4f6a1b2c3d4e5f60718293a4b5c6d7e8@thread.v2",
  channel: "19:8c7b6a5f4e3d2c1b0a99887766554433@thread.tacv2",
  team: "19:zFz4eXampleTeam0Qk3rT7uYvW1xNbMcLdKsJhGaP2I1@thread.tacv2",
  teamGroup: "3e7c9a10-5d2b-4f86-91e4-b0a7c6d5e8f1",
  serviceUrl: `https://smba.trafficmanager.net/emea/${tenant}/`,
} as const;

/** Where something happens: in the chat with the assistant, in a chat of several, in a channel of a team. */
export type Place = "personal" | "group" | "channel";

/** What any activity may have otherwise. */
export interface ActivityOptions {
  readonly place?: Place;
  readonly id?: string;
  readonly user?: Person;
  readonly tenant?: string;
  /** Id of the conversation; that of the made-up one of the place by default, without `;messageid=`. */
  readonly conversation?: string;
  /** In a channel, the message that the thread begins with. Default: this one. */
  readonly root?: string;
  /** As Teams is set by the user. Default: ca-ES. */
  readonly locale?: string;
  /** Milliseconds since 1970. Default: now. */
  readonly at?: number;
  readonly serviceUrl?: string;
  readonly bot?: { readonly id: string; readonly name: string };
  /** Any other field of the activity. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Somebody, as Teams names them to one bot. */
export interface Person {
  readonly id: string;
  readonly name?: string;
  readonly aadObjectId?: string;
}

/** Two colleagues. */
export const people = {
  anna: { id: ids.user, name: ids.userName, aadObjectId: ids.userObject },
  jordi: { id: ids.otherUser, name: ids.otherUserName, aadObjectId: ids.otherUserObject },
} as const satisfies Record<string, Person>;

let latest = 0;

/** An id as Teams gives them to messages: milliseconds since 1970. Each is larger than the one before. */
export function nextMessageId(): string {
  latest = Math.max(latest + 1, Date.now());
  return String(latest);
}

/** An id as Teams gives them to what is no message. */
export function nextEventId(): string {
  latest += 1;
  const digest = createHash("sha256").update(String(latest)).digest("hex");
  return `f:${digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5")}`;
}

/** Hours that Barcelona is ahead in winter. */
const zoneHours = 1;

function timesOf(at: number) {
  const local = new Date(at + zoneHours * 3_600_000).toISOString();
  return {
    timestamp: new Date(at).toISOString(),
    localTimestamp: local.replace("Z", `+0${zoneHours}:00`),
  };
}

/** What all activities have. */
function base(options: ActivityOptions) {
  const { place = "personal", user = people.anna, locale = "ca-ES", at = Date.now() } = options;
  const id = options.id ?? nextEventId();
  const tenantId = options.tenant ?? ids.tenant;
  return {
    ...timesOf(at),
    id,
    channelId: "msteams" as const,
    serviceUrl: options.serviceUrl ?? ids.serviceUrl,
    from: { ...user },
    conversation: conversationOf(place, id, tenantId, options),
    recipient: { ...(options.bot ?? { id: ids.bot, name: ids.botName }) },
    entities: [clientInfo(locale)] as object[],
    channelData: { ...placeData(place, options), tenant: { id: tenantId } } as Record<
      string,
      unknown
    >,
    locale,
    localTimezone: "Europe/Madrid",
  };
}

function clientInfo(locale: string) {
  const [, country = "ES"] = locale.split("-");
  const type = "clientInfo" as const;
  return { locale, country, platform: "Web", timezone: "Europe/Madrid", type };
}

function conversationOf(
  place: Place,
  id: string,
  tenantId: string,
  { conversation = ids[place], root }: ActivityOptions,
) {
  switch (place) {
    case "personal":
      return { conversationType: "personal" as const, tenantId, id: conversation };
    case "group":
      return { isGroup: true, conversationType: "groupChat" as const, tenantId, id: conversation };
    case "channel":
      return {
        isGroup: true,
        conversationType: "channel" as const,
        tenantId,
        id: `${conversation};messageid=${root ?? id}`,
      };
  }
}

function placeData(place: Place, { conversation = ids.channel }: ActivityOptions): object {
  if (place !== "channel") return {};
  return {
    teamsChannelId: conversation,
    teamsTeamId: ids.team,
    channel: { id: conversation },
    team: { id: ids.team },
  };
}

/** What a message may have otherwise. */
export interface MessageOptions extends ActivityOptions {
  /** What is written, without the assistant's name. */
  readonly text?: string;
  /** Whether the assistant is named. Default: in groups and channels, where it hears nothing otherwise. */
  readonly mentioned?: boolean;
  /** What is written, as the client formats it. Default: the text in a paragraph; null for none. */
  readonly html?: string | null;
  /** Other attachments. */
  readonly attachments?: readonly object[];
}

/** Somebody writes. */
export function message(options: MessageOptions = {}) {
  return { type: "message" as const, ...written(options), ...options.more };
}

/** What somebody wrote, as all activities of it hold it. */
function written(options: MessageOptions) {
  const { place = "personal", text = "què és l’acció 1.1.1?", attachments = [] } = options;
  const common = base({ ...options, id: options.id ?? nextMessageId() });
  const isMentioned = options.mentioned ?? place !== "personal";
  const { recipient } = common;
  const mark = `<at>${recipient.name}</at>`;
  const htmlMark = `<span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">${recipient.name}</span>`;
  const html = options.html === undefined ? `<p>${escaped(text)}</p>` : options.html;
  const mirror = isMentioned ? html?.replace(/^<p>|^/, `$&${htmlMark}&nbsp;`) : html;
  return {
    ...common,
    text: isMentioned ? `${mark} ${text}` : text,
    textFormat: "plain" as const,
    attachments: [
      ...(mirror == null ? [] : [{ contentType: "text/html", content: mirror }]),
      ...attachments,
    ],
    entities: [
      ...(isMentioned
        ? [{ mentioned: { ...recipient }, text: mark, type: "mention" as const }]
        : []),
      ...common.entities,
    ],
  };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Somebody sends a file to the assistant, in their chat with it. */
export function fileMessage(options: MessageOptions = {}) {
  const name = "pla.pdf";
  const folder = "https://ajuntament-my.sharepoint.com/personal/anna_ajuntament_example/Documents";
  const file = {
    contentType: "application/vnd.microsoft.teams.file.download.info",
    contentUrl: `${folder}/Microsoft Teams Chat Files/${name}`,
    name,
    content: {
      downloadUrl: `${folder}/download.aspx?UniqueId=9c1d`,
      uniqueId: "9C1D2E3F-4A5B-6C7D-8E9F-0A1B2C3D4E5F",
      fileType: "pdf",
    },
  };
  const html = '<p><attachment id="9c1d2e3f-4a5b-6c7d-8e9f-0a1b2c3d4e5f"></attachment></p>';
  return message({ text: "", html, ...options, attachments: [file] });
}

type Message = ReturnType<typeof message>;

/** Somebody edits what they wrote: `text` is without the assistant's name, which stays where it was. */
export function messageEdited(before: Message, text: string, at = Date.now()) {
  return changed(before, "editMessage", renamed(before, text), at);
}

/** Somebody takes back that they deleted a message. */
export function messageUndeleted(before: Message, at = Date.now()) {
  return changed(before, "undeleteMessage", before, at);
}

function changed(
  { channelData, ...before }: Message,
  eventType: "editMessage" | "undeleteMessage",
  { text, attachments }: Pick<Message, "text" | "attachments">,
  at: number,
) {
  const type = "messageUpdate" as const;
  return {
    ...before,
    ...timesOf(at),
    text,
    attachments,
    type,
    channelData: { ...channelData, eventType },
  };
}

function renamed(
  { text: before, recipient, attachments: all }: Message,
  text: string,
): Pick<Message, "text" | "attachments"> {
  const mark = `<at>${recipient.name}</at> `;
  const attachments = [
    { contentType: "text/html", content: `<p>${escaped(text)}</p>` },
    ...all.filter((one) => !("contentType" in one) || one.contentType !== "text/html"),
  ];
  return { text: before.startsWith(mark) ? mark + text : text, attachments };
}

/** Somebody deletes a message: nothing of what it said comes with that. */
export function messageDeleted(before: Message, at = Date.now()) {
  const {
    text: _text,
    textFormat: _format,
    attachments: _attachments,
    entities,
    channelData,
    ...rest
  } = before;
  return {
    ...rest,
    ...timesOf(at),
    type: "messageDelete" as const,
    entities: entities.filter((one) => !("mentioned" in one)),
    channelData: { ...channelData, eventType: "softDeleteMessage" as const },
  };
}

/** Somebody, by default the assistant itself, comes into a conversation. */
export function membersAdded(options: ActivityOptions & { readonly members?: Person[] } = {}) {
  const { place = "personal" } = options;
  const { channelData, conversation, ...common } = base(options);
  const { entities: _entities, locale: _locale, localTimezone: _zone, ...rest } = common;
  const members = options.members ?? [{ id: rest.recipient.id }];
  return {
    type: "conversationUpdate" as const,
    membersAdded: members.map(({ id, aadObjectId }) => ({
      id,
      ...(aadObjectId !== undefined && { aadObjectId }),
    })),
    ...rest,
    conversation: { ...conversation, id: options.conversation ?? ids[place] },
    channelData: {
      ...channelData,
      ...(place === "channel" && teamData("teamMemberAdded")),
    },
    ...options.more,
  };
}

function teamData(eventType: string): object {
  return {
    settings: { selectedChannel: { id: ids.channel } },
    team: { aadGroupId: ids.teamGroup, name: "Secretaria", id: ids.team },
    eventType,
  };
}

/** The assistant is installed, or taken away. */
export function installationUpdate(
  options: ActivityOptions & {
    readonly action?: "add" | "remove" | "add-upgrade" | "remove-upgrade";
  } = {},
) {
  const { place = "personal", action = "add" } = options;
  const { conversation, channelData, ...common } = base(options);
  return {
    type: "installationUpdate" as const,
    ...common,
    conversation: { ...conversation, id: options.conversation ?? ids[place] },
    channelData: {
      ...channelData,
      ...(place === "channel" && teamData("installationUpdate")),
      source: { name: "message" },
    },
    action,
    ...options.more,
  };
}

/** Somebody puts a sign of how they feel on a message of the assistant, or takes it away. */
export function messageReaction(
  options: ActivityOptions & {
    readonly replyToId?: string;
    readonly added?: readonly string[];
    readonly removed?: readonly string[];
  } = {},
) {
  const { replyToId = nextMessageId(), removed } = options;
  const added = options.added ?? (removed === undefined ? ["like"] : []);
  const { entities: _entities, locale: _locale, localTimezone: _zone, ...common } = base(options);
  return {
    type: "messageReaction" as const,
    ...(added.length > 0 && { reactionsAdded: added.map((type) => ({ type })) }),
    ...(removed !== undefined && { reactionsRemoved: removed.map((type) => ({ type })) }),
    ...common,
    replyToId,
    ...options.more,
  };
}

/** Somebody presses a button of a card that submits (`Action.Submit`): a message without any text. */
export function cardSubmit(
  options: ActivityOptions & { readonly value?: unknown; readonly replyToId?: string } = {},
) {
  const { channelData, ...common } = base(options);
  return {
    type: "message" as const,
    ...common,
    channelData: {
      ...channelData,
      source: { name: "message" },
      legacy: { replyToId: "1:1X-7vrJOSUUg4X45QJiuCw7M7j5PsWdK7UF4fTiDsxDA" },
    },
    replyToId: options.replyToId ?? nextMessageId(),
    value: options.value ?? {},
    ...options.more,
  };
}

/** What an invoke may have otherwise. */
export interface InvokeOptions extends ActivityOptions {
  /** The message that it belongs to. */
  readonly replyToId?: string;
}

/** Something that Teams wants to be answered within its request. */
export function invoke(
  name: string,
  value: unknown,
  source: "compose" | "message",
  options: InvokeOptions = {},
) {
  const { channelData, ...common } = base(options);
  const { replyToId } = options;
  return {
    name,
    type: "invoke" as const,
    ...common,
    channelData: { ...channelData, source: { name: source } },
    ...(replyToId !== undefined && { replyToId }),
    value,
    ...options.more,
  };
}

const context = { theme: "default" } as const;

function requestId(): string {
  return createHash("sha256").update(nextEventId()).digest("hex").slice(0, 32);
}

/** Somebody searches from where they write; `text` undefined opens the list before anything is typed. */
export function query(
  options: InvokeOptions & {
    readonly text?: string;
    readonly commandId?: string;
    readonly parameter?: string;
    readonly skip?: number;
    readonly count?: number;
  } = {},
) {
  const { text, commandId = "search", parameter = "query", skip = 0, count = 25 } = options;
  const parameters =
    text === undefined
      ? [{ name: "initialRun", value: "true" }]
      : [{ name: parameter, value: text }];
  const value = { commandId, parameters, queryOptions: { skip, count }, context };
  return invoke("composeExtension/query", value, "compose", options);
}

/** Somebody writes an address of ours; `anonymous` where the app is not installed. */
export function queryLink(
  options: InvokeOptions & { readonly url?: string; readonly anonymous?: boolean } = {},
) {
  const { url = "https://agenda.example.org/agenda/1.1.1", anonymous = false } = options;
  const name = anonymous ? "composeExtension/anonymousQueryLink" : "composeExtension/queryLink";
  return invoke(name, { url }, "compose", options);
}

/** Somebody asks for the dialog of a command: where they write, or on somebody's message. */
export function fetchTask(
  options: InvokeOptions & { readonly commandId?: string; readonly messageText?: string } = {},
) {
  const { commandId = "ask", messageText } = options;
  const value = { commandId, requestId: requestId(), context, ...commandContext(messageText) };
  const source = messageText === undefined ? "compose" : "message";
  return invoke("composeExtension/fetchTask", value, source, options);
}

/** Somebody sends the form of such a dialog. */
export function submitAction(
  options: InvokeOptions & {
    readonly commandId?: string;
    readonly data?: unknown;
    readonly messageText?: string;
  } = {},
) {
  const { commandId = "ask", data = {}, messageText } = options;
  const value = {
    commandId,
    requestId: requestId(),
    data,
    context,
    ...commandContext(messageText),
  };
  const source = messageText === undefined ? "compose" : "message";
  return invoke("composeExtension/submitAction", value, source, options);
}

function commandContext(messageText: string | undefined): object {
  if (messageText === undefined) return { commandContext: "compose" };
  const id = nextMessageId();
  return {
    commandContext: "message",
    messagePayload: {
      linkToMessage: `https://teams.microsoft.com/l/message/${ids.channel}/${id}`,
      id,
      replyToId: null,
      createdDateTime: new Date(Number(id)).toISOString(),
      lastModifiedDateTime: null,
      deleted: false,
      summary: null,
      importance: "normal",
      locale: "ca-es",
      body: { contentType: "html", content: `<p>${escaped(messageText)}</p>` },
      from: {
        device: null,
        conversation: null,
        user: { userIdentityType: "aadUser", id: ids.otherUserObject, displayName: "Jordi Serra" },
        application: null,
      },
      reactions: [],
      mentions: [],
      attachments: [],
    },
  };
}

/** Whether somebody liked an answer. */
export type Reaction = "like" | "dislike";

/** Somebody presses a thumb below an answer, and Teams asks for the form. */
export function feedbackForm(
  options: InvokeOptions & { readonly reaction?: Reaction; readonly legacy?: boolean } = {},
) {
  const { reaction = "like", legacy = false, replyToId = nextMessageId() } = options;
  const data = { actionName: "feedback", actionValue: { reaction } };
  // As documented at first, and as Microsoft's newer packages read it.
  const value = legacy ? data : { data, context };
  return invoke("message/fetchTask", value, "message", { ...options, replyToId });
}

/** Somebody sends that form: `feedback` is what its fields hold. */
export function feedback(
  options: InvokeOptions & { readonly reaction?: Reaction; readonly feedback?: object } = {},
) {
  const { reaction = "like", replyToId = nextMessageId() } = options;
  const text = JSON.stringify(options.feedback ?? { feedbackText: "" });
  const value = { actionName: "feedback", actionValue: { reaction, feedback: text } };
  return invoke("message/submitAction", value, "message", { ...options, replyToId });
}

/** Somebody presses a button of a card that asks for an answer (`Action.Execute`). */
export function cardAction(
  options: InvokeOptions & { readonly verb?: string; readonly data?: object } = {},
) {
  const { verb = "more", data = {}, replyToId = nextMessageId() } = options;
  const value = { action: { type: "Action.Execute", verb, data }, trigger: "manual" };
  return invoke("adaptiveCard/action", value, "message", { ...options, replyToId });
}

/** Somebody opens a dialog from a card. */
export function taskFetch(options: InvokeOptions & { readonly data?: object } = {}) {
  const { data = {}, replyToId = nextMessageId() } = options;
  const value = { data: { ...data, type: "task/fetch" }, context };
  return invoke("task/fetch", value, "message", { ...options, replyToId });
}

/** Somebody sends the form of such a dialog. */
export function taskSubmit(options: InvokeOptions & { readonly data?: object } = {}) {
  const { data = {}, replyToId = nextMessageId() } = options;
  return invoke("task/submit", { data, context }, "message", { ...options, replyToId });
}

/** Somebody has read up to a message. */
export function readReceipt(options: ActivityOptions & { readonly lastRead?: string } = {}) {
  const { entities: _entities, locale: _locale, localTimezone: _zone, ...common } = base(options);
  return {
    name: "application/vnd.microsoft.readReceipt",
    type: "event" as const,
    ...common,
    value: { lastReadMessageId: options.lastRead ?? nextMessageId() },
    ...options.more,
  };
}

/** Somebody is typing. */
export function typing(options: ActivityOptions = {}) {
  return { type: "typing" as const, ...base(options), ...options.more };
}

/** What Teams may send one day: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events */
export function unknownActivity(options: ActivityOptions & { readonly type?: string } = {}) {
  return { type: options.type ?? "futureHappening", ...base(options), ...options.more };
}
