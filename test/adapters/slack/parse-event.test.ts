import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { greeting, type MessageChange, parseEvent } from "../../../adapters/slack/parse-event.ts";
import type { PlaceRules } from "../../../adapters/slack/places.ts";
import { ids, mirrorOf } from "./event-parts.ts";
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
  threadReply,
  tokensRevoked,
  urlVerification,
} from "./events.ts";

const everybody: PlaceRules = {};
const call = `<@${ids.bot}>`;

function read(payload: unknown, rules = everybody): MessageChange | undefined {
  return parseEvent(payload, rules);
}

/** A message in a direct conversation, other than usual. */
function direct(more: Readonly<Record<string, unknown>>): object {
  return directMessage({ more });
}

describe("a message for the assistant", () => {
  it("is read where it is called", () => {
    const payload = appMention({ ts: "1764000000.000100", text: `${call} acció *1.1.1*?` });
    expect(read(payload)).toEqual({
      kind: "written",
      message: {
        id: "slack:C0GENERAL0:1764000000.000100",
        conversation: "slack:C0GENERAL0:1764000000.000100",
        channel: "slack:C0GENERAL0",
        person: "slack:T0AGENDA00:U0ANNA0000",
        tenant: "slack:T0AGENDA00",
        isPrivate: false,
        question: "acció 1.1.1?",
        audience: "assistant",
        isRefused: false,
        sentAtMs: 1_764_000_000_000,
        address: expect.stringContaining("1764000000.000100"),
      },
    });
  });

  it("is the same message in the event of its channel and in that of its mention", () => {
    const same = { ts: "1764000000.000100", text: `${call} acció 1.1.1?` };
    expect(read(channelMessage(same))).toEqual(read(appMention(same)));
  });

  it.each([
    ["plain", directMessage()],
    ["with a file", fileShare()],
    ["with /me", direct({ subtype: "me_message" })],
    ["in a thread and in its channel", direct({ subtype: "thread_broadcast", thread_ts: "1.1" })],
    ["by a client of an app, under the person's name", direct({ app_id: "A0CLIENT00" })],
    ["of an organisation's member", direct({ user: "W0ANNA0000", user_team: "E0ORG00000" })],
    ["with a bot_id of null", direct({ bot_id: null })],
  ])("is read in a direct conversation: %s", (_what, payload) => {
    expect(read(payload)).toMatchObject({ kind: "written", message: { audience: "assistant" } });
  });

  it("is what somebody adds in a thread, told from what was addressed", () => {
    const message = {
      audience: "conversation",
      conversation: "slack:C0GENERAL0:1764000000.000100",
    };
    const payload = threadReply({ thread_ts: "1764000000.000100" });
    expect(read(payload)).toMatchObject({ kind: "written", message });
  });

  it("is a greeting when it only calls", () => {
    expect(read(appMention({ text: call }))?.message.question).toBe(greeting);
    expect(read(direct({ text: "", blocks: [] }))?.message.question).toBe(greeting);
    expect(read(direct({ text: null, blocks: null }))?.message.question).toBe(greeting);
  });

  it("is read in its blocks when its text is empty", () => {
    const blocks = mirrorOf(`${call} què és l’acció 1.1.1?`, "1");
    for (const text of ["", null, undefined]) {
      const payload = channelMessage({ more: { text, blocks } });
      expect(read(payload)?.message).toMatchObject({
        question: "què és l’acció 1.1.1?",
        audience: "assistant",
      });
    }
  });

  it("is read in its text when there is one, whatever the blocks say", () => {
    const payload = direct({ text: "acció 1.1.1", blocks: mirrorOf("una altra cosa", "1") });
    expect(read(payload)?.message.question).toBe("acció 1.1.1");
  });

  it("is read at any length", () => {
    const text = "què fem si *entra* un virus? ".repeat(3_600);
    const began = performance.now();
    expect(read(direct({ text }))?.message.question.length).toBeGreaterThan(90_000);
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  it("belongs to the workspace that is authorised, within an organisation too", () => {
    const authorization = { enterprise_id: "E0ORG00000", team_id: "T0OTHER000", user_id: ids.bot };
    const payload = { ...appMention(), authorizations: [authorization] };
    const { message } = read(payload) ?? {};
    expect(message?.person).toBe("slack:T0OTHER000:U0ANNA0000");
    expect(message?.address).toContain("E0ORG00000");
    const whole = { ...authorization, team_id: null };
    expect(read({ ...appMention(), authorizations: [whole] })?.message.person).toBe(
      "slack:T0AGENDA00:U0ANNA0000",
    );
  });

  it("is read without authorizations", () => {
    for (const authorizations of [undefined, null, []]) {
      expect(read({ ...appMention(), authorizations })?.message.audience).toBe("assistant");
      expect(read({ ...directMessage(), authorizations })?.message.audience).toBe("assistant");
    }
  });

  it("is told to be refused, its words not read, where the rules do not allow it", () => {
    const rules = { allowedWorkspaces: ["T0OTHER000"] };
    const message = { isRefused: true, question: "" };
    expect(read(appMention(), rules)).toMatchObject({ message });
    expect(read(threadReply({ thread_ts: "1.1" }), rules)).toBeUndefined();
  });

  it("is refused when a guest of elsewhere writes it in a shared channel", () => {
    const more = { user_team: "T0GUEST000" };
    const shared = { ...appMention({ more }), is_ext_shared_channel: true };
    expect(read(shared)).toMatchObject({ message: { isRefused: true } });
    const rules = { allowedWorkspaces: ["T0GUEST000"] };
    expect(read(shared, rules)).toMatchObject({ message: { isRefused: false } });
  });
});

describe("what is not for the assistant", () => {
  const subtypes = [
    ...["channel_join", "channel_leave", "channel_topic", "channel_purpose", "channel_name"],
    ...["channel_archive", "channel_unarchive", "channel_convert_to_private", "group_join"],
    ...["message_replied", "bot_add", "bot_remove", "tombstone", "ekm_access_denied"],
    ...["reminder_add", "reply_broadcast", "pinned_item", "huddle_thread", "sh_room_created"],
    ...[
      "assistant_app_thread",
      "document_mention",
      "channel_posting_permissions",
      "joiner_notification",
    ],
  ];
  it.each(subtypes)("is a message of Slack's: %s", (subtype) => {
    const more = { subtype, text: `<@U0ANNA0000> ${call} què és l’acció 1.1.1?` };
    expect(read(direct(more))).toBeUndefined();
    expect(read(channelMessage({ more }))).toBeUndefined();
  });

  it.each([
    ["our own", ownMessage({ channel: ids.im })],
    ["our own, with a mention of us", ownMessage({ text: `${call} acció 1.1.1?` })],
    ["our own, without the mark of a program", direct({ user: ids.bot })],
    ["another program's", botMessage({ channel: ids.im })],
    ["another program's with a user", direct({ bot_id: "B0OTHER000" })],
    ["a workflow's", direct({ bot_profile: { id: "B0FLOW0000", name: "Flux" } })],
    ["a workflow's old kind", direct({ subtype: "bot_message", user: "U0FLOW0000" })],
    ["Slackbot's", direct({ user: "USLACKBOT" })],
    ["Slackbot's answer", direct({ user: "USLACKBOT", subtype: "slackbot_response" })],
    ["nobody's", direct({ user: undefined })],
  ])("is a message of a program: %s", (_what, payload) => {
    expect(read(payload)).toBeUndefined();
  });

  it("is what people say to each other", () => {
    expect(read(channelMessage())).toBeUndefined();
    expect(read(channelMessage({ text: "<@U0BERTA000> vens?" }))).toBeUndefined();
    const text = "<@U0BERTA000> i tu?";
    expect(read(threadReply({ thread_ts: "1.1", text }))).toBeUndefined();
  });

  it.each([
    ["a home", appHomeOpened()],
    ["a context", appContextChanged()],
    ["a link", linkShared()],
    ["a leaving", appUninstalled()],
    ["a token", tokensRevoked()],
    ["a challenge", urlVerification()],
    ["a reaction", { ...appMention(), event: { type: "reaction_added", item: {} } }],
    ["nothing", undefined],
    ["null", null],
    ["a list", [appMention()]],
    ["a message without its time", direct({ ts: undefined })],
    ["a message without its channel", direct({ channel: undefined })],
    ["a message with a channel that is none", direct({ channel: { id: "D0ANNA0000" } })],
  ])("is another event: %s", (_what, payload) => {
    expect(read(payload)).toBeUndefined();
  });
});

describe("a message that changes", () => {
  const ts = "1764000000.000100";

  it("is read as it is now, under its own time", () => {
    const payload = messageChanged({ ts, text: `${call} acció 1.1.1`, previous: `${call} hola` });
    const message = { id: `slack:C0GENERAL0:${ts}`, question: "acció 1.1.1" };
    expect(read(payload)).toMatchObject({ kind: "edited", message });
  });

  it("is read when somebody edits a message with a file or in blocks only", () => {
    const before = messageChanged({ ts, channel: ids.im, text: "ara", previous: "abans" });
    const { message, previous_message: previous } = before.event;
    const inBlocks = {
      message: { ...message, text: "", subtype: "file_share" },
      previous_message: { ...previous, text: "", subtype: "file_share" },
    };
    const payload = { ...before, event: { ...before.event, ...inBlocks } };
    expect(read(payload)).toMatchObject({ kind: "edited", message: { question: "ara" } });
  });

  it("is left alone when only a preview or an answer was added", () => {
    expect(read(messageChanged({ ts, text: `${call} acció 1.1.1` }))).toBeUndefined();
  });

  it("is left alone when it is our own answer, a program's or Slack's", () => {
    const user = ids.bot;
    expect(read(messageChanged({ ts, channel: ids.im, user, previous: "abans" }))).toBeUndefined();
    const changed = messageChanged({ ts, channel: ids.im, previous: "abans" });
    for (const more of [{ bot_id: "B0OTHER000" }, { subtype: "bot_message" }, { subtype: "x" }]) {
      const event = { ...changed.event, message: { ...changed.event.message, ...more } };
      expect(read({ ...changed, event })).toBeUndefined();
    }
    const { message: _gone, ...event } = changed.event;
    expect(read({ ...changed, event })).toBeUndefined();
  });

  it("is taken back when it is deleted, or leaves a tombstone", () => {
    const deleted = { kind: "deleted", message: { id: `slack:${ids.im}:${ts}` } };
    expect(read(messageDeleted({ ts, channel: ids.im }))).toMatchObject(deleted);
    const changed = messageChanged({ ts, channel: ids.im, previous: "abans" });
    const message = { type: "message", subtype: "tombstone", user: "USLACKBOT", ts };
    const event = { ...changed.event, message };
    expect(read({ ...changed, event })).toMatchObject(deleted);
  });

  it("is nobody's loss when a program's message is deleted, or nobody says which", () => {
    const gone = messageDeleted({ ts, channel: ids.im });
    const previous_message = { ...gone.event.previous_message, bot_id: "B0OTHER000" };
    expect(read({ ...gone, event: { ...gone.event, previous_message } })).toBeUndefined();
    const { previous_message: _previous, ...event } = gone.event;
    expect(read({ ...gone, event })).toBeUndefined();
  });
});

describe("whatever else comes", () => {
  const keys = [
    ...["type", "subtype", "ts", "thread_ts", "user", "text", "bot_id", "blocks", "channel"],
    ...["channel_type", "message", "previous_message", "hidden", "team", "user_team"],
  ];
  const values = fc.oneof(
    fc.constantFrom("message", "app_mention", "message_changed", "message_deleted", ids.bot),
    fc.constantFrom("D0ANNA0000", "U0ANNA0000", "1764000000.000100", "__proto__", call),
    fc.jsonValue(),
  );
  const part = fc.dictionary(fc.constantFrom(...keys), values);

  it("never makes it throw", () => {
    fc.assert(fc.property(fc.jsonValue(), (payload) => void read(payload)));
    fc.assert(
      fc.property(part, part, part, fc.jsonValue(), (event, message, previous, authorizations) => {
        for (const nested of [event, { ...event, message, previous_message: previous }]) {
          read({ type: "event_callback", event: nested, authorizations });
          read({ ...appMention(), event: nested });
          const { event: usual, ...around } = messageChanged({ channel: ids.im, previous: "x" });
          read({ ...around, event: { ...usual, ...nested } });
        }
      }),
      { numRuns: 500 },
    );
  });
});
