import { formatNumber } from "../answer/words.ts";
import { mostInhabitants, readPopulation } from "../council/written-population.ts";
import { firstChars, oneLine } from "../language/clean-text.ts";
import type { Language } from "../language/language.ts";
import type { Memory } from "../ports.ts";
import type { Field, Part, Sheet } from "./sheet.ts";
import type { Council, Reader, Visitor } from "./visitor.ts";
import type { Wish } from "./wish.ts";
import { receptionWords } from "./words.ts";

/** Characters of a council's name and of who keeps it. */
const mostNameChars = 100;
const mostKeeperChars = 200;
const mostPopulationChars = 20;

/** Wishes that are about the council. */
export type CouncilWish = Extract<
  Wish,
  { readonly kind: "council" | "keep-council" | "drop-council" }
>;

/** What they are served with. */
export interface CouncilOptions {
  readonly memory: Pick<Memory, "readers" | "councils">;
  readonly language: Language;
  readonly now: () => number;
}

/** Platforms on which a tenant is more than one person. */
const shared: ReadonlySet<string> = new Set(["slack", "teams"]);

type Faults = Readonly<Record<string, string>>;

/** Fields as somebody filled them in, with what is wrong with them. */
interface Filled {
  readonly fields: Readonly<Record<string, string>>;
  readonly faults: Faults;
}

/** Shows, keeps or drops the council of a person or of a whole tenant. */
export async function serveCouncil(
  wish: CouncilWish,
  visitor: Visitor,
  options: CouncilOptions,
): Promise<Sheet> {
  switch (wish.kind) {
    case "council":
      return show(visitor, options, {});
    case "keep-council":
      return wish.whose === "own"
        ? keepOwn(wish.fields, visitor, options)
        : keepForAll(wish.fields, visitor, options);
    case "drop-council":
      return drop(wish.whose, visitor, options);
  }
}

async function keepOwn(
  fields: Filled["fields"],
  visitor: Visitor,
  options: CouncilOptions,
): Promise<Sheet> {
  const { memory, language, now } = options;
  const council = firstChars(oneLine(fields["name"] ?? ""), mostNameChars);
  const population = readPopulation(fields["population"] ?? "");
  if (population === undefined)
    return show(visitor, options, {
      own: { fields, faults: { population: badPopulation(language) } },
    });
  const { council: _left, ...reader } = await memory.readers.get(visitor.person);
  const named = council === "" ? {} : { council };
  await memory.readers.set(visitor, { ...reader, population, ...named }, now());
  return show(visitor, options, { done: saved(council, population, language) });
}

async function keepForAll(
  fields: Filled["fields"],
  visitor: Visitor,
  options: CouncilOptions,
): Promise<Sheet> {
  const { memory, language } = options;
  const say = receptionWords[language].council;
  if (!(await maySetForAll(visitor)))
    return show(visitor, options, { done: { kind: "text", text: say.notAdmin, tone: "warning" } });
  const name = firstChars(oneLine(fields["name"] ?? ""), mostNameChars);
  const keeper = firstChars(oneLine(fields["keeper"] ?? ""), mostKeeperChars);
  const population = readPopulation(fields["population"] ?? "");
  const faults: Faults = {
    ...(name === "" ? { name: say.missing } : {}),
    ...(population === undefined ? { population: badPopulation(language) } : {}),
    ...(keeper === "" ? { keeper: say.missing } : {}),
  };
  if (population === undefined || Object.keys(faults).length > 0)
    return show(visitor, options, { tenant: { fields, faults } });
  await memory.councils.set(visitor, { name, population, keeper });
  // As long as somebody of the tenant is there, its council is kept.
  await memory.readers.set(visitor, await memory.readers.get(visitor.person), options.now());
  return show(visitor, options, { done: saved(name, population, language) });
}

async function drop(
  whose: "own" | "tenant",
  visitor: Visitor,
  options: CouncilOptions,
): Promise<Sheet> {
  const { memory, language, now } = options;
  const say = receptionWords[language].council;
  if (whose === "tenant") {
    if (!(await maySetForAll(visitor)))
      return show(visitor, options, {
        done: { kind: "text", text: say.notAdmin, tone: "warning" },
      });
    await memory.councils.remove(visitor.tenant);
  } else {
    const { population: _, council: _left, ...reader } = await memory.readers.get(visitor.person);
    await memory.readers.set(visitor, reader, now());
  }
  return show(visitor, options, { done: { kind: "text", text: say.dropped, tone: "good" } });
}

function maySetForAll(visitor: Visitor): Promise<boolean> {
  return shared.has(visitor.platform) ? visitor.isAdmin() : Promise.resolve(false);
}

