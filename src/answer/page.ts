import type { Answer } from "./answer.ts";
import { chatWords } from "./chat-words.ts";
import { groupByItem, isLongList, leftOut, shownIn, withShown } from "./shown.ts";
import { formatCount, formatNumber, provenance } from "./words.ts";

/** As much of an answer as one message shows. */
export interface Page {
  /** The answer with the citations that are shown, and no others. */
  readonly answer: Answer;
  /** A line an item, without quotes. */
  readonly isList: boolean;
  /** Citations that had no room. */
  readonly cut: number;
  /** Items of the list that asking for more would show. */
  readonly more: number;
}

/** The first citations of an answer as a page. */
export function pageOf(whole: Answer, count: number): Page {
  const answer = withShown(whole, (all) => all.slice(0, count));
  return {
    answer,
    isList: isLongList(whole),
    cut: shownIn(whole).length - shownIn(answer).length,
    more: leftOut(whole),
  };
}

/** The longest page of an answer that fits as it is drawn. One citation always stands: an answer without its quote is none. */
export function fitPage<Drawn>(
  answer: Answer,
  draw: (page: Page) => Drawn,
  fits: (drawn: Drawn) => boolean,
): Drawn {
  const all = shownIn(answer).length;
  const whole = draw(pageOf(answer, all));
  if (all < 2 || fits(whole)) return whole;
  let drawn = draw(pageOf(answer, 1));
  for (let count = 2; count < all; count += 1) {
    const longer = draw(pageOf(answer, count));
    if (!fits(longer)) break;
    drawn = longer;
  }
  return drawn;
}

/** Which part of a list a page shows; empty where it shows all of it. */
export function rangeOf({ answer, cut }: Page): string {
  if (answer.kind !== "answered" || answer.citations.length === 0) return "";
  const { citations, offset, further, total, language } = answer;
  const isPart = offset > 0 || further > 0 || cut > 0;
  // How many passages are somehow similar tells nothing.
  const isExact = citations.every(({ score }) => score === 1);
  if (!isPart || !isExact) return "";
  const format = (value: number) => formatNumber(value, language);
  const last = offset + citations.length;
  return chatWords[language].range(format(offset + 1), format(last), format(total));
}

/** How much of an answer a page has no room for, with what asking for more would show: `12 accions` of a list, `3` of quotes. */
export function cutWords({ answer, isList, cut, more }: Page): string {
  const [first] = shownIn(answer);
  if (cut === 0 || first === undefined) return "";
  return isList
    ? formatCount(cut + more, first.kind, answer.language)
    : formatNumber(cut + more, answer.language);
}

/** Where all that a page quotes comes from, when it is the same for several items; else it stands with each quote. */
export function commonOrigin({ answer }: Page): string | undefined {
  const shown = shownIn(answer);
  const origins = new Set(shown.map((citation) => provenance(citation, answer.language)));
  return origins.size === 1 && groupByItem(shown).length > 1 ? [...origins][0] : undefined;
}
