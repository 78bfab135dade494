import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readText, textOfHtml } from "../../../adapters/teams/message-text.ts";
import {
  actorOf,
  type Happening,
  type IsAllowed,
  parseActivity,
  personOf,
  readActivity,
} from "../../../adapters/teams/parse-activity.ts";
import {
  cardAction,
  cardSubmit,
  feedback,
  fileMessage,
  ids,
  installationUpdate,
  membersAdded,
  message,
  messageDeleted,
  messageEdited,
  messageReaction,
  messageUndeleted,
  people,
  query,
  readReceipt,
  typing,
  unknownActivity,
} from "./activities.ts";

const everybody: IsAllowed = () => true;
const nobody: IsAllowed = () => false;
const id = "1767224924615";
const at = Date.parse("2026-11-23T10:00:00.000Z");
const call = `<at>${ids.botName}</at>`;
const colleague = {
  type: "mention",
  mentioned: { id: ids.otherUser, name: ids.otherUserName },
  text: `<at>${ids.otherUserName}</at>`,
};

/** What an activity tells; undefined also for what is none. */
function read(payload: unknown, isAllowed = everybody): Happening | undefined {
  const activity = parseActivity(payload);
  return activity && readActivity(activity, isAllowed);
}

/** The message that an activity brings. */
function messageIn(payload: unknown, isAllowed = everybody) {
  const happening = read(payload, isAllowed);
  if (happening === undefined || !("message" in happening)) throw new Error("no message");
  return happening.message;
}

