import * as z from "zod";
import { maxButtonValueChars } from "./limits.ts";

/** Names of what can be pressed in our messages and views. */
export const actionIds = {
  /** A question to be asked, with those before it: {@link encodeAsk}. Several stand in one block, numbered `ask-0`. */
  ask: "ask",
  /** Shows a private answer to everybody in the channel: {@link encodeAsk}. */
  share: "share",
  /** Sends the answer of a form to the reader's own conversation with the assistant: {@link encodeAsk}. */
  keep: "keep",
  /** `positive` or `negative`, a colon and the answer's kind and intent. */
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

/** A question that a button asks. */
export interface Ask {
  readonly question: string;
  /** Earlier questions of the conversation, oldest first. */
  readonly history: readonly string[];
  /** Inhabitants that were given beside the question. */
  readonly population?: number;
}

const schema = z.object({ q: z.array(z.string()).min(1).max(20), p: z.number().int().optional() });

/**
 * An ask as the value of a button. What is too long loses its oldest questions first, then the end of the longest one:
 * a question that fills a button has said long before what it is about.
 */
export function encodeAsk({ question, history, population }: Ask): string {
  let questions = [...history, question];
  const write = () =>
    JSON.stringify({ q: questions, ...(population === undefined ? {} : { p: population }) });
  while (write().length > maxButtonValueChars) {
    const longest = questions.reduce((a, b) => (b.length > a.length ? b : a));
    questions =
      questions.length > 2
        ? questions.slice(1)
        : questions.map((text) => (text === longest ? shortened(text) : text));
  }
  return write();
}

/** Reads the value of a button; undefined when it is none of ours or of an older version. */
export function decodeAsk(value: string | undefined): Ask | undefined {
  const parsed = schema.safeParse(parseJson(value ?? ""));
  if (!parsed.success) return undefined;
  const { q, p } = parsed.data;
  const question = q.at(-1) ?? "";
  return { question, history: q.slice(0, -1), ...(p === undefined ? {} : { population: p }) };
}

/** The first three quarters, never ending within a character. */
function shortened(text: string): string {
  return [...text.slice(0, Math.floor(text.length * 0.75))]
    .filter((character) => character.length > 1 || !/[\ud800-\udfff]/.test(character))
    .join("");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
