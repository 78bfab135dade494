import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ids } from "./activities.ts";
import {
  type ConnectorServer,
  type Misbehaviour,
  startConnectorServer,
} from "./connector-server.ts";

let teams: ConnectorServer;
beforeEach(async () => {
  teams = await startConnectorServer();
});
afterEach(async () => {
  await teams.stop();
  await teams.stop();
});

const conversation = encodeURIComponent(ids.personal);
const activities = `v3/conversations/${conversation}/activities`;
const hello = { type: "message", text: "Bon dia" };
const card = {
  contentType: "application/vnd.microsoft.card.adaptive",
  content: { type: "AdaptiveCard", version: "1.5", body: [{ type: "TextBlock", text: "Hola" }] },
};
const claim = {
  "@type": "Claim",
  position: 1,
  appearance: { "@type": "DigitalDocument", name: "1.1.1", abstract: "Dotar tothom" },
};
const entity = {
  type: "https://schema.org/Message",
  "@type": "Message",
  "@context": "https://schema.org",
  additionalType: ["AIGeneratedContent"],
};

async function call(method: string, path: string, body?: unknown, headers = {}) {
  const text = body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(new URL(path, teams.serviceUrl), { method, body: text, headers });
  const answer = await response.text();
  return { status: response.status, answer: answer === "" ? undefined : JSON.parse(answer) };
}

async function send(body: unknown): Promise<string> {
  const { status, answer } = await call("POST", activities, body);
  expect(status).toBe(201);
  return answer.id;
}

/** What a message with citations looks like. */
function citing(text: string, ...citation: object[]) {
  return { type: "message", text, entities: [{ ...entity, citation }] };
}

describe("the connector", () => {
  it("takes messages, changes and removals", async () => {
    const before = Date.now();
    const [first, second] = [await send(hello), await send({ ...hello, attachments: [] })];
    expect(Number(first)).toBeGreaterThanOrEqual(before);
    expect(Number(second)).toBeGreaterThan(Number(first));
    const reply = await call("POST", `${activities}/${first}`, { ...hello, replyToId: first });
    expect(teams.messagesIn(ids.personal)).toMatchObject([
      { id: first, replyTo: undefined, edits: 0 },
      { id: second },
      { id: reply.answer.id, replyTo: first },
    ]);
    const changed = await call("PUT", `${activities}/${first}`, {
      type: "message",
      text: "Bona nit",
    });
    expect(changed).toEqual({ status: 200, answer: { id: first } });
    expect(await call("DELETE", `${activities}/${second}`)).toEqual({ status: 200 });
    expect(teams.messages).toMatchObject([
      { id: first, activity: { text: "Bona nit" }, edits: 1 },
      { id: reply.answer.id },
    ]);
    expect(teams.callsOf("send")).toHaveLength(3);
    expect(teams.faults).toEqual([]);
  });

  it("notes who is typing", async () => {
    await send({ type: "typing" });
    expect(teams.typing).toEqual([ids.personal]);
    expect(teams.messages).toEqual([]);
    expect(teams.faults).toEqual([]);
  });

  it("takes citations, cards and the feedback loop", async () => {
    const url = "https://agenda.example.org/agenda/1.1.1";
    const full = { ...claim.appearance, url, keywords: ["a", "b", "c"] };
    await send({
      ...citing("Sí [1] i no [12].", { ...claim, appearance: full }, { ...claim, position: 12 }),
      textFormat: "markdown",
      channelData: { feedbackLoop: { type: "default" } },
    });
    await send({ type: "message", attachments: [card], summary: "Hola" });
    expect(teams.faults).toEqual([]);
  });

  it("makes several messages of a text with a card, and tells none of their ids", async () => {
    const { status, answer } = await call("POST", activities, { ...hello, attachments: [card] });
    expect({ status, answer }).toEqual({ status: 202, answer: {} });
    expect(teams.messages).toMatchObject([
      { activity: { text: "Bon dia" } },
      { activity: { attachments: [card] } },
    ]);
    expect(teams.messages[1]?.activity.text).toBeUndefined();
    expect(teams.faults).toHaveLength(1);
  });

  it("does not change one message to several", async () => {
    const id = await send(hello);
    const more = { ...hello, attachments: [card] };
    expect(await call("PUT", `${activities}/${id}`, more)).toMatchObject({
      status: 400,
      answer: { error: { code: "BadSyntax" } },
    });
    expect(teams.messages).toMatchObject([{ id, edits: 0 }]);
  });

  it("knows what is gone", async () => {
    const id = await send(hello);
    teams.lose(ids.personal, id);
    teams.lose(ids.personal, "1767224924615");
    const answers = [
      await call("PUT", `${activities}/${id}`, hello),
      await call("DELETE", `${activities}/${id}`),
      await call("POST", `${activities}/1767224924615`, hello),
      await call("DELETE", `${activities}/1`),
    ];
    for (const answer of answers)
      expect(answer).toMatchObject({
        status: 404,
        answer: { error: { code: "ActivityNotFoundInConversation" } },
      });
    expect(teams.faults).toHaveLength(4);
  });

  it("lets nobody write where the bot is not", async () => {
    teams.block(ids.personal, 403, "ConversationBlockedByUser");
    expect(await call("POST", activities, hello)).toMatchObject({
      status: 403,
      answer: { error: { code: "ConversationBlockedByUser" } },
    });
  });

  it("looks at tokens when it is told which", async () => {
    await teams.stop();
    teams = await startConnectorServer({ token: "secret" });
    expect(await call("POST", activities, hello)).toMatchObject({ status: 401 });
    const wrong = { authorization: "Bearer other" };
    expect(await call("POST", activities, hello, wrong)).toMatchObject({ status: 401 });
    const right = { authorization: "Bearer secret" };
    expect(await call("POST", activities, hello, right)).toMatchObject({ status: 201 });
    expect(teams.messages).toHaveLength(1);
  });
});

