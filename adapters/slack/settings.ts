import type { PlatformOptions } from "../../src/delivery/platform-options.ts";

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
  /** Who may set the council for all of a workspace; see the setting. */
  readonly admins?: readonly string[];
  /** Channel that gets the weekly digest; see the setting. */
  readonly ownersChannel?: string;
}

/** What Slack calls the app when workspaces install it. */
export interface OauthSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs what Slack brings back from an installation. */
  readonly stateSecret: string;
}

/** What the Slack adapter needs. */
export interface SlackOptions extends PlatformOptions {
  readonly settings: SlackSettings;
}
