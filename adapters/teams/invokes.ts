import * as z from "zod";
import { itemOfLink } from "../../src/answer/linked-item.ts";
import { record } from "../../src/answer/record.ts";
import { findPopulation } from "../../src/council/population.ts";
import { readPopulation } from "../../src/council/written-population.ts";
import { cutText, oneLine } from "../../src/language/clean-text.ts";
import { receptionWords } from "../../src/reception/words.ts";
import type { CardAttachment, InvokeReply } from "./activity.ts";
import { textOfHtml } from "./message-text.ts";
import type { Actor } from "./parse-activity.ts";
import { answerPress, type PressContext, visitorOf } from "./press.ts";
import { decodeInsertion, renderAnswerDialog, renderNoticeDialog } from "./render-dialog.ts";
import { readFeedback, renderFeedbackForm } from "./render-feedback.ts";
import { renderItemCard } from "./render-item.ts";
import type { SentAnswers } from "./sent-answers.ts";
import type { TeamsOptions } from "./settings.ts";
import { whoOf } from "./who.ts";
import { teamsWords } from "./words.ts";

/** What invokes are answered with. */
export interface InvokeContext extends TeamsOptions, PressContext {
  readonly sentAnswers: SentAnswers;
}

/** Somebody opens, searches or sends something, and waits for what comes of it. */
export interface Invoke {
  readonly name: string;
  readonly value: unknown;
  /** The message to which it belongs. */
  readonly replyTo: string | undefined;
  readonly id: string | undefined;
}

/** How an invoke is answered. Undefined: its value has not the shape that Teams documents. */
type Handle = (
  invoke: Invoke,
  actor: Actor,
  context: InvokeContext,
) => Promise<InvokeReply | undefined> | InvokeReply | undefined;

const handles: Readonly<Record<string, Handle>> = {
  "composeExtension/query": search,
  "composeExtension/queryLink": showLink,
  // The same where the assistant is not installed.
  "composeExtension/anonymousQueryLink": showLink,
  "composeExtension/fetchTask": askAboutMessage,
  "composeExtension/submitAction": insert,
  "adaptiveCard/action": press,
  "message/fetchTask": openFeedback,
  "message/submitAction": takeFeedback,
};

/** Answers an invoke: 400 for a value of a shape that is not documented, 501 for one that the assistant does not know. */
export async function answerInvoke(
  invoke: Invoke,
  actor: Actor,
  context: InvokeContext,
): Promise<InvokeReply> {
  const handle = Object.hasOwn(handles, invoke.name) ? handles[invoke.name] : undefined;
  if (handle === undefined) return { status: 501 };
  return (await handle(invoke, actor, context)) ?? { status: 400 };
}

/** Results that are shown at once: https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search */
const mostResults = 25;

/** Characters of what was not understood that are repeated. */
const mostRepeated = 40;

const querySchema = z.object({
  // Teams names what it sends. Microsoft's emulator does so only where somebody told it how.
  parameters: z.array(z.object({ name: z.string().default("text"), value: z.unknown() })).nullish(),
  queryOptions: z
    .object({ skip: z.number().int().min(0).nullish(), count: z.number().int().min(1).nullish() })
    .nullish(),
});

async function search({ value }: Invoke, _actor: Actor, context: InvokeContext) {
  const query = querySchema.safeParse(value).data;
  if (query === undefined) return undefined;
  const { language, assistant, isServed, settings } = context;
  const say = teamsWords[language];
  if (!isServed) return told(say.refused(settings.contact));
  const given = new Map(query.parameters?.map((one) => [one.name, wordsOf(one.value)]));
  const written = given.get("population") ?? "";
  const typed = given.get("text") ?? "";
  const named = findPopulation(typed);
  const population = written === "" ? named?.inhabitants : readPopulation(written);
  if (written !== "" && population === undefined)
    return told(say.badPopulation(cutText(oneLine(written), mostRepeated)));
  const { skip, count } = query.queryOptions ?? {};
  const { citations } = await assistant.find({
    text: (named === undefined ? typed : typed.replace(named.text, " ")).trim(),
    filters: population === undefined ? {} : { population },
    language,
    offset: skip ?? 0,
    limit: Math.min(count ?? mostResults, mostResults),
  });
  if (citations.length === 0 && !skip) return told(say.nothingFound);
  return results(citations.flatMap(({ itemId, quote }) => cardOf(itemId, quote, context)));
}

const linkSchema = z.object({ url: z.string() });

/** Shows what stands behind one of our own links. */
function showLink({ value }: Invoke, _actor: Actor, context: InvokeContext) {
  const link = linkSchema.safeParse(value).data;
  if (link === undefined) return undefined;
  if (!context.isServed) return results([]);
  const { publicUrl, index } = context;
  const found = itemOfLink(link.url, { publicUrl, index: index() });
  const cards = found === undefined ? [] : cardOf(found.item.id, found.quote, context);
  return results(cards.map(forLinks));
}

/** Below links Teams shows older cards only; what these do not know is left out by themselves. https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/link-unfurling */
function forLinks(card: CardAttachment): CardAttachment {
  return { ...card, content: { ...card.content, version: "1.3" } };
}

