import type { Answer, Intent } from "../../src/answer/answer.ts";
import { type Ask, readAsk, writeAsk } from "../../src/answer/ask.ts";
import { parseJson } from "../../src/parse-json.ts";
import { maxButtonValueChars } from "./limits.ts";

/** Names of what can be pressed in our messages and views. */
export const actionIds = {
  /** A question to be asked, with those before it: {@link encodeAsk}. Several stand in one block, numbered `ask-0`. */
  ask: "ask",
  /** Shows a private answer to everybody in the channel: {@link encodeAsk}. */
  share: "share",
  /** Sends the answer of a form to the reader's own conversation with the assistant: {@link encodeAsk}. */
  keep: "keep",
  /** What somebody thinks of an answer: {@link encodeOpinion}. */
  feedback: "feedback",
  /** A link: nothing to do but to acknowledge. Numbered like `ask`. */
  open: "open",
  /** App Home: shows an item, the list of axes when the value is empty. */
  homeOpen: "home-open",
  /** App Home: the question box. */
  homeAsk: "home-ask",
  /** App Home: filters of the list, and what the reader says of the council and the language. */
  homeAxis: "home-axis",
  homeHorizon: "home-horizon",
  homeEffort: "home-effort",
  homeRole: "home-role",
  homePopulation: "home-population",
  homeLanguage: "home-language",
  /** App Home: another page of a list; its value is the number of the first item. */
  homePage: "home-page",
  /** App Home: away with all filters. */
  homeClear: "home-clear",
} as const;

/** Names of forms and shortcuts, as `manifest.yaml` and the views have them. */
export const callbackIds = {
  /** Global shortcut: a form with a question. */
  askForm: "ask_agenda",
  /** Shortcut on somebody's message. */
  askAboutMessage: "ask_agenda_about_message",
  /** The form, once it shows its answer. */
  askAnswer: "ask_agenda_answer",
} as const;

/** An ask as the value of a button. */
export function encodeAsk(ask: Ask): string {
  return JSON.stringify(
    writeAsk(ask, (written) => JSON.stringify(written).length <= maxButtonValueChars),
  );
}

/** Reads the value of a button; undefined when it is none of ours or of an older version. */
export function decodeAsk(value: string | undefined): Ask | undefined {
  return readAsk(parseJson(value ?? ""));
}

/** What somebody thinks of an answer. */
export interface Opinion {
  readonly isPositive: boolean;
  /** Kind and intent of the answer, with a colon between; undefined when they are none that we know. */
  readonly about: string | undefined;
}

/** An opinion as the value of a button: of the answer it holds nothing that was asked or said. */
export function encodeOpinion(isPositive: boolean, { kind, intent }: Answer): string {
  return `${isPositive ? "positive" : "negative"}:${kind}:${intent}`;
}

/** Reads the value of a button; undefined when it is no opinion. */
export function decodeOpinion(value: string | undefined): Opinion | undefined {
  const [opinion, kind = "", intent = "", ...more] = value?.split(":") ?? [];
  if (opinion !== "positive" && opinion !== "negative") return undefined;
  const isKnown = kinds.has(kind) && intents.has(intent) && more.length === 0;
  return { isPositive: opinion === "positive", about: isKnown ? `${kind}:${intent}` : undefined };
}

// As records, so that what is added to the answer has to be added here.
const kinds = namesOf<Answer["kind"]>({
  answered: true,
  suggested: true,
  abstained: true,
  failed: true,
});
const intents = namesOf<Intent>({
  lookup: true,
  list: true,
  count: true,
  search: true,
  "follow-up": true,
  help: true,
});

function namesOf<Name extends string>(names: Readonly<Record<Name, true>>): ReadonlySet<string> {
  return new Set(Object.keys(names));
}
