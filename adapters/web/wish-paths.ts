import { dataPath } from "../../src/reception/reception.ts";
import { readWish, type Wish } from "../../src/reception/wish.ts";

/** Path of the council's page. */
export const councilPath = "/ajuntament";
/** Path of the itinerary, and above those of its steps. */
export const itineraryPath = "/itinerari";
/** Path of the council's plan, and above those of its entries. */
export const planPath = "/pla";
/** Path of a first agenda for the council. */
export const planModelPath = `${planPath}/model`;
/** Path of what goes well with the plan. */
export const planNextPath = `${planPath}/seguents`;
/** Path of what councils need. */
export const needsPath = "/necessitats";
/** Path of the form that records a need. */
export const newNeedPath = `${needsPath}/nova`;
/** Path to which opinions on answers are sent. */
export const opinionPath = "/opinio";

/** Query parameters that name a page below a path. */
const shownParameter = "veure";
const questionParameter = "pregunta";
/** Names the need from which on they are shown, and the answer that covered nothing. */
const fromParameter = "des";
const answerParameter = "resposta";
/** Names the version of an entry that is about to be taken out of the plan. */
const dropParameter = "treure";
/** For whom a first agenda is, by the fields of its form; the last leads back to the form. */
const modelParameters = { population: "habitants", start: "inici", again: "canvi" } as const;

/** Pages that show something and change nothing, beside those that a path names alone. */
const views: Readonly<Record<string, Readonly<Record<string, Wish>>>> = {
  [itineraryPath]: {
    resum: { kind: "summary" },
    canvi: { kind: "begin", fields: {} },
    reinici: { kind: "restart", isSure: false },
  },
  [dataPath]: { oblit: { kind: "forget", isSure: false } },
};

/** Where what a wish only shows can be read, so that it can be opened, gone back to and loaded anew; undefined for the others. */
export function pathOf(wish: Wish): string | undefined {
  switch (wish.kind) {
    case "council":
      return councilPath;
    case "itinerary":
      return itineraryPath;
    case "my-data":
      return dataPath;
    case "plan":
      return planPath;
    case "plan-next":
      return planNextPath;
    case "plan-entry":
      return entryPath(wish.item);
    case "plan-drop":
      return wish.isSure ? undefined : `${entryPath(wish.item)}?${dropParameter}=${wish.version}`;
    case "model":
      return modelPath(wish.fields);
    case "needs":
      return wish.from === undefined ? needsPath : `${needsPath}?${fromParameter}=${wish.from}`;
    case "need":
      return wish.answer === undefined
        ? newNeedPath
        : `${newNeedPath}?${answerParameter}=${encodeURIComponent(wish.answer)}`;
    case "step":
      return stepPath(wish.step);
    case "check":
      return wish.option === undefined ? questionPath(wish) : undefined;
    case "begin":
      return Object.keys(wish.fields).length === 0 ? viewPath(wish) : undefined;
    case "summary":
    case "restart":
    case "forget":
      return viewPath(wish);
    case "keep-council":
    case "drop-council":
    case "finish-step":
    case "reminders":
    case "plan-add":
    case "plan-keep":
    case "adopt-model":
    case "keep-need":
    case "join-need":
    case "drop-need":
    case "opinion":
    case "decide":
      return undefined;
  }
}

/** Where a wish is sent: the page that shows what it is about, for who opens the address of the reply. */
export function targetOf(wish: Wish): string {
  switch (wish.kind) {
    case "council":
    case "keep-council":
    case "drop-council":
      return councilPath;
    case "my-data":
    case "forget":
      return dataPath;
    case "opinion":
      return opinionPath;
    case "plan":
    case "adopt-model":
      return planPath;
    case "needs":
    case "join-need":
    case "drop-need":
      return needsPath;
    case "need":
    case "keep-need":
      return newNeedPath;
    case "plan-next":
      return planNextPath;
    case "model":
      return planModelPath;
    case "plan-drop":
      return wish.isSure ? planPath : entryPath(wish.item);
    case "plan-add":
    case "plan-entry":
    case "plan-keep":
      return entryPath(wish.item);
    case "step":
    case "finish-step":
      return stepPath(wish.step);
    case "check":
      return questionPath(wish);
    case "itinerary":
    case "begin":
    case "reminders":
    case "summary":
    case "restart":
    case "decide":
      return itineraryPath;
  }
}

/** What an address below that of the plan wants to be shown; undefined when there is no such page. */
export function planWishAt(
  path: string,
  query: Readonly<Record<string, unknown>>,
  item: string | undefined,
): Wish | undefined {
  if (path === planModelPath) return { kind: "model", fields: modelFields(query) };
  if (path === planNextPath) return { kind: "plan-next" };
  // Nobody is to put words of theirs onto our pages.
  if (item === undefined || !code.test(item)) return undefined;
  const version = query[dropParameter];
  if (version === undefined) return readWish({ kind: "plan-entry", item });
  return readWish({ kind: "plan-drop", item, version: Number(version), isSure: false });
}

/** What an address wants to be shown; undefined when there is no such page. */
export function wishAt(
  path: string,
  query: Readonly<Record<string, unknown>>,
  step?: string,
): Wish | undefined {
  if (path === councilPath) return { kind: "council" };
  if (path === needsPath) {
    const from = query[fromParameter];
    return readWish({ kind: "needs", ...(from === undefined ? {} : { from: Number(from) }) });
  }
  if (path === newNeedPath) {
    const answer = query[answerParameter];
    return readWish({ kind: "need", ...(answer === undefined ? {} : { answer }) });
  }
  if (step !== undefined) {
    const asked = query[questionParameter];
    if (asked === undefined) return readWish({ kind: "step", step });
    return readWish({ kind: "check", step, question: Number(asked) - 1 });
  }
  const shown = query[shownParameter];
  if (typeof shown !== "string")
    return path === itineraryPath ? { kind: "itinerary" } : { kind: "my-data" };
  const known = views[path] ?? {};
  return Object.hasOwn(known, shown) ? known[shown] : undefined;
}

const code = /^\d[\d.]{0,15}$/;

/** Where a first agenda can be read again and in another language. */
function modelPath(fields: Readonly<Record<string, string>>): string {
  const asked = new URLSearchParams();
  for (const [name, parameter] of Object.entries(modelParameters)) {
    const value = fields[name];
    if (value !== undefined) asked.set(parameter, value.slice(0, mostParameterChars));
  }
  return asked.size === 0 ? planModelPath : `${planModelPath}?${asked}`;
}

/** An address may say anything: what is too long is as if it was not said. */
const mostParameterChars = 20;

function modelFields(query: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(modelParameters).flatMap(([name, parameter]) => {
      const value = query[parameter];
      return typeof value === "string" && value.length <= mostParameterChars ? [[name, value]] : [];
    }),
  );
}

function entryPath(item: string): string {
  return `${planPath}/${encodeURIComponent(item)}`;
}

function stepPath(step: string): string {
  return `${itineraryPath}/${encodeURIComponent(step)}`;
}

function questionPath({ step, question }: Extract<Wish, { readonly kind: "check" }>): string {
  return `${stepPath(step)}?${questionParameter}=${question + 1}`;
}

function viewPath({ kind, ...more }: Wish): string | undefined {
  if ("isSure" in more && more.isSure) return undefined;
  for (const [path, shown] of Object.entries(views))
    for (const [name, wish] of Object.entries(shown))
      if (wish.kind === kind) return `${path}?${shownParameter}=${name}`;
  return undefined;
}
