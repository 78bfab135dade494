import type { Logger } from "pino";
import { systemErrorCode } from "../errors.ts";
import type { JourneyStore } from "../ports.ts";
import type { Sheet } from "../reception/sheet.ts";
import type { Who } from "../reception/visitor.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { changeJourney, reminderEveryMs, withoutReminder } from "./change-journey.ts";
import { progressOf } from "./itinerary.ts";
import type { Journey, Reminder } from "./journey.ts";
import { reminderSheet } from "./reminder-sheet.ts";

/** What sending reminders needs. */
export interface ReminderOptions {
  readonly platform: string;
  readonly journeys: JourneyStore;
  readonly index: () => SearchIndex;
  /** Writes first, into a place in the platform's own notation. */
  write(place: string, sheet: Sheet): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  readonly log: Logger;
}

/** Reminders after which who has not reacted is left in peace. */
const mostUnanswered = 4;
/** Taken at once: those that are taken and not written, because the process ends, wait a week. */
const batch = 10;

/**
 * Reminds everybody of a platform who is due, and gives how many were written to. A reminder that cannot be written is
 * not tried again before the next is due.
 */
export async function sendReminders(options: ReminderOptions): Promise<number> {
  const { platform, journeys, now } = options;
  let written = 0;
  for (;;) {
    const due = await journeys.takeDue(platform, now(), now() + reminderEveryMs, batch);
    for (const { who } of due) if (await remind(who, options)) written += 1;
    if (due.length < batch) return written;
  }
}

async function remind(who: Who, options: ReminderOptions): Promise<boolean> {
  const { journeys, log, platform } = options;
  try {
    // Read again: those before it took their time, and the person may have done something meanwhile.
    const journey = await journeys.get(who.person);
    const { reminder } = journey ?? {};
    if (journey === undefined || reminder === undefined || reminder.unanswered === 0) return false;
    const isLast = reminder.unanswered >= mostUnanswered;
    const isWritten = await writeTo(reminder, journey, isLast, options);
    if (isLast || isWritten === "nothing-open") await stop(who, journeys);
    return isWritten === "written";
  } catch (error) {
    log.error({ platform, code: systemErrorCode(error) }, "a reminder could not be looked after");
    return false;
  }
}

async function writeTo(
  reminder: Reminder,
  journey: Journey,
  isLast: boolean,
  { index, write, log, platform }: ReminderOptions,
): Promise<"written" | "failed" | "nothing-open"> {
  const scene = { index: index(), language: journey.language };
  const { current } = progressOf(scene.index.itinerary, journey);
  if (current === undefined) return "nothing-open";
  try {
    await write(reminder.place, reminderSheet(current, journey, scene, isLast));
    return "written";
  } catch (error) {
    // Its code only: a platform's message may name the place, which is a person's.
    log.warn({ platform, code: systemErrorCode(error) }, "a reminder could not be written");
    return "failed";
  }
}

/** Who did something meanwhile has begun to count anew, and is reminded on. */
async function stop(who: Who, journeys: JourneyStore): Promise<void> {
  await changeJourney(journeys, who, (journey) =>
    journey?.reminder?.unanswered === 0 ? journey : journey && withoutReminder(journey),
  );
}
