import type { KnowledgeItem } from "../agenda/item.ts";
import { firstChars, oneLine } from "../language/clean-text.ts";
import type { Language } from "../language/language.ts";
import { fold } from "../language/tokens.ts";
import type { AskingStore } from "../ports.ts";
import type { Part, Sheet } from "../reception/sheet.ts";
import type { Wish } from "../reception/wish.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { Decision, QuestionGroup } from "./asking.ts";
import { decisionChoices, decisionKinds, describeDecision } from "./describe-decision.ts";
import { feedbackWords } from "./words.ts";

/** A wish to decide about a group of questions. */
export type DecideWish = Extract<Wish, { readonly kind: "decide" }>;

/** What a decision needs. */
export interface DecideOptions {
  readonly askings: Pick<AskingStore, "group" | "decide">;
  readonly index: SearchIndex;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly language: Language;
  /** Whether the person may decide. */
  readonly isOwner: boolean;
}

/** Characters of what is written into the field: a title fits. */
const mostItemChars = 200;
const mostSampleChars = 300;
const code = /\d{1,2}(?:\.\d{1,3}){0,2}/;

/** Keeps what the owners decide about a group of questions, or asks for the item that covers it. Can be done again. */
export async function decide(wish: DecideWish, options: DecideOptions): Promise<Sheet> {
  const say = feedbackWords[options.language];
  if (!options.isOwner) return refusal(say.notOwner, options.language);
  const group = await options.askings.group(wish.group);
  if (group === undefined) return refusal(say.noGroup, options.language);
  if (wish.decision !== "covered") return keep(group, { kind: wish.decision }, options);
  const written = wish.fields["item"];
  if (written === undefined) return askForItem(group, {}, options);
  const item = findItem(written, options.index);
  if (item !== undefined) return keep(group, { kind: "covered", item: item.id }, options);
  const fault = written.trim() === "" ? say.missingItem : say.unknownItem;
  return askForItem(group, { written, fault }, options);
}

async function keep(
  group: QuestionGroup,
  decision: Decision,
  { askings, index, now, language }: DecideOptions,
): Promise<Sheet> {
  const say = feedbackWords[language];
  // Pressed twice it is decided once: the day of the decision stays.
  const isNew = !isSame(group.decision, decision);
  if (isNew && !(await askings.decide(group.id, decision, now())))
    return refusal(say.noGroup, language);
  const title = decision.kind === "covered" ? index.catalogue.get(decision.item)?.title : undefined;
  const others = decisionKinds.filter(
    (kind) => kind !== decision.kind || decision.kind === "covered",
  );
  return {
    language,
    title: say.decideTitle,
    parts: [
      { kind: "text", text: say.done(describeDecision(decision, title, language)), tone: "good" },
      sample(group, language),
      { kind: "text", text: say.change },
      { kind: "choices", choices: decisionChoices(group.id, others, language) },
    ],
  };
}

function isSame(one: Decision | undefined, other: Decision): boolean {
  if (one === undefined || one.kind !== other.kind) return false;
  return one.kind !== "covered" || (other.kind === "covered" && one.item === other.item);
}

interface Filled {
  readonly written?: string;
  readonly fault?: string;
}

function askForItem(
  group: QuestionGroup,
  { written, fault }: Filled,
  { language }: DecideOptions,
): Sheet {
  const say = feedbackWords[language];
  const before = group.decision?.kind === "covered" ? group.decision.item : "";
  return {
    language,
    title: say.decideTitle,
    parts: [
      sample(group, language),
      { kind: "text", text: say.whichItem },
      {
        kind: "form",
        form: {
          fields: [
            {
              name: "item",
              label: say.item,
              hint: say.itemHint,
              value: firstChars(written ?? before, mostItemChars),
              ...(fault === undefined ? {} : { fault }),
              maxChars: mostItemChars,
            },
          ],
          submit: say.save,
          wish: { kind: "decide", group: group.id, decision: "covered", fields: {} },
        },
      },
    ],
  };
}

/** The item that somebody names by its id, by a code among other words, by its address or by its title. */
function findItem(written: string, { catalogue }: SearchIndex): KnowledgeItem | undefined {
  const text = written.trim();
  if (text === "") return undefined;
  const lastOfAddress = text.split(/[?#]/, 1)[0]?.split("/agenda/").at(-1) ?? "";
  const folded = fold(text);
  return (
    catalogue.get(text) ??
    catalogue.get(text.toLowerCase()) ??
    catalogue.get(lastOfAddress) ??
    catalogue.items.find(({ title }) => fold(title) === folded) ??
    catalogue.get(code.exec(text)?.[0] ?? "")
  );
}

function sample(group: QuestionGroup, language: Language): Part {
  const text = firstChars(oneLine(group.sample), mostSampleChars);
  return { kind: "text", text: feedbackWords[language].quoted(text) };
}

function refusal(text: string, language: Language): Sheet {
  const { decideTitle: title } = feedbackWords[language];
  return { language, title, parts: [{ kind: "text", text, tone: "warning" }] };
}
