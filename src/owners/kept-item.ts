import { createHash } from "node:crypto";
import * as z from "zod";
import {
  efforts,
  horizons,
  type ItemKind,
  itemKinds,
  type KnowledgeItem,
  populationSchema,
  referenceSchema,
} from "../agenda/item.ts";

/** Characters of an item from which on it is not kept: a book that changes every week would fill the database. */
const mostChars = 200_000;

const texts = z.array(z.string());
// What items say one day is kept too: it must not be lost between two states that differ in it.
const schema: z.ZodType<KnowledgeItem> = z.looseObject({
  id: z.string(),
  kind: z.enum(itemKinds),
  title: z.string(),
  origin: z.enum(["official", "own"]),
  blocks: z.array(
    z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("heading"), level: z.number(), text: z.string() }),
      z.object({ kind: z.enum(["paragraph", "code"]), text: z.string() }),
      z.object({
        kind: z.literal("list-item"),
        ordinal: z.number().exactOptional(),
        text: z.string(),
      }),
      z.object({ kind: z.literal("table-row"), text: z.string() }),
    ]),
  ),
  questions: texts,
  references: z.array(referenceSchema),
  related: texts,
  reviewed: z.string().exactOptional(),
  applicability: z
    .looseObject({
      population: populationSchema,
      horizon: z.enum(horizons),
      effort: z.enum(efforts),
      roles: texts,
      duty: z.string().exactOptional(),
      ends: z.string().exactOptional(),
    })
    .exactOptional(),
  sourcePath: z.string(),
});

/**
 * Stands for what readers see of an item: its kind, a colon and a digest. What looks the same to them has the same,
 * whoever reviewed it when.
 */
export function itemDigest(item: KnowledgeItem): string {
  const seen = {
    ...item,
    questions: [],
    references: item.references.map(({ title, url }) => ({ title, url })),
    reviewed: "",
    sourcePath: "",
  };
  // Half of it is enough: nobody gains by making two items that have the same.
  const digest = createHash("sha256").update(JSON.stringify(seen)).digest("hex").slice(0, 32);
  return `${item.kind}:${digest}`;
}

/** The kind of an item, by {@link itemDigest}; a page for what is none of ours. */
export function kindOfDigest(digest: string): ItemKind {
  return itemKinds.find((kind) => digest.startsWith(`${kind}:`)) ?? "page";
}

/** How an item is kept; undefined for one that is not: imported text, and what is too long. */
export function writeItem(item: KnowledgeItem): string | undefined {
  if (item.kind === "document") return undefined;
  const text = JSON.stringify(item);
  return text.length > mostChars ? undefined : text;
}

/** Reads {@link writeItem}; undefined when it is damaged. */
export function readItem(text: string): KnowledgeItem | undefined {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    // Told by undefined: one item that cannot be read must not hide the others.
    return undefined;
  }
}
