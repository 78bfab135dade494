import type { Language } from "../language/language.ts";
import type { JourneyStore } from "../ports.ts";
import type { Sheet } from "../reception/sheet.ts";
import type { Visitor } from "../reception/visitor.ts";
import type { Wish } from "../reception/wish.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { beginSheet, freshForm, readBeginning } from "./begin-sheet.ts";
import {
  changeJourney,
  touched,
  withChoice,
  withDone,
  withoutReminder,
  withReminder,
} from "./change-journey.ts";
import { questionSheet, staleSheet, verdictSheet } from "./check-sheet.ts";
import { isComplete, progressOf } from "./itinerary.ts";
import type { Journey } from "./journey.ts";
import { overviewSheet } from "./overview-sheet.ts";
import { choice, text } from "./parts.ts";
import { remindersSheet } from "./reminder-sheet.ts";
import { type Scene, stepOf } from "./scene.ts";
import { goneSheet, stepSheet } from "./step-sheet.ts";
import { summarySheet } from "./summary-sheet.ts";
import { onboardingWords } from "./words.ts";

/** What can be wished of the itinerary. */
export type ItineraryWish = Extract<
  Wish,
  {
    readonly kind:
      | "itinerary"
      | "begin"
      | "step"
      | "check"
      | "finish-step"
      | "reminders"
      | "summary"
      | "restart";
  }
>;

