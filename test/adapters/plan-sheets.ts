import { languages } from "../../src/language/language.ts";
import { entryFieldNames } from "../../src/plan/entry-form.ts";
import { conflictSheet, entrySheet } from "../../src/plan/entry-sheet.ts";
import { startingPoints } from "../../src/plan/model-agenda.ts";
import { modelSheet } from "../../src/plan/model-sheet.ts";
import { nextSheet } from "../../src/plan/next-sheet.ts";
import type { PlanEntry } from "../../src/plan/plan.ts";
import { planSheet } from "../../src/plan/plan-sheet.ts";
import type { Sheet } from "../../src/reception/sheet.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { publicUrl } from "../src/answer/shipped.ts";

/** Entries of one page of a plan. */
const pageSize = 15;

/** The sheets of a plan that holds all actions, with long notes. */
export function planSheets(index: SearchIndex): Sheet[] {
  const entries = index.catalogue.list("action").map(
    ({ id, title }): PlanEntry => ({
      item: id,
      title,
      status: "under-way",
      owner: "Secretaria i Tecnologia",
      quarter: `${2026 + (Number(id.at(-1)) % 3)}-T1`,
      notes: "Pendent del ple.\n".repeat(170).trim(),
      addedAtMs: 1,
      changedAtMs: 2,
      version: 3,
    }),
  );
  const typed = {
    status: "done",
    owner: "x".repeat(200),
    quarter: "none",
    notes: "y".repeat(3_000),
  };
  const clash = { fields: typed, clashes: [...entryFieldNames], taken: [] };
  return languages.flatMap((language) => {
    const scene = {
      index,
      publicUrl,
      language,
      nowMs: Date.UTC(2026, 10, 23),
      population: 12_000,
      pageUrl: `${publicUrl}/${"x".repeat(200)}`,
      isPageBrief: true,
    };
    return [
      ...entries.flatMap((_, at) => (at % pageSize === 0 ? [planSheet(entries, scene, at)] : [])),
      ...entries
        .slice(0, 3)
        .flatMap((entry) => [entrySheet(entry, scene), conflictSheet(entry, clash, scene)]),
      nextSheet(entries.slice(0, 3), scene),
      ...startingPoints.flatMap((start) =>
        [300, 12_000, 80_000].map((population) =>
          modelSheet({ population, start }, new Set(), scene),
        ),
      ),
    ];
  });
}

/** Texts of a sheet that a reader has to find again whole, what stands in its fields among them. */
export function neededIn({ title, parts }: Sheet): string[] {
  const needed = parts.flatMap((part) => {
    if (part.kind === "choices") return part.choices.map(({ label }) => label);
    if (part.kind === "list") return [...part.items];
    if (part.kind !== "form") return [];
    const { submit, fields } = part.form;
    const typed = fields.filter(({ options }) => options === undefined);
    return [submit, ...typed.map(({ value }) => value)];
  });
  return [title, ...needed];
}
