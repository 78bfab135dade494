import type { Language } from "../language/language.ts";
import type { PlanRow } from "./plan-rows.ts";

/** A plan that is to be written as a file. */
export interface PlanDocument {
  readonly rows: readonly PlanRow[];
  readonly council?: { readonly name?: string; readonly population?: number };
  readonly language: Language;
  /** Address under which people reach the pages, without a slash at the end: the document names it as its maker. */
  readonly publicUrl: string;
  /** When it is made: it says so. */
  readonly at: Date;
}

/** A plan with whose it is. */
export interface OwnedPlanDocument extends PlanDocument {
  /** Digest of whose plan it is: what is imported again replaces only what is of the same. */
  readonly tenant: string;
}
