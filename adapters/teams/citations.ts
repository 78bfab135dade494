import type { Answer, Citation } from "../../src/answer/answer.ts";
import type { Page } from "../../src/answer/page.ts";
import type { QuoteMarks } from "../../src/answer/quote-marks.ts";
import { nameOf } from "../../src/answer/readable.ts";
import { shownIn } from "../../src/answer/shown.ts";
import { words } from "../../src/answer/words.ts";
import { type ShownWritten, translationOf, writtenIn } from "../../src/answer/written.ts";
import { cutText, oneLine } from "../../src/language/clean-text.ts";
import { stripHidden } from "../../src/language/tokens.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import {
  maxClaimAbstractChars,
  maxClaimNameChars,
  maxClaims,
  maxKeywordChars,
  maxKeywords,
} from "./limits.ts";
import { isLinkable } from "./text.ts";
import { teamsWords } from "./words.ts";

/** A page whose quotes have their numbers. */
export interface MarkedPage extends Page {
  /** In their order: `[1]` in the text and on the source. */
  readonly marks: QuoteMarks;
  /** What a language model did for it, with the same numbers. */
  readonly written: ShownWritten | undefined;
}

/** Numbers the quotes of a page; a list of links quotes nothing. */
export function markPage(page: Page): MarkedPage {
  const { answer, isList } = page;
  const marks = isList ? new Map<Citation, number>() : numberQuotes(answer);
  const shown = shownIn(answer);
  const numberOf = (place: number) => {
    const citation = shown[place];
    return citation === undefined ? undefined : marks.get(citation);
  };
  return { ...page, marks, written: writtenIn(answer, isList, numberOf) };
}

/**
 * Numbers the quotes of an answer. A number that stands in brackets somewhere in the answer is left out: it is not a mark
 * there, and Teams would make it one.
 */
function numberQuotes(answer: Answer): QuoteMarks {
  const taken = new Set(
    textsOf(answer).flatMap((text) =>
      [...stripHidden(text).matchAll(/\[\s*(\d+)\s*\]/g)].map(([, number]) => Number(number)),
    ),
  );
  const marks = new Map<Citation, number>();
  let next = 1;
  for (const citation of shownIn(answer).slice(0, maxClaims)) {
    while (taken.has(next)) next += 1;
    marks.set(citation, next);
    next += 1;
  }
  return marks;
}

/** All that stands in the text but the sentences of a language model, in which no number is in brackets but our marks. */
function textsOf(answer: Answer): string[] {
  const cited = shownIn(answer).flatMap((citation) => [
    `${citation.itemId} ${citation.title}`,
    ...citation.place,
    citation.quote,
    translationOf(citation)?.text ?? "",
  ]);
  const { understoodAs = "", model = "" } = answer.written ?? {};
  return [answer.lead, ...answer.notes, understoodAs, model, ...cited];
}

/** Sources of a message as Teams shows them when a mark is pressed. */
interface Claim {
  readonly "@type": "Claim";
  /** As in the text. */
  readonly position: number;
  readonly appearance: {
    readonly "@type": "DigitalDocument";
    readonly name: string;
    readonly abstract: string;
    readonly url?: string;
    readonly keywords: readonly string[];
    /** One of a few names that Teams has a picture for. */
    readonly image: { readonly "@type": "ImageObject"; readonly name: "Text" };
  };
}

/**
 * The one entity that tells Teams of the sources, and that a language model has written where one has: a second one and
 * the message is refused. None where there is nothing to tell.
 */
export function messageEntities(
  { answer, marks, written }: MarkedPage,
  index: SearchIndex,
): readonly object[] {
  const isModelWritten = written !== undefined;
  if (marks.size === 0 && !isModelWritten) return [];
  const claims = [...marks].map(([citation, position]) =>
    claimOf(citation, position, answer, index),
  );
  return [
    {
      type: "https://schema.org/Message",
      "@type": "Message",
      "@context": "https://schema.org",
      "@id": "",
      ...(isModelWritten ? { additionalType: ["AIGeneratedContent"] } : {}),
      ...(claims.length === 0 ? {} : { citation: claims }),
    },
  ];
}

function claimOf(citation: Citation, position: number, answer: Answer, index: SearchIndex): Claim {
  const { quote, url } = citation;
  return {
    "@type": "Claim",
    position,
    appearance: {
      "@type": "DigitalDocument",
      name: cutText(nameOf(citation), maxClaimNameChars),
      abstract: cutText(oneLine(quote), maxClaimAbstractChars) || "–",
      ...(isLinkable(url) ? { url } : {}),
      keywords: keywordsOf(citation, answer, index),
      image: { "@type": "ImageObject", name: "Text" },
    },
  };
}

/** Where a source comes from, and when and with how much an action is done. */
function keywordsOf(
  { itemId, kind, origin }: Citation,
  { language }: Answer,
  index: SearchIndex,
): string[] {
  const say = words[language];
  const asks = index.catalogue.get(itemId)?.applicability;
  return [
    kind === "document" ? say.imported : teamsWords[language].keywords[origin],
    ...(asks === undefined ? [] : [say.horizons[asks.horizon], say.efforts[asks.effort]]),
  ]
    .slice(0, maxKeywords)
    .map((word) => cutText(word, maxKeywordChars));
}
