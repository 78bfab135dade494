import { type Inquiry, maxHistory } from "../answer/inquiry.ts";
import { record } from "../answer/record.ts";
import type { Language } from "../language/language.ts";
import { languageOfWish, readSpokenWish } from "../reception/spoken-wish.ts";
import type { Who } from "../reception/visitor.ts";
import type { Wish } from "../reception/wish.ts";
import { receptionWords } from "../reception/words.ts";
import type { DeliveryOptions } from "./delivery.ts";
import type { KeptMessage, Reply } from "./message.ts";
import type { Overhearing } from "./overhearing.ts";

/** What replies are made with, and kept. */
export type Answering = Pick<
  DeliveryOptions,
  "reception" | "platform" | "messenger" | "messages" | "log" | "listLimit"
> & {
  readonly showWorkingMs: number;
  readonly overhearing: Overhearing;
};

/** What is to be said to a message; undefined when it is better to be silent. */
export async function replyTo(
  message: KeptMessage,
  options: Answering,
): Promise<Reply | undefined> {
  const { reception, overhearing } = options;
  const who = whoOf(message, options.platform);
  const known = await reception.known(who);
  const { reader } = known;
  const language = reader.language ?? "ca";
  const isAddressed = message.audience === "assistant";
  if (message.isRefused) return isAddressed ? { kind: "refusal", language } : undefined;
  const wish = isAddressed ? readSpokenWish(message.question) : undefined;
  if (wish !== undefined) {
    const spokenIn = reader.language ?? languageOfWish(message.question) ?? language;
    return serveWish(message, wish, { ...who, language: spokenIn }, options);
  }
  const said = message.history ?? (await options.messages.historyOf(message, maxHistory));
  // Nothing that is asked leans on them.
  const history = said.filter((text) => readSpokenWish(text) === undefined);
  const { population } = message;
  const inquiry: Inquiry = {
    question: message.question,
    history,
    fallbackLanguage: language,
    listLimit: options.listLimit,
    ...(population === undefined ? {} : { population }),
  };
  const respond = (asked: Inquiry) => reception.respond(asked, who, message.id, known);
  if (!isAddressed) {
    // What people say to each other goes to no model, wherever it runs.
    const { answer } = await respond({ ...inquiry, isPlain: true });
    if (!(await overhearing.isWelcome(message, answer))) return undefined;
  }
  const given = await whileShown(message, language, options, () => respond(inquiry));
  overhearing.answers(message.conversation);
  record(given.answer, options.log);
  await reception.keep(given, who);
  return {
    kind: "answer",
    ...given,
    asked: { history, ...(population === undefined ? {} : { population }) },
  };
}

/** Whose message it is. */
export function whoOf({ person, tenant }: KeptMessage, platform: string): Who {
  return { person, tenant, platform };
}

/** What concerns one person is said in private only. */
async function serveWish(
  message: KeptMessage,
  wish: Wish,
  visitor: Who & { readonly language: Language },
  { reception, messenger }: Answering,
): Promise<Reply> {
  const { language } = visitor;
  if (!message.isPrivate) {
    const { title, text } = receptionWords[language].inPrivate;
    return { kind: "sheet", sheet: { language, title, parts: [{ kind: "text", text }] } };
  }
  const place = messenger.placeOf(message);
  const sheet = await reception.serve(wish, {
    ...visitor,
    ...(place === undefined ? {} : { place }),
    isAdmin: () => messenger.isAdmin(message),
  });
  return { kind: "sheet", sheet };
}

/** Does some work; when it takes long, people see that it goes on. */
async function whileShown<T>(
  message: KeptMessage,
  language: Language,
  { messenger, log, showWorkingMs }: Answering,
  work: () => Promise<T>,
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
    return await work();
  } finally {
    clearTimeout(timer);
    // Shown after the answer it would stay.
    await shown;
  }
}
