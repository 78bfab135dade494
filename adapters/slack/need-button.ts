import type { Button } from "@slack/types";
import type { Answer } from "../../src/answer/answer.ts";
import { isNeedOffered } from "../../src/needs/offer.ts";
import { needWords } from "../../src/needs/words.ts";
import { button } from "./answer-buttons.ts";
import { encodeWish, sheetId } from "./sheet-ids.ts";

/** Records what the Agenda does not cover as a need; none below other answers. */
export function needButton(answer: Answer, id: string | undefined): Button[] {
  if (!isNeedOffered(answer)) return [];
  const { language } = answer;
  const wish = { kind: "need", ...(id === undefined ? {} : { answer: id }) } as const;
  return [
    button(needWords[language].record, sheetId("open", language, 2), { value: encodeWish(wish) }),
  ];
}
