import type { Button, KnownBlock } from "@slack/types";
import type { Filters } from "../../src/agenda/catalogue.ts";
import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { type Composition, describeCounts } from "../../src/answer/content.ts";
import { badgesOf, joinFacts } from "../../src/answer/facts.ts";
import { itemLabel } from "../../src/answer/shown.ts";
import { formatNumber, provenance, words } from "../../src/answer/words.ts";
import { oneLine } from "../../src/language/clean-text.ts";
import { actions, button } from "./answer-buttons.ts";
import { actionIds } from "./buttons.ts";
import { maxButtonChars, maxButtonValueChars } from "./limits.ts";
import { escapeWithin, plain, section, smallPrint } from "./rich-text.ts";
import { slackWords } from "./words.ts";

/** Items of one page of the App Home. */
export const homePageSize = 15;

const longestTitle = 300;

/** One page of a list of items, each with a button that opens it, and the ways to the other pages. */
export function itemList(
  items: readonly KnowledgeItem[],
  from: number,
  composition: Composition,
  filters: Filters = {},
): KnownBlock[] {
  const { language } = composition;
  const last = Math.max(0, Math.ceil(items.length / homePageSize) - 1) * homePageSize;
  const start = Math.max(0, Math.min(Math.floor(from / homePageSize) * homePageSize, last));
  const end = Math.min(start + homePageSize, items.length);
  const say = slackWords[language].home;
  const page = (text: string, to: number, at: number) =>
    button(text, `${actionIds.homePage}-${at}`, { value: String(to) });
  const ways = [
    ...(start > 0 ? [page(say.previous, start - homePageSize, 0)] : []),
    ...(end < items.length ? [page(say.next, end, 1)] : []),
  ];
  const format = (value: number) => formatNumber(value, language);
  const range = slackWords[language].range(format(start + 1), format(end), format(items.length));
  return [
    ...items.slice(start, end).map((item) => row(item, filters, composition)),
    ...(ways.length === 0 ? [] : [smallPrint(range), ...actions(ways)]),
  ];
}

/** A button that opens an item in the App Home; undefined for an id that no button holds. */
export function openButton(
  item: KnowledgeItem,
  text: string,
  at: number,
  { language }: Composition,
): Button | undefined {
  if (item.id.length > maxButtonValueChars) return undefined;
  const label = plain(slackWords[language].home.openItem(itemLabel(item)), maxButtonChars);
  return button(text, `${actionIds.homeOpen}-${at}`, {
    value: item.id,
    accessibility_label: label.text,
  });
}

function row(item: KnowledgeItem, filters: Filters, composition: Composition): KnownBlock {
  const { language } = composition;
  const title = `*${escapeWithin(oneLine(itemLabel(item)), longestTitle)}*`;
  const facts = factsOf(item, filters, composition);
  const block = section(facts === "" ? title : `${title}\n${facts}`);
  const accessory = openButton(item, slackWords[language].home.open, 0, composition);
  return accessory === undefined ? block : { ...block, accessory };
}

/** What is filtered by is the same in all rows: it is not repeated. */
function factsOf(item: KnowledgeItem, filters: Filters, composition: Composition): string {
  switch (item.kind) {
    case "axis":
      return describeCounts(["objective", "action"], composition, item.id);
    case "objective":
      return describeCounts(["action"], composition, item.id);
    case "action":
      return joinFacts(unfilteredBadges(item, filters, composition));
    case "page":
    case "document":
      return joinFacts([provenance(item, composition.language)]);
  }
}

function unfilteredBadges(
  item: KnowledgeItem,
  { horizons = [], efforts = [] }: Filters,
  { language }: Composition,
): string[] {
  const say = words[language];
  const said = new Set([
    ...horizons.map((name) => say.horizons[name]),
    ...efforts.map((name) => say.efforts[name]),
  ]);
  return badgesOf(item, language).filter((badge) => !said.has(badge));
}
