import type { Reply } from "../../src/delivery/message.ts";
import { receptionWords } from "../../src/reception/words.ts";
import type { OutgoingActivity } from "./activity.ts";
import { renderAnswer } from "./render-answer.ts";
import { renderGreeting } from "./render-greeting.ts";
import { renderRefusal } from "./render-refusal.ts";
import { renderSheet } from "./render-sheet.ts";
import type { TeamsOptions } from "./settings.ts";

/** Items of a list in one message: what one reads on a phone before asking for more. */
export const listLimit = 15;

/** Where a reply is shown. */
export interface Shown {
  /** Read by nobody but who asked. */
  readonly isPersonal: boolean;
}

/** Makes what is owed to a message an activity. */
export interface Renderer {
  reply(reply: Reply, where: Shown): OutgoingActivity;
  /** Greets whoever installed the assistant. */
  greeting(reply: Reply, where: Shown): OutgoingActivity;
}

/** Builds the renderer. */
export function createRenderer({
  index,
  publicUrl,
  settings,
}: Pick<TeamsOptions, "index" | "publicUrl" | "settings">): Renderer {
  const reply = (one: Reply, { isPersonal }: Shown): OutgoingActivity => {
    switch (one.kind) {
      case "refusal":
        return renderRefusal(one.language, settings.contact);
      case "sheet":
        return renderSheet(one.sheet);
      case "answer": {
        const { answer, asked, isFirst, id } = one;
        const notice = isFirst ? { notice: receptionWords[answer.language].notice } : {};
        const context = { index: index(), publicUrl, ...asked, id, isPersonal, ...notice };
        return renderAnswer(answer, context);
      }
    }
  };
  return {
    reply,
    greeting(one, where) {
      if (one.kind !== "answer") return reply(one, where);
      const { catalogue, itinerary } = index();
      return renderGreeting(one.answer.language, {
        hasAgenda: catalogue.list("axis").length > 0,
        // What concerns one person is said in private only.
        hasItinerary: where.isPersonal && itinerary.length > 0,
      });
    },
  };
}
