import type { Language } from "../../src/language/language.ts";
import { catalan } from "./words-ca.ts";
import { english } from "./words-en.ts";
import { spanish } from "./words-es.ts";

/** Words that speak of what is served: the Agenda, or any other folder of text. */
export interface ServedWords {
  /** Title of the App Home. */
  readonly title: string;
  /** That this is an automatic system, what it does and what to mind: Article 50 of the EU's AI Act asks for it. */
  readonly automatic: string;
  readonly placeholder: string;
}

/** A question to begin with: what is shown, and what is asked. */
export interface PromptWords {
  readonly title: string;
  readonly message: string;
}

/** The words of the Slack adapter that are not the answer's own, in one language. */
export interface SlackWords extends ServedWords {
  readonly withoutAgenda: ServedWords;
  /** Shown while an answer is being made. */
  readonly working: string;
  /** Above an answer that only the reader sees, or that stands apart from its question. */
  readonly asked: (question: string) => string;
  readonly share: string;
  /** `person` is a mention; absent when it is not known. */
  readonly sharedBy: (person: string | undefined, question: string) => string;
  /** Sends an answer to the reader's own conversation with the assistant. */
  readonly keep: string;
  readonly kept: string;
  readonly retry: string;
  /** Link to the passage below a quote. */
  readonly passage: string;
  /** The same in one word, behind each of several quotes. */
  readonly link: string;
  /** Where all quotes come from, when it is the same for all. */
  readonly origin: (from: string) => string;
  /** What of an answer had no room. */
  readonly leftOut: (count: string) => string;
  readonly feedback: Readonly<
    Record<"helpful" | "helpfulLabel" | "unhelpful" | "unhelpfulLabel" | "thanks" | "sorry", string>
  >;
  /** A workspace or channel from which the assistant does not answer; whom to ask when that is known. */
  readonly refused: (contact: string | undefined) => string;
  /** Somebody wants an answer about a message that is only a picture. */
  readonly messageWithoutText: string;
  readonly staleButton: string;
  readonly notSent: string;
  readonly badPopulation: (value: string) => string;
  /** What can be typed behind `/agenda`, in Slack's notation. */
  readonly commandHelp: string;
  readonly prompts: {
    readonly title: string;
    /** `axis` is the id of an axis, `action` that of an action. */
    readonly list: (axis: string, action: string) => readonly PromptWords[];
  };
  readonly form: Readonly<
    Record<
      | "title"
      | "question"
      | "population"
      | "populationHint"
      | "submit"
      | "close"
      | "nothingAsked"
      | "populationInvalid",
      string
    >
  > & { readonly tooLong: (characters: string) => string };
  readonly home: Readonly<
    Record<
      | "start"
      | "find"
      | "back"
      | "open"
      | "previous"
      | "next"
      | "clear"
      | "unfiltered"
      | "gone"
      | "language"
      | "related"
      | "sources"
      | "web"
      | "steps"
      | "roles"
      | "horizon"
      | "effort"
      | "axis",
      string
    >
  > & {
    /** First option of each filter: it lets everything pass. */
    readonly any: Readonly<Record<"axis" | "horizon" | "effort" | "role", string>>;
    readonly openItem: (item: string) => string;
    readonly range: (first: string, last: string, total: string) => string;
    /** When a source, or all of them on one day, were last compared with the text. */
    readonly checked: (date: string) => string;
    readonly allChecked: (date: string) => string;
    readonly stepsElsewhere: (count: string) => string;
    readonly othersCount: (counts: string) => string;
    readonly reviewed: (date: string) => string;
    /** How many more there are, to be seen on the web. */
    readonly onWeb: (count: string) => string;
  };
}

/** Words of the Slack adapter in each language. */
export const slackWords: Readonly<Record<Language, SlackWords>> = {
  ca: catalan,
  es: spanish,
  en: english,
};
