import type { Logger } from "pino";
import { SendError } from "../delivery/send-error.ts";
import type { Language } from "../language/language.ts";
import type { AskingStore, TaskStore } from "../ports.ts";
import type { Sheet } from "../reception/sheet.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { digestSheet } from "./render-digest.ts";
import { dueWeek } from "./week.ts";
import { buildDigest, type WeeklyDigest } from "./weekly-digest.ts";

/** What sending the owners' digest needs. */
export interface DigestSending {
  /** `slack` or `teams`: each gets a digest of its own. */
  readonly platform: string;
  /** Where the owners read it, in the platform's own notation. */
  readonly place: string;
  readonly language: Language;
  readonly askings: AskingStore;
  readonly tasks: TaskStore;
  readonly index: SearchIndex;
  readonly write: (place: string, sheet: Sheet) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
}

/** How long others leave the digest to who has taken it: when it was not sent by then, it is tried again. */
const leaseMs = 10 * 60 * 1_000;

/**
 * Sends the digest of the week before, once a week for all processes, from Monday 08:00 until the week ends: whoever is
 * off on Monday sends it later. To be called every minute or so; true when this call has sent it. Never rejects: what
 * fails is logged and tried again after ten minutes. A week without questions is told of too, in one line.
 */
export async function sendDigests(sending: DigestSending): Promise<boolean> {
  const { platform, place, language, askings, tasks, write, now, log } = sending;
  const week = dueWeek(now());
  if (week === undefined) return false;
  const task = `digest:${platform}:${week.name}`;
  try {
    if (!(await tasks.take(task, now(), now() + leaseMs))) return false;
    const digest = await buildDigest({ ...sending, fromMs: week.fromMs, toMs: week.toMs });
    // Kept before they are shown: a button may be pressed the moment it is there.
    await keepGroups(digest, askings, now());
    await write(place, digestSheet(digest, language));
  } catch (err) {
    if (!mayStand(err)) {
      log.error({ err, task }, "the digest was not sent, it will be tried again");
      return false;
    }
    log.error({ err, task }, "it is not known whether the digest arrived: it is not sent again");
  }
  await finish(task, sending);
  log.info({ task }, "digest sent");
  return true;
}

/** Whether it may have arrived all the same: a digest that comes twice is worse than one that has to be asked for. */
function mayStand(error: unknown): boolean {
  return error instanceof SendError && error.outcome === "unknown";
}

/** Keeps the groups that are shown with buttons. One that an earlier attempt kept may have been decided: it stays. */
async function keepGroups(
  { topics }: WeeklyDigest,
  askings: Pick<AskingStore, "addGroups" | "group">,
  nowMs: number,
): Promise<void> {
  const asked = topics
    .flatMap(({ groups }) => groups.map(({ group }) => group))
    .filter(({ decision }) => decision === undefined);
  const known = await Promise.all(asked.map(({ id }) => askings.group(id)));
  const missing = asked.filter((_, at) => known[at] === undefined);
  if (missing.length > 0) await askings.addGroups(missing, nowMs);
}

/** A digest that is sent and not known to be would be sent again: tried twice. */
async function finish(
  task: string,
  { tasks, log }: Pick<DigestSending, "tasks" | "log">,
): Promise<void> {
  try {
    await tasks.finish(task).catch(() => tasks.finish(task));
  } catch (err) {
    log.error({ err, task }, "the digest was sent, but is not known to be: it may be sent twice");
  }
}
