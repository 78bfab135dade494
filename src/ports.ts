import type { KnowledgeItem } from "./agenda/item.ts";
import type { Answer } from "./answer/answer.ts";
import type { IncomingMessage, KeptMessage, Reply } from "./delivery/message.ts";
import type {
  Asking,
  AskingCounts,
  Decision,
  QuestionGroup,
  RatedAsking,
  Rating,
} from "./feedback/asking.ts";
import type { Language } from "./language/language.ts";
import type { CoveredNeed, NewNeed, OwnNeed, RecordedNeed, SharedNeed } from "./needs/need.ts";
import type { Journey } from "./onboarding/journey.ts";
import type { PlanEntry, PlanStatus } from "./plan/plan.ts";
import type { Sheet } from "./reception/sheet.ts";
import type { Council, Reader, Who } from "./reception/visitor.ts";
import type { EmbeddingModel } from "./search/embedding.ts";

/** A passage near a vector. */
export interface Neighbour {
  readonly passage: number;
  /** Cosine, -1 to 1; higher is closer. */
  readonly similarity: number;
}

/** The dense side of the index, opened. */
export interface DenseIndex {
  readonly size: number;
  /** The nearest passages, closest first; as many as there are when `count` is larger. */
  search(vector: number[], count: number): Promise<Neighbour[]>;
}

/** Passage texts in the order of their numbers. */
export interface DenseSource {
  readonly count: number;
  /** Texts `from` to `to` (exclusive). */
  texts(from: number, to: number): string[];
}

/** Keeps vectors in a folder. One contract, `test/contracts/dense-store.ts`, is run by every implementation. */
export interface DenseStore {
  /** Written into the manifest: an index is only opened by the store that made it. */
  readonly kind: "hnsw" | "exact";
  build(
    directory: string,
    model: EmbeddingModel,
    source: DenseSource,
    onProgress: (done: number) => void,
  ): Promise<void>;
  /** Throws INDEX_CORRUPT when what is in the folder cannot be opened. */
  open(directory: string, model: EmbeddingModel): Promise<DenseIndex>;
}

/**
 * Keeps messages through a restart until they are answered. Every method is atomic, so that the same message may come
 * several times at once. One contract, `test/contracts/message-store.ts`, is run by every implementation.
 */
export interface MessageStore {
  /** Keeps a message that waits. False when one of its id was kept before, whatever became of it. */
  add(message: IncomingMessage, receivedAtMs: number): Promise<boolean>;
  get(id: string): Promise<KeptMessage | undefined>;
  /** Messages that wait or whose answer is to be taken back, the oldest first. */
  unfinished(): Promise<KeptMessage[]>;
  /** Whether the assistant was addressed in a conversation, by that person if one is given, and not refused. */
  takesPart(conversation: string, person?: string): Promise<boolean>;
  /** The last `count` answered questions of the message's conversation that were written before it, oldest first. */
  historyOf(message: IncomingMessage, count: number): Promise<string[]>;
  /** Remembers whether a reply may be on its way. */
  attempt(id: string, mayBeSent: boolean): Promise<void>;
  /** Remembers what was sent for that version of the question. False when it was edited or retracted meanwhile. */
  answered(id: string, sent: string, version: number): Promise<boolean>;
  /**
   * A message with another question waits again; what leans on it leans on the new text. Undefined when nothing changes,
   * when a later edit came before, or when it was retracted.
   */
  edit(message: IncomingMessage): Promise<KeptMessage | undefined>;
  /**
   * Forgets the text of a question that its author took back, and with it the questions that came with that text as their
   * history. Gives all of them; none when there is nothing to be done.
   */
  retract(id: string): Promise<KeptMessage[]>;
  /** Answered questions that were written after a message of their conversation, and without any before it, wait again. */
  reopenAfter(message: IncomingMessage): Promise<KeptMessage[]>;
  /** Nothing more is to be done: forgets all but the id. */
  close(id: string): Promise<void>;
  /** Forgets a message that waits, as if it had never come. False when it was edited or retracted meanwhile. */
  forget(id: string, version: number): Promise<boolean>;
  /** Takes a message for one process until then, again if it has it already. False while another one has it, or nothing is to be done. */
  hold(id: string, holder: string, untilMs: number): Promise<boolean>;
  /** Gives back all that a process has taken. */
  letGo(holder: string): Promise<void>;
  /** Forgets messages that were received before then. */
  purge(beforeMs: number): Promise<void>;
}

