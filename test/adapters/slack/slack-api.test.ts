import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import {
  type ChatPostMessageArguments,
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
  type WebClientOptions,
} from "@slack/web-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type SlackApi, type SlackApiOptions, startSlackApi } from "./slack-api.ts";

let slack: SlackApi;
beforeEach(async () => {
  slack = await startSlackApi();
});
afterEach(async () => {
  await slack.stop();
  await slack.stop();
});

const channel = "C0GENERAL0";
const im = "D0ANNA0000";
const text = "Resposta";
const plain = (words: string) => ({ type: "plain_text" as const, text: words });
const divider = { type: "divider" as const };
const home = { type: "home" as const, blocks: [divider] };
const modal = { type: "modal" as const, title: plain("Pregunta"), blocks: [divider] };

function clientOf(token = "xoxb-test", options: WebClientOptions = {}): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.url,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    logger: silent,
    ...options,
  });
}
const silent = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

/** Slack's code when it refuses. */
async function refusalOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WebAPIPlatformError)) throw new Error("not refused", { cause: error });
  return error.data.error;
}

async function restartWith(options: SlackApiOptions): Promise<void> {
  await slack.stop();
  slack = await startSlackApi(options);
}

describe("chat.postMessage", () => {
  it("takes a good message and shows it", async () => {
    const asked = slack.write({ channel, user: "U0ANNA0000", text: "Què és?" });
    const metadata = { event_type: "agenda_answer", event_payload: { message: "m1" } };
    const blocks = [{ type: "section" as const, text: { type: "mrkdwn" as const, text: "*Sí*" } }];
    const sent = await clientOf().chat.postMessage({
      channel,
      text,
      blocks,
      thread_ts: asked,
      metadata,
      unfurl_links: false,
    });

    expect(sent).toMatchObject({ ok: true, channel, message: { text, bot_id: "B0AGENDA00" } });
    expect(slack.posted).toMatchObject([
      { channel, ts: asked, user: "U0ANNA0000", text: "Què és?" },
      { channel, ts: sent.ts, thread_ts: asked, text, blocks, metadata, bot: true },
    ]);
    expect(slack.callsOf("chat.postMessage")).toMatchObject([
      { token: "xoxb-test", args: { channel, blocks, metadata, unfurl_links: false } },
    ]);
    expect(slack.faults).toEqual([]);
  });

  it("gives each message a later ts", async () => {
    const client = clientOf();
    const all = await Promise.all(
      Array.from({ length: 20 }, () => client.chat.postMessage({ channel, text })),
    );
    expect(new Set(all.map(({ ts }) => ts)).size).toBe(20);
    const order = slack.posted.map(({ ts }) => ts);
    expect(order).toEqual([...order].sort());
  });

  const wrong: [string, Record<string, unknown>][] = [
    ["invalid_arguments", { channel: "#general", text }],
    ["invalid_arguments", { text }],
    ["invalid_arguments", { channel, text, colour: "red" }],
    ["invalid_arguments", { channel, text, thread_ts: 1.5 }],
    ["invalid_arguments", { channel, text, blocks: "[" }],
    ["channel_not_found", { channel: "C0NOWHERE0", text }],
    ["no_text", { channel }],
    ["no_text", { channel, text: "", blocks: [] }],
    ["thread_not_found", { channel, text, thread_ts: "1764000000.000100" }],
    ["invalid_blocks", { channel, text, blocks: [{ type: "section" }] }],
    ["invalid_blocks", { channel, text, blocks: {} }],
    [
      "msg_blocks_too_long",
      { channel, text, blocks: Array(5).fill({ type: "section", text: plain("a".repeat(2_700)) }) },
    ],
    ["invalid_attachments", { channel, text, attachments: [{ blocks: [{}] }] }],
    ["invalid_metadata_format", { channel, text, metadata: { event_type: "a" } }],
    [
      "invalid_metadata_format",
      { channel, text, metadata: { event_type: "a b", event_payload: {} } },
    ],
    [
      "metadata_too_large",
      { channel, text, metadata: { event_type: "a", event_payload: { b: "c".repeat(20_000) } } },
    ],
    ["markdown_text_conflict", { channel, text, markdown_text: "a" }],
  ];
  it.each(wrong)("refuses with %s: %j", async (error, args) => {
    expect(await refusalOf(clientOf().apiCall("chat.postMessage", args))).toBe(error);
    expect(slack.faults).toEqual([expect.stringContaining(`chat.postMessage: ${error}`)]);
    expect(slack.posted).toEqual([]);
  });

  it("takes what is shown badly, and notes it", async () => {
    const client = clientOf();
    await client.chat.postMessage({ channel, text: "R&D" });
    await client.chat.postMessage({ channel, text: "a".repeat(4_001) });
    await client.chat.postMessage({ channel, blocks: [divider] } as ChatPostMessageArguments);
    expect(slack.posted).toHaveLength(3);
    expect(slack.faults).toEqual([
      expect.stringContaining("raw &"),
      expect.stringContaining("4000 recommended"),
      expect.stringContaining("missing"),
    ]);
  });

  it("knows which conversations can be written in", async () => {
    slack.addChannel("C0OLD00000", "channel", { archived: true });
    slack.addChannel("C0OUT00000", "channel", { member: false });
    slack.addChannel("G0SECRET00", "group", { member: false });
    slack.removeChannel(im);
    const post = (id: string) => refusalOf(clientOf().chat.postMessage({ channel: id, text }));
    expect(await post("C0OLD00000")).toBe("is_archived");
    expect(await post("C0OUT00000")).toBe("not_in_channel");
    expect(await post("G0SECRET00")).toBe("channel_not_found");
    expect(await post(im)).toBe("channel_not_found");
  });

  it("answers in threads at their root only", async () => {
    const root = slack.write({ channel, user: "U0ANNA0000", text: "a" });
    const reply = slack.write({ channel, user: "U0ANNA0000", text: "b", thread_ts: root });
    const post = (thread_ts: string) => clientOf().chat.postMessage({ channel, text, thread_ts });
    expect(await refusalOf(post(reply))).toBe("cannot_reply_to_message");
    expect(await post(root)).toMatchObject({ ok: true });
  });
});

