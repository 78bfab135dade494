import { describe, expect, it, vi } from "vitest";
import type { Answer } from "../../../src/answer/answer.ts";
import type { Inquiry } from "../../../src/answer/inquiry.ts";
import { digestOf } from "../../helpers/reception.ts";
import {
  abstained,
  answered,
  failed,
  fault,
  gate,
  message,
  openRig,
  suggested,
  until,
} from "./delivery-rig.ts";

vi.setConfig({ testTimeout: 20_000 });

const hourMs = 3_600_000;

describe("accepting", () => {
  it("answers once what comes a hundred times at once", async () => {
    const { delivery, texts, calls, settled } = await openRig();
    const news = await Promise.all(
      Array.from({ length: 100 }, () => delivery.accept(message("one"))),
    );
    await settled();
    expect(news.filter(Boolean)).toHaveLength(1);
    expect(await delivery.accept(message("one"))).toBe(false);
    await delivery.stop();
    expect([texts(), calls]).toEqual([["text of one"], ["send"]]);
  });

  it("tells that a message arrived before the assistant or the platform is done", async () => {
    const thinking = gate();
    const sending = gate();
    const { delivery, messages, texts, calls, inquiries, settled } = await openRig({
      respond: (inquiry) => thinking.opened.then(() => answered(inquiry)),
      send: (_, post) => sending.opened.then(post),
    });
    expect(await delivery.accept(message("one"))).toBe(true);
    expect([inquiries, await messages.unfinished()]).toMatchObject([[], [{ state: "waiting" }]]);
    thinking.open();
    await until(() => expect(calls).toEqual(["send"]));
    expect(await delivery.accept(message("two"))).toBe(true);
    sending.open();
    await settled();
    expect(texts()).toEqual(["text of one", "text of two"]);
  });

  it("keeps the order of a channel, and lets a stuck one hold up no other", async () => {
    const stuck = gate();
    const { delivery, texts, settled } = await openRig({
      respond: async (inquiry) => {
        if (inquiry.question === "text of a1") await stuck.opened;
        return answered(inquiry);
      },
    });
    for (const name of ["a1", "a2", "b1", "a3", "b2"])
      await delivery.accept(message(name, { channel: name.charAt(0) }));
    await until(() => expect(texts()).toEqual(["text of b1", "text of b2"]));
    stuck.open();
    await settled();
    expect(texts().slice(2)).toEqual(["text of a1", "text of a2", "text of a3"]);
  });

  it("keeps digests instead of names", async () => {
    const { delivery, messages } = await openRig();
    const names = { channel: "my channel", person: "my name", conversation: "my thread" };
    await delivery.accept(message("my id", { ...names, question: "", address: "" }));
    const kept = await messages.get(digestOf("my id"));
    expect(kept?.person).toBe(digestOf("my name"));
    expect(JSON.stringify(kept)).not.toContain("my ");
  });

  it("refuses politely what comes from elsewhere, and keeps no text of it", async () => {
    const { delivery, messages, texts, inquiries, settled } = await openRig();
    const refused = { isRefused: true, history: ["text of before"] };
    await delivery.accept(message("one", refused));
    expect(JSON.stringify(await messages.get(digestOf("one")))).not.toContain("text of");
    await settled();
    await delivery.edit(message("one", { ...refused, question: "text of edited" }));
    expect(JSON.stringify(await messages.get(digestOf("one")))).not.toContain("text of");
    await delivery.stop();
    expect([texts(), inquiries]).toEqual([["refusal"], []]);
  });
});

