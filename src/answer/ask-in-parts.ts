import { rewriteQuestion } from "../lead/rewrite-question.ts";
import { splitQuestion } from "../lead/split-question.ts";
import type { Citation } from "./answer.ts";
import { orNothing } from "./answer-models.ts";
import { type Content, searchLimit } from "./content.ts";
import type { Turn } from "./conversation.ts";
import type { Inquiry } from "./inquiry.ts";
import { keepsQuestion } from "./keeps-question.ts";
import { leanQuestion } from "./lean-question.ts";
import { modelWords } from "./model-words.ts";
import type { Scene } from "./take-conversation.ts";
import { type Taken, type TurnOptions, takeTurn } from "./take-turn.ts";

/** Time that a model may take to put a question in other words, as a share of what is left. */
const rewriting = { share: 0.4 } as const;
/** Citations of an answer to a question of several parts, for each of them. */
const citationsAPart = 2;
/** Words from which one message may well ask two things. */
const leastWordsOfMixed = 9;
const joining = /\s(?:i|y|e|and|també|tambien|también|además|ademas|also)\s|[?;].*\p{L}/iu;
/** After an answer put together of several there is no next page. */
const allShown = 10_000;

/**
 * Answers one question of a conversation, by rules alone: part by part where one message asks several things, and together
 * with the question before it where it leans on that and says too little itself. Kept only where more is answered so.
 */
export async function takeByRules(
  inquiry: Inquiry,
  before: Turn | undefined,
  options: TurnOptions,
): Promise<Taken> {
  const alone = await takeTurn(inquiry, before, options);
  if (!isSearched(alone)) return alone;
  const parts = splitQuestion(inquiry.question, alone.turn.language);
  if (parts.length > 1) {
    const all = await takeParts(parts, inquiry, before, options);
    if (all.every((part) => part.content.kind === "answered")) return joined(alone, all, inquiry);
  }
  if (alone.content.kind === "answered" || before === undefined) return alone;
  return (await leanOn(before, alone, inquiry, options)) ?? alone;
}

/** The question asked together with the one before it, where that finds again what was spoken of. */
async function leanOn(
  before: Turn,
  alone: Taken,
  inquiry: Inquiry,
  options: TurnOptions,
): Promise<Taken | undefined> {
  const { language } = alone.turn;
  const question = leanQuestion(inquiry.question, before, language, options.index);
  if (question === undefined) return undefined;
  const taken = await takeTurn({ ...inquiry, question, language }, undefined, options);
  if (taken.content.kind !== "answered") return undefined;
  const [first] = taken.turn.focus;
  const wasSpokenOf = before.focus.some((item) => item === first);
  return wasSpokenOf ? { ...taken, question: inquiry.question, intent: "follow-up" } : undefined;
}

/** What asking again came to. */
interface AskedAgain {
  readonly taken: Taken;
  /** The question as a model put it; absent where it is answered as it was asked. */
  readonly understoodAs?: string;
}

/**
 * Asks again in a chat model's words what rules do not answer, or answer in part. The words are those of the conversation,
 * with all that was asked still in them; what was quoted before stays.
 */
export async function askInOtherWords(
  taken: Taken,
  inquiry: Inquiry,
  before: Turn | undefined,
  scene: Scene,
  options: TurnOptions,
): Promise<AskedAgain> {
  const { content } = taken;
  // One question that leans on nothing is in its own words already.
  const isOne = !mayAskTwoThings(inquiry.question);
  if (!isSearched(taken) || (isOne && (content.kind === "answered" || before === undefined)))
    return { taken };
  const questions = await rewritten(inquiry, taken, scene);
  const all = await takeParts(questions, inquiry, undefined, options);
  const answered = all.filter((part) => part.content.kind === "answered");
  const [only] = answered;
  // One part of what was answered already is less, not more.
  if (only === undefined || (content.kind === "answered" && answered.length < 2)) return { taken };
  const understoodAs = questions.join(" · ");
  if (all.length === 1) return { taken: { ...only, intent: taken.intent }, understoodAs };
  const together = joined(taken, all, inquiry);
  return { taken: withEarlier(taken, together), understoodAs };
}

/** What was quoted before a model had its say is quoted first. */
function withEarlier({ content: earlier }: Taken, together: Taken): Taken {
  const { content } = together;
  if (earlier.kind !== "answered" || content.kind !== "answered") return together;
  const citations = unique([...earlier.citations, ...content.citations]);
  return { ...together, content: { ...content, citations, total: citations.length } };
}

/** Whether an answer was searched for by the question's own words, and not taken from what was said before. */
function isSearched({ turn, intent, isTranslation }: Taken): boolean {
  return intent === "search" && turn.query.kind === "search" && turn.offset === 0 && !isTranslation;
}

function mayAskTwoThings(question: string): boolean {
  return question.split(/\s+/u).length >= leastWordsOfMixed && joining.test(question);
}

async function rewritten(inquiry: Inquiry, { turn }: Taken, scene: Scene) {
  const { models, index, budget } = scene;
  const { payer, question, history = [] } = inquiry;
  if (models?.chat === undefined || payer === undefined) return [];
  const signal = budget.part(rewriting);
  const { language } = turn;
  const model = models.chat(payer, "question");
  const reply = await orNothing(models.log, () =>
    budget.within(signal, rewriteQuestion({ question, history, language, model, index, signal })),
  );
  const questions = reply?.questions ?? [];
  return keepsQuestion(question, questions, language, index) ? questions : [];
}

/** Each part may lean on the one before it, as one does in speaking. */
async function takeParts(
  parts: readonly string[],
  inquiry: Inquiry,
  before: Turn | undefined,
  options: TurnOptions,
): Promise<Taken[]> {
  const all: Taken[] = [];
  for (const question of parts) {
    const taken = await takeTurn({ ...inquiry, question }, all.at(-1)?.turn ?? before, options);
    all.push(taken);
  }
  return all;
}

/** One answer of several: the best of each part first. */
function joined(alone: Taken, all: readonly Taken[], inquiry: Inquiry): Taken {
  const answered = all.flatMap(({ content }) => (content.kind === "answered" ? [content] : []));
  const [first] = answered;
  if (first === undefined) return alone;
  const limit = inquiry.limit ?? Math.max(searchLimit, answered.length * citationsAPart);
  const lists = answered.map(({ citations }) => citations);
  const citations = interleaved(lists).slice(0, limit);
  const say = modelWords[alone.turn.language];
  const missing = all.flatMap(({ content, question }) =>
    content.kind === "answered" ? [] : [say.partNotCovered(question)],
  );
  const content: Content = {
    ...first,
    citations,
    notes: [...new Set([...answered.flatMap(({ notes }) => notes), ...missing])],
    total: citations.length,
    further: 0,
  };
  const focus = [...new Set(all.flatMap(({ turn }) => turn.focus))];
  return { ...alone, content, turn: { ...alone.turn, shown: allShown, focus } };
}

function interleaved(lists: readonly (readonly Citation[])[]): Citation[] {
  const longest = Math.max(...lists.map((list) => list.length));
  const all = Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? []));
  return unique(all.flat());
}

function unique(citations: readonly Citation[]): Citation[] {
  const seen = new Set<string>();
  return citations.filter(({ url }) => !seen.has(url) && seen.add(url) !== undefined);
}
