import type { Authorize } from "@slack/bolt";
import * as z from "zod";
import { SendError } from "../../src/delivery/send-error.ts";
import type { InstallationStore } from "../../src/ports.ts";

/** A workspace, or the organisation that it belongs to. */
export interface Tenant {
  readonly team?: string | undefined;
  readonly enterprise?: string | undefined;
}

/** Tokens of the workspaces that the assistant is installed in. */
export interface Tenants {
  /** @throws SendError when the workspace has not installed it, or does no longer */
  tokenOf(tenant: Tenant): Promise<string>;
  /** Rejects like {@link tokenOf}. */
  readonly authorize: Authorize<boolean>;
}

const installationSchema = z.object({ bot: z.object({ token: z.string().min(1) }) });

/** The tokens: one for all, or those that were given at each installation. */
export function createTenants(
  botToken: string | undefined,
  installations: InstallationStore,
): Tenants {
  return {
    tokenOf,
    // Without a call to Slack: it stands before the acknowledgement. Without the token: Bolt would keep a client of every
    // one that there ever was, and the listeners take theirs from here.
    async authorize({ teamId, enterpriseId }) {
      await tokenOf({ team: teamId, enterprise: enterpriseId });
      return {
        ...(teamId === undefined ? {} : { teamId }),
        ...(enterpriseId === undefined ? {} : { enterpriseId }),
      };
    },
  };

  async function tokenOf({ team, enterprise }: Tenant): Promise<string> {
    if (botToken !== undefined) return botToken;
    for (const tenant of [team, enterprise]) {
      const kept = tenant === undefined ? undefined : await installations.get(tenant);
      if (kept !== undefined) return installationSchema.parse(JSON.parse(kept)).bot.token;
    }
    throw new SendError("the assistant is not installed in this workspace", { outcome: "refused" });
  }
}
