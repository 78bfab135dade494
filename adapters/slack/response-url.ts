import { setTimeout as wait } from "node:timers/promises";
import { SendError } from "../../src/delivery/send-error.ts";
import { systemErrorCode } from "../../src/errors.ts";
import type { SlackMessage } from "./render-answer.ts";

/** Milliseconds that Slack is given to take a reply. */
const timeoutMs = 10_000;
/** Attempts at most: who pressed a button does not wait longer. */
const attempts = 3;
/** Milliseconds between attempts when Slack does not say how many, and at most. */
const pauseMs = 1_000;
const longestPauseMs = 30_000;

/** How a reply is shown: https://docs.slack.dev/interactivity/handling-user-interaction */
export interface Manner {
  /** For everybody in the channel; else for the person only. */
  readonly inChannel?: boolean;
  /** Root of the thread in which it was asked; without it Slack shows the reply in the channel. */
  readonly thread?: string | undefined;
}

/**
 * Replies at the address that came with a command or a press. Tried again only when surely nothing was shown.
 * @throws SendError
 */
export async function reply(url: string, message: SlackMessage, manner: Manner): Promise<void> {
  const body = JSON.stringify({
    ...message,
    response_type: manner.inChannel === true ? "in_channel" : "ephemeral",
    replace_original: false,
    ...(manner.thread === undefined ? {} : { thread_ts: manner.thread }),
  });
  await insist(url, body);
}

/** Puts another message in the place of the one that was pressed, where everybody sees it who saw that one. @throws SendError */
export async function replace(url: string, message: SlackMessage): Promise<void> {
  await insist(url, JSON.stringify({ ...message, replace_original: true }));
}

/** Takes a private message away. @throws SendError */
export async function takeAway(url: string): Promise<void> {
  await insist(url, JSON.stringify({ delete_original: true }));
}

async function insist(url: string, body: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const pause = await tryOnce(url, body, attempt === attempts);
    if (pause === undefined) return;
    await wait(pause);
  }
}

/** Milliseconds after which to try again; undefined when it was taken. */
async function tryOnce(url: string, body: string, isLast: boolean): Promise<number | undefined> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      signal: AbortSignal.timeout(timeoutMs),
      redirect: "error",
    });
    await response.arrayBuffer();
  } catch (error) {
    const code = systemErrorCode(error instanceof Error ? (error.cause ?? error) : error);
    if (code === "ECONNREFUSED" && !isLast) return pauseMs;
    throw new SendError(`response_url: Slack was not reached (${code ?? "no answer"})`, {
      outcome: "unknown",
    });
  }
  if (response.ok) return undefined;
  const after = Number(response.headers.get("retry-after") ?? "");
  if (response.status === 429 && !isLast)
    return Math.min(longestPauseMs, after > 0 ? after * 1_000 : pauseMs);
  throw new SendError(`response_url: Slack answered ${response.status}`, { outcome: "refused" });
}
