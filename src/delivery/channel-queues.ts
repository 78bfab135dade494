/** Queues that are worked off one by one, each beside the others. */
export interface ChannelQueues<Job> {
  /** Puts a job at the end of a channel's queue. */
  add(channel: string, job: Job): void;
  /** Begins no further job. Resolves when those under way have ended. */
  stop(): Promise<void>;
}

/** Does a job. Gives the milliseconds after which it is to be put at the end again; undefined when it is done with. */
export type Handle<Job> = (job: Job) => Promise<number | undefined>;

/**
 * One queue a channel: what is said in it keeps its order, and a limit that the platform sets there holds up nobody else.
 * `handle` must not reject.
 */
export function createChannelQueues<Job>(handle: Handle<Job>): ChannelQueues<Job> {
  const waiting = new Map<string, Job[]>();
  const running = new Set<Promise<void>>();
  const postponed = new Set<NodeJS.Timeout>();
  let isStopped = false;
  return {
    add,
    async stop() {
      isStopped = true;
      for (const timer of postponed) clearTimeout(timer);
      await Promise.all(running);
    },
  };

  function add(channel: string, job: Job): void {
    if (isStopped) return;
    const queue = waiting.get(channel);
    if (queue !== undefined) {
      queue.push(job);
      return;
    }
    waiting.set(channel, [job]);
    const run = work(channel).finally(() => running.delete(run));
    running.add(run);
  }

  async function work(channel: string): Promise<void> {
    const queue = waiting.get(channel) ?? [];
    while (queue.length > 0 && !isStopped) {
      // Whoever delivered the message is told first that it arrived.
      await new Promise((resolve) => setImmediate(resolve));
      const job = queue[0] as Job;
      const againMs = await handle(job);
      queue.shift();
      if (againMs !== undefined) postpone(channel, job, againMs);
    }
    waiting.delete(channel);
  }

  function postpone(channel: string, job: Job, milliseconds: number): void {
    if (isStopped) return;
    const timer = setTimeout(() => {
      postponed.delete(timer);
      add(channel, job);
    }, milliseconds);
    postponed.add(timer);
  }
}
