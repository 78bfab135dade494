import type { PersonalDataKind } from "../feedback/personal-data-patterns.ts";
import type { Language } from "../language/language.ts";
import { catalan } from "./words-ca.ts";
import { english } from "./words-en.ts";
import { spanish } from "./words-es.ts";

/** The words around needs, in one language. Functions return whole sentences or labels. */
export interface NeedWords {
  readonly title: string;
  readonly formTitle: string;
  /** For who asks from where nobody can be told from others. */
  readonly unknown: string;
  /** Before the button below an answer, where there is room for it. */
  readonly offer: string;
  /** On the button below an answer that covers nothing. */
  readonly record: string;
  /** On the button of the list, where there is no answer. */
  readonly recordNew: string;
  /** What a need is for, and who reads it. */
  readonly intro: string;
  readonly text: string;
  readonly textHint: string;
  readonly axis: string;
  readonly noAxis: string;
  readonly named: string;
  readonly namedHint: (council: string) => string;
  readonly yes: string;
  readonly no: string;
  readonly save: string;
  readonly saveAnyway: string;
  readonly noText: string;
  readonly tooLong: (most: string) => string;
  readonly badChoice: string;
  /** What was found in a text, and what was put in its place. */
  readonly masked: (kinds: readonly string[]) => string;
  /** What was already taken out of the question. */
  readonly maskedBefore: string;
  readonly kinds: Readonly<Record<PersonalDataKind, string>>;
  readonly councilName: string;
  readonly alike: string;
  readonly councils: (count: number, written: string) => string;
  readonly join: (text: string) => string;
  /** How many councils have it by now. */
  readonly joined: (count: number, written: string) => string;
  readonly recorded: string;
  /** Whether the person will be written to. */
  readonly willTell: string;
  readonly willShow: string;
  readonly already: string;
  readonly gone: string;
  readonly answered: string;
  readonly own: string;
  readonly none: string;
  readonly others: string;
  readonly noOthers: string;
  readonly recordedOn: (date: string) => string;
  readonly coveredBy: (item: string) => string;
  readonly coveredByGone: string;
  readonly withdraw: (text: string) => string;
  readonly withdrawn: string;
  readonly more: string;
  readonly toNeeds: string;
  /** Told to those who asked. */
  readonly news: (count: number) => string;
  readonly newsText: (text: string, item: string) => string;
}

/** Words of each language. */
export const needWords: Readonly<Record<Language, NeedWords>> = {
  ca: catalan,
  es: spanish,
  en: english,
};
