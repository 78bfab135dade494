/** Queues that are worked off one by one, each beside the others. */
export interface ChannelQueues<Job> {
  /** Puts a job at the end of a channel's queue. */
  add(channel: string, job: Job): void;
  /** Begins no further job. Resolves when those under way have ended. */
  stop(): Promise<void>;
}

/** One queue a channel: what is said in it keeps its order, and a limit that the platform sets there holds up nobody else. */
export function createChannelQueues<Job>(handle: (job: Job) => Promise<void>): ChannelQueues<Job> {
  const waiting = new Map<string, Job[]>();
  const running = new Set<Promise<void>>();
  let isStopped = false;
  return {
    add(channel, job) {
      if (isStopped) return;
      const queue = waiting.get(channel);
      if (queue !== undefined) {
        queue.push(job);
        return;
      }
      waiting.set(channel, [job]);
      const run = work(channel).finally(() => running.delete(run));
      running.add(run);
    },
    async stop() {
      isStopped = true;
      await Promise.all(running);
    },
  };

  async function work(channel: string): Promise<void> {
    const queue = waiting.get(channel) ?? [];
    while (queue.length > 0 && !isStopped) {
      // Whoever delivered the message is told first that it arrived.
      await new Promise((resolve) => setImmediate(resolve));
      const [job] = queue;
      if (job !== undefined) await handle(job);
      queue.shift();
    }
    waiting.delete(channel);
  }
}