describe("sending", () => {
  it("tries again without looking when surely nothing was sent", async () => {
    const { delivery, texts, calls, settled } = await openRig({
      send: (count, post) => {
        if (count < 4) throw fault("not-sent");
        return post();
      },
    });
    await delivery.accept(message("one"));
    await settled();
    expect([texts(), calls]).toEqual([["text of one"], ["send", "send", "send", "send"]]);
  });

  it("looks before it sends again when it may have been sent", async () => {
    const { delivery, texts, calls, settled } = await openRig({
      send: (count, post) => {
        if (count === 1) throw fault("unknown");
        post();
        throw fault("unknown");
      },
    });
    await delivery.accept(message("one"));
    await settled();
    expect([texts(), calls]).toEqual([["text of one"], ["send", "find", "send", "find"]]);
  });

  it.each([
    ["what the platform asks", 80, 1, 80],
    ["its own time when the platform asks for none", 0, 60, 60],
  ])("waits %s before the next attempt", async (_, retryAfterMs, firstRetryMs, leastMs) => {
    const times: number[] = [];
    const { delivery, settled } = await openRig({
      patience: { firstRetryMs, longestRetryMs: 1_000 },
      send: (count, post) => {
        times.push(performance.now());
        if (count === 1) throw fault("not-sent", retryAfterMs);
        return post();
      },
    });
    await delivery.accept(message("one"));
    await settled();
    // Timers may be a millisecond early.
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(leastMs - 2);
    expect(times).toHaveLength(2);
  });

  it("closes and logs what the platform refuses, and goes on with the next", async () => {
    const { delivery, messages, texts, calls, log, settled } = await openRig({
      send: (count, post) => {
        if (count === 1) throw fault("refused");
        return post();
      },
    });
    await delivery.accept(message("one"));
    await delivery.accept(message("two"));
    await settled();
    expect([texts(), calls]).toEqual([["text of two"], ["send", "send"]]);
    expect(await messages.get(digestOf("one"))).toMatchObject({ state: "closed", question: "" });
    expect(log.join("")).toContain("the platform refuses the answer");
  });

  it("lets others go first when the fault may be the message's own, and comes back to it", async () => {
    let isHealed = false;
    const { delivery, texts, settled } = await openRig({
      respond: (inquiry) => {
        if (inquiry.question === "text of bad" && !isHealed) throw new TypeError("no such thing");
        return answered(inquiry);
      },
    });
    await delivery.accept(message("bad"));
    await delivery.accept(message("good"));
    await until(() => expect(texts()).toEqual(["text of good"]));
    isHealed = true;
    await settled();
    expect(texts()).toEqual(["text of good", "text of bad"]);
  });

  it("gives up when nobody waits for the answer any more", async () => {
    const { delivery, messages, texts, log, settled } = await openRig({
      patience: { giveUpMs: 30 },
      send: () => Promise.reject(fault("not-sent")),
    });
    await delivery.accept(message("one"));
    await settled();
    expect(await messages.get(digestOf("one"))).toMatchObject({ state: "closed" });
    expect([texts(), log.join("")]).toEqual([[], expect.stringContaining("answer given up")]);
  });

  it("loses nothing when the store fails for a while", async () => {
    const failing = { get: 3, attempt: 2, answered: 2, historyOf: 1 };
    const fail = (name: keyof typeof failing) => {
      failing[name] -= 1;
      if (failing[name] >= 0) throw new Error("disk I/O error");
    };
    const { delivery, texts, calls, settled } = await openRig({
      messages: (real) => ({
        get: async (id) => {
          fail("get");
          return real.get(id);
        },
        attempt: async (...parameters) => {
          fail("attempt");
          return real.attempt(...parameters);
        },
        answered: async (...parameters) => {
          fail("answered");
          return real.answered(...parameters);
        },
        historyOf: async (...parameters) => {
          fail("historyOf");
          return real.historyOf(...parameters);
        },
      }),
    });
    await delivery.accept(message("one"));
    await delivery.accept(message("two"));
    await settled();
    expect(texts()).toEqual(["text of one", "text of two"]);
    expect(calls.filter((call) => call === "send")).toHaveLength(2);
  });
});

