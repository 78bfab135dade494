import type { IncomingMessage } from "./message.ts";

/**
 * Replies of threads that the assistant does not know: the message that calls it may still be on its way, for platforms
 * deliver again what they could not deliver at first.
 */
export interface EarlyReplies {
  hold(message: IncomingMessage): void;
  /** Takes out what was said in the conversation of a message after it, oldest first. */
  take(message: IncomingMessage): IncomingMessage[];
  /** Its author took it back. */
  remove(message: IncomingMessage): void;
}

/** Longer than Slack waits before it delivers for the last time: https://docs.slack.dev/apis/events-api#retries */
const heldMs = 6 * 60_000;
/** So many, in memory only: what nobody called the assistant to read is written nowhere. */
const mostHeld = 500;

/** Holds the latest of them. */
export function createEarlyReplies(): EarlyReplies {
  const held = new Map<string, { readonly message: IncomingMessage; readonly atMs: number }>();
  return {
    hold(message) {
      drop();
      const { editedAtMs = 0 } = held.get(message.id)?.message ?? {};
      if (editedAtMs > (message.editedAtMs ?? 0)) return;
      held.delete(message.id);
      held.set(message.id, { message, atMs: Date.now() });
      const [oldest] = held.keys();
      if (held.size > mostHeld && oldest !== undefined) held.delete(oldest);
    },
    take({ conversation, sentAtMs }) {
      drop();
      const said = [...held.values()]
        .map(({ message }) => message)
        .filter((one) => one.conversation === conversation);
      for (const { id } of said) held.delete(id);
      return said.filter((one) => one.sentAtMs >= sentAtMs).sort((a, b) => a.sentAtMs - b.sentAtMs);
    },
    remove: ({ id }) => void held.delete(id),
  };

  function drop(): void {
    const before = Date.now() - heldMs;
    for (const [id, { atMs }] of held) {
      if (atMs >= before) return;
      held.delete(id);
    }
  }
}
