import type { Reply } from "../../src/delivery/message.ts";
import { renderAnswer, type SlackMessage } from "./render-answer.ts";
import { renderRefusal } from "./render-refusal.ts";
import type { SlackOptions } from "./settings.ts";

/** A reply as a message. */
export type Renderer = (reply: Reply) => SlackMessage;

/** Renders what is sent into conversations. */
export function createRenderer({
  index,
  publicUrl,
  settings,
}: Pick<SlackOptions, "index" | "publicUrl" | "settings">): Renderer {
  return (reply) => {
    switch (reply.kind) {
      case "refusal":
        return renderRefusal(reply.language, settings.contact);
      case "answer":
        return renderAnswer(reply.answer, { index: index(), publicUrl, ...reply.asked });
    }
  };
}
