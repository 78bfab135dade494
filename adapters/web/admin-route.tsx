/** @jsxRuntime automatic @jsxImportSource preact */
import express, { type Request, type Response, Router } from "express";
import type { Owner } from "../../src/owners/sign-in.ts";
import { doneQuery, readCovering } from "./admin-cover-query.ts";
import { type AdminFrame, sendReport, timedReports } from "./admin-frame.tsx";
import { knowledgeReport } from "./admin-knowledge.tsx";
import { needsReport } from "./admin-needs.tsx";
import { onboardingReport } from "./admin-onboarding.tsx";
import { overviewReport } from "./admin-overview.tsx";
import { readPeriod } from "./admin-period.ts";
import { plansReport } from "./admin-plans.tsx";
import { questionsReport } from "./admin-questions.tsx";
import {
  type AdminReports,
  type Asked,
  type RefusedCovering,
  type Report,
  reportPaths,
  tableParameter,
} from "./admin-report.ts";
import { usageReport } from "./admin-usage.tsx";
import { adminWords, type ReportName, reportNames } from "./admin-words.ts";
import { refuse, refuseUnknown } from "./faults.tsx";
import { maxBodyBytes } from "./limits.ts";
import { type View, viewOf, viewOfRefused } from "./view.ts";

/** What the owners' pages need. */
export interface AdminOptions extends AdminReports {
  /** Who is signed in. */
  readonly owner: (request: Request) => Owner;
  /** What every form has to send along as `csrf`. */
  readonly csrf: (request: Request) => string;
}

const makers: Readonly<Record<ReportName, (asked: Asked) => Promise<Report>>> = {
  overview: overviewReport,
  usage: usageReport,
  questions: questionsReport,
  needs: needsReport,
  onboarding: onboardingReport,
  plans: plansReport,
  knowledge: knowledgeReport,
};

/**
 * The owners' reports as pages and files, and the form that says what covers needs. It lets in everybody: whoever mounts
 * it puts the gate before it, which looks at forms, too.
 */
export function adminRoute(options: AdminOptions): Router {
  const router = Router();
  const readForm = express.urlencoded({ extended: false, limit: maxBodyBytes });
  for (const name of reportNames) {
    const path = reportPaths[name];
    router.get(path, (request, response) => show(request, response, name, options));
    if (name !== "overview")
      router.get(`${path}.csv`, (request, response) => sendFile(request, response, name, options));
    if (name === "needs")
      router.post(path, readForm, (request, response) => cover(request, response, options));
    router.all([path, `${path}.csv`], (request, response) => {
      response.setHeader("Allow", name === "needs" ? "GET, HEAD, POST" : "GET, HEAD");
      refuse(request, response, 405, viewOfRefused(request, options));
    });
  }
  return router;
}

async function show(
  request: Request,
  response: Response,
  name: ReportName,
  options: AdminOptions,
  refused?: RefusedCovering,
): Promise<void> {
  const asked = askedOf(request, options, refused);
  const report = await make(request, response, name, asked, options);
  if (report === undefined) return;
  const content = await report.page();
  if (refused !== undefined || isFaulty(name, asked)) response.status(400);
  sendReport(response, frameOf(request, asked.view, name, options, asked), content);
}

/** The report; undefined when it was said that none can be made. */
async function make(
  request: Request,
  response: Response,
  name: ReportName,
  asked: Asked,
  options: AdminOptions,
): Promise<Report | undefined> {
  try {
    return await makers[name](asked);
  } catch (err) {
    sendUnavailable(request, response, name, options, err);
    return undefined;
  }
}

async function sendFile(
  request: Request,
  response: Response,
  name: ReportName,
  options: AdminOptions,
): Promise<void> {
  const asked = askedOf(request, options);
  // The page says what is wrong.
  if (isFaulty(name, asked)) return show(request, response, name, options);
  const report = await make(request, response, name, asked, options);
  if (report === undefined) return;
  const { tables } = report;
  const key = request.query[tableParameter];
  const table = key === undefined ? tables[0] : tables.find((one) => one.key === key);
  if (table === undefined) {
    refuseUnknown(request, response, asked.view, options.index());
    return;
  }
  response.setHeader("Cache-Control", "no-store");
  const file = reportPaths[name].split("/").at(-1) ?? name;
  response.attachment(key === undefined ? `${file}.csv` : `${file}-${table.key}.csv`);
  response.send(options.tableCsv(table.header, table.rows));
}

async function cover(request: Request, response: Response, options: AdminOptions): Promise<void> {
  const { needs, item, fault } = readCovering(request.body);
  if (fault !== undefined) return show(request, response, "needs", options, { needs, item, fault });
  const asked = askedOf(request, options);
  let count: number | undefined;
  try {
    count = needs.length === 0 ? 0 : await options.office.cover(needs, item);
  } catch (err) {
    sendUnavailable(request, response, "needs", options, err);
    return;
  }
  if (count === undefined)
    return show(request, response, "needs", options, { needs, item, fault: "unknownItem" });
  options.log.info({ needs: count }, "needs were covered by the owners");
  const path = `${reportPaths.needs}?${asked.period.query}&${doneQuery(count)}`;
  response.redirect(303, asked.view.link(path));
}

function askedOf(request: Request, options: AdminOptions, refused?: RefusedCovering): Asked {
  const { query } = request;
  return {
    view: viewOf(request, options.publicUrl, options.index()),
    reports: options,
    query,
    period: readPeriod(query, options.now()),
    csrf: options.csrf(request),
    ...(refused === undefined ? {} : { refused }),
  };
}

function isFaulty(name: ReportName, { period }: Asked): boolean {
  return timedReports.includes(name) && Object.keys(period.faults).length > 0;
}

function frameOf(
  request: Request,
  view: View,
  name: ReportName,
  { owner, csrf }: AdminOptions,
  asked?: Asked,
): AdminFrame {
  const period = timedReports.includes(name) ? asked?.period : undefined;
  return { view, name, owner: owner(request), csrf: csrf(request), period };
}

/** The memory is away: it is said, and everything else of the site goes on. */
function sendUnavailable(
  request: Request,
  response: Response,
  name: ReportName,
  options: AdminOptions,
  err: unknown,
): void {
  options.log.error({ err, report: name }, "a report could not be made");
  const view = viewOfRefused(request, options);
  const { title, text } = adminWords[view.language].unavailable;
  sendReport(
    response.status(503),
    frameOf(request, view, name, options),
    <div class="said warning" role="alert">
      <p>
        <strong>{title}</strong>
      </p>
      <p>{text}</p>
    </div>,
  );
}
