import { expect } from "vitest";
import { nodesOf } from "../../helpers/nodes.ts";
import { ids } from "./event-parts.ts";
import { appMention, channelMessage, directMessage, threadReply } from "./events.ts";
import { type ActionOptions, ephemeralAction, messageAction } from "./interactions.ts";
import { textsOf } from "./reading.ts";
import type { ServedSlack } from "./serve-slack.ts";
import type { PostedMessage } from "./slack-state.ts";

/** What a person writes, and where. */
export interface Said {
  readonly text: string;
  readonly channel?: string;
  readonly user?: string;
  readonly thread_ts?: string;
  readonly team?: string;
  readonly bot?: string;
}

/** Calls the assistant by its name. */
export const called = `<@${ids.bot}>`;

/** A person writes a message, and Slack delivers all the events of it. Gives its ts. */
export async function say({ api, deliver }: ServedSlack, said: Said): Promise<string> {
  const { channel = ids.channel, user = ids.user, bot = ids.bot, thread_ts, text } = said;
  const thread = thread_ts === undefined ? {} : { thread_ts };
  const ts = api.write({ channel, user, text, ...thread });
  const options = { ...said, channel, user, ts };
  if (channel.startsWith("D")) await deliver(directMessage(options));
  else {
    if (text.includes(`<@${bot}>`)) await deliver(appMention(options));
    const { thread_ts: _thread, ...root } = options;
    await deliver(
      thread_ts === undefined ? channelMessage(root) : threadReply({ ...root, thread_ts }),
    );
  }
  return ts;
}

/** What the assistant wrote in a thread, the oldest first. */
export function answersIn({ api }: ServedSlack, thread: string): PostedMessage[] {
  return api.posted.filter(({ bot, thread_ts }) => bot === true && thread_ts === thread);
}

/** The one answer to what somebody says. */
export async function answerTo(served: ServedSlack, said: Said): Promise<PostedMessage> {
  const ts = await say(served, said);
  await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
  const [answer] = answersIn(served, ts);
  if (answer === undefined) throw new Error("no answer");
  return answer;
}

/** The button, menu or other element with these words or this id, as Slack sends it back. */
export function elementOf(shown: unknown, name: string | RegExp): Record<string, unknown> {
  const found = nodesOf(shown).find((node) => {
    if (typeof node["action_id"] !== "string") return false;
    const [label = ""] = textsOf([node["text"]]);
    return typeof name === "string"
      ? label === name || node["action_id"] === name
      : name.test(label);
  });
  if (found === undefined) throw new Error(`nothing to press that is called ${name}`);
  const { type, action_id, text, value } = found;
  return { type, action_id, text, ...(value === undefined ? {} : { value }) };
}

/** A button of a message that all see is pressed. */
export function pressed(
  { api }: ServedSlack,
  message: PostedMessage | undefined,
  name: string | RegExp,
  options: ActionOptions = {},
) {
  const { channel = ids.channel, ts = "", thread_ts } = message ?? {};
  const thread = thread_ts === undefined ? {} : { thread_ts };
  const { user = ids.user } = options;
  return messageAction({
    ...options,
    channel,
    ...thread,
    message: { ts },
    action: elementOf(message, name),
    response_url: api.responseUrl({ channel, user, message_ts: ts }),
  });
}

/** A button of a message that one person sees is pressed. */
export function pressedPrivately(
  { api }: ServedSlack,
  shown: unknown,
  name: string | RegExp,
  place: { readonly ts: string; readonly channel?: string; readonly user?: string },
) {
  const { ts, channel = ids.channel, user = ids.user } = place;
  return ephemeralAction({
    user,
    channel,
    message_ts: ts,
    action: elementOf(shown, name),
    response_url: api.responseUrl({ channel, user, message_ts: ts }),
  });
}
