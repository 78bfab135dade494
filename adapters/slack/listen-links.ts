import type { App } from "@slack/bolt";
import { itemOfLink } from "../../src/answer/linked-item.ts";
import { isServed, languageOf, readerOf, type SlackContext } from "./context.ts";
import { renderUnfurl } from "./render-unfurl.ts";
import { calling } from "./web-client.ts";

/** Links of a message that are shown: more of them would bury what was said. */
const mostLinks = 5;

/** Shows what stands behind our own links, wherever people paste them. */
export function listenToLinks(app: App, context: SlackContext): void {
  app.event("link_shared", async ({ event, body }) => {
    const [authorization] = body.authorizations ?? [];
    // Our own answers have quoted it already.
    if (event.user === authorization?.user_id) return;
    const actor = {
      team: authorization?.team_id ?? body.team_id,
      enterprise: authorization?.enterprise_id ?? body.enterprise_id,
      user: event.user,
    };
    // Below a message being written, no channel is known yet.
    const { channel } = event;
    const isKnown = channel !== "COMPOSER";
    if (!isServed({ ...actor, ...(isKnown ? { channel } : {}) }, context)) return;
    const index = context.index();
    const { publicUrl } = context;
    const language = languageOf(await readerOf(actor, context));
    const linked = event.links.slice(0, mostLinks).flatMap(({ url }) => {
      const found = itemOfLink(url, { publicUrl, index });
      return found === undefined
        ? []
        : [[url, renderUnfurl(found.item, found.quote, { index, publicUrl, language })] as const];
    });
    if (linked.length === 0) return;
    const unfurls = Object.fromEntries(linked);
    const client = await context.clientFor(actor);
    const { unfurl_id: id, source, message_ts: ts } = event;
    await calling("chat.unfurl", () =>
      id !== undefined && source !== undefined
        ? client.chat.unfurl({ unfurl_id: id, source: sourceOf(source), unfurls })
        : client.chat.unfurl({ channel, ts, unfurls }),
    );
  });
}

function sourceOf(source: string): "composer" | "conversations_history" {
  return source === "composer" ? "composer" : "conversations_history";
}