describe("editing", () => {
  const edited = message("one", { question: "text of edited" });

  it("answers the edited question when it was not answered yet", async () => {
    const stuck = gate();
    const { delivery, texts, calls, settled } = await openRig({
      respond: (inquiry) => stuck.opened.then(() => answered(inquiry)),
    });
    await delivery.accept(message("before"));
    await delivery.accept(message("one"));
    await delivery.edit(edited);
    stuck.open();
    await settled();
    await delivery.stop();
    expect(texts()).toEqual(["text of before", "text of edited"]);
    expect(calls).toEqual(["send", "send"]);
  });

  it("puts the answer right when the edit came while it was made", async () => {
    const thinking = gate();
    const { delivery, texts, calls, inquiries, settled } = await openRig({
      respond: (inquiry) => thinking.opened.then(() => answered(inquiry)),
    });
    await delivery.accept(message("one"));
    await until(() => expect(inquiries).toHaveLength(1));
    await delivery.edit(edited);
    thinking.open();
    await settled();
    await delivery.stop();
    expect([texts(), calls]).toEqual([["text of edited"], ["send", "update"]]);
  });

  it("changes an answer that stands, and leaves it when nothing changed", async () => {
    const { delivery, texts, calls, settled } = await openRig();
    await delivery.accept(message("one"));
    await settled();
    await delivery.edit(edited);
    await settled();
    await delivery.edit(edited);
    await delivery.stop();
    expect([texts(), calls]).toEqual([["text of edited"], ["send", "update"]]);
  });

  it("tries again to change an answer, and keeps the conversation when the platform changes it no more", async () => {
    const { delivery, messages, inquiries, posted, calls, settled } = await openRig({
      update: (count) => {
        if (count === 1) throw fault("unknown");
      },
    });
    await delivery.accept(message("one", { sentAtMs: 1 }));
    await settled();
    posted.length = 0;
    await delivery.edit(edited);
    await settled();
    expect(calls).toEqual(["send", "update", "update"]);
    expect(await messages.get(digestOf("one"))).toMatchObject({ state: "answered" });
    await delivery.accept(message("two", { sentAtMs: 2 }));
    await settled();
    expect(inquiries.at(-1)?.history).toEqual(["text of edited"]);
  });

  it("follows an edit that no longer calls the assistant, or calls somebody else", async () => {
    const { delivery, texts, settled } = await openRig();
    for (const audience of ["conversation", "others"] as const) {
      await delivery.accept(message(audience));
      await settled();
      const question = `text of ${audience}, edited`;
      await delivery.edit(message(audience, { audience, question }));
      await settled();
      expect(texts()).toContain(question);
    }
    await delivery.edit(message("unknown", { audience: "others" }));
    await delivery.stop();
    expect(texts()).toHaveLength(2);
  });

  it("does not go back to an older edit that comes late", async () => {
    const { delivery, texts, settled } = await openRig();
    await delivery.accept(message("one"));
    const edit = (editedAtMs: number) =>
      delivery.edit(message("one", { question: `text of edit ${editedAtMs}`, editedAtMs }));
    await edit(2);
    await edit(1);
    await settled();
    await edit(1);
    await delivery.stop();
    expect(texts()).toEqual(["text of edit 2"]);
  });

  it("answers an edit that comes before its message, and the message no more", async () => {
    const { delivery, texts, settled } = await openRig();
    await delivery.edit(edited);
    expect(await delivery.accept(message("one"))).toBe(false);
    await settled();
    await delivery.stop();
    expect(texts()).toEqual(["text of edited"]);
  });

  it("answers what was edited last when the edit and the message come at once", async () => {
    const { delivery, texts, messages, settled } = await openRig({
      // The message is added between the two questions of the edit.
      messages: (real) => ({
        get: async (id) => {
          const kept = await real.get(id);
          if (kept === undefined) await delivery.accept(message("one"));
          return kept;
        },
      }),
    });
    await delivery.edit(edited);
    await settled();
    await delivery.stop();
    expect(await messages.get(digestOf("one"))).toMatchObject({ question: "text of edited" });
    expect(texts()).toEqual(["text of edited"]);
  });
});

