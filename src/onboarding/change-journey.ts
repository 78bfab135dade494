import type { Step } from "../agenda/step.ts";
import { AssistantError } from "../errors.ts";
import type { JourneyStore } from "../ports.ts";
import type { Who } from "../reception/visitor.ts";
import type { Check, Journey } from "./journey.ts";
import type { Scene } from "./scene.ts";

/** Time between two reminders, and of quiet before the first. */
export const reminderEveryMs = 7 * 24 * 60 * 60 * 1_000;

/** Several presses at once: in every round one of them is kept. */
const mostTries = 10;

/**
 * Changes what is kept of a person and gives it as it is then. When another press was faster its change is read and this
 * one is made on top of it. Nothing is written when `change` gives back what it got, and nothing is kept when it gives
 * none.
 * @throws AssistantError DATABASE_UNAVAILABLE when others were faster every time
 */
export async function changeJourney<Next extends Journey | undefined>(
  journeys: JourneyStore,
  { person, tenant, platform }: Who,
  change: (journey: Journey | undefined) => Next,
): Promise<Next> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const journey = await journeys.get(person);
    const next = change(journey);
    if (next === undefined || next === journey) return next;
    if (await journeys.set({ person, tenant, platform }, next)) return next;
  }
  throw new AssistantError(
    "DATABASE_UNAVAILABLE",
    `a journey changed ${mostTries} times while it was to be written; the same press will do later`,
  );
}

/** The journey of somebody who has just done something: in the language of now, and not to be reminded for a while. */
export function touched(journey: Journey, { language, place, nowMs }: Scene): Journey {
  const { reminder } = journey;
  if (reminder === undefined)
    return journey.language === language ? journey : { ...journey, language };
  const next = { place: place ?? reminder.place, dueAtMs: nowMs + reminderEveryMs, unanswered: 0 };
  return { ...journey, language, reminder: next };
}

/** The journey with a step done; the day of a step that was done already stays. */
export function withDone(journey: Journey, step: Step, nowMs: number): Journey {
  return Object.hasOwn(journey.done, step.id)
    ? journey
    : { ...journey, done: { ...journey.done, [step.id]: nowMs } };
}

/** The journey with what was chosen for a question. What was chosen first stays, and what is solved stays solved. */
export function withChoice(
  journey: Journey,
  { step, question, option }: { step: Step; question: number; option: number },
): Journey {
  const key = checkKey(step, question);
  const isRight = step.questions[question]?.right === option;
  const check = nextCheck(checkOf(journey, step, question), option, isRight);
  return check === undefined
    ? journey
    : { ...journey, checks: { ...journey.checks, [key]: check } };
}

/** What was chosen for a question; undefined when nothing was yet. */
export function checkOf(journey: Journey, step: Step, question: number): Check | undefined {
  const key = checkKey(step, question);
  return Object.hasOwn(journey.checks, key) ? journey.checks[key] : undefined;
}

function checkKey(step: Step, question: number): string {
  return `${step.id}:${question}`;
}

/** Undefined when nothing changes: a press may come twice. */
function nextCheck(before: Check | undefined, option: number, isRight: boolean): Check | undefined {
  if (before === undefined) return { option, isRight, tries: 1, isSolved: isRight };
  if (before.isSolved || option === before.option) return undefined;
  if (isRight) return { ...before, tries: before.tries + 1, isSolved: true };
  return before.tries > 1 ? undefined : { ...before, tries: before.tries + 1 };
}

/** The journey with a reminder a week from now. */
export function withReminder(journey: Journey, place: string, nowMs: number): Journey {
  return { ...journey, reminder: { place, dueAtMs: nowMs + reminderEveryMs, unanswered: 0 } };
}

/** The journey of somebody who is to be left in peace. */
export function withoutReminder(journey: Journey): Journey {
  const { reminder, ...rest } = journey;
  return reminder === undefined ? journey : rest;
}
