import type { OwnedPlanDocument } from "../../src/plan/plan-document.ts";

/** What a plan can be taken away as. */
export const planFormats = ["docx", "xlsx", "csv", "ics"] as const;
/** One of {@link planFormats}. */
export type PlanFormat = (typeof planFormats)[number];

/** Makes the documents of a plan, one for each format, and names their files. */
export interface PlanDocuments
  extends Readonly<
    Record<PlanFormat, (input: OwnedPlanDocument) => Promise<Uint8Array> | Promise<string> | string>
  > {
  /** A name that every system takes, whatever the council is called. */
  nameOf(council: OwnedPlanDocument["council"], format: PlanFormat): string;
}

/** The format of a name like `pla.docx` and what stands before it; undefined when it ends in none. */
export function readFormat(
  name: string,
): { readonly format: PlanFormat; readonly rest: string } | undefined {
  const format = planFormats.find((one) => name.endsWith(`.${one}`));
  return format === undefined ? undefined : { format, rest: name.slice(0, -format.length - 1) };
}
