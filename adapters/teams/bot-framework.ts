import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from "botbuilder";
import type { Logger } from "pino";
import * as z from "zod";
import { SendError } from "../../src/delivery/send-error.ts";
import { systemErrorCode } from "../../src/errors.ts";
import type { InvokeReply } from "./activity.ts";
import type { BotFramework, ReceiveResult } from "./connector.ts";
import { createConnector } from "./connector-calls.ts";
import { within } from "./deadline.ts";
import { withoutConsole } from "./quiet-console.ts";
import { faultOfHeader, faultOfToken, issuer } from "./read-token.ts";
import { isLoopback } from "./service-url.ts";
import type { TeamsIdentity, TeamsSettings } from "./settings.ts";
import { createTokenSource } from "./token-source.ts";

/** What is needed to talk with the Bot Framework. */
export interface BotFrameworkOptions {
  readonly settings: TeamsSettings;
  readonly log: Logger;
  /** Milliseconds that Microsoft is given to take a call, as many for a token and for its keys. Default 10,000. */
  readonly callTimeoutMs?: number;
  /** Where the keys are found that sign what comes. Default: Microsoft's public cloud. */
  readonly openIdMetadataUrl?: string;
  /** Asks for a token in the place of Microsoft's package. */
  readonly askForToken?: () => Promise<string>;
}

const defaultTimeoutMs = 10_000;
/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
const publicCloud = {
  ToChannelFromBotLoginUrl: "https://login.microsoftonline.com/botframework.com",
  ToChannelFromBotOAuthScope: "https://api.botframework.com",
  ToBotFromChannelTokenIssuer: issuer,
  ToBotFromChannelOpenIdMetadataUrl:
    "https://login.botframework.com/v1/.well-known/openidconfiguration",
  // Asked for, and never used: tokens of emulators are refused before.
  ToBotFromEmulatorOpenIdMetadataUrl:
    "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
  OAuthUrl: "https://api.botframework.com",
  CallerId: "urn:botframework:azure",
};
/** The one channel whose messages the adapter reads. */
const channel = "msteams";

/** The Bot Framework as Microsoft's package speaks it. */
export function createBotFramework(options: BotFrameworkOptions): BotFramework {
  const { settings, log, callTimeoutMs = defaultTimeoutMs, openIdMetadataUrl } = options;
  const { identity } = settings;
  const credentials = credentialsOf(identity);
  const ask = options.askForToken ?? (identity && askingMicrosoft(credentials, identity.appId));
  const token = ask && createTokenSource(ask, callTimeoutMs);
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      ...publicCloud,
      ...(openIdMetadataUrl && { ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl }),
    },
    credentials,
  );
  return {
    ...createConnector(token, callTimeoutMs),
    receive: createReceive({ authentication, identity, timeoutMs: callTimeoutMs, log }),
    async checkIdentity() {
      if (token === undefined) throw new SendError("no identity is set", { outcome: "refused" });
      await token();
    },
  };
}

/** The registration as the package wants it. Without one, whoever asks is let in: see {@link faultOf}. */
function credentialsOf(
  identity: TeamsIdentity | undefined,
): ConfigurationServiceClientCredentialFactory {
  if (identity === undefined) return new ConfigurationServiceClientCredentialFactory();
  const isSecret = identity.kind === "secret";
  return new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppType: isSecret ? "SingleTenant" : "UserAssignedMSI",
    MicrosoftAppId: identity.appId,
    MicrosoftAppTenantId: identity.tenantId,
    ...(isSecret && { MicrosoftAppPassword: identity.secret }),
  });
}

/** Asks Microsoft for a token; the package keeps it until five minutes before it expires. */
function askingMicrosoft(
  factory: ConfigurationServiceClientCredentialFactory,
  appId: string,
): () => Promise<string> {
  const { ToChannelFromBotOAuthScope: scope, ToChannelFromBotLoginUrl: login } = publicCloud;
  return async () => {
    const credentials = await factory.createCredentials(appId, scope, login, true);
    // AppCredentials, a class that `botbuilder` does not export.
    return (credentials as unknown as { getToken(): Promise<string> }).getToken();
  };
}

type Authentication = ConfigurationBotFrameworkAuthentication;
type Caller = Awaited<ReturnType<Authentication["authenticateRequest"]>>;

/** Microsoft's adapter without its `process`, which writes to the console and tells callers what went wrong. */
class Adapter extends CloudAdapter {
  /** Runs `work` as the answer to an activity whose sender is known. */
  async run(caller: Caller, activity: Activity, work: () => Promise<void>): Promise<void> {
    await this.processActivity(caller, activity, work);
  }
}

/** What the proof of a request is held against; without them less would be proven. */
const activitySchema = z.looseObject({
  type: z.string().min(1),
  channelId: z.string().min(1),
  serviceUrl: z.string().refine((address) => URL.canParse(address)),
});
type Addressed = z.infer<typeof activitySchema>;

interface Receiving {
  readonly authentication: Authentication;
  readonly identity: TeamsIdentity | undefined;
  readonly timeoutMs: number;
  readonly log: Logger;
}

/** Takes requests, once it is known who sends them. */
function createReceive(options: Receiving): BotFramework["receive"] {
  const { authentication, identity, timeoutMs, log } = options;
  const adapter = new Adapter(authentication);

  function refuse(status: number, reason: string): ReceiveResult {
    log.warn({ status, reason }, "request to /api/messages refused");
    return { status };
  }

  /** Who sends it; otherwise what is to be answered. */
  async function verify(activity: Activity, header: string): Promise<Caller | ReceiveResult> {
    try {
      const asked = withoutConsole(() => authentication.authenticateRequest(activity, header));
      return await within(timeoutMs, asked);
    } catch (error) {
      if (isOfToken(error)) return refuse(401, faultOfToken(header, identity?.appId, activity));
      log.error({ reason: nameOf(error) }, "request not verified: Microsoft's keys not loaded");
      return { status: 500 };
    }
  }

  return async (header = "", body, handle) => {
    const read = activitySchema.safeParse(body);
    if (!read.success) return refuse(400, "no activity");
    const fault = faultOf(header, read.data, identity);
    if (fault !== undefined) return refuse(identity === undefined ? 403 : 401, fault);
    // A copy: the package writes into it.
    const activity = { ...read.data } as unknown as Activity;
    const caller = await verify(activity, header);
    if ("status" in caller) return caller;
    try {
      let reply: InvokeReply | undefined;
      await adapter.run(caller, activity, async () => {
        reply = await handle(body);
      });
      return reply ?? { status: 200 };
    } catch (err) {
      log.error({ err }, "activity not taken");
      return { status: 500 };
    }
  };
}

/** Why a request is not even verified. */
function faultOf(
  authorization: string,
  { channelId, serviceUrl }: Addressed,
  identity: TeamsIdentity | undefined,
): string | undefined {
  if (identity === undefined)
    return isLoopback(serviceUrl) ? undefined : "no identity is set, and the service is not local";
  // Before the token: which keys may sign it depends on the channel that a request names.
  if (channelId !== channel) return "channel is not Teams";
  return faultOfHeader(authorization);
}

/** What `jsonwebtoken` throws, and what the package does. */
const tokenErrors: ReadonlySet<string> = new Set(["JsonWebTokenError", "NotBeforeError"]);

/** Whether the token is at fault, and not the way to Microsoft's keys. */
function isOfToken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("statusCode" in error) return error.statusCode === 401;
  return tokenErrors.has(error.name);
}

function nameOf(error: unknown): string {
  return systemErrorCode(error) ?? (error instanceof Error ? error.name : "unknown");
}
