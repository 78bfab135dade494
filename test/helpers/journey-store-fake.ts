import type { Journey } from "../../src/onboarding/journey.ts";
import type { JourneyStore } from "../../src/ports.ts";
import type { Who } from "../../src/reception/visitor.ts";

/** Keeps journeys in memory, with the versions that a {@link JourneyStore} honours. */
export function createJourneyStoreFake(): JourneyStore {
  const kept = new Map<string, { who: Who; journey: Journey }>();
  return {
    get: async (person) => structuredClone(kept.get(person)?.journey),
    async set(who, journey) {
      if ((kept.get(who.person)?.journey.version ?? 0) !== journey.version) return false;
      const next = { ...structuredClone(journey), version: journey.version + 1 };
      kept.set(who.person, { who: { ...who }, journey: next });
      return true;
    },
    async remove(person) {
      kept.delete(person);
    },
    async takeDue(platform, nowMs, nextMs, limit) {
      const due = [...kept.values()]
        .filter(({ who, journey: { reminder } }) => {
          return who.platform === platform && reminder !== undefined && reminder.dueAtMs <= nowMs;
        })
        .sort((a, b) => dueAt(a.journey) - dueAt(b.journey))
        .slice(0, limit);
      return due.flatMap(({ who, journey }) => {
        if (journey.reminder === undefined) return [];
        const { place, unanswered } = journey.reminder;
        const next: Journey = {
          ...journey,
          reminder: { place, dueAtMs: nextMs, unanswered: unanswered + 1 },
          version: journey.version + 1,
        };
        kept.set(who.person, { who, journey: next });
        return [structuredClone({ who, journey: next })];
      });
    },
  };
}

function dueAt({ reminder }: Journey): number {
  return reminder?.dueAtMs ?? Number.POSITIVE_INFINITY;
}
