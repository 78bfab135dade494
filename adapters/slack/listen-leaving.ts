import type { App, Context } from "@slack/bolt";
import type { SlackContext } from "./context.ts";

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
