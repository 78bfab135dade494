import type { Answer } from "../../src/answer/answer.ts";
import type { Asked } from "../../src/answer/ask.ts";
import type { Composition } from "../../src/answer/content.ts";
import { badgesOf } from "../../src/answer/facts.ts";
import { lookedUp } from "../../src/answer/looked-up-item.ts";
import { nameOf } from "../../src/answer/readable.ts";
import { shownIn } from "../../src/answer/shown.ts";
import { writtenBriefly } from "../../src/answer/written.ts";
import type { CardAttachment } from "./activity.ts";
import { changeAction, needAction, openAction, planAction } from "./answer-actions.ts";
import {
  type Action,
  card,
  type Element,
  inWords,
  openUrl,
  smallWords,
  titlesOf,
} from "./card-elements.ts";
import type { MarkedPage } from "./citations.ts";
import { maxSeenActions } from "./limits.ts";
import { contentRows, itemRow, sourceRows } from "./render-details.ts";
import { teamsWords } from "./words.ts";

/** What the card below an answer needs beside it. */
export type CardContext = Asked &
  Pick<Composition, "index" | "publicUrl"> & {
    /** Read by nobody but who asked. Default true. */
    readonly isPersonal?: boolean;
    /** Names the answer, once it is known. */
    readonly id?: string;
  };

/** How much of a card there is room for. */
export interface CardParts {
  /** Buttons that ask. */
  readonly asks: readonly Action[];
  /** What an item holds and rests on; it is on the item's page too. */
  readonly hasDetails: boolean;
}

/**
 * What stands below the text of an answer: the rows of a list, what an item holds and rests on, and what can be pressed.
 * Teams shows both, so that the card repeats nothing that the text quotes. None where there is nothing to add.
 */
export function answerCard(
  page: MarkedPage,
  context: CardContext,
  parts: CardParts,
): CardAttachment | undefined {
  const { answer, isList } = page;
  const [first] = shownIn(answer);
  const item = parts.hasDetails ? lookedUp(answer, context.index) : undefined;
  const composition = compositionOf(answer, context);
  const contents = item === undefined ? [] : contentRows(item, composition, context);
  const sources = item === undefined ? [] : sourceRows(item, composition);
  const body = [...(isList ? listRows(answer, context) : []), ...contents, ...sources];
  // Its rows ask already for what would be suggested.
  const asks = contents.length > 0 ? [] : parts.asks;
  // Where others read, somebody of elsewhere may: what the council plans and needs is kept where one is alone.
  const council =
    context.isPersonal === false ? [] : [...planAction(page), ...needAction(page, context.id)];
  const change = [...council, ...changeAction(answer)];
  if (body.length + asks.length + change.length === 0) return undefined;
  const { next } = teamsWords[answer.language];
  const summed = writtenBriefly(page.written, answer.language);
  return card({
    body: asks.length + change.length === 0 ? body : [...body, smallWords(next)],
    actions: inOrder(asks, [...change, ...openAction(page)]),
    speak: [summed, first === undefined || item === undefined ? answer.lead : nameOf(first)].join(
      " ",
    ),
    fallbackText: fallbackOf(body, [...asks, ...change], next),
  });
}

/** Pages are opened with the last button that is seen; what is less urgent waits in the menu. */
function inOrder(asks: readonly Action[], open: readonly Action[]): Action[] {
  const seen = maxSeenActions - open.length;
  return [...asks.slice(0, seen), ...open, ...asks.slice(seen)];
}

function listRows(answer: Answer, { index }: CardContext): Element[] {
  return shownIn(answer).map((citation) => {
    const badges = badgesOf(index.catalogue.get(citation.itemId), answer.language);
    // What all rows have in common is said above them.
    const own = badges.filter((badge) => !answer.lead.includes(badge));
    const name = nameOf(citation);
    return itemRow(name, own, openUrl(name, name, citation.url));
  });
}

function compositionOf({ language }: Answer, { index, publicUrl }: CardContext): Composition {
  return { index, publicUrl, language, offset: 0 };
}

/** The card in words, for who does not see it: what it holds, and what can be asked. */
function fallbackOf(body: readonly Element[], asks: readonly Action[], next: string): string {
  const asked = asks.length === 0 ? [] : [`${next} ${titlesOf(asks).join(" · ")}`];
  return [...inWords(body), ...asked].join("\n");
}
