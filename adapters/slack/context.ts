import type { WebClient } from "@slack/web-api";
import type { Answer } from "../../src/answer/answer.ts";
import type { Ask } from "../../src/answer/ask.ts";
import { record } from "../../src/answer/record.ts";
import type { Delivery } from "../../src/delivery/delivery.ts";
import { digestOf } from "../../src/delivery/digest.ts";
import type { Reader } from "../../src/delivery/message.ts";
import type { Language } from "../../src/language/language.ts";
import { personOf } from "./ids.ts";
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

/** What a person told about the council and the language. */
export function readerOf({ team, user }: Actor, { readers }: SlackContext): Promise<Reader> {
  return readers.get(digestOf(personOf(team, user)));
}

/** Remembers what a person told. */
export function keepReader(
  { team, user }: Actor,
  reader: Reader,
  { readers }: SlackContext,
): Promise<void> {
  return readers.set(digestOf(personOf(team, user)), reader);
}

/** The language in which a person is spoken to before having said anything. */
export function languageOf(reader: Reader): Language {
  return reader.language ?? "ca";
}

/** The answer to what one person asked privately. */
export async function answerTo(
  ask: Ask,
  reader: Reader,
  { assistant, log }: SlackContext,
): Promise<Answer> {
  const population = ask.population ?? reader.population;
  const answer = await assistant.respond({
    question: ask.question,
    history: ask.history,
    fallbackLanguage: languageOf(reader),
    listLimit,
    ...(population === undefined ? {} : { population }),
  });
  record(answer, log);
  return answer;
}

/** With what the answer to an ask is rendered. */
export function renderContextOf(ask: Ask, { index, publicUrl }: SlackContext): RenderContext {
  const { history, population } = ask;
  return {
    index: index(),
    publicUrl,
    history,
    ...(population === undefined ? {} : { population }),
  };
}
