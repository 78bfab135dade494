import type { App } from "@slack/bolt";
import type { Answer } from "../../src/answer/answer.ts";
import type { Ask } from "../../src/answer/ask.ts";
import { readPopulation } from "../../src/council/written-population.ts";
import { createRecentMap, type RecentMap } from "../../src/recent-map.ts";
import { readSpokenWish } from "../../src/reception/spoken-wish.ts";
import { readWish } from "../../src/reception/wish.ts";
import { actionIds } from "./buttons.ts";
import {
  type Actor,
  answerTo,
  isServed,
  knownOf,
  languageOf,
  noteTold,
  readerOf,
  type SlackContext,
  whoOf,
} from "./context.ts";
import { changeHome, type HomeState, readHomeState } from "./home-state.ts";
import { openSheet } from "./open-sheet.ts";
import { type Press, parsePress } from "./press.ts";
import { promptsFor } from "./prompts.ts";
import { type HomeContext, renderHome } from "./render-home.ts";
import { renderRefusal } from "./render-refusal.ts";
import { homeSheetPattern } from "./sheet-ids.ts";
import { visitorOf } from "./visitor.ts";
import { calling, slackErrorOf } from "./web-client.ts";

const homePattern = /^home-[a-z]+(?:-\d+)?$/;
/** Conversations of which is remembered what was offered there; to others it is offered once more. */
const mostPrompted = 10_000;

/** The App Home, and what people are offered to ask where they talk with the assistant. */
export function listenToHome(app: App, context: SlackContext): void {
  const prompted = createRecentMap<string>(mostPrompted);
  app.event("app_home_opened", async ({ event, body }) => {
    const actor = actorOf(body, event.user);
    if (event.tab === "messages") return offerPrompts(event.channel, actor, prompted, context);
    await refreshHome(actor, event.view?.private_metadata, context);
  });
  // Where people are looking is theirs: it only tells that they may be about to ask.
  app.event("app_context_changed", async ({ event, body }) => {
    const { user, channel } = event;
    await offerPrompts(channel, actorOf(body, user), prompted, context);
  });
  app.action(homePattern, async ({ ack, body }) => {
    await ack();
    const press = parsePress(body);
    if (press?.place.kind !== "home") return;
    if (homeSheetPattern.test(press.actionId)) {
      const wish = readWish(press.value);
      return wish && openSheet(press, wish, context);
    }
    if (press.actionId === actionIds.homeAsk) {
      const question = press.value?.trim() ?? "";
      const wish = readSpokenWish(question);
      if (wish !== undefined) return openSheet(press, wish, context);
      if (question !== "") await showInHome(press, context, { question, history: [] });
      return;
    }
    await change(press, context);
  });
}

/** Shows the App Home as it was, with what was said last on whatever surface. */
export async function refreshHome(
  actor: Actor,
  metadata: string | undefined,
  context: SlackContext,
): Promise<void> {
  const { reader, council } = await knownOf(actor, context);
  const { population: _, ...state } = readHomeState(metadata, languageOf(reader));
  const { language = state.language } = reader;
  const told = council === undefined ? {} : { population: council.population };
  await publish(actor, { ...state, ...told, language }, context);
}

/** Shows the answer to a question in the App Home, below its box. */
export async function showInHome(press: Press, context: SlackContext, ask: Ask): Promise<void> {
  const { actor, place } = press;
  if (place.kind !== "home") return;
  const reader = await readerOf(actor, context);
  const state = readHomeState(place.metadata, languageOf(reader));
  const given = isServed(actor, context)
    ? await answerTo(ask, actor, context, state.language)
    : undefined;
  await publish(actor, state, context, { history: ask.history, answer: given?.answer }, place.hash);
  // The App Home itself says what it is.
  if (given !== undefined) await noteTold(given, actor, context);
}

