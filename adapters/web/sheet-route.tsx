/** @jsxRuntime automatic @jsxImportSource preact */
import express, { type Request, type Response, Router } from "express";
import * as z from "zod";
import { dataPath } from "../../src/reception/reception.ts";
import type { Sheet } from "../../src/reception/sheet.ts";
import type { Visitor } from "../../src/reception/visitor.ts";
import { readWish, type Wish } from "../../src/reception/wish.ts";
import { receptionWords } from "../../src/reception/words.ts";
import type { WebOptions } from "./app.ts";
import { dataRoute } from "./data-route.tsx";
import { doneWords, pathAfter } from "./done.ts";
import { refuse } from "./faults.tsx";
import { forgetfulSheet } from "./forgetful-sheet.ts";
import { forget, type Guest, guestOf, remember, whoIs } from "./guest.ts";
import { type PageFrame, sendPage } from "./layout.tsx";
import { type Limits, maxBodyBytes } from "./limits.ts";
import { aboutField, readAboutField } from "./opinion.tsx";
import { isFromOurPages } from "./origin.ts";
import { sendOwnPlan } from "./plan-route.tsx";
import { SheetArticle } from "./render-sheet.tsx";
import { wishField } from "./sheet-form.tsx";
import { type View, viewOf, viewOfRefused } from "./view.ts";
import {
  councilPath,
  itineraryPath,
  needsPath,
  newNeedPath,
  opinionPath,
  pathOf,
  planPath,
  planWishAt,
  targetOf,
  wishAt,
} from "./wish-paths.ts";
import { webWords } from "./words.ts";

const stepPath = `${itineraryPath}/:step`;
const entryPath = `${planPath}/:item`;
/** The plan itself is a page of its own: `plan-route.tsx`. */
const readable = [
  councilPath,
  itineraryPath,
  stepPath,
  dataPath,
  entryPath,
  needsPath,
  newNeedPath,
];
const sendable = [...readable, planPath, opinionPath];

/** A form of a sheet as a browser sends it. Of several values of one name the last counts. */
const formSchema = z.record(
  z.string(),
  z.union([z.string(), z.array(z.string()).transform((all) => all.at(-1) ?? "")]),
);

/** What the assistant does for people beside answers: council, itinerary, their data, their opinions. */
export function sheetRoute(options: WebOptions, limits: Limits): Router {
  const router = Router();
  router.get(readable, async (request, response) => {
    const wish = wishOf(request);
    if (wish === undefined) refuse(request, response, 404, viewOfRefused(request, options));
    else await show(request, response, wish, options);
  });
  router.post(
    sendable,
    limits.rate,
    (request, response, next) => {
      if (isFromOurPages(request, options.publicUrl)) next();
      else refuse(request, response, 403, viewOfRefused(request, options));
    },
    express.urlencoded({ extended: false, limit: maxBodyBytes }),
    limits.waiting,
    (request, response) => receive(request, response, options),
  );
  router.use(dataRoute(options, limits));
  router.all(sendable, (request, response) => {
    response.setHeader("Allow", "GET, HEAD, POST");
    refuse(request, response, 405, viewOfRefused(request, options));
  });
  return router;
}

/** What an address wants to be shown; undefined when there is no such page. */
function wishOf({ params, path: written, query }: Request): Wish | undefined {
  const path = written.replace(/\/+$/, "");
  const { step, item } = params;
  if (typeof item === "string") return planWishAt(path, query, item);
  return wishAt(path, query, typeof step === "string" ? step : undefined);
}

