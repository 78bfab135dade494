/** @jsxRuntime automatic @jsxImportSource preact */
import { type Request, type Response, Router } from "express";
import type { PlanEntry } from "../../src/plan/plan.ts";
import type { OwnedPlanDocument } from "../../src/plan/plan-document.ts";
import { planRows } from "../../src/plan/plan-rows.ts";
import { planWords } from "../../src/plan/words.ts";
import type { Who } from "../../src/reception/visitor.ts";
import { receptionWords } from "../../src/reception/words.ts";
import type { WebOptions } from "./app.ts";
import { refuse } from "./faults.tsx";
import { forgetfulSheet } from "./forgetful-sheet.ts";
import { anonymous, defaultRetentionDays, type Guest, guestOf, whoIs } from "./guest.ts";
import { sendPage } from "./layout.tsx";
import type { Limits } from "./limits.ts";
import { type PlanFormat, planFormats, readFormat } from "./plan-formats.ts";
import { EmptyPlanPage, PlanPage } from "./plan-page.tsx";
import { readPlanQuery } from "./plan-query.ts";
import { createPlanQueue, type PlanQueue } from "./plan-queue.ts";
import { planPageWords } from "./plan-words.ts";
import { SheetArticle } from "./render-sheet.tsx";
import { type View, viewOf, viewOfRefused } from "./view.ts";
import { planPath } from "./wish-paths.ts";

const sharedPath = `${planPath}/:ticket`;
const filePaths = planFormats.map((format) => `${planPath}.${format}`);

const retryAfterSeconds = 5;

/** A plan with the council that it is of. */
interface CouncilPlan extends Pick<OwnedPlanDocument, "council" | "tenant"> {
  readonly entries: readonly PlanEntry[];
}

/** A document that is wanted, and where it is waited for. */
interface WantedFile {
  readonly format: PlanFormat;
  readonly queue: PlanQueue;
}

/** How a plan is looked at. */
interface Seen {
  readonly view: View;
  /** Path of its page, below the public address. */
  readonly path: string;
  readonly isReadOnly: boolean;
  /** What it is wanted as; a page when absent. */
  readonly file?: WantedFile;
  /** What of it is wanted, as an address says it. */
  readonly query?: Request["query"];
  /** What was just done to it. */
  readonly done?: string;
}

/**
 * `GET /pla`: the plan of the browser that asks, as a page and as documents, and `GET /pla/{ticket}`: that of a
 * chat's workspace, for who was given a ticket there. Nothing here takes the name of a plan: nobody can guess one.
 */
export function planRoute(options: WebOptions, limits: Limits): Router {
  const router = Router();
  const queue = createPlanQueue();
  const limited = [limits.rate, limits.waiting];
  router.get([planPath, ...filePaths], ...limited, (request, response) =>
    showOwn(request, response, options, queue),
  );
  router.get(
    sharedPath,
    (request, _response, next) => next(isTicket(request) ? undefined : "route"),
    ...limited,
    (request, response) => showShared(request, response, options, queue),
  );
  router.all(filePaths, (request, response) => {
    response.setHeader("Allow", "GET, HEAD");
    refuse(request, response, 405, viewOfRefused(request, options));
  });
  return router;
}

/** Tickets name a platform first; the codes of entries, whose pages stand beside, do not. */
function isTicket({ params }: Request): boolean {
  return /^[a-z]+:/.test(String(params["ticket"]));
}

async function showOwn(
  request: Request,
  response: Response,
  options: WebOptions,
  queue: PlanQueue,
): Promise<void> {
  const index = options.index();
  const view = viewOf(request, options.publicUrl, index);
  const guest = guestOf(request, view);
  const format = readFormat(request.path)?.format;
  const { query } = request;
  await sendOwnPlan(
    response,
    { guest, view, query, ...(format && { file: { format, queue } }) },
    options,
  );
}

/** Sends the plan of a browser as a page, or as a document. */
export async function sendOwnPlan(
  response: Response,
  asked: {
    readonly guest: Guest;
    readonly view: View;
    /** What was just done to it, in the reader's words. */
    readonly done?: string;
    readonly query?: Request["query"];
    readonly file?: WantedFile;
  },
  options: WebOptions,
): Promise<void> {
  const { guest, view, ...more } = asked;
  // Another person may use the same browser, and a proxy many.
  response.setHeader("Cache-Control", "private, no-cache");
  if (!guest.isMemorable) {
    const sheet = forgetfulSheet(view);
    const frame = { view, title: sheet.title, section: "plan" } as const;
    sendPage(response, frame, <SheetArticle sheet={sheet} index={options.index()} view={view} />);
    return;
  }
  const seen = { view, path: planPath, isReadOnly: false, ...more };
  await show(response, seen, guest.isKnown ? whoIs(guest, options.reception) : anonymous, options);
}

