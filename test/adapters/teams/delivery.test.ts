import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { createMessageStore } from "../../../adapters/database/message-store.ts";
import { openDatabase } from "../../../adapters/database/open-database.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import {
  cardSubmit,
  feedback,
  feedbackForm,
  fetchTask,
  fileMessage,
  ids,
  installationUpdate,
  invoke,
  membersAdded,
  message,
  messageDeleted,
  messageEdited,
  messageReaction,
  type Place,
  people,
  query,
  queryLink,
  submitAction,
  unknownActivity,
} from "./activities.ts";
import type { Misbehaviour } from "./connector-server.ts";
import {
  answered,
  ask,
  below,
  cardsBelow,
  deliver,
  logged,
  pressed,
  say,
  settle,
  wordsBelow,
} from "./conversing.ts";
import { publicUrl, type ServedTeams, serveTeams, type TeamsDeviations } from "./serve-teams.ts";

// Some wait for as long as Teams asks, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

const text = "què hem de fer si ens entra un ransomware?";
const contact = "informatica@ajuntament.example.cat";
const stranger = { tenant: "00000000-0000-4000-8000-000000000001" };
/** As short as in all tests; and no sign of work but the first, so that calls can be counted. */
const patience = {
  firstRetryMs: 20,
  longestRetryMs: 100,
  stopWithinMs: 2_000,
  showWorkingMs: 60_000,
};
/** Milliseconds that Teams is given where it hangs: long enough for all calls that it answers. */
const callTimeoutMs = 1_500;

/** The program, whose first answer is made when the sign that it is being made has arrived. */
async function serve(deviations: TeamsDeviations = {}): Promise<ServedTeams> {
  let served: ServedTeams | undefined;
  served = await serveTeams(index, {
    ...deviations,
    options: { patience, ...deviations.options },
    assistant: (real) => ({
      async respond(inquiry) {
        await served?.until(() => expect(served?.connector.calls).not.toEqual([]));
        return real.respond(inquiry);
      },
    }),
  });
  return served;
}

/** What goes wrong with the words of the next answer, or with its card. */
function misbehave(served: ServedTeams, part: "words" | "card", ...faults: Misbehaviour[]): void {
  const well: Misbehaviour = { kind: "slow", ms: 0 };
  served.connector.misbehave("send", well, ...(part === "card" ? [well] : []), ...faults);
}

function status(status: number, retryAfter?: string): Misbehaviour {
  return { kind: "status", status, ...(retryAfter === undefined ? {} : { retryAfter }) };
}

