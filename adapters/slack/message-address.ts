import * as z from "zod";

const addressSchema = z.object({
  team: z.string().optional(),
  enterprise: z.string().optional(),
  channel: z.string(),
  /** Root under which the answer goes; a message of its own when absent. */
  thread: z.string().optional(),
  /** The message that asks. */
  ts: z.string(),
  user: z.string(),
  isDirect: z.boolean(),
  /** A button asked: `ts` is the message below which it stands, and nobody wrote the question. */
  isPress: z.boolean().optional(),
});
/** Where an answer goes. */
export type Address = z.infer<typeof addressSchema>;

const sentSchema = z.object({
  team: z.string().optional(),
  enterprise: z.string().optional(),
  channel: z.string(),
  /** Absent for what cannot be changed: seen by one person only. */
  ts: z.string().optional(),
});
/** Where an answer stands. */
export type Sent = z.infer<typeof sentSchema>;

const placeSchema = z.object({
  team: z.string().optional(),
  enterprise: z.string().optional(),
  /** A conversation; a person (U…, W…) whose conversation with the assistant has yet to be looked for. */
  channel: z.string(),
});
/** Where somebody, or a channel, can be written to first. */
export type WritingPlace = z.infer<typeof placeSchema>;

/** A place as the core keeps it. */
export function writePlace({ team, enterprise, channel }: WritingPlace): string {
  return JSON.stringify({ team, enterprise, channel });
}

/** Reads {@link writePlace}. */
export function readPlace(text: string): WritingPlace {
  return placeSchema.parse(JSON.parse(text));
}

/** An address as the core keeps it. */
export function writeAddress(address: Address): string {
  return JSON.stringify(address);
}

/** Reads {@link writeAddress}. */
export function readAddress(text: string): Address {
  return addressSchema.parse(JSON.parse(text));
}

/** What was sent, as the core keeps it. */
export function writeSent(sent: Sent): string {
  return JSON.stringify(sent);
}

/** Reads {@link writeSent}. */
export function readSent(text: string): Sent {
  return sentSchema.parse(JSON.parse(text));
}
