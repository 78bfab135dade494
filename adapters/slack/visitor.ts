import type { Language } from "../../src/language/language.ts";
import type { Visitor } from "../../src/reception/visitor.ts";
import type { Wish } from "../../src/reception/wish.ts";
import { type Actor, isServed, type SlackContext, whoOf } from "./context.ts";
import { writePlace } from "./message-address.ts";
import type { SlackSettings } from "./settings.ts";

/** The person as the reception serves them, in `language` unless another was chosen. */
export function visitorOf(actor: Actor, context: SlackContext, language: Language = "ca"): Visitor {
  const { team, enterprise, user, channel } = actor;
  // Outside of the conversation with the assistant it has yet to be looked for, which takes a call.
  const written = channel?.startsWith("D") === true ? channel : user;
  return {
    ...whoOf(actor, context),
    language,
    isAdmin: () => context.isAdmin(actor),
    isOwner: isInOwnersChannel(actor, context),
    place: writePlace({ team, enterprise, channel: written }),
  };
}

/**
 * Whether somebody has come from another workspace. A list may let guests ask, but what the council plans and needs is none
 * of theirs. Within an organisation people belong to several workspaces.
 */
export function isGuest({ team, enterprise, home }: Actor): boolean {
  return enterprise === undefined && home !== undefined && home !== team;
}

const councilWishes: ReadonlySet<Wish["kind"]> = new Set<Wish["kind"]>([
  "plan",
  "plan-add",
  "plan-entry",
  "plan-keep",
  "plan-drop",
  "plan-next",
  "model",
  "adopt-model",
  "need",
  "keep-need",
  "join-need",
]);

/** Whether a wish is about the council's plan or its needs. */
export function isOfCouncil({ kind }: Wish): boolean {
  return councilWishes.has(kind);
}

/** Whether somebody of ours stands in the channel of the owners. */
export function isInOwnersChannel(actor: Actor, context: SlackContext): boolean {
  const owners = ownersOf(context.settings);
  if (owners === undefined || actor.channel !== owners.channel) return false;
  if (owners.team !== undefined && owners.team !== actor.team) return false;
  // That the channel was named is enough: it need not be listed a second time. People of elsewhere own nothing.
  const { channel: _, ...person } = actor;
  return isServed(person, context);
}

/** The channel of the owners, with its workspace where that was given. */
export function ownersOf({
  ownersChannel,
}: SlackSettings): { readonly team?: string; readonly channel: string } | undefined {
  if (ownersChannel === undefined) return undefined;
  const [first = "", second] = ownersChannel.split("/");
  return second === undefined ? { channel: first } : { team: first, channel: second };
}
