import type { Tenant } from "./tenants.ts";

/** A thread, or a direct message with its thread. */
export function conversationOf(channel: string, thread: string): string {
  return `slack:${channel}:${thread}`;
}

/** A member of a workspace. */
export function personOf(team: string | undefined, user: string): string {
  return `slack:${team ?? ""}:${user}`;
}

/** A workspace; the organisation where it is installed for all of one at once. */
export function tenantKeyOf({ team, enterprise }: Tenant): string {
  return `slack:${team ?? enterprise ?? ""}`;
}

/** Slack's timestamps are seconds since 1970 with six decimals. */
export function millisecondsOf(ts: string): number {
  const seconds = Number(ts);
  return Number.isFinite(seconds) ? Math.round(seconds * 1_000) : 0;
}
