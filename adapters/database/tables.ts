import type { Kysely } from "kysely";
import type { ItineraryRole } from "../../src/agenda/step.ts";
import type { Answer, Intent } from "../../src/answer/answer.ts";
import type { KeptMessage } from "../../src/delivery/message.ts";
import type { Decision, QuestionGroup } from "../../src/feedback/asking.ts";
import type { Language } from "../../src/language/language.ts";
import type { PlanStatus } from "../../src/plan/plan.ts";

/**
 * Messages of all platforms. Ids, conversations, channels and persons are digests; in the platform's own notation are only
 * `address`, with the person's id, until the answer stands, and `sent`, with the place of the answer.
 */
export interface MessageRow {
  readonly platform: string;
  /** Digest, empty where it was not kept yet. */
  readonly tenant: string;
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
  readonly isPrivate: number;
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

/** Whose a row is. `person` and `tenant` are digests. */
interface OfPerson {
  readonly platform: string;
  readonly tenant: string;
  readonly person: string;
}

/** What people told about their council and their language. */
export interface ReaderRow extends OfPerson {
  readonly population: number | null;
  readonly council: string | null;
  readonly language: Language | null;
  readonly isTold: number;
  readonly usedAtMs: number;
}

/** The council of each tenant, as its administrator has set it. */
export interface CouncilRow {
  readonly tenant: string;
  readonly platform: string;
  readonly name: string;
  readonly population: number;
  readonly keeper: string;
}

/** How far people are in the itinerary. */
export interface JourneyRow extends OfPerson {
  readonly role: ItineraryRole;
  readonly population: number | null;
  readonly language: Language;
  readonly startedAtMs: number;
  /** JSON objects. */
  readonly done: string;
  readonly checks: string;
  /** Where to write, in the platform's own notation; null for who wants no reminders. */
  readonly place: string | null;
  readonly dueAtMs: number | null;
  readonly unanswered: number;
  readonly version: number;
  readonly usedAtMs: number;
}

/** Questions that were asked, without what tells of persons. */
export interface AskingRow extends OfPerson {
  readonly id: string;
  readonly question: string;
  readonly language: Language;
  readonly kind: Answer["kind"];
  readonly intent: Intent;
  /** JSON list of ids. */
  readonly items: string;
  readonly knowledge: string;
  readonly askedAtMs: number;
}

/** What people thought of answers. */
export interface RatingRow extends OfPerson {
  readonly asking: string;
  readonly isPositive: number;
  readonly word: string;
  readonly ratedAtMs: number;
}

/** Groups of questions that were shown to the owners. */
export interface QuestionGroupRow {
  readonly id: string;
  readonly topic: QuestionGroup["topic"];
  readonly sample: string;
  /** JSON list of ids. */
  readonly askings: string;
  readonly decision: Decision["kind"] | null;
  readonly item: string | null;
  readonly decidedAtMs: number | null;
  readonly createdAtMs: number;
}

/** What councils have taken into their plans. */
export interface PlanRow {
  readonly tenant: string;
  readonly platform: string;
  /** Id of the item. */
  readonly item: string;
  readonly title: string;
  readonly status: PlanStatus;
  readonly owner: string;
  readonly quarter: string | null;
  readonly notes: string;
  readonly reason: string | null;
  readonly addedAtMs: number;
  readonly changedAtMs: number;
  readonly version: number;
}

/** What councils need and the Agenda does not cover, once for everyone who has it. */
export interface NeedRow extends OfPerson {
  /** Of the row. */
  readonly id: string;
  /** Id of the need: the same for all who have it. */
  readonly need: string;
  readonly text: string;
  /** Digest of the text without case, accents and marks. */
  readonly textKey: string;
  readonly language: Language;
  readonly axis: string | null;
  /** JSON list of ids. */
  readonly rejected: string;
  readonly council: string | null;
  /** Tells councils apart. */
  readonly councilKey: string;
  readonly population: number | null;
  readonly isNamed: number;
  readonly recordedAtMs: number;
  /** Where to write, in the platform's own notation. */
  readonly place: string | null;
  /** Digest of the knowledge with which it was compared last. */
  readonly knowledge: string;
  readonly coveredBy: string | null;
  readonly coveredAtMs: number | null;
  readonly toldAtMs: number | null;
}

/** States of the knowledge that served. */
export interface KnowledgeStateRow {
  readonly digest: string;
  readonly seenAtMs: number;
  /** JSON list of pairs: id and digest of each item. */
  readonly items: string;
}

/** Items of those states, each once however many of them it is in. */
export interface KnowledgeItemRow {
  readonly digest: string;
  /** JSON. */
  readonly item: string;
}

/** What councils spent on models. */
export interface SpendingRow {
  readonly tenant: string;
  /** Of UTC: `2026-11-23`. */
  readonly day: string;
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Work that one of several processes does once. */
export interface TaskRow {
  readonly name: string;
  readonly untilMs: number;
  readonly isDone: number;
}

/** What the program itself remembers. */
export interface SettingRow {
  readonly name: string;
  readonly value: string;
}

/** Workspaces that installed the assistant. */
export interface InstallationRow {
  readonly platform: string;
  /** The workspace or, for an installation in a whole organisation, the organisation. */
  readonly tenant: string;
  /** JSON, as the platform's SDK gives it. Holds a token. */
  readonly installation: string;
  /** Digest of the person whose private conversation it is, else empty. */
  readonly person: string;
}

/** The tables. */
export interface Tables {
  readonly messages: MessageRow;
  readonly readers: ReaderRow;
  readonly councils: CouncilRow;
  readonly journeys: JourneyRow;
  readonly askings: AskingRow;
  readonly ratings: RatingRow;
  readonly questionGroups: QuestionGroupRow;
  readonly tasks: TaskRow;
  readonly settings: SettingRow;
  readonly installations: InstallationRow;
  readonly plans: PlanRow;
  readonly needs: NeedRow;
  readonly knowledgeStates: KnowledgeStateRow;
  readonly knowledgeItems: KnowledgeItemRow;
  readonly spending: SpendingRow;
}

/** An open database. */
export type Database = Kysely<Tables>;
