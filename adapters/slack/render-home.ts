import type { HomeView, InputBlock, KnownBlock } from "@slack/types";
import { type Filters, isFiltered } from "../../src/agenda/catalogue.ts";
import type { KnowledgeItem } from "../../src/agenda/item.ts";
import type { Answer } from "../../src/answer/answer.ts";
import type { Asked } from "../../src/answer/ask.ts";
import { type Composition, describeCounts } from "../../src/answer/content.ts";
import { maxQuestionChars } from "../../src/answer/inquiry.ts";
import { quoteDigest } from "../../src/answer/quote.ts";
import { itemLabel } from "../../src/answer/shown.ts";
import { words } from "../../src/answer/words.ts";
import { clean, cutText } from "../../src/language/clean-text.ts";
import { actions, button } from "./answer-buttons.ts";
import { actionIds } from "./buttons.ts";
import { filterBlocks, filterLine, languageBlock } from "./home-filters.ts";
import { itemBlocks } from "./home-item.ts";
import { type HomePersonal, personalBlocks } from "./home-personal.ts";
import { itemList, openButton } from "./home-rows.ts";
import { filtersOf, type HomeState, otherTexts, writeHomeState } from "./home-state.ts";
import { maxHeaderChars, maxLabelChars, maxPlaceholderChars, maxViewBlocks } from "./limits.ts";
import { type RenderContext, renderAnswer } from "./render-answer.ts";
import { escapeWithin, plain, section, smallPrint } from "./rich-text.ts";
import { slackWords } from "./words.ts";

/** What rendering the App Home needs beside its state. */
export interface HomeContext extends Asked, Pick<RenderContext, "index" | "publicUrl"> {
  /** What is the reader's own; absent where it is not known. */
  readonly personal?: HomePersonal;
  /** To the question just asked in the box. */
  readonly answer?: Answer;
  /** What was typed as inhabitants is no such number. */
  readonly isPopulationInvalid?: boolean;
}

/** The App Home: a question box, filters, and the agenda to be browsed. */
export function renderHome(state: HomeState, context: HomeContext): HomeView {
  const { language } = state;
  const { index, publicUrl } = context;
  const composition: Composition = { index, publicUrl, language, offset: 0 };
  const hasAgenda = index.catalogue.list("axis").length > 0;
  const say = hasAgenda ? slackWords[language] : slackWords[language].withoutAgenda;
  const above: KnownBlock[] = [
    { type: "header", text: plain(say.title, maxHeaderChars) },
    smallPrint(say.automatic),
    questionInput(state, say.placeholder, context.answer),
    ...(context.personal === undefined ? [] : personalBlocks(context.personal, state, index)),
    { type: "divider" },
  ];
  const below: KnownBlock[] = [{ type: "divider" }, languageBlock(state)];
  const room = maxViewBlocks - above.length - below.length;
  const { answer } = context;
  const body =
    answer === undefined
      ? bodyBlocks(state, context, composition)
      : answerBlocks(answer, state, context, composition);
  return {
    type: "home",
    // An answer takes the place of what was open.
    private_metadata: writeHomeState(answer === undefined ? state : { ...state, open: undefined }),
    blocks: [...above, ...body.slice(0, room), ...below],
  };
}

function questionInput(state: HomeState, example: string, answer: Answer | undefined): InputBlock {
  const asked = cutText(clean(answer?.question ?? "").trim(), maxQuestionChars);
  return {
    type: "input",
    // A field keeps what was typed as long as its block has the same id: filtering loses no half-written question.
    block_id: `${actionIds.homeAsk}-${asked === "" ? "new" : quoteDigest(asked)}`,
    dispatch_action: true,
    label: plain(slackWords[state.language].form.question, maxLabelChars),
    hint: plain(slackWords[state.language].home.enterAsks, maxLabelChars),
    element: {
      type: "plain_text_input",
      action_id: actionIds.homeAsk,
      placeholder: plain(example, maxPlaceholderChars),
      max_length: maxQuestionChars,
      dispatch_action_config: { trigger_actions_on: ["on_enter_pressed"] },
      ...(asked === "" ? {} : { initial_value: asked }),
    },
  };
}

