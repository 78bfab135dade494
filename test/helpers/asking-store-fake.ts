import type { Asking, QuestionGroup, RatedAsking, Rating } from "../../src/feedback/asking.ts";
import type { AskingStore, TaskStore } from "../../src/ports.ts";

/** Keeps what was asked in memory. */
export function createAskingStoreFake(): AskingStore & {
  /** Every group that was ever added, in order. */
  readonly groups: readonly QuestionGroup[];
} {
  const askings = new Map<string, Asking>();
  const ratings = new Map<string, Map<string, Rating>>();
  const groups = new Map<string, { group: QuestionGroup; decidedAtMs: number }>();
  const rated = (asking: Asking): RatedAsking => {
    const all = [...(ratings.get(asking.id)?.values() ?? [])].sort(
      (a, b) => b.ratedAtMs - a.ratedAtMs,
    );
    const positive = all.filter(({ isPositive }) => isPositive).length;
    const words = all.flatMap(({ word }) => (word === "" ? [] : [word]));
    return { ...asking, positive, negative: all.length - positive, words };
  };
  const within = (fromMs: number, toMs: number) =>
    [...askings.values()]
      .filter(({ askedAtMs }) => askedAtMs >= fromMs && askedAtMs < toMs)
      .map(rated);
  return {
    get groups() {
      return [...groups.values()].map(({ group }) => group);
    },
    async add(asking) {
      askings.set(asking.id, asking);
    },
    async get(id) {
      return askings.get(id);
    },
    async lastUncovered(person, sinceMs) {
      return [...askings.values()]
        .filter(({ who, kind, askedAtMs }) => {
          const isUncovered = kind === "abstained" || kind === "suggested";
          return who.person === person && isUncovered && askedAtMs >= sinceMs;
        })
        .sort((a, b) => b.askedAtMs - a.askedAtMs)[0];
    },
    async remove(id) {
      askings.delete(id);
      ratings.delete(id);
    },
    async rate(id, { person }, rating) {
      if (!askings.has(id)) return false;
      ratings.set(id, (ratings.get(id) ?? new Map<string, Rating>()).set(person, rating));
      return true;
    },
    async count(fromMs, toMs) {
      const all = within(fromMs, toMs);
      const kinds = { answered: 0, suggested: 0, abstained: 0, failed: 0 };
      const items = new Map<string, number>();
      for (const asking of all) {
        kinds[asking.kind] += 1;
        if (asking.kind === "abstained") continue;
        for (const item of asking.items) items.set(item, (items.get(item) ?? 0) + 1);
      }
      return {
        total: all.length,
        kinds,
        positive: all.reduce((sum, { positive }) => sum + positive, 0),
        negative: all.reduce((sum, { negative }) => sum + negative, 0),
        items: [...items]
          .map(([item, count]) => ({ item, count }))
          .sort((a, b) => b.count - a.count),
      };
    },
    async list(topic, fromMs, toMs, limit) {
      return within(fromMs, toMs)
        .filter(({ kind, positive, negative }) =>
          topic === "abstained" ? kind === "abstained" : negative > positive,
        )
        .sort((a, b) => b.askedAtMs - a.askedAtMs)
        .slice(0, limit);
    },
    async addGroups(added, nowMs) {
      for (const group of added)
        if (!groups.has(group.id)) groups.set(group.id, { group, decidedAtMs: nowMs });
    },
    async group(id) {
      return groups.get(id)?.group;
    },
    async decided(sinceMs, limit) {
      return [...groups.values()]
        .filter(({ group, decidedAtMs }) => group.decision !== undefined && decidedAtMs >= sinceMs)
        .sort((a, b) => b.decidedAtMs - a.decidedAtMs)
        .map(({ group }) => group)
        .slice(0, limit);
    },
    async decide(id, decision, nowMs) {
      const known = groups.get(id);
      if (known === undefined) return false;
      groups.set(id, { group: { ...known.group, decision }, decidedAtMs: nowMs });
      return true;
    },
  };
}

/** Keeps in memory what several processes do once. */
export function createTaskStoreFake(): TaskStore {
  const tasks = new Map<string, { untilMs: number; isDone: boolean }>();
  return {
    async take(name, nowMs, untilMs) {
      const known = tasks.get(name);
      if (known !== undefined && (known.isDone || known.untilMs > nowMs)) return false;
      tasks.set(name, { untilMs, isDone: false });
      return true;
    },
    async finish(name) {
      tasks.set(name, { untilMs: 0, isDone: true });
    },
  };
}

let asked = 0;

/** An asking that was abstained from, unless told otherwise. Each has an id of its own. */
export function asking(question: string, more: Partial<Asking> = {}): Asking {
  asked += 1;
  return {
    id: `asking-${asked}`,
    who: { person: "person-of-the-test", tenant: "tenant-of-the-test", platform: "slack" },
    question,
    language: "ca",
    kind: "abstained",
    intent: "search",
    items: [],
    index: "0123456789ab",
    askedAtMs: Date.UTC(2026, 10, 18, 10),
    ...more,
  };
}
