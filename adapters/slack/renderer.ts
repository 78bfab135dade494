import type { Reply } from "../../src/delivery/message.ts";
import { type RenderContext, renderAnswer, type SlackMessage } from "./render-answer.ts";
import { renderRefusal } from "./render-refusal.ts";
import { renderSheet } from "./render-sheet.ts";
import type { SlackOptions } from "./settings.ts";

/** A reply as a message, to what was written or pressed. */
export type Renderer = (reply: Reply, pressed?: RenderContext["pressed"]) => SlackMessage;

/** Renders what is sent into conversations. */
export function createRenderer({
  index,
  publicUrl,
  settings,
}: Pick<SlackOptions, "index" | "publicUrl" | "settings">): Renderer {
  return (reply, pressed) => {
    switch (reply.kind) {
      case "refusal":
        return renderRefusal(reply.language, settings.contact);
      case "sheet":
        return renderSheet(reply.sheet);
      case "answer":
        return renderAnswer(reply.answer, {
          index: index(),
          publicUrl,
          ...reply.asked,
          id: reply.id,
          isFirst: reply.isFirst,
          ...(pressed === undefined ? {} : { pressed }),
        });
    }
  };
}
