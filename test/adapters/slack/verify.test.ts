import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createMessageStore } from "../../../adapters/database/message-store.ts";
import { openDatabase } from "../../../adapters/database/open-database.ts";
import type { MessageStore } from "../../../src/ports.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { nextTs } from "./event-parts.ts";
import {
  appMention,
  directMessage,
  post,
  type SignedRequest,
  signedRequest,
  sslCheck,
  urlVerification,
} from "./events.ts";
import { messageAction, slashCommand, viewSubmission } from "./interactions.ts";
import { type ServedSlack, serveSlack, signingSecret } from "./serve-slack.ts";

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

/** Stands in every body, so that it can be looked for in what is logged. */
const marker = "paraulasecreta";
const json = "application/json";
const form = "application/x-www-form-urlencoded";
/** Far below the three seconds after which Bolt gives up waiting for an acknowledgement. */
const soonMs = 1_500;

/** What was logged at a level of 40, a warning, or above. */
function complaintsOf({ log }: ServedSlack): { level: number; msg: string; reason?: string }[] {
  return log
    .map((line) => JSON.parse(line) as { level: number; msg: string })
    .filter(({ level }) => level >= 40);
}

function expectNothingTold(served: ServedSlack): void {
  const log = served.log.join("\n");
  for (const secret of [marker, signingSecret, "xoxb-test", "XXYYZZ"])
    expect(log).not.toContain(secret);
}

/** A question that would be answered, if only it were signed as it should be. */
function question(): object {
  return directMessage({ text: `què és l’acció 1.1.1? ${marker}` });
}

function signedAt(timestamp: string, body: string): SignedRequest {
  const signature = createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`);
  return {
    body,
    headers: {
      "content-type": json,
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature.digest("hex")}`,
    },
  };
}

function without({ body, headers }: SignedRequest, name: string): SignedRequest {
  return { body, headers: Object.fromEntries(Object.entries(headers).filter(([n]) => n !== name)) };
}

function withHeader({ body, headers }: SignedRequest, name: string, value: string): SignedRequest {
  return { body, headers: { ...headers, [name]: value } };
}

const seconds = () => Math.floor(Date.now() / 1_000);
const good = () => signedRequest(signingSecret, question());
const forged: readonly (readonly [what: string, request: () => SignedRequest])[] = [
  ["a forged signature", () => withHeader(good(), "x-slack-signature", `v0=${"0".repeat(64)}`)],
  ["a signature of another version", () => withHeader(good(), "x-slack-signature", "v1=00")],
  ["an empty signature", () => withHeader(good(), "x-slack-signature", "")],
  ["no signature", () => without(good(), "x-slack-signature")],
  ["no timestamp", () => without(good(), "x-slack-request-timestamp")],
  ["the signature of another secret", () => signedRequest("un altre secret", question())],
  [
    "a body changed after it was signed",
    () => ({ ...good(), body: JSON.stringify({ ...question(), more: 1 }) }),
  ],
  [
    "a request older than five minutes",
    () => signedRequest(signingSecret, question(), { timestamp: seconds() - 310 }),
  ],
  [
    "a request from more than five minutes ahead",
    () => signedRequest(signingSecret, question(), { timestamp: seconds() + 310 }),
  ],
  ...["ara", "NaN", "Infinity", "-1", "0", "1e9", "0x65", "9".repeat(30), `${seconds()}.5`].map(
    (time) => [`the timestamp ${time}`, () => signedAt(time, JSON.stringify(question()))] as const,
  ),
];

describe("a request that is not Slack's", () => {
  it.each(forged)("is refused, done nothing about and logged once: %s", async (_what, request) => {
    const served = await serveSlack(index);
    expect(await post(served.base, request())).toMatchObject({ status: 401, body: "" });
    const refusal = { msg: "request to /slack/events refused", status: 401 };
    expect(complaintsOf(served)).toEqual([expect.objectContaining(refusal)]);
    expect(served.api.calls).toEqual([]);
    expectNothingTold(served);
  });

  it("says in the log what may be the matter", async () => {
    const served = await serveSlack(index);
    const { base } = served;
    await post(base, signedRequest("un altre secret", question()));
    await post(base, signedRequest(signingSecret, question(), { timestamp: seconds() + 400 }));
    const reasons = complaintsOf(served).map(({ reason }) => reason);
    expect(reasons).toEqual([
      expect.stringContaining("SLACK_SIGNING_SECRET"),
      expect.stringContaining("clock"),
    ]);
  });

  it("is told from one within five minutes, early or late", async () => {
    const { api, deliver, until } = await serveSlack(index);
    for (const timestamp of [seconds() - 290, seconds() + 290]) {
      const text = "què és l’acció 1.1.1?";
      const ts = api.write({ channel: "D0ANNA0000", user: "U0ANNA0000", text });
      const response = await deliver(directMessage({ ts, text }), { timestamp });
      expect(response.status).toBe(200);
    }
    await until(() => expect(api.posted).toHaveLength(4));
  });
});