describe("a message for the assistant", () => {
  it("is read in the chat with it", () => {
    expect(read(message({ id, at, text: "acció 1.1.1?" }))).toEqual({
      kind: "written",
      message: {
        id: `teams:${ids.personal}:${id}`,
        conversation: `teams:${ids.personal}`,
        channel: `teams:${ids.personal}`,
        person: `teams:${ids.tenant}:${ids.userObject}`,
        tenant: `teams:${ids.tenant}`,
        question: "acció 1.1.1?",
        audience: "assistant",
        isRefused: false,
        isPrivate: true,
        sentAtMs: at,
        address: JSON.stringify({
          conversation: {
            serviceUrl: ids.serviceUrl,
            id: ids.personal,
            tenant: ids.tenant,
            bot: ids.bot,
          },
          replyTo: id,
          isPersonal: true,
        }),
      },
    });
  });

  it("is of its thread and of its channel where it is called there", () => {
    const root = "1767224924000";
    const read = messageIn(message({ place: "channel", id, root, text: "acció 1.1.1?" }));
    expect(read).toMatchObject({
      id: `teams:${ids.channel}:${id}`,
      conversation: `teams:${ids.channel};messageid=${root}`,
      channel: `teams:${ids.channel}`,
      question: "acció 1.1.1?",
      audience: "assistant",
      address: expect.stringContaining(`"id":"${ids.channel};messageid=${root}"`),
    });
    expect(read.address).toContain('"isPersonal":false');
  });

  it("is the same person's in every place", () => {
    const persons = (["personal", "group", "channel"] as const).map(
      (place) => messageIn(message({ place })).person,
    );
    expect(new Set(persons).size).toBe(1);
    // Guests and others have no id in the tenant.
    const guest = { id: "29:guest", name: "Convidada" };
    expect(messageIn(message({ user: guest })).person).toBe(`teams:${ids.tenant}:29:guest`);
  });

  it.each([
    ["at its end", `acció 1.1.1? ${call}`, "acció 1.1.1?"],
    ["in its middle", `bon dia ${call}, acció 1.1.1?`, "bon dia , acció 1.1.1?"],
    ["twice", `${call}${call}&nbsp;acció 1.1.1?`, "acció 1.1.1?"],
    ["without a space", `${call}acció 1.1.1?`, "acció 1.1.1?"],
    ["over several lines", `${call}\r\n acció\r\n1.1.1?\n`, "acció\n1.1.1?"],
    ["with entities", `${call} l&#39;acció &lt;1.1.1&gt; &amp;amp;`, "l'acció <1.1.1> &amp;"],
    ["only", call, "hola"],
    ["with nothing that is seen", `${call} &nbsp; \n`, "hola"],
  ])("is what stands beside the call: %s", (_where, text, question) => {
    const entities = message({ place: "group" }).entities;
    const more = { text, entities };
    expect(messageIn(message({ place: "group", more }))).toMatchObject({
      question,
      audience: "assistant",
    });
  });

  it("is called by a part of the name, where who writes left the rest out", () => {
    const mention = {
      type: "mention",
      mentioned: { id: ids.bot, name: ids.botName },
      text: "<at>Agenda</at>",
    };
    const more = { text: "<at>Agenda</at> acció 1.1.1?", entities: [mention] };
    expect(messageIn(message({ place: "group", more })).question).toBe("acció 1.1.1?");
  });

  it("is read in its HTML when its text is empty, and only then", () => {
    const html = "<p>acció&nbsp;<b>1.1.1</b></p><p>o 1.1.2?</p>";
    expect(messageIn(message({ text: "", html })).question).toBe("acció 1.1.1\no 1.1.2?");
    expect(messageIn(message({ text: "acció 2.3.1", html })).question).toBe("acció 2.3.1");
    expect(messageIn(fileMessage()).question).toBe("hola");
  });

  it.each([
    ["conversation", { place: "group" as const, mentioned: false }],
    [
      "others",
      {
        place: "group" as const,
        more: { text: "<at>Jordi Serra</at>, vens?", entities: [colleague] },
      },
    ],
    ["assistant", { more: { text: "<at>Jordi Serra</at>, vens?", entities: [colleague] } }],
    [
      "assistant",
      { place: "group" as const, more: { text: `${call} acció 1.1.1?`, entities: [] } },
    ],
  ])("is told from what is not: %s", (audience, options) => {
    const activity = parseActivity(message(options));
    const happening = activity && readActivity(activity, everybody);
    if (audience === "others") expect(happening).toBeUndefined();
    else expect(happening).toMatchObject({ message: { audience } });
  });

  it("is refused, its words not read, where the tenant is not served", () => {
    const seen: unknown[] = [];
    const isAllowed = (tenant: string | undefined) => {
      seen.push(tenant);
      return false;
    };
    const refused = { isRefused: true, question: "" };
    expect(messageIn(message(), isAllowed)).toMatchObject(refused);
    const ask = { v: 1, q: ["acció 1.1.1", "i 1.1.2?"], p: 800 };
    const pressed = messageIn(cardSubmit({ value: ask }), isAllowed);
    expect(pressed).toMatchObject(refused);
    expect(pressed.history).toBeUndefined();
    expect(messageIn(cardSubmit({ value: { v: 0 } }), isAllowed)).toMatchObject(refused);
    expect(messageIn(membersAdded(), isAllowed)).toMatchObject(refused);
    expect(new Set(seen)).toEqual(new Set([ids.tenant]));
  });

  it("is of no tenant where none is told", () => {
    const activity = message();
    const { tenantId: _none, ...conversation } = activity.conversation;
    const tenants: unknown[] = [];
    for (const channelData of [undefined, null, {}, { tenant: null }])
      read({ ...activity, conversation, channelData }, (tenant) => tenants.push(tenant) === 0);
    expect(tenants).toEqual([undefined, undefined, undefined, undefined]);
  });

  it.each([
    ["2026-11-23T10:00:00.000Z", at],
    ["2026-11-23T11:00:00+01:00", at],
    [new Date(at), at],
    ["avui", 0],
    [undefined, 0],
  ])("was written at %s", (timestamp, sentAtMs) => {
    expect(messageIn(message({ more: { timestamp } })).sentAtMs).toBe(sentAtMs);
  });
});

