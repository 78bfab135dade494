import { formatNumber, joinList } from "../answer/words.ts";
import { mostInhabitants, readPopulation } from "../council/written-population.ts";
import { choice, text } from "../onboarding/parts.ts";
import type { Choice, Part, Sheet } from "../reception/sheet.ts";
import {
  type ModelAction,
  type ModelWish,
  modelAgenda,
  type StartingPoint,
  startingPoints,
} from "./model-agenda.ts";
import { choicesPart, noteSheet, toPlan } from "./parts.ts";
import { quarterWords } from "./quarters.ts";
import type { PlanScene } from "./scene.ts";
import { planWords } from "./words.ts";

const mostPopulationChars = 20;
/** Who asks for a first agenda has mostly not begun. */
const usualStart: StartingPoint = "none";

/** What stands in the form, and what is wrong with it. */
interface ModelForm {
  readonly population: string;
  readonly start: string;
  readonly faults: { readonly population?: string; readonly start?: string };
}

/** Name of the field that a button carries which leads back to the form. */
const againField = "again";

/** What was filled in, or the sheet that asks for it: with what is wrong, where something was. */
export function readModel(
  fields: Readonly<Record<string, string>>,
  scene: PlanScene,
): { readonly wish: ModelWish } | { readonly sheet: Sheet } {
  const known = scene.population === undefined ? "" : String(scene.population);
  const own = (name: string) => (Object.hasOwn(fields, name) ? fields[name] : undefined);
  const [written = known, chosen = usualStart] = [own("population")?.trim(), own("start")];
  const isOnlySize =
    own("start") === undefined &&
    (own("population") === undefined || readPopulation(written) !== undefined);
  // Who has filled in nothing yet, or only the inhabitants, or comes back to the form, has done nothing wrong.
  if (isOnlySize || own(againField) !== undefined)
    return { sheet: formSheet({ population: written, start: chosen, faults: {} }, scene) };
  const say = planWords[scene.language].agenda;
  const population = readPopulation(written);
  const start = startingPoints.find((point) => point === own("start"));
  if (population !== undefined && start !== undefined) return { wish: { population, start } };
  const most = formatNumber(mostInhabitants, scene.language);
  const faults = {
    ...(population === undefined ? { population: say.badPopulation(most) } : {}),
    ...(start === undefined ? { start: say.badStart } : {}),
  };
  return { sheet: formSheet({ population: written, start: own("start") ?? "", faults }, scene) };
}

/** A first agenda, with what can be done with it. `taken` are ids of what is in the plan already. */
export function modelSheet(wish: ModelWish, taken: ReadonlySet<string>, scene: PlanScene): Sheet {
  const { language, index, nowMs } = scene;
  const say = planWords[language].agenda;
  const { actions, done } = modelAgenda(index.catalogue, wish, nowMs, language);
  if (actions.length === 0) return noteSheet(say.nothing, scene);
  const inhabitants = formatNumber(wish.population, language);
  const already = actions.filter(({ item }) => taken.has(item.id)).length;
  const isAll = already === actions.length;
  const duties = done.filter(({ applicability }) => applicability?.duty !== undefined);
  return {
    language,
    title: say.title,
    parts: [
      text(say.proposal(actions.length, inhabitants, say.starts[wish.start])),
      text(say.own),
      ...(duties.length === 0
        ? []
        : [
            text(
              say.done(
                joinList(
                  duties.map(({ id }) => id),
                  language,
                ),
              ),
            ),
          ]),
      ...(already === 0 ? [] : [text(isAll ? say.allIn : say.alreadyIn(already))]),
      ...byQuarter(actions).flatMap((group) => quarterParts(group, taken, scene)),
      {
        kind: "choices",
        choices: furtherChoices(wish, { isAll, hasDone: done.length > 0 }, scene),
      },
    ],
  };
}

function furtherChoices(
  { population, start }: ModelWish,
  { isAll, hasDone }: { readonly isAll: boolean; readonly hasDone: boolean },
  scene: PlanScene,
): Choice[] {
  const say = planWords[scene.language].agenda;
  const fields = { population: String(population), start };
  return [
    ...(isAll ? [] : [choice(say.adopt, { kind: "adopt-model" as const, fields }, "main")]),
    choice(say.change, { kind: "model", fields: { ...fields, [againField]: "1" } }),
    ...(hasDone
      ? [choice(say.first, { kind: "model" as const, fields: { ...fields, start: usualStart } })]
      : []),
    toPlan(scene),
  ];
}

function byQuarter(actions: readonly ModelAction[]): ModelAction[][] {
  const quarters = [...new Set(actions.map(({ quarter }) => quarter))].sort();
  return quarters.map((quarter) => actions.filter((action) => action.quarter === quarter));
}

/** What is to be done in a quarter; what is not in the plan yet can be added alone. */
function quarterParts(
  actions: readonly ModelAction[],
  taken: ReadonlySet<string>,
  { language }: PlanScene,
): Part[] {
  const { quarterName, agenda } = planWords[language];
  const [first] = actions;
  if (first === undefined) return [];
  const adding = actions
    .filter(({ item }) => !taken.has(item.id))
    .map(({ item }) => choice(agenda.add(item.id), { kind: "plan-add" as const, item: item.id }));
  return [
    { kind: "heading", text: quarterWords(first.quarter, quarterName) },
    {
      kind: "list",
      items: actions.map(({ item, reason }) => {
        const isIn = taken.has(item.id) ? ` (${agenda.isIn})` : "";
        return `${item.id} ${item.title}${isIn}. ${reason}`;
      }),
      isNumbered: false,
    },
    ...choicesPart(adding),
  ];
}

function formSheet({ population, start, faults }: ModelForm, scene: PlanScene): Sheet {
  const { language } = scene;
  const say = planWords[language].agenda;
  return {
    language,
    title: say.title,
    parts: [
      text(say.intro),
      {
        kind: "form",
        form: {
          fields: [
            {
              name: "population",
              label: say.population,
              hint: say.populationHint,
              value: population,
              maxChars: mostPopulationChars,
              ...(faults.population === undefined ? {} : { fault: faults.population }),
            },
            {
              name: "start",
              label: say.start,
              value: start,
              maxChars: 20,
              options: startingPoints.map((value) => ({ value, label: say.starts[value] })),
              ...(faults.start === undefined ? {} : { fault: faults.start }),
            },
          ],
          submit: say.propose,
          wish: { kind: "model", fields: {} },
        },
      },
      { kind: "choices", choices: [toPlan(scene)] },
    ],
  };
}