describe("a request that was taken already", () => {
  async function writtenQuestion(served: ServedSlack): Promise<SignedRequest> {
    const text = "<@U0AGENDA00> què és l’acció 1.1.1?";
    const ts = served.api.write({ channel: "C0GENERAL0", user: "U0ANNA0000", text });
    return signedRequest(signingSecret, appMention({ ts, text }));
  }

  it("is acknowledged and answered once when it is replayed", async () => {
    const served = await serveSlack(index);
    const request = await writtenQuestion(served);
    const sent = [1, 2, 3].map(() => post(served.base, request));
    for (const response of await Promise.all(sent)) expect(response.status).toBe(200);
    await served.until(() => expect(served.api.posted).toHaveLength(2));
    expect((await post(served.base, request)).status).toBe(200);
    await served.slack.stop();
    expect(served.api.callsOf("chat.postMessage")).toHaveLength(1);
  });

  it("does a command once", async () => {
    let asked = 0;
    const served = await serveSlack(index, {
      assistant: (real) => ({
        respond(inquiry) {
          asked += 1;
          return real.respond(inquiry);
        },
      }),
    });
    const request = signedRequest(signingSecret, slashCommand());
    const first = await post(served.base, request);
    expect(first).toMatchObject({ status: 200, body: { response_type: "ephemeral" } });
    expect(await post(served.base, request)).toMatchObject({ status: 200, body: "" });
    expect(asked).toBe(1);
  });

  it.each([
    ["something appended", (signature: string) => `${signature}=x`],
    ["other letters", (signature: string) => signature.toUpperCase().replace("V0", "v0")],
  ])("cannot pass as another by its signature with %s", async (_what, change) => {
    let asked = 0;
    const served = await serveSlack(index, {
      assistant: (real) => ({
        respond(inquiry) {
          asked += 1;
          return real.respond(inquiry);
        },
      }),
    });
    const request = signedRequest(signingSecret, slashCommand());
    await post(served.base, request);
    const name = "x-slack-signature";
    const changed = withHeader(request, name, change(request.headers[name] ?? ""));
    expect((await post(served.base, changed)).status).toBe(401);
    expect(asked).toBe(1);
  });

  it("asks once what a button asks", async () => {
    const served = await serveSlack(index);
    const text = "Resposta";
    const ts = served.api.write({ channel: "C0GENERAL0", user: "U0BERTA000", text });
    const button = { type: "button", action_id: "ask-0", value: '{"q":["què és l’acció 1.1.1?"]}' };
    const press = messageAction({ action: button, message: { ts } });
    const request = signedRequest(signingSecret, press);
    for (const response of await Promise.all([
      post(served.base, request),
      post(served.base, request),
    ]))
      expect(response.status).toBe(200);
    expect((await served.deliver(press, { timestamp: seconds() - 2 })).status).toBe(200);
    await served.until(() => expect(served.api.posted).toHaveLength(2));
    await served.slack.stop();
    expect(served.api.callsOf("chat.postMessage")).toHaveLength(1);
  });

  it("is answered once when Slack itself sends it again, signed anew", async () => {
    const served = await serveSlack(index);
    const text = "<@U0AGENDA00> què és l’acció 1.1.1?";
    const ts = served.api.write({ channel: "C0GENERAL0", user: "U0ANNA0000", text });
    const event = appMention({ ts, text });
    for (const num of [0, 1, 2, 3]) {
      const retry = num === 0 ? {} : { retry: { num, reason: "http_timeout" } };
      const response = await served.deliver(event, { timestamp: seconds() - num, ...retry });
      expect(response.status).toBe(200);
    }
    await served.until(() => expect(served.api.posted).toHaveLength(2));
    await served.slack.stop();
    expect(served.api.callsOf("chat.postMessage")).toHaveLength(1);
  });
});

