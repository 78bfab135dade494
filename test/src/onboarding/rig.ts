import type { Language } from "../../../src/language/language.ts";
import type { Journey } from "../../../src/onboarding/journey.ts";
import {
  type ItineraryOptions,
  type ItineraryWish,
  serveItinerary,
} from "../../../src/onboarding/serve-itinerary.ts";
import type { JourneyStore } from "../../../src/ports.ts";
import type { Choice, Part, Sheet } from "../../../src/reception/sheet.ts";
import type { Visitor } from "../../../src/reception/visitor.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { createJourneyStoreFake } from "../../helpers/journey-store-fake.ts";
import { publicUrl } from "../answer/shipped.ts";

/** Noon of 23 November 2026, UTC. */
export const startMs = Date.UTC(2026, 10, 23, 12);
/** Milliseconds of a day. */
export const dayMs = 24 * 60 * 60 * 1_000;

/** Somebody in front of the itinerary. What is set takes effect with the next press. */
export interface Rig {
  readonly journeys: JourneyStore;
  index: SearchIndex;
  language: Language;
  place: string | undefined;
  population: number | undefined;
  nowMs: number;
  press(wish: ItineraryWish, person?: string): Promise<Sheet>;
  begin(fields?: Readonly<Record<string, string>>): Promise<Sheet>;
  kept(): Promise<Journey | undefined>;
}

/** Somebody who has not begun, in Catalan, where nobody can be written to first. */
export function createRig(index: SearchIndex, journeys = createJourneyStoreFake()): Rig {
  const rig: Rig = {
    journeys,
    index,
    language: "ca",
    place: undefined,
    population: undefined,
    nowMs: startMs,
    press: (wish, person = "somebody") => serveItinerary(wish, visitorOf(person), options),
    begin: (fields = { role: "agent-digital", population: "800" }) =>
      rig.press({ kind: "begin", fields }),
    kept: () => journeys.get("somebody"),
  };
  const options: ItineraryOptions = {
    index: () => rig.index,
    publicUrl,
    journeys,
    populationOf: async () => rig.population,
    languageOf: async () => rig.language,
    now: () => rig.nowMs,
  };
  const visitorOf = (person: string): Visitor => ({
    person,
    tenant: "tenant",
    platform: "slack",
    language: "en",
    isAdmin: async () => false,
    ...(rig.place === undefined ? {} : { place: rig.place }),
  });
  return rig;
}

/** The parts of a kind. */
export function partsOf<Kind extends Part["kind"]>(
  sheet: Sheet,
  kind: Kind,
): Extract<Part, { readonly kind: Kind }>[] {
  return sheet.parts.filter(
    (part): part is Extract<Part, { readonly kind: Kind }> => part.kind === kind,
  );
}

/** Everything that can be pressed. */
export function choicesOf(sheet: Sheet): Choice[] {
  return partsOf(sheet, "choices").flatMap(({ choices }) => choices);
}

/** What most people press next. */
export function mainOf(sheet: Sheet): Choice | undefined {
  return choicesOf(sheet).find(({ tone }) => tone === "main");
}

/** All paragraphs of a sheet, one below the other. */
export function textOf(sheet: Sheet): string {
  return partsOf(sheet, "text")
    .map(({ text }) => text)
    .join("\n");
}