describe("tokens", () => {
  it("must be known, and hold", async () => {
    expect(await refusalOf(clientOf("xoxb-other").auth.test())).toBe("invalid_auth");
    expect(await refusalOf(clientOf("").auth.test())).toBe("not_authed");
    expect(await refusalOf(clientOf("xapp-1").auth.test())).toBe("not_allowed_token_type");
    expect(await refusalOf(clientOf().apps.connections.open())).toBe("not_allowed_token_type");
    slack.revoke("xoxb-test");
    expect(await refusalOf(clientOf().auth.test())).toBe("token_revoked");
  });

  it("say who and where, and with which scopes", async () => {
    expect(await clientOf().auth.test()).toMatchObject({
      team_id: "T0AGENDA00",
      user_id: "U0AGENDA00",
      bot_id: "B0AGENDA00",
      response_metadata: { scopes: ["chat:write"] },
    });
    expect(await clientOf("xapp-1").apps.connections.open()).toMatchObject({ ok: true });
    expect(await clientOf().api.test()).toMatchObject({ ok: true });
    expect(await clientOf().team.info()).toMatchObject({ team: { id: "T0AGENDA00" } });
    expect(slack.faults).toEqual([]);
  });

  it("belong to a workspace, with its own channels and scopes", async () => {
    await restartWith({
      tokens: {
        "xoxb-a": { team: "T0A", bot: "U0BOTA", botId: "B0BOTA", scopes: ["channels:history"] },
        "xoxb-b": { team: "T0B", bot: "U0BOTB", botId: "B0BOTB" },
      },
    });
    slack.addChannel("C0OFB", "channel", { team: "T0B" });
    expect(await refusalOf(clientOf("xoxb-a").chat.postMessage({ channel, text }))).toBe(
      "missing_scope",
    );
    expect(
      await refusalOf(
        clientOf("xoxb-a").conversations.replies({ channel: "C0OFB", ts: "1764000000.000100" }),
      ),
    ).toBe("channel_not_found");
    await clientOf("xoxb-b").chat.postMessage({ channel: "C0OFB", text });
    expect(slack.posted).toMatchObject([{ user: "U0BOTB", team: "T0B" }]);
  });

  it("come from codes that are good once", async () => {
    const access = (code: string) =>
      clientOf("").oauth.v2.access({ client_id: "1.2", client_secret: "s", code });
    expect(await access("code-test")).toMatchObject({
      access_token: "xoxb-test",
      bot_user_id: "U0AGENDA00",
      team: { id: "T0AGENDA00" },
    });
    expect(await refusalOf(access("code-test"))).toBe("code_already_used");
    expect(await refusalOf(access("other"))).toBe("invalid_code");
  });

  it("are given back", async () => {
    await clientOf().auth.revoke({ test: true });
    await clientOf().auth.revoke();
    expect(await refusalOf(clientOf().auth.test())).toBe("token_revoked");
  });
});

