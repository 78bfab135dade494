import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import express from "express";
import { describe, expect, it, onTestFinished } from "vitest";
import { readConfig, settingNames } from "../../src/config.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { run } from "../scripts/run.ts";
import { createWorkspace } from "../scripts/small-knowledge.ts";

function messageFor(environment: Readonly<Record<string, string>>): string {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toMatchObject({ name: "AssistantError", code: "CONFIG_INVALID" });
    return error instanceof Error ? error.message : "";
  }
  throw new Error("these settings were accepted");
}

describe("readConfig", () => {
  it("needs no setting", () => {
    expect(readConfig({})).toEqual({
      knowledgeDirectory: "knowledge",
      indexDirectory: ".index",
      port: 3978,
      publicUrl: "http://localhost:3978",
      askPerMinute: 120,
      trustedProxies: "loopback",
      logLevel: "info",
      dataDirectory: ".data",
      retentionDays: 180,
      models: { budgetMs: 6_000 },
    });
  });

  it("takes what is set", () => {
    const settings = {
      KNOWLEDGE_DIR: "/srv/knowledge",
      INDEX_DIR: "/srv/index",
      PORT: "80",
      HOST: "127.0.0.1",
      PUBLIC_URL: "https://agenda.example.cat/assistent/",
      ASK_PER_MINUTE: "7",
      TRUSTED_PROXIES: "uniquelocal, 203.0.113.9",
      LOG_LEVEL: "debug",
      DATA_DIR: "/srv/data",
      ID_SECRET: "sixteen letters!",
      RETENTION_DAYS: "30",
    };
    expect(readConfig(settings)).toEqual({
      knowledgeDirectory: "/srv/knowledge",
      indexDirectory: "/srv/index",
      port: 80,
      host: "127.0.0.1",
      publicUrl: "https://agenda.example.cat/assistent",
      askPerMinute: 7,
      trustedProxies: "uniquelocal, 203.0.113.9",
      logLevel: "debug",
      dataDirectory: "/srv/data",
      idSecret: "sixteen letters!",
      retentionDays: 30,
      models: { budgetMs: 6_000 },
    });
  });

  it("takes an empty setting for an absent one", () => {
    const empty = Object.fromEntries(settingNames.map((name) => [name, " "]));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it("links to the port when there is no public address", () => {
    expect(readConfig({ PORT: "8080" }).publicUrl).toBe("http://localhost:8080");
  });

  it.each(["http", "-1", "65536", "80.5", "0x50", "1e3", "80 81"])(
    "refuses the port %s",
    (PORT) => {
      expect(messageFor({ PORT })).toContain("PORT");
    },
  );

  it.each([
    "agenda.example.cat",
    "ftp://agenda.example.cat",
    "javascript:alert(1)",
    "https://example.cat/?a=1",
    "https://example.cat/#z",
    "https://u:p@example.cat",
    "https://example.cat/agenda",
  ])("refuses the public address %s", (url) => {
    expect(messageFor({ PUBLIC_URL: url })).toContain("PUBLIC_URL");
  });

  it.each(["0", "-1", "1.5", "1e3", "1000000", "many"])(
    "refuses %s questions a minute",
    (ASK_PER_MINUTE) => {
      expect(messageFor({ ASK_PER_MINUTE })).toContain("ASK_PER_MINUTE");
    },
  );

  it.each(["loopback", "linklocal,uniquelocal", "10.0.0.0/8 , 2001:db8::/32", "192.0.2.1", "::1"])(
    "takes the proxies %s, and the server takes them too",
    (TRUSTED_PROXIES) => {
      const { trustedProxies } = readConfig({ TRUSTED_PROXIES });

      expect(trustedProxies).toBe(TRUSTED_PROXIES);
      expect(() => express().set("trust proxy", trustedProxies)).not.toThrow();
    },
  );

  it.each([
    "true",
    "1",
    "*",
    "proxy.example.cat",
    "0.0.0.0/0",
    "::/0",
    "10.0.0.0/33",
    "::1/129",
    "10.0.0.0/",
    "10.0.0.0/8/8",
    "loopback/8",
    "10.0.0.1,",
    "10.0.0.1 10.0.0.2",
  ])("refuses the proxies %s", (TRUSTED_PROXIES) => {
    expect(messageFor({ TRUSTED_PROXIES })).toContain("TRUSTED_PROXIES");
  });

  it("names every wrong setting and where to correct it, and shows no value", () => {
    const names = ["PORT", "PUBLIC_URL", "ASK_PER_MINUTE", "TRUSTED_PROXIES", "LOG_LEVEL"];
    const message = messageFor(Object.fromEntries(names.map((name) => [name, "s3cret"])));

    for (const name of [...names, ".env"]) expect(message).toContain(name);
    expect(message).not.toContain("HOST");
    expect(message).not.toContain("s3cret");
  });
});

describe("the settings of Slack", () => {
  const oneWorkspace = { SLACK_BOT_TOKEN: "xoxb-1-a", SLACK_SIGNING_SECRET: "s".repeat(32) };
  const many = {
    SLACK_CLIENT_ID: "1.2",
    SLACK_CLIENT_SECRET: "c".repeat(32),
    SLACK_STATE_SECRET: "t".repeat(32),
    SLACK_APP_TOKEN: "xapp-1-a",
  };

  it("are absent where none says that Slack is wanted", () => {
    expect(readConfig({ SLACK_CONTACT: "informatica@example.cat" }).slack).toBeUndefined();
  });

  it("take one workspace with a token", () => {
    const places = { SLACK_ALLOWED_WORKSPACES: "T01AB, E02", SLACK_ALLOWED_CHANNELS: "C01,G02" };
    expect(
      readConfig({ ...oneWorkspace, ...places, SLACK_CONTACT: " Informàtica " }).slack,
    ).toEqual({
      apiUrl: "https://slack.com/api/",
      botToken: "xoxb-1-a",
      signingSecret: "s".repeat(32),
      allowedWorkspaces: ["T01AB", "E02"],
      allowedChannels: ["C01", "G02"],
      contact: "Informàtica",
    });
  });

  it("take many workspaces that install it, over a socket", () => {
    expect(readConfig(many).slack).toEqual({
      apiUrl: "https://slack.com/api/",
      appToken: "xapp-1-a",
      oauth: {
        clientId: "1.2",
        clientSecret: "c".repeat(32),
        stateSecret: "t".repeat(32),
      },
    });
  });

  it.each([
    ["SLACK_BOT_TOKEN", { SLACK_SIGNING_SECRET: "s".repeat(32) }],
    ["SLACK_SIGNING_SECRET", { SLACK_BOT_TOKEN: "xoxb-1-a" }],
    ["SLACK_BOT_TOKEN", { ...oneWorkspace, SLACK_BOT_TOKEN: "xoxp-1-a" }],
    ["SLACK_BOT_TOKEN", { ...oneWorkspace, ...many }],
    ["SLACK_STATE_SECRET", { ...many, SLACK_STATE_SECRET: "" }],
    ["SLACK_CLIENT_ID", { ...many, SLACK_CLIENT_ID: "app" }],
    ["SLACK_APP_TOKEN", { ...many, SLACK_APP_TOKEN: "xoxb-1-a" }],
    ["SLACK_ALLOWED_WORKSPACES", { ...oneWorkspace, SLACK_ALLOWED_WORKSPACES: "ajuntament" }],
    ["SLACK_ALLOWED_CHANNELS", { ...oneWorkspace, SLACK_ALLOWED_CHANNELS: "#general" }],
    ["SLACK_API_URL", { ...oneWorkspace, SLACK_API_URL: "slack.com" }],
  ])("refuse what is wrong or only half there, naming %s and no value", (name, settings) => {
    const given = Object.values(settings).filter((text) => text.length > 5);
    const message = messageFor(settings);
    expect(message).toContain(name);
    for (const value of given) expect(message).not.toContain(value);
  });
});

describe(".env", () => {
  it("that is another user's is named with the remedy", async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o755);
    await writeFile(join(folder, ".env"), "PORT=8080\n", { mode: 0o600 });
    const before = process.cwd();
    process.chdir(folder);
    onTestFinished(() => process.chdir(before));
    // Modes do not bind root: for a moment this is somebody else.
    if (process.getuid?.() === 0) process.seteuid?.("nobody");
    else await chmod(join(folder, ".env"), 0o000);
    onTestFinished(() => void process.seteuid?.(process.getuid?.() ?? 0));
    expect(() => readConfig()).toThrow(
      expect.objectContaining({
        name: "AssistantError",
        code: "CONFIG_INVALID",
        message: expect.stringMatching(/\/\.env cannot be read \(EACCES\): .*sudo -u agenda/),
      }),
    );
  });

  it.each([
    ["src/main.ts", []],
    ["scripts/build-index.ts", []],
    ["scripts/ask.ts", ["acció 1.1.1"]],
    ["scripts/slack-manifest.ts", []],
  ] as const)(
    "that cannot be read ends %s with one line",
    async (script, args) => {
      const workspace = await createWorkspace({});
      onTestFinished(() => workspace.remove());
      await mkdir(join(workspace.directory, ".env"));
      const { code, stdout, stderr } = await run(script, workspace, args);
      expect([code, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(/^the settings in \S+\.env cannot be read \(EISDIR\): .*\n$/);
    },
    30_000,
  );
});

describe(".env.example", () => {
  it("lists exactly the settings that there are, all of them as comments", async () => {
    const text = await readFile(join(import.meta.dirname, "../../.env.example"), "utf8");
    const listed = [...text.matchAll(/^(#?)([A-Z][A-Z0-9_]*)=/gm)];

    expect(listed.map(([, , name]) => name)).toEqual(settingNames);
    expect(listed.filter(([, comment]) => comment !== "#")).toEqual([]);
  });

  it("shows values that are accepted", async () => {
    const text = await readFile(join(import.meta.dirname, "../../.env.example"), "utf8");
    const settings = [...text.matchAll(/^#([A-Z][A-Z0-9_]*)=(.*)$/gm)];

    expect(() =>
      readConfig(Object.fromEntries(settings.map(([, name, value]) => [name ?? "", value]))),
    ).not.toThrow();
  });
});
