import { platformContract, type Writer, type Written } from "../../contracts/platform.ts";
import {
  ids,
  message,
  messageDeleted,
  messageEdited,
  nextMessageId,
  people,
} from "./activities.ts";
import { textsOf } from "./reading.ts";
import { serveTeams } from "./serve-teams.ts";

platformContract("Teams", async (index, wish = {}) => {
  const { connector, deliver, restart, until, settled, log } = await serveTeams(index, {
    ...wish,
    settings: { contact: "informatica@ajuntament.example.cat" },
  });
  const activities = new Map<string, { activity: ReturnType<typeof message>; chat: string }>();
  const of = ({ where }: Written) => {
    const found = activities.get(where);
    if (found === undefined) throw new Error("nothing was written there");
    return found;
  };
  let chats = 0;
  const send = async (activity: object) => {
    const { status } = await deliver(activity);
    if (status !== 200) throw new Error(`not acknowledged: ${status}`);
  };
  return {
    write(text, { after, by = "person" } = {}) {
      const id = nextMessageId();
      chats += 1;
      const chat = after === undefined ? `a:1chat${chats}` : of(after).chat;
      const activity = message({ id, text, conversation: chat, ...writers[by] });
      activities.set(id, { activity, chat });
      return { where: id };
    },
    deliver: (written) => send(of(written).activity),
    edit: (written, text) => send(messageEdited(of(written).activity, text)),
    remove: (written) => send(messageDeleted(of(written).activity)),
    answersTo(written) {
      // An answer is its words and, as a message of its own, its card.
      const answers = new Map<string, string[]>();
      for (const { replyTo = "", activity } of connector.messagesIn(of(written).chat))
        answers.set(replyTo, [...(answers.get(replyTo) ?? []), ...textsOf(activity)]);
      return [...answers.values()].map((texts) => texts.join("\n"));
    },
    breakNext(when) {
      connector.misbehave(
        "send",
        // The sign that an answer is being made comes first.
        { kind: "slow", ms: 0 },
        when === "before" ? { kind: "status", status: 502 } : { kind: "drop-after" },
      );
    },
    restart,
    async until(holds) {
      await until(holds);
      // The card follows the words.
      await settled();
      holds();
    },
    log,
    get faults() {
      return connector.faults;
    },
  };
});

const writers: Readonly<Record<Writer, object>> = {
  person: {},
  self: { user: { id: ids.bot, name: ids.botName } },
  bot: { user: { id: "28:another-app", name: "Un altre" } },
  stranger: { user: people.jordi, tenant: "00000000-0000-4000-8000-000000000001" },
};
