import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import type { Reply } from "../../src/delivery/message.ts";
import { SendError } from "../../src/delivery/send-error.ts";
import type { Messenger } from "../../src/ports.ts";
import { createRecentMap } from "../../src/recent-map.ts";
import type { OutgoingActivity } from "./activity.ts";
import type { Connector } from "./connector.ts";
import { readAddress, readSent, type Sent, writeSent } from "./message-address.ts";
import type { Renderer } from "./renderer.ts";

/** What the messenger works with. */
export interface MessengerOptions {
  readonly connector: Connector;
  readonly renderer: Renderer;
  /** Told of every answer that stands, by the conversation and the id of its activity. */
  readonly onSent: (conversation: string, id: string, reply: Reply) => void;
  readonly log: Logger;
}

/** Answers whose card came or went with a change of their question, and that are remembered: people mend soon or never. */
const mostChanged = 2_000;

/** Writes into Teams' conversations. */
export function createMessenger(options: MessengerOptions): Messenger {
  const { connector, renderer, onSent, log } = options;
  const draw = ({ replyTo, isPersonal }: Pick<Sent, "replyTo" | "isPersonal">, reply: Reply) =>
    apart(replyTo === undefined ? renderer.greeting(reply) : renderer.reply(reply, { isPersonal }));
  const cards = createCards(options);
  return {
    async send({ address: text }, reply) {
      const address = readAddress(text);
      const { conversation, replyTo, isPersonal } = address;
      const { text: words, card } = draw(address, reply);
      const id = await connector.send(conversation, words, replyTo);
      if (id !== undefined) onSent(conversation.id, id, reply);
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
      const { text: words, card } = draw(sent, reply);
      await connector.update(conversation, id, words);
      onSent(conversation.id, id, reply);
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
  };
}

/**
 * Words and card as two messages: Teams would split them itself, and tell the id of neither.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages#send-a-message
 */
function apart({ attachments, ...text }: OutgoingActivity): {
  readonly text: OutgoingActivity;
  readonly card?: OutgoingActivity;
} {
  if (attachments === undefined) return { text };
  const { summary } = text;
  return {
    text,
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

/** Attempts to send a card, and milliseconds between two of them at most: it is not worth a longer wait. */
const cardAttempts = 3;
const longestCardWaitMs = 10_000;

/** The words stand alone: a card that cannot be sent is left out, and the answer is given all the same. */
async function sendCard(
  { conversation, replyTo }: Pick<Sent, "conversation" | "replyTo">,
  card: OutgoingActivity,
  { connector, log }: MessengerOptions,
): Promise<string | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await connector.send(conversation, card, replyTo);
    } catch (err) {
      const isNotSent = err instanceof SendError && err.outcome === "not-sent";
      if (!isNotSent || attempt === cardAttempts) {
        log.warn({ err }, "card left out");
        return undefined;
      }
      await wait(Math.min(longestCardWaitMs, err.retryAfterMs ?? 0));
    }
  }
}

function withoutUndefined({ replyTo, id, cardId, ...rest }: Sent): Sent {
  return {
    ...rest,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(id === undefined ? {} : { id }),
    ...(cardId === undefined ? {} : { cardId }),
  };
}
