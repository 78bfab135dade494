import { setImmediate as breathe } from "node:timers/promises";
import type { Catalogue } from "../agenda/catalogue.ts";
import { compareKnowledge } from "../agenda/changes.ts";
import type { KnowledgeItem } from "../agenda/item.ts";
import type { KnowledgeState, KnowledgeStore } from "../ports.ts";
import { linesOf } from "./item-lines.ts";
import { kindOfDigest } from "./kept-item.ts";
import type { ItemChange, TextPiece } from "./report.ts";
import { comparePieces, wholePiece } from "./text-pieces.ts";

/** What two states of the knowledge are compared with. */
export interface CompareOptions {
  readonly knowledge: Pick<KnowledgeStore, "items">;
  /** Of today: names what is not kept. */
  readonly catalogue: Catalogue;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Milliseconds after which texts are looked at no closer than their lines. */
const closelyWithinMs = 2_000;

/** An item in one of the states. */
interface Stored {
  readonly digest: string;
  /** Absent when it is not kept, or damaged. */
  readonly item?: KnowledgeItem;
}

/**
 * What readers of one state would find changed in the other: added and edited items in the order of the Agenda, then
 * removed ones. Loads only those that differ.
 */
export async function compareStates(
  before: KnowledgeState,
  after: KnowledgeState,
  { knowledge, catalogue, now }: CompareOptions,
): Promise<ItemChange[]> {
  const earlier = new Map(before.items.map(({ id, digest }) => [id, digest]));
  const later = new Map(after.items.map(({ id, digest }) => [id, digest]));
  const different = [
    ...after.items.filter(({ id, digest }) => earlier.get(id) !== digest),
    ...before.items.filter(({ id }) => !later.has(id)),
  ].map(({ id }) => id);
  const digests = different.flatMap((id) => [earlier.get(id) ?? [], later.get(id) ?? []].flat());
  const items = await knowledge.items(
    digests.filter((digest) => kindOfDigest(digest) !== "document"),
  );
  const stored = (digest: string | undefined): Stored | undefined => {
    const item = digest === undefined ? undefined : items.get(digest);
    return digest === undefined ? undefined : { digest, ...(item && { item }) };
  };
  const changes: ItemChange[] = [];
  const closelyUntilMs = now() + closelyWithinMs;
  for (const id of different) {
    const [old, fresh] = [stored(earlier.get(id)), stored(later.get(id))];
    changes.push(...describe(id, old, fresh, catalogue, now() >= closelyUntilMs));
    await breathe();
  }
  return changes;
}

/** None when readers see no difference. */
function describe(
  id: string,
  old: Stored | undefined,
  fresh: Stored | undefined,
  catalogue: Catalogue,
  isInHaste: boolean,
): ItemChange[] {
  const isWhole = [old, fresh].every((one) => one === undefined || one.item !== undefined);
  const [before, after] = [old?.item, fresh?.item];
  if (isWhole) {
    const found = compareKnowledge(before ? [before] : [], after ? [after] : [], "");
    return found.map(({ at: _, ...change }) => ({
      ...change,
      pieces: piecesOf(before, after, isInHaste),
    }));
  }
  const known = catalogue.get(id)?.title ?? before?.title ?? id;
  return [
    {
      itemId: id,
      kind: kindOfDigest(fresh?.digest ?? old?.digest ?? ""),
      title: (fresh === undefined ? before : after)?.title ?? known,
      change: old === undefined ? "added" : fresh === undefined ? "removed" : "edited",
      sections: [],
      pieces: [],
    },
  ];
}

function piecesOf(
  before: KnowledgeItem | undefined,
  after: KnowledgeItem | undefined,
  isInHaste: boolean,
): TextPiece[] {
  if (before === undefined) return after ? wholePiece("added", linesOf(after, false)) : [];
  if (after === undefined) return wholePiece("removed", linesOf(before, false));
  const isKindTold = before.kind !== after.kind;
  return comparePieces(linesOf(before, isKindTold), linesOf(after, isKindTold), isInHaste);
}