async function receive(request: Request, response: Response, options: WebOptions): Promise<void> {
  const form = formSchema.safeParse(request.body);
  if (!form.success) {
    const status = request.is("urlencoded") === "urlencoded" ? 400 : 415;
    refuse(request, response, status, viewOfRefused(request, options));
    return;
  }
  const { [wishField]: written, [aboutField]: about, ...fields } = form.data;
  // A button without a form carries itself what was filled in before.
  const filledIn = Object.keys(fields).length === 0 ? undefined : fields;
  const wish = readWish(written, filledIn) ?? readWish(written);
  if (wish === undefined) refuse(request, response, 400, viewOfRefused(request, options));
  // What the owners decide has a place of its own, and that is not here.
  else if (wish.kind === "decide") refuse(request, response, 404, viewOfRefused(request, options));
  else {
    const opinion = wish.kind === "opinion" ? readAboutField(about) : undefined;
    if (wish.kind === "opinion" && opinion !== undefined)
      options.onFeedback?.(wish.isPositive, opinion);
    await show(request, response, wish, options);
  }
}

/** Serves a wish and shows where that leads. */
async function show(
  request: Request,
  response: Response,
  wish: Wish,
  options: WebOptions,
): Promise<void> {
  const index = options.index();
  const view = viewOf(request, options.publicUrl, index);
  const guest = guestOf(request, view);
  const sheet = guest.isMemorable
    ? await options.reception.serve(wish, visitorOf(guest, view, options))
    : forgetfulSheet(view);
  const served = { wish, sheet, guest, view };
  const isRemembered = guest.isMemorable && keepGuest(response, served, options);
  // Another person may use the same browser, and a proxy many.
  response.setHeader("Cache-Control", "private, no-cache");
  // A first agenda has an address, at which it is still there in another language.
  const shown = request.method === "POST" && wish.kind === "model" ? pathOf(wish) : undefined;
  const after = isRefused(sheet) ? undefined : (pathAfter(wish) ?? shown);
  if (after !== undefined) {
    response.redirect(303, view.link(after));
    return;
  }
  const [first] = sheet.parts;
  if (leadsToPlan(wish) && first?.kind === "text" && first.tone === "good") {
    // The plan may be the first that is kept of the browser.
    const planner = { ...guest, isKnown: true };
    await sendOwnPlan(response, { guest: planner, view, done: first.text }, options);
    return;
  }
  const council = await councilAfter(served, options);
  const done = isRefused(sheet)
    ? undefined
    : doneWords(request.query, wish, { sheet, hasCouncil: council !== undefined });
  const isDropped = done !== undefined && targetOf(wish) === councilPath;
  const say = webWords[view.language];
  const formNote = guest.isKnown || isRemembered ? undefined : say.sheet.cookie;
  sendPage(
    response.status(statusOf(served)),
    {
      view,
      title: sheet.title,
      ...sectionOf(wish),
      council: isDropped ? "" : council,
      isForgotten: isForgotten(served),
    },
    <>
      <SheetArticle sheet={sheet} formNote={formNote} done={done} index={index} view={view} />
      {wish.kind === "opinion" && (
        <p class="no-print">
          <a href={view.link("/")}>{say.opinion.back}</a>
        </p>
      )}
    </>,
  );
}

function statusOf({ wish, sheet, guest }: Served): number {
  if (isUnavailable(sheet)) return 503;
  if (hasFault(sheet)) return 400;
  if (isConflict(wish, sheet)) return 409;
  const isGone = wish.kind === "opinion" && guest.isMemorable && isRefused(sheet);
  return isGone || isNoAction(wish, sheet) ? 404 : 200;
}

/** Inhabitants of the council, where the page is about it and nothing went wrong; undefined when none is known. */
async function councilAfter(
  { wish, sheet, guest }: Served,
  { reception }: WebOptions,
): Promise<string | undefined> {
  if (targetOf(wish) !== councilPath || isRefused(sheet)) return undefined;
  const { council } = await reception.known(whoIs(guest, reception));
  return council === undefined ? undefined : String(council.population);
}

function visitorOf(guest: Guest, view: View, { reception }: WebOptions): Visitor {
  const isAdmin = () => Promise.resolve(false);
  return { ...whoIs(guest, reception), language: view.language, isAdmin };
}

