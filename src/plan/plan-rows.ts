import type { KnowledgeItem, Reference } from "../agenda/item.ts";
import { itemUrl } from "../answer/address.ts";
import type { Citation } from "../answer/answer.ts";
import { cite } from "../answer/cite.ts";
import { aspectHeadings } from "../answer/cues.ts";
import { isVerified } from "../answer/verify.ts";
import { words } from "../answer/words.ts";
import { foldedKeepingLength } from "../council/population.ts";
import type { Language } from "../language/language.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { PlanEntry } from "./plan.ts";
import { entryReason } from "./reason.ts";

/** An entry of a plan with what the Agenda says of its action: what sheets, pages and documents are made of. */
export interface PlanRow {
  readonly entry: PlanEntry;
  /** The id of the action, like `2.3.1`. */
  readonly code: string;
  /** The title of now; that of the entry when the action is gone. */
  readonly title: string;
  /** Titles from the axis down to the objective. */
  readonly place: readonly string[];
  /** Id of the axis: gives the colour. */
  readonly axis?: string;
  /** How the text of the action opens, verified. */
  readonly quote?: Citation;
  /** Address of the action's page. */
  readonly url?: string;
  /** In the reader's words, as is `effort`. */
  readonly horizon?: string;
  readonly effort?: string;
  /** Why it is in the plan, where it was proposed; in the reader's words. */
  readonly reason?: string;
  /** What the action's text says of the law, a paragraph each, word for word. */
  readonly law: readonly string[];
  readonly references: readonly Reference[];
  /** Whether the action is no longer in the Agenda. */
  readonly isGone: boolean;
}

/** The entries of a plan with what the Agenda of now says of them, in the same order. */
export function planRows(
  entries: readonly PlanEntry[],
  index: SearchIndex,
  publicUrl: string,
  language: Language,
): PlanRow[] {
  return entries.map((entry) => {
    const item = index.catalogue.get(entry.item);
    const reason = entryReason(entry, index.catalogue, language);
    const common = { entry, code: entry.item, ...(reason === undefined ? {} : { reason }) };
    if (item?.applicability === undefined)
      return {
        ...common,
        title: entry.title,
        place: [],
        law: [],
        references: [],
        isGone: true,
      };
    const [axis] = item.id.split(".");
    const citation = cite(item, { words: [] }, 1, { index, publicUrl, language, offset: 0 });
    const isTrue = citation !== undefined && isVerified(citation, index, publicUrl);
    return {
      ...common,
      title: item.title,
      place: index.catalogue.place(item),
      ...(axis === undefined ? {} : { axis }),
      ...(isTrue ? { quote: citation } : {}),
      url: itemUrl(publicUrl, item.id),
      horizon: words[language].horizons[item.applicability.horizon],
      effort: words[language].efforts[item.applicability.effort],
      law: lawOf(item),
      references: item.references,
      isGone: false,
    };
  });
}

function lawOf(item: KnowledgeItem): string[] {
  const texts: string[] = [];
  let isInside = false;
  for (const block of item.blocks) {
    if (block.kind === "heading")
      isInside = aspectHeadings.law.test(foldedKeepingLength(block.text));
    else if (isInside) texts.push(block.text);
  }
  return texts;
}
