import { formatNumber } from "../answer/words.ts";
import { choice, text } from "../onboarding/parts.ts";
import type { Choice, Part, Sheet } from "../reception/sheet.ts";
import { choicesPart } from "./parts.ts";
import { type PlanEntry, planStatuses, type Quarter } from "./plan.ts";
import { type PlanRow, planRows } from "./plan-rows.ts";
import { quarterWords } from "./quarters.ts";
import type { PlanScene } from "./scene.ts";
import { planWords } from "./words.ts";

/** Entries of one sheet: more are looked at on the page. */
const entriesAtOnce = 15;

/** The plan from one of its entries on, by quarter; `lead` says first what was just done. */
export function planSheet(
  entries: readonly PlanEntry[],
  scene: PlanScene,
  from = 0,
  lead: readonly Part[] = [],
): Sheet {
  const { language, index, publicUrl } = scene;
  const say = planWords[language];
  if (entries.length === 0)
    return {
      language,
      title: say.title,
      parts: [...lead, text(say.empty), ...choicesPart(furtherChoices(scene, true))],
    };
  // A button may be older than the plan, which has become shorter.
  const start = from < entries.length ? from : 0;
  const shown = planned(entries).slice(start, start + entriesAtOnce);
  const rows = planRows(shown, index, publicUrl, language);
  const end = start + shown.length;
  const isPart = shown.length < entries.length;
  const more =
    end < entries.length ? [choice(say.more, { kind: "plan" as const, from: end }, "main")] : [];
  return {
    language,
    title: say.title,
    parts: [
      ...lead,
      { kind: "facts", facts: counts(entries, scene) },
      ...(isPart ? [text(say.shown(start + 1, end, formatNumber(entries.length, language)))] : []),
      ...byQuarter(rows).flatMap((group) => quarterParts(group, scene)),
      ...pageParts(scene),
      ...choicesPart([...more, ...furtherChoices(scene, false)]),
    ],
  };
}

function counts(entries: readonly PlanEntry[], { language }: PlanScene) {
  const say = planWords[language];
  const count = (status: PlanEntry["status"]) =>
    entries.filter((entry) => entry.status === status).length;
  return [
    { label: say.total, value: formatNumber(entries.length, language) },
    ...planStatuses
      .map((status) => ({ label: say.statuses[status], many: count(status) }))
      .filter(({ many }) => many > 0)
      .map(({ label, many }) => ({ label, value: formatNumber(many, language) })),
  ];
}

/** What was dropped comes last: nobody plans with it any more. */
function planned(entries: readonly PlanEntry[]): PlanEntry[] {
  const isDropped = ({ status }: PlanEntry) => status === "dropped";
  return [...entries.filter((entry) => !isDropped(entry)), ...entries.filter(isDropped)];
}

interface QuarterGroup {
  readonly quarter: Quarter | "dropped" | undefined;
  readonly rows: PlanRow[];
}

function byQuarter(rows: readonly PlanRow[]): QuarterGroup[] {
  const groups: QuarterGroup[] = [];
  for (const row of rows) {
    const quarter = row.entry.status === "dropped" ? "dropped" : row.entry.quarter;
    const last = groups.at(-1);
    if (last !== undefined && last.quarter === quarter) last.rows.push(row);
    else groups.push({ quarter, rows: [row] });
  }
  return groups;
}

function quarterParts({ quarter, rows }: QuarterGroup, { language }: PlanScene): Part[] {
  const say = planWords[language];
  const title = titleOf(quarter, say);
  const opening = rows.map(({ code }) =>
    choice(say.open(code), { kind: "plan-entry" as const, item: code }),
  );
  return [
    { kind: "heading", text: title },
    { kind: "list", items: rows.map((row) => lineOf(row, say)), isNumbered: false },
    ...choicesPart(opening),
  ];
}

function titleOf(
  quarter: QuarterGroup["quarter"],
  say: (typeof planWords)[keyof typeof planWords],
): string {
  if (quarter === undefined) return say.noQuarter;
  if (quarter === "dropped") return say.statuses.dropped;
  return quarterWords(quarter, say.quarterName);
}

function lineOf(
  { entry, code, title, isGone }: PlanRow,
  say: (typeof planWords)[keyof typeof planWords],
): string {
  const facts = [
    say.statuses[entry.status],
    ...(entry.owner === "" ? [] : [say.ownedBy(entry.owner)]),
    ...(isGone ? [say.gone] : []),
  ];
  return `${code} ${title} (${facts.join(", ")})`;
}

function pageParts({ language, pageUrl, isPageBrief }: PlanScene): Part[] {
  const say = planWords[language];
  if (pageUrl === undefined) return [];
  return [
    { kind: "link", label: say.page, url: pageUrl },
    ...(isPageBrief ? [text(say.pageHint)] : []),
  ];
}

function furtherChoices({ language }: PlanScene, isEmpty: boolean): Choice[] {
  const say = planWords[language];
  const next = choice(say.next, { kind: "plan-next" });
  const model = { kind: "model", fields: {} } as const;
  return isEmpty ? [choice(say.model, model, "main"), next] : [next, choice(say.model, model)];
}
