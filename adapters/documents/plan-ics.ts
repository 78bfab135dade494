import { createHash } from "node:crypto";
import { createEventsAsync, type DateArray } from "ics";
import { AssistantError } from "../../src/errors.ts";
import { cutText } from "../../src/language/clean-text.ts";
import type { Language } from "../../src/language/language.ts";
import type { PlanDocument } from "../../src/plan/plan-document.ts";
import type { PlanRow } from "../../src/plan/plan-rows.ts";
import { planWords } from "../../src/plan/words.ts";
import { foldLines } from "./fold-lines.ts";
import { plain, plainLine } from "./plain.ts";
import { nameOf } from "./plan-columns.ts";
import { isOpen, lastDayOf, quarterOf } from "./plan-document.ts";
import { documentWords } from "./words.ts";

/**
 * The plan as a calendar: a day's event at the end of the quarter of every entry that is still open, with a reminder two
 * weeks before. Imported again it replaces the events of the same `tenant`, which it does not tell.
 */
export async function planIcs(
  document: PlanDocument & { readonly tenant: string },
): Promise<string> {
  const words = documentWords[document.language];
  const name = plainLine(document.council?.name ?? "");
  const { error, value } = await createEventsAsync(
    document.rows.flatMap((row) => eventOf(row, document)),
    {
      productId: "-//agenda-assistant//plan//CA",
      calName: escapeText(name === "" ? words.title : `${words.title} · ${name}`),
    },
  );
  if (value === null)
    throw new AssistantError("DATA_UNREADABLE", "the plan cannot be written as a calendar", {
      cause: error,
    });
  return foldLines(value);
}

function eventOf(
  row: PlanRow,
  { tenant, at, language }: PlanDocument & { readonly tenant: string },
) {
  const start = lastDayOf(row.entry.quarter);
  if (start === undefined || !isOpen(row.entry)) return [];
  const end = new Date(start.getTime() + dayMs);
  const title = cutText(nameOf(row), mostTitleChars);
  const url = row.url === undefined ? undefined : new URL(row.url);
  return [
    {
      uid: `${createHash("sha256").update(`${tenant}\n${row.entry.item}`).digest("hex").slice(0, 32)}@agenda-assistant`,
      sequence: row.entry.version,
      timestamp: at.getTime(),
      created: row.entry.addedAtMs,
      lastModified: row.entry.changedAtMs,
      start: dateArray(start),
      end: dateArray(end),
      title,
      description: describe(row, language),
      // The library refuses a calendar with an address of figures in brackets: there it stands in the description only.
      ...(url === undefined || url.hostname.startsWith("[") ? {} : { url: url.href }),
      // The day is not taken: whoever looks for an hour to meet is to find it free.
      transp: "TRANSPARENT" as const,
      busyStatus: "FREE" as const,
      alarms: [{ action: "display" as const, description: escapeText(title), trigger }],
    },
  ];
}

/**
 * Two weeks before, at nine in the morning rather than at midnight. In days and hours, because the library writes weeks or
 * days alone with a `T` behind, which RFC 5545 3.3.6 does not allow.
 */
const trigger = { before: true, days: 13, hours: 15 };
const dayMs = 86_400_000;
const mostTitleChars = 200;
/** Calendars show little; the rest is in the plan. */
const mostNotesChars = 500;

function dateArray(date: Date): DateArray {
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
}

function describe({ entry, place, url, quote }: PlanRow, language: Language): string {
  const words = documentWords[language];
  const owner = plainLine(entry.owner);
  const quarter = quarterOf(entry, language);
  return [
    ...(quarter === undefined ? [] : [words.until(quarter)]),
    place.map(plainLine).join(" › "),
    `${words.status}: ${planWords[language].statuses[entry.status]}`,
    `${words.owner}: ${owner === "" ? words.noOwner : owner}`,
    cutText(plain(entry.notes), mostNotesChars),
    quote?.url ?? url ?? "",
  ]
    .filter((line) => line !== "")
    .join("\n");
}

/** For the two properties that the library writes as they are: RFC 5545 3.3.11. */
function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, "\\$&");
}
