import { createHash } from "node:crypto";
import { type Language, languages } from "../language/language.ts";
import type { AskingStore } from "../ports.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { AskingCounts, Decision, QuestionGroup, RatedAsking } from "./asking.ts";
import { groupByMeaning } from "./group-by-meaning.ts";

/** What the owners are told of a week. It names no person and no tenant. */
export interface WeeklyDigest {
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  readonly counts: AskingCounts;
  /** Items that were quoted most and are still there, most first. */
  readonly items: readonly QuotedItem[];
  /** In the order in which they are shown; topics without a group are left out. */
  readonly topics: readonly DigestTopic[];
}

/** An item with how often it was quoted. */
export interface QuotedItem {
  readonly id: string;
  readonly title: string;
  readonly count: number;
}

/** Groups of questions that are in the digest for one reason. */
export interface DigestTopic {
  readonly topic: QuestionGroup["topic"];
  /** What is to be decided first, then what was decided before; the largest first. */
  readonly groups: readonly DigestGroup[];
  readonly notShown: number;
  /** Whether there were more than {@link mostRead} questions. */
  readonly isCut: boolean;
}

/** A group with what the owners need to decide. */
export interface DigestGroup {
  /** With the decision when questions that mean the same were decided before. */
  readonly group: QuestionGroup;
  readonly count: number;
  readonly languages: readonly Language[];
  /** What people wrote about the answers, newest first. */
  readonly words: readonly string[];
  /** Title of the item that covers it, when that was decided and the item is still there. */
  readonly coveredBy?: string;
}

/** What a digest is built from. */
export interface DigestOptions {
  readonly askings: Pick<AskingStore, "count" | "list" | "decided">;
  readonly index: SearchIndex;
  readonly fromMs: number;
  readonly toMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Questions of a topic that are read, the newest. */
export const mostRead = 500;
/** Groups of a topic that are shown. */
export const mostGroups = 10;
const mostItems = 5;
const mostWords = 3;
/** Decisions that are looked at, the newest, and how long one stands. */
const mostDecided = 500;
const decisionStandsMs = 365 * 24 * 60 * 60 * 1_000;

const topics: readonly QuestionGroup["topic"][] = ["abstained", "badly-rated"];

/**
 * Looks at the questions of a time. Whoever builds it again gets groups of the same ids: nothing is kept here, and what
 * was kept is not kept twice.
 */
export async function buildDigest(options: DigestOptions): Promise<WeeklyDigest> {
  const { askings, index, fromMs, toMs } = options;
  const counts = await askings.count(fromMs, toMs);
  return {
    fromMs,
    toMs,
    counts,
    items: counts.items
      .flatMap(({ item, count }): QuotedItem[] => {
        const title = index.catalogue.get(item)?.title;
        return title === undefined ? [] : [{ id: item, title, count }];
      })
      .slice(0, mostItems),
    topics: await readTopics({ ...options, mostGroups }),
  };
}

/** What topics are read from. */
export interface TopicOptions extends Omit<DigestOptions, "askings"> {
  readonly askings: Pick<AskingStore, "list" | "decided">;
  /** Groups of a topic that are shown. */
  readonly mostGroups: number;
}

/** Groups the questions of a time that went badly, in the order in which topics are shown; those without a group are left out. */
export async function readTopics(options: TopicOptions): Promise<DigestTopic[]> {
  const { askings, now } = options;
  const decided = await askings.decided(now() - decisionStandsMs, mostDecided);
  const found: DigestTopic[] = [];
  for (const topic of topics) found.push(await readTopic(topic, decided, options));
  return found.filter(({ groups }) => groups.length > 0);
}

async function readTopic(
  topic: QuestionGroup["topic"],
  decided: readonly QuestionGroup[],
  { askings, index, fromMs, toMs, mostGroups: most }: TopicOptions,
): Promise<DigestTopic> {
  // One more than is read tells whether there are more.
  const listed = await askings.list(topic, fromMs, toMs, mostRead + 1);
  const read = listed
    .slice(0, mostRead)
    // What was abstained from is in the digest already, whatever people thought of it.
    .filter(({ kind }) => topic === "abstained" || kind !== "abstained");
  const groups = (await groupWithDecisions(read, decided, index)).map(({ members, decision }) =>
    digestGroup(topic, members, decision, index),
  );
  // Groups come largest first, and sorting is stable.
  const ordered = groups.sort((a, b) => Number(isDecided(a)) - Number(isDecided(b)));
  return {
    topic,
    groups: ordered.slice(0, most),
    notShown: Math.max(0, ordered.length - most),
    isCut: listed.length > mostRead,
  };
}

function isDecided({ group }: DigestGroup): boolean {
  return group.decision !== undefined;
}

interface Grouped {
  readonly members: readonly RatedAsking[];
  readonly decision: Decision | undefined;
}

/** Groups questions, each with the newest decision about one that means the same. */
async function groupWithDecisions(
  read: readonly RatedAsking[],
  decided: readonly QuestionGroup[],
  index: SearchIndex,
): Promise<Grouped[]> {
  if (read.length === 0) return [];
  const texts = [...read.map(({ question }) => question), ...decided.map(({ sample }) => sample)];
  return (await groupByMeaning(texts, index))
    .map((group): Grouped => {
      const earlier = group.find((at) => at >= read.length);
      return {
        members: group.flatMap((at) => read[at] ?? []),
        decision: earlier === undefined ? undefined : decided[earlier - read.length]?.decision,
      };
    })
    .filter(({ members }) => members.length > 0)
    .sort((a, b) => b.members.length - a.members.length);
}

function digestGroup(
  topic: QuestionGroup["topic"],
  members: readonly RatedAsking[],
  decision: Decision | undefined,
  index: SearchIndex,
): DigestGroup {
  const written = [...new Set(members.flatMap(({ words }) => words))];
  const coveredBy =
    decision?.kind === "covered" ? index.catalogue.get(decision.item)?.title : undefined;
  return {
    group: {
      id: groupId(topic, members),
      topic,
      sample: sampleOf(members),
      askings: members.map(({ id }) => id),
      ...(decision === undefined ? {} : { decision }),
    },
    count: members.length,
    languages: languages.filter((language) => members.some((one) => one.language === language)),
    words: written.slice(0, mostWords),
    ...(coveredBy === undefined ? {} : { coveredBy }),
  };
}

/**
 * The same for the same group whenever it is made, so that a digest that is tried again adds none; and nobody can guess
 * it who does not know the ids of the askings, which nobody can guess.
 */
function groupId(topic: QuestionGroup["topic"], members: readonly RatedAsking[]): string {
  const [first] = members.map(({ id }) => id).sort();
  return createHash("sha256").update(`${topic} ${first}`).digest("hex").slice(0, 32);
}

/** The question that was asked most in the same words, the newest of several. */
function sampleOf(members: readonly RatedAsking[]): string {
  const counts = new Map<string, number>();
  for (const { question } of members) counts.set(question, (counts.get(question) ?? 0) + 1);
  const [sample] = [...counts].sort(([, a], [, b]) => b - a);
  return sample?.[0] ?? "";
}
