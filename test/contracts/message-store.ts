import { expect, it } from "vitest";
import type { IncomingMessage } from "../../src/delivery/message.ts";
import type { MessageStore } from "../../src/ports.ts";

/** A store under test. */
export interface OpenedMessageStore {
  readonly store: MessageStore;
  /** Ends the store as the end of a process does, and opens what it left. */
  reopen(): Promise<MessageStore>;
}

/** A message as an adapter hands it over. */
export function incoming(id: string, more: Partial<IncomingMessage> = {}): IncomingMessage {
  return {
    id,
    conversation: "conversation",
    channel: "channel",
    person: "person",
    tenant: "tenant",
    question: `question of ${id}`,
    audience: "assistant",
    isRefused: false,
    isPrivate: false,
    sentAtMs: 1_000,
    address: `address of ${id}`,
    ...more,
  };
}

/** What every implementation of {@link MessageStore} does. Call it inside a `describe`. */
export function messageStoreContract(open: () => Promise<OpenedMessageStore>): void {
  keepsWhatIsAdded(open);
  findsConversations(open);
  settlesMessages(open);
  changesMessages(open);
}

type Open = Parameters<typeof messageStoreContract>[0];

function keepsWhatIsAdded(open: Open): void {
  it("adds a message once, however often it comes at the same time", async () => {
    const { store } = await open();
    const message = incoming("one");
    const adds = Array.from({ length: 50 }, (_, at) => store.add(message, at));
    expect((await Promise.all(adds)).filter(Boolean)).toHaveLength(1);
    expect(await store.add(message, 99)).toBe(false);
    expect(await store.unfinished()).toHaveLength(1);
  });

  it("gives back whole what was added, and nothing for an unknown id", async () => {
    const { store } = await open();
    const full = incoming("full", {
      history: ["first", "second 'quoted' \"twice\""],
      population: 1_234,
      audience: "conversation",
      isRefused: true,
      isPrivate: true,
      tenant: "another tenant",
      sentAtMs: 1_790_000_000_123,
    });
    const plain = incoming("plain", { history: [] });
    await store.add(full, 1_790_000_000_456);
    await store.add(plain, 7);
    const begun = { state: "waiting", version: 0, isAttempted: false };
    expect(await store.get("full")).toEqual({ ...full, ...begun, receivedAtMs: 1_790_000_000_456 });
    expect(await store.get("plain")).toEqual({ ...plain, ...begun, receivedAtMs: 7 });
    expect(await store.get("unknown")).toBeUndefined();
  });

  it("keeps through a restart what it said to keep", async () => {
    const { store, reopen } = await open();
    await store.add(incoming("waiting", { history: ["before"], population: 5 }), 1);
    await store.add(incoming("answered"), 2);
    await store.attempt("waiting", true);
    await store.answered("answered", "sent", 0);
    const before = await Promise.all([store.get("waiting"), store.get("answered")]);
    const reopened = await reopen();
    expect(await Promise.all([reopened.get("waiting"), reopened.get("answered")])).toEqual(before);
    expect(before[0]).toMatchObject({ isAttempted: true, history: ["before"], population: 5 });
    expect(before[1]).toMatchObject({ state: "answered", sent: "sent" });
    expect(await reopened.add(incoming("answered"), 3)).toBe(false);
  });

  it.each([
    ["quotes", `'; DROP TABLE messages; -- "x" \`y\` \\ % _ ? $1 :name`],
    ["characters of all kinds", "l·l ç ñ 👩‍👩‍👧‍👦 \u202e\u200b\ufeff e\u0301 \r\n\t中文"],
    ["a hundred thousand characters", "é'".repeat(50_000)],
    ["nothing", ""],
  ])("gives back equal a text of %s", async (_, question) => {
    const { store } = await open();
    await store.add(incoming("hostile", { question, history: [question] }), 1);
    await store.add(incoming("edited"), 1);
    await store.edit(incoming("edited", { question }));
    expect(await store.get("hostile")).toMatchObject({ question, history: [question] });
    expect(await store.get("edited")).toMatchObject({ question });
  });

  it("loses nothing behind a zero or half a character, and knows the text again", async () => {
    const { store } = await open();
    const question = "before\0between\ud83dafter";
    await store.add(incoming("hostile", { question }), 1);
    await store.add(incoming("edited"), 1);
    const kept = [await store.get("hostile"), await store.edit(incoming("edited", { question }))];
    for (const message of kept) expect(message?.question).toMatch(/^before.between.after$/s);
    expect(await store.edit(incoming("hostile", { question }))).toBeUndefined();
  });
}