describe("taking back", () => {
  it("sends nothing for what is taken back before its answer", async () => {
    const stuck = gate();
    const { delivery, messages, texts, calls, settled } = await openRig({
      respond: (inquiry) => stuck.opened.then(() => answered(inquiry)),
    });
    await delivery.accept(message("before"));
    await delivery.accept(message("one"));
    await delivery.retract(message("one"));
    stuck.open();
    await settled();
    expect([texts(), calls]).toEqual([["text of before"], ["send"]]);
    expect(await messages.get(digestOf("one"))).toMatchObject({ state: "closed", question: "" });
  });

  it("removes the answer that was made meanwhile", async () => {
    const thinking = gate();
    const { delivery, texts, calls, inquiries, settled } = await openRig({
      respond: (inquiry) => thinking.opened.then(() => answered(inquiry)),
    });
    await delivery.accept(message("one"));
    await until(() => expect(inquiries).toHaveLength(1));
    await delivery.retract(message("one"));
    thinking.open();
    await settled();
    expect([texts(), calls]).toEqual([[], ["send", "remove"]]);
  });

  it("removes an answer that stands, once", async () => {
    const { delivery, texts, calls, settled } = await openRig();
    await delivery.accept(message("one"));
    await settled();
    await delivery.retract(message("one"));
    await settled();
    await delivery.retract(message("one"));
    await delivery.edit(message("one", { question: "text of edited" }));
    await delivery.stop();
    expect([texts(), calls]).toEqual([[], ["send", "remove"]]);
  });

  it("does not answer a message that comes after it was taken back", async () => {
    const { delivery, calls, messages } = await openRig();
    await delivery.retract(message("one"));
    expect(await delivery.accept(message("one"))).toBe(false);
    await delivery.stop();
    expect([calls, await messages.unfinished()]).toEqual([[], []]);
  });

  it("takes back what comes at the same time", async () => {
    const { delivery, texts, settled } = await openRig({
      // The message is added between the two steps of the retraction.
      messages: (real) => ({
        retract: async (id) => {
          const kept = await real.retract(id);
          if ((await real.get(id)) === undefined) await delivery.accept(message("one"));
          return kept;
        },
      }),
    });
    await delivery.retract(message("one"));
    await settled();
    await delivery.stop();
    expect(texts()).toEqual([]);
  });
});

