import { beforeAll, describe, expect, it } from "vitest";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { answersIn, called, pressed, say } from "./conversing.ts";
import { ids } from "./event-parts.ts";
import {
  appMention,
  botMessage,
  channelMessage,
  directMessage,
  fileShare,
  messageChanged,
  messageDeleted,
  ownMessage,
} from "./events.ts";
import { buttonsOf, textsOf } from "./reading.ts";
import { type ServedSlack, serveSlack } from "./serve-slack.ts";

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

const ransomware = "què hem de fer si ens entra un ransomware?";

/** Asks something else in the same channel: whatever came before has been dealt with once it is answered. */
async function settle(served: ServedSlack, channel: string = ids.channel): Promise<void> {
  const text = channel.startsWith("D") ? "1.1.1" : `${called} 1.1.1`;
  const ts = await say(served, { channel, user: "U0LAST0000", text });
  await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
}

/** Asks, and waits for the answer. Gives the ts of the question. */
async function ask(served: ServedSlack, text: string, channel: string = ids.im): Promise<string> {
  const ts = await say(served, { channel, text });
  await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
  return ts;
}

describe("a mention in a channel", () => {
  it("is answered once, in its thread, with the quote and its link", async () => {
    const { api, deliver, until } = await serveSlack(index);
    const text = `${called} ${ransomware}`;
    const ts = api.write({ channel: ids.channel, user: ids.user, text });
    expect(await deliver(appMention({ ts, text }))).toMatchObject({ status: 200 });
    await until(() => expect(api.posted).toHaveLength(2));
    const answer = api.posted[1];
    expect(answer).toMatchObject({ channel: ids.channel, thread_ts: ts });
    expect(answer?.text).toContain("2.3.1");
    expect(answer?.text).toContain("https://agenda.example.cat/agenda/2.3.1?cita=");
    expect(api.faults).toEqual([]);
  });

  it("is answered once, though it comes as a message too and both are delivered again", async () => {
    const served = await serveSlack(index);
    const text = `${called} ${ransomware}`;
    const ts = served.api.write({ channel: ids.channel, user: ids.user, text });
    const events = [appMention({ ts, text }), channelMessage({ ts, text })];
    await Promise.all(
      [...events, ...events].map((event, at) =>
        served.deliver(event, { retry: { num: at, reason: "http_timeout" } }),
      ),
    );
    await settle(served);
    expect(answersIn(served, ts)).toHaveLength(1);
    expect(served.api.callsOf("chat.postMessage")).toHaveLength(2);
    expect(served.api.faults).toEqual([]);
  });

  it("is answered in the thread in which it stands", async () => {
    const served = await serveSlack(index);
    const root = await say(served, { user: "U0BERTA000", text: "Avui hem vist un correu estrany" });
    await say(served, { text: `${called} ${ransomware}`, thread_ts: root });
    await served.until(() => expect(answersIn(served, root)).toHaveLength(1));
    expect(served.api.faults).toEqual([]);
  });

  it("without any question is greeted, with questions to begin with", async () => {
    const served = await serveSlack(index);
    const ts = await say(served, { text: called });
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    const [answer] = answersIn(served, ts);
    expect(answer?.text).toContain("Soc l'assistent de l'Agenda digital");
    expect(buttonsOf(answer).length).toBeGreaterThan(2);
    expect(served.api.faults).toEqual([]);
  });

  it.each([
    ["¿qué hacemos si nos entra un ransomware?", "Esto es lo que dice la Agenda digital"],
    ["what do we do if ransomware gets in?", "This is what the digital agenda says"],
  ])("is answered in its own language: %s", async (question, lead) => {
    const served = await serveSlack(index);
    const ts = await say(served, { text: `${called} ${question}` });
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    const [answer] = answersIn(served, ts);
    expect(answer?.text).toContain(lead);
    expect(answer?.text).toContain("2.3.1");
    expect(served.api.faults).toEqual([]);
  });
});

