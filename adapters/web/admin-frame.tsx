/** @jsxRuntime automatic @jsxImportSource preact */
import type { Response } from "express";
import type { ComponentChildren } from "preact";
import type { Owner } from "../../src/owners/sign-in.ts";
import { csrfField } from "./admin-cover-query.ts";
import type { AskedPeriod } from "./admin-period.ts";
import { PeriodForm } from "./admin-period-form.tsx";
import { reportPaths } from "./admin-report.ts";
import { signOutPath } from "./admin-sign-in-page.tsx";
import { adminWords, type ReportName, reportNames } from "./admin-words.ts";
import { sendPage } from "./layout.tsx";
import type { View } from "./view.ts";

/** What a report's page is beside its content. */
export interface AdminFrame {
  readonly view: View;
  readonly name: ReportName;
  readonly owner: Owner;
  readonly csrf: string;
  /** Absent where a report is of no time, or cannot be made. */
  readonly period?: AskedPeriod | undefined;
}

/** Sends a report's page. */
export function sendReport(
  response: Response,
  frame: AdminFrame,
  content: ComponentChildren,
): void {
  const { view, name, period } = frame;
  const say = adminWords[view.language];
  const title = say.reports[name];
  // Shared computers keep nothing of it.
  response.setHeader("Cache-Control", "no-store");
  sendPage(
    response,
    { view, title, style: "admin.css" },
    <div class="admin">
      <Reports {...frame} />
      <h1>{title}</h1>
      <p class="intro">{say.intros[name]}</p>
      {period !== undefined && <PeriodForm asked={period} path={reportPaths[name]} view={view} />}
      {content}
    </div>,
  );
}

/** The way to the other reports, who is signed in, and the way out. */
function Reports({ view, name, owner, csrf, period }: AdminFrame) {
  const say = adminWords[view.language];
  // The time goes along to what can show it.
  const query = period === undefined ? "" : `?${period.query}`;
  return (
    <div class="reports no-print">
      <nav aria-label={say.nav}>
        <ul>
          {reportNames.map((one) => (
            <li>
              <a
                href={view.link(reportPaths[one] + (timedReports.includes(one) ? query : ""))}
                aria-current={one === name ? "page" : undefined}
              >
                {say.reports[one]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <form method="post" action={view.link(signOutPath)}>
        <span>{say.signedIn(owner.name)}</span>
        <input type="hidden" name={csrfField} value={csrf} />
        <button type="submit" class="other">
          {say.signOut}
        </button>
      </form>
    </div>
  );
}

/** Reports of a time. */
export const timedReports: readonly ReportName[] = ["usage", "questions", "needs"];