describe("calls", () => {
  it("must be of a known method, and posted", async () => {
    expect(await refusalOf(clientOf().apiCall("chat.shout"))).toBe("unknown_method");
    const headers = { authorization: "Bearer xoxb-test" };
    const got = await fetch(`${slack.url}auth.test`, { headers });
    expect(await got.json()).toMatchObject({ ok: false, error: "invalid_post_type" });
    expect(slack.faults).toHaveLength(2);
  });

  it("are taken as JSON too", async () => {
    const sent = await fetch(`${slack.url}chat.postMessage`, {
      method: "POST",
      headers: { authorization: "Bearer xoxb-test", "content-type": "application/json" },
      body: JSON.stringify({ channel, text, blocks: [divider], unfurl_links: false }),
    });
    expect(await sent.json()).toMatchObject({ ok: true });
    expect(slack.faults).toEqual([]);
  });

  it("may be many", async () => {
    const client = clientOf("xoxb-test", { maxRequestConcurrency: 100 });
    const started = performance.now();
    await Promise.all(
      Array.from({ length: 600 }, () => client.chat.postMessage({ channel, text })),
    );
    expect(slack.posted).toHaveLength(600);
    expect(600_000 / (performance.now() - started)).toBeGreaterThan(200);
  });
});

describe("messages that are there", () => {
  it("are changed and deleted by who wrote them", async () => {
    const client = clientOf();
    const { ts = "" } = await client.chat.postMessage({ channel, text, blocks: [divider] });
    await client.chat.update({ channel, ts, text: "Millor" });
    expect(slack.posted).toMatchObject([{ ts, text: "Millor", blocks: [divider], edited: true }]);
    await client.chat.update({ channel, ts, text: "Millor", blocks: [] });
    expect(slack.posted).toMatchObject([{ blocks: [] }]);
    await client.chat.delete({ channel, ts });
    expect(slack.posted).toEqual([]);
    expect(slack.faults).toEqual([]);

    const theirs = slack.write({ channel, user: "U0ANNA0000", text });
    expect(await refusalOf(client.chat.update({ channel, ts, text }))).toBe("message_not_found");
    expect(await refusalOf(client.chat.delete({ channel, ts }))).toBe("message_not_found");
    expect(await refusalOf(client.chat.update({ channel, ts: theirs, text }))).toBe(
      "cant_update_message",
    );
    expect(await refusalOf(client.chat.delete({ channel, ts: theirs }))).toBe(
      "cant_delete_message",
    );
  });

  it("keep their metadata until it is emptied", async () => {
    const client = clientOf();
    const metadata = { event_type: "a", event_payload: { b: 1 } };
    const { ts = "" } = await client.chat.postMessage({ channel, text, metadata });
    await client.chat.update({ channel, ts, text });
    expect(slack.posted).toMatchObject([{ metadata }]);
    await client.apiCall("chat.update", { channel, ts, text, metadata: {} });
    expect(slack.posted[0]).not.toHaveProperty("metadata");
  });

  it("are edited and deleted by people", () => {
    const ts = slack.write({ channel, user: "U0ANNA0000", text: "a", blocks: [divider] });
    slack.edit(channel, ts, "b");
    expect(slack.posted).toMatchObject([{ ts, text: "b", edited: true }]);
    slack.remove(channel, ts);
    expect(slack.posted).toEqual([]);
    expect(() => slack.remove(channel, ts)).toThrow(/no message/);
  });

  it("are answered to one person alone", async () => {
    const client = clientOf();
    const sent = await client.chat.postEphemeral({ channel, user: "U0ANNA0000", text });
    expect(slack.ephemerals).toMatchObject([{ channel, user: "U0ANNA0000", ts: sent.message_ts }]);
    expect(slack.posted).toEqual([]);
    expect(
      await refusalOf(client.chat.postEphemeral({ channel: im, user: "U0BERTA000", text })),
    ).toBe("user_not_in_channel");
  });

  it("get reactions, once each", async () => {
    const timestamp = slack.write({ channel, user: "U0ANNA0000", text });
    const react = (name: string) => clientOf().reactions.add({ channel, timestamp, name });
    await react("eyes");
    expect(slack.posted).toMatchObject([{ reactions: ["eyes"] }]);
    expect(await refusalOf(react("eyes"))).toBe("already_reacted");
    expect(await refusalOf(react(":eyes:"))).toBe("invalid_arguments");
  });
});

