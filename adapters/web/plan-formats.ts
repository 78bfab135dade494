import type { Language } from "../../src/language/language.ts";
import type { PlanRow } from "../../src/plan/plan-rows.ts";

/** What a plan can be taken away as. */
export const planFormats = ["docx", "xlsx", "csv", "ics"] as const;
/** One of {@link planFormats}. */
export type PlanFormat = (typeof planFormats)[number];

/** What a document of a plan is made of. */
export interface PlanDocumentInput {
  readonly rows: readonly PlanRow[];
  readonly council?: { readonly name?: string; readonly population?: number };
  /** Digest of whose plan it is: what is imported again replaces only what is of the same. */
  readonly tenant: string;
  readonly language: Language;
  /** Address under which people reach the pages, without a slash at the end. */
  readonly publicUrl: string;
  /** When it is made: it says so. */
  readonly at: Date;
}

/** Makes the documents of a plan, one for each format, and names their files. */
export interface PlanDocuments
  extends Readonly<
    Record<PlanFormat, (input: PlanDocumentInput) => Promise<Uint8Array> | Promise<string> | string>
  > {
  /** A name that every system takes, whatever the council is called. */
  nameOf(council: PlanDocumentInput["council"], format: PlanFormat): string;
}

/** The format of a name like `pla.docx` and what stands before it; undefined when it ends in none. */
export function readFormat(
  name: string,
): { readonly format: PlanFormat; readonly rest: string } | undefined {
  const format = planFormats.find((one) => name.endsWith(`.${one}`));
  return format === undefined ? undefined : { format, rest: name.slice(0, -format.length - 1) };
}
