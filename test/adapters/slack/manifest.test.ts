import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { callbackIds } from "../../../adapters/slack/buttons.ts";
import { maxPrompts } from "../../../adapters/slack/limits.ts";
import {
  type ManifestOptions,
  manifestFault,
  neededScopes,
  unfurlDomainOf,
  writeManifest,
} from "../../../adapters/slack/manifest.ts";

const text = (max: number, min = 1) => z.string().min(min).max(max);
const requestUrl = (max: number) => z.url({ protocol: /^https?$/ }).max(max);

/** What Slack accepts: https://docs.slack.dev/reference/app-manifest and https://github.com/slackapi/manifest-schema */
const schema = z.strictObject({
  display_information: z.strictObject({
    name: text(35),
    description: text(140),
    long_description: text(4_000, 175),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/i),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    agent_view: z.strictObject({
      agent_description: text(300),
      suggested_prompts: z
        .array(z.strictObject({ title: text(75), message: text(300) }))
        .min(1)
        .max(maxPrompts),
    }),
    bot_user: z.strictObject({ display_name: text(80), always_online: z.literal(true) }),
    shortcuts: z
      .array(
        z.strictObject({
          name: text(24),
          type: z.enum(["global", "message"]),
          callback_id: text(255),
          description: text(150),
        }),
      )
      .min(1)
      .max(10),
    slash_commands: z
      .array(
        z.strictObject({
          command: text(32, 2).startsWith("/"),
          url: requestUrl(3_000).optional(),
          description: text(2_000),
          usage_hint: text(1_000),
          should_escape: z.literal(false),
        }),
      )
      .min(1)
      .max(50),
    unfurl_domains: z
      .array(
        z
          .string()
          .max(255)
          .regex(/^(?![.-])[-a-z0-9.]+[a-z0-9]$/),
      )
      .min(1)
      .max(5)
      .optional(),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(requestUrl(2_500)).optional(),
    scopes: z.strictObject({ bot: z.array(text(50)) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: requestUrl(3_500).optional(),
      bot_events: z.array(text(50)).max(100),
    }),
    interactivity: z.strictObject({
      is_enabled: z.literal(true),
      request_url: requestUrl(3_500).optional(),
    }),
    org_deploy_enabled: z.literal(false),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.literal(false),
  }),
});

/** Scope without which Slack refuses an event: https://docs.slack.dev/reference/events */
const scopesOfEvents: Readonly<Record<string, string | undefined>> = {
  app_context_changed: "assistant:write",
  app_home_opened: undefined,
  app_mention: "app_mentions:read",
  app_uninstalled: undefined,
  link_shared: "links:read",
  "message.channels": "channels:history",
  "message.groups": "groups:history",
  "message.im": "im:history",
  "message.mpim": "mpim:history",
  tokens_revoked: undefined,
};
/** Scopes of the methods that the adapter calls and of its commands: https://docs.slack.dev/reference/scopes */
const otherScopes = [
  "assistant:write",
  "chat:write",
  "commands",
  "im:write",
  "links:write",
  "users:read",
];

const address = "https://agenda.poble.cat/assistent";
const overHttp = { publicUrl: address, isSocket: false, hasOauth: true };

async function manifestFor(options: Partial<ManifestOptions> = {}) {
  return schema.parse(parse(await writeManifest({ ...overHttp, ...options })));
}

async function shippedFile(): Promise<string> {
  return readFile(join(import.meta.dirname, "../../../adapters/slack/manifest.yaml"), "utf8");
}

describe("manifest.yaml", () => {
  it("is what Slack accepts, as it stands", async () => {
    const manifest = schema.parse(parse(await shippedFile()));
    expect(manifest.settings.socket_mode_enabled).toBe(false);
    expect(manifest.features.unfurl_domains).toEqual(["agenda.example.cat"]);
  });

  it("asks for the scopes that its events and calls need, and for no other", async () => {
    const { oauth_config, settings } = schema.parse(parse(await shippedFile()));
    const { bot_events: events } = settings.event_subscriptions;
    expect(events.toSorted()).toEqual(Object.keys(scopesOfEvents).toSorted());
    const needed = new Set(
      [...events.map((event) => scopesOfEvents[event]), ...otherScopes].filter(
        (scope) => scope !== undefined,
      ),
    );
    expect(oauth_config.scopes.bot).toEqual([...needed].toSorted());
  });

  it("names the shortcuts as the program knows them", async () => {
    const { shortcuts } = (await manifestFor()).features;
    expect(Object.fromEntries(shortcuts.map((each) => [each.type, each.callback_id]))).toEqual({
      global: callbackIds.askForm,
      message: callbackIds.askAboutMessage,
    });
  });
});

