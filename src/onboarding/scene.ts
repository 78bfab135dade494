import type { Step } from "../agenda/step.ts";
import type { Language } from "../language/language.ts";
import type { SearchIndex } from "../search/search-index.ts";

/** What the sheets of the itinerary are made with. */
export interface Scene {
  readonly index: SearchIndex;
  readonly publicUrl: string;
  readonly language: Language;
  readonly nowMs: number;
  /** Where the person can be written to first; absent where that cannot be. */
  readonly place?: string;
}

/** The step of an id; undefined when the itinerary of now has none. */
export function stepOf({ index }: Scene, id: string): Step | undefined {
  return index.itinerary.find((step) => step.id === id);
}
