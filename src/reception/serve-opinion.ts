import { maskPersonalData } from "../feedback/mask-personal-data.ts";
import { firstChars } from "../language/clean-text.ts";
import type { Language } from "../language/language.ts";
import type { Memory } from "../ports.ts";
import type { Sheet } from "./sheet.ts";
import type { Visitor } from "./visitor.ts";
import type { Wish } from "./wish.ts";
import { receptionWords } from "./words.ts";

/** Characters of what somebody writes about an answer. */
export const mostWordChars = 500;

/** What an opinion is served with. */
export interface OpinionOptions {
  readonly memory: Pick<Memory, "askings">;
  readonly language: Language;
  readonly now: () => number;
}

/** Keeps what somebody thinks of an answer; who has not written a word about it is asked for one. */
export async function serveOpinion(
  wish: Extract<Wish, { readonly kind: "opinion" }>,
  visitor: Visitor,
  { memory, language, now }: OpinionOptions,
): Promise<Sheet> {
  const say = receptionWords[language].opinion;
  const word = maskPersonalData(firstChars((wish.fields["word"] ?? "").trim(), mostWordChars));
  const rating = { isPositive: wish.isPositive, word, ratedAtMs: now() };
  const isKept = await memory.askings.rate(wish.answer, visitor, rating);
  if (!isKept)
    return {
      language,
      title: say.notKept,
      parts: [{ kind: "text", text: say.gone, tone: "warning" }],
    };
  if (word !== "")
    return { language, title: say.title, parts: [{ kind: "text", text: say.kept, tone: "good" }] };
  return {
    language,
    title: say.title,
    parts: [
      { kind: "text", text: say.thanks },
      {
        kind: "form",
        form: {
          fields: [
            {
              name: "word",
              label: say.word,
              hint: say.wordHint,
              value: "",
              maxChars: mostWordChars,
              isLong: true,
              isOptional: true,
            },
          ],
          submit: say.send,
          wish: { kind: "opinion", answer: wish.answer, isPositive: wish.isPositive, fields: {} },
        },
      },
    ],
  };
}
