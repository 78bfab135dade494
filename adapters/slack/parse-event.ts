import * as z from "zod";
import type { IncomingMessage } from "../../src/delivery/message.ts";
import { conversationOf, millisecondsOf, personOf, tenantKeyOf } from "./ids.ts";
import { writeAddress } from "./message-address.ts";
import { mentionsIn, textOfBlocks, toQuestion } from "./mrkdwn.ts";
import { isAllowed, type PlaceRules } from "./places.ts";
import type { Tenant } from "./tenants.ts";

/** What happened to a message that may concern the assistant. */
export interface MessageChange {
  readonly kind: "written" | "edited" | "deleted";
  readonly message: IncomingMessage;
}

const messageSchema = z.object({
  type: z.string().optional(),
  subtype: z.string().optional(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  user: z.string().optional(),
  text: z.string().nullish(),
  blocks: z.unknown().optional(),
  bot_id: z.string().nullish(),
  bot_profile: z.unknown().optional(),
  app_id: z.string().nullish(),
  hidden: z.boolean().optional(),
  team: z.string().optional(),
  user_team: z.string().optional(),
  source_team: z.string().optional(),
  edited: z.object({ ts: z.string() }).nullish(),
});
type SlackMessage = z.infer<typeof messageSchema>;

const eventSchema = messageSchema.extend({
  type: z.enum(["message", "app_mention"]),
  event_ts: z.string().optional(),
  channel: z.string(),
  channel_type: z.string().optional(),
  message: messageSchema.optional(),
  previous_message: messageSchema.optional(),
  deleted_ts: z.string().optional(),
});
type SlackEvent = z.infer<typeof eventSchema>;

const bodySchema = z.object({
  type: z.literal("event_callback"),
  team_id: z.string().optional(),
  enterprise_id: z.string().nullish(),
  authorizations: z
    .array(
      z.object({
        team_id: z.string().nullish(),
        enterprise_id: z.string().nullish(),
        user_id: z.string(),
      }),
    )
    .nullish(),
  is_ext_shared_channel: z.boolean().optional(),
  event: z.unknown(),
});
type Body = z.infer<typeof bodySchema>;

/** Kinds of messages that a person writes to be read: plain, with a file, in a thread and in its channel at once. */
const written: ReadonlySet<string> = new Set(["", "file_share", "thread_broadcast", "me_message"]);

/**
 * Reads what Slack delivers; undefined for whatever is no question: other events, messages of bots (ourselves above all),
 * and what people say to each other.
 */
export function parseEvent(payload: unknown, rules: PlaceRules): MessageChange | undefined {
  const body = bodySchema.safeParse(payload);
  const event = eventSchema.safeParse(body.data?.event);
  if (!body.success || !event.success) return undefined;
  const { subtype = "" } = event.data;
  const { message, previous_message: previous } = event.data;
  const read = (content: SlackMessage, kind: MessageChange["kind"]): MessageChange | undefined => {
    const parsed = parseMessage(content, event.data, body.data, rules);
    if (parsed === undefined) return undefined;
    if (kind === "edited") return { kind, message: { ...parsed, ...editedAt(event.data) } };
    // What was written to nobody, or to a colleague.
    return kind === "written" && parsed.audience === "others"
      ? undefined
      : { kind, message: parsed };
  };
  if (written.has(subtype)) return read(event.data, "written");
  // What remains of a deleted message that has a thread.
  const isTombstone = subtype === "message_changed" && message?.subtype === "tombstone";
  if (subtype === "message_deleted" || isTombstone)
    return previous && written.has(previous.subtype ?? "") ? read(previous, "deleted") : undefined;
  if (subtype !== "message_changed" || message === undefined) return undefined;
  // Slack also tells so that a preview was added or that a thread grew.
  const isSameText = previous !== undefined && wordsOf(previous) === wordsOf(message);
  return isSameText || !written.has(message.subtype ?? "") ? undefined : read(message, "edited");
}

function parseMessage(
  content: SlackMessage,
  event: SlackEvent,
  body: Body,
  rules: PlaceRules,
): IncomingMessage | undefined {
  const { user, ts } = content;
  const self = body.authorizations?.[0]?.user_id;
  if (user === undefined || user === self || isOfBot(content)) return undefined;
  const text = wordsOf(content);
  const mentions = mentionsIn(text);
  const isDirect = event.channel_type === "im" || event.channel.startsWith("D");
  const isMentioned = self !== undefined && mentions.includes(self);
  const isAddressed = isDirect || isMentioned || event.type === "app_mention";
  // A root that calls nobody, and what people of a thread say to one of them.
  const isForOthers = content.thread_ts === undefined || mentions.length > 0;
  const tenant = tenantOf(body);
  // Only in a channel shared with others do people of elsewhere write.
  const home = body.is_ext_shared_channel === true ? homeOf(content, event) : undefined;
  const isRefused = !isAllowed({ ...tenant, home, channel: event.channel, isDirect }, rules);
  if (isRefused && !isAddressed) return undefined;
  const thread = content.thread_ts ?? ts;
  return {
    id: `slack:${event.channel}:${ts}`,
    conversation: conversationOf(event.channel, thread),
    channel: `slack:${event.channel}`,
    person: personOf(tenant.team, user),
    tenant: tenantKeyOf(tenant),
    // Who only calls is greeted.
    question: isRefused ? "" : toQuestion(text, self) || greeting,
    audience: isAddressed ? "assistant" : isForOthers ? "others" : "conversation",
    isRefused,
    isPrivate: isDirect,
    sentAtMs: millisecondsOf(ts),
    address: writeAddress({ ...tenant, channel: event.channel, thread, ts, user, isDirect }),
  };
}

/** The event of a change has a time of its own, finer than the message's. */
function editedAt({ event_ts, message }: SlackEvent): Pick<IncomingMessage, "editedAtMs"> {
  const editedAtMs = millisecondsOf(event_ts ?? message?.edited?.ts ?? "");
  return editedAtMs === 0 ? {} : { editedAtMs };
}

/** Some clients and workflows write blocks only. */
function wordsOf({ text, blocks }: SlackMessage): string {
  return text || textOfBlocks(blocks);
}

function isOfBot({ user, bot_id, bot_profile }: SlackMessage): boolean {
  return bot_id != null || bot_profile !== undefined || user === "USLACKBOT";
}

function tenantOf({ authorizations, team_id, enterprise_id }: Body): Tenant {
  const [authorization] = authorizations ?? [];
  return {
    team: authorization?.team_id ?? team_id,
    enterprise: authorization?.enterprise_id ?? enterprise_id ?? undefined,
  };
}

function homeOf(content: SlackMessage, event: SlackEvent): string | undefined {
  return content.user_team ?? content.team ?? event.user_team ?? event.team;
}

/** A word that is a greeting in Catalan and in Spanish, so that the reply comes in the reader's own language. */
export const greeting = "hola";
