import type { Logger } from "pino";
import type { Digest } from "../../src/delivery/digest.ts";
import type { Reply } from "../../src/delivery/message.ts";
import type { Messenger } from "../../src/ports.ts";
import { createRecentMap } from "../../src/recent-map.ts";
import { withoutUndefined } from "../../src/without-undefined.ts";
import type { OutgoingActivity } from "./activity.ts";
import type { Connector } from "./connector.ts";
import { baseOf, readAddress, readSent, type Sent, writeSent } from "./message-address.ts";
import type { References } from "./references.ts";
import type { Renderer } from "./renderer.ts";
import { sendCard } from "./send-card.ts";
import type { SentAnswers } from "./sent-answers.ts";
import type { TeamsSettings } from "./settings.ts";
import { isAdmin } from "./who.ts";
import { writeFirst } from "./write-first.ts";

/** What the messenger works with. */
export interface MessengerOptions {
  readonly connector: Connector;
  readonly renderer: Renderer;
  /** Told of every answer that stands. */
  readonly sentAnswers: Pick<SentAnswers, "add">;
  readonly references: Pick<References, "get">;
  readonly settings: Pick<TeamsSettings, "admins">;
  readonly digest: Digest;
  readonly log: Logger;
}

/** Answers whose card came or went with a change of their question, and that are remembered: people mend soon or never. */
const mostChanged = 2_000;

/** Writes into Teams' conversations. */
export function createMessenger(options: MessengerOptions): Messenger {
  const { connector, renderer, sentAnswers, log } = options;
  const draw = ({ replyTo, isPersonal }: Pick<Sent, "replyTo" | "isPersonal">, reply: Reply) =>
    apart(
      replyTo === undefined
        ? renderer.greeting(reply, { isPersonal })
        : renderer.reply(reply, { isPersonal }),
    );
  const cards = createCards(options);
  return {
    async send({ address: text, person }, reply) {
      const address = readAddress(text);
      const { conversation, replyTo, isPersonal } = address;
      const { first, card } = draw(address, reply);
      const id = await connector.send(conversation, first, replyTo);
      if (id !== undefined) {
        const place = { conversation: conversation.id, id };
        await sentAnswers.add(place, reply, isPersonal ? person : undefined);
      }
      const cardId = card && (await sendCard(belowWords({ ...address, id }), card, options));
      return writeSent(withoutUndefined({ conversation, replyTo, isPersonal, id, cardId }));
    },
    async find({ address: text }) {
      // Teams lets no bot read. Not to be told is better than to be told twice.
      log.error("it is not known whether an answer arrived: it is not sent again");
      const { conversation, replyTo, isPersonal } = readAddress(text);
      return writeSent(withoutUndefined({ conversation, replyTo, isPersonal }));
    },
    async update(text, reply) {
      const sent = readSent(text);
      const { conversation, id } = sent;
      if (id === undefined) return;
      const { first, card } = draw(sent, reply);
      await connector.update(conversation, id, first);
      await sentAnswers.add({ conversation: conversation.id, id }, reply);
      await cards.change(sent, card);
    },
    async remove(text) {
      const sent = readSent(text);
      for (const one of [cards.idOf(sent), sent.id])
        if (one !== undefined) await connector.remove(sent.conversation, one);
    },
    async working({ address: text }) {
      try {
        const { conversation, replyTo } = readAddress(text);
        await connector.send(conversation, { type: "typing" }, replyTo);
      } catch (err) {
        log.debug({ err }, "typing not shown");
      }
    },
    write: (place, sheet) => writeFirst(place, sheet, options),
    placeOf({ address: text }) {
      const { conversation, isPersonal } = readAddress(text);
      return isPersonal ? baseOf(conversation.id) : undefined;
    },
    async isAdmin({ address: text, person }) {
      const { tenant } = readAddress(text).conversation;
      return isAdmin(person, tenant, options.settings, options.digest);
    },
  };
}

/**
 * Words and card as two messages: Teams would split them itself, and tell the id of neither. What has no words is one.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages#send-a-message
 */
function apart(activity: OutgoingActivity): {
  readonly first: OutgoingActivity;
  readonly card?: OutgoingActivity;
} {
  const { attachments, ...words } = activity;
  if (attachments === undefined || words.text === undefined) return { first: activity };
  const { summary } = words;
  return {
    first: words,
    card: { type: "message", attachments, ...(summary === undefined ? {} : { summary }) },
  };
}

/** The cards of answers as they stand now. What is kept of an answer tells only with which card it was sent. */
function createCards(options: MessengerOptions) {
  const { connector } = options;
  const changed = createRecentMap<{ readonly cardId?: string }>(mostChanged);
  const keyOf = ({ conversation, id }: Sent) => `${conversation.id} ${id}`;
  const idOf = (sent: Sent) => (changed.get(keyOf(sent)) ?? sent).cardId;
  return {
    idOf,
    async change(sent: Sent, card: OutgoingActivity | undefined): Promise<void> {
      const before = idOf(sent);
      if (before !== undefined && card !== undefined) {
        await connector.update(sent.conversation, before, card);
      } else if (before !== undefined) {
        await connector.remove(sent.conversation, before);
        changed.set(keyOf(sent), {});
      } else if (card !== undefined) {
        const cardId = await sendCard(belowWords(sent), card, options);
        if (cardId !== undefined) changed.set(keyOf(sent), { cardId });
      }
    },
  };
}

/** Where the card of some words belongs. In a channel what answers nothing begins a thread, and the card belongs into it. */
function belowWords({ conversation, replyTo, id }: Pick<Sent, "conversation" | "replyTo" | "id">) {
  return { conversation, replyTo: replyTo ?? id };
}
