import { formatNumber } from "../answer/words.ts";
import { cutText, oneLine } from "../language/clean-text.ts";
import { choice, day, quotePart, text } from "../onboarding/parts.ts";
import { planWords } from "../plan/words.ts";
import type { Part, Sheet } from "../reception/sheet.ts";
import type { OwnNeed, SharedNeed } from "./need.ts";
import { type NeedScene, toNeedsPart } from "./scene.ts";
import { needWords } from "./words.ts";

/** Needs that are shown at once: a message of Slack holds fifty blocks. */
const needsAtOnce = 10;
/** Characters of a need in a list. */
const mostShown = 300;

/** One's own needs, which can be withdrawn, then those of others, which can be joined; some of them, from one on. */
export function needsSheet(
  own: readonly OwnNeed[],
  others: readonly SharedNeed[],
  scene: NeedScene,
  from = 0,
  lead: readonly Part[] = [],
): Sheet {
  const { language } = scene;
  const say = needWords[language];
  const total = own.length + others.length;
  // A button may be older than the list, which has become shorter.
  const start = from < total ? from : 0;
  const end = start + needsAtOnce;
  const shownOwn = own.slice(start, end);
  const shownOthers = others.slice(Math.max(0, start - own.length), Math.max(0, end - own.length));
  const more = end < total ? [choice(say.more, { kind: "needs", from: end })] : [];
  return {
    language,
    title: say.title,
    parts: [
      ...lead,
      ...(start > 0 && shownOwn.length === 0 ? [] : [heading(say.own)]),
      ...(own.length === 0 && start === 0 ? [text(say.none)] : []),
      ...shownOwn.flatMap((need) => ownParts(need, scene)),
      ...(shownOthers.length > 0 || others.length === 0 ? [heading(say.others)] : []),
      ...(others.length === 0
        ? [text(say.noOthers)]
        : shownOthers.flatMap((need) => otherParts(need, scene))),
      { kind: "choices", choices: [...more, choice(say.recordNew, { kind: "need" }, "main")] },
    ],
  };
}

function heading(content: string): Part {
  return { kind: "heading", text: content };
}

function ownParts(need: OwnNeed, scene: NeedScene): Part[] {
  const say = needWords[scene.language];
  const state = [
    say.recordedOn(day(need.recordedAtMs, scene.language)),
    councilsOf(need, scene),
    ...(need.covered === undefined ? [] : [coveredWords(need.covered.item, scene)]),
  ];
  const drop = choice(say.withdraw(shortOf(need)), { kind: "drop-need", need: need.id });
  return [
    text(`«${cutText(oneLine(need.text), mostShown)}»: ${state.join(", ")}.`),
    { kind: "choices", choices: [drop] },
  ];
}

function otherParts(need: SharedNeed, scene: NeedScene): Part[] {
  const said = `«${cutText(oneLine(need.text), mostShown)}»: ${councilsOf(need, scene)}.`;
  return [text(said), { kind: "choices", choices: [joinChoice(need, scene)] }];
}

/** Joins a need. */
export function joinChoice(need: SharedNeed, { language }: NeedScene) {
  return choice(needWords[language].join(shortOf(need)), { kind: "join-need", need: need.id });
}

/** Needs that may be the same as what somebody is about to record; nothing where there are none. */
export function alikeParts(alike: readonly SharedNeed[], scene: NeedScene): Part[] {
  if (alike.length === 0) return [];
  return [
    text(needWords[scene.language].alike),
    ...alike.flatMap((need) => otherParts(need, scene)),
  ];
}

/** How many councils have a need, in words. */
export function councilsOf({ councils }: { readonly councils: number }, { language }: NeedScene) {
  return needWords[language].councils(councils, formatNumber(councils, language));
}

/** Tells somebody that needs are covered by now, each with a quote of what covers it. */
export function newsSheet(
  covered: readonly { readonly text: string; readonly item: string }[],
  scene: NeedScene,
): Sheet {
  const { language, index } = scene;
  const say = needWords[language];
  return {
    language,
    title: say.news(covered.length),
    parts: [
      ...covered.flatMap(({ text: needed, item }) => [
        text(say.newsText(cutText(oneLine(needed), mostShown), nameOf(item, scene)), "good"),
        ...quotePart(item, partsScene(scene)),
        ...(index.catalogue.get(item)?.applicability === undefined ? [] : [planPart(item, scene)]),
      ]),
      toNeedsPart(scene),
    ],
  };
}

function planPart(item: string, { language }: NeedScene): Part {
  const label = planWords[language].add.label(item);
  return { kind: "choices", choices: [choice(label, { kind: "plan-add", item })] };
}

function coveredWords(item: string, scene: NeedScene): string {
  const say = needWords[scene.language];
  return scene.index.catalogue.get(item) === undefined
    ? say.coveredByGone
    : say.coveredBy(nameOf(item, scene));
}

function nameOf(id: string, { index }: NeedScene): string {
  const title = index.catalogue.get(id)?.title;
  return title === undefined ? id : `${id} (${title})`;
}

/** Characters of a need on a button. */
const mostOnButton = 45;

function shortOf({ text: needed }: { readonly text: string }): string {
  return cutText(oneLine(needed), mostOnButton);
}

function partsScene({ index, publicUrl, language, nowMs }: NeedScene) {
  return { index, publicUrl, language, nowMs };
}
