/** How alike things are, by their numbers: symmetrical, 0 where nothing stands. */
export type Likenesses = readonly ReadonlyMap<number, number>[];

/**
 * Groups things whose likeness is at least `least` on average over all pairs: one thing between two groups does not
 * join them, as it would in a chain. The nearest groups are joined first; ties fall to the lower number.
 *
 * Follows chains of nearest neighbours, which for averages gives what always joining the nearest pair of all gives, in
 * time that grows with the pairs that are alike and not with all pairs.
 */
export function averageLinkage(likenesses: Likenesses, least: number): number[][] {
  /** Sums of likeness to the groups that are open, by the number of each group. */
  const sums = likenesses.map((row) => new Map(row));
  const members = likenesses.map((_, at) => [at]);
  const done: number[][] = [];
  for (let first = 0; first < members.length; first += 1) {
    const chain: number[] = members[first]?.length === 0 ? [] : [first];
    for (let top = chain.at(-1); top !== undefined; top = chain.at(-1)) {
      const previous = chain.at(-2);
      const nearest = nearestTo(top, previous, sums, members);
      if (nearest === undefined || nearest.likeness < least) {
        // Joining others never brings them nearer: nothing will come near enough.
        done.push(close(top, sums, members));
        chain.pop();
      } else if (chain.includes(nearest.group)) {
        // The one before, but where likenesses are equal and rounding decides.
        chain.length = chain.indexOf(nearest.group);
        const into = join(nearest.group, top, sums, members);
        if (chain.length === 0) chain.push(into);
      } else {
        chain.push(nearest.group);
      }
    }
  }
  return done;
}

type Sums = readonly Map<number, number>[];
type Members = number[][];

function nearestTo(
  group: number,
  previous: number | undefined,
  sums: Sums,
  members: Members,
): { readonly group: number; readonly likeness: number } | undefined {
  const size = members[group]?.length ?? 0;
  let best: { readonly group: number; readonly likeness: number } | undefined;
  for (const [other, sum] of sums[group] ?? []) {
    const likeness = sum / (size * (members[other]?.length ?? 0));
    const isNearer =
      best === undefined ||
      likeness > best.likeness ||
      // The one before in the chain wins a tie, or the chain would go round in a circle.
      (likeness === best.likeness &&
        best.group !== previous &&
        (other === previous || other < best.group));
    if (isNearer) best = { group: other, likeness };
  }
  return best;
}

/** Joins two groups; gives the number of the joined one. */
function join(one: number, two: number, sums: Sums, members: Members): number {
  const [into, from] = one < two ? [one, two] : [two, one];
  const kept = sums[into];
  for (const [other, sum] of sums[from] ?? []) {
    sums[other]?.delete(from);
    if (other === into || kept === undefined) continue;
    const both = (kept.get(other) ?? 0) + sum;
    kept.set(other, both);
    sums[other]?.set(into, both);
  }
  kept?.delete(from);
  sums[from]?.clear();
  members[into]?.push(...(members[from] ?? []));
  members[from] = [];
  return into;
}

/** Takes a group that will grow no more out of the sums of the others. */
function close(group: number, sums: Sums, members: Members): number[] {
  for (const other of sums[group]?.keys() ?? []) sums[other]?.delete(group);
  sums[group]?.clear();
  const closed = members[group] ?? [];
  members[group] = [];
  return closed;
}
