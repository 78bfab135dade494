import type { WebClient } from "@slack/web-api";
import type { Ask } from "../../src/answer/ask.ts";
import { record } from "../../src/answer/record.ts";
import type { Delivery } from "../../src/delivery/delivery.ts";
import type { Language } from "../../src/language/language.ts";
import type { Given, Known } from "../../src/reception/reception.ts";
import type { Reader, Who } from "../../src/reception/visitor.ts";
import type { IsAdmin } from "./admins.ts";
import { personOf, tenantKeyOf } from "./ids.ts";
import { isAllowed } from "./places.ts";
import type { RenderContext } from "./render-answer.ts";
import type { SlackOptions } from "./settings.ts";
import type { Tenant, Tenants } from "./tenants.ts";

/** Items of a list in one message: what fits, and what one reads on a phone before asking for more. */
export const listLimit = 20;

/** What the listeners share. */
export interface SlackContext extends SlackOptions {
  readonly delivery: Delivery;
  readonly tenants: Tenants;
  readonly isAdmin: IsAdmin;
  clientFor(tenant: Tenant): Promise<WebClient>;
}

/** A person who pressed or typed something, and where. */
export interface Actor extends Tenant {
  readonly user: string;
  /** Workspace of the person, where it may be another. */
  readonly home?: string | undefined;
  readonly channel?: string | undefined;
}

/** Whether a person may use the assistant there. */
export function isServed(actor: Actor, { settings }: SlackContext): boolean {
  const isDirect = actor.channel?.startsWith("D") ?? true;
  // Within an organisation people belong to several workspaces.
  const home = actor.enterprise === undefined ? actor.home : undefined;
  return isAllowed({ ...actor, home, isDirect }, settings);
}

/** For whom the reception remembers what a person tells. */
export function whoOf(actor: Actor, { reception }: Pick<SlackOptions, "reception">): Who {
  return {
    person: reception.digest(personOf(actor.team, actor.user)),
    tenant: reception.digest(tenantKeyOf(actor)),
    platform: "slack",
  };
}

/** What is known of a person and the council. */
export function knownOf(actor: Actor, context: SlackContext): Promise<Known> {
  return context.reception.known(whoOf(actor, context));
}

/** What a person told about the council and the language. */
export async function readerOf(actor: Actor, context: SlackContext): Promise<Reader> {
  return (await knownOf(actor, context)).reader;
}

/** The language in which a person is spoken to before having said anything. */
export function languageOf(reader: Reader): Language {
  return reader.language ?? "ca";
}

/** The answer to what one person asked privately. `language` is that of who shows none. */
export async function answerTo(
  ask: Ask,
  actor: Actor,
  context: SlackContext,
  language: Language,
): Promise<Given> {
  const { reception, log } = context;
  const given = await reception.answer(inquiryOf(ask, language), whoOf(actor, context));
  record(given.answer, log);
  return given;
}

/** The same answer again: what was asked once counts once. */
export async function answerAgain(
  ask: Ask,
  id: string | undefined,
  actor: Actor,
  context: SlackContext,
  language: Language,
): Promise<Given> {
  if (id === undefined) return answerTo(ask, actor, context, language);
  const { reception, log } = context;
  const given = await reception.respond(inquiryOf(ask, language), whoOf(actor, context), id);
  record(given.answer, log);
  return given;
}

/** Only the inhabitants that the question was asked with: the council is the reception's to know. */
function inquiryOf({ question, history, population }: Ask, language: Language) {
  return {
    question,
    history,
    fallbackLanguage: language,
    listLimit,
    ...(population === undefined ? {} : { population }),
  };
}

/** Who was shown with an answer that a system answers is not told again. */
export async function noteTold(given: Given, actor: Actor, context: SlackContext): Promise<void> {
  if (given.isFirst) await context.reception.told(whoOf(actor, context));
}

/** With what the answer to an ask is rendered. */
export function renderContextOf(
  ask: Ask,
  { id, isFirst }: Pick<Given, "id" | "isFirst">,
  { index, publicUrl }: SlackContext,
): RenderContext {
  const { history, population } = ask;
  return {
    index: index(),
    publicUrl,
    history,
    id,
    isFirst,
    ...(population === undefined ? {} : { population }),
  };
}
