import type { Logger } from "pino";
import type { Assistant } from "../../src/answer/assistant.ts";
import type { Patience } from "../../src/delivery/delivery.ts";
import type { InstallationStore, MessageStore, ReaderStore } from "../../src/ports.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";

/** How this program is known to Slack, and whom it serves there. */
export interface SlackSettings {
  /** Where Slack's Web API is. */
  readonly apiUrl: string;
  /** Token of the one workspace that is served; else there is `oauth`. */
  readonly botToken?: string;
  /** Lets workspaces install the assistant themselves. */
  readonly oauth?: OauthSettings;
  /** Proves that what comes over HTTP is Slack's; else there is `appToken`. */
  readonly signingSecret?: string;
  /** Connects to Slack over a socket, which then carries everything. */
  readonly appToken?: string;
  /** Workspaces and organisations that are served; all that installed it when absent. */
  readonly allowedWorkspaces?: readonly string[];
  /** Channels that are served beside direct messages; all when absent. */
  readonly allowedChannels?: readonly string[];
  /** Whom people may ask when they are refused. */
  readonly contact?: string;
}

/** What Slack calls the app when workspaces install it. */
export interface OauthSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs what Slack brings back from an installation. */
  readonly stateSecret: string;
}

/** What the Slack adapter needs. */
export interface SlackOptions {
  readonly settings: SlackSettings;
  readonly assistant: Assistant;
  readonly index: () => SearchIndex;
  /** Address under which people reach the agenda, without a slash at the end. */
  readonly publicUrl: string;
  readonly messages: MessageStore;
  readonly readers: ReaderStore;
  readonly installations: InstallationStore;
  readonly log: Logger;
  /** Counts what people think of answers of a kind and an intent. */
  readonly onFeedback?: (isPositive: boolean, about: string) => void;
  readonly patience?: Partial<Patience>;
  /** Milliseconds that Slack is given to take a call. Default 10,000. */
  readonly callTimeoutMs?: number;
}
