import { type ChatWords, chatWords } from "../../src/answer/chat-words.ts";
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

/** The words of the Slack adapter alone, in one language. */
export interface SlackWords extends ServedWords {
  readonly withoutAgenda: ServedWords;
  /** Shown while an answer is being made. */
  readonly working: string;
  /** Above an answer that only the reader sees, or that stands apart from its question. */
  readonly asked: (question: string) => string;
  /** Above the answer to what a button asked. `person` is a mention; absent where only that person reads it. */
  readonly askedBy: (person: string | undefined, question: string) => string;
  /** To who presses what was pressed before. */
  readonly alreadyAsked: string;
  readonly share: string;
  /** `person` is a mention; absent when it is not known. */
  readonly sharedBy: (person: string | undefined, question: string) => string;
  /** Sends an answer to the reader's own conversation with the assistant. */
  readonly keep: string;
  readonly kept: string;
  /** Link to the passage below a quote that stands alone. */
  readonly passage: string;
  /** What of an answer had no room. */
  readonly leftOut: (count: string) => string;
  readonly feedback: Readonly<
    Record<"helpful" | "helpfulLabel" | "unhelpful" | "unhelpfulLabel" | "thanks" | "sorry", string>
  >;
  /** A workspace or channel from which the assistant does not answer; whom to ask when that is known. */
  readonly refused: (contact: string | undefined) => string;
  /** Somebody wants an answer about a message that is only a picture. */
  readonly messageWithoutText: string;
  readonly notSent: string;
  readonly badPopulation: (value: string) => string;
  /** Below the owners' digest: so many questions to be decided follow in its thread. */
  readonly below: (count: number) => string;
  /** What can be typed behind `/agenda`, in Slack's notation. */
  readonly commandHelp: string;
  readonly prompts: {
    readonly title: string;
    /** For who has just become a digital officer. */
    readonly itinerary: PromptWords;
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
      | "itinerary"
      | "plan"
      | "enterAsks"
      | "enterFilters"
      | "unfiltered"
      | "gone"
      | "language"
      | "related"
      | "web"
      | "steps"
      | "horizon"
      | "effort"
      | "axis",
      string
    >
  > & {
    /** First option of each filter: it lets everything pass. */
    readonly any: Readonly<Record<"axis" | "horizon" | "effort" | "role", string>>;
    readonly openItem: (item: string) => string;
    readonly stepsElsewhere: (count: string) => string;
    readonly othersCount: (counts: string) => string;
  };
}

/** Words of the Slack adapter in each language, with those of every chat. */
export const slackWords: Readonly<Record<Language, SlackWords & ChatWords>> = {
  ca: { ...chatWords.ca, ...catalan },
  es: { ...chatWords.es, ...spanish },
  en: { ...chatWords.en, ...english },
};