describe("a button", () => {
  const value = { v: 1, q: ["acció 2.3.1", "qui ens hi pot ajudar?"], p: 800 };

  it("asks what it carries, wherever it stands and whatever else is said", () => {
    for (const place of ["personal", "group", "channel"] as const)
      for (const text of [undefined, "", "una altra cosa", `${call} una altra cosa`])
        expect(messageIn(cardSubmit({ place, value, more: { text } }))).toMatchObject({
          question: "qui ens hi pot ajudar?",
          history: ["acció 2.3.1"],
          population: 800,
          audience: "assistant",
        });
  });

  it("asks each time anew, below itself", () => {
    const presses = [cardSubmit({ value }), cardSubmit({ value })].map((press) => messageIn(press));
    expect(presses[0]?.id).not.toBe(presses[1]?.id);
    expect(presses[0]?.address).toContain('"replyTo":"f:');
  });

  it.each([[{}], [[]], [{ v: 2 }], ["x"], [0], [false]])("is of another version: %j", (value) => {
    const press = cardSubmit({ more: { value } });
    expect(read(press)).toEqual({ kind: "stale-button", id: press.id });
    expect(read({ ...press, text: " \n" })).toMatchObject({ kind: "stale-button" });
  });

  it("is none where nothing is carried, or something is said", () => {
    for (const value of [undefined, null, ""])
      expect(read(message({ more: { value } }))).toMatchObject({ kind: "written" });
    const press = cardSubmit({ value: { v: 2 }, more: { text: "acció 1.1.1" } });
    expect(messageIn(press).question).toBe("acció 1.1.1");
  });
});

describe("a message that changes", () => {
  const before = message({ place: "channel", id, at, text: "acció 1.1.1" });

  it("is read as it is now, and since when", () => {
    const edited = messageEdited(before, "acció 1.1.2", at + 60_000);
    const { id: name, conversation } = messageIn(before);
    expect(read(edited)).toMatchObject({
      kind: "edited",
      message: { id: name, conversation, question: "acció 1.1.2", editedAtMs: at + 60_000 },
    });
    const undated = messageIn({ ...edited, timestamp: undefined });
    expect(undated).not.toHaveProperty("editedAtMs");
  });

  it("is as it was when its removal is taken back", () => {
    const { question } = messageIn(before);
    expect(read(messageUndeleted(before, at))).toMatchObject({
      kind: "edited",
      message: { question },
    });
  });

  it("is taken back, though nothing in its removal says that it called", () => {
    const { id: name } = messageIn(before);
    const deleted = { kind: "deleted", message: { id: name, audience: "assistant" } };
    expect(read(messageDeleted(before, at + 60_000))).toMatchObject(deleted);
  });

  it.each([ids.bot, "28:another"])("is nobody's matter where a program wrote it: %s", (id) => {
    const own = message({ user: { id } });
    for (const change of [own, messageEdited(own, "x"), messageDeleted(own)])
      expect(read(change)).toBeUndefined();
  });
});

describe("an installation", () => {
  it.each(["personal", "group", "channel"] as const)(
    "is one message, whichever event tells it: %s",
    (place) => {
      const events = [
        membersAdded({ place }),
        membersAdded({ place, members: [people.anna, { id: ids.bot }] }),
        installationUpdate({ place }),
        installationUpdate({ place, action: "add-upgrade" }),
        installationUpdate({ place, more: { action: undefined } }),
      ];
      const names = events.map((event) => messageIn(event).id);
      expect(new Set(names)).toEqual(new Set([`teams:${ids[place]}:installed`]));
      for (const event of events) {
        expect(read(event)).toMatchObject({
          kind: "installed",
          message: { audience: "assistant" },
        });
        expect(messageIn(event).address).not.toContain("replyTo");
      }
    },
  );

  it("asks in the language of Teams, where that is told and ours", () => {
    const asked = (locale: string | undefined) =>
      messageIn(installationUpdate({ more: { locale } })).question;
    expect(["ca-ES", "es-MX", "en-GB", "fr-FR", undefined].map(asked)).toEqual([
      "bon dia",
      "buenos días",
      "good morning",
      "hola",
      "hola",
    ]);
  });

  it("ends", () => {
    for (const action of ["remove", "remove-upgrade"] as const)
      expect(read(installationUpdate({ action }))).toEqual({ kind: "removed" });
  });

  it("is not that of others", () => {
    expect(read(membersAdded({ members: [people.anna, people.jordi] }))).toBeUndefined();
    expect(read({ ...membersAdded(), membersAdded: null })).toBeUndefined();
  });
});

