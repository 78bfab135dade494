import type { Catalogue } from "../agenda/catalogue.ts";
import type { KnowledgeStore } from "../ports.ts";
import { createRecentMap } from "../recent-map.ts";
import { compareStates } from "./knowledge-report.ts";
import type { Lately } from "./lately.ts";
import type { KnowledgeReport, KnowledgeVersion } from "./report.ts";

/** What states of the knowledge are shown and compared with. */
export interface VersionsOptions {
  readonly knowledge: KnowledgeStore;
  /** Of today. */
  readonly catalogue: () => Catalogue;
  /** Keeps what was compared. */
  readonly lately: Lately;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const rememberedSizes = 100;

/** Shows the states of the knowledge and compares two of them, by their digests: the newest with the one before it else. */
export function createKnowledgeVersions({
  knowledge,
  catalogue,
  lately,
  now,
}: VersionsOptions): (before?: string, after?: string) => Promise<KnowledgeReport> {
  // A state never changes.
  const sizes = createRecentMap<number>(rememberedSizes);
  return async (wantedBefore, wantedAfter) => {
    const versions = await readVersions();
    const [before, after] = choose(versions, wantedBefore, wantedAfter);
    if (before === undefined || after === undefined) return { versions, changes: [] };
    const changes = await lately.get(`knowledge ${before.digest} ${after.digest}`, () =>
      compare(before.digest, after.digest),
    );
    return { versions, before, after, changes };
  };

  /** Those that can be read, newest first. */
  async function readVersions(): Promise<KnowledgeVersion[]> {
    const versions: KnowledgeVersion[] = [];
    for (const { digest, seenAtMs } of await knowledge.states()) {
      const items = sizes.get(digest) ?? (await knowledge.state(digest))?.items.length;
      if (items === undefined) continue;
      sizes.set(digest, items);
      versions.push({ digest, seenAtMs, items });
    }
    return versions;
  }

  async function compare(before: string, after: string) {
    const [old, fresh] = [await knowledge.state(before), await knowledge.state(after)];
    // Forgotten since: the next look shows others.
    if (old === undefined || fresh === undefined) return [];
    return compareStates(old, fresh, { knowledge, catalogue: catalogue(), now });
  }
}

/** The two that are compared; none while fewer than two are known. */
function choose(
  versions: readonly KnowledgeVersion[],
  wantedBefore: string | undefined,
  wantedAfter: string | undefined,
): readonly (KnowledgeVersion | undefined)[] {
  const known = (wanted: string | undefined) => versions.find(({ digest }) => digest === wanted);
  const newest = versions.length < 2 ? undefined : versions[0];
  const after = known(wantedAfter) ?? newest;
  const before = known(wantedBefore) ?? (after && versions[versions.indexOf(after) + 1]);
  // Nothing is known before the oldest.
  return before === undefined ? [versions[1], newest] : [before, after];
}
