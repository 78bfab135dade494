import { expect } from "vitest";
import {
  type ActivityOptions,
  cardSubmit,
  ids,
  type MessageOptions,
  message,
} from "./activities.ts";
import type { SentMessage } from "./connector-server.ts";
import { actionOf } from "./reading.ts";
import type { ServedTeams } from "./serve-teams.ts";

/** Any activity that is answered below itself: what somebody wrote, or pressed. */
export interface Asked {
  readonly id: string;
  readonly conversation: { readonly id: string };
}

/** Somebody writes a message, and Teams delivers it. */
export async function say(served: ServedTeams, options: MessageOptions = {}) {
  const activity = message(options);
  await deliver(served, activity);
  return activity;
}

/** Teams delivers something, and it is acknowledged. */
export async function deliver({ deliver }: ServedTeams, activity: object): Promise<void> {
  expect(await deliver(activity)).toMatchObject({ status: 200 });
}

/** What the assistant wrote below a message, in order. */
export function below({ connector }: ServedTeams, asked: Asked): SentMessage[] {
  return connector.messagesIn(asked.conversation.id).filter(({ replyTo }) => replyTo === asked.id);
}

/** Those of them that are words, in Markdown. */
export function wordsBelow(served: ServedTeams, asked: Asked): string[] {
  return below(served, asked).flatMap(({ activity: { text } }) => text ?? []);
}

/** Those of them that are cards. */
export function cardsBelow(served: ServedTeams, asked: Asked): SentMessage[] {
  return below(served, asked).filter(({ activity }) => activity.attachments !== undefined);
}

/** Waits until an answer is whole: its words, and the card that follows them. */
export async function answered(served: ServedTeams, asked: Asked): Promise<void> {
  await served.until(() => {
    expect(wordsBelow(served, asked)).toHaveLength(1);
    expect(cardsBelow(served, asked)).toHaveLength(1);
  });
}

/** Somebody asks, and waits for the whole answer. */
export async function ask(served: ServedTeams, options: MessageOptions = {}) {
  const asked = await say(served, options);
  await answered(served, asked);
  return asked;
}

/** Asks something else in the same place: whatever came before has been dealt with once it is answered. */
export async function settle(served: ServedTeams, options: MessageOptions = {}): Promise<void> {
  await ask(served, { ...options, text: "acció 4.1.1" });
}

/** A button of a card is pressed, as Teams tells of it: the text that it says, and what it carries. */
export function pressed(
  card: SentMessage | undefined,
  name: string | RegExp,
  options: ActivityOptions = {},
) {
  const { data } = actionOf(card?.activity, name);
  const { msteams, ...value } = data as { readonly msteams: { readonly text: string } };
  return cardSubmit({
    ...options,
    value,
    replyToId: card?.id ?? "",
    more: { text: msteams.text, ...options.more },
  });
}

/** What was logged at a level or above: 40 is a warning, 50 an error. */
export function logged({ log }: ServedTeams, level: number): LogLine[] {
  return log.map((line) => JSON.parse(line) as LogLine).filter((line) => line.level >= level);
}

/** A line of the log. */
export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly err?: { readonly message: string };
}

/** Conversation of a channel's thread. */
export function threadOf(root: string): string {
  return `${ids.channel};messageid=${root}`;
}
