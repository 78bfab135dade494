import type { App } from "@slack/bolt";
import type { Ask } from "../../src/answer/ask.ts";
import { digestOf } from "../../src/delivery/digest.ts";
import { createRecentMap, type RecentMap } from "../../src/recent-map.ts";
import { answerPrivately } from "./answer-privately.ts";
import { actionIds, decodeAsk, decodeOpinion } from "./buttons.ts";
import {
  answerTo,
  isServed,
  languageOf,
  readerOf,
  renderContextOf,
  type SlackContext,
} from "./context.ts";
import { conversationOf, personOf } from "./ids.ts";
import { answerInForm, keepAnswer } from "./listen-forms.ts";
import { showInHome } from "./listen-home.ts";
import { writeAddress } from "./message-address.ts";
import { type Press, parsePress } from "./press.ts";
import { renderAnswer } from "./render-answer.ts";
import { renderNotice, renderRefusal } from "./render-refusal.ts";
import { reply, takeAway } from "./response-url.ts";
import { slackWords } from "./words.ts";

const askPattern = new RegExp(`^${actionIds.ask}-\\d+$`);
const openPattern = new RegExp(`^${actionIds.open}(?:-\\d+)?$`);
/** Whatever an older version called its buttons: what nobody acknowledges is shown as broken. */
const otherPattern = new RegExp(
  `^(?!(?:${actionIds.ask}-\\d+|${actionIds.open}(?:-\\d+)?|${actionIds.share}|${actionIds.keep}|${actionIds.feedback}|home-[a-z]+(?:-\\d+)?)$)`,
);

/** Presses that are remembered, so that pressing twice does not do twice. */
const mostRemembered = 1_000;
/** Milliseconds within which a second press of one person is the same one. */
const doubleClickMs = 5_000;

/** What can be pressed below an answer. */
export function listenToButtons(app: App, context: SlackContext): void {
  app.action(openPattern, async ({ ack }) => ack());
  app.action(otherPattern, async ({ ack, body }) => {
    await ack();
    const press = parsePress(body);
    if (press !== undefined) await sayStale(press, context);
  });
  const pressed = createRecentMap<number>(mostRemembered);
  app.action(askPattern, async ({ ack, body }) => {
    const press = parsePress(body);
    const ask = decodeAsk(press?.value);
    const isTwice = press !== undefined && isDoubleClick(press, pressed);
    // In a conversation the answer is owed from here on; elsewhere it is shown where it was pressed.
    const isNew = press && ask && (await askInThread(press, ask, context));
    await ack();
    if (press === undefined) return;
    if (ask === undefined) return sayStale(press, context);
    if (press.place.kind !== "message") return answerWhere(press, ask, context);
    if (isNew === false && !isTwice) await sayAsked(press, ask, context);
  });
  const shared = createRecentMap<true>(mostRemembered);
  app.action(actionIds.share, async ({ ack, body }) => {
    await ack();
    const press = parsePress(body);
    const ask = decodeAsk(press?.value);
    if (press === undefined) return;
    if (ask === undefined) return sayStale(press, context);
    // Each press brings an address of its own: the message is what two of them have in common.
    const { actor, place } = press;
    if (place.kind !== "private") return;
    await once(shared, `${actor.channel} ${place.ts} ${actor.user}`, () =>
      share(press, ask, context),
    );
  });
  const kept = createRecentMap<true>(mostRemembered);
  app.action(actionIds.keep, async ({ ack, body }) => {
    await ack();
    const press = parsePress(body);
    const ask = decodeAsk(press?.value);
    if (press === undefined || ask === undefined || press.place.kind !== "modal") return;
    await once(kept, press.place.viewId, () => keepAnswer(press, ask, context));
  });
  app.action(actionIds.feedback, async ({ ack, body }) => {
    await ack();
    const press = parsePress(body);
    const opinion = decodeOpinion(press?.value);
    if (press === undefined || opinion === undefined) return;
    const { isPositive, about } = opinion;
    if (about !== undefined) context.onFeedback?.(isPositive, about);
    const { feedback } = slackWords[languageOf(await readerOf(press.actor, context))];
    await sayTo(press, isPositive ? feedback.thanks : feedback.sorry);
  });
}

