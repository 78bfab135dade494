import type { Answer, Intent } from "../answer/answer.ts";
import type { Language } from "../language/language.ts";
import type { Who } from "../reception/visitor.ts";

/** A question that was asked, with how it was answered: what the owners of the Agenda learn from. */
export interface Asking {
  /** Names the answer. Cannot be guessed. */
  readonly id: string;
  readonly who: Who;
  /** The question without what tells of persons: {@link maskPersonalData}. */
  readonly question: string;
  readonly language: Language;
  readonly kind: Answer["kind"];
  readonly intent: Intent;
  /** Ids of the items that the answer quoted or, for an abstention, that were nearest; best first. */
  readonly items: readonly string[];
  /** First 12 characters of the digest of the knowledge that answered. */
  readonly index: string;
  readonly askedAtMs: number;
}

/** What somebody thinks of an answer. */
export interface Rating {
  readonly isPositive: boolean;
  /** A word of the person, without what tells of persons; empty when none was given. */
  readonly word: string;
  readonly ratedAtMs: number;
}

/** An asking with what people thought of its answer. */
export interface RatedAsking extends Asking {
  readonly positive: number;
  readonly negative: number;
  /** What people wrote about it. */
  readonly words: readonly string[];
}

/** What the owners decided about a group of questions. */
export type Decision =
  | { readonly kind: "covered"; readonly item: string }
  | { readonly kind: "to-write" }
  | { readonly kind: "out-of-scope" };

/** Questions that mean the same, in a digest. */
export interface QuestionGroup {
  /** Cannot be guessed. */
  readonly id: string;
  /** Why the group is in the digest. */
  readonly topic: "abstained" | "badly-rated";
  /** The question that stands for the others. */
  readonly sample: string;
  /** Ids of the askings, newest first. */
  readonly askings: readonly string[];
  readonly decision?: Decision;
}

/** How many questions were asked in a time, and how they were answered. */
export interface AskingCounts {
  readonly total: number;
  readonly kinds: Readonly<Record<Answer["kind"], number>>;
  readonly positive: number;
  readonly negative: number;
  /** Items that were quoted most, with how often; most first. */
  readonly items: readonly { readonly item: string; readonly count: number }[];
}
