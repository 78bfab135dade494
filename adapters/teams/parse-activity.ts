import * as z from "zod";
import type { IncomingMessage } from "../../src/delivery/message.ts";
import { type Language, languages } from "../../src/language/language.ts";
import { decodeAsk, isWish } from "./buttons.ts";
import type { Conversation } from "./connector.ts";
import { baseOf, writeAddress } from "./message-address.ts";
import { readText, textOfHtml } from "./message-text.ts";
import { mentionsIn, textOf } from "./read-said.ts";

/** Somebody who uses the assistant, and where. */
export interface Actor {
  readonly conversation: Conversation;
  /** The tenant of the person's conversation. */
  readonly tenant: string | undefined;
  /** Lasting id of the person within the tenant. */
  readonly user: string;
  /** Language of the person's Teams, where it is one of ours. */
  readonly language?: Language;
  readonly isPersonal: boolean;
  /** Whether it is a channel of a team. */
  readonly isChannel: boolean;
}

/** What happened that may concern the assistant. */
export type Happening =
  | { readonly kind: "written" | "edited" | "deleted"; readonly message: IncomingMessage }
  | { readonly kind: "installed"; readonly message: IncomingMessage }
  | { readonly kind: "removed" }
  /** A button of a sheet, where it comes as a message of its own. */
  | ({ readonly kind: "pressed" } & Press)
  /** A button whose value is not one of ours, or of another version. */
  | { readonly kind: "stale-button"; readonly id: string }
  | {
      readonly kind: "invoked";
      readonly name: string;
      readonly value: unknown;
      readonly replyTo: string | undefined;
      readonly id: string | undefined;
    };

/** Somebody pressed a button of a sheet, or sent its form. */
export interface Press {
  readonly id: string;
  /** What the button carries, with what was filled in. */
  readonly value: unknown;
  /** The message with the card. */
  readonly replyTo: string | undefined;
}

/** Whether a tenant is served. */
export type IsAllowed = (tenant: string | undefined) => boolean;

const account = z.object({ id: z.string(), name: z.string().nullish() });
const schema = z.object({
  type: z.string(),
  id: z.string().optional(),
  name: z.string().optional(),
  action: z.string().optional(),
  timestamp: z.union([z.string(), z.date()]).optional(),
  serviceUrl: z.string(),
  from: account.extend({ aadObjectId: z.string().nullish(), role: z.string().nullish() }),
  recipient: account,
  conversation: z.object({
    id: z.string(),
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
  }),
  text: z.string().nullish(),
  attachments: z
    .array(z.object({ contentType: z.string().nullish(), content: z.unknown().optional() }))
    .nullish(),
  entities: z.array(z.unknown()).nullish(),
  membersAdded: z.array(account).nullish(),
  channelData: z
    .object({
      tenant: z.object({ id: z.string() }).nullish(),
    })
    .nullish(),
  value: z.unknown().optional(),
  locale: z.string().nullish(),
  replyToId: z.string().nullish(),
});
/** An activity as Teams brings it. */
export type Activity = z.infer<typeof schema>;

/** Reads an activity; undefined for what has not the shape of one. */
export function parseActivity(payload: unknown): Activity | undefined {
  return schema.safeParse(payload).data;
}

/** Who is behind an activity. */
export function actorOf(activity: Activity): Actor {
  const { serviceUrl, conversation, channelData, from, recipient } = activity;
  const tenant = conversation.tenantId ?? channelData?.tenant?.id;
  const language = languageOf(activity.locale);
  return {
    conversation: { serviceUrl, id: conversation.id, tenant, bot: recipient.id },
    tenant,
    user: from.aadObjectId ?? from.id,
    ...(language === undefined ? {} : { language }),
    isPersonal: conversation.conversationType === "personal",
    isChannel: conversation.conversationType === "channel",
  };
}

/** What an activity tells; undefined for what does not concern the assistant: reactions, members, types yet unknown. */
export function readActivity(activity: Activity, isAllowed: IsAllowed): Happening | undefined {
  switch (activity.type) {
    case "message":
      return readMessage(activity, isAllowed);
    case "messageUpdate":
      return readChange(activity, "edited", isAllowed);
    case "messageDelete":
      return readChange(activity, "deleted", isAllowed);
    case "installationUpdate":
      if (activity.action?.startsWith("remove") === true) return { kind: "removed" };
      return installed(activity, isAllowed);
    case "conversationUpdate": {
      const isAdded =
        activity.membersAdded?.some(({ id }) => id === activity.recipient.id) === true;
      return isAdded ? installed(activity, isAllowed) : undefined;
    }
    case "invoke":
      return {
        kind: "invoked",
        name: activity.name ?? "",
        value: activity.value,
        replyTo: activity.replyToId ?? undefined,
        id: activity.id,
      };
    default:
      return undefined;
  }
}