describe("conversations", () => {
  const overheard = { audience: "conversation" } as const;

  it("ignores what people say where it takes no part", async () => {
    const { delivery, messages, calls } = await openRig();
    expect(await delivery.accept(message("one", overheard))).toBe(false);
    await delivery.edit(message("two", overheard));
    await delivery.retract(message("three", overheard));
    await delivery.stop();
    const kept = ["one", "two", "three"].map((id) => messages.get(digestOf(id)));
    expect([calls, await Promise.all(kept)]).toEqual([[], [undefined, undefined, undefined]]);
  });

  const lookup = (inquiry: Inquiry): Answer => ({ ...answered(inquiry), intent: "lookup" });
  const followUp = (inquiry: Inquiry): Answer => ({ ...answered(inquiry), intent: "follow-up" });
  const thanked = (inquiry: Inquiry): Answer => ({ ...answered(inquiry), intent: "help" });
  /** The asker calls the assistant; then another thing is said. Whether that is answered. */
  async function isAnswered(
    question: string,
    respond: (inquiry: Inquiry) => Answer,
    said: { readonly by?: string; readonly after?: readonly (readonly [string, string])[] } = {},
  ): Promise<boolean> {
    const { delivery, texts, messages, settled } = await openRig({
      respond: (inquiry) => (inquiry.question === question ? respond(inquiry) : abstained(inquiry)),
    });
    await delivery.accept(message("first", { person: "asker" }));
    for (const [person, words] of said.after ?? [])
      await delivery.accept(message(words, { ...overheard, person, question: words }));
    await delivery.accept(message("said", { ...overheard, person: said.by ?? "asker", question }));
    await settled();
    await delivery.stop();
    const kept = await messages.get(digestOf("said"));
    expect(kept === undefined).toBe(texts().length === 1);
    return texts().length === 2;
  }

  it.each([
    ["a question of who asked before", "quines ajudes hi ha", answered, {}],
    ["a follow-up of who asked before", "text of més", followUp, {}],
    ["a colleague's follow-up", "i qui ens hi pot ajudar?", followUp, { by: "colleague" }],
    ["a bare code", "acció 2.3.1", lookup, { by: "colleague" }],
    [
      "a question after a word of its asker",
      "i quines ajudes hi ha?",
      answered,
      { after: [["asker", "text of d'acord"]] },
    ],
  ] as const)("answers there %s", async (_what, question, respond, said) => {
    expect(await isAnswered(question, respond, said)).toBe(true);
  });

  it.each([
    ["what is no question", "text of la fibra arriba dilluns", answered, {}],
    ["what it cannot assert", "text of on anem a dinar?", abstained, {}],
    ["what it only suggests", "text of i el dinar?", suggested, {}],
    ["what breaks", "text of i el dinar?", failed, {}],
    ["thanks", "text of gràcies!", thanked, {}],
    ["an address", "text of https://example.cat/?a=1", answered, {}],
    ["a code in passing", "text of jo ja he llegit la 2.3.1", lookup, {}],
    ["a colleague's statement", "text of ja ho miro jo", followUp, { by: "colleague" }],
    ["a colleague's question", "text of ho has llegit?", answered, { by: "colleague" }],
    [
      "a question in a talk of two",
      "text of quan quedem?",
      answered,
      { after: [["colleague", "text of jo puc dijous"]] },
    ],
  ] as const)(
    "is silent at %s, and keeps nothing of it",
    async (_what, question, respond, said) => {
      expect(await isAnswered(question, respond, said)).toBe(false);
    },
  );

  it("asks no model about what people say to each other, before it is welcome", async () => {
    const { delivery, inquiries, settled } = await openRig({
      respond: (inquiry) => (inquiry.question.includes("dinar") ? abstained : answered)(inquiry),
    });
    await delivery.accept(message("first", { person: "asker" }));
    const said = { ...overheard, person: "asker" };
    await delivery.accept(message("lunch", { ...said, question: "text of i el dinar?" }));
    await delivery.accept(message("said", { ...said, question: "quines ajudes hi ha" }));
    await settled();
    await delivery.stop();
    expect(inquiries.map(({ question, isPlain = false }) => [question, isPlain])).toEqual([
      ["text of first", false],
      ["text of i el dinar?", true],
      ["quines ajudes hi ha", true],
      ["quines ajudes hi ha", false],
    ]);
  });

  it("answers what came before the message that calls it, once that comes", async () => {
    const { delivery, messages, texts, inquiries, settled } = await openRig({ respond: followUp });
    const reply = message("reply", { ...overheard, sentAtMs: 2, question: "text of qui?" });
    expect(await delivery.accept(reply)).toBe(false);
    await delivery.edit({ ...reply, question: "text of qui ajuda?", editedAtMs: 9 });
    expect(await delivery.accept(reply)).toBe(false);
    await delivery.accept(message("taken back", { ...overheard, sentAtMs: 3 }));
    await delivery.retract(message("taken back", { ...overheard, sentAtMs: 3 }));
    await delivery.accept(message("earlier", { ...overheard, sentAtMs: 0 }));
    await delivery.accept(message("elsewhere", { ...overheard, conversation: "another" }));
    expect(await messages.unfinished()).toEqual([]);
    await delivery.accept(message("root", { sentAtMs: 1 }));
    await settled();
    await delivery.stop();
    expect(texts()).toEqual(["text of root", "text of qui ajuda?"]);
    expect(inquiries.at(-1)?.history).toEqual(["text of root"]);
  });

  it("answers anew what was asked after a message that comes late", async () => {
    const { delivery, texts, calls, inquiries, settled } = await openRig();
    await delivery.accept(message("second", { sentAtMs: 2 }));
    await settled();
    await delivery.accept(message("first", { sentAtMs: 1 }));
    await settled();
    await delivery.stop();
    expect(texts()).toEqual(["text of second", "text of first"]);
    expect(calls).toEqual(["send", "send", "update"]);
    expect(inquiries.at(-1)?.history).toEqual(["text of first"]);
  });

  it("takes its answer away when an edit leaves it nothing to say unasked", async () => {
    const { delivery, texts, settled } = await openRig({
      respond: (inquiry) => (inquiry.question.includes("thanks") ? abstained : answered)(inquiry),
    });
    await delivery.accept(message("first"));
    await delivery.accept(message("one", { ...overheard, question: "text of one?" }));
    await settled();
    expect(texts()).toEqual(["text of first", "text of one?"]);
    await delivery.edit(message("one", { ...overheard, question: "text of thanks" }));
    await settled();
    expect(texts()).toEqual(["text of first"]);
  });

  it("asks with the answered questions before, or with those that came along", async () => {
    const { delivery, inquiries, settled } = await openRig();
    const before = ["text of one", "text of two"];
    await delivery.accept(message("one", { sentAtMs: 1 }));
    await delivery.accept(message("two", { sentAtMs: 2 }));
    await delivery.accept(message("three", { sentAtMs: 3 }));
    await delivery.accept(message("elsewhere", { sentAtMs: 4, conversation: "another" }));
    await delivery.accept(message("given", { sentAtMs: 5, history: ["text of given"] }));
    await settled();
    const histories = inquiries.map(({ history }) => history);
    expect(histories).toEqual([[], before.slice(0, 1), before, [], ["text of given"]]);
  });

  it("asks with what the person told, unless the message says otherwise", async () => {
    const { delivery, memory, posted, inquiries, settled } = await openRig();
    await memory.readers.set(
      { person: digestOf("known"), tenant: digestOf("tenant"), platform: "slack" },
      { population: 900, language: "es" },
      1,
    );
    await delivery.accept(message("one"));
    await delivery.accept(message("two", { person: "known" }));
    await delivery.accept(message("three", { person: "known", population: 40 }));
    await settled();
    expect(inquiries[0]).toMatchObject({ fallbackLanguage: "ca", listLimit: 7 });
    expect(inquiries[0]).not.toHaveProperty("population");
    expect(inquiries[1]).toMatchObject({ fallbackLanguage: "es", council: { population: 900 } });
    expect(inquiries[1]).not.toHaveProperty("population");
    expect(inquiries[2]).toMatchObject({ fallbackLanguage: "es", population: 40 });
    const asked = posted.map(({ reply }) => reply.kind === "answer" && reply.asked.population);
    expect(asked).toEqual([undefined, undefined, 40]);
  });
});

