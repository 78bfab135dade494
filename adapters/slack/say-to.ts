import { languageOf, readerOf, type SlackContext } from "./context.ts";
import type { Press } from "./press.ts";
import { renderNotice } from "./render-refusal.ts";
import { reply } from "./response-url.ts";
import { slackWords } from "./words.ts";

/** Tells who pressed something a few words alone. @throws SendError */
export async function sayTo(press: Press, text: string): Promise<void> {
  const { responseUrl } = press;
  if (responseUrl !== undefined)
    await reply(responseUrl, renderNotice(text), { thread: threadOf(press) });
}

/** A button of an older version: it is better to say so than to be silent. @throws SendError */
export async function sayStale(press: Press, context: SlackContext): Promise<void> {
  const language = languageOf(await readerOf(press.actor, context));
  await sayTo(press, slackWords[language].staleButton);
}

/** Where the person looks. A reply that only would begin a thread is not shown. */
export function threadOf({ place }: Press): string | undefined {
  if (place.kind === "private") return place.thread;
  return place.kind === "message" && place.thread !== place.ts ? place.thread : undefined;
}
