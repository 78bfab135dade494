import type { Catalogue } from "../agenda/catalogue.ts";
import { planStatuses } from "../plan/plan.ts";
import type { FigureStore } from "../ports.ts";
import type { SearchIndex } from "../search/search-index.ts";
import type { PlansReport } from "./report.ts";

/** What a report of plans is made from. */
export interface PlansReportOptions {
  readonly figures: Pick<FigureStore, "plans">;
  readonly index: Pick<SearchIndex, "catalogue">;
}

const mostItems = 50;

/** Looks at what councils have taken into their plans. */
export async function plansReport({
  figures,
  index: { catalogue },
}: PlansReportOptions): Promise<PlansReport> {
  const { plans, statuses, items } = await figures.plans();
  const byAxis = new Map<string, number>();
  for (const { item, count } of items) {
    const axis = axisOf(item, catalogue);
    byAxis.set(axis, (byAxis.get(axis) ?? 0) + count);
  }
  const byStatus = new Map(statuses.map(({ status, count }) => [status, count]));
  return {
    plans,
    entries: statuses.reduce((sum, { count }) => sum + count, 0),
    statuses: planStatuses.map((name) => ({ name, count: byStatus.get(name) ?? 0 })),
    axes: catalogue
      .list("axis")
      .map(({ id, title }) => ({ id, title, count: byAxis.get(id) ?? 0 })),
    items: items.slice(0, mostItems).map(({ item: id, title, count }) => ({
      id,
      title: catalogue.get(id)?.title ?? title,
      count,
    })),
  };
}

const code = /^(\d{1,2})\.\d/;

/** Id of the axis that an item is below, also of one that has left the Agenda; empty for none. */
function axisOf(id: string, catalogue: Catalogue): string {
  const kind = catalogue.get(id)?.kind;
  return kind === "page" || kind === "document" ? "" : (code.exec(id)?.[1] ?? "");
}