describe("an answer on its way to Teams", () => {
  it.each<[string, ...Misbehaviour[]]>([
    ["401", status(401), status(401)],
    ["408", status(408, "1")],
    ["412", status(412, "1")],
    ["429 with a time to wait", status(429, "1")],
    ["500", status(500, "1")],
    ["502", status(502, "1")],
    ["503 with a page", { kind: "status", status: 503, retryAfter: "1", body: "<p>no</p>" }],
    ["a redirection", status(302)],
    ["one after another", status(401), status(500, "1"), status(401)],
  ])("stands once in the end after %s", async (_what, ...faults) => {
    const served = await serve();
    misbehave(served, "words", ...faults);
    const asked = await ask(served, { text });
    await deliver(served, asked);
    await settle(served);
    expect(wordsBelow(served, asked)).toHaveLength(1);
    expect(cardsBelow(served, asked)).toHaveLength(1);
    expect(logged(served, 40)).toHaveLength(faults.length);
    expect(logged(served, 50)).toEqual([]);
    expect(served.connector.faults).toEqual([]);
  });

  it("waits as long as Teams asks, while others are answered", async () => {
    const served = await serve();
    misbehave(served, "words", status(429, "2"));
    const asked = await say(served, { place: "group", text });
    await served.until(() => expect(logged(served, 40)).toHaveLength(1));
    await ask(served, { text });
    expect(below(served, asked)).toEqual([]);
    await answered(served, asked);
    const [first, second] = served.connector.calls.filter(({ id }) => id === asked.id);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_990);
    expect(served.connector.faults).toEqual([]);
  });

  it("keeps its place among those of its conversation", async () => {
    const served = await serve();
    misbehave(served, "words", status(401), status(401));
    const asked = [];
    for (const text of ["acció 1.1.1", "acció 1.1.2", "acció 1.1.3"])
      asked.push(await say(served, { text }));
    for (const one of asked) await answered(served, one);
    const order = served.connector.messages.map(({ replyTo }) => replyTo);
    expect(order).toEqual(asked.flatMap(({ id }) => [id, id]));
    expect(served.connector.faults).toEqual([]);
  });

  it.each([
    [400, "BadSyntax"],
    [403, "BotNotInConversationRoster"],
    [403, "MessageWritesBlocked"],
    [404, "ConversationNotFound"],
    [404, "ActivityNotFoundInConversation"],
    [413, "MessageSizeTooBig"],
  ])("is given up and logged once where it can never stand: %d %s", async (status, code) => {
    const served = await serve();
    misbehave(served, "words", { kind: "status", status, code });
    const asked = await say(served, { text });
    await served.until(() => expect(logged(served, 50)).toHaveLength(1));
    await deliver(served, asked);
    await settle(served);
    await served.restart();
    await deliver(served, asked);
    await settle(served);
    expect(below(served, asked)).toEqual([]);
    expect(logged(served, 40)).toMatchObject([
      { level: 50, err: { message: expect.stringContaining(`${status} (${code})`) } },
    ]);
    expect(served.connector.faults).toEqual([]);
  });

  it("is given up where the question is gone already", async () => {
    const served = await serve();
    const asked = message({ place: "channel", text });
    served.connector.lose(asked.conversation.id, asked.id);
    await deliver(served, asked);
    await served.until(() => expect(logged(served, 50)).toHaveLength(1));
    await settle(served, { place: "channel" });
    expect(below(served, asked)).toEqual([]);
  });

  it.each<[string, number, Misbehaviour]>([
    ["never", 0, { kind: "hang" }],
    ["too late", 1, { kind: "slow", ms: callTimeoutMs + 500 }],
    ["with a page", 1, { kind: "not-json" }],
    ["with half of an answer", 1, { kind: "drop-midway" }],
    ["by a broken connection, before it took it", 0, { kind: "drop-before" }],
    ["by a broken connection, after it took it", 1, { kind: "drop-after" }],
    ["501", 0, status(501)],
  ])("stands once at most when Teams answers %s", async (_what, standing, fault) => {
    const served = await serve({ options: { callTimeoutMs } });
    misbehave(served, "words", fault);
    const asked = await say(served, { text });
    await served.until(() => expect(logged(served, 50)).toHaveLength(1));
    await deliver(served, asked);
    await served.restart();
    await deliver(served, asked);
    await settle(served);
    expect(wordsBelow(served, asked)).toHaveLength(standing);
    expect(cardsBelow(served, asked)).toEqual([]);
    expect(logged(served, 40)).toMatchObject([
      { level: 40, msg: "answer not sent yet" },
      { level: 50, msg: expect.stringContaining("not known whether an answer arrived") },
    ]);
    expect(served.connector.faults).toEqual([]);
  });

  it("of which it is not known whether it stands is neither changed nor given again", async () => {
    const served = await serve();
    misbehave(served, "words", { kind: "drop-after" });
    const asked = await say(served, { text });
    await served.until(() => expect(logged(served, 50)).toHaveLength(1));
    const before = below(served, asked);
    await deliver(served, messageEdited(asked, "acció 1.1.1", Date.now() + 1_000));
    await settle(served);
    expect(below(served, asked)).toEqual(before);
    await deliver(served, messageDeleted(asked));
    await settle(served);
    expect(below(served, asked)).toEqual(before);
    expect(served.connector.faults).toEqual([]);
  });

  it("has no harm from a sign of work that is not taken", async () => {
    const served = await serve({ options: { callTimeoutMs } });
    for (const fault of [
      status(500),
      status(403),
      { kind: "drop-before" },
      { kind: "hang" },
    ] as const) {
      served.connector.misbehave("send", fault);
      const asked = await ask(served, { text: "acció 1.1.1" });
      expect(below(served, asked)).toHaveLength(2);
    }
    expect(logged(served, 40)).toEqual([]);
    expect(served.connector.faults).toEqual([]);
  });

  it("shows that it takes long, where it does", async () => {
    const served = await serve({ options: { patience: { ...patience, showWorkingMs: 0 } } });
    const asked = await ask(served, { text });
    expect(served.connector.typing.length).toBeGreaterThanOrEqual(2);
    expect(below(served, asked)).toHaveLength(2);
    expect(served.connector.faults).toEqual([]);
  });
});