/** What a form is shown with: what was just done, or what was filled in and has to be mended. */
interface Shown {
  readonly done?: Part;
  readonly own?: Filled;
  readonly tenant?: Filled;
}

async function show(
  visitor: Visitor,
  { memory, language }: CouncilOptions,
  shown: Shown,
): Promise<Sheet> {
  const say = receptionWords[language].council;
  const isShared = shared.has(visitor.platform);
  const [reader, council, isAdmin] = await Promise.all([
    memory.readers.get(visitor.person),
    isShared ? memory.councils.get(visitor.tenant) : undefined,
    maySetForAll(visitor),
  ]);
  return {
    language,
    title: say.title,
    parts: [
      ...(shown.done === undefined ? [] : [shown.done]),
      ...known(reader, council, language),
      { kind: "text", text: say.intro },
      ...(isShared ? [{ kind: "heading" as const, text: say.ownHeading }] : []),
      ownForm(reader, shown.own, language),
      ...dropChoice("own", reader.population !== undefined, say.drop),
      ...(isAdmin ? forAdministrators(council, shown.tenant, language) : []),
      ...dropChoice("tenant", isAdmin && council !== undefined, say.dropTenant),
    ],
  };
}

function known(reader: Reader, council: Council | undefined, language: Language): Part[] {
  const say = receptionWords[language].council;
  const value = (name: string, population: number) =>
    say.value(name, formatNumber(population, language));
  const facts = [
    ...(reader.population === undefined
      ? []
      : [{ label: say.own, value: value(reader.council ?? "", reader.population) }]),
    ...(council === undefined
      ? []
      : [
          {
            label: say.tenant,
            value: `${value(council.name, council.population)}. ${say.keptBy(council.keeper)}`,
          },
        ]),
  ];
  return facts.length === 0 ? [{ kind: "text", text: say.none }] : [{ kind: "facts", facts }];
}

function ownForm(reader: Reader, filled: Filled | undefined, language: Language): Part {
  const say = receptionWords[language].council;
  return {
    kind: "form",
    form: {
      fields: [
        nameField(filled, reader.council, true, language),
        populationField(filled, reader.population, language),
      ],
      submit: say.save,
      wish: { kind: "keep-council", whose: "own", fields: {} },
    },
  };
}

function forAdministrators(
  council: Council | undefined,
  filled: Filled | undefined,
  language: Language,
): Part[] {
  const say = receptionWords[language].council;
  const keeper: Field = {
    name: "keeper",
    label: say.keeper,
    hint: say.keeperHint,
    value: filled?.fields["keeper"] ?? council?.keeper ?? "",
    ...faultOf(filled, "keeper"),
    maxChars: mostKeeperChars,
  };
  return [
    { kind: "heading", text: say.tenantHeading },
    { kind: "text", text: say.tenantHint },
    {
      kind: "form",
      form: {
        fields: [
          nameField(filled, council?.name, false, language),
          populationField(filled, council?.population, language),
          keeper,
        ],
        submit: say.saveTenant,
        wish: { kind: "keep-council", whose: "tenant", fields: {} },
      },
    },
  ];
}

function nameField(
  filled: Filled | undefined,
  value: string | undefined,
  isOptional: boolean,
  language: Language,
): Field {
  const say = receptionWords[language].council;
  return {
    name: "name",
    label: say.name,
    hint: say.nameHint,
    value: filled?.fields["name"] ?? value ?? "",
    ...faultOf(filled, "name"),
    maxChars: mostNameChars,
    isOptional,
  };
}

function populationField(
  filled: Filled | undefined,
  value: number | undefined,
  language: Language,
): Field {
  const say = receptionWords[language].council;
  return {
    name: "population",
    label: say.population,
    hint: say.populationHint,
    value: filled?.fields["population"] ?? (value === undefined ? "" : String(value)),
    ...faultOf(filled, "population"),
    isNumber: true,
    maxChars: mostPopulationChars,
  };
}

function faultOf(filled: Filled | undefined, name: string): { readonly fault?: string } {
  const fault = filled?.faults[name];
  return fault === undefined ? {} : { fault };
}

function dropChoice(whose: "own" | "tenant", isThere: boolean, label: string): Part[] {
  if (!isThere) return [];
  return [{ kind: "choices", choices: [{ label, wish: { kind: "drop-council", whose } }] }];
}

function saved(name: string, population: number, language: Language): Part {
  const say = receptionWords[language].council;
  const shown = formatNumber(population, language);
  return { kind: "text", text: say.saved(name === "" ? undefined : name, shown), tone: "good" };
}

function badPopulation(language: Language): string {
  return receptionWords[language].council.badPopulation(formatNumber(mostInhabitants, language));
}
