import { randomUUID } from "node:crypto";
import type { Answer } from "../answer/answer.ts";
import type { Assistant } from "../answer/assistant.ts";
import { shownIn } from "../answer/shown.ts";
import { formatNumber } from "../answer/words.ts";
import type { Asking } from "../feedback/asking.ts";
import { maskPersonalData } from "../feedback/mask-personal-data.ts";
import type { Language } from "../language/language.ts";
import { text } from "../onboarding/parts.ts";
import type { AskingStore, NeedStore } from "../ports.ts";
import type { Part, Sheet } from "../reception/sheet.ts";
import type { Visitor } from "../reception/visitor.ts";
import type { Wish } from "../reception/wish.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { findAlike, findSame } from "./alike.ts";
import type { Need, NewNeed } from "./need.ts";
import {
  axisOf,
  blankNeed,
  type FilledNeed,
  type NeedFields,
  needForm,
  readNeed,
} from "./need-form.ts";
import { alikeParts, needsSheet, newsSheet } from "./need-sheets.ts";
import { type NeedScene, noteSheet, toNeedsPart } from "./scene.ts";
import { needWords } from "./words.ts";

/** What can be wished of needs. */
export type NeedWish = Extract<
  Wish,
  { readonly kind: "needs" | "need" | "keep-need" | "join-need" | "drop-need" }
>;