function readMessage(activity: Activity, isAllowed: IsAllowed): Happening | undefined {
  const { id, value } = activity;
  if (id === undefined || isOfBot(activity)) return undefined;
  const ask = decodeAsk(value);
  const message = messageOf(activity, id, isAllowed);
  if (ask !== undefined) {
    const { question, ...given } = ask;
    const asked = message.isRefused ? {} : { ...given, question };
    return { kind: "written", message: { ...message, ...asked, audience: "assistant" } };
  }
  if (!message.isRefused && isWish(value))
    return { kind: "pressed", id, value, replyTo: activity.replyToId ?? undefined };
  const isSubmit = value !== undefined && value !== null && value !== "";
  if (isSubmit && (activity.text ?? "").trim() === "")
    return message.isRefused
      ? { kind: "written", message: { ...message, audience: "assistant" } }
      : { kind: "stale-button", id };
  if (message.audience === "others" || isCardAlone(activity)) return undefined;
  return { kind: "written", message };
}

/** A card that somebody inserted, our own for one, asks nothing. */
function isCardAlone(activity: Activity): boolean {
  const isCard = ({ contentType }: { readonly contentType?: string | null | undefined }) =>
    contentType?.startsWith("application/vnd.microsoft.card.") === true;
  return activity.attachments?.some(isCard) === true && textOf(activity).trim() === "";
}

function readChange(
  activity: Activity,
  kind: "edited" | "deleted",
  isAllowed: IsAllowed,
): Happening | undefined {
  const { id, timestamp } = activity;
  if (id === undefined || isOfBot(activity)) return undefined;
  const message = messageOf(activity, id, isAllowed);
  const editedAtMs = millisecondsOf(timestamp);
  // Teams passes on the removal of what called the assistant, without a word of it.
  if (kind === "deleted") return { kind, message: { ...message, audience: "assistant" } };
  return { kind, message: { ...message, ...(editedAtMs === 0 ? {} : { editedAtMs }) } };
}

function messageOf(activity: Activity, id: string, isAllowed: IsAllowed): IncomingMessage {
  const actor = actorOf(activity);
  const { conversation, isPersonal } = actor;
  const { own, others } = mentionsIn(activity);
  const isRefused = !isAllowed(actor.tenant);
  const names = [activity.recipient.name ?? "", ...own].map(textOfHtml);
  const ownNames = new Set(names.filter((name) => name !== ""));
  const { question, isCalled } = readText(textOf(activity), ownNames);
  // In a channel a card's button puts a mention before its text, and no entity beside it that says so.
  const isMentioned = own.length > 0 || isCalled;
  return {
    id: `teams:${baseOf(conversation.id)}:${id}`,
    conversation: `teams:${conversation.id}`,
    channel: `teams:${baseOf(conversation.id)}`,
    person: personOf(actor),
    tenant: tenantOf(actor),
    // Who only calls is greeted.
    question: isRefused ? "" : question || greeting,
    audience: isPersonal || isMentioned ? "assistant" : others > 0 ? "others" : "conversation",
    isRefused,
    isPrivate: isPersonal,
    sentAtMs: millisecondsOf(activity.timestamp),
    address: writeAddress({ conversation, replyTo: id, isPersonal }),
  };
}

/** The assistant says once in each conversation who it is: both events of an installation are one message. */
function installed(activity: Activity, isAllowed: IsAllowed): Happening {
  const actor = actorOf(activity);
  const { conversation, isPersonal } = actor;
  const id = `teams:${baseOf(conversation.id)}:installed`;
  return {
    kind: "installed",
    message: {
      id,
      conversation: id,
      channel: `teams:${baseOf(conversation.id)}`,
      person: personOf(actor),
      tenant: tenantOf(actor),
      question: isAllowed(actor.tenant) ? greetingIn(actor.language) : "",
      audience: "assistant",
      isRefused: !isAllowed(actor.tenant),
      isPrivate: isPersonal,
      sentAtMs: millisecondsOf(activity.timestamp),
      address: writeAddress({ conversation, isPersonal }),
    },
  };
}

/** A word that is a greeting in Catalan and in Spanish, so that the reply comes in the reader's own language. */
const greeting = "hola";
/** Only one of the two events of an installation tells the language: what it asks is another question. */
const greetings: Readonly<Record<Language, string>> = {
  ca: "bon dia",
  es: "buenos días",
  en: "good morning",
};

function greetingIn(language: Language | undefined): string {
  return language === undefined ? greeting : greetings[language];
}

/** An organisation. */
export function tenantOf({ tenant }: Pick<Actor, "tenant">): string {
  return `teams:${tenant ?? ""}`;
}

/** A member of a tenant. */
export function personOf({ tenant, user }: Pick<Actor, "tenant" | "user">): string {
  return `teams:${tenant ?? ""}:${user}`;
}

function isOfBot({ from, recipient }: Activity): boolean {
  return from.role === "bot" || from.id === recipient.id || from.id.startsWith("28:");
}

function languageOf(locale: string | null | undefined): Language | undefined {
  const name = locale?.split(/[-_]/)[0]?.toLowerCase();
  return languages.find((language) => language === name);
}

function millisecondsOf(time: string | Date | undefined): number {
  const milliseconds = time === undefined ? Number.NaN : new Date(time).getTime();
  return Number.isFinite(milliseconds) ? milliseconds : 0;
}
