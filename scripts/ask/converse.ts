import { createInterface } from "node:readline";
import { renderAnswer, type TerminalStyle } from "../../adapters/terminal/render.ts";
import { type RenderedSheet, renderSheet } from "../../adapters/terminal/render-sheet.ts";
import { terminalWords } from "../../adapters/terminal/words.ts";
import type { Inquiry } from "../../src/answer/inquiry.ts";
import type { Language } from "../../src/language/language.ts";
import { isNeedOffered } from "../../src/needs/offer.ts";
import type { Given, Reception } from "../../src/reception/reception.ts";
import type { Field, Form, Sheet } from "../../src/reception/sheet.ts";
import { languageOfWish, readSpokenWish } from "../../src/reception/spoken-wish.ts";
import type { Who } from "../../src/reception/visitor.ts";
import { readWish, type Wish } from "../../src/reception/wish.ts";
import { receptionWords } from "../../src/reception/words.ts";

/** What a conversation is held with. */
export interface Conversing {
  readonly reception: Reception;
  readonly who: Who;
  /** What is the same for every question. */
  readonly common: Omit<Inquiry, "question">;
  readonly style: TerminalStyle;
  /** What is said before anything is typed. */
  readonly first: string;
}

/** A form that is being filled in, field by field. */
interface Filling {
  readonly form: Form;
  readonly filled: Readonly<Record<string, string>>;
}

/** Asks and answers until the input ends. */
export async function converse(options: Conversing): Promise<number> {
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: "› " });
  const talk = createTalk(options);
  const { reader } = await options.reception.known(options.who);
  const language = options.common.language ?? reader.language ?? "ca";
  if (reader.isTold !== true) {
    process.stdout.write(`${receptionWords[language].notice}\n`);
    await options.reception.told(options.who);
  }
  process.stdout.write(`${terminalWords[language].beginning}\n`);
  const news = await options.reception.newsFor(options.who, language);
  if (news !== undefined) process.stdout.write(`\n${talk.show(news)}\n`);
  await say(options.first);
  for await (const line of lines) {
    if (leaving.test(line)) break;
    await say(line);
  }
  lines.close();
  return 0;

  async function say(line: string): Promise<void> {
    if (line.trim() !== "" || talk.isFillingIn())
      process.stdout.write(`\n${await talk.hear(line.trim())}\n`);
    lines.prompt();
  }
}

const leaving = /^\s*(?:sortir|surt|plega|adeu|adéu|salir|adiós|adios|exit|quit|bye)\s*[.!]?\s*$/iu;

/** One conversation, line by line. */
function createTalk({ reception, who, common, style }: Conversing) {
  const history: string[] = [];
  let language: Language = common.language ?? "ca";
  let shown: RenderedSheet | undefined;
  let filling: Filling | undefined;
  let last: Given | undefined;
  return { hear, show, isFillingIn: () => filling !== undefined };

  async function hear(line: string): Promise<string> {
    if (filling !== undefined) return fillIn(line, filling);
    const picked = /^\d{1,2}$/.test(line) && shown !== undefined ? Number(line) : undefined;
    if (picked !== undefined && shown !== undefined) return pick(picked, shown);
    const opinion = /^([+-])(?:\s+(.*))?$/s.exec(line);
    if (opinion !== null) return tell(opinion[1] === "+", opinion[2] ?? "");
    const wish = readSpokenWish(line);
    if (wish !== undefined) return serve(wish, languageOfWish(line));
    return answer(line);
  }

  async function answer(question: string): Promise<string> {
    const given = await reception.answer({ ...common, question, history }, who);
    ({ language } = given.answer);
    history.push(question);
    shown = undefined;
    const isFirst = last === undefined;
    last = given;
    const say = terminalWords[language];
    const hints = [
      ...(isNeedOffered(given.answer) ? [say.recordNeed] : []),
      ...(given.answer.isForCouncil ? [say.changeCouncil] : []),
      ...(isFirst ? [say.opinion] : []),
    ];
    return [renderAnswer(given.answer, style), ...hints.map((hint) => `${hint}\n`)].join("\n");
  }

  async function tell(isPositive: boolean, word: string): Promise<string> {
    if (last === undefined) return `${terminalWords[language].noOpinion}\n`;
    return serve({
      kind: "opinion",
      answer: last.id,
      isPositive,
      fields: word === "" ? {} : { word },
    });
  }

  async function pick(number: number, { options }: RenderedSheet): Promise<string> {
    const option = options[number - 1];
    if (option === undefined) return `${terminalWords[language].noSuchChoice(options.length)}\n`;
    if (option.kind === "choice") return serve(option.choice.wish);
    filling = { form: option.form, filled: {} };
    return `${terminalWords[language].fillIn}\n${promptOf(fieldOf(filling), language)}`;
  }

  async function fillIn(line: string, { form, filled }: Filling): Promise<string> {
    const say = terminalWords[language];
    if (line === ".") {
      filling = undefined;
      return `${say.cancelled}\n`;
    }
    const field = fieldOf({ form, filled });
    const next = { form, filled: { ...filled, [field?.name ?? ""]: answerOf(line, field) } };
    const after = fieldOf(next);
    filling = after === undefined ? undefined : next;
    if (after !== undefined) return promptOf(after, language);
    const wish = readWish(form.wish, next.filled);
    return wish === undefined ? `${say.cancelled}\n` : serve(wish);
  }

  async function serve(wish: Wish, spokenIn: Language = language): Promise<string> {
    const sheet: Sheet = await reception.serve(wish, {
      ...who,
      language: common.language ?? spokenIn,
      isAdmin: () => Promise.resolve(false),
    });
    return show(sheet);
  }

  function show(sheet: Sheet): string {
    ({ language } = sheet);
    shown = renderSheet(sheet, style);
    return shown.text;
  }
}

/** The first field that nothing was said of yet. */
function fieldOf({ form, filled }: Filling): Field | undefined {
  return form.fields.find(({ name }) => filled[name] === undefined);
}

function promptOf(field: Field | undefined, language: Language): string {
  if (field === undefined) return "";
  const { label, hint, value, fault, options, isOptional } = field;
  const shown = options?.find((option) => option.value === value)?.label ?? value;
  return [
    ...(fault === undefined ? [] : [`! ${fault}`]),
    `${label}${isOptional === true ? ` (${terminalWords[language].optional})` : ""}${shown === "" ? "" : ` [${shown}]`}:`,
    ...(hint === undefined ? [] : [`  ${hint}`]),
    ...(options ?? []).map((option, at) => `  ${at + 1}) ${option.label}`),
  ].join("\n");
}

/** What a line says of a field: an option by its number or its words. */
function answerOf(line: string, field: Field | undefined): string {
  if (line === "") return field?.value ?? "";
  const { options } = field ?? {};
  if (options === undefined) return line;
  const byNumber = options[Number(line) - 1];
  const byLabel = options.find(({ label }) => label.toLowerCase() === line.toLowerCase());
  return (byNumber ?? byLabel)?.value ?? line;
}