/** What serving needs takes. */
export interface NeedOptions {
  readonly index: SearchIndex;
  readonly publicUrl: string;
  readonly needs: NeedStore;
  readonly askings: Pick<AskingStore, "get" | "lastUncovered">;
  readonly assistant: Pick<Assistant, "respond">;
  readonly language: Language;
  /** The council of the person, as far as it is known. */
  councilOf(): Promise<NeedScene["council"]>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** How long after an answer its question is still the one that is meant without being named. */
const lastForMs = 60 * 60_000;
/** Needs of others that can be looked through. */
const mostOpen = 500;
/** Quotes that are shown of what the Agenda says already. */
const mostQuotes = 2;

/**
 * Does what somebody wishes of needs and shows where that leads. Nothing is kept of who is not known.
 * @throws whatever the store throws
 */
export async function serveNeed(
  wish: NeedWish,
  visitor: Visitor,
  options: NeedOptions,
): Promise<Sheet> {
  const { index, publicUrl, language } = options;
  const council = await councilIn(options);
  const scene: NeedScene = {
    index,
    publicUrl,
    language,
    nowMs: options.now(),
    ...(council === undefined ? {} : { council }),
    canBeTold: visitor.place !== undefined,
  };
  if (visitor.person === "") return noteSheet(needWords[language].unknown, scene);
  const room = { wish, visitor, scene, options };
  switch (wish.kind) {
    case "needs":
      return showAll(room, wish.from);
    case "need":
      return showForm(room, wish.answer);
    case "keep-need":
      return keep(room, wish.fields, wish.isSure);
    case "join-need":
      return join(room, wish.need);
    case "drop-need": {
      const isDropped = await options.needs.withdraw(visitor.person, wish.need);
      const say = needWords[language];
      return showAll(room, 0, [
        isDropped ? text(say.withdrawn, "good") : text(say.gone, "warning"),
      ]);
    }
  }
}

/** The council, whose name is text that somebody typed. */
async function councilIn({ councilOf }: NeedOptions): Promise<NeedScene["council"]> {
  const council = await councilOf();
  return council?.name === undefined
    ? council
    : { ...council, name: maskPersonalData(council.name) };
}

interface Room {
  readonly visitor: Visitor;
  readonly scene: NeedScene;
  readonly options: NeedOptions;
}

async function showAll(
  { visitor, scene, options }: Room,
  from?: number,
  lead?: readonly Part[],
): Promise<Sheet> {
  const [own, open] = await Promise.all([
    options.needs.of(visitor.person),
    options.needs.open(mostOpen),
  ]);
  const mine = idsOf(own);
  const others = open.filter(({ id }) => !mine.has(id));
  return needsSheet(own, others, scene, from, lead);
}

async function showForm({ visitor, scene, options }: Room, answer?: string): Promise<Sheet> {
  const { needs, askings, index, now } = options;
  const asking =
    answer === undefined
      ? await askings.lastUncovered(visitor.person, now() - lastForMs)
      : readable(await askings.get(answer), visitor);
  const say = needWords[scene.language];
  const question = asking?.question ?? "";
  const mine = idsOf(await needs.of(visitor.person));
  const alike = await findAlike(question, mine, needs, index);
  const isMasked = marker.test(question);
  return {
    language: scene.language,
    title: say.formTitle,
    parts: [
      text(say.intro),
      ...(isMasked ? [text(say.maskedBefore, "warning")] : []),
      ...alikeParts(alike, scene),
      {
        kind: "form",
        form: needForm(blankNeed(question, axisOf(asking?.items ?? [], scene)), scene),
      },
      toNeedsPart(scene),
    ],
  };
}

/** The question of somebody of the same council, or of nobody in particular: addresses of forms are passed on. */
function readable(asking: Asking | undefined, { tenant }: Visitor): Asking | undefined {
  return asking?.who.tenant === tenant || asking?.who.person === "" ? asking : undefined;
}

/** What `maskPersonalData` leaves where something stood. */
const marker = /\[[^[\]\n]{2,20}\]/u;

async function keep(
  room: Room,
  fields: Readonly<Record<string, string>>,
  isSure: boolean,
): Promise<Sheet> {
  const { visitor, scene, options } = room;
  const read = readNeed(fields, scene);
  if (!("need" in read)) return formAgain(read.fields, scene, { faults: read.faults, isSure });
  const { needs, index } = options;
  const own = await needs.of(visitor.person);
  const same = findSame(read.need.text, own);
  if (same !== undefined && same.covered === undefined)
    return noteSheet(needWords[scene.language].already, scene, "good");
  if (same?.covered !== undefined && !isSure)
    return coveredSheet(same.covered.item, read.need, scene);
  const shared = await needs.same(read.need.text);
  if (shared !== undefined) return join(room, shared.id, read.need.isNamed);
  const answer = await askAgenda(read.need, room);
  if (!isSure && covers(answer)) return answeredSheet(answer, read.need, scene);
  const covering = same?.covered === undefined ? [] : [same.covered.item];
  const { text: needed, axis, isNamed } = read.need;
  await needs.add(visitor, {
    id: randomUUID(),
    text: needed,
    language: index.language.identifier.identify(needed) ?? scene.language,
    ...(axis === undefined ? {} : { axis }),
    // Who records again what was covered needs something else.
    rejected: [...new Set([...covering, ...(covers(answer) ? itemsOf(answer) : [])])],
    ...holding(room, isNamed),
  });
  return keptSheet(needed, room, idsOf(own));
}

/** What a person's need has beside what is needed. */
function holding({ visitor, scene, options }: Room, isNamed: boolean): Omit<NewNeed, keyof Need> {
  const { population, name } = scene.council ?? {};
  return {
    ...(name === undefined ? {} : { council: name }),
    ...(population === undefined ? {} : { population }),
    isNamed,
    recordedAtMs: scene.nowMs,
    ...(visitor.place === undefined ? {} : { place: visitor.place }),
    knowledge: options.index.knowledgeDigest,
  };
}

/** Recorded, with those of others that may be the same. */
async function keptSheet(
  needed: string,
  { visitor, scene, options }: Room,
  before: ReadonlySet<string>,
): Promise<Sheet> {
  const { needs, index } = options;
  const say = needWords[scene.language];
  const mine = idsOf(await needs.of(visitor.person));
  const alike = await findAlike(needed, new Set([...before, ...mine]), needs, index);
  return {
    language: scene.language,
    title: say.title,
    parts: [
      text(`${say.recorded} ${tellingOf(scene)}`, "good"),
      ...alikeParts(alike, scene),
      toNeedsPart(scene),
    ],
  };
}

async function join(room: Room, id: string, isNamed = false): Promise<Sheet> {
  const { visitor, scene, options } = room;
  const { needs } = options;
  const say = needWords[scene.language];
  const need = await needs.get(id);
  if (need === undefined) return noteSheet(say.gone, scene);
  if (need.covered !== undefined)
    return newsSheet([{ text: need.text, item: need.covered.item }], scene);
  const { councils: _, people: _all, covered: _none, ...same } = need;
  const isAdded = await needs.add(visitor, { ...same, ...holding(room, isNamed) });
  if (!isAdded) return noteSheet(say.already, scene, "good");
  const now = (await needs.get(id)) ?? need;
  return noteSheet(
    `${say.joined(now.councils, formatNumber(now.councils, scene.language))} ${tellingOf(scene)}`,
    scene,
    "good",
  );
}

/** Whether the person will be written to, or told when there next. */
function tellingOf({ language, canBeTold }: NeedScene): string {
  const say = needWords[language];
  return canBeTold ? say.willTell : say.willShow;
}

function formAgain(
  fields: NeedFields,
  scene: NeedScene,
  more: Parameters<typeof needForm>[2],
): Sheet {
  return {
    language: scene.language,
    title: needWords[scene.language].formTitle,
    parts: [{ kind: "form", form: needForm(fields, scene, more) }, toNeedsPart(scene)],
  };
}

/** It was closed: whoever needs something else says so with one press. */
function coveredSheet(item: string, filled: FilledNeed, scene: NeedScene): Sheet {
  const { title, parts } = newsSheet([{ text: filled.text, item }], scene);
  const form: Part = { kind: "form", form: needForm(fieldsOf(filled), scene, { isSure: true }) };
  return { language: scene.language, title, parts: [...parts, form] };
}

function fieldsOf({ text: needed, axis, isNamed }: FilledNeed): NeedFields {
  return { ...blankNeed(needed, axis), named: isNamed ? "yes" : "no" };
}

/** The Agenda says something of it: whoever needs something else says so with one press. */
function answeredSheet(answer: Answer, filled: FilledNeed, scene: NeedScene): Sheet {
  const say = needWords[scene.language];
  return {
    language: scene.language,
    title: say.formTitle,
    parts: [
      text(say.answered),
      ...shownIn(answer)
        .slice(0, mostQuotes)
        .map((citation) => ({ kind: "quote", citation }) as const),
      { kind: "form", form: needForm(fieldsOf(filled), scene, { isSure: true }) },
      toNeedsPart(scene),
    ],
  };
}

/** What the Agenda says of a need, whatever size of council it is for. */
export function askAgenda(
  { text: question }: { readonly text: string },
  {
    options: { assistant, index, language },
  }: { readonly options: Pick<NeedOptions, "assistant" | "index" | "language"> },
): Promise<Answer> {
  return assistant.respond({ question, language, index, isPlain: true });
}

/** Whether an answer says what somebody needs to know: it asserts something, and was asked as a question. */
export function covers(answer: Answer): boolean {
  return answer.kind === "answered" && answer.intent === "search" && answer.citations.length > 0;
}

/** Ids of what an answer shows, best first. */
export function itemsOf(answer: Answer): string[] {
  return [...new Set(shownIn(answer).map(({ itemId }) => itemId))];
}

function idsOf(needs: readonly { readonly id: string }[]): Set<string> {
  return new Set(needs.map(({ id }) => id));
}
