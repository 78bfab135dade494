import type { Logger } from "pino";
import type { Language } from "../language/language.ts";
import { translateQuotes } from "../lead/translate-quotes.ts";
import { writeLead } from "../lead/write-lead.ts";
import type { ChatModel } from "../models/chat-model.ts";
import type { ModelTask } from "../models/spending.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { Citation } from "./answer.ts";
import { orNothing } from "./answer-models.ts";
import type { Content } from "./content.ts";
import type { Inquiry } from "./inquiry.ts";
import { modelWords } from "./model-words.ts";
import { isLongList, shownIn } from "./shown.ts";
import type { Scene } from "./take-conversation.ts";
import type { Taken } from "./take-turn.ts";
import type { Written } from "./written.ts";

/** What a model's part changes in an answer. */
interface Upon {
  readonly written?: Written;
  readonly citations?: readonly Citation[];
  readonly nearest?: readonly Citation[];
  readonly notes?: readonly string[];
  readonly suggestions?: readonly string[];
}

/**
 * Adds what a chat model has to say over an answer that stands: a lead, or the quotes in the reader's language where that
 * was asked. Where there is none, or none that replies in time, the answer goes out as it is.
 */
export async function writeUpon(
  taken: Taken,
  inquiry: Inquiry,
  understoodAs: string | undefined,
  scene: Scene,
): Promise<Upon> {
  const writer = writerFor(taken.isTranslation ? "translation" : "lead", inquiry, scene);
  if (taken.isTranslation) return translated(taken, writer, scene);
  if (writer === undefined) return {};
  const lead = await leadOver(taken, inquiry, writer, scene);
  const written: Written = {
    model: writer.model.id,
    sentences: lead.sentences,
    isPartial: lead.isPartial,
    ...(understoodAs === undefined ? {} : { understoodAs }),
  };
  return {
    // Who did not reply now will not translate either.
    ...(lead.isLost ? {} : offerTranslation(taken, scene.index)),
    ...(lead.sentences.length > 0 || understoodAs !== undefined ? { written } : {}),
  };
}

/** A lead, or none; lost where the model did not reply. */
type LeadOver = Pick<Written, "sentences" | "isPartial"> & { readonly isLost: boolean };

const noLead: LeadOver = { sentences: [], isPartial: false, isLost: false };

/** A chat model for one task, and where its failures are told. */
interface Writer {
  readonly model: ChatModel;
  readonly log: Logger;
}

function writerFor(task: ModelTask, { payer }: Inquiry, { models }: Scene): Writer | undefined {
  if (models?.chat === undefined || payer === undefined) return undefined;
  return { model: models.chat(payer, task), log: models.log };
}

/** Only what is asserted is led into, and only where the quotes were searched for: a list leads into itself. */
async function leadOver(
  { content, turn, intent }: Taken,
  { question, history = [] }: Inquiry,
  { model, log }: Writer,
  { index, budget }: Scene,
): Promise<LeadOver> {
  if (content.kind !== "answered" || turn.query.kind !== "search" || turn.offset > 0) return noLead;
  if (content.citations.length === 0) return noLead;
  const leaning = intent === "follow-up" ? history.slice(-1) : [];
  const lead = await orNothing(log, () =>
    budget.within(
      budget.signal,
      writeLead({
        question: [...leaning, question].join("\n"),
        language: turn.language,
        citations: content.citations,
        model,
        index,
        signal: budget.signal,
      }),
    ),
  );
  if (lead === undefined) return { ...noLead, isLost: true };
  return { sentences: lead.sentences, isPartial: lead.isPartial, isLost: false };
}

function offerTranslation({ content, turn, intent }: Taken, index: SearchIndex): Upon {
  const shown = shownIn(content);
  if (shown.length === 0 || isLongList({ ...content, intent })) return {};
  if (!shown.some(({ quote }) => isForeign(quote, turn.language, index))) return {};
  return { suggestions: [...content.suggestions, modelWords[turn.language].translate] };
}

async function translated(
  { content, turn }: Taken,
  writer: Writer | undefined,
  { index, budget }: Scene,
): Promise<Upon> {
  const { language } = turn;
  const shown = shownIn(content);
  const say = modelWords[language];
  const withNote = (note: string) => ({ notes: [...content.notes, note] });
  if (shown.length === 0) return {};
  if (!shown.some(({ quote }) => isForeign(quote, language, index)))
    return withNote(say.needsNoTranslation);
  if (writer === undefined) return withNote(say.cannotTranslate);
  const { model, log } = writer;
  const reply = await orNothing(log, () =>
    budget.within(
      budget.signal,
      translateQuotes({ citations: shown, language, model, index, signal: budget.signal }),
    ),
  );
  if (reply === undefined || reply.translations.size === 0) return withNote(say.cannotTranslate);
  const citations = shown.map((citation, at) => {
    const translation = reply.translations.get(at);
    return translation === undefined ? citation : { ...citation, translation };
  });
  const isWhole = citations.every(
    ({ quote, translation }) => translation !== undefined || !isForeign(quote, language, index),
  );
  return {
    written: { model: model.id, sentences: [], isPartial: false },
    ...shownAs(content, citations),
    ...(isWhole ? {} : withNote(say.partlyTranslated)),
  };
}

function shownAs(content: Content, citations: readonly Citation[]): Upon {
  return content.kind === "abstained" ? { nearest: citations } : { citations };
}

function isForeign(quote: string, language: Language, index: SearchIndex): boolean {
  const own = index.language.identifier.identify(quote);
  return own !== undefined && own !== language;
}
