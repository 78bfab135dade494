import type { WebClient } from "@slack/web-api";
import type { Logger } from "pino";
import { createRecentMap } from "../../src/recent-map.ts";
import type { SlackSettings } from "./settings.ts";
import type { Tenant } from "./tenants.ts";
import { calling, slackErrorOf } from "./web-client.ts";

/** A member of a workspace. */
export interface Member extends Tenant {
  readonly user: string;
}

/** Whether a person administers the workspace. Never rejects: who cannot be looked at does not. */
export type IsAdmin = (member: Member) => Promise<boolean>;

/** Milliseconds for which is remembered what Slack said: who stops being an administrator stops here too. */
const rememberedMs = 60_000;
const mostRemembered = 1_000;

/** Those who are listed; where nobody is, those whom Slack calls administrators or owners of the workspace. */
export function createAdmins(
  { admins }: Pick<SlackSettings, "admins">,
  clientFor: (tenant: Tenant) => Promise<WebClient>,
  log: Logger,
  now: () => number = Date.now,
): IsAdmin {
  const known = createRecentMap<{ readonly isAdmin: boolean; readonly atMs: number }>(
    mostRemembered,
  );
  return async (member) => {
    const { team, enterprise, user } = member;
    if (admins !== undefined) return admins.includes(user);
    const key = `${team ?? ""} ${enterprise ?? ""} ${user}`;
    const before = known.get(key);
    if (before !== undefined && Math.abs(now() - before.atMs) < rememberedMs) return before.isAdmin;
    try {
      const isAdmin = await ask(member);
      known.set(key, { isAdmin, atMs: now() });
      return isAdmin;
    } catch (err) {
      // Without the scope users:read nobody is one, unless SLACK_ADMINS lists them.
      log.warn({ err, code: slackErrorOf(err) }, "cannot look who administers the workspace");
      return false;
    }
  };

  async function ask(member: Member): Promise<boolean> {
    const client = await clientFor(member);
    const { user } = await calling("users.info", () => client.users.info({ user: member.user }));
    if (user === undefined) return false;
    // Guests, people of other workspaces and programs administer nothing here, whatever they do elsewhere.
    const isStranger = user.is_stranger === true || !isOf(member, user.team_id);
    const isGuest = user.is_restricted === true || user.is_ultra_restricted === true;
    if (isStranger || isGuest || user.is_bot === true || user.deleted === true) return false;
    return user.is_admin === true || user.is_owner === true || user.is_primary_owner === true;
  }
}

function isOf({ team, enterprise }: Tenant, home: string | undefined): boolean {
  return home === undefined || home === team || home === enterprise;
}
