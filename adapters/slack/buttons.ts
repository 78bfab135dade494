import * as z from "zod";
import { readAbout } from "../../src/answer/about.ts";
import type { Answer } from "../../src/answer/answer.ts";
import { type Ask, readAsk, writeAsk } from "../../src/answer/ask.ts";
import { type Language, languages } from "../../src/language/language.ts";
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

/** An ask as the value of a button; with the name of the answer that it brings again. */
export function encodeAsk(ask: Ask, answer?: string): string {
  const named = (written: object) =>
    JSON.stringify(answer === undefined ? written : { ...written, a: answer });
  return named(writeAsk(ask, (written) => named(written).length <= maxButtonValueChars));
}

/** Reads the value of a button; undefined when it is none of ours or of an older version. */
export function decodeAsk(value: string | undefined): Ask | undefined {
  return readAsk(parseJson(value ?? ""));
}

/** The name of the answer that a button brings again; undefined when it names none. */
export function decodeAnswerId(value: string | undefined): string | undefined {
  const { data } = z.object({ a: z.string().regex(answerId) }).safeParse(parseJson(value ?? ""));
  return data?.a;
}

/** A digest or a random UUID. */
const answerId = /^[0-9a-f-]{36,64}$/;

/** What somebody thinks of an answer. */
export interface Opinion {
  readonly isPositive: boolean;
  /** Kind and intent of the answer, with a colon between; undefined when they are none that we know. */
  readonly about: string | undefined;
  /** Names the answer; undefined on buttons of before answers had names. */
  readonly answer?: string;
  /** Language of the answer, where it has a name. */
  readonly language?: Language;
}

/** An opinion as the value of a button: of the answer it holds nothing that was asked or said. */
export function encodeOpinion(
  isPositive: boolean,
  { kind, intent, language }: Answer,
  answer?: string,
): string {
  const opinion = `${isPositive ? "positive" : "negative"}:${kind}:${intent}`;
  return answer === undefined ? opinion : `${opinion}:${answer}:${language}`;
}

/** Reads the value of a button; undefined when it is no opinion. */
export function decodeOpinion(value: string | undefined): Opinion | undefined {
  const [opinion, kind = "", intent = "", answer, written, ...more] = value?.split(":") ?? [];
  if (opinion !== "positive" && opinion !== "negative") return undefined;
  const language = languages.find((one) => one === written);
  const isNamed = answer !== undefined && answerId.test(answer) && language !== undefined;
  const isWhole = more.length === 0 && (answer === undefined || isNamed);
  const about = isWhole ? readAbout(kind, intent) : undefined;
  return {
    isPositive: opinion === "positive",
    about,
    ...(about !== undefined && isNamed ? { answer, language } : {}),
  };
}