async function change(press: Press, context: SlackContext): Promise<void> {
  const { actor, actionId, value, place } = press;
  if (place.kind !== "home") return;
  const reader = await readerOf(actor, context);
  const before = readHomeState(place.metadata, languageOf(reader));
  const state = changeHome(before, actionId, value);
  const { population, language } = state;
  // Of those who are refused nothing is kept.
  const isKept = isServed(actor, context);
  const { reception } = context;
  const who = whoOf(actor, context);
  if (isKept && language !== before.language) await reception.tell(who, { language });
  if (isKept && population !== before.population) {
    if (population !== undefined) await reception.tell(who, { population });
    // What was said for everybody of the workspace stays; what one said oneself is taken back.
    else await dropOwn(actor, context);
  }
  const isPopulationInvalid =
    actionId === actionIds.homePopulation &&
    value !== undefined &&
    value !== "" &&
    readPopulation(value) === undefined;
  await publish(actor, state, context, { isPopulationInvalid }, place.hash);
}

async function dropOwn(actor: Actor, context: SlackContext): Promise<void> {
  // Nothing is shown of it that only administrators see: Slack need not be asked who is one.
  const visitor = { ...visitorOf(actor, context), isAdmin: () => Promise.resolve(false) };
  await context.reception.serve({ kind: "drop-council", whose: "own" }, visitor);
}

/** What is shown once beside the state. */
interface Shown {
  readonly history?: readonly string[];
  readonly answer?: Answer | undefined;
  readonly isPopulationInvalid?: boolean;
}

async function publish(
  actor: Actor,
  state: HomeState,
  context: SlackContext,
  { history = [], answer, isPopulationInvalid = false }: Shown = {},
  hash?: string,
): Promise<void> {
  const { index, publicUrl, settings } = context;
  const client = await context.clientFor(actor);
  const isOpen = isServed(actor, context);
  const home = renderHome(state, {
    ...(isOpen ? await personalOf(actor, state, context) : {}),
    index: index(),
    publicUrl,
    history,
    isPopulationInvalid,
    ...(answer === undefined ? {} : { answer }),
  });
  const refusal = () => renderRefusal(state.language, settings.contact).blocks;
  const view = isOpen ? home : { type: home.type, blocks: [...refusal()] };
  try {
    await calling("views.publish", () =>
      client.views.publish({ user_id: actor.user, view, ...(hash === undefined ? {} : { hash }) }),
    );
  } catch (error) {
    // Something pressed later was faster, and is what the person wants to see.
    if (slackErrorOf(error) !== "hash_conflict") throw error;
  }
}

/** What the App Home shows of the person alone. */
async function personalOf(
  actor: Actor,
  state: HomeState,
  context: SlackContext,
): Promise<Pick<HomeContext, "personal">> {
  const { reader, council } = await knownOf(actor, context);
  const isGuided = context.index().itinerary.length > 0;
  const sheet = isGuided
    ? await context.reception.serve(
        { kind: "itinerary" },
        { ...visitorOf(actor, context, state.language), isPeek: true },
      )
    : undefined;
  const progress = sheet?.parts.find((part) => part.kind === "progress");
  return {
    personal: {
      ...(council === undefined
        ? {}
        : { council: { ...council, isOwn: reader.population !== undefined } }),
      ...(progress === undefined ? {} : { progress }),
    },
  };
}

/** Offers questions to begin with, once a day a person and language; https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts */
async function offerPrompts(
  channel: string | undefined,
  actor: Actor,
  prompted: RecentMap<string>,
  context: SlackContext,
): Promise<void> {
  if (channel === undefined || !channel.startsWith("D") || !isServed(actor, context)) return;
  const language = languageOf(await readerOf(actor, context));
  const { title, prompts } = promptsFor(context.index(), language);
  const now = `${language} ${new Date().toISOString().slice(0, 10)} ${context.index().builtAt}`;
  if (prompts.length === 0 || prompted.get(channel) === now) return;
  const client = await context.clientFor(actor);
  await calling("assistant.threads.setSuggestedPrompts", () =>
    client.assistant.threads.setSuggestedPrompts({
      channel_id: channel,
      title,
      prompts: prompts.map((prompt) => ({ ...prompt })),
    }),
  );
  prompted.set(channel, now);
}

function actorOf(
  body: {
    readonly team_id?: string;
    readonly enterprise_id?: string | undefined;
    readonly authorizations?: readonly { team_id: string | null; enterprise_id: string | null }[];
  },
  user: string,
): Actor {
  const [authorization] = body.authorizations ?? [];
  return {
    team: authorization?.team_id ?? body.team_id,
    enterprise: authorization?.enterprise_id ?? body.enterprise_id,
    user,
  };
}
