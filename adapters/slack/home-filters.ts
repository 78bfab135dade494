import type { Button, InputBlock, KnownBlock, PlainTextOption, StaticSelect } from "@slack/types";
import { type Filters, isFiltered } from "../../src/agenda/catalogue.ts";
import { efforts, horizons } from "../../src/agenda/item.ts";
import { type Composition, capital, describeFilters, roleName } from "../../src/answer/content.ts";
import { itemLabel } from "../../src/answer/shown.ts";
import { formatCount, joinList, words } from "../../src/answer/words.ts";
import { oneLine } from "../../src/language/clean-text.ts";
import { languageNames, languages } from "../../src/language/language.ts";
import { button } from "./answer-buttons.ts";
import { actionIds } from "./buttons.ts";
import { anyValue, type HomeState } from "./home-state.ts";
import {
  maxLabelChars,
  maxOptionChars,
  maxOptions,
  maxOptionValueChars,
  maxPlaceholderChars,
} from "./limits.ts";
import { plain, section, smallPrints } from "./rich-text.ts";
import { slackWords } from "./words.ts";

/** What can be chosen to shorten the list of actions, which follows it. */
export function filterBlocks(
  state: HomeState,
  filters: Filters,
  isPopulationInvalid: boolean,
  composition: Composition,
): KnownBlock[] {
  const say = slackWords[composition.language].home;
  const clear: Button[] = isFiltered(filters) ? [button(say.clear, actionIds.homeClear)] : [];
  return [
    section(`*${say.find}*`),
    populationInput(state, isPopulationInvalid),
    { type: "actions", elements: [...selects(state, composition), ...clear] },
  ];
}

/** Says what is filtered, or that nothing is; with how much that leaves, where it is known. */
export function filterLine(filters: Filters, composition: Composition, count?: number): KnownBlock {
  const { language } = composition;
  const chosen = describeFilters(filters, undefined, composition).map(oneLine);
  const what =
    chosen.length === 0
      ? slackWords[language].home.unfiltered
      : words[language].filtered(joinList(chosen, language));
  return smallPrints([
    ...(count === undefined ? [] : [formatCount(count, "action", language)]),
    what,
  ]);
}

/** The language of the App Home, named in each language's own name. */
export function languageBlock({ language }: HomeState): KnownBlock {
  const options = languages.map((name) => option(languageNames[name], name));
  const accessory = select(actionIds.homeLanguage, slackWords[language].home.language, options);
  return {
    ...section(slackWords[language].home.language),
    accessory: { ...accessory, initial_option: option(languageNames[language], language) },
  };
}

function selects(state: HomeState, composition: Composition): StaticSelect[] {
  const { index, language } = composition;
  const { home: say, roles: who } = slackWords[language];
  const roles = [...index.catalogue.roles]
    .map((id) => option(capital(roleName(id, composition)), id))
    .sort((a, b) => a.text.text.localeCompare(b.text.text, language));
  const axes = index.catalogue.list("axis").map((axis) => option(itemLabel(axis), axis.id));
  const times = horizons.map((name) => option(capital(words[language].horizons[name]), name));
  const costs = efforts.map((name) => option(capital(words[language].efforts[name]), name));
  return [
    filter(actionIds.homeAxis, say.axis, say.any.axis, axes, state.axis),
    filter(actionIds.homeHorizon, say.horizon, say.any.horizon, times, state.horizon),
    filter(actionIds.homeEffort, say.effort, say.any.effort, costs, state.effort),
    filter(actionIds.homeRole, who, say.any.role, roles, state.role),
  ].filter(({ options = [] }) => options.length > 1);
}

function filter(
  actionId: string,
  name: string,
  any: string,
  all: readonly PlainTextOption[],
  chosen: string | undefined,
): StaticSelect {
  // Without its id an item cannot be chosen: it is opened instead.
  const short = all.filter(({ value = "" }) => value.length <= maxOptionValueChars);
  const options = [option(any, anyValue), ...short.slice(0, maxOptions - 1)];
  const initial = options.find(({ value }) => chosen !== undefined && value === chosen);
  const menu = select(actionId, name, options);
  return initial === undefined ? menu : { ...menu, initial_option: initial };
}

function select(
  actionId: string,
  name: string,
  options: PlainTextOption[],
): StaticSelect & { options: PlainTextOption[] } {
  return {
    type: "static_select",
    action_id: actionId,
    placeholder: plain(name, maxPlaceholderChars),
    options,
  };
}

function option(text: string, value: string): PlainTextOption {
  return { text: plain(text, maxOptionChars), value };
}

/** Text, not a number: Slack shows fields for numbers in modals only. */
function populationInput({ language, population }: HomeState, isInvalid: boolean): InputBlock {
  const { form: say, home } = slackWords[language];
  const wrong = isInvalid ? `⚠️ ${say.populationInvalid} ` : "";
  const initial = population === undefined ? {} : { initial_value: String(population) };
  return {
    type: "input",
    // A field keeps what was typed as long as its block has the same id: another population is another field.
    block_id: `${actionIds.homePopulation}-${population ?? "any"}`,
    dispatch_action: true,
    optional: true,
    label: plain(say.population, maxLabelChars),
    hint: plain(`${wrong}${home.enterFilters}`, maxLabelChars),
    element: {
      type: "plain_text_input",
      action_id: actionIds.homePopulation,
      placeholder: plain("800", maxPlaceholderChars),
      max_length: 20,
      dispatch_action_config: { trigger_actions_on: ["on_enter_pressed"] },
      ...initial,
    },
  };
}
