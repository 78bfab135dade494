import { createServer } from "node:http";
import { verifySlackRequest } from "@slack/bolt";
import { describe, expect, it } from "vitest";
import { faultsInBlocks } from "./block-kit.ts";
import {
  appContextChanged,
  appHomeOpened,
  appMention,
  appUninstalled,
  botMessage,
  channelMessage,
  directMessage,
  fileShare,
  linkShared,
  messageChanged,
  messageDeleted,
  ownMessage,
  post,
  type SignedRequest,
  signedRequest,
  sslCheck,
  threadReply,
  tokensRevoked,
  urlVerification,
} from "./events.ts";
import {
  chosenValue,
  ephemeralAction,
  globalShortcut,
  homeAction,
  messageAction,
  messageShortcut,
  modalAction,
  slashCommand,
  typedValue,
  viewSubmission,
} from "./interactions.ts";

const secret = "8f742231b10e8888abcd99yyyzzz85a5";

/** Whether Slack's own package believes a request. */
function isBelieved({ body, headers }: SignedRequest): boolean {
  verifySlackRequest({
    signingSecret: secret,
    body,
    headers: {
      "x-slack-signature": headers["x-slack-signature"] ?? "",
      "x-slack-request-timestamp": Number(headers["x-slack-request-timestamp"]),
    },
  });
  return true;
}

