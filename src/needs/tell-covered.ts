import type { Logger } from "pino";
import { SendError } from "../delivery/send-error.ts";
import { systemErrorCode } from "../errors.ts";
import type { NeedStore, ReaderStore } from "../ports.ts";
import type { Sheet } from "../reception/sheet.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { CoveredNeed } from "./need.ts";
import { newsSheet } from "./need-sheets.ts";

/** What telling people takes. */
export interface TellingOptions {
  readonly platform: string;
  readonly needs: Pick<NeedStore, "takeCovered" | "giveBack">;
  readonly readers: Pick<ReaderStore, "get">;
  readonly index: () => SearchIndex;
  readonly publicUrl: string;
  /** Writes first, into a place in the platform's own notation. */
  write(place: string, sheet: Sheet): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  readonly log: Logger;
}

/** Taken at once: those that are taken and not written, because the process ends, are not told. Once is the promise. */
const batch = 10;

/**
 * Tells everybody of a platform whose need is covered, once, and gives how many messages were written. What surely did not
 * arrive is tried again by the next call.
 */
export async function tellCovered(options: TellingOptions): Promise<number> {
  const { platform, needs, now } = options;
  let written = 0;
  for (;;) {
    const taken = await needs.takeCovered(platform, now(), batch);
    let isReached = true;
    for (const one of byPlace(taken)) {
      const told = await tell(one, options);
      if (told) written += 1;
      else isReached = false;
    }
    if (taken.length < batch || !isReached) return written;
  }
}

/** A person of whom several needs are covered at once gets one message. */
function byPlace(taken: readonly CoveredNeed[]): CoveredNeed[][] {
  const groups = new Map<string, CoveredNeed[]>();
  for (const one of taken) {
    const key = `${one.place} ${one.who.person}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

async function tell(group: readonly CoveredNeed[], options: TellingOptions): Promise<boolean> {
  const { needs, readers, index, publicUrl, write, now, platform, log } = options;
  const [first] = group;
  if (first === undefined) return true;
  const { person } = first.who;
  try {
    const { language } = await readers.get(person);
    const scene = {
      index: index(),
      publicUrl,
      language: language ?? first.need.language,
      nowMs: now(),
      canBeTold: true,
    };
    const covered = group.map(({ need, item }) => ({ text: need.text, item }));
    await write(first.place, newsSheet(covered, scene));
    return true;
  } catch (error) {
    const isUnsent = !(error instanceof SendError) || error.outcome === "not-sent";
    // Its code only: a platform's message may name the place, which is a person's.
    log.warn({ platform, code: systemErrorCode(error), isUnsent }, "news could not be written");
    if (!isUnsent) return true;
    for (const { need } of group) await needs.giveBack(person, need.id);
    return false;
  }
}
