import * as z from "zod";

/** Where an item stands: in the tree (axis, objective, action), beside it (page), or imported text (document). */
export const itemKinds = ["axis", "objective", "action", "page", "document"] as const;
/** One of {@link itemKinds}. */
export type ItemKind = (typeof itemKinds)[number];

/** When an action can show results: short < 6 months, medium 6 to 18, long > 18. */
export const horizons = ["short", "medium", "long"] as const;
/** One of {@link horizons}. */
export type Horizon = (typeof horizons)[number];

/** What an action asks of a council: low some days of one person, medium weeks, high a project with a budget. */
export const efforts = ["low", "medium", "high"] as const;
/** One of {@link efforts}. */
export type Effort = (typeof efforts)[number];

const inhabitants = z.number().int().min(0).max(10_000_000);
const nonEmpty = z.string().trim().min(1).max(500);
const date = z.iso.date("ha de ser una data com 2026-11-23");

/** Number of inhabitants an item is for, both ends included. Absent ends are open. */
export const populationSchema = z
  .strictObject({ min: inhabitants.optional(), max: inhabitants.optional() })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, {
    message: "min és més gran que max",
  });
/** Parsed {@link populationSchema}. */
export type PopulationRange = z.infer<typeof populationSchema>;

/** A source that an item rests on, with the day on which it was last compared with the text. */
export const referenceSchema = z.strictObject({
  title: nonEmpty,
  url: z.url({ protocol: /^https?$/, hostname: z.regexes.domain }),
  checked: date,
});
/** Parsed {@link referenceSchema}. */
export type Reference = z.infer<typeof referenceSchema>;

const questions = z
  .strictObject({
    ca: z.array(nonEmpty).default([]),
    es: z.array(nonEmpty).default([]),
    en: z.array(nonEmpty).default([]),
  })
  .default({ ca: [], es: [], en: [] });

const common = {
  id: nonEmpty,
  title: nonEmpty,
  origin: z.enum(["official", "own"]),
  questions,
  references: z.array(referenceSchema).default([]),
  related: z.array(nonEmpty).default([]),
  reviewed: date,
};

const slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "només lletres minúscules sense accent, xifres i guions");

/** Front matter of each kind of file below `eixos/` and `pagines/`. Unknown keys are refused: they are typos. */
export const frontMatterSchemas = {
  axis: z.strictObject({
    ...common,
    id: z.string().regex(/^\d{1,2}$/, 'un eix s\'identifica amb un número: "2"'),
  }),
  objective: z.strictObject({
    ...common,
    id: z.string().regex(/^\d{1,2}\.\d{1,2}$/, 'un objectiu s\'identifica així: "2.3"'),
  }),
  action: z.strictObject({
    ...common,
    id: z.string().regex(/^\d{1,2}\.\d{1,2}\.\d{1,3}$/, 'una acció s\'identifica així: "2.3.1"'),
    population: populationSchema.default({}),
    horizon: z.enum(horizons),
    effort: z.enum(efforts),
    roles: z.array(slug).min(1),
    duty: z.string().trim().min(1).max(120).optional(),
    ends: date.optional(),
  }),
  page: z.strictObject({ ...common, id: slug }),
};

/** One block of an item's text. Its `text` is plain: what a reader sees and what is quoted. */
export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "paragraph" | "code"; readonly text: string }
  | { readonly kind: "list-item"; readonly ordinal?: number; readonly text: string }
  | { readonly kind: "table-row"; readonly text: string };

/** What actions say beside their text. */
export interface Applicability {
  readonly population: PopulationRange;
  readonly horizon: Horizon;
  readonly effort: Effort;
  readonly roles: readonly string[];
  /** The law that obliges every council to it, as its text names it; absent when it is free, or one only in some cases. */
  readonly duty?: string;
  /** ISO date of the last day of the programme or call that it makes use of; absent when it has no end. */
  readonly ends?: string;
}

/** One Markdown file of the knowledge folder: one id, one public address. */
export interface KnowledgeItem {
  readonly id: string;
  readonly kind: ItemKind;
  readonly title: string;
  readonly origin: "official" | "own";
  readonly blocks: readonly Block[];
  /** Expected questions in any language. Indexed, never shown. */
  readonly questions: readonly string[];
  readonly references: readonly Reference[];
  readonly related: readonly string[];
  /** ISO date; absent for documents. */
  readonly reviewed?: string;
  /** Only actions have it. */
  readonly applicability?: Applicability;
  /** Path of the file relative to the knowledge folder, with `/`. */
  readonly sourcePath: string;
}
