import { platformContract, type Writer, type Written } from "../../contracts/platform.ts";
import {
  appMention,
  botMessage,
  channelMessage,
  type MessageOptions,
  messageChanged,
  messageDeleted,
  ownMessage,
} from "./events.ts";
import { addressesOf, textsOf } from "./reading.ts";
import { serveSlack } from "./serve-slack.ts";

const channel = "C0GENERAL0";
const self = "<@U0AGENDA00>";

platformContract("Slack", async (index, wish = {}) => {
  const { api, deliver, restart, until, log } = await serveSlack(index, {
    ...wish,
    settings: { contact: "informatica@ajuntament.example.cat" },
  });
  const events = new Map<string, { payload: object; root: string }>();
  const eventOf = ({ where }: Written) => {
    const event = events.get(where);
    if (event === undefined) throw new Error(`nothing was written at ${where}`);
    return event;
  };
  return {
    write(said, { after, by = "person" } = {}) {
      const text = after === undefined ? `${self} ${said}` : said;
      const root = after === undefined ? undefined : eventOf(after).root;
      const thread = root === undefined ? {} : { thread_ts: root };
      const user = users[by];
      const ts = api.write({ channel, user, text, ...thread });
      const payload = payloadOf(by, {
        channel,
        ts,
        text,
        ...thread,
        ...(by === "bot" ? {} : { user }),
      });
      events.set(ts, { payload, root: root ?? ts });
      return { where: ts };
    },
    async deliver(written) {
      const { status } = await deliver(eventOf(written).payload);
      if (status !== 200) throw new Error(`not acknowledged: ${status}`);
    },
    async edit({ where: ts }, said) {
      const text = `${self} ${said}`;
      api.edit(channel, ts, text);
      await deliver(messageChanged({ channel, ts, text, previous: "abans" }));
    },
    async remove({ where: ts }) {
      api.remove(channel, ts);
      await deliver(messageDeleted({ channel, ts, text: `${self} abans` }));
    },
    answersTo(written) {
      const { root } = eventOf(written);
      const inThread = api.posted.filter(
        ({ bot, thread_ts }) => bot === true && thread_ts === root,
      );
      const user = (eventOf(written).payload as { event?: { user?: string } }).event?.user;
      const privately = api.ephemerals.filter((message) => message.user === user);
      return [...inThread, ...privately].map((message) =>
        [message.text, ...textsOf(message.blocks), ...addressesOf(message.blocks)].join("\n"),
      );
    },
    breakNext(when) {
      api.misbehave("chat.postMessage", { kind: when === "before" ? "drop-before" : "drop-after" });
    },
    restart,
    until,
    log,
    get faults() {
      return api.faults;
    },
  };
});

const users: Readonly<Record<Writer, string>> = {
  person: "U0ANNA0000",
  self: "U0AGENDA00",
  bot: "U0ANNA0000",
  stranger: "U0ALIEN000",
};

function payloadOf(by: Writer, where: MessageOptions): object {
  switch (by) {
    case "self":
      return ownMessage(where);
    case "bot":
      return botMessage(where);
    case "stranger":
      return ofElsewhere(appMention(where));
    case "person":
      return where.thread_ts === undefined ? appMention(where) : channelMessage(where);
  }
}

/** Of a member of another workspace, in a channel that both share. */
function ofElsewhere<T extends { readonly event: object }>(payload: T): T {
  const home = { team: "T0ELSEWHERE", user_team: "T0ELSEWHERE" };
  return { ...payload, is_ext_shared_channel: true, event: { ...payload.event, ...home } };
}
