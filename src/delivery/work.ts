import { createChannelQueues } from "./channel-queues.ts";
import { createHandler, type HandlerOptions, type Job } from "./handler.ts";
import type { KeptMessage } from "./message.ts";

/** The messages that this process works on. */
export interface Work {
  /** Does nothing where there is no message. */
  add(message: Pick<KeptMessage, "channel" | "id"> | undefined): void;
  /** Adds what is left undone, by whomever; what nobody waits for any more is closed. */
  takeUp(): Promise<void>;
  /** Begins nothing further. Resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/** Works messages off, channel by channel. */
export function createWork(options: HandlerOptions): Work {
  const handle = createHandler(options);
  const ids = new Set<string>();
  const queues = createChannelQueues<Job>(async (job) => {
    const againMs = await handle(job);
    if (againMs === undefined) ids.delete(job.id);
    return againMs;
  });
  return {
    add,
    async takeUp() {
      const { messages } = options;
      for (const message of await messages.unfinished()) {
        if (isTooLate(message)) await messages.close(message.id);
        else if (!ids.has(message.id)) add(message);
      }
    },
    stop: () => queues.stop(),
  };

  function add(message: Pick<KeptMessage, "channel" | "id"> | undefined): void {
    if (message === undefined) return;
    const { channel, id } = message;
    ids.add(id);
    queues.add(channel, { id, addedAtMs: Date.now(), attempts: 0 });
  }
}

/** Later than this an answer to what waited through a stop would only surprise. */
const latestMs = 24 * 3_600_000;

/** What stands already is put right or taken back however late: only a new answer would surprise. */
function isTooLate({ state, sent, receivedAtMs }: KeptMessage): boolean {
  return state === "waiting" && sent === undefined && Date.now() - receivedAtMs > latestMs;
}
