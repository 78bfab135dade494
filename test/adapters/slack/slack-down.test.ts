import { beforeAll, describe, expect, it } from "vitest";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import {
  appHomeOpened,
  appMention,
  directMessage,
  linkShared,
  messageChanged,
  messageDeleted,
} from "./events.ts";
import { globalShortcut, messageShortcut } from "./interactions.ts";
import {
  publicUrl,
  type ServedSlack,
  type SlackDeviations,
  serveSlack as serve,
} from "./serve-slack.ts";
import type { Misbehaviour } from "./slack-api.ts";

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

/** Milliseconds that Slack is given here: what hangs is to be given up within a test. */
const callTimeoutMs = 300;
const text = "<@U0AGENDA00> què és l’acció 1.1.1?";
const user = "U0ANNA0000";

/** The program with little patience. */
function serveSlack({ options, ...deviations }: SlackDeviations = {}): Promise<ServedSlack> {
  return serve(index, { ...deviations, options: { callTimeoutMs, ...options } });
}

/** Somebody asks in a channel; gives the question's ts. */
async function ask({ api, deliver }: ServedSlack, channel = "C0GENERAL0"): Promise<string> {
  const ts = api.write({ channel, user, text });
  expect((await deliver(appMention({ channel, ts, text }))).status).toBe(200);
  return ts;
}

function answersIn({ api }: ServedSlack, channel = "C0GENERAL0") {
  return api.posted.filter((message) => message.channel === channel && message.bot === true);
}

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly err?: { readonly message: string };
}

/** What was logged at a level or above: 40 is a warning, 50 an error. */
function logged({ log }: ServedSlack, level: number): Line[] {
  return log.map((line) => JSON.parse(line) as Line).filter((line) => line.level >= level);
}

/** Everything that is bound to be done is done: a further question in the channel has its answer. */
async function settled(served: ServedSlack): Promise<void> {
  const ts = await ask(served);
  await served.until(() =>
    expect(answersIn(served).filter((answer) => answer.thread_ts === ts)).toHaveLength(1),
  );
}

const passing: readonly (readonly [what: string, ...faults: Misbehaviour[]])[] = [
  ["a limit of a second", { kind: "status", status: 429, retryAfterSeconds: 1 }],
  ["a limit without a time", { kind: "status", status: 429 }],
  ["a page at a limit", { kind: "status", status: 429, body: "<html>no</html>" }],
  ["a limit told in the answer", { kind: "error", error: "ratelimited" }],
  ["500", { kind: "status", status: 500 }],
  ["503 with a page", { kind: "status", status: 503, body: "<html>no</html>" }],
  ["a page instead of an answer", { kind: "not-json" }],
  ["a connection that is dropped before", { kind: "drop-before" }],
  ["a connection that is dropped after", { kind: "drop-after" }],
  ["a connection that is dropped midway", { kind: "drop-midway" }],
  ["no answer at all", { kind: "hang" }],
  ["a late answer", { kind: "slow", ms: 2 * callTimeoutMs }],
  ["internal_error", { kind: "error", error: "internal_error" }],
  ["fatal_error", { kind: "error", error: "fatal_error" }],
  ["service_unavailable", { kind: "error", error: "service_unavailable" }],
  ["request_timeout", { kind: "error", error: "request_timeout" }],
  ["token_revoked", { kind: "error", error: "token_revoked" }],
  ["account_inactive", { kind: "error", error: "account_inactive" }],
  ["invalid_auth", { kind: "error", error: "invalid_auth" }],
  ...[
    // Of the token and the app, which somebody mends.
    "token_expired",
    "missing_scope",
    "not_allowed_token_type",
    "no_permission",
    "messages_tab_disabled",
    // Of the workspace.
    "access_denied",
    "org_login_required",
    "ekm_access_denied",
    "accesslimited",
    "team_not_found",
    "team_access_not_granted",
    "team_added_to_org",
    "message_limit_exceeded",
    "external_channel_migrating",
    "an_error_of_tomorrow",
  ].map((error) => [error, { kind: "error", error }] as const),
  ["an answer after another", { kind: "drop-before" }, { kind: "hang" }, { kind: "drop-after" }],
];

