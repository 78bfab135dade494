import type { Logger } from "pino";
import type { Assistant } from "../../src/answer/assistant.ts";
import type { Patience } from "../../src/delivery/delivery.ts";
import type { InstallationStore, MessageStore, ReaderStore } from "../../src/ports.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";

/** How this program is known to Microsoft, and whom it serves there. */
export interface TeamsSettings {
  /** How the program proves who it is; an emulator on this machine needs no proof when absent. */
  readonly identity?: TeamsIdentity;
  /** Tenants that are served, as their ids; the identity's own only when absent. */
  readonly allowedTenants?: readonly string[];
  /** Whom people may ask when they are refused. */
  readonly contact?: string;
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
export interface TeamsOptions {
  readonly settings: TeamsSettings;
  readonly assistant: Assistant;
  readonly index: () => SearchIndex;
  /** Address under which people reach the agenda, without a slash at the end. */
  readonly publicUrl: string;
  readonly messages: MessageStore;
  readonly readers: ReaderStore;
  /** Conversations in which it is installed. */
  readonly installations: InstallationStore;
  readonly log: Logger;
  /** Counts what people think of answers of a kind and an intent. */
  readonly onFeedback?: (isPositive: boolean, about: string) => void;
  readonly patience?: Partial<Patience>;
  /** Milliseconds that Microsoft is given to take a call. Default 10,000. */
  readonly callTimeoutMs?: number;
}
