import type { Asked } from "../answer/ask.ts";
import type { Language } from "../language/language.ts";
import type { Given } from "../reception/reception.ts";
import type { Sheet } from "../reception/sheet.ts";

/** A question as a platform brought it. */
export interface IncomingMessage {
  /** The platform's lasting name of the message: channel and timestamp, never that of the delivery. */
  readonly id: string;
  /** What shares a memory: a thread. */
  readonly conversation: string;
  /** What shares an order and a limit of messages: a channel. */
  readonly channel: string;
  /** Who wrote it. Kept as a digest only. */
  readonly person: string;
  /** Workspace or tenant in which it was written. Kept as a digest only. */
  readonly tenant: string;
  readonly question: string;
  /** Earlier questions that came with it, oldest first; those of the conversation when absent. */
  readonly history?: readonly string[];
  /** Inhabitants that were given beside the question. */
  readonly population?: number;
  /**
   * To whom it is written: to the assistant; to whoever reads the conversation, which the assistant answers only where it
   * takes part and is plainly asked; or to others, of which only what is known already is followed.
   */
  readonly audience: "assistant" | "conversation" | "others";
  /** From a place that is not allowed: refused politely, its text not kept. */
  readonly isRefused: boolean;
  /** Whether only its author reads the conversation: what concerns one person is said nowhere else. */
  readonly isPrivate: boolean;
  /** Milliseconds since 1970 at which it was written: orders a conversation. */
  readonly sentAtMs: number;
  /** Milliseconds since 1970 at which it got this text, where it was edited: what is older changes nothing any more. */
  readonly editedAtMs?: number;
  /** Where the answer goes, in the platform's own notation. */
  readonly address: string;
}

/** A message as it is kept until it is answered, and while its conversation may go on. */
export interface KeptMessage extends IncomingMessage {
  /** `closed`: nothing is to be done and nothing but the id is left. */
  readonly state: "waiting" | "answered" | "retracted" | "closed";
  /** Counts the edits of the question. */
  readonly version: number;
  /** A reply may have been sent without our knowing. */
  readonly isAttempted: boolean;
  /** What was sent, in the platform's own notation. */
  readonly sent?: string;
  readonly receivedAtMs: number;
}

/** What is sent for a message. */
export type Reply =
  | ({ readonly kind: "answer"; readonly asked: Asked } & Given)
  | { readonly kind: "sheet"; readonly sheet: Sheet }
  | { readonly kind: "refusal"; readonly language: Language };
