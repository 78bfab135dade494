import type { PlatformOptions } from "../../src/delivery/platform-options.ts";

/** How this program is known to Microsoft, and whom it serves there. */
export interface TeamsSettings {
  /** How the program proves who it is; an emulator on this machine needs no proof when absent. */
  readonly identity?: TeamsIdentity;
  /** Tenants that are served, as their ids; the identity's own only when absent. */
  readonly allowedTenants?: readonly string[];
  /** Whom people may ask when they are refused. */
  readonly contact?: string;
  /** Who may set the council for all of a workspace; see the setting. */
  readonly admins?: readonly string[];
  /** Channel that gets the weekly digest; see the setting. */
  readonly ownersChannel?: string;
}

/** The registration of the bot: of one tenant with a secret, or the managed identity of the machine in Azure. */
export type TeamsIdentity =
  | {
      readonly kind: "secret";
      readonly appId: string;
      readonly tenantId: string;
      readonly secret: string;
    }
  | { readonly kind: "managed-identity"; readonly appId: string; readonly tenantId: string };

/** What the Teams adapter needs. */
export interface TeamsOptions extends PlatformOptions {
  readonly settings: TeamsSettings;
}
