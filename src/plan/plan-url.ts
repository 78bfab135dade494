import type { Tickets } from "../reception/tickets.ts";
import type { Who } from "../reception/visitor.ts";

/**
 * Address of the page with somebody's plan, and whether it can be opened for some minutes only. The terminal remembers in
 * a place of its own, of which the pages know nothing.
 */
export function planUrl(
  { platform, tenant }: Who,
  pageUrl: string,
  tickets: Tickets,
): { readonly url: string; readonly isBrief: boolean } | undefined {
  if (platform === "terminal") return undefined;
  if (platform === "web") return { url: pageUrl, isBrief: false };
  const ticket = tickets.issue(`${platform}:${tenant}`, "plan");
  return { url: `${pageUrl}/${ticket}`, isBrief: true };
}

/** Whose plan a ticket opens; undefined for a ticket that is not good. */
export function readPlanTicket(ticket: string, tickets: Tickets): Who | undefined {
  const [platform, tenant] = tickets.read(ticket, "plan")?.split(":", 2) ?? [];
  if (platform === undefined || tenant === undefined) return undefined;
  return { person: "", tenant, platform };
}