/** A message with a card that is otherwise. */
function cardWith(more: object) {
  return { type: "message", attachments: [{ ...card, content: { ...card.content, ...more } }] };
}

/** A message with a citation that looks otherwise. */
function citationWith(more: object) {
  return citing("Sí [1].", { ...claim, appearance: { ...claim.appearance, ...more } });
}

describe("what Teams would refuse", () => {
  it.each<[string, unknown]>([
    ["no JSON", "Bon dia"],
    ["no activity", []],
    ["an unknown type", { type: "event", name: "x" }],
    ["nothing said", { type: "message", text: " " }],
    ["a field that is none", { ...hello, citations: [] }],
    ["an unknown format", { ...hello, textFormat: "html" }],
    ["a card of another version", cardWith({ version: "1.6" })],
    ["a card without a version", cardWith({ version: undefined })],
    ["a card with a body of texts", cardWith({ body: ["Hola"] })],
    [
      "a card with too many buttons",
      cardWith({ actions: Array(7).fill({ type: "Action.Submit" }) }),
    ],
    ["a card with something else as a button", cardWith({ actions: [{ type: "TextBlock" }] })],
    ["another attachment", { ...hello, attachments: [{ contentType: "text/html", content: "" }] }],
    ["two message entities", { ...hello, entities: [entity, entity] }],
    ["a label that is none", { ...hello, entities: [{ ...entity, additionalType: "AI" }] }],
    ["an entity without its kind", { ...hello, entities: [{ type: entity.type }] }],
    ["a stream", { ...hello, entities: [{ type: "streaminfo", streamType: "final" }] }],
    ["a stream that types", { type: "typing", text: "Bon", entities: [{ type: "streaminfo" }] }],
    ["a citation nobody points at", citing("Sí [2].", claim)],
    ["a citation twice", citing("Sí [1].", claim, claim)],
    ["a citation with half a number", citing("Sí [1.5].", { ...claim, position: 1.5 })],
    ["a citation without a name", citationWith({ name: undefined })],
    ["a long name", citationWith({ name: "a".repeat(81) })],
    ["no abstract", citationWith({ abstract: undefined })],
    ["a long abstract", citationWith({ abstract: "a".repeat(161) })],
    ["an address that is none", citationWith({ url: "agenda/1.1.1" })],
    ["an address of another kind", citationWith({ url: "javascript:alert(1)" })],
    ["too many keywords", citationWith({ keywords: ["a", "b", "c", "d"] })],
    ["a long keyword", citationWith({ keywords: ["a".repeat(29)] })],
    ["an unknown form", { ...hello, channelData: { feedbackLoop: { type: "own" } } }],
  ])("is refused: %s", async (_name, body) => {
    expect(await call("POST", activities, body)).toMatchObject({
      status: 400,
      answer: { error: { code: "BadSyntax" } },
    });
    expect(teams.faults).toHaveLength(1);
    expect(teams.messages).toEqual([]);
  });

  it("is refused: more than 20 citations", async () => {
    const positions = Array.from({ length: 21 }, (_, index) => index + 1);
    const text = positions.map((position) => `[${position}]`).join(" ");
    const claims = positions.map((position) => ({ ...claim, position }));
    await send(citing(text, ...claims.slice(1)));
    expect(await call("POST", activities, citing(text, ...claims))).toMatchObject({ status: 400 });
  });

  it("is refused when it is too large, and noted when it is large", async () => {
    const text = (kilobytes: number) => ({ type: "message", text: "a".repeat(kilobytes * 512) });
    await send(text(79));
    expect(teams.faults).toEqual([]);
    await send(text(90));
    expect(teams.faults).toHaveLength(1);
    expect(await call("POST", activities, text(101))).toMatchObject({
      status: 413,
      answer: { error: { code: "MessageSizeTooBig" } },
    });
  });

  it.each([
    ["GET", activities],
    ["POST", "v3/conversations"],
    ["PUT", activities],
    ["DELETE", activities],
    ["POST", `v3/conversations/${conversation}/activities/1/2`],
    ["POST", `/v3/conversations/${conversation}/activities`],
  ])("is refused: %s %s", async (method, path) => {
    const body = method === "GET" ? undefined : hello;
    expect(await call(method, path, body)).toMatchObject({ status: 404 });
    expect(teams.faults).toHaveLength(1);
  });
});

