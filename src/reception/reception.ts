import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { type Answer, citationsOf } from "../answer/answer.ts";
import type { Assistant } from "../answer/assistant.ts";
import { type Inquiry, maxQuestionChars } from "../answer/inquiry.ts";
import type { Digest } from "../delivery/digest.ts";
import { decide } from "../feedback/decide.ts";
import { maskPersonalData } from "../feedback/mask-personal-data.ts";
import { firstChars } from "../language/clean-text.ts";
import type { Language } from "../language/language.ts";
import { newsSheet } from "../needs/need-sheets.ts";
import { serveNeed } from "../needs/serve-need.ts";
import { serveItinerary } from "../onboarding/serve-itinerary.ts";
import type { PlanEntry } from "../plan/plan.ts";
import { planUrl, readPlanTicket } from "../plan/plan-url.ts";
import { servePlan } from "../plan/serve-plan.ts";
import type { Memory } from "../ports.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { serveCouncil } from "./serve-council.ts";
import { serveData } from "./serve-data.ts";
import { serveOpinion } from "./serve-opinion.ts";
import type { Sheet } from "./sheet.ts";
import type { Tickets } from "./tickets.ts";
import type { Reader, Visitor, Who } from "./visitor.ts";
import type { Wish } from "./wish.ts";
import { receptionWords } from "./words.ts";

/** An answer, as it is given to one person. */
export interface Given {
  readonly answer: Answer;
  /** Names the answer when somebody tells an opinion of it. Cannot be guessed. */
  readonly id: string;
  /** Whether it is the first that the person gets: it says that an automatic system answers. */
  readonly isFirst: boolean;
}

/** What is known of somebody. */
export interface Known {
  readonly reader: Reader;
  /** Nothing could be looked up. */
  readonly isForgetful: boolean;
  /** The council that filters: one's own, else that of the tenant. */
  readonly council?: { readonly population: number; readonly name?: string };
}

