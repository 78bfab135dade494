import type { KnownBlock } from "@slack/types";
import { formatNumber } from "../../src/answer/words.ts";
import { cutText, oneLine } from "../../src/language/clean-text.ts";
import { onboardingWords } from "../../src/onboarding/words.ts";
import { planWords } from "../../src/plan/words.ts";
import type { Part } from "../../src/reception/sheet.ts";
import type { Wish } from "../../src/reception/wish.ts";
import { receptionWords } from "../../src/reception/words.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { button } from "./answer-buttons.ts";
import type { HomeState } from "./home-state.ts";
import { maxButtonChars } from "./limits.ts";
import { escapeWithin, section } from "./rich-text.ts";
import { encodeWish, sheetIds } from "./sheet-ids.ts";
import { squaresOf } from "./sheet-parts.ts";
import { slackWords } from "./words.ts";

/** What the App Home shows of its reader. */
export interface HomePersonal {
  /** The council that filters answers, and whether the reader alone said so. */
  readonly council?: {
    readonly population: number;
    readonly name?: string;
    readonly isOwn: boolean;
  };
  /** How far the reader is in the itinerary; absent for who has not begun. */
  readonly progress?: Extract<Part, { readonly kind: "progress" }>;
}

const longest = 300;

/** The itinerary, the plan, the council and what is kept, each with its button. */
export function personalBlocks(
  { council, progress }: HomePersonal,
  { language }: HomeState,
  { itinerary, catalogue }: SearchIndex,
): KnownBlock[] {
  const say = slackWords[language].home;
  const { title, start } = onboardingWords[language];
  const words = receptionWords[language];
  const far =
    progress === undefined
      ? escapeWithin(say.itinerary, longest)
      : `${squaresOf(progress.steps)} ${escapeWithin(progress.label, longest)}`;
  const value =
    council === undefined
      ? words.council.none
      : `${councilLine(council, language)} · ${council.isOwn ? words.council.own : words.council.tenant}`;
  const go = progress === undefined ? start : say.open;
  const rows: Row[] = [
    ...(itinerary.length === 0
      ? []
      : [{ heading: title, text: far, label: go, wish: { kind: "itinerary" } } as const]),
    // What holds no actions has nothing to be planned.
    ...(catalogue.list("action").length === 0
      ? []
      : [
          {
            heading: planWords[language].title,
            text: escapeWithin(say.plan, longest),
            label: say.open,
            wish: { kind: "plan" },
          } as const,
        ]),
    {
      heading: words.council.title,
      text: escapeWithin(value, longest),
      label: words.change,
      wish: { kind: "council" },
    },
    {
      heading: words.data.title,
      text: escapeWithin(words.data.intro, longest),
      label: say.open,
      wish: { kind: "my-data" },
    },
  ];
  return rows.map(({ heading, text, label, wish }, at) => ({
    ...section(`*${escapeWithin(heading, longest)}*\n${text}`),
    accessory: button(label, `${sheetIds.home}-${at}`, {
      value: encodeWish(wish),
      accessibility_label: cutText(`${heading}: ${label}`, maxButtonChars),
    }),
  }));
}

interface Row {
  readonly heading: string;
  /** In Slack's notation. */
  readonly text: string;
  readonly label: string;
  readonly wish: Wish;
}

function councilLine(
  { name = "", population }: NonNullable<HomePersonal["council"]>,
  language: HomeState["language"],
): string {
  return receptionWords[language].council.value(oneLine(name), formatNumber(population, language));
}