describe("an answer on its way to Slack", () => {
  it.each(passing.map(([what, ...faults]) => ({ what, faults })))(
    "stands once in the end after $what",
    async ({ faults }) => {
      const served = await serveSlack();
      served.api.misbehave("chat.postMessage", ...faults);
      const ts = await ask(served);
      await served.until(() => expect(answersIn(served)).toMatchObject([{ thread_ts: ts }]));
      await settled(served);
      expect(answersIn(served)).toHaveLength(2);
      expect(logged(served, 40)).toHaveLength(faults.length);
      expect(logged(served, 50)).toEqual([]);
      expect(served.log.join("\n")).not.toContain("<html");
    },
  );

  it.each(["msg_too_long", "invalid_blocks", "msg_blocks_too_long"])(
    "is sent plain when Slack does not take its blocks: %s",
    async (error) => {
      const served = await serveSlack();
      served.api.misbehave("chat.postMessage", { kind: "error", error });
      await ask(served);
      await served.until(() => expect(answersIn(served)).toHaveLength(1));
      await settled(served);
      expect(answersIn(served)[0]?.blocks).toBeUndefined();
      expect(answersIn(served)[0]?.text).not.toBe("");
      expect(logged(served, 40)).toHaveLength(1);
    },
  );

  it.each([
    "channel_not_found",
    "is_archived",
    "not_in_channel",
    "user_not_in_channel",
    "user_not_found",
    "restricted_action",
    "restricted_action_thread_locked",
    "cannot_reply_to_message",
    "thread_not_found",
    "no_text",
    "invalid_attachments",
    "invalid_arguments",
    "invalid_metadata_schema",
  ])("is given up and logged once where it can never stand: %s", async (error) => {
    const served = await serveSlack();
    served.api.misbehave("chat.postMessage", { kind: "error", error });
    await ask(served);
    await served.until(() => expect(logged(served, 40)).toHaveLength(1));
    await settled(served);
    expect(answersIn(served)).toHaveLength(1);
    expect(logged(served, 40)).toMatchObject([
      { level: 50, err: { message: expect.stringContaining(error) } },
    ]);
    await served.restart();
    await settled(served);
    expect(answersIn(served)).toHaveLength(2);
  });

  it("is given up when plain text is refused too", async () => {
    const served = await serveSlack();
    const fault: Misbehaviour = { kind: "error", error: "msg_too_long" };
    served.api.misbehave("chat.postMessage", fault, fault);
    await ask(served);
    await served.until(() => expect(served.api.callsOf("chat.postMessage")).toHaveLength(2));
    await settled(served);
    expect(answersIn(served)).toHaveLength(1);
  });

  it("waits as long as Slack asks", async () => {
    const served = await serveSlack();
    const fault: Misbehaviour = { kind: "status", status: 429, retryAfterSeconds: 1 };
    served.api.misbehave("chat.postMessage", fault);
    await ask(served);
    await served.until(() => expect(answersIn(served)).toHaveLength(1));
    const [first, second] = served.api.callsOf("chat.postMessage");
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it("does not wait for ever, nor not at all, when Slack asks for ages", async () => {
    const served = await serveSlack();
    const fault: Misbehaviour = { kind: "status", status: 429, retryAfterSeconds: 9_999_999_999 };
    served.api.misbehave("chat.postMessage", fault);
    await ask(served);
    await served.until(() => expect(logged(served, 40)).toMatchObject([{ waitMs: 600_000 }]));
    expect(served.api.callsOf("chat.postMessage")).toHaveLength(1);
  });

  it("is not held up by another channel's limit", async () => {
    const served = await serveSlack();
    served.api.addChannel("C0OTHER000");
    const fault: Misbehaviour = { kind: "status", status: 429, retryAfterSeconds: 2 };
    served.api.misbehave("chat.postMessage", fault);
    await ask(served);
    await served.until(() => expect(served.api.callsOf("chat.postMessage")).toHaveLength(1));
    await ask(served, "C0OTHER000");
    await served.until(() => expect(answersIn(served, "C0OTHER000")).toHaveLength(1));
    expect(answersIn(served)).toEqual([]);
    await served.until(() => expect(answersIn(served)).toHaveLength(1));
  });

  it("keeps its place among the answers of its channel", async () => {
    const served = await serveSlack();
    served.api.misbehave("chat.postMessage", { kind: "drop-before" }, { kind: "drop-after" });
    const asked = [await ask(served), await ask(served), await ask(served)];
    await served.until(() => expect(answersIn(served)).toHaveLength(3));
    expect(answersIn(served).map((answer) => answer.thread_ts)).toEqual(asked);
  });
});

describe("an answer of which nobody knows whether it arrived", () => {
  it.each([
    ["it arrived", { kind: "drop-after" } as const],
    ["it did not", { kind: "drop-before" } as const],
  ])("stands once although Slack does not let us look for a while: %s", async (_what, fault) => {
    const served = await serveSlack();
    served.api.misbehave("chat.postMessage", fault);
    served.api.misbehave(
      "conversations.replies",
      { kind: "status", status: 500 },
      { kind: "status", status: 429 },
      { kind: "error", error: "internal_error" },
      { kind: "not-json" },
      { kind: "drop-after" },
      { kind: "hang" },
    );
    await ask(served);
    await served.until(() => expect(served.api.callsOf("conversations.replies")).toHaveLength(7));
    await settled(served);
    expect(answersIn(served)).toHaveLength(2);
  });

  it("stands once after a new start", async () => {
    const served = await serveSlack();
    served.api.misbehave("chat.postMessage", { kind: "drop-after" });
    const unavailable: Misbehaviour = { kind: "status", status: 503 };
    served.api.misbehave("conversations.replies", unavailable, unavailable, unavailable);
    await ask(served);
    await served.until(() => expect(logged(served, 40).length).toBeGreaterThan(1));
    await served.restart();
    await settled(served);
    expect(answersIn(served)).toHaveLength(2);
  });

  it("stands once after an error that Slack has not told of yet", async () => {
    const served = await serveSlack();
    served.api.misbehave("chat.postMessage", { kind: "drop-after" });
    const unknown: Misbehaviour = { kind: "error", error: "an_error_of_tomorrow" };
    served.api.misbehave("conversations.replies", unknown, unknown);
    await ask(served);
    await served.until(() => expect(served.api.callsOf("conversations.replies")).toHaveLength(3));
    await settled(served);
    expect(answersIn(served)).toHaveLength(2);
    expect(logged(served, 50)).toEqual([]);
  });

  it("is sent again when a missing scope keeps us from looking", async () => {
    const served = await serveSlack();
    served.api.misbehave("chat.postMessage", { kind: "drop-before" });
    served.api.misbehave("conversations.replies", { kind: "error", error: "missing_scope" });
    await ask(served);
    await served.until(() => expect(answersIn(served)).toHaveLength(1));
    expect(logged(served, 50)).toHaveLength(1);
  });
});

describe("a new start while Slack is down", () => {
  it("answers once what was accepted before", async () => {
    const served = await serveSlack();
    served.api.misbehave(
      "chat.postMessage",
      ...Array<Misbehaviour>(20).fill({ kind: "drop-before" }),
    );
    await ask(served);
    await ask(served);
    await served.until(() => expect(logged(served, 40).length).toBeGreaterThan(2));
    await served.restart();
    await served.until(() => expect(answersIn(served)).toHaveLength(2));
    await settled(served);
    expect(answersIn(served)).toHaveLength(3);
  });
});

describe("an answer that stands", () => {
  const faults: Misbehaviour[] = [
    { kind: "status", status: 500 },
    { kind: "drop-after" },
    { kind: "status", status: 429 },
    { kind: "hang" },
    { kind: "error", error: "fatal_error" },
  ];

  it("follows its question in the end when Slack does not take the change at first", async () => {
    const served = await serveSlack();
    const ts = await ask(served);
    await served.until(() => expect(answersIn(served)).toHaveLength(1));
    const before = answersIn(served)[0]?.text;
    served.api.misbehave("chat.update", ...faults);
    await served.deliver(messageChanged({ ts, text: "<@U0AGENDA00> acció 2.3.1", previous: text }));
    await served.until(() => expect(answersIn(served)[0]?.text).not.toBe(before));
    await settled(served);
    expect(answersIn(served)).toHaveLength(2);
  });

  it("goes with its question in the end when Slack does not delete it at first", async () => {
    const served = await serveSlack();
    const ts = await ask(served);
    await served.until(() => expect(answersIn(served)).toHaveLength(1));
    served.api.misbehave("chat.delete", ...faults);
    await served.deliver(messageDeleted({ ts, text }));
    await served.until(() => expect(answersIn(served)).toEqual([]));
    await settled(served);
    expect(answersIn(served)).toHaveLength(1);
    expect(logged(served, 50)).toEqual([]);
  });

  it.each([
    ["chat.update", "cant_update_message"],
    ["chat.update", "edit_window_closed"],
    ["chat.update", "is_archived"],
    ["chat.update", "is_inactive"],
    ["chat.delete", "cant_delete_message"],
    ["chat.delete", "compliance_exports_prevent_deletion"],
  ])("is left alone, logged once, where it cannot be changed: %s %s", async (method, error) => {
    const served = await serveSlack();
    const ts = await ask(served);
    await served.until(() => expect(answersIn(served)).toHaveLength(1));
    served.api.misbehave(method, { kind: "error", error });
    await served.deliver(
      method === "chat.update"
        ? messageChanged({ ts, text: "<@U0AGENDA00> acció 2.3.1", previous: text })
        : messageDeleted({ ts, text }),
    );
    await served.until(() => expect(logged(served, 40)).toHaveLength(1));
    await settled(served);
    expect(logged(served, 40)).toHaveLength(1);
  });

  it("is missed by nobody when its channel is gone", async () => {
    const served = await serveSlack();
    served.api.addChannel("C0OTHER000");
    const ts = await ask(served, "C0OTHER000");
    await served.until(() => expect(answersIn(served, "C0OTHER000")).toHaveLength(1));
    served.api.removeChannel("C0OTHER000");
    await served.deliver(messageDeleted({ channel: "C0OTHER000", ts, text }));
    await served.until(() => expect(served.api.callsOf("chat.delete")).toHaveLength(1));
    await settled(served);
    expect(logged(served, 40)).toEqual([]);
  });
});

describe("a question whose channel goes away before its answer", () => {
  it("is given up and logged once", async () => {
    const served = await serveSlack();
    served.api.addChannel("C0OTHER000");
    const ts = served.api.write({ channel: "C0OTHER000", user, text });
    served.api.removeChannel("C0OTHER000");
    await served.deliver(appMention({ channel: "C0OTHER000", ts, text }));
    await served.until(() => expect(logged(served, 50)).toHaveLength(1));
    await settled(served);
    expect(logged(served, 40)).toHaveLength(1);
    expect(served.api.callsOf("chat.postMessage")).toHaveLength(2);
  });
});

describe("a token that Slack withdraws and gives back", () => {
  it("lets the answers wait until then", async () => {
    const served = await serveSlack();
    served.api.revoke("xoxb-test");
    await ask(served);
    await served.until(() => expect(logged(served, 40).length).toBeGreaterThan(1));
    expect(answersIn(served)).toEqual([]);
    // Who installs the app again is given a token.
    const body = new URLSearchParams({ client_id: "1", client_secret: "2", code: "code-test" });
    await fetch(`${served.api.url}oauth.v2.access`, { method: "POST", body });
    await served.until(() => expect(answersIn(served)).toHaveLength(1));
    await settled(served);
    expect(answersIn(served)).toHaveLength(2);
  });
});

const everyFault: readonly (readonly [what: string, fault: Misbehaviour])[] = [
  ["a limit", { kind: "status", status: 429, retryAfterSeconds: 1 }],
  ["500", { kind: "status", status: 500 }],
  ["a page", { kind: "not-json" }],
  ["a dropped connection", { kind: "drop-before" }],
  ["no answer", { kind: "hang" }],
  ["an error of Slack's", { kind: "error", error: "internal_error" }],
  ["a withdrawn token", { kind: "error", error: "token_revoked" }],
];

/** What is shown beside conversations: nobody waits for it twice. */
const beside: readonly (readonly [method: string, payload: () => object])[] = [
  ["views.publish", () => appHomeOpened()],
  ["views.open", () => globalShortcut()],
  ["chat.unfurl", () => linkShared({ url: `${publicUrl}/agenda/1.1.1` })],
  ["assistant.threads.setSuggestedPrompts", () => appHomeOpened({ tab: "messages" })],
];

describe.each(beside)("%s", (method, payload) => {
  it.each(everyFault)("is acknowledged and logged once after %s", async (_what, fault) => {
    const served = await serveSlack();
    served.api.misbehave(method, fault);
    expect((await served.deliver(payload())).status).toBe(200);
    await served.until(() => expect(logged(served, 40)).toHaveLength(1));
    expect(logged(served, 40)).toMatchObject([
      { level: 50, err: { message: expect.stringContaining(`${method}: `) } },
    ]);
    await settled(served);
    expect(logged(served, 40)).toHaveLength(1);
  });
});

describe("a reply at an address that came with a press", () => {
  /** Asks about somebody's message: the reply goes to the address that comes with it. */
  async function askAbout({ api, deliver }: ServedSlack): Promise<void> {
    const response_url = api.responseUrl({ channel: "C0GENERAL0", user });
    const shortcut = messageShortcut({ response_url, text: "què és l’acció 1.1.1?" });
    expect((await deliver(shortcut)).status).toBe(200);
  }

  it("is shown once after a limit", async () => {
    const served = await serveSlack();
    served.api.misbehave("response_url", { kind: "status", status: 429, retryAfterSeconds: 1 });
    await askAbout(served);
    await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
    expect(logged(served, 40)).toEqual([]);
  });

  it.each([
    ["500", { kind: "status", status: 500 } as const, 0],
    ["404", { kind: "status", status: 404, body: "used_url" } as const, 0],
    ["a connection that is dropped before", { kind: "drop-before" } as const, 0],
    ["a connection that is dropped after", { kind: "drop-after" } as const, 1],
  ])("is not shown twice, and logged once, after %s", async (_what, fault, shown) => {
    const served = await serveSlack();
    served.api.misbehave("response_url", fault);
    await askAbout(served);
    await served.until(() => expect(logged(served, 40)).toHaveLength(1));
    await settled(served);
    expect(served.api.ephemerals).toHaveLength(shown);
    expect(logged(served, 40)).toHaveLength(1);
    expect(served.log.join("\n")).not.toContain("/response/");
  });

  it("is given up after a few limits", async () => {
    const served = await serveSlack();
    const limit: Misbehaviour = { kind: "status", status: 429, retryAfterSeconds: 1 };
    served.api.misbehave("response_url", limit, limit, limit);
    await askAbout(served);
    await served.until(() => expect(logged(served, 40)).toHaveLength(1));
    expect(served.api.ephemerals).toEqual([]);
  });
});

describe("a working Slack", () => {
  it("leaves nothing to be complained about", async () => {
    const served = await serveSlack();
    const ts = served.api.write({ channel: "D0ANNA0000", user, text: "acció 1.1.1" });
    await served.deliver(directMessage({ ts, text: "acció 1.1.1" }));
    await served.until(() => expect(answersIn(served, "D0ANNA0000")).toHaveLength(1));
    for (const [, payload] of beside.filter(([method]) => method !== "chat.unfurl"))
      await served.deliver(payload());
    await settled(served);
    expect(logged(served, 40)).toEqual([]);
    expect(served.api.faults).toEqual([]);
  });
});