/** Receives people on every platform: knows for whom they work, answers, and serves what they wish beside answers. */
export interface Reception {
  /** Makes digests of ids, of persons and tenants for instance. */
  readonly digest: Digest;
  /** Never rejects: where memory is lost nothing is known. */
  known(who: Who): Promise<Known>;
  /** Remembers what a person tells, beside what is known already. Rejects where nothing can be kept. */
  tell(who: Who, told: Partial<Reader>): Promise<void>;
  /** Answers, filtered for the council, and keeps what was asked for the owners. Never rejects. */
  answer(inquiry: Inquiry, who: Who): Promise<Given>;
  /**
   * Answers and keeps nothing yet. `id` is given where the same question may be answered again, `before` where it has been
   * looked up already what is known of the person. Never rejects.
   */
  respond(inquiry: Inquiry, who: Who, id?: string, before?: Known): Promise<Given>;
  /** Keeps what was asked for the owners, instead of what was kept under that id. Never rejects. */
  keep(given: Given, who: Who): Promise<void>;
  /** Forgets what was asked: its author took it back. Never rejects. */
  drop(id: string): Promise<void>;
  /** Remembers that a person was told of the automatic system. Never rejects. */
  told(who: Who): Promise<void>;
  /** Never rejects: what cannot be done now says so. */
  serve(wish: Wish, visitor: Visitor): Promise<Sheet>;
  /** Everything that is kept of a person, for a ticket of the person's own; undefined for one that is not good. */
  dataFor(ticket: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Everything that is kept of a person who is known by other means than a ticket. */
  dataOf(who: Who): Promise<Readonly<Record<string, unknown>>>;
  /** Whose plan a ticket lets see, and nobody in particular there; undefined for one that is not good. */
  planFor(ticket: string): Who | undefined;
  /** The plan of somebody's council, in the order in which it is shown. */
  planOf(who: Pick<Who, "tenant">): Promise<readonly PlanEntry[]>;
  /** What became covered of what somebody needed, once; undefined when there is nothing to tell. Never rejects. */
  newsFor(who: Who, language: Language): Promise<Sheet | undefined>;
  /** Forgets a tenant that has left, and everybody in it. */
  forgetTenant(tenant: string): Promise<void>;
}

/** What a reception works with. */
export interface ReceptionOptions {
  readonly assistant: Assistant;
  readonly index: () => SearchIndex;
  /** Address under which people reach the pages, without a slash at the end. */
  readonly publicUrl: string;
  readonly memory: Memory;
  readonly digest: Digest;
  readonly tickets: Tickets;
  readonly retentionDays: number;
  /** What somebody types to get what is kept, where there is no page for it. */
  readonly exportCommand?: string;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Path of what is kept of a person, before the ticket. */
export const dataPath = "/les-meves-dades";
/** Path of the plan, and before the tickets that open one. */
export const planPath = "/pla";
/** Path of the page that tells what is kept. */
export const privacyPath = "/privadesa";

/** Builds the reception. */
export function createReception(options: ReceptionOptions): Reception {
  const { memory, log, now } = options;
  return {
    digest: options.digest,
    known: (who) => known(who, options),
    async tell(who, told) {
      const reader = await memory.readers.get(who.person);
      await memory.readers.set(who, { ...reader, ...told }, now());
    },
    async answer(inquiry, who) {
      const given = await respond(inquiry, await known(who, options), who, randomUUID(), options);
      await keep(given, who, options);
      return given;
    },
    respond: async (inquiry, who, id = randomUUID(), before) =>
      respond(inquiry, before ?? (await known(who, options)), who, id, options),
    keep: (given, who) => keep(given, who, options),
    async drop(id) {
      try {
        await memory.askings.remove(id);
      } catch (err) {
        log.error({ err }, "what was taken back is still kept for the owners");
      }
    },
    async told(who) {
      try {
        const reader = await memory.readers.get(who.person);
        await memory.readers.set(who, { ...reader, isTold: true }, now());
      } catch (err) {
        log.warn({ err }, "not remembered who was told of the automatic system");
      }
    },
    async serve(wish, visitor) {
      const { reader } = await known(visitor, options);
      const language = reader.language ?? visitor.language;
      try {
        const sheet = await serve(wish, { ...visitor, language }, options);
        const isFirst = isToBeTold(wish, visitor) && reader.isTold !== true;
        if (!isFirst) return sheet;
        const latest = await memory.readers.get(visitor.person);
        await memory.readers.set(visitor, { ...latest, isTold: true }, now());
        const notice = { kind: "text", text: receptionWords[language].notice } as const;
        return { ...sheet, parts: [notice, ...sheet.parts] };
      } catch (err) {
        log.error({ err, wish: wish.kind }, "a wish could not be served");
        const { title, text } = receptionWords[language].unavailable;
        return { language, title, parts: [{ kind: "text", text, tone: "warning" }] };
      }
    },
    async dataFor(ticket) {
      const person = options.tickets.read(ticket, "data");
      return person === undefined ? undefined : (await memory.personal.of(person)).data;
    },
    dataOf: async ({ person }) => (await memory.personal.of(person)).data,
    planFor: (ticket) => readPlanTicket(ticket, options.tickets),
    planOf: ({ tenant }) => memory.plans.list(tenant),
    newsFor: (who, language) => newsFor(who, language, options),
    forgetTenant: (tenant) => memory.personal.eraseTenant(tenant),
  };
}

async function newsFor(
  { person }: Who,
  language: Language,
  { memory, index, publicUrl, log, now }: ReceptionOptions,
): Promise<Sheet | undefined> {
  if (person === "") return undefined;
  try {
    const covered = await memory.needs.takeCoveredOf(person, now());
    if (covered.length === 0) return undefined;
    return newsSheet(
      covered.flatMap(({ text, covered: by }) =>
        by === undefined ? [] : [{ text, item: by.item }],
      ),
      { index: index(), publicUrl, language, nowMs: now(), canBeTold: false },
    );
  } catch (err) {
    log.warn({ err }, "nobody was told what became covered");
    return undefined;
  }
}

/**
 * Whether a sheet says that an automatic system serves it, to who was not told: the web page says it always, the terminal
 * before anything is typed, and who asks to be forgotten is not to be remembered for having been told.
 */
function isToBeTold(wish: Wish, { platform, person, isPeek }: Visitor): boolean {
  if (person === "" || isPeek === true || wish.kind === "forget") return false;
  return platform === "slack" || platform === "teams";
}

async function known(who: Who, { memory, log }: ReceptionOptions): Promise<Known> {
  if (who.person === "") return { reader: {}, isForgetful: false };
  try {
    const reader = await memory.readers.get(who.person);
    const { population, council: name } = reader;
    if (population !== undefined)
      return {
        reader,
        isForgetful: false,
        council: { population, ...(name === undefined ? {} : { name }) },
      };
    const council = await memory.councils.get(who.tenant);
    return { reader, isForgetful: false, ...(council === undefined ? {} : { council }) };
  } catch (err) {
    log.error({ err }, "nothing can be remembered now: answered without the council");
    // Who cannot be remembered was not told either, but would be told with every answer until that is mended.
    return { reader: { isTold: true }, isForgetful: true };
  }
}

async function respond(
  inquiry: Inquiry,
  { reader, council, isForgetful }: Known,
  who: Who,
  id: string,
  options: ReceptionOptions,
): Promise<Given> {
  const remembered = council === undefined ? {} : { council };
  const answer = await options.assistant.respond({
    ...remembered,
    payer: payerOf(who),
    ...inquiry,
  });
  const say = receptionWords[answer.language];
  const more = [
    ...(isForgetful && inquiry.population === undefined ? [say.noMemory] : []),
    ...(isHelp(answer) && who.person !== "" ? [say.alsoSay] : []),
  ];
  return {
    answer: more.length === 0 ? answer : { ...answer, notes: [...answer.notes, ...more] },
    id,
    isFirst: who.person !== "" && reader.isTold !== true,
  };
}

/** In the browser everybody is a council of one's own: there the council that serves the page pays for all. */
function payerOf({ platform, tenant }: Who): string {
  return platform === "web" || tenant === "" ? platform : tenant;
}

function isHelp({ kind, intent }: Answer): boolean {
  return kind === "answered" && intent === "help";
}

/** Items of an answer that are kept: what was shown first. */
const mostItems = 5;

/** The owners learn from questions; nobody waits for an answer longer or in vain because of it. */
async function keep(
  { answer, id }: Given,
  who: Who,
  { memory, index, log, now }: ReceptionOptions,
): Promise<void> {
  if (who.person !== "")
    await memory.readers
      .touch(who.person, now())
      .catch((err: unknown) => log.warn({ err }, "not remembered who was here"));
  if (answer.intent === "help" || answer.question.trim() === "") return;
  const shown = answer.kind === "abstained" ? answer.nearest : citationsOf(answer);
  try {
    await memory.askings.add({
      id,
      who: { person: who.person, tenant: who.tenant, platform: who.platform },
      question: maskPersonalData(firstChars(answer.question, maxQuestionChars)),
      language: answer.language,
      kind: answer.kind,
      intent: answer.intent,
      items: [...new Set(shown.map(({ itemId }) => itemId))].slice(0, mostItems),
      index: index().knowledgeDigest.slice(0, 12),
      askedAtMs: now(),
    });
  } catch (err) {
    log.warn({ err }, "what was asked is not kept for the owners");
  }
}

async function serve(wish: Wish, visitor: Visitor, options: ReceptionOptions): Promise<Sheet> {
  const { memory, index, publicUrl, now } = options;
  const { language } = visitor;
  switch (wish.kind) {
    case "council":
    case "keep-council":
    case "drop-council":
      return serveCouncil(wish, visitor, { memory, language, now });
    case "my-data":
    case "forget":
      return serveData(wish, visitor, {
        memory,
        language,
        retentionDays: options.retentionDays,
        dataUrl: (person) => `${publicUrl}${dataPath}/${options.tickets.issue(person, "data")}`,
        ...(options.exportCommand === undefined ? {} : { exportCommand: options.exportCommand }),
        privacyUrl: `${publicUrl}${privacyPath}`,
      });
    case "opinion":
      return serveOpinion(wish, visitor, { memory, language, now });
    case "decide": {
      const isOwner = visitor.isOwner === true;
      return decide(wish, { askings: memory.askings, index: index(), now, language, isOwner });
    }
    case "needs":
    case "need":
    case "keep-need":
    case "join-need":
    case "drop-need":
      return serveNeed(wish, visitor, {
        index: index(),
        publicUrl,
        needs: memory.needs,
        askings: memory.askings,
        assistant: options.assistant,
        language,
        councilOf: async () => (await known(visitor, options)).council,
        now,
      });
    case "plan":
    case "plan-add":
    case "plan-entry":
    case "plan-keep":
    case "plan-drop":
    case "plan-next":
    case "model":
    case "adopt-model":
      return servePlan(wish, visitor, {
        index: index(),
        publicUrl,
        plans: memory.plans,
        language,
        populationOf: async () => (await known(visitor, options)).council?.population,
        planUrl: () => planUrl(visitor, `${publicUrl}${planPath}`, options.tickets),
        now,
      });
    default:
      return serveItinerary(wish, visitor, {
        index,
        publicUrl,
        journeys: memory.journeys,
        populationOf: async () => (await known(visitor, options)).council?.population,
        languageOf: () => Promise.resolve(language),
        now,
      });
  }
}
