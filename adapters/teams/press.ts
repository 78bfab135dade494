import type { Logger } from "pino";
import { feedbackWords } from "../../src/feedback/words.ts";
import type { Language } from "../../src/language/language.ts";
import type { Reception } from "../../src/reception/reception.ts";
import type { Sheet } from "../../src/reception/sheet.ts";
import type { Visitor } from "../../src/reception/visitor.ts";
import type { Wish } from "../../src/reception/wish.ts";
import { receptionWords } from "../../src/reception/words.ts";
import type { InvokeReply } from "./activity.ts";
import { decodeWish, isBelow } from "./buttons.ts";
import type { Connector } from "./connector.ts";
import { within } from "./deadline.ts";
import { baseOf } from "./message-address.ts";
import type { Actor, Press } from "./parse-activity.ts";
import type { References } from "./references.ts";
import { renderNotice } from "./render-refusal.ts";
import { renderSheet } from "./render-sheet.ts";
import type { TeamsSettings } from "./settings.ts";
import { isAdmin, whoOf } from "./who.ts";
import { teamsWords } from "./words.ts";

/** What presses are served with. */
export interface PressContext {
  readonly reception: Reception;
  readonly references: Pick<References, "release">;
  readonly bots: Connector;
  readonly settings: TeamsSettings;
  readonly language: Language;
  /** Whether the person's tenant is served. */
  readonly isServed: boolean;
  readonly log: Logger;
}

/** What comes of a press: what stands in the place of the card, or words for who pressed. */
type Outcome =
  | { readonly kind: "sheet"; readonly sheet: Sheet }
  | { readonly kind: "told"; readonly text: string };

/** Milliseconds that a press waits until the card is changed for good: Teams gives it some seconds in all. */
const changeWithinMs = 3_000;

/**
 * Serves a press within its request. Who pressed sees what is answered at once; the message is changed too, because what
 * is answered goes when the conversation is opened again, and in a channel the others would not see it.
 * https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model
 */
export async function answerPress(
  { value, replyTo }: Pick<Press, "value" | "replyTo">,
  actor: Actor,
  context: PressContext,
): Promise<InvokeReply> {
  const outcome = await serve(value, actor, context);
  if (outcome.kind === "told")
    return reply("application/vnd.microsoft.activity.message", outcome.text);
  const message = renderSheet(outcome.sheet);
  if (isBelow(value)) {
    await within(changeWithinMs, context.bots.send(actor.conversation, message, replyTo)).catch(
      (err: unknown) => context.log.warn({ err }, "what came of a press is told in a word only"),
    );
    return reply(
      "application/vnd.microsoft.activity.message",
      message.summary ?? outcome.sheet.title,
    );
  }
  const [{ contentType, content }] = message.attachments;
  if (replyTo !== undefined)
    await within(changeWithinMs, context.bots.update(actor.conversation, replyTo, message)).catch(
      (err: unknown) => context.log.warn({ err }, "a card is changed for who pressed only"),
    );
  return reply(contentType, content);
}

/** Serves a press that comes as a message of its own, as older clients send it. */
export async function takePress(
  { id, value, replyTo }: Press,
  actor: Actor,
  context: PressContext,
): Promise<void> {
  const outcome = await serve(value, actor, context);
  const { conversation } = actor;
  if (outcome.kind === "told")
    await context.bots.send(conversation, renderNotice(outcome.text), id);
  else if (isBelow(value)) await context.bots.send(conversation, renderSheet(outcome.sheet), id);
  else if (replyTo !== undefined)
    await context.bots.update(conversation, replyTo, renderSheet(outcome.sheet));
}

/** https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format */
function reply(type: string, value: unknown): InvokeReply {
  return { status: 200, body: { statusCode: 200, type, value } };
}

/** Serves a wish for who pressed, and for nobody else whom a value may name. */
async function serve(value: unknown, actor: Actor, context: PressContext): Promise<Outcome> {
  const { reception, references, settings, language, isServed } = context;
  const say = teamsWords[language];
  if (!isServed) return told(say.refused(settings.contact));
  const wish = decodeWish(value);
  if (wish === undefined) return told(say.staleButton);
  const visitor = visitorOf(actor, context);
  const hint = hintFor(wish, actor, visitor.isOwner === true, language);
  if (hint !== undefined) return told(hint);
  const sheet = await reception.serve(wish, visitor);
  // Erased with all the rest: it is kept anew when the person writes again.
  if (wish.kind === "forget" && wish.isSure) references.release(actor.conversation.id);
  return { kind: "sheet", sheet };
}

/** Why something is not said there: what concerns one person is said in private, what is the owners' in their channel. */
function hintFor(
  wish: Wish,
  { isPersonal }: Actor,
  isOwner: boolean,
  language: Language,
): string | undefined {
  if (wish.kind === "decide") return isOwner ? undefined : feedbackWords[language].notOwner;
  return isPersonal ? undefined : receptionWords[language].inPrivate.text;
}

/** Somebody who presses or says something, for the reception. */
export function visitorOf(
  actor: Actor,
  { reception, settings, language }: Pick<PressContext, "reception" | "settings" | "language">,
): Visitor {
  const { conversation, isPersonal, tenant } = actor;
  const { digest } = reception;
  const who = whoOf(actor, digest);
  const place = baseOf(conversation.id);
  return {
    ...who,
    language,
    isAdmin: async () => isAdmin(who.person, tenant, settings, digest),
    isOwner: place === settings.ownersChannel,
    ...(isPersonal ? { place } : {}),
  };
}

function told(text: string): Outcome {
  return { kind: "told", text };
}