const misshapen: readonly (readonly [what: string, body: string, contentType: string])[] = [
  ["broken JSON", `{"type":"event_callback","text":"${marker}`, json],
  ["JSON null", "null", json],
  ["a JSON list", `["${marker}"]`, json],
  ["a JSON string", `"${marker}"`, json],
  ["a JSON number", "7", json],
  ["nothing", "", json],
  ["a form with a broken payload", `payload=${marker}`, form],
  ["a form whose payload is a list", `payload=${encodeURIComponent(`["${marker}"]`)}`, form],
  ["a form named JSON", `text=${marker}`, json],
  ["plain text", marker, "text/plain"],
  ["JSON as a form of several parts", `--x\r\n\r\n${marker}`, "multipart/form-data; boundary=x"],
];

describe("a signed request that cannot be read", () => {
  it.each(misshapen)("is refused and logged once: %s", async (_what, body, contentType) => {
    const served = await serveSlack(index);
    const response = await post(served.base, signedRequest(signingSecret, body, { contentType }));
    expect(response).toMatchObject({ status: 400, body: "" });
    expect(complaintsOf(served)).toHaveLength(1);
    expect(served.api.calls).toEqual([]);
    expectNothingTold(served);
  });

  it("is refused when it is larger than anything that Slack sends", async () => {
    const served = await serveSlack(index);
    const body = { ...directMessage(), more: marker.repeat(150_000) };
    expect(await served.deliver(body)).toMatchObject({ status: 413, body: "" });
    expect(complaintsOf(served)).toEqual([
      expect.objectContaining({ status: 413, reason: "too large" }),
    ]);
    expectNothingTold(served);
  });

  it("is refused when it is packed in an unknown way", async () => {
    const served = await serveSlack(index);
    const request = withHeader(good(), "content-encoding", "secret");
    expect(await post(served.base, request)).toMatchObject({ status: 400, body: "" });
    expect(complaintsOf(served)).toHaveLength(1);
    expectNothingTold(served);
  });

  it.each([
    ["event null", { type: "event_callback", event: null }],
    ["event text", { type: "event_callback", event: marker }],
    ["event list", { type: "event_callback", event: [marker] }],
    [
      "event within which a text stands for an object",
      {
        type: "event_callback",
        event: { type: "reaction_added", item: marker },
      },
    ],
    ["actions that are none", { type: "block_actions", actions: marker }],
    ["no actions", { type: "block_actions", actions: [] }],
    ["a form without a view", { type: "view_submission" }],
    ["a press without anything", { type: "block_actions", actions: [{ action_id: "ask-0" }] }],
    ["a shortcut without a user", { type: "shortcut", callback_id: "ask_agenda" }],
  ])("is settled at once where its parts are not what they should be: %s", async (_what, body) => {
    const served = await serveSlack(index);
    const began = Date.now();
    const { status } = await served.deliver({ ...body, text: marker, team: { id: "T0AGENDA00" } });
    expect(Date.now() - began).toBeLessThan(soonMs);
    expect([200, 500]).toContain(status);
    expect(complaintsOf(served).length).toBeLessThanOrEqual(1);
    expect(served.api.callsOf("chat.postMessage")).toEqual([]);
    expectNothingTold(served);
  });
});