describe("an invoke", () => {
  it("is told with its value, whatever that is", () => {
    const opinion = feedback({ replyToId: id });
    expect(read(opinion)).toEqual({
      kind: "invoked",
      name: "message/submitAction",
      value: opinion.value,
      replyTo: id,
      id: opinion.id,
    });
    expect(read({ ...query(), name: undefined, value: undefined })).toMatchObject({
      kind: "invoked",
      name: "",
      value: undefined,
      replyTo: undefined,
    });
    expect(read(cardAction(), nobody)).toMatchObject({ name: "adaptiveCard/action" });
  });
});

describe("what does not concern the assistant", () => {
  it.each([
    messageReaction(),
    typing(),
    readReceipt(),
    unknownActivity(),
    unknownActivity({ type: "constructor" }),
    { ...message(), id: undefined },
    { ...messageDeleted(message()), id: undefined },
  ])("is left alone: $type", (activity) => {
    expect(parseActivity(activity)).toBeDefined();
    expect(read(activity)).toBeUndefined();
  });

  it.each([
    undefined,
    null,
    "message",
    [],
    {},
    { type: "message" },
    { ...message(), from: "Anna" },
    { ...message(), conversation: { id: 7 } },
    { ...message(), serviceUrl: undefined },
    { ...message(), text: 7 },
    { ...message(), membersAdded: [null] },
  ])("is no activity", (payload) => {
    expect(parseActivity(payload)).toBeUndefined();
  });
});

describe("actorOf", () => {
  it.each([
    ["ca-ES", "ca"],
    ["CA", "ca"],
    ["ca-ES-valencia", "ca"],
    ["es", "es"],
    ["en_US", "en"],
    ["fr-FR", undefined],
    ["est-EE", undefined],
    ["", undefined],
    ["__proto__", undefined],
    [null, undefined],
    [undefined, undefined],
  ])("knows the language of Teams: %s", (locale, language) => {
    const activity = parseActivity(message({ more: { locale } }));
    expect(activity && actorOf(activity).language).toBe(language);
  });

  it("tells persons of different tenants apart", () => {
    const person = (tenant: string | undefined) => personOf({ tenant, user: "u" });
    expect(new Set([person("a"), person("b"), person(undefined)]).size).toBe(3);
  });
});

