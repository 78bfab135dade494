import { onboardingWords } from "../../src/onboarding/words.ts";
import type { Sheet } from "../../src/reception/sheet.ts";
import type { Wish } from "../../src/reception/wish.ts";
import { receptionWords } from "../../src/reception/words.ts";
import { councilPath, itineraryPath } from "./wish-paths.ts";

/** Query parameter that says what was done before the browser was sent to a page. */
const doneParameter = "fet";
const dropped = "tret";
const restarted = "reinici";

/** Where the browser is sent once something was lost: loaded again, the reply itself would lose what was begun since. */
export function pathAfter(wish: Wish): string | undefined {
  if (wish.kind === "drop-council") return `${councilPath}?${doneParameter}=${dropped}`;
  const isRestarted = wish.kind === "restart" && wish.isSure;
  return isRestarted ? `${itineraryPath}?${doneParameter}=${restarted}` : undefined;
}

/**
 * What an address says was just done, in words of ours; undefined where it is not so, or not any more: people keep
 * addresses and pass them on.
 */
export function doneWords(
  query: Readonly<Record<string, unknown>>,
  wish: Wish,
  { sheet, hasCouncil }: { readonly sheet: Sheet; readonly hasCouncil: boolean },
): string | undefined {
  const { language } = sheet;
  const done = query[doneParameter];
  if (done === dropped && wish.kind === "council" && !hasCouncil)
    return receptionWords[language].council.dropped;
  if (done === restarted && wish.kind === "itinerary" && isBeginning(sheet))
    return onboardingWords[language].restart.done;
  return undefined;
}

function isBeginning({ parts }: Sheet): boolean {
  return parts.some((part) => part.kind === "form" && part.form.wish.kind === "begin");
}
