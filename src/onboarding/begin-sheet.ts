import { type ItineraryRole, itineraryRoles } from "../agenda/step.ts";
import { formatNumber } from "../answer/words.ts";
import { mostInhabitants, readPopulation } from "../council/written-population.ts";
import { firstChars } from "../language/clean-text.ts";
import type { Field, Part, Sheet } from "../reception/sheet.ts";
import { stepsFor } from "./itinerary.ts";
import type { Journey } from "./journey.ts";
import { text, toItinerary } from "./parts.ts";
import type { Scene } from "./scene.ts";
import { onboardingWords } from "./words.ts";

/** What somebody says to begin. */
export type Beginning = Pick<Journey, "role" | "population">;

/** What stands in the form, and what is wrong with it. */
export interface BeginForm {
  readonly role: string;
  readonly population: string;
  readonly faults: ReadonlySet<"role" | "population">;
}

/** Reads what was filled in; the form with its faults when it cannot be used. */
export function readBeginning(
  fields: Readonly<Record<string, string>>,
): { readonly kind: "beginning"; readonly beginning: Beginning } | BeginFault {
  const form = { role: fields["role"] ?? "", population: (fields["population"] ?? "").trim() };
  const role = itineraryRoles.find((known) => known === form.role);
  const population = readPopulation(form.population);
  const faults = new Set<"role" | "population">();
  if (role === undefined) faults.add("role");
  if (population === undefined && form.population !== "") faults.add("population");
  if (role === undefined || faults.size > 0) return { kind: "form", form: { ...form, faults } };
  const beginning = { role, ...(population === undefined ? {} : { population }) };
  return { kind: "beginning", beginning };
}

interface BeginFault {
  readonly kind: "form";
  readonly form: BeginForm;
}

/** Most people who are sent here have just become digital officers. */
const usualRole: ItineraryRole = "agent-digital";

/** The form as somebody finds it who has filled in nothing yet. */
export function freshForm(known: Partial<Beginning>): BeginForm {
  const { role = usualRole, population } = known;
  return {
    role,
    population: population === undefined ? "" : String(population),
    faults: new Set(),
  };
}

/** Explains the itinerary and asks for whom it is to be; for who has begun, only the latter. */
export function beginSheet(
  form: BeginForm,
  scene: Scene,
  hasBegun: boolean,
  ...before: readonly Part[]
): Sheet {
  const { index, language } = scene;
  const say = onboardingWords[language];
  const role = itineraryRoles.find((known) => known === form.role) ?? usualRole;
  const { length } = stepsFor(index.itinerary, role, readPopulation(form.population));
  const intro = hasBegun ? [] : say.intro(length);
  return {
    language,
    title: say.title,
    parts: [
      ...before,
      ...intro.map((paragraph) => text(paragraph)),
      ...(hasBegun || say.inCatalan === "" ? [] : [text(say.inCatalan)]),
      {
        kind: "form",
        form: {
          fields: fieldsOf(form, scene),
          submit: hasBegun ? say.save : say.start,
          wish: { kind: "begin", fields: {} },
        },
      },
      ...(hasBegun ? [{ kind: "choices", choices: [toItinerary(scene)] } satisfies Part] : []),
    ],
  };
}

function fieldsOf({ role, population, faults }: BeginForm, { language }: Scene): Field[] {
  const say = onboardingWords[language];
  const most = formatNumber(mostInhabitants, language);
  return [
    {
      name: "role",
      label: say.role,
      // A choice that there is not cannot stand there already.
      value: itineraryRoles.find((known) => known === role) ?? usualRole,
      options: itineraryRoles.map((value) => ({ value, label: say.roles[value] })),
      maxChars: 40,
      ...(faults.has("role") ? { fault: say.badRole } : {}),
    },
    {
      name: "population",
      label: say.population,
      hint: say.populationHint,
      value: firstChars(population, mostPopulationChars),
      maxChars: mostPopulationChars,
      isNumber: true,
      isOptional: true,
      ...(faults.has("population") ? { fault: say.badPopulation(most) } : {}),
    },
  ];
}

const mostPopulationChars = 40;