describe("signedRequest", () => {
  it("signs what Slack's own package believes", () => {
    expect(isBelieved(signedRequest(secret, appMention()))).toBe(true);
    expect(isBelieved(signedRequest(secret, slashCommand({ text: "accents: à i &" })))).toBe(true);
    expect(() => isBelieved(signedRequest("other", appMention()))).toThrow(/signature mismatch/);
    const old = { timestamp: Math.floor(Date.now() / 1_000) - 400 };
    expect(() => isBelieved(signedRequest(secret, appMention(), old))).toThrow(/stale/);
  });

  it("signs as the documentation's example does", () => {
    // https://docs.slack.dev/authentication/verifying-requests-from-slack
    const body =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    const { headers } = signedRequest("8f742231b10e8888abcd99yyyzzz85a5", body, {
      timestamp: 1_531_420_618,
    });
    expect(headers["x-slack-signature"]).toBe(
      "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    );
  });

  it("sends events as JSON and what people press as a form", () => {
    const event = signedRequest(secret, appMention());
    const press = signedRequest(secret, messageAction());
    const command = signedRequest(secret, slashCommand());
    expect(event.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(event.body)).toMatchObject({ event: { type: "app_mention" } });
    expect(press.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(JSON.parse(new URLSearchParams(press.body).get("payload") ?? "")).toMatchObject({
      type: "block_actions",
    });
    expect(new URLSearchParams(command.body).get("command")).toBe("/agenda");
    expect(signedRequest(secret, sslCheck()).body).toContain("ssl_check=1");
    expect(signedRequest(secret, "{", { contentType: "text/plain" })).toMatchObject({
      body: "{",
      headers: { "content-type": "text/plain" },
    });
  });

  it("says when an event comes again", () => {
    const retry = { num: 1, reason: "http_timeout" };
    expect(signedRequest(secret, appMention(), { retry }).headers).toMatchObject({
      "x-slack-retry-num": "1",
      "x-slack-retry-reason": "http_timeout",
    });
  });
});

describe("events", () => {
  const all = [
    appMention(),
    channelMessage(),
    directMessage(),
    threadReply({ thread_ts: "1764000000.000100" }),
    messageChanged({ previous: "Bon dia" }),
    messageDeleted(),
    botMessage(),
    ownMessage(),
    fileShare(),
    appHomeOpened(),
    appContextChanged(),
    linkShared(),
    appUninstalled(),
    tokensRevoked(),
  ];

  it.each(all.map((event) => [event.event.type, event] as const))(
    "wraps %s as Slack does",
    (_type, event) => {
      expect(event).toMatchObject({
        type: "event_callback",
        team_id: "T0AGENDA00",
        api_app_id: "A0AGENDA00",
        authorizations: [
          {
            enterprise_id: null,
            team_id: "T0AGENDA00",
            user_id: "U0AGENDA00",
            is_bot: true,
            is_enterprise_install: false,
          },
        ],
        is_ext_shared_channel: false,
      });
    },
  );

  it("gives each its own id, and each message its own ts", () => {
    expect(new Set(all.map(({ event_id }) => event_id)).size).toBe(all.length);
    const [first, second] = [channelMessage(), channelMessage()];
    expect(first.event.ts < second.event.ts).toBe(true);
  });

  it("mirrors the text in rich text that Slack takes", () => {
    const text =
      "<@U0AGENDA00> mira &lt;això&gt; <https://example.org?a=1&amp;b=2|aquí> <#C0GENERAL0>";
    const { event } = appMention({ text });
    expect(event.blocks).toMatchObject([
      {
        elements: [
          {
            elements: [
              { type: "user", user_id: "U0AGENDA00" },
              { type: "text", text: " mira <això> " },
              { type: "link", url: "https://example.org?a=1&b=2", text: "aquí" },
              { type: "text", text: " " },
              { type: "channel", channel_id: "C0GENERAL0" },
            ],
          },
        ],
      },
    ]);
    expect(faultsInBlocks(event.blocks)).toEqual([]);
    expect(event.client_msg_id).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  it("knows what kind of conversation it is in", () => {
    expect(directMessage().event).toMatchObject({ channel_type: "im", channel: "D0ANNA0000" });
    expect(directMessage().event).not.toHaveProperty("thread_ts");
    expect(directMessage({ thread_ts: "1.2" }).event).toMatchObject({ thread_ts: "1.2" });
    expect(channelMessage({ channel: "G0PRIVATE0" }).event.channel_type).toBe("group");
  });

  it("keeps the ts of what was edited or deleted", () => {
    const edited = messageChanged({ ts: "1.2", text: "b", previous: "a" }).event;
    expect(edited).toMatchObject({
      message: { ts: "1.2", text: "b", edited: { user: "U0ANNA0000" } },
      previous_message: { ts: "1.2", text: "a" },
    });
    expect(messageChanged({ ts: "1.2", text: "b" }).event.message).not.toHaveProperty("edited");
    expect(messageDeleted({ ts: "1.2" }).event).toMatchObject({
      deleted_ts: "1.2",
      previous_message: { ts: "1.2" },
    });
  });

  it("takes other teams, and any other field", () => {
    const event = directMessage({ team: "T0OTHER000", bot: "U0OTHER000", more: { text: 7 } });
    expect(event).toMatchObject({
      team_id: "T0OTHER000",
      authorizations: [{ team_id: "T0OTHER000", user_id: "U0OTHER000" }],
      event: { team: "T0OTHER000", text: 7 },
    });
  });

  it("tells a link in the composer from one that was sent", () => {
    expect(linkShared().event).toMatchObject({
      source: "conversations_history",
      channel: "C0GENERAL0",
    });
    expect(linkShared({ composing: true }).event).toMatchObject({
      source: "composer",
      channel: "COMPOSER",
    });
  });
});

describe("interactions", () => {
  it("tells where something was pressed", () => {
    expect(messageAction({ message: { ts: "1.2" } })).toMatchObject({
      container: { type: "message", message_ts: "1.2", is_ephemeral: false },
      message: { ts: "1.2" },
      response_url: expect.any(String),
    });
    expect(ephemeralAction()).toMatchObject({ container: { is_ephemeral: true } });
    expect(ephemeralAction()).not.toHaveProperty("message");
    expect(homeAction()).toMatchObject({ container: { type: "view" }, view: { type: "home" } });
    expect(homeAction()).not.toHaveProperty("response_url");
    expect(modalAction({ view: { id: "V1" } })).toMatchObject({
      container: { view_id: "V1" },
      view: { type: "modal", id: "V1" },
    });
  });

  it("brings what was filled in", () => {
    const state = {
      question: { question: typedValue("Què és?") },
      axis: { axis: chosenValue("1") },
    };
    expect(viewSubmission({ state, view: { private_metadata: "{}" } })).toMatchObject({
      type: "view_submission",
      view: {
        callback_id: "ask_agenda",
        private_metadata: "{}",
        state: { values: { axis: { axis: { selected_option: { value: "1" } } } } },
      },
    });
  });

  it("has shortcuts, with and without a message", () => {
    expect(messageShortcut({ text: "Hola" })).toMatchObject({ message: { text: "Hola" } });
    expect(globalShortcut()).not.toHaveProperty("channel");
  });
});

describe("post", () => {
  it("gives the status and what was answered", async () => {
    const server = createServer((request, response) => {
      request
        .resume()
        .on("end", () => response.end(request.url === "/slack/events" ? '{"a":1}' : "b"));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const base = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const request = signedRequest(secret, urlVerification());

    expect(await post(base, request)).toMatchObject({ status: 200, body: { a: 1 } });
    expect(await post(base, request, "/other")).toMatchObject({ status: 200, body: "b" });
    await new Promise((resolve) => server.close(resolve));
  });
});
