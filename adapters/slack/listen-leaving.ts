import type { App, Context } from "@slack/bolt";
import * as z from "zod";
import type { SlackContext } from "./context.ts";
import { tenantKeyOf } from "./ids.ts";
import type { SlackOptions } from "./settings.ts";
import type { Tenant } from "./tenants.ts";

/** A workspace or a whole organisation that takes the assistant away, or its token. */
export function listenToLeaving(app: App, { installations, settings, log }: SlackContext): void {
  const forget = async (left: Context) => {
    if (settings.botToken !== undefined) {
      log.error(
        "Slack withdrew SLACK_BOT_TOKEN: install the app again and put its new token there",
      );
      return;
    }
    const tenant = tenantOf(left);
    if (tenant !== undefined) await installations.remove(tenant);
    log.info("a workspace took the assistant away: its installation is forgotten");
  };
  app.event("app_uninstalled", async ({ context }) => forget(context));
  app.event("tokens_revoked", async ({ event, context }) => {
    if ((event.tokens.bot ?? []).length > 0) await forget(context);
  });
}

/** Under what the installation is kept. A workspace of an organisation may have its own beside the one for all. */
function tenantOf({ isEnterpriseInstall, enterpriseId, teamId }: Context): string | undefined {
  return isEnterpriseInstall ? enterpriseId : (teamId ?? enterpriseId);
}

/** https://docs.slack.dev/reference/events/app_uninstalled */
const leftSchema = z.object({
  type: z.literal("event_callback"),
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  authorizations: z
    .array(z.object({ team_id: z.string().nullish(), enterprise_id: z.string().nullish() }))
    .nullish(),
  event: z.object({ type: z.literal("app_uninstalled") }),
});

/** The workspace that takes the assistant away with what Slack delivers; undefined for all else. */
export function parseLeaving(payload: unknown): Tenant | undefined {
  const { data } = leftSchema.safeParse(payload);
  if (data === undefined) return undefined;
  const [authorization] = data.authorizations ?? [];
  return {
    team: authorization?.team_id ?? data.team_id ?? undefined,
    enterprise: authorization?.enterprise_id ?? data.enterprise_id ?? undefined,
  };
}

/**
 * Forgets a workspace and everybody in it. Before the event is acknowledged, so that it comes again where that fails; and
 * not by a listener, which is not called any more when Slack withdrew the token first.
 */
export async function forgetWorkspace(
  tenant: Tenant,
  { reception, log }: Pick<SlackOptions, "reception" | "log">,
): Promise<void> {
  await reception.forgetTenant(reception.digest(tenantKeyOf(tenant)));
  log.info("a workspace took the assistant away: nothing that was kept of it is left");
}
