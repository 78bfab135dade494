import * as z from "zod";
import { checkThread, readable } from "./slack-chat.ts";
import { channelId, json, type Method, method, text, ts, userId } from "./slack-methods.ts";
import { Refusal } from "./slack-state.ts";

const look = {
  icon_emoji: text.optional(),
  icon_url: text.optional(),
  username: text.optional(),
};

/** Methods of agents: https://docs.slack.dev/ai/agent-sessions and .../reference/methods?family=assistant */
export const agentMethods: Readonly<Record<string, Method>> = {
  "assistant.threads.setStatus": method(
    {
      channel_id: channelId,
      thread_ts: ts,
      status: text,
      loading_messages: json(z.array(z.string().min(1)).max(10)).optional(),
      ...look,
    },
    (args, caller, state) => {
      const channel = readable(state, args.channel_id, caller);
      checkThread(state, channel.id, args.thread_ts);
      const place = `${channel.id} ${args.thread_ts}`;
      if (args.status === "") state.statuses.delete(place);
      else state.statuses.set(place, args.status);
      return {};
    },
    { scope: "chat:write" },
  ),
  "assistant.threads.setSuggestedPrompts": method(
    {
      channel_id: channelId,
      title: text.optional(),
      prompts: json(
        z
          .array(z.strictObject({ title: z.string().min(1), message: z.string().min(1) }))
          .min(1)
          .max(4),
      ),
      thread_ts: text.optional(),
    },
    (args, caller, state) => {
      const channel = readable(state, args.channel_id, caller);
      if (channel.kind !== "im") throw new Refusal("channel_type_not_supported", [channel.id]);
      // Slack says yes and shows nothing: prompts of an agent belong to no thread.
      if (args.thread_ts !== undefined)
        state.faults.push("assistant.threads.setSuggestedPrompts: thread_ts, nothing is shown");
      else state.prompts.set(channel.id, { title: args.title, prompts: args.prompts });
      return {};
    },
    { scope: "assistant:write" },
  ),
  "agents.sessions.setStatus": method(
    {
      channel_id: channelId,
      status: z.enum(["active", "processing", "suspended", "closed"]),
      thread_ts: ts,
      title: z.string().min(1).max(200).optional(),
      initiator_user_id: userId.optional(),
      ...look,
    },
    (args, caller, state) => {
      const channel = readable(state, args.channel_id, caller);
      checkThread(state, channel.id, args.thread_ts);
      return { status: args.status, agent_status: args.status };
    },
    { scope: "assistant:write" },
  ),
};