describe("misbehave", () => {
  it("misbehaves in order, once each, and is good again", async () => {
    teams.misbehave("send", { kind: "status", status: 429, code: "Throttled", retryAfter: "3" });
    teams.misbehave("send", { kind: "status", status: 500 });
    teams.misbehave("*", { kind: "status", status: 502, body: "Bad gateway" });
    const response = await fetch(new URL(activities, teams.serviceUrl), {
      method: "POST",
      body: JSON.stringify(hello),
    });
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("3");
    expect(await response.json()).toMatchObject({ error: { code: "Throttled" } });
    expect(await call("POST", activities, hello)).toMatchObject({ status: 500 });
    await expect(call("PUT", `${activities}/1`, hello)).rejects.toThrow(SyntaxError);
    await send(hello);
    expect(teams.messages).toHaveLength(1);
    expect(teams.faults).toEqual([]);
  });

  it.each<[Misbehaviour, number]>([
    [{ kind: "drop-before" }, 0],
    [{ kind: "drop-after" }, 1],
    [{ kind: "drop-midway" }, 1],
    [{ kind: "not-json" }, 1],
  ])("breaks: %j", async (fault, count) => {
    teams.misbehave("send", fault);
    await expect(call("POST", activities, hello)).rejects.toThrow();
    expect(teams.messages).toHaveLength(count);
  });

  it("answers late, and never", async () => {
    teams.misbehave("send", { kind: "slow", ms: 20 });
    const before = performance.now();
    await send(hello);
    expect(performance.now() - before).toBeGreaterThan(15);
    teams.misbehave("send", { kind: "hang" });
    const signal = AbortSignal.timeout(30);
    const never = fetch(new URL(activities, teams.serviceUrl), {
      method: "POST",
      body: JSON.stringify(hello),
      signal,
    });
    await expect(never).rejects.toThrow();
    expect(teams.messages).toHaveLength(1);
  });
});
