import { type Assistant, maxHistory } from "../answer/assistant.ts";
import { record } from "../answer/record.ts";
import type { Language } from "../language/language.ts";
import type { DeliveryOptions } from "./delivery.ts";
import type { KeptMessage, Reply } from "./message.ts";
import type { Overhearing } from "./overhearing.ts";

/** What replies are made with, and kept. */
export type Answering = Pick<
  DeliveryOptions,
  "assistant" | "messenger" | "messages" | "readers" | "log" | "listLimit"
> & {
  readonly showWorkingMs: number;
  readonly overhearing: Overhearing;
};

/** What is to be said to a message; undefined when it is better to be silent. */
export async function replyTo(
  message: KeptMessage,
  options: Answering,
): Promise<Reply | undefined> {
  const reader = await options.readers.get(message.person);
  const language = reader.language ?? "ca";
  const isAddressed = message.audience === "assistant";
  if (message.isRefused) return isAddressed ? { kind: "refusal", language } : undefined;
  const history = message.history ?? (await options.messages.historyOf(message, maxHistory));
  const population = message.population ?? reader.population;
  const answer = await whileShown(message, language, options, (assistant) =>
    assistant.respond({
      question: message.question,
      history,
      fallbackLanguage: language,
      listLimit: options.listLimit,
      ...(population === undefined ? {} : { population }),
    }),
  );
  if (!isAddressed && !(await options.overhearing.isWelcome(message, answer))) return undefined;
  options.overhearing.answers(message.conversation);
  record(answer, options.log);
  const given = message.population === undefined ? {} : { population: message.population };
  return { kind: "answer", answer, asked: { history, ...given } };
}

/** Does some work; when it takes long, people see that it goes on. */
async function whileShown<T>(
  message: KeptMessage,
  language: Language,
  { assistant, messenger, log, showWorkingMs }: Answering,
  work: (assistant: Assistant) => Promise<T>,
): Promise<T> {
  let shown: Promise<void> | undefined;
  const timer = setTimeout(() => {
    // Once an answer stands there, its place is forgotten; and who did not call waits for nothing.
    if (message.address === "" || message.audience !== "assistant") return;
    shown = messenger
      .working(message, language)
      .catch((err: unknown) => log.warn({ err }, "work not shown"));
  }, showWorkingMs);
  try {
    return await work(assistant);
  } finally {
    clearTimeout(timer);
    // Shown after the answer it would stay.
    await shown;
  }
}
