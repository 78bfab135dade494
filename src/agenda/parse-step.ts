import * as z from "zod";
import { oneLine } from "../language/clean-text.ts";
import { type FrontMatter, type Refusal, readFrontMatter, refuse } from "./front-matter.ts";
import { type Block, populationSchema } from "./item.ts";
import { parseMarkdown } from "./markdown.ts";
import { itineraryRoles, type Step, stages } from "./step.ts";

/** A step, or why its file is refused. */
export type ParsedStep =
  | {
      readonly kind: "step";
      readonly step: Step;
      readonly line: (path: readonly PropertyKey[]) => number;
    }
  | Refusal;

/** Title of the tasks, below the paragraphs that say why. */
const tasksHeading = "Què heu de fer";
/** What fits on a phone without scrolling for long, each in characters. */
const most = { title: 120, ask: 200, because: 500, quote: 700, why: 900, task: 250 };
/** A button of Slack takes no more. */
const mostOptionChars = 75;
const mostParagraphs = 2;
const tasksAllowed = { fewest: 2, most: 5 };

const text = (mostChars: number) =>
  z
    .string()
    .overwrite((written) => oneLine(written.normalize("NFC")))
    .min(1)
    .max(mostChars);
const itemId = z.string().trim().min(1).max(200);
const isUnique = (values: readonly string[]) => new Set(values).size === values.length;

const question = z
  .strictObject({
    ask: text(most.ask),
    options: z
      .array(text(mostOptionChars))
      .min(2)
      .max(4)
      .refine(isUnique, "hi ha dues opcions iguals: canvieu-ne una"),
    right: z.number().int().min(1),
    because: text(most.because),
    item: itemId,
    quote: text(most.quote),
  })
  .refine(({ options, right }) => right <= options.length, {
    path: ["right"],
    message: "és el número de l'opció correcta, començant per 1: no hi ha tantes opcions",
  });

const schema = z.strictObject({
  id: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "només lletres minúscules sense accent, xifres i guions"),
  title: text(most.title),
  stage: z.enum(stages),
  order: z.number().int().min(0).max(10_000),
  minutes: z.number().int().min(5).max(240),
  axis: z.string().min(1).max(200).exactOptional(),
  population: populationSchema.default({}),
  roles: z
    .array(z.enum(itineraryRoles))
    .min(1)
    .refine(isUnique, "hi ha un rol repetit: esborreu-ne un"),
  items: z.array(itemId).min(1).max(4).refine(isUnique, "hi ha un codi repetit: esborreu-ne un"),
  questions: z.array(question).min(2).max(3),
});
type StepData = z.infer<typeof schema>;

/** Parses one file below `itinerari/`. */
export function parseStep(sourcePath: string, content: string): ParsedStep {
  const read = readFrontMatter(schema, sourcePath, content);
  if (read.kind === "problems") return read;
  const blocks = parseMarkdown(read.body);
  const headingAt = blocks.findIndex(({ kind }) => kind === "heading");
  const faults = faultsOf(blocks, headingAt, createLineOf(read));
  if (faults.length > 0) return refuse(sourcePath, faults);
  const texts = blocks.map(({ text }) => text);
  const step: Step = {
    ...read.data,
    why: texts.slice(0, headingAt),
    tasks: texts.slice(headingAt + 1),
    questions: read.data.questions.map(({ right, ...rest }) => ({ ...rest, right: right - 1 })),
    sourcePath,
  };
  return { kind: "step", step, line: read.line };
}

type Fault = readonly [line: number, reason: string];
type LineOf = (block: Block | undefined) => number;

function faultsOf(blocks: readonly Block[], headingAt: number, lineOf: LineOf): Fault[] {
  const heading = blocks[headingAt];
  if (heading?.text !== tasksHeading) {
    const reason = `després dels paràgrafs que diuen per què, hi va el títol «## ${tasksHeading}»`;
    return [[lineOf(heading), reason]];
  }
  return [
    ...faultsOfWhy(blocks.slice(0, headingAt), heading, lineOf),
    ...faultsOfTasks(blocks.slice(headingAt + 1), heading, lineOf),
  ];
}

function faultsOfWhy(why: readonly Block[], heading: Block, lineOf: LineOf): Fault[] {
  const strange = why.find(({ kind }) => kind !== "paragraph");
  if (strange === undefined && why.length > 0 && why.length <= mostParagraphs)
    return why.flatMap((paragraph) => tooLong(paragraph, most.why, lineOf));
  const reason = `abans de «${tasksHeading}» hi ha d'haver un paràgraf o dos que diguin per què`;
  return [[lineOf(strange ?? heading), reason]];
}

function faultsOfTasks(tasks: readonly Block[], heading: Block, lineOf: LineOf): Fault[] {
  const strange = tasks.find((task) => task.kind !== "list-item" || task.ordinal === undefined);
  if (strange !== undefined) {
    const reason = `sota «${tasksHeading}» només hi pot haver una llista numerada: «1. », «2. »…`;
    return [[lineOf(strange), reason]];
  }
  if (tasks.length < tasksAllowed.fewest || tasks.length > tasksAllowed.most)
    return [[lineOf(heading), "hi ha d'haver de 2 a 5 tasques"]];
  return tasks.flatMap((task) => tooLong(task, most.task, lineOf));
}

function tooLong(block: Block, mostChars: number, lineOf: LineOf): Fault[] {
  if (block.text.length <= mostChars) return [];
  return [[lineOf(block), `és massa llarg: el màxim és ${mostChars} caràcters`]];
}

/** Finds the line on which a block begins; the last one for none, where something is missing. */
function createLineOf({ body, bodyLine }: FrontMatter<StepData>): LineOf {
  const lines = body.split("\n");
  return (block) => {
    const at = lines.findIndex((text) => {
      const [first] = parseMarkdown(text);
      return first !== undefined && block?.text.startsWith(first.text) === true;
    });
    return bodyLine + (at < 0 ? lines.length - 1 : at);
  };
}
