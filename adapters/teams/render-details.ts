import type { KnowledgeItem } from "../../src/agenda/item.ts";
import { itemUrl } from "../../src/answer/address.ts";
import type { Asked } from "../../src/answer/ask.ts";
import { type Composition, lookupsOf } from "../../src/answer/content.ts";
import { asksOf, badgesOf, commonDay, joinFacts, rolesOf } from "../../src/answer/facts.ts";
import { itemLabel } from "../../src/answer/shown.ts";
import { formatNumber } from "../../src/answer/words.ts";
import { cutText, oneLine } from "../../src/language/clean-text.ts";
import { formatDate } from "../../src/language/format-date.ts";
import { askNext } from "./answer-actions.ts";
import { type Element, heading, line, openUrl, row, run } from "./card-elements.ts";
import { teamsWords } from "./words.ts";

/** More are on the page of the item. */
const most = { contents: 20, sources: 5 };
const longest = { title: 200, fact: 300 };

/** A line to be pressed, with small print below it. */
export function itemRow(
  name: string,
  badges: readonly string[],
  actions: ReturnType<typeof openUrl>,
): Element {
  const seen = cutText(oneLine(name), longest.title);
  const small = cutText(oneLine(joinFacts(badges)), longest.fact);
  return row(
    [
      line([run(seen, actions.length === 0 ? {} : { color: "Accent" })], "None"),
      ...(small === "" ? [] : [line([run(small, { isSubtle: true, size: "Small" })], "None")]),
    ],
    actions,
    // Who speaks to the device says what is seen.
    `${seen} ${small}`,
  );
}

/** What an axis or an objective holds; a row asks for it. */
export function contentRows(
  item: KnowledgeItem,
  composition: Composition,
  asked: Pick<Asked, "population">,
): Element[] {
  const { language, index } = composition;
  const children = index.catalogue.children(item.id);
  if (children.length === 0) return [];
  const rows = children.slice(0, most.contents).map((child) => {
    const [question = ""] = lookupsOf([child], composition);
    const ask = askNext(question, { ...asked, history: [] }, language);
    return itemRow(itemLabel(child), badgesOf(child, language), [ask]);
  });
  return [
    heading(teamsWords[language].contents),
    ...rows,
    ...onWeb(item, children.length - rows.length, composition),
  ];
}

/** What the text rests on, and when it was last compared with it: said once when all were on one day. */
export function sourceRows(item: KnowledgeItem, composition: Composition): Element[] {
  const { references } = item;
  if (references.length === 0) return [];
  const { language } = composition;
  const say = teamsWords[language];
  const common = commonDay(references);
  const rows = references.slice(0, most.sources).map(({ title, url, checked }) => {
    const day = common === undefined ? [say.checked(formatDate(checked, language))] : [];
    return itemRow(title, day, openUrl(title, title, url));
  });
  const day = common === undefined ? "" : ` (${say.allChecked(formatDate(common, language))})`;
  return [
    heading(`${say.sources}${day}`),
    ...rows,
    ...onWeb(item, references.length - rows.length, composition),
  ];
}

/** What an action asks for, for whom it is and who takes part. */
export function factLines({ applicability }: KnowledgeItem, composition: Composition): Element[] {
  if (applicability === undefined) return [];
  const { language } = composition;
  const asks = joinFacts(asksOf(applicability, language));
  const names = cutText(oneLine(rolesOf(applicability, composition)), longest.fact);
  const who = `${teamsWords[language].roles}: `;
  return [line([run(asks)], "Default"), line([run(who, { weight: "Bolder" }), run(names)], "None")];
}

/** How many more there are, as a link to where they are. */
function onWeb(item: KnowledgeItem, left: number, { publicUrl, language }: Composition): Element[] {
  if (left <= 0) return [];
  const name = teamsWords[language].onWeb(formatNumber(left, language));
  return [itemRow(name, [], openUrl(name, name, itemUrl(publicUrl, item.id)))];
}