/** Keeps what people told about their council and their language. */
export interface ReaderStore {
  get(person: string): Promise<Reader>;
  /** What is not in `reader` is forgotten. Remembers that the person was here at that time. */
  set(who: Who, reader: Reader, nowMs: number): Promise<void>;
  /** Remembers that the person was here at that time; a day more or less. Does nothing for who told nothing. */
  touch(person: string, nowMs: number): Promise<void>;
}

/** Keeps the council of each tenant. */
export interface CouncilStore {
  get(tenant: string): Promise<Council | undefined>;
  set(who: Who, council: Council): Promise<void>;
  remove(tenant: string): Promise<void>;
}

/** A reminder that is to be sent now. */
export interface DueReminder {
  readonly who: Who;
  readonly journey: Journey;
}

/** Keeps how far people are in the itinerary. */
export interface JourneyStore {
  get(person: string): Promise<Journey | undefined>;
  /** False, and nothing is changed, when another version than `journey.version` is kept. Keeps it as the next version. */
  set(who: Who, journey: Journey): Promise<boolean>;
  remove(person: string): Promise<void>;
  /**
   * Takes reminders of a platform that are due, the longest due first. Each is given to one process only: its next one is
   * due at `nextMs`, with one more unanswered.
   */
  takeDue(platform: string, nowMs: number, nextMs: number, limit: number): Promise<DueReminder[]>;
}

/** Keeps what was asked and what people thought of the answers. */
export interface AskingStore {
  /** Keeps an asking; one of the same id is replaced, with its ratings kept. */
  add(asking: Asking): Promise<void>;
  get(id: string): Promise<Asking | undefined>;
  /** The last asking of a person since then (inclusive) to which nothing was asserted. */
  lastUncovered(person: string, sinceMs: number): Promise<Asking | undefined>;
  /** Forgets an asking and what was thought of it. */
  remove(id: string): Promise<void>;
  /** What a person thinks now, instead of what the same person thought before. False when there is no such asking. */
  rate(id: string, who: Who, rating: Rating): Promise<boolean>;
  /** Askings from then (inclusive) to then (exclusive), in numbers. */
  count(fromMs: number, toMs: number): Promise<AskingCounts>;
  /** Askings of a time that were abstained from, or rated badly by more than rated them well; newest first. */
  list(
    topic: QuestionGroup["topic"],
    fromMs: number,
    toMs: number,
    limit: number,
  ): Promise<RatedAsking[]>;
  /** Keeps groups that are not kept yet; those that are stay as they are. */
  addGroups(groups: readonly QuestionGroup[], nowMs: number): Promise<void>;
  group(id: string): Promise<QuestionGroup | undefined>;
  /** Groups that were decided since then, newest decision first: their questions need not be shown again. */
  decided(sinceMs: number, limit: number): Promise<QuestionGroup[]>;
  /** False when there is no such group. */
  decide(id: string, decision: Decision, nowMs: number): Promise<boolean>;
}

/** How much of somebody was kept, or is. */
export interface PersonalCounts {
  readonly profile: number;
  readonly journey: number;
  readonly questions: number;
  readonly opinions: number;
  readonly messages: number;
  /** Actions of the person's own plan: a browser is a person and a council in one. */
  readonly plan: number;
  /** Needs that the person recorded or joined. */
  readonly needs: number;
}

