import type { Catalogue } from "../agenda/catalogue.ts";
import type { KnowledgeItem } from "../agenda/item.ts";
import { joinList } from "../answer/words.ts";
import type { Language } from "../language/language.ts";
import { areRelated, type Leanings, leaningOn, leaningsIn } from "./leaning.ts";
import type { PlanEntry } from "./plan.ts";
import { planWords } from "./words.ts";

/** Actions that a reason names at most: more nobody looks up. */
const mostNamed = 3;
/** Fewer actions that name one tell nothing: each names a few. */
const tellingLater = 2;

/** What in the catalogue speaks for an action, in whole sentences, the strongest first. `done` is what is done already. */
export function reasonOf(
  item: KnowledgeItem,
  leanings: Leanings,
  language: Language,
  done: readonly KnowledgeItem[] = [],
): string {
  const say = planWords[language].reason;
  const { applicability } = item;
  if (applicability === undefined) return "";
  const { horizon, effort, duty } = applicability;
  return [
    ...(duty === undefined ? [] : [say.duty(duty)]),
    ...tiesOf(item, leanings, language, done),
    say.asks(horizon, effort),
  ].join(" ");
}

/** What it goes on from; else the duties, or at least what comes later, that name it. */
function tiesOf(
  item: KnowledgeItem,
  leanings: Leanings,
  language: Language,
  done: readonly KnowledgeItem[],
): string[] {
  const say = planWords[language].reason;
  const { later, duties } = leaningOn(item, leanings);
  const onward = done.filter((other) => areRelated(item, other));
  const named = (items: readonly KnowledgeItem[]) => namesOf(items, language);
  if (onward.length > 0) return [say.onward(named(onward))];
  if (duties.length > 0) return [say.helps(named(duties))];
  return later.length < tellingLater ? [] : [say.before(named(later))];
}

/**
 * Why an entry is in the plan, where it was proposed: made anew from the catalogue in the reader's language. What is no
 * longer in the Agenda keeps the words with which it was proposed.
 */
export function entryReason(
  entry: PlanEntry,
  catalogue: Catalogue,
  language: Language,
): string | undefined {
  if (entry.reason === undefined) return undefined;
  const item = catalogue.get(entry.item);
  if (item?.applicability === undefined) return entry.reason;
  return reasonOf(item, leaningsOf(catalogue), language);
}

/** Codes of a few actions, as a list; what is left out is left out. */
function namesOf(items: readonly KnowledgeItem[], language: Language): string {
  return joinList(
    items.slice(0, mostNamed).map(({ id }) => id),
    language,
  );
}

const known = new WeakMap<Catalogue, Leanings>();

/** {@link leaningsIn} of a catalogue, gone through once for all who ask. */
export function leaningsOf(catalogue: Catalogue): Leanings {
  const found = known.get(catalogue) ?? leaningsIn(catalogue);
  known.set(catalogue, found);
  return found;
}
