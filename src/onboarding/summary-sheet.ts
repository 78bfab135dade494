import { type Step, stages } from "../agenda/step.ts";
import { formatNumber } from "../answer/words.ts";
import type { Fact, Part, Sheet } from "../reception/sheet.ts";
import { checkOf } from "./change-journey.ts";
import { isComplete, isDone, type Progress, progressOf } from "./itinerary.ts";
import type { Journey } from "./journey.ts";
import { day, onwards, text, toItinerary } from "./parts.ts";
import type { Scene } from "./scene.ts";
import { onboardingWords } from "./words.ts";

/** What somebody has done, to be shown to the head. No name: none is known. */
export function summarySheet(journey: Journey, scene: Scene, ...before: readonly Part[]): Sheet {
  const { index, language } = scene;
  const say = onboardingWords[language];
  const progress = progressOf(index.itinerary, journey);
  const intro = [say.summary.intro, say.inCatalan].filter((part) => part !== "").join(" ");
  const openTitles = progress.open.map(({ title }) => title);
  return {
    language,
    title: say.summary.title,
    parts: [
      ...before,
      text(intro),
      { kind: "facts", facts: factsOf(journey, progress, scene) },
      ...stages.flatMap((stage) => stagePart(stage, journey, progress, scene)),
      ...(openTitles.length === 0 ? [] : listPart(say.summary.open, openTitles)),
      {
        kind: "choices",
        choices:
          progress.steps.length === 0 || isComplete(progress)
            ? [toItinerary(scene)]
            : [onwards(progress, scene), toItinerary(scene)],
      },
    ],
  };
}

function factsOf(journey: Journey, progress: Progress, scene: Scene): Fact[] {
  const { language } = scene;
  const say = onboardingWords[language];
  const { role, population, startedAtMs } = journey;
  const inhabitants =
    population === undefined
      ? say.summary.notKnown
      : say.inhabitants(formatNumber(population, language), population === 1);
  const { done, steps } = progress;
  return [
    { label: say.summary.role, value: say.roles[role] },
    { label: say.population, value: inhabitants },
    { label: say.summary.begun, value: day(startedAtMs, language) },
    { label: say.summary.steps, value: say.summary.stepsValue(done.length, steps.length) },
    ...axisFacts(progress, scene),
    { label: say.summary.checks, value: checksValue(journey, steps, scene) },
  ];
}

function axisFacts({ steps, done }: Progress, { index, language }: Scene): Fact[] {
  const { summary } = onboardingWords[language];
  const axes = [...new Set(steps.flatMap(({ axis }) => axis ?? []))].sort((a, b) =>
    a.localeCompare(b, "ca", { numeric: true }),
  );
  const without = steps.filter(({ axis }) => axis === undefined);
  const rest = {
    label: summary.noAxis,
    value: summary.stepsValue(done.filter((step) => without.includes(step)).length, without.length),
  };
  const facts = axes.flatMap((axis) => {
    const item = index.catalogue.get(axis);
    if (item === undefined) return [];
    const isOf = (step: Step) => step.axis === axis;
    const value = summary.stepsValue(done.filter(isOf).length, steps.filter(isOf).length);
    return [{ label: summary.axis(axis, item.title), value }];
  });
  // So that the parts add up to the whole.
  return without.length === 0 ? facts : [...facts, rest];
}

function checksValue(journey: Journey, steps: readonly Step[], { language }: Scene): string {
  const checks = steps.flatMap((step) =>
    step.questions.flatMap((_, question) => checkOf(journey, step, question) ?? []),
  );
  const right = checks.filter(({ isRight }) => isRight).length;
  return onboardingWords[language].summary.checksValue(right, checks.length);
}

function stagePart(
  stage: (typeof stages)[number],
  journey: Journey,
  { done }: Progress,
  { language }: Scene,
): Part[] {
  const titles = done
    .filter((step) => step.stage === stage && isDone(journey, step))
    .map(({ id, title }) => `${title} (${day(journey.done[id] ?? 0, language)})`);
  return titles.length === 0 ? [] : listPart(onboardingWords[language].stages[stage], titles);
}

function listPart(heading: string, items: readonly string[]): Part[] {
  return [
    { kind: "heading", text: heading },
    { kind: "list", items, isNumbered: false },
  ];
}