describe("the card of an answer", () => {
  it.each<[string, number, ...Misbehaviour[]]>([
    ["400", 0, status(400)],
    ["403", 0, status(403)],
    ["404", 0, status(404)],
    ["413", 0, status(413)],
    ["401 all the time", 0, status(401), status(401), status(401)],
    ["429 all the time", 0, status(429, "1"), status(429, "1"), status(429, "1")],
    ["501", 0, status(501)],
    ["a dropped connection", 0, { kind: "drop-before" }],
    ["a connection that breaks when it is there", 1, { kind: "drop-after" }],
    ["no answer", 0, { kind: "hang" }],
    ["a page", 1, { kind: "not-json" }],
  ])("leaves the words alone after %s, and they stand once", async (_what, cards, ...faults) => {
    const served = await serve({ options: { callTimeoutMs } });
    misbehave(served, "card", ...faults);
    const asked = await say(served, { text });
    await served.until(() => expect(logged(served, 40)).toHaveLength(1));
    await deliver(served, asked);
    await settle(served);
    expect(wordsBelow(served, asked)).toEqual([expect.stringContaining("/agenda/2.3.1?cita=")]);
    expect(cardsBelow(served, asked)).toHaveLength(cards);
    expect(logged(served, 40)).toMatchObject([{ level: 40, msg: "card left out" }]);
    expect(served.connector.faults).toEqual([]);
  });

  it.each<[string, ...Misbehaviour[]]>([
    ["401", status(401), status(401)],
    ["429", status(429, "1")],
    ["500 and 401", status(500, "1"), status(401)],
  ])("is sent again after %s", async (_what, ...faults) => {
    const served = await serve();
    misbehave(served, "card", ...faults);
    const asked = await ask(served, { text });
    await settle(served);
    expect(below(served, asked)).toHaveLength(2);
    expect(logged(served, 40)).toEqual([]);
    expect(served.connector.faults).toEqual([]);
  });

  it("that was left out comes when the question changes", async () => {
    const served = await serve();
    misbehave(served, "card", status(403));
    const asked = await say(served, { text });
    await served.until(() => expect(logged(served, 40)).toHaveLength(1));
    await deliver(served, messageEdited(asked, "acció 1.1.1", Date.now() + 1_000));
    await answered(served, asked);
    expect(wordsBelow(served, asked)[0]).toContain("/agenda/1.1.1");
    expect(served.connector.faults).toEqual([]);
  });
});