/** The answer alone, with the ways back to what it has taken the place of. */
function answerBlocks(
  answer: Answer,
  state: HomeState,
  context: HomeContext,
  composition: Composition,
): readonly KnownBlock[] {
  const { open } = state;
  const { blocks } = renderAnswer(answer, { ...context, withoutFeedback: true });
  const item = open === undefined ? undefined : context.index.catalogue.get(open);
  const back = item && openButton(item, itemLabel(item), 1, composition);
  const say = slackWords[composition.language].home;
  const isList = isFiltered(filtersOf(state, context.index));
  const start = button(isList ? say.back : say.start, `${actionIds.homeOpen}-0`);
  return [...blocks, { type: "divider" }, ...actions([start, ...(back ? [back] : [])])];
}

/** What the state opens: an item, the list that its filters leave, or the start. */
function bodyBlocks(
  state: HomeState,
  context: HomeContext,
  composition: Composition,
): readonly KnownBlock[] {
  const { index, language } = composition;
  const { catalogue } = index;
  const filters = filtersOf(state, index);
  const from = state.from ?? 0;
  const { open } = state;
  const isList = isFiltered(filters);
  const line = isList ? [filterLine(filters, composition)] : [];
  if (open === otherTexts)
    return [...line, ...backToStart(composition), ...others(from, composition)];
  const item = open === undefined ? undefined : catalogue.get(open);
  // Who reads an item has no use for filters.
  if (item !== undefined && !(isList && isBranch(item)))
    return [...line, ...itemBlocks(item, from, isList, composition)];
  const within = item === undefined ? filters : { ...filters, within: item.id };
  const choices = catalogue.items.some(({ kind }) => kind === "action")
    ? filterBlocks(state, within, context.isPopulationInvalid === true, composition)
    : [];
  const gone =
    open === undefined || item !== undefined ? [] : [smallPrint(slackWords[language].home.gone)];
  const back = item === undefined ? [] : backToStart(composition);
  if (isList) return [...gone, ...back, ...choices, ...filtered(within, from, composition)];
  // In the same place whether or not there is a list: who chooses keeps seeing what was chosen.
  const said = choices.length === 0 ? [] : [filterLine(filters, composition)];
  return [...gone, ...choices, ...said, ...start(from, composition)];
}

/** The actions that satisfy the filters. */
function filtered(filters: Filters, from: number, composition: Composition): KnownBlock[] {
  const found = composition.index.catalogue.list("action", filters);
  const none = words[composition.language].none("action");
  return found.length === 0
    ? [filterLine(filters, composition), section(escapeWithin(none, 500))]
    : [
        filterLine(filters, composition, found.length),
        ...itemList(found, from, composition, filters),
      ];
}

/** The axes; where there are none, whatever there is. */
function start(from: number, composition: Composition): KnownBlock[] {
  const axes = composition.index.catalogue.list("axis");
  return axes.length === 0
    ? others(from, composition)
    : [...itemList(axes, from, composition), ...waysToOthers(composition)];
}

function isBranch({ kind }: KnowledgeItem): boolean {
  return kind === "axis" || kind === "objective";
}

function backToStart({ language }: Composition): KnownBlock[] {
  return actions([button(slackWords[language].home.start, `${actionIds.homeOpen}-0`)]);
}

function others(from: number, composition: Composition): KnownBlock[] {
  const { catalogue } = composition.index;
  return itemList([...catalogue.list("page"), ...catalogue.list("document")], from, composition);
}

/** Pages and documents stand beside the tree. */
function waysToOthers(composition: Composition): KnownBlock[] {
  const { language } = composition;
  const counts = describeCounts(["page", "document"], composition);
  if (counts === "") return [];
  const say = slackWords[language].home;
  return [
    {
      ...section(escapeWithin(say.othersCount(counts), 500)),
      accessory: button(say.open, `${actionIds.homeOpen}-0`, { value: otherTexts }),
    },
  ];
}
