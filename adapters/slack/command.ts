import { readPopulation, writtenPopulation } from "../../src/council/written-population.ts";
import type { Language } from "../../src/language/language.ts";
import { languageOfWish, readSpokenWish } from "../../src/reception/spoken-wish.ts";
import type { Wish } from "../../src/reception/wish.ts";
import { toQuestion } from "./mrkdwn.ts";
import { greeting } from "./parse-event.ts";

/** What somebody typed behind `/agenda`. */
export type Command =
  | { readonly kind: "help" }
  | { readonly kind: "wish"; readonly wish: Wish; readonly language: Language }
  | { readonly kind: "ask"; readonly question: string; readonly population?: number }
  | { readonly kind: "bad-population"; readonly value: string };

const helpWords = /^(?:ajuda|ayuda|help|\?|-h|--?help|--?ajuda|--?ayuda)$/iu;
/** Said to somebody it would be a question: behind the command it is the plan. */
const planWord = /^plan?$/iu;
/**
 * `--població 800`, in three languages, with or without accents and the sign of equality. Phones write a long dash; when
 * a space follows it, it may as well be one within a sentence, and only a number makes it the option.
 */
const populationOption = new RegExp(
  `(?:^|\\s)(?:--|[—–](?!\\s)|[—–]\\s+(?=\\p{L}+[\\s=]+\\d))(?:poblaci[oó]n?|habitants|habitantes|population|inhabitants)(?:\\s*=\\s*|\\s+|$)(${writtenPopulation}(?!\\S)|\\S*)`,
  "iu",
);

/** Reads what was typed. */
export function parseCommand(text: string): Command {
  const typed = toQuestion(text.normalize("NFC"));
  if (typed === "" || helpWords.test(typed)) return { kind: "help" };
  if (planWord.test(typed))
    return { kind: "wish", wish: { kind: "plan" }, language: /n$/iu.test(typed) ? "es" : "ca" };
  const wish = readSpokenWish(typed);
  if (wish !== undefined) return { kind: "wish", wish, language: languageOfWish(typed) ?? "ca" };
  const option = populationOption.exec(typed);
  if (option === null) return { kind: "ask", question: typed };
  const value = option[1] ?? "";
  const population = readPopulation(value);
  if (population === undefined) return { kind: "bad-population", value };
  const { index, 0: found } = option;
  const around = [typed.slice(0, index), typed.slice(index + found.length)];
  const question = around
    .map((part) => part.trim())
    .join(" ")
    .trim();
  return { kind: "ask", question: question === "" ? greeting : question, population };
}
