import type { App } from "@slack/bolt";
import { answerPrivately } from "./answer-privately.ts";
import { type Ask, actionIds, decodeAsk } from "./buttons.ts";
import {
  answerTo,
  isServed,
  languageOf,
  readerOf,
  renderContextOf,
  type SlackContext,
} from "./context.ts";
import { answerInForm, keepAnswer } from "./listen-forms.ts";
import { showInHome } from "./listen-home.ts";
import { writeAddress } from "./message-address.ts";
import { conversationOf, personOf } from "./parse-event.ts";
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

/** What can be pressed below an answer. */
export function listenToButtons(app: App, context: SlackContext): void {
  app.action(openPattern, async ({ ack }) => ack());
  app.action(otherPattern, async ({ ack, body }) => {
    await ack();
    const press = parsePress(body);
    if (press !== undefined) await sayStale(press, context);
  });
  app.action(askPattern, async ({ ack, body }) => {
    const press = parsePress(body);
    const ask = decodeAsk(press?.value);
    // In a conversation the answer is owed from here on; elsewhere it is shown where it was pressed.
    if (press?.place.kind === "message" && ask !== undefined)
      await askInThread(press, ask, context);
    await ack();
    if (press === undefined || press.place.kind === "message") {
      if (press !== undefined && ask === undefined) await sayStale(press, context);
      return;
    }
    if (ask === undefined) return sayStale(press, context);
    if (press.place.kind === "home") return showInHome(press, context, ask);
    if (press.place.kind === "modal") return answerInForm(press, ask, context);
    if (press.responseUrl === undefined) return;
    const message = await answerPrivately(press.actor, context, ask);
    await reply(press.responseUrl, message, { thread: threadOf(press) });
  });
  const shared = new Set<string>();
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
  const kept = new Set<string>();
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
    const [opinion, ...about] = press?.value?.split(":") ?? [];
    if (press === undefined || (opinion !== "positive" && opinion !== "negative")) return;
    if (about.every((word) => /^[a-z-]{1,20}$/.test(word)))
      context.onFeedback?.(opinion === "positive", about.join(":"));
    const { feedback } = slackWords[languageOf(await readerOf(press.actor, context))];
    await sayTo(press, opinion === "positive" ? feedback.thanks : feedback.sorry);
  });
}

/** Does something that must not be done twice, however often it is pressed. */
async function once(begun: Set<string>, key: string, work: () => Promise<void>): Promise<void> {
  if (begun.has(key)) return;
  begun.add(key);
  try {
    await work();
    // What was pressed is gone by then.
    setTimeout(() => begun.delete(key), rememberedMs).unref();
  } catch (error) {
    begun.delete(key);
    throw error;
  }
}

const rememberedMs = 30 * 60_000;

/** The same button pressed twice is one question. */
async function askInThread(press: Press, ask: Ask, context: SlackContext): Promise<void> {
  const { actor, actionId, value, place, atMs } = press;
  const { channel } = actor;
  if (place.kind !== "message" || channel === undefined) return;
  const isRefused = !isServed(actor, context);
  await context.delivery.accept({
    id: `slack:press:${channel}:${place.ts}:${actor.user}:${actionId}:${value}`,
    conversation: conversationOf(channel, place.thread),
    channel: `slack:${channel}`,
    person: personOf(actor.team, actor.user),
    ...ask,
    question: isRefused ? "" : ask.question,
    isAddressed: true,
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