describe("a direct message", () => {
  it("is answered in a thread below it", async () => {
    const served = await serveSlack(index);
    const ts = await ask(served, ransomware);
    const [answer] = answersIn(served, ts);
    expect(answer).toMatchObject({ channel: ids.im, thread_ts: ts });
    expect(answer?.text).toContain("2.3.1");
    expect(served.api.faults).toEqual([]);
  });

  it("within a thread is answered there and leans on the question before", async () => {
    const served = await serveSlack(index);
    const root = await ask(served, ransomware);
    await say(served, { channel: ids.im, text: "qui ens hi pot ajudar?", thread_ts: root });
    await served.until(() => expect(answersIn(served, root)).toHaveLength(2));
    expect(answersIn(served, root)[1]?.text).toContain("/agenda/2.3.1?cita=");
    expect(served.api.faults).toEqual([]);
  });

  it("with a file is answered by its text", async () => {
    const served = await serveSlack(index);
    const ts = served.api.write({ channel: ids.im, user: ids.user, text: ransomware });
    await served.deliver(fileShare({ ts, text: ransomware }));
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    expect(answersIn(served, ts)[0]?.text).toContain("2.3.1");
    expect(served.api.faults).toEqual([]);
  });
});

describe("a thread in which the assistant was called", () => {
  async function began() {
    const served = await serveSlack(index);
    const root = await ask(served, `${called} ${ransomware}`, ids.channel);
    return { served, root };
  }

  it("goes on without a mention: the next question leans on the one before", async () => {
    const { served, root } = await began();
    await say(served, { user: "U0BERTA000", text: "qui ens hi pot ajudar?", thread_ts: root });
    await served.until(() => expect(answersIn(served, root)).toHaveLength(2));
    const next = answersIn(served, root)[1]?.text ?? "";
    expect(next).toContain("Qui hi pot ajudar");
    expect(next).toContain("/agenda/2.3.1?cita=");
    expect(served.api.faults).toEqual([]);
  });

  it.each([
    ["what people say to each other", "d'acord, en parlem demà"],
    ["what they ask a colleague", `<@U0BERTA000> ${ransomware}`],
    ["thanks", "gràcies!"],
    ["a statement", "la fibra òptica ja arriba a tots els equipaments"],
    ["a question beside the matter", "quan anem a dinar?"],
    ["a colleague's question", "algú ha fet la formació en ciberseguretat?", "U0BERTA000"],
  ])("leaves unanswered %s", async (_what, text, user: string = ids.user) => {
    const { served, root } = await began();
    await say(served, { text, user, thread_ts: root });
    await settle(served);
    expect(answersIn(served, root)).toHaveLength(1);
    expect(served.api.faults).toEqual([]);
  });

  it("leaves a talk of two alone, and goes on with who calls it again", async () => {
    const { served, root } = await began();
    await say(served, { user: "U0BERTA000", text: "jo ho vaig mirar ahir", thread_ts: root });
    await say(served, { text: "i què diu de les còpies de seguretat?", thread_ts: root });
    await settle(served);
    expect(answersIn(served, root)).toHaveLength(1);
    await say(served, { text: `${called} què diu de les còpies?`, thread_ts: root });
    await served.until(() => expect(answersIn(served, root)).toHaveLength(2));
    await say(served, { text: "quines accions hi ha de fibra òptica?", thread_ts: root });
    await served.until(() => expect(answersIn(served, root)).toHaveLength(3));
    expect(served.api.faults).toEqual([]);
  });

  it("says so when there is no more to be shown", async () => {
    const served = await serveSlack(index);
    const root = await ask(served, `${called} eixos`, ids.channel);
    await say(served, { text: "més", thread_ts: root });
    await served.until(() => expect(answersIn(served, root)).toHaveLength(2));
    expect(answersIn(served, root)[1]?.text).toContain("No hi ha més resultats");
    expect(served.api.faults).toEqual([]);
  });

  it("answers what was delivered before the message that called it", async () => {
    const served = await serveSlack(index);
    const { api, deliver } = served;
    const text = `${called} ${ransomware}`;
    const root = api.write({ channel: ids.channel, user: ids.user, text });
    await say(served, { text: "qui ens hi pot ajudar?", thread_ts: root });
    await settle(served);
    expect(answersIn(served, root)).toEqual([]);
    await deliver(appMention({ ts: root, text }));
    await served.until(() => expect(answersIn(served, root)).toHaveLength(2));
    expect(answersIn(served, root)[1]?.text).toContain("/agenda/2.3.1?cita=");
    expect(api.faults).toEqual([]);
  });

  it("remembers it after a restart", async () => {
    const { served, root } = await began();
    await served.restart();
    await say(served, { text: "qui ens hi pot ajudar?", thread_ts: root });
    await served.until(() => expect(answersIn(served, root)).toHaveLength(2));
    expect(answersIn(served, root)[1]?.text).toContain("/agenda/2.3.1?cita=");
    expect(served.api.faults).toEqual([]);
  });
});

