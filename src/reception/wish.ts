import * as z from "zod";
import { parseJson } from "../parse-json.ts";

/** No platform takes half of a character. */
const whole = /^\P{Cs}+$/u;
const id = z.string().max(100).regex(whole);
const fields = z.record(z.string().max(40), z.string().max(100_000)).default({});

const schema = z.discriminatedUnion("kind", [
  /** Shows the council, with a form for one's own and, for administrators, one for everybody of the tenant. */
  z.strictObject({ kind: z.literal("council") }),
  z.strictObject({ kind: z.literal("keep-council"), whose: z.enum(["own", "tenant"]), fields }),
  z.strictObject({ kind: z.literal("drop-council"), whose: z.enum(["own", "tenant"]) }),
  /** Where somebody is in the itinerary; who has not begun is asked for the role. */
  z.strictObject({ kind: z.literal("itinerary") }),
  z.strictObject({ kind: z.literal("begin"), fields }),
  z.strictObject({ kind: z.literal("step"), step: id }),
  z.strictObject({
    kind: z.literal("check"),
    step: id,
    question: z.number().int().min(0).max(9),
    /** What was chosen; absent when the question is only to be shown. */
    option: z.number().int().min(0).max(9).optional(),
  }),
  z.strictObject({ kind: z.literal("finish-step"), step: id }),
  z.strictObject({ kind: z.literal("reminders"), wanted: z.boolean() }),
  /** What somebody has done, to be shown to the head. */
  z.strictObject({ kind: z.literal("summary") }),
  z.strictObject({ kind: z.literal("restart"), isSure: z.boolean() }),
  /** What is kept of a person. */
  z.strictObject({ kind: z.literal("my-data") }),
  z.strictObject({ kind: z.literal("forget"), isSure: z.boolean() }),
  /** The plan of the council: what is in it, the next page of a long one. */
  z.strictObject({
    kind: z.literal("plan"),
    from: z.number().int().min(0).max(100_000).optional(),
  }),
  z.strictObject({ kind: z.literal("plan-add"), item: id }),
  /** One entry, with its form. */
  z.strictObject({ kind: z.literal("plan-entry"), item: id }),
  /** `version` is that of the entry as it was shown: who changed it meanwhile is not overwritten. */
  z.strictObject({
    kind: z.literal("plan-keep"),
    item: id,
    version: z.number().int().min(1),
    /** Stands for what the form held: tells what was changed in it from what others have changed since. */
    base: z.string().max(60).optional(),
    fields,
  }),
  z.strictObject({
    kind: z.literal("plan-drop"),
    item: id,
    version: z.number().int().min(1),
    isSure: z.boolean(),
  }),
  /** Actions that go well with what is in the plan, with the reason of each. */
  z.strictObject({ kind: z.literal("plan-next") }),
  /** A first agenda for a council of that size and starting point; without fields it is asked for both. */
  z.strictObject({ kind: z.literal("model"), fields }),
  z.strictObject({ kind: z.literal("adopt-model"), fields }),
  /** Needs: one's own and those of others that are open, or the next of these. */
  z.strictObject({
    kind: z.literal("needs"),
    from: z.number().int().min(0).max(100_000).optional(),
  }),
  /** A form to record what an answer did not cover; the last one when none is named. */
  z.strictObject({ kind: z.literal("need"), answer: id.optional() }),
  /** `isSure` where the person has seen what the Agenda says of it. */
  z.strictObject({ kind: z.literal("keep-need"), isSure: z.boolean(), fields }),
  z.strictObject({ kind: z.literal("join-need"), need: id }),
  z.strictObject({ kind: z.literal("drop-need"), need: id }),
  /** What somebody thinks of an answer, with an optional word. */
  z.strictObject({ kind: z.literal("opinion"), answer: id, isPositive: z.boolean(), fields }),
  /** What the owners decide about a group of questions of the digest. */
  z.strictObject({
    kind: z.literal("decide"),
    group: id,
    decision: z.enum(["covered", "to-write", "out-of-scope"]),
    fields,
  }),
]);

/** Something that a person wants of the assistant beside an answer. */
export type Wish = z.infer<typeof schema>;
/** A wish with which a form is sent. */
export type FormWish = Extract<Wish, { readonly fields: unknown }>;

/** A wish as a button carries it. Below 300 characters unless fields were filled in. */
export function writeWish(wish: Wish): string {
  return JSON.stringify(wish);
}

/**
 * Reads what a button carries, with the fields of its form if there is one; undefined when it is none of ours or of an
 * older version. Fields that are too long are cut: a form says itself what it takes.
 */
export function readWish(
  written: unknown,
  filledIn?: Readonly<Record<string, string>>,
): Wish | undefined {
  const value = typeof written === "string" ? parseJson(written) : written;
  const isObject = typeof value === "object" && value !== null;
  const withFields =
    isObject && filledIn !== undefined
      ? {
          ...value,
          fields: Object.fromEntries(
            Object.entries(filledIn)
              .slice(0, mostFields)
              .map(([name, text]) => [name.slice(0, 40), text.slice(0, mostFieldChars)]),
          ),
        }
      : value;
  return schema.safeParse(withFields).data;
}

const mostFields = 20;
/** Far more than any form takes: what is too long is to come back whole, with its fault. */
const mostFieldChars = 100_000;
