import type { Change } from "../agenda/changes.ts";
import type { ItineraryRole } from "../agenda/step.ts";
import type { Answer } from "../answer/answer.ts";
import type { PopulationBand } from "../council/bands.ts";
import type { DigestTopic } from "../feedback/weekly-digest.ts";
import type { Language } from "../language/language.ts";
import type { PlanStatus } from "../plan/plan.ts";
import type { Spent } from "../ports.ts";

/** A time that is looked at, in milliseconds since 1970. */
export interface Period {
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
}

/** Something with how often it is there. */
export interface Count<Name extends string = string> {
  readonly name: Name;
  readonly count: number;
}

/** An item with how often. `title` is the one of today or, of what has left the Agenda, the last that is known. */
export interface ItemCount {
  readonly id: string;
  readonly title: string;
  readonly count: number;
}

/** What was asked in a time. It names no person and no council, as nothing here does but {@link NeedGroup}. */
export interface UsageReport {
  readonly total: number;
  readonly kinds: Readonly<Record<Answer["kind"], number>>;
  readonly positive: number;
  readonly negative: number;
  /** Different people and tenants who asked; on the web a browser is both. */
  readonly people: number;
  readonly tenants: number;
  /** What chat models were used for these answers, by whole days of UTC; all 0 where none is set up. */
  readonly models: Spent;
  /** Every week of the time, oldest first, also those in which nothing was asked. */
  readonly weeks: readonly UsageWeek[];
  /** Most first. */
  readonly platforms: readonly Count[];
  readonly languages: readonly Count<Language>[];
  /** Items that were quoted most, most first; 50 at most. */
  readonly items: readonly ItemCount[];
}

/** A week from Monday to Sunday, cut where the time begins or ends. */
export interface UsageWeek {
  readonly startMs: number;
  readonly kinds: Readonly<Record<Answer["kind"], number>>;
}

/** Questions that went badly, grouped by meaning: {@link DigestTopic} as in the digest of the week, with more groups. */
export interface QuestionsReport {
  readonly topics: readonly DigestTopic[];
}

/** Councils' needs. */
export interface NeedsReport {
  /** Needs that were recorded in the time, those that were joined counted with everyone who joined. */
  readonly recorded: number;
  /** Of these, those that the Agenda covers by now. */
  readonly covered: number;
  /** Different councils and people who recorded them. */
  readonly councils: number;
  readonly people: number;
  /** Every axis of the Agenda in its order, then `""` for none. */
  readonly axes: readonly NeedCount[];
  /** Every band from the smallest on, then `unknown`; none below {@link leastCouncils} councils. */
  readonly bands: readonly NeedCount<PopulationBand | "unknown">[];
  /** Every month of the time, oldest first. */
  readonly months: readonly {
    readonly startMs: number;
    readonly open: number;
    readonly covered: number;
  }[];
  /** Needs that mean the same, those of most councils first. */
  readonly groups: readonly NeedGroup[];
  /** Whether there were more than could be grouped: the numbers count all, the groups the newest. */
  readonly isCut: boolean;
}

/** Needs of an axis or a band. `title` is for people; empty where the page has words of its own. */
export interface NeedCount<Name extends string = string> {
  readonly name: Name;
  readonly title: string;
  readonly open: number;
  readonly covered: number;
}

/** Needs that mean the same. */
export interface NeedGroup {
  /** Ids of the needs in it: of the sample, then of the others. */
  readonly needs: readonly string[];
  /** The text that stands for the others, and the others. */
  readonly sample: string;
  readonly others: readonly string[];
  readonly languages: readonly Language[];
  /** Id of the axis; absent for none. */
  readonly axis?: string;
  /** Different councils and people. */
  readonly councils: number;
  readonly people: number;
  /** Councils that agreed to be named. Sorted. */
  readonly names: readonly string[];
  /** Only from {@link leastCouncils} on, smallest first: few councils could be guessed from their size. */
  readonly bands: readonly Count<PopulationBand | "unknown">[];
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  /** Item that may cover those that are open, because it covers others of the group; absent where there is none. */
  readonly proposed?: { readonly item: string; readonly title: string };
  /** Needs of the group that are covered, with the item that covers most of them; absent while none is. */
  readonly covered?: { readonly needs: number; readonly item: string; readonly title: string };
}

/** How newcomers get on in the itinerary; all that are kept, of any time. */
export interface OnboardingReport {
  readonly begun: number;
  readonly finished: number;
  /** Who did something in it in the last 30 days, or began. */
  readonly active: number;
  readonly roles: readonly {
    readonly role: ItineraryRole;
    readonly begun: number;
    readonly finished: number;
  }[];
  /** In the order of the itinerary. `asked` have it among their steps, `done` have done it. */
  readonly steps: readonly {
    readonly id: string;
    readonly title: string;
    readonly asked: number;
    readonly done: number;
  }[];
}

/** Councils' plans; all that are kept, of any time. */
export interface PlansReport {
  readonly plans: number;
  readonly entries: number;
  readonly statuses: readonly Count<PlanStatus>[];
  /** Every axis in its order. */
  readonly axes: readonly { readonly id: string; readonly title: string; readonly count: number }[];
  /** Actions that are in most plans, most first; 50 at most. */
  readonly items: readonly ItemCount[];
}

/** A state of the knowledge that served. */
export interface KnowledgeVersion {
  /** Digest of it, hexadecimal. */
  readonly digest: string;
  readonly seenAtMs: number;
  readonly items: number;
}

/** What is different between two states of the knowledge, item by item. */
export interface KnowledgeReport {
  /** Newest first. */
  readonly versions: readonly KnowledgeVersion[];
  /** What is compared; absent while fewer than two are known. */
  readonly before?: KnowledgeVersion;
  readonly after?: KnowledgeVersion;
  readonly changes: readonly ItemChange[];
}

/** What happened to one item. */
export interface ItemChange extends Omit<Change, "at"> {
  /** Pieces of text in order; empty where the texts are not kept. */
  readonly pieces: readonly TextPiece[];
}

/** A piece of text that stayed, came or went. */
export interface TextPiece {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** Councils from which on their sizes are told: fewer could be guessed from them. */
export const leastCouncils = 5;
