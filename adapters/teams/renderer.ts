import type { Reply } from "../../src/delivery/message.ts";
import type { OutgoingActivity } from "./activity.ts";
import { renderAnswer } from "./render-answer.ts";
import { renderGreeting } from "./render-greeting.ts";
import { renderRefusal } from "./render-refusal.ts";
import type { TeamsOptions } from "./settings.ts";

/** Items of a list in one message: what one reads on a phone before asking for more. */
export const listLimit = 15;

/** Makes what is owed to a message an activity. */
export interface Renderer {
  reply(reply: Reply, where: { readonly isPersonal: boolean }): OutgoingActivity;
  /** Greets whoever installed the assistant. */
  greeting(reply: Reply): OutgoingActivity;
}

/** Builds the renderer. */
export function createRenderer({
  index,
  publicUrl,
  settings,
}: Pick<TeamsOptions, "index" | "publicUrl" | "settings">): Renderer {
  const refusal = (reply: Reply & { readonly kind: "refusal" }) =>
    renderRefusal(reply.language, settings.contact);
  return {
    reply: (reply, { isPersonal }) =>
      reply.kind === "refusal"
        ? refusal(reply)
        : renderAnswer(reply.answer, { index: index(), publicUrl, ...reply.asked, isPersonal }),
    greeting: (reply) =>
      reply.kind === "refusal"
        ? refusal(reply)
        : renderGreeting(reply.answer.language, index().catalogue.list("axis").length > 0),
  };
}
