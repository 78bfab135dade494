import { formatNumber } from "../answer/words.ts";
import { mostInhabitants, readPopulation } from "../council/written-population.ts";
import { choice, text } from "../onboarding/parts.ts";
import type { Part, Sheet } from "../reception/sheet.ts";
import {
  type ModelAction,
  type ModelWish,
  modelAgenda,
  type StartingPoint,
  startingPoints,
} from "./model-agenda.ts";
import { noteSheet, toPlan } from "./parts.ts";
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

/** What was filled in, or the sheet that asks for it: with what is wrong, where something was. */
export function readModel(
  fields: Readonly<Record<string, string>>,
  scene: PlanScene,
): { readonly wish: ModelWish } | { readonly sheet: Sheet } {
  const known = scene.population === undefined ? "" : String(scene.population);
  if (Object.keys(fields).length === 0)
    return { sheet: formSheet({ population: known, start: usualStart, faults: {} }, scene) };
  const say = planWords[scene.language].agenda;
  const own = (name: string) => (Object.hasOwn(fields, name) ? (fields[name] ?? "") : "");
  const [written, chosen] = [own("population").trim(), own("start")];
  const population = readPopulation(written);
  const start = startingPoints.find((point) => point === chosen);
  if (population !== undefined && start !== undefined) return { wish: { population, start } };
  const most = formatNumber(mostInhabitants, scene.language);
  const faults = {
    ...(population === undefined ? { population: say.badPopulation(most) } : {}),
    ...(start === undefined ? { start: say.badStart } : {}),
  };
  return { sheet: formSheet({ population: written, start: chosen, faults }, scene) };
}

/** A first agenda, with what can be done with it. `taken` are ids of what is in the plan already. */
export function modelSheet(wish: ModelWish, taken: ReadonlySet<string>, scene: PlanScene): Sheet {
  const { language, index, nowMs } = scene;
  const say = planWords[language].agenda;
  const actions = modelAgenda(index.catalogue, wish, nowMs, language);
  if (actions.length === 0) return noteSheet(say.nothing, scene);
  const inhabitants = formatNumber(wish.population, language);
  const already = actions.filter(({ item }) => taken.has(item.id)).length;
  const fields = { population: String(wish.population), start: wish.start };
  return {
    language,
    title: say.title,
    parts: [
      text(say.proposal(actions.length, inhabitants, say.starts[wish.start])),
      text(say.own),
      ...(already === 0 ? [] : [text(say.alreadyIn(already))]),
      ...index.catalogue.list("axis").flatMap((axis) => {
        const within = actions.filter(({ item }) => item.id.startsWith(`${axis.id}.`));
        return within.length === 0 ? [] : axisParts(`${axis.id}. ${axis.title}`, within, scene);
      }),
      {
        kind: "choices",
        choices: [
          choice(say.adopt, { kind: "adopt-model", fields }, "main"),
          choice(say.change, { kind: "model", fields: {} }),
          toPlan(scene),
        ],
      },
    ],
  };
}

function axisParts(
  title: string,
  actions: readonly ModelAction[],
  { language }: PlanScene,
): Part[] {
  const { quarterName } = planWords[language];
  return [
    { kind: "heading", text: title },
    {
      kind: "list",
      items: actions.map(
        ({ item, quarter, reason }) =>
          `${item.id} ${item.title}. ${quarterWords(quarter, quarterName)}. ${reason}`,
      ),
      isNumbered: false,
    },
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
