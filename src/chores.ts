import type { Logger } from "pino";
import { sendDigests } from "./feedback/send-digest.ts";
import { tellCovered } from "./needs/tell-covered.ts";
import { sendReminders } from "./onboarding/reminders.ts";
import type { Memory } from "./ports.ts";
import type { Sheet } from "./reception/sheet.ts";
import type { Chore } from "./schedule.ts";
import type { SearchIndex } from "./search/search-index.ts";

/** A chat platform that may write first. */
export interface Writer {
  /** Writes first, into a place in the platform's own notation. */
  write?(place: string, sheet: Sheet): Promise<void>;
  /** Where the owners of the Agenda read. */
  readonly ownersPlace?: string | undefined;
}

/** What chores are done with. */
export interface ChoreOptions {
  readonly memory: Memory;
  readonly index: () => SearchIndex;
  /** Address under which people reach the pages, without a slash at the end. */
  readonly publicUrl: string;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What is written first on a platform: reminders, what became covered and, where the owners read, the digest of the week. */
export function choresOf(
  platform: string,
  { write, ownersPlace }: Writer,
  { memory, ...options }: ChoreOptions,
): Chore[] {
  if (write === undefined) return [];
  const { journeys, askings, tasks, needs, readers } = memory;
  const { index, publicUrl, log, now } = options;
  const common = { platform, write, log, now };
  const news = {
    name: `news in ${platform}`,
    run: () => tellCovered({ ...common, index, publicUrl, needs, readers }),
  };
  const reminders = {
    name: `reminders in ${platform}`,
    run: () => sendReminders({ ...common, index, journeys }),
  };
  if (ownersPlace === undefined) return [reminders, news];
  const digest = {
    name: `digest in ${platform}`,
    run: () =>
      sendDigests({
        ...common,
        index: index(),
        place: ownersPlace,
        language: "ca",
        askings,
        tasks,
      }),
  };
  return [reminders, news, digest];
}