function findsConversations(open: Open): void {
  it("gives as unfinished what waits or is retracted, the oldest first", async () => {
    const { store } = await open();
    const ages = { late: 30, retracted: 20, answered: 15, closed: 12, early: 10, edited: 25 };
    for (const [id, receivedAtMs] of Object.entries(ages))
      await store.add(incoming(id), receivedAtMs);
    await store.add(incoming("later-said", { sentAtMs: 2_000 }), 10);
    await store.retract("retracted");
    await store.answered("answered", "sent", 0);
    await store.answered("edited", "sent", 0);
    await store.edit(incoming("edited", { question: "another question" }));
    await store.close("closed");
    const ids = (await store.unfinished()).map(({ id }) => id);
    expect(ids).toEqual(["early", "later-said", "retracted", "edited", "late"]);
  });

  it("takes part in conversations where it was addressed and not refused", async () => {
    const { store } = await open();
    await store.add(incoming("a", { conversation: "addressed" }), 1);
    await store.add(incoming("b", { conversation: "refused", isRefused: true }), 1);
    await store.add(incoming("c", { conversation: "overheard", audience: "conversation" }), 1);
    await store.add(incoming("d", { conversation: "answered" }), 1);
    await store.answered("d", "sent", 0);
    const names = ["addressed", "answered", "refused", "overheard", "unknown"];
    const takesPart = await Promise.all(names.map((name) => store.takesPart(name)));
    expect(takesPart).toEqual([true, true, false, false, false]);
    expect(await store.takesPart("addressed", "person")).toBe(true);
    expect(await store.takesPart("addressed", "somebody else")).toBe(false);
  });

  it("gives the last answered questions before a message, oldest first", async () => {
    const { store } = await open();
    const answer = async (id: string, more: Partial<IncomingMessage>) => {
      await store.add(incoming(id, more), 1);
      await store.answered(id, "sent", 0);
    };
    await answer("third", { sentAtMs: 300 });
    await answer("first", { sentAtMs: 100 });
    await answer("second", { sentAtMs: 200 });
    await answer("later", { sentAtMs: 500 });
    await answer("elsewhere", { sentAtMs: 150, conversation: "another" });
    await answer("refused", { sentAtMs: 160, isRefused: true });
    for (const id of ["waiting", "closed", "retracted"])
      await store.add(incoming(id, { sentAtMs: 250 }), 1);
    await store.close("closed");
    await store.retract("retracted");
    const itself = incoming("itself", { sentAtMs: 400 });
    await answer("itself", { sentAtMs: 400 });
    const all = ["question of first", "question of second", "question of third"];
    expect(await store.historyOf(itself, 10)).toEqual(all);
    expect(await store.historyOf(itself, 2)).toEqual(all.slice(1));
    expect(await store.historyOf(incoming("new", { conversation: "none" }), 10)).toEqual([]);
  });
}

function settlesMessages(open: Open): void {
  it("remembers whether a reply may be on its way", async () => {
    const { store } = await open();
    await store.add(incoming("one"), 1);
    await store.attempt("one", true);
    expect(await store.get("one")).toMatchObject({ isAttempted: true });
    await store.attempt("one", false);
    expect(await store.get("one")).toMatchObject({ isAttempted: false });
    await store.attempt("one", true);
    await store.answered("one", "sent", 0);
    expect(await store.get("one")).toMatchObject({ isAttempted: false });
  });

  it("settles the version that was answered, and keeps its text but not its place", async () => {
    const { store } = await open();
    await store.add(incoming("one"), 1);
    expect(await store.answered("one", "sent", 0)).toBe(true);
    const settled = { state: "answered", sent: "sent", question: "question of one", address: "" };
    expect(await store.get("one")).toMatchObject(settled);
    expect(await store.unfinished()).toEqual([]);
    expect(await store.answered("unknown", "sent", 0)).toBe(false);
  });

  it("keeps what was sent for an earlier version, and still waits", async () => {
    const { store } = await open();
    await store.add(incoming("one"), 1);
    await store.edit(incoming("one", { question: "edited meanwhile" }));
    expect(await store.answered("one", "sent", 0)).toBe(false);
    expect(await store.get("one")).toMatchObject({ state: "waiting", sent: "sent", version: 1 });
    expect(await store.answered("one", "sent", 1)).toBe(true);
    expect(await store.get("one")).toMatchObject({
      state: "answered",
      question: "edited meanwhile",
    });
  });

  it("keeps what was sent while its question was taken back", async () => {
    const { store } = await open();
    await store.add(incoming("one"), 1);
    await store.retract("one");
    expect(await store.answered("one", "sent", 0)).toBe(false);
    expect(await store.get("one")).toMatchObject({ state: "retracted", sent: "sent" });
  });
}

