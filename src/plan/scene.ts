import type { Language } from "../language/language.ts";
import type { SearchIndex } from "../search/search-index.ts";

/** What the sheets of the plan are made with. */
export interface PlanScene {
  readonly index: SearchIndex;
  readonly publicUrl: string;
  readonly language: Language;
  readonly nowMs: number;
  /** Inhabitants of the council, as far as they are known. */
  readonly population?: number;
  /** Address of the plan's page; absent where it cannot be opened from. */
  readonly pageUrl?: string;
  /** Whether the address can be opened for some minutes only. */
  readonly isPageBrief: boolean;
}