describe("an answer that stands", () => {
  const faults: Misbehaviour[] = [
    status(401),
    status(429, "1"),
    { kind: "drop-before" },
    { kind: "drop-after" },
    { kind: "hang" },
    status(500, "1"),
  ];

  it("follows its question in the end when Teams does not take the change at first", async () => {
    const served = await serve({ options: { callTimeoutMs } });
    const asked = await ask(served, { text });
    served.connector.misbehave("update", ...faults);
    await deliver(served, messageEdited(asked, "acció 1.1.1", Date.now() + 1_000));
    await served.settled();
    expect(wordsBelow(served, asked)[0]).toContain("/agenda/1.1.1");
    expect(below(served, asked)).toHaveLength(2);
    expect(JSON.stringify(below(served, asked))).not.toContain("2.3.1");
    expect(logged(served, 50)).toEqual([]);
  });

  it("goes with its question in the end when Teams does not remove it at first", async () => {
    const served = await serve({ options: { callTimeoutMs } });
    const asked = await ask(served, { text });
    served.connector.misbehave("remove", ...faults);
    await deliver(served, messageDeleted(asked));
    await served.until(() => expect(below(served, asked)).toEqual([]));
    await settle(served);
    expect(logged(served, 50)).toEqual([]);
  });

  it.each(["update", "remove"] as const)(
    "is left alone, logged once, where it may not be changed: %s",
    async (operation) => {
      const served = await serve();
      const asked = await ask(served, { text });
      served.connector.misbehave(operation, status(403));
      const at = Date.now() + 1_000;
      await deliver(
        served,
        operation === "update"
          ? messageEdited(asked, "acció 1.1.1", at)
          : messageDeleted(asked, at),
      );
      await served.until(() => expect(logged(served, 50)).toHaveLength(1));
      await settle(served);
      expect(logged(served, 40)).toHaveLength(1);
      expect(wordsBelow(served, asked)[0]).toContain("/agenda/2.3.1");
    },
  );

  it("is missed by nobody when somebody else removed it", async () => {
    const served = await serve();
    const asked = await ask(served, { text });
    for (const { conversation, id } of below(served, asked))
      served.connector.lose(conversation, id);
    await deliver(served, messageEdited(asked, "acció 1.1.1", Date.now() + 1_000));
    await settle(served);
    await deliver(served, messageDeleted(asked));
    await settle(served);
    expect(below(served, asked)).toEqual([]);
    expect(logged(served, 40)).toEqual([]);
  });
});

/** Everything that is kept on disk. */
async function kept(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile())
    .map((file) => readFile(join(file.parentPath, file.name), "latin1"));
  return (await Promise.all(texts)).join("\n");
}