describe("readText", () => {
  const names = new Set([ids.botName]);
  const span = (name: string, type = "http://schema.skype.com/Mention") =>
    `<span itemscope="" itemtype="${type}" itemid="0">${name}</span>`;

  it.each([
    [`${call} x`, "x", true],
    [`<AT id="0">${ids.botName}</AT> x`, "x", true],
    [`${span(ids.botName)}&nbsp;x`, "x", true],
    [`<at>Agenda&nbsp;digital</at> x`, "x", true],
    [`${span(ids.botName, "http://schema.org/Thing")} x`, "Agenda digital x", false],
    [`<b>${ids.botName}</b> x`, "Agenda digital x", false],
    [`${ids.botName} x`, "Agenda digital x", false],
    ["<at>Jordi Serra</at> x", "Jordi Serra x", false],
    ["<at></at> x", "x", false],
    [`<at>${ids.botName}</span> x`, "Agenda digital x", false],
    [`<at>${ids.botName} x`, "Agenda digital x", false],
  ])("knows a call: %s", (text, question, isCalled) => {
    expect(readText(text, names)).toEqual({ question, isCalled });
  });

  it("is as fast for what is never closed as for anything else", () => {
    for (const part of [
      "<at>",
      "<at ",
      "<span ",
      "</at>",
      "<",
      "&",
      "schema.skype.com/Mention",
      " \n",
    ]) {
      const began = performance.now();
      readText(part.repeat(500_000 / part.length), names);
      readText(`<span ${part.repeat(500_000 / part.length)}`, names);
      expect(performance.now() - began).toBeLessThan(2_000);
    }
  });

  it("leaves no tag that could call somebody, and no more text than there was", () => {
    const piece = fc.oneof(
      fc.constantFrom(call, "<at>", "</at>", span(ids.botName), "&lt;", "&amp;lt;at&amp;gt;", "<"),
      fc.constantFrom("$&", "$'", "\0", "\u202e", "\ud83d", "<br/>", "</p>", "&nbsp;", "\n"),
      fc.string({ unit: "binary", maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        const { question } = readText(text, names);
        expect(question.length).toBeLessThanOrEqual(text.length);
        expect(question).toBe(question.trim());
        // What was written as text stays text: only tags go.
        if (!text.includes("&")) expect(question).not.toMatch(/<\/?[a-z][^<>]*>/i);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("textOfHtml", () => {
  it("keeps words apart as they are seen apart", () => {
    const html = "<p>a<b>b</b></p><ul><li>c</li><li>d</li></ul>e<br>f<br/>g<div>h</div>i";
    expect(textOfHtml(html)).toBe("a b\nc\nd\ne\nf\ng h\ni");
  });

  it("never makes a tag of what was none", () => {
    expect(textOfHtml("&lt;at&gt;Tothom&lt;/at&gt;")).toBe("<at>Tothom</at>");
    expect(textOfHtml("&amp;lt;at&amp;gt;")).toBe("&lt;at&gt;");
    expect(textOfHtml("5 < 7 & 7 > 5")).toBe("5 < 7 & 7 > 5");
  });
});

describe("whatever else comes", () => {
  const keys = [
    ...["type", "id", "name", "action", "timestamp", "serviceUrl", "from", "recipient", "text"],
    ...["conversation", "attachments", "entities", "membersAdded", "channelData", "value"],
    ...["locale", "replyToId", "__proto__", "constructor"],
  ];
  const values = fc.oneof(
    fc.constantFrom("message", "messageUpdate", "messageDelete", "invoke", "conversationUpdate"),
    fc.constantFrom("installationUpdate", "remove", ids.bot, call, id, "__proto__"),
    fc.constantFrom({ id: ids.bot }, [{ id: ids.bot }], { tenant: { id: ids.tenant } }),
    fc.constantFrom({ v: 1, q: ["x"] }, { v: 1, q: [] }, '{"v":1,"q":["x"]}', [colleague]),
    fc.string({ unit: "binary" }),
    fc.jsonValue(),
  );
  const part = fc.dictionary(fc.constantFrom(...keys), values);

  it("never makes it throw, and tells nothing of a tenant that is not served", () => {
    fc.assert(fc.property(fc.jsonValue(), (payload) => void read(payload)));
    const usual = fc.constantFrom(
      message(),
      messageEdited(message({ place: "channel" }), "x"),
      messageDeleted(message()),
      cardSubmit({ value: { v: 1, q: ["x"] } }),
      membersAdded(),
      installationUpdate(),
      query(),
    );
    fc.assert(
      fc.property(usual, part, part, fc.boolean(), (activity, more, nested, isAllowed) => {
        for (const payload of [
          more,
          { ...activity, ...more },
          { ...activity, from: { ...activity.from, ...nested }, value: more },
          { ...activity, conversation: { ...activity.conversation, ...nested } },
          { ...activity, channelData: nested, entities: [nested, more] },
        ]) {
          const happening = read(payload, () => isAllowed);
          if (happening === undefined || !("message" in happening)) continue;
          const { message } = happening;
          expect(message.id).toMatch(/^teams:/);
          expect(JSON.parse(message.address)).toHaveProperty("conversation.serviceUrl");
          expect(message.isRefused).toBe(!isAllowed);
          if (message.isRefused) expect(message).toMatchObject({ question: "" });
          if (message.isRefused) expect(message.history).toBeUndefined();
        }
      }),
      { numRuns: 500 },
    );
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});