describe("showing work", () => {
  it("shows that it works only when it takes long, and sends only after that", async () => {
    const began = gate();
    const shown = gate();
    const slow = "text of slow";
    const { delivery, calls, texts, settled } = await openRig({
      patience: { showWorkingMs: 1 },
      respond: async (inquiry) => {
        await began.opened;
        return answered(inquiry);
      },
      working: () => {
        began.open();
        return shown.opened;
      },
    });
    await delivery.accept(message("slow"));
    await until(() => expect(calls).toEqual(["working"]));
    await new Promise((resolve) => setImmediate(resolve));
    expect(calls).toEqual(["working"]);
    shown.open();
    await settled();
    expect([calls, texts()]).toEqual([["working", "send"], [slow]]);
  });

  it("sends the answer although its work could not be shown", async () => {
    const failed = gate();
    const { delivery, texts, calls, settled } = await openRig({
      patience: { showWorkingMs: 1 },
      respond: async (inquiry) => {
        await failed.opened;
        await new Promise((resolve) => setImmediate(resolve));
        return answered(inquiry);
      },
      working: async () => {
        failed.open();
        throw new Error("no such place");
      },
    });
    await delivery.accept(message("one"));
    await settled();
    expect([calls, texts()]).toEqual([["working", "send"], ["text of one"]]);
  });
});