describe("conversations.replies", () => {
  async function thread(length: number) {
    const root = slack.write({ channel, user: "U0ANNA0000", text: "arrel" });
    const replies: string[] = [];
    for (let at = 0; at < length; at += 1) {
      const metadata = { event_type: "agenda_answer", event_payload: { message: `m${at}` } };
      const sent = await clientOf().chat.postMessage({
        channel,
        text: `r${at}`,
        thread_ts: root,
        metadata,
      });
      replies.push(sent.ts ?? "");
    }
    return { root, replies };
  }
  const textsOf = (page: { messages?: { text?: string }[] }) =>
    page.messages?.map((message) => message.text);

  it("gives the root first, and metadata when asked for", async () => {
    const { root } = await thread(2);
    const without = await clientOf().conversations.replies({ channel, ts: root });
    expect(JSON.stringify(without)).not.toContain('metadata":{"event');
    const page = await clientOf().conversations.replies({
      channel,
      ts: root,
      include_all_metadata: true,
    });
    expect(textsOf(page)).toEqual(["arrel", "r0", "r1"]);
    expect(page).toMatchObject({
      has_more: false,
      messages: [
        { ts: root, thread_ts: root, reply_count: 2, user: "U0ANNA0000" },
        { bot_id: "B0AGENDA00", metadata: { event_payload: { message: "m0" } } },
        { metadata: { event_payload: { message: "m1" } } },
      ],
    });
  });

  it("goes by pages, the root on each", async () => {
    const { root } = await thread(5);
    const pages: unknown[] = [];
    for await (const page of clientOf().paginate("conversations.replies", {
      channel,
      ts: root,
      limit: 3,
    }))
      pages.push(textsOf(page as { messages?: { text?: string }[] }));
    expect(pages).toEqual([
      ["arrel", "r0", "r1"],
      ["arrel", "r2", "r3"],
      ["arrel", "r4"],
    ]);
    const bad = clientOf().conversations.replies({ channel, ts: root, cursor: "x" });
    expect(await refusalOf(bad)).toBe("invalid_cursor");
  });

  it("goes from one time to another, with the edges or without", async () => {
    const { root, replies } = await thread(4);
    const [, oldest = "", latest = ""] = replies;
    const read = (inclusive: boolean) =>
      clientOf().conversations.replies({ channel, ts: root, oldest, latest, inclusive });
    expect(textsOf(await read(true))).toEqual(["arrel", "r1", "r2"]);
    expect(textsOf(await read(false))).toEqual(["arrel"]);
  });

  it("keeps the place of a deleted root that was answered", async () => {
    const { root } = await thread(1);
    slack.remove(channel, root);
    const page = await clientOf().conversations.replies({ channel, ts: root });
    expect(page.messages).toMatchObject([{ subtype: "tombstone" }, { text: "r0" }]);
    expect(slack.posted).toMatchObject([{ text: "r0" }]);
    const nowhere = clientOf().conversations.replies({ channel, ts: "1764000000.000100" });
    expect(await refusalOf(nowhere)).toBe("thread_not_found");
  });
});

describe("conversations", () => {
  it("are opened with people, and described", async () => {
    const client = clientOf();
    expect(await client.conversations.open({ users: "U0ANNA0000" })).toMatchObject({
      channel: { id: im },
    });
    const opened = await client.conversations.open({ users: "U0BERTA000" });
    const again = await client.conversations.open({ users: "U0BERTA000" });
    expect(opened.channel?.id).toBe(again.channel?.id);
    const { channel: info } = await client.conversations.info({ channel });
    expect(info).toMatchObject({ is_channel: true, is_member: true, is_archived: false });
    expect(await client.users.info({ user: "U0ANNA0000" })).toMatchObject({
      user: { is_bot: false },
    });
  });
});

