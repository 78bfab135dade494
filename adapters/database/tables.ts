import type { Kysely } from "kysely";
import type { KeptMessage } from "../../src/delivery/message.ts";
import type { Language } from "../../src/language/language.ts";

/**
 * Messages of all platforms. Ids, conversations, channels and persons are digests; in the platform's own notation are only
 * `address`, with the person's id, until the answer stands, and `sent`, with the place of the answer.
 */
export interface MessageRow {
  readonly platform: string;
  readonly id: string;
  readonly conversation: string;
  readonly channel: string;
  readonly person: string;
  readonly question: string;
  /** JSON list of texts. */
  readonly history: string | null;
  readonly population: number | null;
  /** 0 or 1, as all flags: engines differ in their own. */
  readonly isAddressed: number;
  readonly isRefused: number;
  readonly sentAtMs: number;
  readonly editedAtMs: number | null;
  readonly address: string;
  readonly state: KeptMessage["state"];
  readonly version: number;
  readonly isAttempted: number;
  readonly sent: string | null;
  readonly receivedAtMs: number;
  /** The process that works on it, and until when; empty when none does. */
  readonly holder: string;
  readonly heldUntilMs: number;
}

/** What people told about their council and their language. */
export interface ReaderRow {
  /** Digest of the person's id. */
  readonly person: string;
  readonly population: number | null;
  readonly language: Language | null;
}

/** Workspaces that installed the assistant. */
export interface InstallationRow {
  readonly platform: string;
  /** The workspace or, for an installation in a whole organisation, the organisation. */
  readonly tenant: string;
  /** JSON, as the platform's SDK gives it. Holds a token. */
  readonly installation: string;
}

/** The tables. */
export interface Tables {
  readonly messages: MessageRow;
  readonly readers: ReaderRow;
  readonly installations: InstallationRow;
}

/** An open database. */
export type Database = Kysely<Tables>;