describe("stopping and starting", () => {
  it("lets what is under way finish, and the next process does the rest once", async () => {
    const thinking = gate();
    const { delivery, another, messages, texts, inquiries, settled } = await openRig({
      respond: (inquiry) => thinking.opened.then(() => answered(inquiry)),
    });
    for (const name of ["one", "two", "three"]) await delivery.accept(message(name));
    await until(() => expect(inquiries).toHaveLength(1));
    const stopped = Promise.all([delivery.stop(), delivery.stop()]);
    expect(await delivery.accept(message("four"))).toBe(true);
    thinking.open();
    await stopped;
    expect([texts(), await messages.unfinished()]).toMatchObject([["text of one"], [{}, {}, {}]]);
    const next = another();
    await next.resume();
    await settled();
    await next.stop();
    expect(texts()).toEqual(["one", "two", "three", "four"].map((name) => `text of ${name}`));
  });

  it("does not wait for ever for what is under way", async () => {
    const { delivery, another, texts, inquiries, settled } = await openRig({
      patience: { stopWithinMs: 5 },
      respond: () => new Promise(() => {}),
    });
    await delivery.accept(message("one"));
    await until(() => expect(inquiries).toHaveLength(1));
    await delivery.stop();
    await another().resume();
    await settled();
    expect(texts()).toEqual(["text of one"]);
  });

  it("stops at once while it waits for the next attempt", async () => {
    const { delivery, another, texts, calls, settled } = await openRig({
      patience: { firstRetryMs: hourMs, longestRetryMs: hourMs, stopWithinMs: hourMs },
      send: () => Promise.reject(fault("not-sent")),
    });
    await delivery.accept(message("one"));
    await until(() => expect(calls).toEqual(["send"]));
    await delivery.stop();
    await another().resume();
    await settled();
    expect([texts(), calls]).toEqual([["text of one"], ["send", "send"]]);
  });

  it.each(["answered", "edited", "retracted"])(
    "finds what a process sent that did not live to tell, when it is %s",
    async (change) => {
      const { delivery, another, texts, posted, calls, settled } = await openRig({
        patience: { stopWithinMs: 5 },
        messages: () => ({ answered: () => new Promise(() => {}) }),
      });
      await delivery.accept(message("one"));
      await until(() => expect(posted).toHaveLength(1));
      await delivery.stop();
      const next = another();
      if (change === "edited") await next.edit(message("one", { question: "text of edited" }));
      if (change === "retracted") await next.retract(message("one"));
      await next.resume();
      await settled();
      await next.stop();
      const expected = {
        answered: [["text of one"], ["send", "find"]],
        edited: [["text of edited"], ["send", "find", "update"]],
        retracted: [[], ["send", "find", "remove"]],
      };
      expect([texts(), calls]).toEqual(Object.entries(expected).find(([of]) => of === change)?.[1]);
    },
  );

  it("closes at its start what nobody waits for any more, and takes back what stands", async () => {
    const { delivery, messages, texts, calls, settled } = await openRig();
    const long = Date.now() - 25 * hourMs;
    for (const id of ["old", "retracted"]) await messages.add(message(id), long);
    await messages.add(message("recent"), Date.now() - 23 * hourMs);
    await messages.add(message("forgotten"), Date.now() - 31 * 24 * hourMs);
    await messages.answered("retracted", "sent before", 0);
    await messages.retract("retracted");
    await delivery.resume();
    await settled();
    expect(await messages.get("old")).toMatchObject({ state: "closed", question: "" });
    expect(await messages.get("forgotten")).toBeUndefined();
    expect([texts(), calls.toSorted()]).toEqual([["text of recent"], ["remove", "send"]]);
  });
});
