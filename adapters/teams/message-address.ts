import * as z from "zod";

const conversationSchema = z.object({
  serviceUrl: z.string(),
  /** With the root's id where it is a thread. */
  id: z.string(),
  tenant: z.string().optional(),
  bot: z.string(),
});

const addressSchema = z.object({
  conversation: conversationSchema,
  /** The activity that is answered; absent for a greeting, which answers nobody. */
  replyTo: z.string().optional(),
  isPersonal: z.boolean(),
});
/** Where an answer goes. */
export type Address = z.infer<typeof addressSchema>;

const sentSchema = z.object({
  conversation: conversationSchema,
  /** Absent where it is not known whether it arrived. */
  id: z.string().optional(),
  /** The card that follows it. */
  cardId: z.string().optional(),
  replyTo: z.string().optional(),
  isPersonal: z.boolean(),
});
/** Where an answer stands. */
export type Sent = z.infer<typeof sentSchema>;

/** A channel without the thread. */
export function baseOf(conversation: string): string {
  return conversation.split(";")[0] ?? conversation;
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