interface Served {
  readonly wish: Wish;
  readonly sheet: Sheet;
  readonly guest: Guest;
  readonly view: View;
}

/**
 * A browser is given an id when the first thing is kept of it, again with everything that is kept, and loses it with all
 * of that. Gives whether it has one then.
 */
function keepGuest(response: Response, served: Served, { retentionDays }: WebOptions): boolean {
  const { wish, sheet, guest, view } = served;
  if (isUnavailable(sheet)) return guest.isKnown;
  if (isForgotten(served)) {
    if (guest.isKnown) forget(response, view);
    return false;
  }
  const isKept = begins(wish) ? isDone(wish, sheet) : guest.isKnown && goesOn(wish);
  if (isKept) remember(response, guest, view, retentionDays);
  return isKept || guest.isKnown;
}

/** Whether something is kept of who was not known before. */
function begins(wish: Wish): boolean {
  const hasFields = wish.kind === "begin" && Object.keys(wish.fields).length > 0;
  return hasFields || beginning.has(wish.kind);
}

/** Whether something was kept. A need is looked at again before it is. */
function isDone(wish: Wish, sheet: Sheet): boolean {
  const isNeed = wish.kind === "keep-need" || wish.kind === "join-need";
  return isNeed ? toneOf(sheet) === "good" : !isRefused(sheet);
}

/** Wishes with which the first thing may be kept of a browser. */
const beginning: ReadonlySet<Wish["kind"]> = new Set([
  "keep-council",
  "opinion",
  "plan-add",
  "adopt-model",
  "keep-need",
  "join-need",
]);

function goesOn(wish: Wish): boolean {
  const isChoice = wish.kind === "check" && wish.option !== undefined;
  return isChoice || wish.kind === "finish-step" || wish.kind === "plan-keep";
}

function isForgotten({ wish, sheet, guest }: Served): boolean {
  return wish.kind === "forget" && wish.isSure && guest.isMemorable && !isUnavailable(sheet);
}

/** Whether the whole plan is what somebody looks at next. */
function leadsToPlan(wish: Wish): boolean {
  return wish.kind === "adopt-model" || (wish.kind === "plan-drop" && wish.isSure);
}

/** Whether an entry was asked for that is in no plan and cannot be: there is nothing to do but to go back. */
function isNoAction({ kind }: Wish, { parts }: Sheet): boolean {
  const choices = parts.flatMap((part) => (part.kind === "choices" ? part.choices : []));
  return kind === "plan-entry" && choices.every(({ wish }) => wish.kind === "plan");
}

/** Whether somebody else was faster: nothing was written over, and both are shown. */
function isConflict(wish: Wish, sheet: Sheet): boolean {
  const isChange = wish.kind === "plan-keep" || (wish.kind === "plan-drop" && wish.isSure);
  return isChange && toneOf(sheet) === "warning";
}

/** What is said first. */
function toneOf({ parts: [first] }: Sheet) {
  return first?.kind === "text" ? first.tone : undefined;
}

function hasFault({ parts }: Sheet): boolean {
  return parts.some(
    (part) => part.kind === "form" && part.form.fields.some(({ fault }) => fault !== undefined),
  );
}

/** Whether nothing was kept, for what was filled in or for what there is not any more. */
function isRefused(sheet: Sheet): boolean {
  // What is said after that something was done is a word of caution.
  if (toneOf(sheet) === "good") return false;
  return (
    hasFault(sheet) || sheet.parts.some((part) => part.kind === "text" && part.tone === "warning")
  );
}

function isUnavailable({ title, language }: Sheet): boolean {
  return title === receptionWords[language].unavailable.title;
}

function sectionOf(wish: Wish): Pick<PageFrame, "section"> {
  const target = targetOf(wish);
  if ([councilPath, dataPath, opinionPath, needsPath, newNeedPath].includes(target)) return {};
  if (target.startsWith(planPath)) return { section: "plan" };
  return { section: "itinerary" };
}