describe("views", () => {
  it("are published, unless something newer is there", async () => {
    const client = clientOf();
    const user_id = "U0ANNA0000";
    const first = await client.views.publish({ user_id, view: home });
    expect(slack.homes.get(user_id)).toMatchObject({ id: first.view?.id, blocks: [divider] });
    const hash = first.view?.hash ?? "";
    const second = await client.views.publish({ user_id, view: home, hash });
    expect(second.view).toMatchObject({ id: first.view?.id });
    expect(await refusalOf(client.views.publish({ user_id, view: home, hash }))).toBe(
      "hash_conflict",
    );
    expect(await refusalOf(client.views.publish({ user_id, view: modal }))).toBe(
      "invalid_arguments",
    );
    const bad = { ...home, blocks: [{ type: "context_actions", elements: [] }] };
    expect(await refusalOf(client.views.publish({ user_id, view: bad }))).toBe("invalid_arguments");
    expect(slack.faults.at(-1)).toContain("/blocks/0");
  });

  it("are opened once a press, and updated", async () => {
    const client = clientOf();
    const opened = await client.views.open({ trigger_id: "1.2", view: modal });
    const view_id = opened.view?.id ?? "";
    const view = { ...modal, title: plain("Resposta") };
    await client.views.update({ view_id, view, hash: opened.view?.hash ?? "" });
    await client.views.push({ trigger_id: "1.3", view: modal });
    expect(slack.views).toMatchObject([
      { id: view_id, title: { text: "Pregunta" } },
      { id: view_id, title: { text: "Resposta" } },
      { title: { text: "Pregunta" } },
    ]);
    expect(slack.faults).toEqual([]);
    expect(await refusalOf(client.views.open({ trigger_id: "1.2", view: modal }))).toBe(
      "exchanged_trigger_id",
    );
    expect(await refusalOf(client.views.update({ view_id: "V1", view }))).toBe("not_found");
    const old = { view_id, view, hash: opened.view?.hash ?? "" };
    expect(await refusalOf(client.views.update(old))).toBe("hash_conflict");
  });
});

describe("agents", () => {
  const prompts = [{ title: "Eixos", message: "Quins eixos hi ha?" }] as [
    { title: string; message: string },
  ];

  it("say what they do until they answer", async () => {
    const client = clientOf();
    const thread_ts = slack.write({ channel: im, user: "U0ANNA0000", text: "Què és?" });
    await client.assistant.threads.setStatus({ channel_id: im, thread_ts, status: "Cercant…" });
    expect(slack.statuses.get(`${im} ${thread_ts}`)).toBe("Cercant…");
    await client.agents.sessions.setStatus({ channel_id: im, thread_ts, status: "processing" });
    await client.chat.postMessage({ channel: im, thread_ts, text });
    expect(slack.statuses.size).toBe(0);
    expect(slack.faults).toEqual([]);
    const wrong = { channel_id: im, thread_ts, status: "thinking" };
    expect(await refusalOf(client.agents.sessions.setStatus(wrong))).toBe("invalid_arguments");
  });

  it("suggest one to four prompts, to no thread", async () => {
    const client = clientOf();
    const set = (more: object) =>
      client.assistant.threads.setSuggestedPrompts({ channel_id: im, prompts, ...more });
    await set({ title: "Pregunteu" });
    expect(slack.prompts.get(im)).toEqual({ title: "Pregunteu", prompts });
    expect(slack.faults).toEqual([]);
    await set({ thread_ts: "1764000000.000100" });
    expect(slack.faults).toEqual([expect.stringContaining("nothing is shown")]);
    expect(await refusalOf(set({ prompts: [] }))).toBe("invalid_arguments");
    expect(await refusalOf(set({ prompts: Array(5).fill(prompts[0]) }))).toBe("invalid_arguments");
  });
});