/** What serving the itinerary needs. */
export interface ItineraryOptions {
  readonly index: () => SearchIndex;
  readonly publicUrl: string;
  readonly journeys: JourneyStore;
  /** Inhabitants of the person's council, as far as they are known. */
  populationOf(): Promise<number | undefined>;
  languageOf(): Promise<Language>;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * Does what somebody wishes of the itinerary and shows where that leads. Nothing is kept of who is not known, of who has
 * not begun, or for what the itinerary of now does not have.
 * @throws whatever the store throws, and AssistantError DATABASE_UNAVAILABLE when others were faster too often
 */
export async function serveItinerary(
  wish: ItineraryWish,
  visitor: Visitor,
  options: ItineraryOptions,
): Promise<Sheet> {
  const { place } = visitor;
  const scene: Scene = {
    index: options.index(),
    publicUrl: options.publicUrl,
    language: await options.languageOf(),
    nowMs: options.now(),
    ...(place === undefined ? {} : { place }),
  };
  const say = onboardingWords[scene.language];
  if (scene.index.itinerary.length === 0) return plainSheet(say.none, scene);
  if (visitor.person === "") return plainSheet(say.unknown, scene);
  if (wish.kind === "begin") return begin(wish.fields, visitor, scene, options);
  if (wish.kind === "restart" && wish.isSure) {
    await options.journeys.remove(visitor.person);
    const form = freshForm(withPopulation(await options.populationOf()));
    return beginSheet(form, scene, false, text(say.restart.done, "good"));
  }
  const journey = await changeJourney(options.journeys, visitor, (before) =>
    before === undefined ? undefined : changed(touched(before, scene), wish, scene),
  );
  if (journey !== undefined) return sheetOf(wish, journey, scene);
  return beginSheet(freshForm(withPopulation(await options.populationOf())), scene, false);
}

type KnownWish = Exclude<ItineraryWish, { readonly kind: "begin" }>;

async function begin(
  fields: Readonly<Record<string, string>>,
  visitor: Visitor,
  scene: Scene,
  { journeys, populationOf }: ItineraryOptions,
): Promise<Sheet> {
  const { language, nowMs } = scene;
  const before = await journeys.get(visitor.person);
  const hasBegun = before !== undefined;
  if (Object.keys(fields).length === 0) {
    const known = before ?? withPopulation(await populationOf());
    return beginSheet(freshForm(known), scene, hasBegun);
  }
  const read = readBeginning(fields);
  if (read.kind === "form") return beginSheet(read.form, scene, hasBegun);
  const journey = await changeJourney(journeys, visitor, (earlier) => {
    const { population: _, ...rest } = earlier ?? {
      language,
      startedAtMs: nowMs,
      done: {},
      checks: {},
      version: 0,
    };
    return touched({ ...rest, ...read.beginning }, scene);
  });
  const { current } = progressOf(scene.index.itinerary, journey);
  return current === undefined ? overviewSheet(journey, scene) : stepSheet(current, journey, scene);
}

/** What a wish changes. Nothing, where it is about what there is not. */
function changed(journey: Journey, wish: KnownWish, scene: Scene): Journey {
  const { nowMs, place, index } = scene;
  switch (wish.kind) {
    case "finish-step": {
      const step = progressOf(index.itinerary, journey).steps.find(({ id }) => id === wish.step);
      // A step of another role or another size of council is not among those to be done.
      return step === undefined ? journey : withDone(journey, step, nowMs);
    }
    case "check": {
      const step = stepOf(scene, wish.step);
      const { question, option } = wish;
      if (option === undefined || step?.questions[question]?.options[option] === undefined)
        return journey;
      return withChoice(journey, { step, question, option });
    }
    case "reminders": {
      const isOver = progressOf(index.itinerary, journey).open.length === 0;
      if (!wish.wanted || isOver) return withoutReminder(journey);
      return place === undefined ? journey : withReminder(journey, place, nowMs);
    }
    case "itinerary":
    case "step":
    case "summary":
    case "restart":
      return journey;
  }
}

function sheetOf(wish: KnownWish, journey: Journey, scene: Scene): Sheet {
  switch (wish.kind) {
    case "itinerary":
      return overviewSheet(journey, scene);
    case "step": {
      const step = stepOf(scene, wish.step);
      return step === undefined ? goneSheet(scene) : stepSheet(step, journey, scene);
    }
    case "check":
      return checkSheet(wish, journey, scene);
    case "finish-step":
      return finishedSheet(wish.step, journey, scene);
    case "reminders":
      return remindersSheet(journey, scene, wish.wanted);
    case "summary":
      return summarySheet(journey, scene);
    case "restart":
      return restartSheet(scene);
  }
}

function checkSheet(
  { step: id, question, option }: Extract<ItineraryWish, { readonly kind: "check" }>,
  journey: Journey,
  scene: Scene,
): Sheet {
  const step = stepOf(scene, id);
  if (step === undefined) return goneSheet(scene);
  if (step.questions[question] === undefined) return staleSheet(step, scene);
  return option === undefined
    ? questionSheet(step, question, scene)
    : verdictSheet({ step, question, option }, journey, scene);
}

/** The next step, or the summary when that was the last one. */
function finishedSheet(id: string, journey: Journey, scene: Scene): Sheet {
  const step = stepOf(scene, id);
  if (step === undefined) return goneSheet(scene);
  const say = onboardingWords[scene.language];
  const progress = progressOf(scene.index.itinerary, journey);
  if (!progress.steps.includes(step)) return stepSheet(step, journey, scene, say.notYours);
  if (progress.current !== undefined)
    return stepSheet(progress.current, journey, scene, say.finished(step.title));
  const done = isComplete(progress) ? say.complete : say.finished(step.title);
  return summarySheet(journey, scene, text(done, "good"));
}

function restartSheet(scene: Scene): Sheet {
  const { language } = scene;
  const { title, restart } = onboardingWords[language];
  return {
    language,
    title,
    parts: [
      text(restart.question, "warning"),
      {
        kind: "choices",
        choices: [
          choice(restart.sure, { kind: "restart", isSure: true }, "danger"),
          choice(restart.keep, { kind: "itinerary" }),
        ],
      },
    ],
  };
}

function plainSheet(content: string, { language }: Scene): Sheet {
  return { language, title: onboardingWords[language].title, parts: [text(content)] };
}

function withPopulation(population: number | undefined): { readonly population?: number } {
  return population === undefined ? {} : { population };
}