async function showShared(
  request: Request,
  response: Response,
  options: WebOptions,
  queue: PlanQueue,
): Promise<void> {
  const view = viewOf(request, options.publicUrl, options.index());
  const given = String(request.params["ticket"]);
  const file = readFormat(given);
  const ticket = file?.rest ?? given;
  response.setHeader("Cache-Control", "no-store");
  const path = `${planPath}/${encodeURIComponent(ticket)}`;
  const { query } = request;
  const seen = {
    view,
    path,
    isReadOnly: true,
    query,
    ...(file && { file: { format: file.format, queue } }),
  };
  await show(response, seen, options.reception.planFor(ticket), options);
}

async function show(
  response: Response,
  seen: Seen,
  who: Who | undefined,
  options: WebOptions,
): Promise<void> {
  const { view } = seen;
  const plan = who === undefined ? undefined : await readPlan(who, options);
  if (plan === "unavailable") {
    const { title, text } = receptionWords[view.language].unavailable;
    sendWords(response, 503, view, title, text);
  } else if (plan === undefined) {
    // One that was never good is told like one that no longer is: who guesses learns nothing.
    const { goneTitle, goneText } = planPageWords[view.language].shared;
    sendWords(response, 404, view, goneTitle, goneText);
  } else if (seen.file === undefined) sendPlan(response, seen, plan, options);
  else await sendFile(response, seen.file, view, plan, options);
}

async function readPlan(
  who: Who,
  { reception, log }: WebOptions,
): Promise<CouncilPlan | "unavailable"> {
  const { tenant } = who;
  if (tenant === "") return { tenant, entries: [] };
  try {
    const entries = await reception.planOf(who);
    // Of somebody of whom nothing is known the council is that of everybody there.
    const { council } = await reception.known({ ...who, person: who.person || who.tenant });
    return { tenant, entries, ...(council === undefined ? {} : { council }) };
  } catch (err) {
    log.error({ err }, "a plan could not be read");
    return "unavailable";
  }
}

function sendWords(
  response: Response,
  status: number,
  view: View,
  title: string,
  text: string,
): void {
  const content = (
    <>
      <h1>{title}</h1>
      <p>{text}</p>
    </>
  );
  sendPage(response.status(status), { view, title }, content);
}

function sendPlan(
  response: Response,
  { view, path, isReadOnly, query = {}, done }: Seen,
  { entries }: CouncilPlan,
  options: WebOptions,
): void {
  const index = options.index();
  const { retentionDays: keptDays = defaultRetentionDays } = options;
  const title = isReadOnly
    ? planPageWords[view.language].shared.title
    : planWords[view.language].title;
  sendPage(
    response,
    { view, title, ...(isReadOnly ? {} : { section: "plan" }) },
    entries.length === 0 ? (
      <EmptyPlanPage view={view} isReadOnly={isReadOnly} keptDays={keptDays} done={done} />
    ) : (
      <PlanPage
        entries={entries}
        query={readPlanQuery(query, index.catalogue)}
        index={index}
        view={view}
        path={path}
        isReadOnly={isReadOnly}
        keptDays={keptDays}
        done={done}
        hasDownloads={options.planDocuments !== undefined}
      />
    ),
  );
}

async function sendFile(
  response: Response,
  { format, queue }: WantedFile,
  view: View,
  { entries, council, tenant }: CouncilPlan,
  options: WebOptions,
): Promise<void> {
  const { planDocuments, publicUrl, log } = options;
  if (planDocuments === undefined || entries.length === 0) {
    const say = planPageWords[view.language];
    sendWords(response, 404, view, planWords[view.language].title, say.shared.empty);
    return;
  }
  const { language } = view;
  const rows = planRows(entries, options.index(), publicUrl, language);
  const named = council === undefined ? {} : { council };
  const input = { rows, ...named, tenant, language, publicUrl, at: new Date() };
  // Who has gone meanwhile needs none.
  const make = async () => (response.closed ? "" : await planDocuments[format](input));
  const made = await queue.run(tenant, make);
  if (made === undefined) {
    const { busyTitle, busyText } = planPageWords[language].busy;
    response.setHeader("Retry-After", retryAfterSeconds);
    sendWords(response, 503, view, busyTitle, busyText);
    return;
  }
  log.debug({ format, entries: entries.length }, "a plan was taken away");
  response.attachment(planDocuments.nameOf(council, format));
  response.send(typeof made === "string" ? made : Buffer.from(made));
}