describe("chat.unfurl", () => {
  const url = "https://agenda.example.org/agenda/1.1.1?a=1&b=2";
  const unfurls = { [url]: { blocks: [divider] } };

  it("shows blocks below a link of a message", async () => {
    const ts = slack.write({ channel, user: "U0ANNA0000", text: `<${url.replace("&", "&amp;")}>` });
    await clientOf().chat.unfurl({ channel, ts, unfurls });
    await clientOf().chat.unfurl({ unfurl_id: "a", source: "composer", unfurls });
    expect(slack.posted).toMatchObject([{ ts, unfurls }]);
    expect(slack.faults).toEqual([]);
  });

  it("refuses other links, messages and shapes", async () => {
    const ts = slack.write({ channel, user: "U0ANNA0000", text: "res" });
    const unfurl = (args: object) => refusalOf(clientOf().apiCall("chat.unfurl", { ...args }));
    expect(await unfurl({ channel, ts, unfurls })).toBe("cannot_unfurl_url");
    expect(await unfurl({ channel, ts: "1764000000.000100", unfurls })).toBe("cannot_find_message");
    expect(await unfurl({ channel, ts, unfurls: {} })).toBe("missing_unfurls");
    expect(await unfurl({ channel, ts, unfurls: { [url]: { blocks: [{}] } } })).toBe(
      "cannot_parse_attachment",
    );
    expect(await unfurl({ unfurls })).toBe("invalid_arguments");
  });
});

describe("blocks.validate", () => {
  it("points at what is wrong, and counts it as no fault", async () => {
    const client = clientOf();
    expect(await client.blocks.validate({ blocks: [divider] })).toMatchObject({ ok: true });
    expect(await client.blocks.validate({ view: modal })).toMatchObject({ ok: true });
    const error = await client
      .apiCall("blocks.validate", { message: { blocks: [{}] } })
      .catch((reason) => reason);
    expect(error.data).toMatchObject({
      error: "invalid_message",
      errors: [{ pointer: expect.stringContaining("/blocks/0") }],
    });
    expect(slack.faults).toEqual([]);
  });
});

describe("responseUrl", () => {
  const reply = (url: string, body: unknown, type = "application/json") =>
    fetch(url, { method: "POST", body: JSON.stringify(body), headers: { "content-type": type } });

  it("answers one person or everybody, five times", async () => {
    const url = slack.responseUrl({ channel, user: "U0ANNA0000" });
    await reply(url, { text, replace_original: false });
    await reply(url, { text: "Per a tothom", response_type: "in_channel" });
    for (let at = 0; at < 3; at += 1) await reply(url, { text });
    expect(slack.ephemerals).toHaveLength(4);
    expect(slack.posted).toMatchObject([{ channel, text: "Per a tothom", bot: true }]);
    expect(slack.faults).toEqual([]);
    expect((await reply(url, { text })).status).toBe(404);
    expect((await reply(`${url}x`, { text })).status).toBe(404);
    expect(slack.callsOf("response_url")).toHaveLength(7);
  });

  it("replaces and deletes what was pressed", async () => {
    const user = "U0ANNA0000";
    const { message_ts = "" } = await clientOf().chat.postEphemeral({ channel, user, text });
    const url = slack.responseUrl({ channel, user, message_ts });
    await reply(url, { text: "Nou", replace_original: true });
    expect(slack.ephemerals).toMatchObject([{ ts: message_ts, text: "Nou" }]);
    await reply(url, { delete_original: true });
    expect(slack.ephemerals).toEqual([]);

    const { ts = "" } = await clientOf().chat.postMessage({ channel, text, blocks: [divider] });
    await reply(slack.responseUrl({ channel, user, message_ts: ts }), {
      text: "Nou",
      replace_original: true,
    });
    expect(slack.posted).toMatchObject([{ ts, text: "Nou", edited: true }]);
    expect(slack.posted[0]).not.toHaveProperty("blocks");
  });

  it.each([
    [{ text: "", blocks: [] }, "application/json"],
    [{ text, colour: "red" }, "application/json"],
    [{ text, blocks: [{}] }, "application/json"],
    [{ text, thread_ts: "1764000000.000100" }, "application/json"],
    [{ text }, "application/x-www-form-urlencoded"],
  ])("refuses %j as %s", async (body, type) => {
    const url = slack.responseUrl({ channel, user: "U0ANNA0000" });
    expect((await reply(url, body, type)).status).toBe(400);
    expect(slack.faults).toHaveLength(1);
    expect(slack.ephemerals).toEqual([]);
  });
});