/** Does something that must not be done twice, however often it is pressed. */
async function once(begun: RecentMap<true>, key: string, work: () => Promise<void>): Promise<void> {
  if (begun.get(key) === true) return;
  begun.set(key, true);
  try {
    await work();
  } catch (error) {
    begun.delete(key);
    throw error;
  }
}

/** Whether the same person pressed the same button a moment ago. */
function isDoubleClick({ actor, place, value, atMs }: Press, pressed: RecentMap<number>): boolean {
  if (place.kind !== "message") return false;
  // A digest, so that what is remembered is short and names nobody.
  const key = digestOf(`${actor.channel}:${place.ts}:${value}:${actor.user}`);
  const before = pressed.get(key);
  pressed.set(key, atMs);
  return before !== undefined && Math.abs(atMs - before) < doubleClickMs;
}

/** Answers where only one person looks. */
async function answerWhere(press: Press, ask: Ask, context: SlackContext): Promise<void> {
  if (press.place.kind === "home") return showInHome(press, context, ask);
  if (press.place.kind === "modal") return answerInForm(press, ask, context);
  if (press.responseUrl === undefined) return;
  const message = await answerPrivately(press.actor, context, ask);
  await reply(press.responseUrl, message, { thread: threadOf(press) });
}

/** A button is one question, whoever presses it and however often. False when it was asked before. */
async function askInThread(
  press: Press,
  ask: Ask,
  context: SlackContext,
): Promise<boolean | undefined> {
  const { actor, actionId, value, place, atMs } = press;
  const { channel } = actor;
  if (place.kind !== "message" || channel === undefined) return undefined;
  const isRefused = !isServed(actor, context);
  // A refusal is told to one person, and must not stand for the answer to the others.
  const refused = isRefused ? `:refused:${actor.user}` : "";
  return context.delivery.accept({
    id: `slack:press:${channel}:${place.ts}:${actionId}:${value}${refused}`,
    conversation: conversationOf(channel, place.thread),
    channel: `slack:${channel}`,
    person: personOf(actor.team, actor.user),
    ...ask,
    question: isRefused ? "" : ask.question,
    audience: "assistant",
    isRefused,
    sentAtMs: atMs,
    address: writeAddress({
      team: actor.team,
      enterprise: actor.enterprise,
      channel,
      thread: place.thread,
      ts: place.ts,
      user: actor.user,
      isDirect: channel.startsWith("D"),
      isPress: true,
    }),
  });
}

/** Shows everybody what only one person saw, and takes that away. */
async function share(press: Press, ask: Ask, context: SlackContext): Promise<void> {
  const { actor, responseUrl } = press;
  if (responseUrl === undefined) return;
  const reader = await readerOf(actor, context);
  if (!isServed(actor, context)) {
    const refusal = renderRefusal(languageOf(reader), context.settings.contact);
    return reply(responseUrl, refusal, { thread: threadOf(press) });
  }
  const answer = await answerTo(ask, reader, context);
  const message = renderAnswer(answer, {
    ...renderContextOf(ask, context),
    sharedBy: actor.user,
  });
  await reply(responseUrl, message, { inChannel: true, thread: threadOf(press) });
  await takeAway(responseUrl);
}

/** Nothing comes of pressing what somebody has pressed before: without a word it would seem broken. */
async function sayAsked(press: Press, ask: Ask, context: SlackContext): Promise<void> {
  if (!isServed(press.actor, context)) return;
  const { identifier } = context.index().language;
  const said = [...ask.history, ask.question].map((text) => identifier.identify(text));
  const reader = await readerOf(press.actor, context);
  const language = said.findLast((one) => one !== undefined) ?? languageOf(reader);
  await sayTo(press, slackWords[language].alreadyAsked);
}

/** A button of an older version: it is better to say so than to be silent. */
async function sayStale(press: Press, context: SlackContext): Promise<void> {
  const language = languageOf(await readerOf(press.actor, context));
  await sayTo(press, slackWords[language].staleButton);
}

async function sayTo(press: Press, text: string): Promise<void> {
  const { responseUrl } = press;
  if (responseUrl !== undefined)
    await reply(responseUrl, renderNotice(text), { thread: threadOf(press) });
}

/** Where the person looks. A reply that only would begin a thread is not shown. */
function threadOf({ place }: Press): string | undefined {
  if (place.kind === "private") return place.thread;
  return place.kind === "message" && place.thread !== place.ts ? place.thread : undefined;
}