describe("writeManifest", () => {
  it("puts our address in each place", async () => {
    const written = await writeManifest(overHttp);
    const { features, oauth_config, settings } = schema.parse(parse(written));
    const events = `${address}/slack/events`;
    expect(written).not.toContain("example");
    expect(features.slash_commands.map(({ url }) => url)).toEqual([events]);
    expect(settings.event_subscriptions.request_url).toBe(events);
    expect(settings.interactivity.request_url).toBe(events);
    expect(oauth_config.redirect_urls).toEqual([`${address}/slack/oauth_redirect`]);
    expect(features.unfurl_domains).toEqual(["agenda.poble.cat"]);
  });

  it("is what Slack accepts and holds no comments, however the machine is set up", async () => {
    for (const publicUrl of [address, "http://localhost:3978", "https://10.0.0.3"]) {
      for (const isSocket of [true, false]) {
        for (const hasOauth of [true, false]) {
          const written = await writeManifest({ publicUrl, isSocket, hasOauth });
          const { oauth_config, settings } = schema.parse(parse(written));
          expect(written).not.toMatch(/^\s*#/m);
          expect(settings.socket_mode_enabled).toBe(isSocket);
          expect(oauth_config.redirect_urls !== undefined).toBe(hasOauth);
        }
      }
    }
  });

  it("names no address that Slack would send to where the program connects by itself", async () => {
    const { features, settings } = await manifestFor({ isSocket: true, hasOauth: false });
    expect(settings.event_subscriptions.request_url).toBeUndefined();
    expect(settings.interactivity.request_url).toBeUndefined();
    expect(features.slash_commands.map(({ url }) => url)).toEqual([undefined]);
    expect(features.unfurl_domains).toEqual(["agenda.poble.cat"]);
  });

  it("asks for nothing about links where Slack can show no previews", async () => {
    const { features, oauth_config, settings } = await manifestFor({
      publicUrl: "http://localhost:3978",
    });
    expect(features.unfurl_domains).toBeUndefined();
    expect(settings.event_subscriptions.bot_events).not.toContain("link_shared");
    expect(oauth_config.scopes.bot.join()).not.toContain("links");
  });
});

describe("neededScopes", () => {
  it("are those of the manifest for that address", async () => {
    for (const publicUrl of [address, "http://localhost:3978"])
      expect(await neededScopes(publicUrl)).toEqual(
        (await manifestFor({ publicUrl })).oauth_config.scopes.bot,
      );
  });
});

describe("manifestFault", () => {
  it.each([
    ["https://agenda.poble.cat", "HTTPS", undefined],
    ["http://agenda.poble.cat", "HTTPS", "insecure"],
    ["http://localhost:3978", "HTTPS", "insecure"],
    ["https://localhost:3978", "HTTPS", "unreachable"],
    ["https://agenda.localhost", "HTTPS", "unreachable"],
    ["https://[::1]:3978", "HTTPS", "unreachable"],
    ["http://servidor:3978", "a socket", undefined],
    ["http://localhost:3978", "a socket", undefined],
    ["https://agenda.poble.cat", "a socket and OAuth", undefined],
    ["http://servidor:3978", "a socket and OAuth", "insecure"],
  ])("of %s with %s is %s", (publicUrl, way, fault) => {
    const isSocket = way.includes("socket");
    expect(manifestFault({ publicUrl, isSocket, hasOauth: way.includes("OAuth") })).toBe(fault);
  });
});

describe("unfurlDomainOf", () => {
  it.each([
    ["https://agenda.poble.cat", "agenda.poble.cat"],
    ["https://AGENDA.poble.cat:8443/x", "agenda.poble.cat"],
    ["https://agenda.poble.cat.", "agenda.poble.cat"],
    ["http://localhost:3978", undefined],
    ["http://agenda.localhost", undefined],
    ["http://servidor:3978", undefined],
    ["https://agenda_digital.poble.cat", undefined],
    ["https://-agenda.poble.cat", undefined],
    ["https://192.168.1.20", undefined],
    ["https://[2001:db8::1]", undefined],
  ])("of %s is %s", (url, domain) => {
    expect(unfurlDomainOf(url)).toBe(domain);
  });
});