describe("misbehave", () => {
  const post = (options: WebClientOptions = {}) =>
    clientOf("xoxb-test", options).chat.postMessage({ channel, text });

  it("says that there were too many calls", async () => {
    slack.misbehave("chat.postMessage", { kind: "status", status: 429, retryAfterSeconds: 7 });
    await expect(post()).rejects.toSatisfy(
      (error) => error instanceof WebAPIRateLimitedError && error.retryAfter === 7,
    );
    expect(slack.posted).toEqual([]);
  });

  it("fails with a status", async () => {
    slack.misbehave("chat.postMessage", { kind: "status", status: 503, body: "<html>" });
    await expect(post()).rejects.toSatisfy(
      (error) => error instanceof WebAPIHTTPError && error.statusCode === 503,
    );
  });

  it("fails with an error, and with what is no JSON", async () => {
    slack.misbehave("*", { kind: "error", error: "fatal_error" }, { kind: "not-json" });
    expect(await refusalOf(post())).toBe("fatal_error");
    expect(await refusalOf(post())).toContain("<html>");
    expect(await post()).toMatchObject({ ok: true });
  });

  it.each([
    ["drop-before", 0],
    ["drop-after", 1],
  ] as const)("hangs up: %s", async (kind, done) => {
    slack.misbehave("chat.postMessage", { kind });
    await expect(post()).rejects.toBeInstanceOf(WebAPIRequestError);
    expect(slack.posted).toHaveLength(done);
    expect(slack.calls).toHaveLength(1);
  });

  it("hangs up midway, the work done", async () => {
    slack.misbehave("chat.postMessage", { kind: "drop-midway" });
    await expect(post()).rejects.toThrow(/terminated|fetch failed|closed/);
    expect(slack.posted).toHaveLength(1);
  });

  it("never answers, or late", async () => {
    slack.misbehave("chat.postMessage", { kind: "hang" }, { kind: "slow", ms: 40 });
    await expect(post({ timeout: 60 })).rejects.toBeInstanceOf(WebAPIRequestError);
    expect(slack.posted).toEqual([]);
    const started = performance.now();
    await post();
    expect(performance.now() - started).toBeGreaterThan(35);
  });

  it("counts by method, in order, and only as often as told", async () => {
    slack.misbehave("auth.test", { kind: "error", error: "a" }, { kind: "error", error: "b" });
    expect(await post()).toMatchObject({ ok: true });
    expect(await refusalOf(clientOf().auth.test())).toBe("a");
    expect(await refusalOf(clientOf().auth.test())).toBe("b");
    expect(await clientOf().auth.test()).toMatchObject({ ok: true });
    expect(slack.faults).toEqual([]);
  });

  it("goes for addresses for answers too", async () => {
    slack.misbehave("response_url", { kind: "status", status: 500 });
    const url = slack.responseUrl({ channel, user: "U0ANNA0000" });
    const answered = await fetch(url, { method: "POST", body: "{}" });
    expect(answered.status).toBe(500);
  });
});

describe("the stand-in as a program of its own", () => {
  let program: ChildProcessByStdio<null, Readable, null> | undefined;
  afterEach(() => void program?.kill("SIGKILL"));

  it("tells what it has, and lets people write", async () => {
    const file = fileURLToPath(new URL("./slack-api-process.ts", import.meta.url));
    const started = spawn(process.execPath, ["--import", "tsx", file], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    program = started;
    const line = await new Promise<string>((resolve) =>
      started.stdout.once("data", (data: Buffer) => resolve(data.toString())),
    );
    const { url } = JSON.parse(line) as { url: string };
    const client = new WebClient("xoxb-test", { slackApiUrl: url, retryConfig: { retries: 0 } });
    const ask = async (path: string, body?: unknown) => {
      const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
      return (await fetch(new URL(path, url), init)).json();
    };
    const { ts } = await ask("/write", { channel, user: "U0ANNA0000", text: "Què és?" });
    await client.chat.postMessage({ channel, text, thread_ts: ts });
    await ask("/misbehave", { method: "auth.test", faults: [{ kind: "error", error: "a" }] });

    expect(await refusalOf(client.auth.test())).toBe("a");
    expect(await ask("/state")).toMatchObject({
      posted: [
        { ts, text: "Què és?" },
        { thread_ts: ts, text },
      ],
      ephemerals: [],
      calls: 2,
      faults: [],
    });
    const ended = new Promise((resolve) => started.once("exit", resolve));
    started.kill();
    expect(await ended).toBe(0);
  }, 20_000);
});