describe("a tenant that is not served", () => {
  const settings = { contact };

  it.each<Place>(["personal", "group", "channel"])(
    "is refused politely, once, and its text is not kept: %s",
    async (place) => {
      const folder = await temporaryFolder();
      const database = await openDatabase({ directory: folder });
      onTestFinished(() => database.destroy());
      const messages = createMessageStore(database, "teams");
      const served = await serve({ settings, options: { messages } });
      const asked = await say(served, { place, text, ...stranger });
      await deliver(served, asked);
      await served.until(() => expect(wordsBelow(served, asked)).toHaveLength(1));
      await settle(served, { place });
      expect(below(served, asked)).toHaveLength(1);
      expect(wordsBelow(served, asked)[0]).toContain(contact);
      expect(wordsBelow(served, asked)[0]).not.toContain("/agenda/");
      expect(await kept(folder)).not.toContain("ransomware");
      // Nobody waits for an answer that is none.
      expect(served.connector.typing).toHaveLength(1);
      expect(served.log.join()).not.toContain("ransomware");
      expect(served.connector.faults).toEqual([]);
    },
  );

  it.each([
    ["ca-ES", "la vostra organització no està entre les autoritzades"],
    ["es-ES", "vuestra organización no está entre las autorizadas"],
    ["en-GB", "your organisation is not among those allowed"],
  ])("is refused in the reader's language: %s", async (locale, said) => {
    const served = await serve({ settings });
    const asked = await say(served, { text, locale, ...stranger });
    await served.until(() => expect(wordsBelow(served, asked)).toHaveLength(1));
    expect(wordsBelow(served, asked)[0]).toContain(said);
    expect(served.connector.faults).toEqual([]);
  });

  it("is refused whatever it presses, changes, or takes back", async () => {
    const served = await serve({ settings });
    for (const value of [{ v: 1, q: [text] }, { v: 2 }, "d'una altra versió"]) {
      const press = cardSubmit({ value, ...stranger });
      await deliver(served, press);
      await served.until(() =>
        expect(wordsBelow(served, press)).toEqual([expect.stringContaining(contact)]),
      );
    }
    const asked = await say(served, { text, ...stranger });
    await deliver(served, messageEdited(asked, "acció 2.3.1", Date.now() + 1_000));
    await settle(served);
    expect(wordsBelow(served, asked)).toEqual([expect.stringContaining(contact)]);
    await deliver(served, messageDeleted(asked));
    await served.until(() => expect(below(served, asked)).toEqual([]));
    expect(served.connector.faults).toEqual([]);
  });

  it("is refused once when it installs the assistant", async () => {
    const served = await serve({ settings });
    await deliver(served, membersAdded(stranger));
    await deliver(served, installationUpdate({ ...stranger, locale: "en-GB" }));
    await settle(served);
    const told = served.connector.messages.filter(({ replyTo }) => replyTo === undefined);
    expect(told).toHaveLength(1);
    expect(told[0]?.activity.text).toContain(contact);
    expect(served.connector.faults).toEqual([]);
  });

  it("is one of which nothing is told", async () => {
    const served = await serve({ settings });
    const activity = message({ text });
    const { tenantId: _none, ...conversation } = activity.conversation;
    await deliver(served, { ...activity, conversation, channelData: {} });
    await served.until(() =>
      expect(wordsBelow(served, activity)).toEqual([expect.stringContaining(contact)]),
    );
    const told = message({ text });
    // The channel's own data tell it too.
    await deliver(served, { ...told, conversation: { ...told.conversation, tenantId: undefined } });
    await answered(served, told);
    expect(served.connector.faults).toEqual([]);
  });

  it("is every one that is not listed, be it the assistant's own", async () => {
    const served = await serve({ settings: { ...settings, allowedTenants: [stranger.tenant] } });
    const asked = await say(served, { text });
    await served.until(() =>
      expect(wordsBelow(served, asked)).toEqual([expect.stringContaining(contact)]),
    );
    await ask(served, { text, ...stranger, conversation: "a:1stranger" });
    expect(served.connector.faults).toEqual([]);
  });

  it("is one that was served before: what was answered there leads nowhere any more", async () => {
    const settings: { contact: string; allowedTenants?: string[] } = { contact };
    const served = await serve({ settings });
    const asked = await ask(served, { text });
    const [card] = cardsBelow(served, asked);
    settings.allowedTenants = [stranger.tenant];
    await served.restart();
    const press = pressed(card, "Qui ens hi pot ajudar?");
    await deliver(served, press);
    await served.until(() =>
      expect(wordsBelow(served, press)).toEqual([expect.stringContaining(contact)]),
    );
    expect(served.connector.faults).toEqual([]);
  });

  it.each([
    [undefined, "digueu-ho a qui administra l'assistent"],
    ["https://ajuda.example.cat", "[https://ajuda.example.cat](https://ajuda.example.cat)"],
    ["l'àrea d'informàtica", "l'àrea d'informàtica"],
  ])("is told whom to ask: %s", async (contact, shown) => {
    const served = await serve({ settings: contact === undefined ? {} : { contact } });
    const asked = await say(served, { text, ...stranger });
    await served.until(() => expect(wordsBelow(served, asked)).toHaveLength(1));
    expect(wordsBelow(served, asked)[0]).toContain(shown);
    expect(served.connector.faults).toEqual([]);
  });
});

/** Posts a body as it stands, with a good token. */
async function post({ base, issuer, connector }: ServedTeams, init: RequestInit) {
  const authorization = await issuer.header({ serviceUrl: connector.serviceUrl });
  const headers = { "content-type": "application/json", authorization, ...init.headers };
  const response = await fetch(`${base}/api/messages`, { method: "POST", ...init, headers });
  return { status: response.status, body: await response.text() };
}

