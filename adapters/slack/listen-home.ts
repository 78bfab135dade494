import type { App } from "@slack/bolt";
import type { Ask } from "../../src/answer/ask.ts";
import { readPopulation } from "../../src/council/written-population.ts";
import { createRecentMap, type RecentMap } from "../../src/recent-map.ts";
import { actionIds } from "./buttons.ts";
import {
  type Actor,
  answerTo,
  isServed,
  keepReader,
  languageOf,
  readerOf,
  type SlackContext,
} from "./context.ts";
import { changeHome, type HomeState, readHomeState } from "./home-state.ts";
import { type Press, parsePress } from "./press.ts";
import { promptsFor } from "./prompts.ts";
import { renderHome } from "./render-home.ts";
import { renderRefusal } from "./render-refusal.ts";
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
    const reader = await readerOf(actor, context);
    const state = readHomeState(event.view?.private_metadata, languageOf(reader));
    // What was said last, on whatever surface, holds.
    await publish(actor, { ...state, ...reader }, context);
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
    if (press.actionId === actionIds.homeAsk) {
      const question = press.value?.trim() ?? "";
      if (question !== "") await showInHome(press, context, { question, history: [] });
      return;
    }
    await change(press, context);
  });
}

/** Shows the answer to a question in the App Home, below its box. */
export async function showInHome(press: Press, context: SlackContext, ask: Ask): Promise<void> {
  const { actor, place } = press;
  if (place.kind !== "home") return;
  const reader = await readerOf(actor, context);
  const state = readHomeState(place.metadata, languageOf(reader));
  const answer = isServed(actor, context)
    ? await answerTo(ask, { ...reader, language: state.language }, context)
    : undefined;
  await publish(actor, state, context, { history: ask.history, answer }, place.hash);
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
  if (isKept && (population !== before.population || language !== before.language))
    await keepReader(
      actor,
      { language, ...(population === undefined ? {} : { population }) },
      context,
    );
  const isPopulationInvalid =
    actionId === actionIds.homePopulation &&
    value !== undefined &&
    value !== "" &&
    readPopulation(value) === undefined;
  await publish(actor, state, context, { isPopulationInvalid }, place.hash);
}

/** What is shown once beside the state. */
interface Shown {
  readonly history?: readonly string[];
  readonly answer?: Awaited<ReturnType<typeof answerTo>> | undefined;
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
  const home = renderHome(state, {
    index: index(),
    publicUrl,
    history,
    isPopulationInvalid,
    ...(answer === undefined ? {} : { answer }),
  });
  const refusal = () => renderRefusal(state.language, settings.contact).blocks;
  const view = isServed(actor, context) ? home : { type: home.type, blocks: [...refusal()] };
  try {
    await calling("views.publish", () =>
      client.views.publish({ user_id: actor.user, view, ...(hash === undefined ? {} : { hash }) }),
    );
  } catch (error) {
    // Something pressed later was faster, and is what the person wants to see.
    if (slackErrorOf(error) !== "hash_conflict") throw error;
  }
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