/** Everything that is kept of one person, for the person. */
export interface PersonalData {
  readonly counts: PersonalCounts;
  /** As JSON values, in the words of the documentation. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Looks at and erases what is kept of persons and tenants. */
export interface PersonalDataStore {
  of(person: string): Promise<PersonalData>;
  /** Erases all of it at once or nothing, but for the ids of messages, so that none is answered twice. Gives what there was. */
  erase(person: string): Promise<PersonalCounts>;
  /** Erases what is kept of a tenant and of everybody in it. */
  eraseTenant(tenant: string): Promise<void>;
  /** Erases what was asked before then, and of people who have not been here since. */
  purge(beforeMs: number): Promise<void>;
}

/** Work that one of several processes is to do once. */
export interface TaskStore {
  /** Whether this caller is to do it: nobody has finished it, and nobody else took it who may still be at it. */
  take(name: string, nowMs: number, untilMs: number): Promise<boolean>;
  finish(name: string): Promise<void>;
}

/** Keeps the plan of each council: of a tenant. */
export interface PlanStore {
  /** All entries, by quarter (those without one last), then by code. Up to 10,000. */
  list(tenant: string): Promise<PlanEntry[]>;
  get(tenant: string, item: string): Promise<PlanEntry | undefined>;
  /** Adds those that are not in the plan yet, as version 1. Gives how many that were. */
  add(who: Who, entries: readonly PlanEntry[]): Promise<number>;
  /** False, and nothing is changed, when another version than `entry.version` is kept. Keeps it as the next version. */
  set(who: Who, entry: PlanEntry): Promise<boolean>;
  /** False when another version is kept or none. */
  remove(who: Who, item: string, version: number): Promise<boolean>;
}

/** Keeps what councils need and the Agenda does not cover. A need is of one person and of the council of that person. */
export interface NeedStore {
  /** Keeps a need with the person as its first, or one that joins it. False when the person has it already. */
  add(who: Who, need: NewNeed): Promise<boolean>;
  /** Needs of a person, newest first. */
  of(person: string): Promise<OwnNeed[]>;
  /** The need with all who have it; undefined when nobody has it any more. */
  get(id: string): Promise<SharedNeed | undefined>;
  /** The open need that says the same in the same words, whatever the case, accents and marks. */
  same(text: string): Promise<SharedNeed | undefined>;
  /** Needs that are not covered: those of most councils first, then the newest. */
  open(limit: number): Promise<SharedNeed[]>;
  /** A need is no longer one of the person's. False when it was none. */
  withdraw(person: string, id: string): Promise<boolean>;
  /** Needs that are open and were not compared yet with that knowledge, oldest first. */
  unchecked(knowledge: string, limit: number): Promise<SharedNeed[]>;
  /** Remembers that a need was compared with that knowledge. */
  check(id: string, knowledge: string): Promise<void>;
  /** Closes a need for everybody who has it: that item covers it. Gives for how many; 0 when it was closed before. */
  cover(id: string, item: string, nowMs: number): Promise<number>;
  /**
   * Takes people of a platform who can be written to and were not told yet that their need is covered. Each is given once,
   * to one process.
   */
  takeCovered(platform: string, nowMs: number, limit: number): Promise<CoveredNeed[]>;
  /** Gives back one that was taken and surely not told. */
  giveBack(person: string, id: string): Promise<void>;
  /** The same for one person, who is there just now. */
  takeCoveredOf(person: string, nowMs: number): Promise<OwnNeed[]>;
  /** Everyone's needs that were recorded from then (inclusive) to then (exclusive), newest first. */
  recorded(fromMs: number, toMs: number): AsyncIterable<readonly RecordedNeed[]>;
}

/** Numbers of what is kept, for the owners of the Agenda. */
export interface FigureStore {
  /** Askings from then (inclusive) to then (exclusive) by whatever tells them apart; none that tells who asked. */
  askings(fromMs: number, toMs: number): Promise<AskingFigures>;
  /** All journeys, in batches, with when the person last did something in them. */
  journeys(): AsyncIterable<readonly { readonly journey: Journey; readonly usedAtMs: number }[]>;
  /** How many plans there are, how many entries of each status, and in how many plans each item is. */
  plans(): Promise<{
    readonly plans: number;
    readonly statuses: readonly { readonly status: PlanStatus; readonly count: number }[];
    /** Most first. `title` is the newest that is kept of it. */
    readonly items: readonly {
      readonly item: string;
      readonly title: string;
      readonly count: number;
    }[];
  }>;
}

/** Askings in numbers. */
export interface AskingFigures {
  readonly people: number;
  readonly tenants: number;
  readonly platforms: readonly { readonly name: string; readonly count: number }[];
  readonly languages: readonly { readonly name: Language; readonly count: number }[];
  /** By day, counted from `fromMs` in steps of 24 hours; days without any are left out. */
  readonly days: readonly {
    readonly day: number;
    readonly kind: Answer["kind"];
    readonly count: number;
  }[];
}

/** A state of the knowledge that served. */
export interface KnowledgeState {
  /** Hexadecimal. */
  readonly digest: string;
  readonly seenAtMs: number;
  /**
   * In the order of the Agenda, each with the digest of what readers see of it, which begins with its kind: `action:3f…`.
   * Nothing is kept under those of documents and of items whose JSON has more than 200,000 characters.
   */
  readonly items: readonly { readonly id: string; readonly digest: string }[];
}

/** Keeps the states of the knowledge, each item once however many of them it is in. */
export interface KnowledgeStore {
  /** Keeps a state that is not kept yet; of the others only when they were seen last. Forgets the oldest beyond 50. */
  note(digest: string, items: readonly KnowledgeItem[], nowMs: number): Promise<void>;
  /** Newest first. */
  states(): Promise<Omit<KnowledgeState, "items">[]>;
  /** Undefined for one that is not kept, and for one that is damaged. */
  state(digest: string): Promise<KnowledgeState | undefined>;
  /** Items by the digests under which they are kept, as they were when these came; without those that are damaged. */
  items(digests: readonly string[]): Promise<ReadonlyMap<string, KnowledgeItem>>;
}

/** What calls of models took. */
export interface Spent {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Keeps what each council spends on models. Days are those of UTC, as `2026-11-23`. A council is the digest of a tenant. */
export interface SpendingStore {
  /** Adds to what the council spent that day; several processes may at once. */
  add(council: string, day: string, use: Spent): Promise<void>;
  of(council: string, day: string): Promise<Spent>;
  /** What all councils spent from a day (inclusive) to a day (exclusive), by day; days without any are left out. */
  total(fromDay: string, toDay: string): Promise<readonly (Spent & { readonly day: string })[]>;
}

/** All that the assistant remembers of those whom it serves. */
export interface Memory {
  readonly readers: ReaderStore;
  readonly councils: CouncilStore;
  readonly journeys: JourneyStore;
  readonly askings: AskingStore;
  readonly personal: PersonalDataStore;
  readonly tasks: TaskStore;
  readonly plans: PlanStore;
  readonly needs: NeedStore;
  readonly figures: FigureStore;
  readonly knowledge: KnowledgeStore;
  readonly spending: SpendingStore;
}

/** Keeps what a platform gave when it was installed in a workspace: text in the platform's own notation, with a token. */
export interface InstallationStore {
  get(tenant: string): Promise<string | undefined>;
  set(tenant: string, installation: string): Promise<void>;
  remove(tenant: string): Promise<void>;
}

/** A platform's way of writing into its conversations. Everything but `working` throws {@link SendError}. */
export interface Messenger {
  /** Sends the reply and gives what stands for it from then on. */
  send(message: KeptMessage, reply: Reply): Promise<string>;
  /** What was sent for a message by a process that did not live to tell; undefined when nothing was. */
  find(message: KeptMessage): Promise<string | undefined>;
  update(sent: string, reply: Reply): Promise<void>;
  remove(sent: string): Promise<void>;
  /** Shows that an answer is being made. Never rejects. */
  working(message: KeptMessage, language: Language): Promise<void>;
  /** Writes first: into a place in the platform's own notation. */
  write(place: string, sheet: Sheet): Promise<void>;
  /** Where the author of a private message can be written to first; undefined where that cannot be. */
  placeOf(message: KeptMessage): string | undefined;
  /** Whether the author of a message administers the workspace. */
  isAdmin(message: KeptMessage): Promise<boolean>;
}
