import type { App } from "@slack/bolt";
import type { SlackContext } from "./context.ts";

/** A workspace that takes the assistant away, or its token. */
export function listenToLeaving(app: App, { installations, settings, log }: SlackContext): void {
  const forget = async (body: { team_id?: string; enterprise_id?: string | undefined }) => {
    if (settings.botToken !== undefined) {
      log.error(
        "Slack withdrew SLACK_BOT_TOKEN: install the app again and put its new token there",
      );
      return;
    }
    const tenant = body.team_id ?? body.enterprise_id;
    if (tenant !== undefined) await installations.remove(tenant);
    log.info("a workspace took the assistant away: its installation is forgotten");
  };
  app.event("app_uninstalled", async ({ body }) => forget(body));
  app.event("tokens_revoked", async ({ event, body }) => {
    if ((event.tokens.bot ?? []).length > 0) await forget(body);
  });
}