describe("what nobody listens to", () => {
  it.each([
    ["an event", { ...appMention(), event: { type: "brand_new_event", text: marker } }],
    ["an event without a type", { ...appMention(), event: { text: marker } }],
    ["a call back of another kind", { type: "brand_new_callback", text: marker }],
    ["an empty object", {}],
    ["a rate limit of events", { type: "app_rate_limited", team_id: "T0AGENDA00" }],
    ["a button", messageAction({ action: { action_id: "brand-new", value: marker } })],
    ["a form", viewSubmission({ callback_id: "brand_new" })],
    ["a closed form", { ...viewSubmission(), type: "view_closed" }],
    ["suggestions for a menu", { type: "block_suggestion", value: marker }],
    ["a dialog", { type: "dialog_submission", callback_id: marker }],
    ["a shortcut", { type: "shortcut", callback_id: marker }],
    ["a step of a workflow", { type: "workflow_step_edit", callback_id: marker }],
  ])("is acknowledged at once: %s", async (_what, body) => {
    const served = await serveSlack(index);
    const began = Date.now();
    const response = await served.deliver({
      team: { id: "T0AGENDA00" },
      user: { id: "U0ANNA0000" },
      ...body,
    });
    expect(response).toMatchObject({ status: 200, body: "" });
    expect(Date.now() - began).toBeLessThan(soonMs);
    expect(complaintsOf(served)).toEqual([]);
    expect(served.api.calls).toEqual([]);
    expectNothingTold(served);
  });

  it("is acknowledged at once: a form without a payload", async () => {
    const served = await serveSlack(index);
    const began = Date.now();
    const request = signedRequest(signingSecret, `text=${marker}`, { contentType: form });
    expect((await post(served.base, request)).status).toBe(200);
    expect(Date.now() - began).toBeLessThan(soonMs);
    expectNothingTold(served);
  });
});

describe("what Slack asks of the address itself", () => {
  it("gets its challenge back", async () => {
    const { deliver } = await serveSlack(index);
    const response = await deliver(urlVerification("repte"));
    expect(response).toMatchObject({ status: 200, body: { challenge: "repte" } });
  });

  it("gives its challenge to nobody else", async () => {
    const { base } = await serveSlack(index);
    const response = await post(base, signedRequest("un altre secret", urlVerification("repte")));
    expect(response).toMatchObject({ status: 401, body: "" });
  });

  it("learns that the certificate holds, signed or not", async () => {
    const served = await serveSlack(index);
    expect((await served.deliver(sslCheck())).status).toBe(200);
    const { body, headers } = signedRequest(signingSecret, sslCheck());
    const unsigned = { body, headers: { "content-type": headers["content-type"] ?? "" } };
    expect((await post(served.base, unsigned)).status).toBe(200);
    expect(complaintsOf(served)).toEqual([]);
  });

  it("does nothing that comes with an unsigned check of the certificate", async () => {
    const served = await serveSlack(index);
    const payload = JSON.stringify(appMention({ ts: nextTs() }));
    const body = String(new URLSearchParams({ ssl_check: "1", payload, command: "/agenda" }));
    const response = await post(served.base, { body, headers: { "content-type": form } });
    expect(response).toMatchObject({ status: 200, body: "" });
    expect(served.api.calls).toEqual([]);
  });

  it("is not there for reading", async () => {
    const { base, api } = await serveSlack(index);
    const response = await fetch(`${base}/slack/events`, { headers: { accept: "text/html" } });
    expect(response.status).toBe(404);
    expect(api.calls).toEqual([]);
  });
});

describe("a request that cannot be served now", () => {
  it("is refused at once, so that Slack sends it again, and is answered then", async () => {
    let isDown = true;
    const down = () => {
      throw Object.assign(new Error("SQLITE_BUSY: database is locked"), { code: "SQLITE_BUSY" });
    };
    const database = await openDatabase({ directory: await temporaryFolder() });
    onTestFinished(() => database.destroy());
    const real = createMessageStore(database, "slack");
    const add: MessageStore["add"] = async (message, at) =>
      isDown ? down() : real.add(message, at);
    const served = await serveSlack(index, { options: { messages: { ...real, add } } });
    const text = "<@U0AGENDA00> què és l’acció 1.1.1?";
    const ts = served.api.write({ channel: "C0GENERAL0", user: "U0ANNA0000", text });
    const request = signedRequest(signingSecret, appMention({ ts, text }));
    const began = Date.now();
    expect(await post(served.base, request)).toMatchObject({ status: 500, body: "" });
    expect(Date.now() - began).toBeLessThan(soonMs);
    expect(complaintsOf(served)).toHaveLength(1);
    isDown = false;
    expect((await post(served.base, request)).status).toBe(200);
    await served.until(() => expect(served.api.posted).toHaveLength(2));
  });

  it("is refused at once when a command cannot be answered", async () => {
    const served = await serveSlack(index, {
      options: {
        index: () => {
          throw new Error("no index");
        },
      },
    });
    const { status } = await served.deliver(slashCommand());
    expect(status).toBe(500);
    expect(complaintsOf(served)).toHaveLength(1);
  });
});
