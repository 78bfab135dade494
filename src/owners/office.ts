import { readTopics } from "../feedback/weekly-digest.ts";
import type { Memory } from "../ports.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { createKnowledgeVersions } from "./knowledge-versions.ts";
import { createLately } from "./lately.ts";
import { needsReport } from "./needs-report.ts";
import { onboardingReport } from "./onboarding-report.ts";
import { plansReport } from "./plans-report.ts";
import type {
  KnowledgeReport,
  NeedsReport,
  OnboardingReport,
  Period,
  PlansReport,
  QuestionsReport,
  UsageReport,
} from "./report.ts";
import { usageReport } from "./usage-report.ts";

/** What the owners of the Agenda look at. Everything rejects with what the store throws where the memory is away. */
export interface Office {
  usage(period: Period): Promise<UsageReport>;
  questions(period: Period): Promise<QuestionsReport>;
  needs(period: Period): Promise<NeedsReport>;
  onboarding(): Promise<OnboardingReport>;
  plans(): Promise<PlansReport>;
  /** Compares two states by their digests; the newest with the one before it where they are absent or not known. */
  knowledge(before?: string, after?: string): Promise<KnowledgeReport>;
  /** Says that an item covers needs: who asked for them is told. Gives how many were open; undefined for no such item. */
  cover(needs: readonly string[], item: string): Promise<number | undefined>;
}

/** What an office needs. */
export interface OfficeOptions {
  readonly memory: Pick<Memory, "askings" | "figures" | "needs" | "knowledge" | "spending">;
  /** The index that serves. */
  readonly index: () => SearchIndex;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Groups of a topic that a report shows. */
const mostGroups = 100;
/** Milliseconds that a report is shown to everyone who asks for the same, and how many reports are kept so. */
const freshMs = 60_000;
const mostReports = 30;

/** Builds the office that makes the reports. What takes long is done once for all who ask for the same within a minute. */
export function createOffice({ memory, index, now }: OfficeOptions): Office {
  const { askings, figures, needs, knowledge, spending } = memory;
  const lately = createLately(freshMs, mostReports, now);
  const versions = createKnowledgeVersions({
    knowledge,
    catalogue: () => index().catalogue,
    lately,
    now,
  });
  const inTurn = createTurns();
  const ofPeriod = <Report>(
    name: string,
    { fromMs, toMs }: Period,
    make: (period: Period) => Promise<Report>,
  ) => lately.get(`${name} ${fromMs} ${toMs}`, () => make({ fromMs, toMs }));
  return {
    usage: (period) =>
      ofPeriod("usage", period, (time) =>
        usageReport(time, { askings, figures, spending, index: index() }),
      ),
    questions: (period) =>
      ofPeriod("questions", period, (time) =>
        inTurn(async () => ({
          topics: await readTopics({ ...time, askings, index: index(), now, mostGroups }),
        })),
      ),
    needs: (period) =>
      ofPeriod("needs", period, (time) =>
        inTurn(() => needsReport(time, { needs, index: index() })),
      ),
    onboarding: () =>
      lately.get("onboarding", () => onboardingReport({ figures, index: index(), now })),
    plans: () => lately.get("plans", () => plansReport({ figures, index: index() })),
    knowledge: versions,
    async cover(ids, item) {
      if (index().catalogue.get(item) === undefined) return undefined;
      try {
        let covered = 0;
        for (const id of new Set(ids)) covered += await needs.cover(id, item, now());
        return covered;
      } finally {
        // Also when only some were: whoever looks now is to see it.
        lately.forget("needs ");
      }
    },
  };
}

/** Does one thing after the other: what groups by meaning takes the processor and memory that questions need. */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return <Value>(work: () => Promise<Value>): Promise<Value> => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