const messageSchema = z.object({
  messagePayload: z
    .object({ body: z.object({ content: z.string().nullish() }).nullish() })
    .nullish(),
});

/** Citations of a dialog: what one reads before deciding. */
const dialogLimit = 3;

async function askAboutMessage({ value }: Invoke, actor: Actor, context: InvokeContext) {
  const asked = messageSchema.safeParse(value).data;
  if (asked === undefined) return undefined;
  const { language, reception, isServed, settings, log } = context;
  const say = teamsWords[language];
  if (!isServed) return dialog(renderNoticeDialog(say.refused(settings.contact)), say.dialogTitle);
  const question = textOfHtml(asked.messagePayload?.body?.content ?? "");
  if (question === "") return dialog(renderNoticeDialog(say.messageWithoutText), say.dialogTitle);
  const who = whoOf(actor, reception.digest);
  const inquiry = { question, fallbackLanguage: language, limit: dialogLimit };
  const { answer, isFirst } = await reception.answer(inquiry, who);
  record(answer, log);
  if (isFirst) await reception.told(who);
  const notice = isFirst ? receptionWords[answer.language].notice : undefined;
  return dialog(renderAnswerDialog(answer, notice), say.dialogTitle);
}

const submitSchema = z.object({ data: z.unknown() });

/** Puts the card of what was answered into the message that is being written. */
function insert({ value }: Invoke, _actor: Actor, context: InvokeContext) {
  const submitted = submitSchema.safeParse(value).data;
  if (submitted === undefined) return undefined;
  const insertion = decodeInsertion(submitted.data);
  const { language, isServed, settings } = context;
  const say = teamsWords[language];
  if (!isServed) return told(say.refused(settings.contact));
  const cards = insertion === undefined ? [] : cardOf(insertion.item, insertion.quote, context);
  return cards.length === 0 ? told(say.staleButton) : results(cards);
}

const reaction = z.enum(["like", "dislike"]);
const reactedSchema = z.object({ actionValue: z.object({ reaction }) });
/** As Microsoft's newer packages read it, and as it was documented at first. */
const reactionSchema = z.union([
  z.object({ data: reactedSchema }).transform(({ data }) => data),
  reactedSchema,
]);

function openFeedback({ value }: Invoke, _actor: Actor, { language }: InvokeContext) {
  const opened = reactionSchema.safeParse(value).data;
  if (opened === undefined) return undefined;
  const { title } = teamsWords[language].feedback;
  return dialog(renderFeedbackForm(language, opened.actionValue.reaction), title);
}

const opinionSchema = z.object({
  actionName: z.literal("feedback"),
  // Text that holds JSON: what the form brings.
  actionValue: z.object({ reaction, feedback: z.unknown().optional() }),
});

/** Counts what somebody thinks, and keeps it for the owners where it is known of which answer. */
async function takeFeedback(
  { value, replyTo = "", id = "" }: Invoke,
  actor: Actor,
  context: InvokeContext,
) {
  const opinion = opinionSchema.safeParse(value).data?.actionValue;
  if (opinion === undefined) return undefined;
  const { onFeedback, sentAnswers, isServed, reception } = context;
  if (!isServed) return { status: 200, body: {} };
  const isPositive = opinion.reaction === "like";
  const { reason, word } = readFeedback(opinion.feedback);
  const sent = await sentAnswers.find({ conversation: actor.conversation.id, id: replyTo });
  if (sentAnswers.isNewOpinion(id)) {
    const about = sent?.about ?? "unknown";
    onFeedback?.(isPositive, reason === undefined ? about : `${about}:${reason}`);
  }
  if (sent !== undefined)
    await reception.serve(
      {
        kind: "opinion",
        answer: sent.given,
        isPositive,
        fields: word === "" ? {} : { word },
      },
      visitorOf(actor, context),
    );
  return { status: 200, body: {} };
}

const pressSchema = z.object({ action: z.object({ data: z.unknown() }) });

/** A button of a sheet, or its form. */
function press({ value, replyTo }: Invoke, actor: Actor, context: InvokeContext) {
  const pressed = pressSchema.safeParse(value).data;
  if (pressed === undefined) return undefined;
  return answerPress({ value: pressed.action.data, replyTo }, actor, context);
}

function cardOf(
  id: string,
  quote: string | undefined,
  { index, publicUrl, language }: InvokeContext,
): CardAttachment[] {
  const current = index();
  const item = current.catalogue.get(id);
  if (item === undefined) return [];
  const at = quote === undefined ? {} : { quote };
  return [renderItemCard(item, { index: current, publicUrl, language, ...at })];
}

function wordsOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
}

function results(attachments: readonly CardAttachment[]): InvokeReply {
  return {
    status: 200,
    body: { composeExtension: { type: "result", attachmentLayout: "list", attachments } },
  };
}

/** Words in the place of results. */
function told(text: string): InvokeReply {
  return { status: 200, body: { composeExtension: { type: "message", text } } };
}

function dialog(card: CardAttachment, title: string): InvokeReply {
  const value = { title, height: "medium", width: "medium", card };
  return { status: 200, body: { task: { type: "continue", value } } };
}