describe("what is not for the assistant", () => {
  it("is left alone: a channel's message and a thread where it was never called", async () => {
    const served = await serveSlack(index);
    const root = await say(served, { text: ransomware });
    await say(served, { text: ransomware, thread_ts: root });
    await settle(served);
    expect(answersIn(served, root)).toEqual([]);
    expect(served.api.faults).toEqual([]);
  });

  it("is left alone: what it wrote itself, and what other programs write", async () => {
    const served = await serveSlack(index);
    const text = `${called} ${ransomware}`;
    const own = served.api.write({ channel: ids.im, user: ids.bot, text });
    const others = served.api.write({ channel: ids.channel, user: "U0OTHER000", text });
    await served.deliver(ownMessage({ ts: own, channel: ids.im, text }));
    await served.deliver(botMessage({ ts: others, text }));
    await served.deliver(appMention({ ts: others, text, more: { bot_id: "B0OTHER000" } }));
    await settle(served);
    await settle(served, ids.im);
    expect([...answersIn(served, own), ...answersIn(served, others)]).toEqual([]);
    expect(served.api.faults).toEqual([]);
  });
});

describe("a question that changes", () => {
  it("has its answer changed in place when it is edited", async () => {
    const served = await serveSlack(index);
    const { api, deliver, until } = served;
    const ts = await ask(served, ransomware);
    const [before] = answersIn(served, ts);
    api.edit(ids.im, ts, "1.1.2");
    await deliver(messageChanged({ channel: ids.im, ts, text: "1.1.2", previous: ransomware }));
    await until(() => expect(api.callsOf("chat.update")).toHaveLength(1));
    await until(() => expect(answersIn(served, ts)[0]?.text).toContain("1.1.2"));
    const after = answersIn(served, ts);
    expect(after).toHaveLength(1);
    expect(after[0]?.ts).toBe(before?.ts);
    expect(after[0]?.text).not.toContain("2.3.1");
    expect(api.faults).toEqual([]);
  });

  it("keeps its answer when Slack only shows a preview below it", async () => {
    const served = await serveSlack(index);
    const ts = await ask(served, ransomware);
    await served.deliver(messageChanged({ channel: ids.im, ts, text: ransomware }));
    await settle(served, ids.im);
    expect(served.api.callsOf("chat.update")).toEqual([]);
    expect(answersIn(served, ts)).toHaveLength(1);
    expect(served.api.faults).toEqual([]);
  });

  it("is answered once it is edited to call the assistant", async () => {
    const served = await serveSlack(index);
    const ts = await say(served, { text: ransomware });
    const text = `${called} ${ransomware}`;
    served.api.edit(ids.channel, ts, text);
    await served.deliver(messageChanged({ ts, text, previous: ransomware }));
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    expect(served.api.faults).toEqual([]);
  });

  it.each([
    ["without the call", "acció 1.1.2"],
    ["with a call of somebody else", "<@U0BERTA000> acció 1.1.2"],
  ])("has its answer changed when it is edited %s, and taken back", async (_what, text) => {
    const served = await serveSlack(index);
    const { api, deliver, until } = served;
    const previous = `${called} ${ransomware}`;
    const ts = await ask(served, previous, ids.channel);
    api.edit(ids.channel, ts, text);
    await deliver(messageChanged({ ts, text, previous }));
    await until(() => expect(answersIn(served, ts)[0]?.text).toContain("1.1.2"));
    api.remove(ids.channel, ts);
    await deliver(messageDeleted({ ts, text }));
    await until(() => expect(answersIn(served, ts)).toEqual([]));
    expect(api.faults).toEqual([]);
  });

  it("keeps its last words when Slack delivers its edits in another order", async () => {
    const served = await serveSlack(index);
    const ts = await ask(served, ransomware);
    const older = messageChanged({ channel: ids.im, ts, text: "1.1.2", previous: ransomware });
    const newer = messageChanged({ channel: ids.im, ts, text: "1.1.1", previous: "1.1.2" });
    served.api.edit(ids.im, ts, "1.1.1");
    await served.deliver(newer);
    await served.deliver(older);
    await served.until(() => expect(answersIn(served, ts)[0]?.text).toContain("1.1.1"));
    await settle(served, ids.im);
    expect(answersIn(served, ts)[0]?.text).not.toContain("1.1.2");
    expect(served.api.faults).toEqual([]);
  });

  it("takes with it what was asked with its buttons", async () => {
    const served = await serveSlack(index);
    const text = `${called} ${ransomware}`;
    const ts = await ask(served, text, ids.channel);
    await served.deliver(pressed(served, answersIn(served, ts)[0], "Qui ens hi pot ajudar?"));
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(2));
    served.api.remove(ids.channel, ts);
    await served.deliver(messageDeleted({ ts, text }));
    await served.until(() => expect(answersIn(served, ts)).toEqual([]));
    expect(served.api.faults).toEqual([]);
  });

  it("takes its answer with it when it is deleted", async () => {
    const served = await serveSlack(index);
    const ts = await ask(served, ransomware);
    served.api.remove(ids.im, ts);
    await served.deliver(messageDeleted({ channel: ids.im, ts, text: ransomware }));
    await served.until(() => expect(answersIn(served, ts)).toEqual([]));
    expect(served.api.callsOf("chat.delete")).toHaveLength(1);
    expect(served.api.faults).toEqual([]);
  });

  it("deleted before its answer could be given stays without", async () => {
    const served = await serveSlack(index);
    const { api } = served;
    const ts = api.write({ channel: ids.im, user: ids.user, text: ransomware });
    api.remove(ids.im, ts);
    await served.deliver(messageDeleted({ channel: ids.im, ts, text: ransomware }));
    await served.deliver(directMessage({ ts, text: ransomware }));
    await settle(served, ids.im);
    expect(answersIn(served, ts)).toEqual([]);
    expect(api.faults).toEqual([]);
  });
});

