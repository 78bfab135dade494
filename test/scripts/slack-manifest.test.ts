import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { run } from "./run.ts";
import { createWorkspace, type Workspace } from "./small-knowledge.ts";

const script = "scripts/slack-manifest.ts";
const schema = z.object({
  oauth_config: z.object({ redirect_urls: z.array(z.string()).optional() }),
  settings: z.object({
    socket_mode_enabled: z.boolean(),
    event_subscriptions: z.object({ request_url: z.string().optional() }),
  }),
});

// Processes take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

let workspace: Workspace;

beforeAll(async () => {
  workspace = await createWorkspace({});
});

afterAll(() => workspace.remove());

async function write(args: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  const { code, stdout, stderr } = await run(script, workspace, args, settings);
  expect(code, stderr).toBe(0);
  return { ...schema.parse(parse(stdout)), stdout, stderr };
}

const PUBLIC_URL = "https://agenda.poble.cat/";

describe("npm run slack-manifest", () => {
  it("is for the machine's own address", async () => {
    const { settings, oauth_config, stdout, stderr } = await write([], { PUBLIC_URL });
    expect(settings).toEqual({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: "https://agenda.poble.cat/slack/events" },
    });
    expect(oauth_config).toEqual({});
    expect([stdout.startsWith("display_information:"), stderr]).toEqual([true, ""]);
  });

  it("is for sockets when told so, or when there is a token for them", async () => {
    const asked = await write(["--socket"], { PUBLIC_URL });
    const set = await write([], { PUBLIC_URL, SLACK_APP_TOKEN: "xapp-1-secret" });
    expect(asked.settings).toEqual({ socket_mode_enabled: true, event_subscriptions: {} });
    expect(set.stdout).toBe(asked.stdout);
    expect(set.stdout).not.toContain("secret");
  });

  it("is for many workspaces when told so, or when there is a client id", async () => {
    const asked = await write(["--oauth"], { PUBLIC_URL });
    // Half a set-up, as it is while the app is being made.
    const set = await write([], { PUBLIC_URL, SLACK_CLIENT_ID: "12.34" });
    expect(asked.oauth_config.redirect_urls).toEqual([
      "https://agenda.poble.cat/slack/oauth_redirect",
    ]);
    expect(set.stdout).toBe(asked.stdout);
  });

  it("reads .env", async () => {
    await writeFile(join(workspace.directory, ".env"), `PUBLIC_URL=${PUBLIC_URL}\n`);
    expect((await write([])).stdout).toBe((await write([], { PUBLIC_URL })).stdout);
    await writeFile(join(workspace.directory, ".env"), "");
  });

  it("writes none that Slack would refuse, and says what to do", async () => {
    const refused: readonly (readonly [args: readonly string[], url: string, remedy: RegExp])[] = [
      [[], "", /^Slack .*PUBLIC_URL is http:\/\/localhost:3978.* https:\/\/.*--socket/],
      [[], "http://agenda.poble.cat", /PUBLIC_URL is http:\/\/agenda\.poble\.cat.*--socket/],
      [["--oauth"], "http://agenda.poble.cat", /PUBLIC_URL is http:.*install/],
      [["--socket", "--oauth"], "http://agenda.poble.cat", /PUBLIC_URL is http:.*install/],
      [[], "https://localhost:3978", /PUBLIC_URL is https:\/\/localhost:3978.*--socket/],
      [[], "https://127.0.0.1", /PUBLIC_URL is https:\/\/127\.0\.0\.1.*--socket/],
    ];
    const outcomes = await Promise.all(
      refused.map(([args, url]) => run(script, workspace, args, { PUBLIC_URL: url })),
    );
    for (const [index, { code, stdout, stderr }] of outcomes.entries()) {
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(refused[index]?.[2] ?? "");
      expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    }
  });

  it("warns of an address whose links are shown no preview, where the program connects by itself", async () => {
    const { stderr } = await write(["--socket"], {});
    expect(stderr).toMatch(/previews.*localhost:3978.*PUBLIC_URL/);
  });

  it("fails with 1 for a wrong address and with 2 when it is used wrongly", async () => {
    const wrong = await run(script, workspace, [], { PUBLIC_URL: "agenda.poble.cat" });
    const misused = await run(script, workspace, ["--sockets"]);
    const help = await run(script, workspace, ["--help"]);
    expect([wrong.code, wrong.stdout]).toEqual([1, ""]);
    expect(wrong.stderr).toContain("PUBLIC_URL");
    expect([misused.code, misused.stdout]).toEqual([2, ""]);
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining("--oauth")]);
  });
});