function changesMessages(open: Open): void {
  it("lets an edited message wait again, with what was sent for it", async () => {
    const { store } = await open();
    await store.add(incoming("waiting"), 1);
    await store.add(incoming("answered"), 1);
    await store.answered("answered", "sent", 0);
    const edited = { question: "new", state: "waiting", version: 1 };
    const waiting = await store.edit(incoming("waiting", { question: "new" }));
    expect(waiting).toMatchObject({ ...edited, address: "address of waiting" });
    expect(await store.get("waiting")).toEqual(waiting);
    expect(await store.edit(incoming("answered", { question: "new" }))).toMatchObject({
      ...edited,
      sent: "sent",
    });
    expect(await store.edit(incoming("answered", { question: "newer" }))).toMatchObject({
      question: "newer",
      version: 2,
    });
  });

  it("changes nothing for an edit without a change, or of what is gone", async () => {
    const { store } = await open();
    for (const id of ["same", "retracted", "closed"]) await store.add(incoming(id), 1);
    await store.retract("retracted");
    await store.close("closed");
    const ids = ["same", "retracted", "closed", "unknown"];
    const before = await Promise.all(ids.map((id) => store.get(id)));
    expect(await store.edit(incoming("same", { question: "question of same" }))).toBeUndefined();
    for (const id of ids.slice(1))
      expect(await store.edit(incoming(id, { question: "new" })), id).toBeUndefined();
    expect(await Promise.all(ids.map((id) => store.get(id)))).toEqual(before);
  });

  it("does not let an older edit undo a newer one, nor the same one count twice", async () => {
    const { store } = await open();
    await store.add(incoming("one"), 1);
    const edit = (question: string, editedAtMs: number) =>
      store.edit(incoming("one", { question, editedAtMs }));
    expect(await edit("third", 30)).toMatchObject({ question: "third", editedAtMs: 30 });
    expect(await edit("second", 20)).toBeUndefined();
    expect(await edit("another third", 30)).toBeUndefined();
    expect(await edit("fourth", 40)).toMatchObject({ question: "fourth", version: 2 });
    await store.add(incoming("edited before it came", { editedAtMs: 50 }), 1);
    const older = incoming("edited before it came", { question: "older", editedAtMs: 40 });
    expect(await store.edit(older)).toBeUndefined();
  });

  it("takes an edited message for addressed from when it calls the assistant", async () => {
    const { store } = await open();
    await store.add(incoming("one", { audience: "conversation" }), 1);
    const edit = (question: string, audience: IncomingMessage["audience"]) =>
      store.edit(incoming("one", { question, audience }));
    expect(await edit("a", "conversation")).toMatchObject({ audience: "conversation" });
    expect(await edit("b", "assistant")).toMatchObject({ audience: "assistant" });
    expect(await edit("c", "others")).toMatchObject({ audience: "assistant" });
  });

  it("changes and takes back with a question what leans on its words", async () => {
    const { store } = await open();
    const long = "what leans on me may know my beginning only";
    await store.add(incoming("one", { question: long }), 1);
    await store.add(incoming("pressed", { history: ["other", long] }), 1);
    await store.add(incoming("cut", { history: [long.slice(0, 20)] }), 1);
    await store.add(incoming("elsewhere", { history: [long], conversation: "another" }), 1);
    await store.add(incoming("apart", { history: ["other", ""] }), 1);
    await store.answered("pressed", "sent", 0);
    await store.edit(incoming("one", { question: "short" }));
    expect(await store.get("pressed")).toMatchObject({ history: ["other", "short"] });
    expect(await store.get("cut")).toMatchObject({ history: ["short"] });
    expect(await store.get("elsewhere")).toMatchObject({ history: [long] });
    const taken = await store.retract("one");
    const states = Object.fromEntries(taken.map(({ id, state, sent }) => [id, [state, sent]]));
    expect(states).toEqual({
      one: ["retracted", undefined],
      pressed: ["retracted", "sent"],
      cut: ["retracted", undefined],
    });
    expect(JSON.stringify(taken)).not.toContain("short");
    expect(await store.get("apart")).toMatchObject({ state: "waiting", history: ["other", ""] });
  });

  it("lets answered questions wait again when the one that began their conversation comes late", async () => {
    const { store } = await open();
    const add = async (id: string, sentAtMs: number, more: Partial<IncomingMessage> = {}) => {
      await store.add(incoming(id, { sentAtMs, ...more }), 1);
      await store.answered(id, `sent ${id}`, 0);
    };
    await add("second", 200);
    await add("with history", 300, { history: [] });
    await add("elsewhere", 300, { conversation: "another" });
    await store.add(incoming("waiting", { sentAtMs: 400 }), 1);
    const first = incoming("first", { sentAtMs: 100 });
    await store.add(first, 1);
    const again = await store.reopenAfter(first);
    expect(again).toMatchObject([
      { id: "second", state: "waiting", version: 1, sent: "sent second" },
    ]);
    expect(again).toEqual([await store.get("second")]);
    const between = incoming("between", { sentAtMs: 150 });
    await store.answered("second", "sent", 1);
    expect(await store.reopenAfter(between)).toEqual([]);
  });

  it("forgets the text of what is taken back, once", async () => {
    const { store } = await open();
    for (const id of ["waiting", "answered", "closed"])
      await store.add(incoming(id, { history: ["earlier"] }), 1);
    await store.answered("answered", "sent", 0);
    await store.close("closed");
    const retracted = { state: "retracted", question: "", version: 1 };
    const [waiting] = await store.retract("waiting");
    expect(waiting).toMatchObject({ ...retracted, address: "address of waiting" });
    expect(waiting).not.toHaveProperty("history");
    expect(await store.retract("answered")).toMatchObject([{ ...retracted, sent: "sent" }]);
    for (const id of ["waiting", "closed", "unknown"])
      expect(await store.retract(id), id).toEqual([]);
  });

  it("forgets all but the id of what is closed, and does not take it again", async () => {
    const { store, reopen } = await open();
    const secret = "hidden";
    await store.add(
      incoming("one", {
        conversation: secret,
        channel: secret,
        person: secret,
        tenant: secret,
        question: secret,
        history: [secret],
        population: 4_321,
        address: secret,
      }),
      1,
    );
    await store.attempt("one", true);
    await store.answered("one", secret, 1);
    await store.close("one");
    const reopened = await reopen();
    expect(await reopened.get("one")).toMatchObject({ id: "one", state: "closed" });
    const kept = JSON.stringify(await reopened.get("one"));
    expect([kept.includes(secret), kept.includes("4321")]).toEqual([false, false]);
    expect(await reopened.takesPart(secret)).toBe(false);
    expect(await reopened.add(incoming("one"), 2)).toBe(false);
    expect(await reopened.unfinished()).toEqual([]);
  });

  it("forgets a message that waits as if it had never come, unless it was edited meanwhile", async () => {
    const { store } = await open();
    await store.add(incoming("one"), 1);
    expect(await store.forget("one", 1)).toBe(false);
    await store.edit(incoming("one", { question: "another" }));
    expect(await store.forget("one", 0)).toBe(false);
    expect(await store.forget("one", 1)).toBe(true);
    expect(await store.get("one")).toBeUndefined();
    expect(await store.add(incoming("one"), 2)).toBe(true);
    await store.answered("one", "sent", 0);
    expect(await store.forget("one", 0)).toBe(false);
  });

  it("lets one process at a time have a message, until it is done with or its time is over", async () => {
    const { store } = await open();
    const later = Date.now() + 60_000;
    await store.add(incoming("one"), 1);
    const holds = ["a", "b", "c"].map((holder) => store.hold("one", holder, later));
    expect((await Promise.all(holds)).filter(Boolean)).toHaveLength(1);
    await store.letGo("a");
    await store.letGo("b");
    await store.letGo("c");
    expect(await store.hold("one", "a", later)).toBe(true);
    expect(await store.hold("one", "b", later)).toBe(false);
    expect(await store.hold("one", "a", Date.now() - 1)).toBe(true);
    expect(await store.hold("one", "b", later)).toBe(true);
    await store.answered("one", "sent", 0);
    await store.edit(incoming("one", { question: "another" }));
    expect(await store.hold("one", "c", later)).toBe(true);
    expect(await store.hold("unknown", "a", later)).toBe(false);
  });

  it("gives nobody what needs no work any more, and does not wait for a clock that was ahead", async () => {
    const { store } = await open();
    const later = Date.now() + 60_000;
    for (const id of ["answered", "closed", "retracted", "ahead"]) await store.add(incoming(id), 1);
    await store.answered("answered", "sent", 0);
    await store.close("closed");
    await store.retract("retracted");
    await store.hold("ahead", "a", later + 365 * 86_400_000);
    const ids = ["answered", "closed", "retracted", "ahead"];
    const held = await Promise.all(ids.map((id) => store.hold(id, "b", later)));
    expect(held).toEqual([false, false, true, true]);
  });

  it("forgets what was received before a given time", async () => {
    const { store } = await open();
    for (const [id, receivedAtMs] of Object.entries({ older: 9, exactly: 10, newer: 11 }))
      await store.add(incoming(id), receivedAtMs);
    await store.purge(10);
    expect((await store.unfinished()).map(({ id }) => id)).toEqual(["exactly", "newer"]);
    expect(await store.add(incoming("older"), 12)).toBe(true);
  });
}