describe("the buttons below an answer", () => {
  /** Codes of the actions that a message shows as links, each with its title. */
  const shownIn = (message: unknown) =>
    textsOf(message).flatMap((text) => text.match(/^\d\.\d\.\d+(?= )/)?.[0] ?? []);

  it("bring the next page of a list into the thread, once however often it is pressed", async () => {
    const served = await serveSlack(index);
    const ts = await ask(served, `${called} accions`, ids.channel);
    const [first] = answersIn(served, ts);
    expect(new Set(shownIn(first)).size).toBeGreaterThanOrEqual(10);
    const more = /^Mostra'n més|^Més|^Mostra/;
    await Promise.all([
      served.deliver(pressed(served, first, more)),
      served.deliver(pressed(served, first, more)),
    ]);
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(2));
    await settle(served);
    const pages = answersIn(served, ts);
    expect(pages).toHaveLength(2);
    const seen = new Set(shownIn(first));
    expect(shownIn(pages[1]).filter((id) => seen.has(id))).toEqual([]);
    expect(shownIn(pages[1]).length).toBeGreaterThanOrEqual(10);
    // And so on, from the page that was reached.
    await served.deliver(pressed(served, pages[1], more));
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(3));
    expect(shownIn(answersIn(served, ts)[2])).not.toEqual(shownIn(pages[1]));
    expect(served.api.faults).toEqual([]);
  });

  it("ask what they offer, in the thread, leaning on what was asked", async () => {
    const served = await serveSlack(index);
    const ts = await ask(served, ransomware);
    await served.deliver(pressed(served, answersIn(served, ts)[0], "Qui ens hi pot ajudar?"));
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(2));
    expect(answersIn(served, ts)[1]?.text).toContain("/agenda/2.3.1?cita=");
    expect(served.api.faults).toEqual([]);
  });

  it("go on with what was asked before a restart", async () => {
    const served = await serveSlack(index);
    const ts = await ask(served, ransomware);
    await served.restart();
    await served.deliver(pressed(served, answersIn(served, ts)[0], "Qui ens hi pot ajudar?"));
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(2));
    expect(served.api.faults).toEqual([]);
  });

  it.each([
    ["ask-0", "not ours"],
    ["share", "{}"],
    ["an-older-name", "x"],
  ])("say so when they are of another version: %s", async (action_id, value) => {
    const served = await serveSlack(index);
    const { api } = served;
    const ts = await ask(served, ransomware);
    const [answer] = answersIn(served, ts);
    const shown = { ...answer, blocks: [{ type: "button", action_id, value, text: "x" }] };
    const answered = await served.deliver(
      pressed(served, { ...answer, ...shown } as never, action_id),
    );
    expect(answered.status).toBe(200);
    await served.until(() => expect(api.ephemerals).toHaveLength(1));
    expect(api.ephemerals[0]?.text).toContain("Aquest botó és d'un missatge antic");
    expect(api.ephemerals[0]?.thread_ts).toBe(ts);
    expect(api.faults).toEqual([]);
  });

  it("count what people think, and thank them privately", async () => {
    const served = await serveSlack(index);
    const { api, deliver, opinions } = served;
    const ts = await ask(served, ransomware);
    const [answer] = answersIn(served, ts);
    for (const opinion of ["positive", "negative"]) {
      const action = {
        type: "feedback_buttons",
        action_id: "feedback",
        value: `${opinion}:answered:search`,
      };
      const press = pressed(served, answer, "Qui ens hi pot ajudar?");
      await deliver({ ...press, actions: [{ ...press.actions[0], ...action }] });
    }
    await served.until(() => expect(api.ephemerals).toHaveLength(2));
    expect(opinions).toEqual([
      [true, "answered:search"],
      [false, "answered:search"],
    ]);
    for (const thanks of api.ephemerals)
      expect(thanks).toMatchObject({ channel: ids.im, user: ids.user, thread_ts: ts });
    expect(api.ephemerals[0]?.text).toContain("Gràcies");
    expect(answersIn(served, ts)).toHaveLength(1);
    expect(api.faults).toEqual([]);
  });

  it("count no opinion that is not one of ours", async () => {
    const served = await serveSlack(index);
    const ts = await ask(served, ransomware);
    const press = pressed(served, answersIn(served, ts)[0], "Qui ens hi pot ajudar?");
    for (const value of ["perhaps:answered", "positive:El meu text", ""]) {
      const action = { type: "feedback_buttons", action_id: "feedback", value };
      await served.deliver({ ...press, actions: [{ ...press.actions[0], ...action }] });
    }
    await settle(served, ids.im);
    expect(served.opinions).toEqual([]);
    expect(served.api.faults).toEqual([]);
  });
});
