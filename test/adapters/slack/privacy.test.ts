import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import {
  appHomeOpened,
  appMention,
  directMessage,
  linkShared,
  messageChanged,
  messageDeleted,
  threadReply,
} from "./events.ts";
import {
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
import { publicUrl, type ServedSlack, serveSlack, signingSecret } from "./serve-slack.ts";
import { startSlackApi } from "./slack-api.ts";

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

/** Stands in every question, name and token; in digits too, which no word of the log can be by chance. */
const marker = "paraulasecreta7391";
const user = "U0SECRETA7391";
const token = `xoxb-${marker}`;
const question = `què fem si ens entra un ransomware, ${marker}?`;
const named = { user_name: marker, user: { id: user, username: marker, name: marker } };

/** Everything that people do, in the words that nobody else is to read. */
async function doEverything(served: ServedSlack): Promise<void> {
  const { api, deliver } = served;
  const response_url = () => api.responseUrl({ channel: "C0GENERAL0", user });
  const value = JSON.stringify({ q: [question] });
  const button = { type: "button", action_id: "ask-0", value };
  const text = `<@U0AGENDA00> ${question}`;
  const ts = api.write({ channel: "C0GENERAL0", user, text });
  const payloads: object[] = [
    appMention({ ts, text, user }),
    threadReply({ thread_ts: ts, text: `i ${marker} quant costa?`, user }),
    directMessage({ text: question, user }),
    messageChanged({ ts, text: `${text} acció 1.1.1`, previous: text, user }),
    slashCommand({ text: `${question} --població 800`, user, more: { user_name: marker } }),
    slashCommand({ text: `--població ${marker}`, user }),
    messageShortcut({ text: question, response_url: response_url(), more: named }),
    globalShortcut({ more: named }),
    viewSubmission({
      state: { question: { question: typedValue(question) } },
      more: named,
    }),
    messageAction({ action: button, response_url: response_url(), more: named }),
    messageAction({ action: { ...button, value: marker }, response_url: response_url() }),
    ephemeralAction({ action: button, response_url: response_url(), more: named }),
    ephemeralAction({ action: { ...button, action_id: "share" }, response_url: response_url() }),
    modalAction({ action: button, more: named }),
    modalAction({ action: { ...button, action_id: "keep" }, more: named }),
    homeAction({ action: { ...button, action_id: "home-ask", value: question }, more: named }),
    homeAction({ action: { ...button, action_id: "home-population", value: marker } }),
    messageAction({
      action: { ...button, action_id: "feedback", value: `positive:${marker}` },
      response_url: response_url(),
    }),
    appHomeOpened({ user }),
    appHomeOpened({ user, tab: "messages" }),
    linkShared({ url: `${publicUrl}/agenda/1.1.1?${marker}`, user }),
    { type: "event_callback", event: marker },
    { type: "event_callback", event: { type: "reaction_added", item: marker } },
    { type: marker },
    messageDeleted({ ts, text, user }),
  ];
  for (const payload of payloads) await deliver(payload);
  await served.until(() => expect(served.log.join()).toContain("answered"));
  await served.restart();
}

function expectNothingTold({ log }: ServedSlack): void {
  expect(log.length).toBeGreaterThan(5);
  for (const line of log) {
    for (const secret of [marker, user, signingSecret, "XXYYZZ", "ransomware", "/response/"])
      expect(line).not.toContain(secret);
  }
}

async function serveMarked(): Promise<ServedSlack> {
  const api = await startSlackApi({
    tokens: { [token]: { team: "T0AGENDA00", bot: "U0AGENDA00", botId: "B0AGENDA00" } },
  });
  onTestFinished(() => api.stop());
  return serveSlack(index, {
    api,
    settings: { botToken: token },
    options: { callTimeoutMs: 300 },
  });
}

describe("what is logged", () => {
  it("holds nothing of what people say, nobody's name and no token, on any surface", async () => {
    const served = await serveMarked();
    await doEverything(served);
    expect(served.api.calls.length).toBeGreaterThan(8);
    expectNothingTold(served);
  });

  it.each([
    ["Slack refuses everything", { kind: "error", error: "channel_not_found" } as const],
    ["Slack quotes", { kind: "error", error: `no ${marker}` } as const],
    ["Slack fails with a page", { kind: "status", status: 500, body: `<p>${marker}` } as const],
    ["Slack drops every connection", { kind: "drop-before" } as const],
    ["Slack limits without saying for how long", { kind: "status", status: 429 } as const],
  ])("holds nothing of it when %s", async (_what, fault) => {
    const served = await serveMarked();
    served.api.misbehave("*", ...Array<typeof fault>(400).fill(fault));
    await doEverything(served);
    expectNothingTold(served);
  });

  it("holds nothing of it when the assistant breaks", async () => {
    const served = await serveSlack(index, {
      assistant: () => ({
        respond: () => Promise.reject(new TypeError(`cannot read ${question}`)),
      }),
    });
    await served.deliver(slashCommand({ text: question }));
    await served.until(() => expect(served.log.length).toBeGreaterThan(0));
    for (const line of served.log) expect(line).not.toContain(marker);
  });
});
