import * as z from "zod";
import { nextTs } from "./event-parts.ts";
import { checkContent, checkThread, shown } from "./slack-chat.ts";
import {
  discard,
  keep,
  messageAt,
  Refusal,
  type ResponseOrigin,
  type SlackState,
} from "./slack-state.ts";

/** How often an address for answers is good: https://docs.slack.dev/interactivity/handling-user-interaction */
const maxUses = 5;

const reply = z.strictObject({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
  response_type: z.enum(["in_channel", "ephemeral"]).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
  mrkdwn: z.boolean().optional(),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
});
type ReplyBody = z.infer<typeof reply>;

/** Notes what is sent to a `response_url`, and gives the work that it asks for. */
export function arriveResponse(
  state: SlackState,
  id: string,
  type: string | undefined,
  body: string,
): () => { status: number; body: string } {
  const parsed = parse(body);
  const args = typeof parsed === "object" && parsed !== null ? { ...parsed } : { body };
  state.calls.push({ method: "response_url", args, token: "", at: Date.now() });
  return () => {
    const origin = state.responses.get(id);
    try {
      if (origin === undefined) throw new Refusal("no_service");
      if (origin.uses >= maxUses) throw new Refusal("used_url");
      if (!type?.startsWith("application/json")) throw new Refusal("invalid_payload", [`${type}`]);
      const read = reply.safeParse(parsed);
      if (!read.success)
        throw new Refusal(
          "invalid_payload",
          read.error.issues.map(({ path, message }) => `/${path.join("/")}: ${message}`),
        );
      take(state, origin, read.data);
      origin.uses += 1;
      return { status: 200, body: "ok" };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { message, details } = error;
      state.faults.push(`response_url: ${[message, ...details].join(" ")}`);
      const isGone = message === "no_service" || message === "used_url";
      return { status: isGone ? 404 : 400, body: message };
    }
  };
}

function take(state: SlackState, origin: ResponseOrigin, args: ReplyBody): void {
  const { channel, user, message_ts: pressed } = origin;
  if (!state.channels.has(channel)) throw new Refusal("channel_not_found", [channel]);
  const original = pressed === undefined ? undefined : messageAt(state, channel, pressed);
  const privately = state.ephemerals.findIndex(
    ({ ts, user: one }) => ts === pressed && one === user,
  );
  if (args.delete_original) {
    if (original !== undefined) discard(state, original);
    if (privately >= 0) state.ephemerals.splice(privately, 1);
    return;
  }
  checkContent(state, "response_url", args);
  checkThread(state, channel, args.thread_ts);
  if (args.replace_original && original !== undefined) {
    const { blocks: _blocks, ...rest } = original;
    keep(state, { ...rest, ...shown(args), edited: true });
    return;
  }
  const thread = args.thread_ts === undefined ? {} : { thread_ts: args.thread_ts };
  const message = { channel, ts: nextTs(), ...thread, ...shown(args) };
  if (args.response_type === "in_channel") {
    const team = origin.team === undefined ? {} : { team: origin.team };
    keep(state, { ...message, ...team, bot: true });
    return;
  }
  const replaced = args.replace_original === true && privately >= 0;
  // What is replaced stays where it was, with its ts.
  if (replaced) state.ephemerals.splice(privately, 1, { ...message, user, ts: pressed ?? "" });
  else state.ephemerals.push({ ...message, user });
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
