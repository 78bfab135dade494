import type { Delivery } from "../../src/delivery/delivery.ts";
import type { IncomingMessage } from "../../src/delivery/message.ts";
import type { RecentMap } from "../../src/recent-map.ts";
import type { InvokeReply } from "./activity.ts";
import type { BotFramework } from "./connector.ts";
import { answerInvoke } from "./invokes.ts";
import { type Activity, type Actor, actorOf, readActivity } from "./parse-activity.ts";
import { takePress } from "./press.ts";
import type { References } from "./references.ts";
import { renderNotice } from "./render-refusal.ts";
import type { SentAnswers } from "./sent-answers.ts";
import type { TeamsOptions } from "./settings.ts";
import { whoOf } from "./who.ts";
import { teamsWords } from "./words.ts";

/** What activities are handled with. */
export interface Handling {
  readonly delivery: Delivery;
  readonly bots: BotFramework;
  readonly references: References;
  readonly sentAnswers: SentAnswers;
  /** Presses that came as messages and were dealt with. */
  readonly pressed: RecentMap<true>;
  readonly options: TeamsOptions;
}

/** Does what an activity asks for. Rejects when it is to be delivered again. */
export async function handleActivity(
  activity: Activity,
  handling: Handling,
): Promise<InvokeReply | undefined> {
  const { delivery, references, options } = handling;
  const isAllowed = (tenant: string | undefined) => isServed(tenant, options);
  const happening = readActivity(activity, isAllowed);
  if (happening === undefined) return undefined;
  const actor = actorOf(activity);
  switch (happening.kind) {
    case "written":
      if (!happening.message.isRefused) await references.keep(actor);
      await keepLanguage(actor, options);
      await showTyping(happening.message, actor, handling);
      await delivery.accept(happening.message);
      return undefined;
    case "installed":
      if (!happening.message.isRefused) await references.keep(actor);
      await greet(happening.message, actor, handling);
      return undefined;
    case "edited":
      await delivery.edit(happening.message);
      return undefined;
    case "deleted":
      await delivery.retract(happening.message);
      return undefined;
    case "removed":
      await leave(actor, handling);
      return undefined;
    case "pressed":
      await keepLanguage(actor, options);
      await once(happening.id, actor, handling, async () =>
        takePress(happening, actor, await contextOf(actor, handling)),
      );
      return undefined;
    case "stale-button":
      await once(happening.id, actor, handling, () => sayStale(happening.id, actor, handling));
      return undefined;
    case "invoked":
      await keepLanguage(actor, options);
      return answerQuietly(happening, actor, await contextOf(actor, handling));
  }
}

/** What presses and invokes are answered with. */
async function contextOf(actor: Actor, handling: Handling) {
  const { options } = handling;
  const { reader } = await options.reception.known(whoOf(actor, options.reception.digest));
  return {
    ...options,
    ...handling,
    isServed: isServed(actor.tenant, options),
    language: reader.language ?? actor.language ?? ("ca" as const),
  };
}

/** Teams may deliver a press again: one that was dealt with is not dealt with anew, which could undo a later one. */
async function once(
  id: string,
  { conversation }: Actor,
  { pressed }: Handling,
  work: () => Promise<void>,
): Promise<void> {
  const press = `${conversation.id} ${id}`;
  if (pressed.get(press) !== undefined) return;
  pressed.set(press, true);
  try {
    await work();
  } catch (error) {
    pressed.delete(press);
    throw error;
  }
}

/** Where the assistant is not, it cannot remind anybody; what a person has told stays for who comes back. */
async function leave(actor: Actor, { references, sentAnswers, options }: Handling): Promise<void> {
  const { reception, log } = options;
  await references.forget(actor);
  await sentAnswers.forget(actor.conversation.id);
  if (actor.isPersonal)
    await reception.serve(
      { kind: "reminders", wanted: false },
      {
        ...whoOf(actor, reception.digest),
        language: actor.language ?? "ca",
        isAdmin: async () => false,
      },
    );
  log.info("the assistant was taken away from a conversation");
}

/** Errors may quote what was asked: no more of them than their name is logged. */
async function answerQuietly(
  ...[invoke, actor, context]: Parameters<typeof answerInvoke>
): Promise<InvokeReply> {
  try {
    return await answerInvoke(invoke, actor, context);
  } catch (error) {
    const reason = error instanceof Error ? error.name : "unknown";
    context.log.error({ reason }, "an invoke was not answered");
    return { status: 500 };
  }
}

/** Only the tenants that are listed, or else the bot's own; an emulator names any. */
function isServed(tenant: string | undefined, { settings }: TeamsOptions): boolean {
  const { identity, allowedTenants } = settings;
  const allowed = allowedTenants ?? (identity && [identity.tenantId]);
  return allowed === undefined || (tenant !== undefined && allowed.includes(tenant));
}

/** Teams tells in which language people use it now: the assistant speaks it too. Whether it spoke another before. */
async function keepLanguage(actor: Actor, { reception, log }: TeamsOptions): Promise<boolean> {
  const who = whoOf(actor, reception.digest);
  const { reader } = await reception.known(who);
  if (actor.language === undefined || actor.language === reader.language) return false;
  try {
    await reception.tell(who, { language: actor.language });
  } catch (err) {
    log.warn({ err }, "the language is not remembered");
  }
  return actor.language !== (reader.language ?? "ca");
}

/** The sign that an answer is coming, as people know it from Teams; not for what was delivered before. */
async function showTyping(
  message: IncomingMessage,
  { conversation }: Actor,
  { bots, options }: Handling,
): Promise<void> {
  if (message.audience !== "assistant" || message.isRefused) return;
  if ((await options.messages.get(options.reception.digest(message.id))) !== undefined) return;
  // Nobody waits for it: neither Teams nor the answer.
  bots
    .send(conversation, { type: "typing" })
    .catch((err: unknown) => options.log.debug({ err }, "typing not shown"));
}

/** Two events tell of an installation, and one of them may tell too late in which language the reader is to be greeted. */
async function greet(
  message: IncomingMessage,
  actor: Actor,
  { delivery, options }: Handling,
): Promise<void> {
  const isNews = await keepLanguage(actor, options);
  const isNew = await delivery.accept(message);
  if (isNews && !isNew) await delivery.edit(message);
}

/** A button of an older version: it is better to say so than to be silent, and once is enough. */
async function sayStale(
  id: string,
  { conversation, language = "ca" }: Actor,
  { bots }: Handling,
): Promise<void> {
  await bots.send(conversation, renderNotice(teamsWords[language].staleButton), id);
}
