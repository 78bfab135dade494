import type { App } from "@slack/bolt";
import type { Ask } from "../../src/answer/ask.ts";
import { createRecentMap, type RecentMap } from "../../src/recent-map.ts";
import { answerPrivately } from "./answer-privately.ts";
import { actionIds, decodeAnswerId, decodeAsk } from "./buttons.ts";
import {
  answerAgain,
  isServed,
  languageOf,
  readerOf,
  renderContextOf,
  type SlackContext,
} from "./context.ts";
import { createDoubleClicks } from "./double-click.ts";
import { conversationOf, personOf, tenantKeyOf } from "./ids.ts";
import { answerInForm, keepAnswer } from "./listen-forms.ts";
import { showInHome } from "./listen-home.ts";
import { listenToOpinions } from "./listen-opinions.ts";
import { writeAddress } from "./message-address.ts";
import { type Press, parsePress } from "./press.ts";
import { renderAnswer } from "./render-answer.ts";
import { renderRefusal } from "./render-refusal.ts";
import { reply, takeAway } from "./response-url.ts";
import { sayStale, sayTo, threadOf } from "./say-to.ts";
import { sheetPattern } from "./sheet-ids.ts";
import { slackWords } from "./words.ts";

const askPattern = new RegExp(`^${actionIds.ask}-\\d+$`);
const openPattern = new RegExp(`^${actionIds.open}(?:-\\d+)?$`);
/** Whatever an older version called its buttons: what nobody acknowledges is shown as broken. */
const otherPattern = new RegExp(
  `^(?!(?:${actionIds.ask}-\\d+|${actionIds.open}(?:-\\d+)?|${actionIds.share}|${actionIds.keep}|${actionIds.feedback}|home-[a-z]+(?:-\\d+)?)$|${sheetPattern.source})`,
);

/** Presses that are remembered, so that pressing twice does not do twice. */
const mostRemembered = 1_000;

/** What can be pressed below an answer. */
export function listenToButtons(app: App, context: SlackContext): void {
  app.action(openPattern, async ({ ack }) => ack());
  app.action(otherPattern, async ({ ack, body }) => {
    await ack();
    const press = parsePress(body);
    if (press !== undefined) await sayStale(press, context);
  });
  const isDoubleClick = createDoubleClicks(context.reception.digest);
  app.action(askPattern, async ({ ack, body }) => {
    const press = parsePress(body);
    const ask = decodeAsk(press?.value);
    const isTwice = press?.place.kind === "message" && isDoubleClick(press);
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
  listenToOpinions(app, context);
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
    tenant: tenantKeyOf(actor),
    isPrivate: channel.startsWith("D"),
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
  const { actor, responseUrl, value } = press;
  if (responseUrl === undefined) return;
  const reader = await readerOf(actor, context);
  if (!isServed(actor, context)) {
    const refusal = renderRefusal(languageOf(reader), context.settings.contact);
    return reply(responseUrl, refusal, { thread: threadOf(press) });
  }
  const id = decodeAnswerId(value);
  const given = await answerAgain(ask, id, actor, context, languageOf(reader));
  const message = renderAnswer(given.answer, {
    // Who shares has read it: what everybody sees is not said to one.
    ...renderContextOf(ask, { ...given, isFirst: false }, context),
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