describe("a request that is none of Teams'", () => {
  const marker = "paraulasecreta7391";
  const whole = JSON.stringify(message({ text: marker }));

  it.each<[string, number, RequestInit]>([
    ["broken JSON", 400, { body: whole.slice(0, -5) }],
    ["JSON null", 400, { body: "null" }],
    ["a JSON text", 400, { body: `"${marker}"` }],
    ["a JSON number", 400, { body: "7" }],
    ["a JSON list", 400, { body: `[${whole}]` }],
    ["an empty object", 400, { body: "{}" }],
    ["nothing", 400, { body: "" }],
    ["JSON that is called text", 400, { body: whole, headers: { "content-type": "text/plain" } }],
    [
      "a form",
      400,
      { body: `text=${marker}`, headers: { "content-type": "application/x-www-form-urlencoded" } },
    ],
    ["an unknown packing", 415, { body: whole, headers: { "content-encoding": marker } }],
    [
      "an unknown alphabet",
      415,
      { body: whole, headers: { "content-type": "application/json; charset=ebcdic" } },
    ],
    [
      "what is not packed as it says",
      400,
      { body: whole, headers: { "content-encoding": "gzip" } },
    ],
    ["more than any message holds", 413, { body: `{"text":"${marker.repeat(30_000)}"}` }],
    ["no token", 401, { body: whole, headers: { authorization: "" } }],
    ["a token of nobody", 401, { body: whole, headers: { authorization: `Bearer ${marker}` } }],
  ])("is refused: %s", async (_what, status, init) => {
    const served = await serve();
    expect(await post(served, init)).toEqual({ status, body: "" });
    expect(served.connector.calls).toEqual([]);
    await ask(served, { text });
    expect(served.log.join()).not.toContain(marker);
    expect(served.connector.faults).toEqual([]);
  });

  it.each(["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])(
    "finds nothing there: %s",
    async (method) => {
      const served = await serve();
      const response = await fetch(`${served.base}/api/messages`, { method });
      // OPTIONS tells what else may be done, and nothing of who may do it from elsewhere.
      expect([200, 404, 405]).toContain(response.status);
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
      if (method !== "OPTIONS") expect(response.status).toBeGreaterThanOrEqual(404);
      expect(served.connector.calls).toEqual([]);
    },
  );
});

describe("how it stands with Teams", () => {
  it("is told to who looks after the program: since when something came", async () => {
    const served = await serve();
    expect(served.teams.status()).toEqual({ mode: "secret" });
    await post(served, { body: "{}" });
    expect(served.teams.status()).toEqual({ mode: "secret" });
    await deliver(served, messageReaction());
    const { lastActivityAt } = served.teams.status();
    expect(Math.abs(Date.now() - Date.parse(lastActivityAt ?? ""))).toBeLessThan(60_000);
  });
});

/** Stands in every question, name and value; in digits too, which no word of the log can be by chance. */
const marker = "paraulasecreta7391";
const person = {
  id: `29:1${marker}`,
  name: `${marker} Vila`,
  aadObjectId: "73910000-3b1c-4e8d-a6f9-2c5b8e7d1a30",
};

/** Everything that people do, in the words that nobody else is to read. */
async function doEverything(served: ServedTeams): Promise<void> {
  const user = person;
  const text = `què fem si ens entra un ransomware, ${marker}?`;
  const common = { user, text };
  const asked = message({ ...common, place: "channel" });
  const bad = { [marker]: text };
  const activities: object[] = [
    asked,
    message(common),
    message({ ...common, place: "group", ...stranger }),
    message({ ...common, more: { entities: [{ type: "mention", mentioned: user, text }] } }),
    message({ ...common, more: { text: bad } }),
    fileMessage({ user, text, html: `<p>${text}</p>` }),
    messageEdited(asked, `${text} acció 1.1.1`, Date.now() + 1_000),
    cardSubmit({ user, value: { v: 1, q: [text, `i ${text}`] } }),
    cardSubmit({ user, value: bad }),
    cardSubmit({ user, value: text }),
    membersAdded({ user, place: "group" }),
    installationUpdate({ user, place: "group" }),
    installationUpdate({ user, action: "remove" }),
    messageReaction({ user, added: [marker] }),
    unknownActivity({ user, type: marker, more: bad }),
    query({ user, text, parameter: "text" }),
    query({ user, text, parameter: "population" }),
    queryLink({ user, url: `${publicUrl}/agenda/1.1.1?${marker}` }),
    fetchTask({ user, messageText: text }),
    submitAction({ user, data: bad, messageText: text }),
    submitAction({ user, data: { v: 1, item: "2.3.1", quote: text } }),
    feedbackForm({ user }),
    feedback({ user, feedback: { feedbackText: text } }),
    ...["composeExtension/query", "composeExtension/queryLink", "message/submitAction", marker].map(
      (name) =>
        invoke(name, { parameters: text, url: bad, actionValue: text }, "compose", { user }),
    ),
    messageDeleted(asked),
  ];
  for (const activity of activities) await served.deliver(activity);
  await post(served, { body: `{"text":"${text}` });
  await post(served, { body: `"${text}"` });
  await post(served, {
    body: JSON.stringify(asked),
    headers: { authorization: `Bearer ${marker}` },
  });
  await post(served, {
    body: JSON.stringify(asked),
    headers: { authorization: await served.issuer.header({ key: "forged", audience: marker }) },
  });
  await served.until(() => expect(served.log.join()).toContain('"answered"'));
  await served.restart();
}

function expectNothingTold({ log }: ServedTeams): void {
  expect(log.length).toBeGreaterThan(5);
  const secrets = [
    marker,
    person.aadObjectId,
    "ransomware",
    "token-of-the-assistant",
    "a-long-secret",
    "eyJ",
    ids.personal,
    ids.group,
    ids.channel,
  ];
  for (const line of log) for (const secret of secrets) expect(line).not.toContain(secret);
}

describe("what is logged", () => {
  it("holds nothing of what people say, nobody's name and no token, on any surface", async () => {
    const served = await serveTeams(index);
    await doEverything(served);
    expect(served.connector.calls.length).toBeGreaterThan(10);
    expectNothingTold(served);
  });

  it.each<[string, Misbehaviour]>([
    ["refuses everything", status(403)],
    ["quotes", { kind: "status", status: 400, code: marker }],
    ["fails with a page", { kind: "status", status: 501, body: `<p>${marker}` }],
    ["fails for a while", { kind: "status", status: 500, body: `<p>${marker}` }],
    ["takes no token", { kind: "status", status: 401, code: marker }],
    ["leads elsewhere", { kind: "status", status: 302, body: marker }],
    ["drops every connection", { kind: "drop-before" }],
    ["answers with pages", { kind: "not-json" }],
    ["limits without saying for how long", status(429)],
  ])("holds nothing of it when Teams %s", async (_what, fault) => {
    const served = await serveTeams(index);
    served.connector.misbehave("*", ...Array<Misbehaviour>(400).fill(fault));
    await doEverything(served);
    expectNothingTold(served);
  });

  it("holds nothing of it when Microsoft's keys cannot be had", async () => {
    const served = await serveTeams(index, { options: { callTimeoutMs: 500 } });
    served.issuer.answer(500);
    for (const answer of [500, "never"] as const) {
      served.issuer.answer(answer);
      const activity = message({ user: person, text: marker });
      expect(await served.deliver(activity)).toEqual({ status: 500 });
    }
    expect(logged(served, 50)).toHaveLength(2);
    const log = served.log.join();
    for (const secret of [marker, person.aadObjectId, "eyJ"]) expect(log).not.toContain(secret);
  });

  it("holds nothing of it when the assistant breaks while somebody searches or asks in a dialog", async () => {
    const fail = (text: string) => Promise.reject(new TypeError(`cannot read ${text}`));
    const served = await serveTeams(index, {
      assistant: () => ({
        find: ({ text }) => fail(text),
        respond: ({ question }) => fail(question),
      }),
    });
    const search = query({ text: marker, parameter: "text", user: people.jordi });
    for (const activity of [search, fetchTask({ messageText: marker })])
      expect(await served.deliver(activity)).toEqual({ status: 500 });
    expect(logged(served, 50)).toMatchObject([{ reason: "TypeError" }, { reason: "TypeError" }]);
    for (const line of served.log) expect(line).not.toContain(marker);
  });
});
