import type { Button, KnownBlock, RichTextSection } from "@slack/types";
import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { itemUrl } from "../../src/answer/address.ts";
import type { Composition } from "../../src/answer/content.ts";
import { excerptOf } from "../../src/answer/excerpt.ts";
import { asksOf, commonDay, joinFacts, originOf, rolesOf } from "../../src/answer/facts.ts";
import { readableQuote, readableTitle } from "../../src/answer/readable.ts";
import { itemLabel } from "../../src/answer/shown.ts";
import { formatNumber } from "../../src/answer/words.ts";
import { cutText, oneLine } from "../../src/language/clean-text.ts";
import { formatDate } from "../../src/language/format-date.ts";
import { actions, button } from "./answer-buttons.ts";
import { actionIds } from "./buttons.ts";
import { itemList, openButton } from "./home-rows.ts";
import { maxActionElements, maxHeaderChars } from "./limits.ts";
import { homePlanButton } from "./plan-button.ts";
import {
  escapeWithin,
  isLinkable,
  line,
  link,
  list,
  plain,
  quote,
  richText,
  section,
  smallPrint,
  words,
} from "./rich-text.ts";
import { slackWords } from "./words.ts";

/** Characters of the steps above which they are read on the web. */
const maxStepsChars = 3_000;
const maxSources = 15;
const maxRelated = 8;

/** An item opened in the App Home: where it stands, how it begins, what it asks for, and what is near it. */
export function itemBlocks(
  item: KnowledgeItem,
  from: number,
  isFiltered: boolean,
  composition: Composition,
): KnownBlock[] {
  const children = composition.index.catalogue.children(item.id);
  return [
    ...ways(item, isFiltered, composition),
    { type: "header", text: plain(itemLabel(item), maxHeaderChars) },
    ...opening(item, composition),
    ...facts(item, composition),
    smallPrint(joinFacts(originOf(item, composition.language))),
    ...planBlocks(item, composition),
    ...(children.length === 0 ? [] : itemList(children, from, composition)),
    ...steps(item, composition),
    ...related(item, composition),
    ...sources(item, composition),
    ...webButton(item, composition),
  ];
}

/** The way back: to the start, to the list that was left, and to what the item is in. */
function ways(item: KnowledgeItem, isFiltered: boolean, composition: Composition): KnownBlock[] {
  const { catalogue } = composition.index;
  const say = slackWords[composition.language].home;
  const start = button(isFiltered ? say.back : say.start, `${actionIds.homeOpen}-0`);
  const above: KnowledgeItem[] = [];
  for (let at = catalogue.parent(item); at !== undefined; at = catalogue.parent(at))
    above.unshift(at);
  const buttons = above.flatMap(
    (one, at) => openButton(one, itemLabel(one), at + 1, composition) ?? [],
  );
  return actions([start, ...buttons]);
}

/** How the text begins, word for word, with the link to the place where it stands. */
function opening(item: KnowledgeItem, composition: Composition): KnownBlock[] {
  const begins = excerptOf(item, undefined, composition);
  if (begins.quote === undefined) return [];
  const { passage } = slackWords[composition.language];
  return [richText(quote(readableQuote(begins.quote)), line(link(passage, begins.url)))];
}

/** What an action asks for, for whom it is and who takes part. */
function facts({ applicability }: KnowledgeItem, composition: Composition): KnownBlock[] {
  if (applicability === undefined) return [];
  const { language } = composition;
  const asks = joinFacts(asksOf(applicability, language));
  const names = oneLine(rolesOf(applicability, composition));
  const who = `*${slackWords[language].roles}:* ${escapeWithin(names, 1_000)}`;
  return [section(`${escapeWithin(asks, 500)}\n${who}`)];
}

/** Only actions are taken into a plan. */
function planBlocks(item: KnowledgeItem, { language }: Composition): KnownBlock[] {
  if (item.kind !== "action") return [];
  return actions(homePlanButton(item.id, language));
}

/** What to do, step by step and word for word, below the words that the text itself has for it. */
function steps(item: KnowledgeItem, { language }: Composition): KnownBlock[] {
  const first = item.blocks.findIndex(isStep);
  if (first < 0) return [];
  const rest = item.blocks.slice(first);
  const end = rest.findIndex(({ kind }) => kind === "heading");
  const found = end < 0 ? rest : rest.slice(0, end);
  const before = item.blocks[first - 1];
  const say = slackWords[language].home;
  const title = before?.kind === "heading" ? before.text : say.steps;
  const chars = found.reduce((sum, { text }) => sum + text.length, 0);
  if (!found.every(isStep) || chars > maxStepsChars) {
    const count = found.filter(isStep).length;
    return [smallPrint(say.stepsElsewhere(formatNumber(count, language)))];
  }
  const lines = found.map(({ text }) => line(words(text)));
  return [richText(line(words(cutText(title, 300), "bold")), list("ordered", lines))];
}

function isStep(block: KnowledgeItem["blocks"][number]): boolean {
  return block.kind === "list-item" && block.ordinal !== undefined;
}

function related(item: KnowledgeItem, composition: Composition): KnownBlock[] {
  const { language, index } = composition;
  const items = item.related.flatMap((id) => index.catalogue.get(id) ?? []);
  if (items.length === 0) return [];
  const say = slackWords[language];
  const buttons = items
    .slice(0, Math.min(maxRelated, maxActionElements))
    .flatMap((one, at): Button[] => {
      const way = openButton(one, itemLabel(one), at, composition);
      return way === undefined ? [] : [way];
    });
  const left = items.length - buttons.length;
  return [
    richText(line(words(say.home.related, "bold"))),
    ...actions(buttons),
    ...(left > 0 ? [smallPrint(say.onWeb(formatNumber(left, language)))] : []),
  ];
}

/** What the text rests on, and when it was last compared with it: said once when all were on one day. */
function sources({ references }: KnowledgeItem, { language }: Composition): KnownBlock[] {
  if (references.length === 0) return [];
  const say = slackWords[language];
  const common = commonDay(references);
  const dated = (text: string) => words(` (${text})`);
  const lines: RichTextSection[] = references
    .slice(0, maxSources)
    .map(({ title, url, checked }) =>
      line(
        link(readableTitle(title), url),
        ...(common === undefined ? [dated(say.checked(formatDate(checked, language)))] : []),
      ),
    );
  const title = [
    words(say.sources, "bold"),
    ...(common === undefined ? [] : [dated(say.allChecked(formatDate(common, language)))]),
  ];
  const left = references.length - lines.length;
  return [
    richText(line(...title), list("bullet", lines)),
    ...(left > 0 ? [smallPrint(say.onWeb(formatNumber(left, language)))] : []),
  ];
}

function webButton(item: KnowledgeItem, { publicUrl, language }: Composition): KnownBlock[] {
  const url = itemUrl(publicUrl, item.id);
  if (!isLinkable(url)) return [];
  return actions([button(slackWords[language].home.web, `${actionIds.open}-0`, { url })]);
}
