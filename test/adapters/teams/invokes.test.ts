import { beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import type { CardAttachment } from "../../../adapters/teams/activity.ts";
import { receptionWords } from "../../../src/reception/words.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import {
  cardAction,
  feedback,
  feedbackForm,
  fetchTask,
  type InvokeOptions,
  ids,
  invoke,
  query,
  queryLink,
  submitAction,
  taskFetch,
  taskSubmit,
} from "./activities.ts";
import { faultsInCard } from "./card-rules.ts";
import { actionsIn, textsIn } from "./cards.ts";
import { ask, cardsBelow, logged, say, settle, wordsBelow } from "./conversing.ts";
import { publicUrl, type ServedTeams, serveTeams } from "./serve-teams.ts";

// Some search several times, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

const contact = "informatica@ajuntament.example.cat";
const stranger = { tenant: "00000000-0000-4000-8000-000000000001" };

const cardSchema = z.custom<CardAttachment>(
  (value) => typeof value === "object" && value !== null && "content" in value,
);
const extensionSchema = z.strictObject({
  composeExtension: z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("result"),
      attachmentLayout: z.literal("list"),
      attachments: z.array(cardSchema),
    }),
    z.strictObject({ type: z.literal("message"), text: z.string().min(1) }),
  ]),
});
const dialogSchema = z.strictObject({
  task: z.strictObject({
    type: z.literal("continue"),
    value: z.strictObject({
      title: z.string().min(1),
      height: z.literal("medium"),
      width: z.literal("medium"),
      card: cardSchema,
    }),
  }),
});

/** What comes of a search, a link or an insertion, all of which Teams can show. */
async function extensionOf({ deliver }: ServedTeams, activity: object) {
  const { status, body } = await deliver(activity);
  expect(status).toBe(200);
  const { composeExtension } = extensionSchema.parse(body);
  const cards = composeExtension.type === "result" ? composeExtension.attachments : [];
  for (const card of cards) {
    // Below links it says that it is of an older version, and holds what the newer one reads.
    const newer = { ...card, content: { ...card.content, version: "1.5" as const } };
    expect(faultsInCard(newer)).toEqual([]);
  }
  return { cards, told: composeExtension.type === "message" ? composeExtension.text : undefined };
}

/** The dialog that opens, with a card that Teams can show. */
async function dialogOf({ deliver }: ServedTeams, activity: object) {
  const { status, body } = await deliver(activity);
  expect(status).toBe(200);
  const { title, card } = dialogSchema.parse(body).task.value;
  expect(faultsInCard(card)).toEqual([]);
  return { title, card, texts: textsIn(card.content) };
}

/** Codes of the items that were found. */
function codesOf(cards: readonly CardAttachment[]): string[] {
  return cards.map(({ content }) => textsIn(content)[0]?.split(" ")[0] ?? "");
}

interface Search extends InvokeOptions {
  readonly text?: string;
  readonly population?: unknown;
  readonly skip?: number;
  readonly count?: number;
}

/** Somebody searches, as the manifest's command lets them. */
function searching({ text, population, skip = 0, count = 25, ...options }: Search) {
  const parameters = [
    ...(text === undefined ? [] : [{ name: "text", value: text }]),
    ...(population === undefined ? [] : [{ name: "population", value: population }]),
  ];
  const value = { commandId: "cercaAccions", parameters, queryOptions: { skip, count } };
  return invoke("composeExtension/query", value, "compose", options);
}

describe("a search where one writes", () => {
  it("finds by words, each item as a card with how it looks in a list", async () => {
    const served = await serveTeams(index);
    const { cards } = await extensionOf(served, searching({ text: "còpies de seguretat" }));
    expect(codesOf(cards)[0]).toBe("2.3.3");
    const [first] = cards;
    expect(first?.preview).toMatchObject({
      content: { title: expect.stringContaining("2.3.3 Fer còpies") },
    });
    expect(actionsIn(first?.content)[0]?.url).toContain(`${publicUrl}/agenda/2.3.3?cita=`);
    expect(served.connector.calls).toEqual([]);
  });

  it("finds by code: an item, and what is below it", async () => {
    const served = await serveTeams(index);
    const codes = async (text: string) =>
      codesOf((await extensionOf(served, searching({ text }))).cards);
    expect(await codes("2.3.1")).toEqual(["2.3.1"]);
    expect(await codes("acció 2.3.1")).toEqual(["2.3.1"]);
    expect((await codes(" 2.3 ")).slice(0, 3)).toEqual(["2.3", "2.3.1", "2.3.2"]);
  });

  it.each([
    ["beside the words", { text: "agents TIC als barris", population: "800 habitants" }],
    ["as a number", { text: "agents TIC als barris", population: 800 }],
    ["in the words", { text: "agents TIC als barris 800 habitants" }],
    [
      "beside the words, rather than in them",
      { text: "agents TIC als barris 90.000 habitants", population: "800" },
    ],
  ])("leaves out what is not for a council of that size, given %s", async (_how, wish) => {
    const served = await serveTeams(index);
    const large = await extensionOf(served, searching({ text: "agents TIC als barris" }));
    const small = await extensionOf(served, searching(wish));
    // For 5,001 inhabitants and more.
    expect(codesOf(large.cards)[0]).toBe("3.2.2");
    expect(small.cards.length).toBeGreaterThan(0);
    expect(codesOf(small.cards)).not.toContain("3.2.2");
  });

  it("finds all of them before anything is written, in the order of the Agenda", async () => {
    const served = await serveTeams(index);
    const { cards } = await extensionOf(served, query());
    expect(codesOf(cards).slice(0, 3)).toEqual(["1", "1.1", "1.1.1"]);
    expect(cards).toHaveLength(25);
    const few = await extensionOf(served, searching({ population: "800" }));
    expect(codesOf(few.cards).slice(0, 2)).toEqual(["1.1.1", "1.1.2"]);
  });

  it("goes on page by page until there is no more", async () => {
    const served = await serveTeams(index);
    const page = async (skip: number, count?: number) =>
      codesOf(
        (await extensionOf(served, searching({ skip, ...(count === undefined ? {} : { count }) })))
          .cards,
      );
    const first = await page(0, 10);
    const second = await page(10, 10);
    expect([first.length, second.length]).toEqual([10, 10]);
    expect([...first, ...second]).toEqual((await page(0)).slice(0, 20));
    expect(await page(0, 1_000)).toHaveLength(25);
    const { items } = index.catalogue;
    expect(await page(items.length - 1)).toHaveLength(1);
    expect(await page(items.length)).toEqual([]);
    expect(await page(1_000_000)).toEqual([]);
  });

  it.each([
    ["ca-ES", "quina és la recepta dels canelons?", "No s'ha trobat res."],
    ["es-ES", "asdfgh qwerty", "No se ha encontrado nada."],
    ["en-GB", "zxcvb qwerty", "Nothing was found."],
  ])("says when nothing was found, in the reader's language: %s", async (locale, text, said) => {
    const served = await serveTeams(index);
    const { told } = await extensionOf(served, searching({ text, locale }));
    expect(told).toContain(said);
  });

  it.each(["molts", "0", "-800", "800,5", "99999999999", "<at>Tothom</at>"])(
    "says what is no number of inhabitants: %s",
    async (population) => {
      const served = await serveTeams(index);
      const { told } = await extensionOf(served, searching({ text: "wifi", population }));
      expect(told).toContain("no és un nombre d'habitants");
      expect(told).toContain(population);
    },
  );

  it("repeats no more of it than one reads", async () => {
    const served = await serveTeams(index);
    const population = `\u202e${"a\n".repeat(50_000)}`;
    const { told = "" } = await extensionOf(served, searching({ text: "wifi", population }));
    expect(told.length).toBeLessThan(200);
    expect(told).not.toMatch(/[\n\u202e]/);
  });

  it.each([
    ["tags", "<at>còpies</at> de <b>seguretat</b>"],
    ["nulls", "còpies\0 de seguretat\u0001"],
    ["half characters", "còpies de seguretat \ud83d"],
    ["100 KB", "còpies de seguretat ".repeat(5_000)],
    ["signs of replacement", "còpies de seguretat $& $'"],
  ])("takes whatever is written: %s", async (_what, text) => {
    const served = await serveTeams(index);
    const { cards } = await extensionOf(served, searching({ text }));
    expect(codesOf(cards)).toContain("2.3.3");
    expect(logged(served, 40)).toEqual([]);
  });

  it("shows the cards in the reader's language", async () => {
    const served = await serveTeams(index);
    const { cards } = await extensionOf(served, searching({ text: "2.3.1", locale: "en-GB" }));
    expect(textsIn(cards[0]?.content).join("\n")).toContain("Short term");
    // Known from then on, though an event may not tell it.
    const more = { locale: undefined };
    const again = await extensionOf(served, searching({ text: "2.3.1", more }));
    expect(textsIn(again.cards[0]?.content).join("\n")).toContain("Short term");
  });

  it("is refused politely in a tenant that is not served", async () => {
    const served = await serveTeams(index, { settings: { contact } });
    const { told, cards } = await extensionOf(served, searching({ text: "2.3.1", ...stranger }));
    expect(told).toContain(contact);
    expect(cards).toEqual([]);
  });
});

describe("a link that somebody writes", () => {
  it.each([false, true])("shows the item behind it, installed or not: %s", async (anonymous) => {
    const served = await serveTeams(index);
    const url = `${publicUrl}/agenda/2.3.1`;
    const { cards } = await extensionOf(served, queryLink({ url, anonymous }));
    expect(codesOf(cards)).toEqual(["2.3.1"]);
    expect(cards[0]?.preview).toBeDefined();
  });

  it("shows the words at which it opens", async () => {
    const served = await serveTeams(index);
    const asked = await ask(served, { text: "acció 2.3.1, per on comencem?" });
    const links = wordsBelow(served, asked)[0]?.match(/https:[^)\s]+\?cita=\w+#cita/g) ?? [];
    // The title and the quotes lead to several places; each link shows its own.
    expect(new Set(links).size).toBeGreaterThan(1);
    for (const url of new Set(links)) {
      const { cards } = await extensionOf(served, queryLink({ url }));
      const shown = textsIn(cards[0]?.content).find((text) => text.startsWith("«")) ?? "";
      expect(wordsBelow(served, asked)[0]).toContain(shown.slice(1, -1));
      expect(actionsIn(cards[0]?.content)[0]?.url).toBe(url);
    }
  });

  it.each([
    "https://example.org/agenda/2.3.1",
    "https://agenda.example.cat.evil.example/agenda/2.3.1",
    "https://agenda.example.cat@evil.example/agenda/2.3.1",
    "http://agenda.example.cat/agenda/2.3.1",
    `${publicUrl}/agenda/9.9.9`,
    `${publicUrl}/agenda/`,
    `${publicUrl}/agenda/__proto__`,
    `${publicUrl}/agenda/%`,
    `${publicUrl}/`,
    `${publicUrl}/privadesa`,
    "javascript:alert(1)",
    "no és una adreça",
    "",
  ])("shows nothing where it is none of ours: %s", async (url) => {
    const served = await serveTeams(index);
    expect(await extensionOf(served, queryLink({ url }))).toEqual({ cards: [], told: undefined });
    expect(logged(served, 40)).toEqual([]);
  });

  it("shows the item where the quote is no longer in it", async () => {
    const served = await serveTeams(index);
    const url = `${publicUrl}/agenda/2.3.1?cita=0123456789#cita`;
    const { cards } = await extensionOf(served, queryLink({ url }));
    expect(codesOf(cards)).toEqual(["2.3.1"]);
  });

  it("shows nothing in a tenant that is not served", async () => {
    const served = await serveTeams(index);
    const url = `${publicUrl}/agenda/2.3.1`;
    for (const anonymous of [false, true]) {
      const link = queryLink({ url, anonymous, ...stranger });
      expect(await extensionOf(served, link)).toEqual({ cards: [], told: undefined });
    }
  });
});

describe("a question about somebody's message", () => {
  const messageText = "Ens ha entrat un ransomware, què hem de fer?";

  it("is answered in a dialog, whose card can be put into a message", async () => {
    const served = await serveTeams(index);
    const asked = fetchTask({ commandId: "preguntaMissatge", messageText });
    const { title, texts, card } = await dialogOf(served, asked);
    expect(title).toBe("Què en diu l'Agenda digital");
    expect(texts).toContain("2.3.1 Tenir un pla de resposta a incidents");
    const insert = actionsIn(card.content).find(({ type }) => type === "Action.Submit");
    expect(insert?.title).toBe("Insereix la fitxa");
    const sent = submitAction({ commandId: "preguntaMissatge", data: insert?.data, messageText });
    const { cards } = await extensionOf(served, sent);
    expect(codesOf(cards)).toEqual(["2.3.1"]);
    // With the words that were asked for, and nothing of the message.
    const quote = textsIn(cards[0]?.content).find((text) => text.startsWith("«")) ?? "";
    expect(texts).toContain(quote.slice(1, -1));
    expect(JSON.stringify(cards)).not.toContain("Ens ha entrat");
    expect(served.connector.calls).toEqual([]);
    expect(JSON.stringify(served.log)).not.toContain("ransomware");
    expect(logged(served, 30)).toHaveLength(1);
  });

  it.each([
    ["es-ES", "Ens ha entrat un ransomware, què hem de fer?", "Això és el que en diu"],
    ["en-GB", "wifi", "This is what the digital agenda says"],
    ["es-ES", "¿Qué hacemos con las copias de seguridad?", "Esto es lo que dice"],
  ])(
    "is answered in the language of the message, else of the reader: %s %s",
    async (locale, messageText, lead) => {
      const served = await serveTeams(index);
      const { texts } = await dialogOf(served, fetchTask({ locale, messageText }));
      expect(texts[0]).toContain(lead);
    },
  );

  it("offers nothing to be inserted where nothing was found", async () => {
    const served = await serveTeams(index);
    const nothing = fetchTask({ messageText: "quina és la recepta dels canelons de la iaia?" });
    const { texts, card } = await dialogOf(served, nothing);
    expect(texts[0]).toContain("L'Agenda digital no cobreix");
    expect(actionsIn(card.content).map(({ type }) => type)).not.toContain("Action.Submit");
  });

  it("says that it cannot be answered when something is broken", async () => {
    const served = await serveTeams(index, {
      assistant: (real) => ({
        respond: async (inquiry) => ({
          ...(await real.respond({ ...inquiry, question: "ajuda" })),
          kind: "failed",
          lead: "Ara mateix no puc respondre.",
          suggestions: [],
          cause: new Error("no index"),
        }),
      }),
    });
    const { texts } = await dialogOf(served, fetchTask({ messageText }));
    expect(texts).toEqual(["Ara mateix no puc respondre.", receptionWords.ca.notice]);
    expect(logged(served, 50)).toHaveLength(1);
  });

  it.each([
    ["no text", ""],
    ["nothing but a picture", '<p><img src="https://example.org/a.png"></p>'],
  ])("says when the message has %s", async (_what, content) => {
    const served = await serveTeams(index);
    const value = { commandId: "preguntaMissatge", messagePayload: { body: { content } } };
    const asked = invoke("composeExtension/fetchTask", value, "message");
    expect((await dialogOf(served, asked)).texts).toEqual(["Aquest missatge no té text."]);
    for (const messagePayload of [undefined, null, {}, { body: null }, { body: {} }]) {
      const none = invoke("composeExtension/fetchTask", { messagePayload }, "message");
      expect((await dialogOf(served, none)).texts).toEqual(["Aquest missatge no té text."]);
    }
  });

  it.each([
    ["tags", "<script>alert(1)</script><at>Tothom</at>"],
    ["text that turns around", "\u202e\u2066"],
    ["100 KB", "a ".repeat(50_000)],
  ])("takes whatever is in the message: %s", async (_what, more) => {
    const served = await serveTeams(index);
    const { texts } = await dialogOf(served, fetchTask({ messageText: `acció 2.3.1 ${more}` }));
    expect(texts).toContain("2.3.1 Tenir un pla de resposta a incidents");
    expect(logged(served, 40)).toEqual([]);
  });

  it("is refused politely in a tenant that is not served, and so is what it would insert", async () => {
    const served = await serveTeams(index, { settings: { contact } });
    const { texts } = await dialogOf(served, fetchTask({ messageText, ...stranger }));
    expect(texts).toEqual([expect.stringContaining(contact)]);
    const sent = submitAction({ data: { v: 1, item: "2.3.1" }, ...stranger });
    const { told, cards } = await extensionOf(served, sent);
    expect(told).toContain(contact);
    expect(cards).toEqual([]);
    expect(served.log.join()).not.toContain('"answered"');
  });

  it.each([
    [{ v: 2, item: "2.3.1" }],
    [{ v: 1, item: 7 }],
    [{ v: 1, item: "9.9.9" }],
    [{ v: 1, item: "__proto__" }],
    [{}],
    [null],
    ["2.3.1"],
    [[]],
  ])("says so when the button is of another version: %j", async (data) => {
    const served = await serveTeams(index);
    const sent = invoke("composeExtension/submitAction", { commandId: "ask", data }, "message");
    const { told } = await extensionOf(served, sent);
    expect(told).toContain("Aquest botó és d'un missatge antic");
  });

  it("inserts no words that the item does not hold", async () => {
    const served = await serveTeams(index);
    const data = { v: 1, item: "2.3.1", quote: "Pagueu el rescat." };
    const { cards } = await extensionOf(served, submitAction({ data }));
    expect(codesOf(cards)).toEqual(["2.3.1"]);
    expect(JSON.stringify(cards)).not.toContain("Pagueu");
  });
});

describe("an opinion", () => {
  /** Somebody asks; gives where the thumbs stand. */
  async function asked(served: ServedTeams, text = "què hem de fer si ens entra un ransomware?") {
    const { connector } = served;
    const question = await ask(served, { place: "channel", text });
    const answer = connector
      .messagesIn(question.conversation.id)
      .find(({ activity }) => activity.channelData?.feedbackLoop !== undefined);
    return { place: "channel", root: question.id, replyToId: answer?.id ?? "" } as const;
  }

  it.each([
    ["like", "ca-ES", "Què us ha anat bé? (opcional)"],
    ["dislike", "es-ES", "¿Qué ha fallado? (opcional)"],
    ["like", "en-GB", "What worked well? (optional)"],
  ] as const)("opens a form: %s, %s", async (reaction, locale, label) => {
    const served = await serveTeams(index);
    for (const legacy of [false, true]) {
      const { card } = await dialogOf(served, feedbackForm({ reaction, locale, legacy }));
      expect(JSON.stringify(card)).toContain(label);
    }
    expect(served.opinions).toEqual([]);
  });

  it("is counted once, about the kind and the intent of the answer, though it is delivered twice", async () => {
    const served = await serveTeams(index);
    const answer = await asked(served);
    const written = { feedbackText: "la paraulasecreta era la que buscava", reason: "right-quote" };
    const liked = feedback({ ...answer, reaction: "like", feedback: written });
    const disliked = feedback({ ...answer, reaction: "dislike" });
    const replies = await Promise.all(
      [liked, liked, disliked].map((opinion) => served.deliver(opinion)),
    );
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await served.deliver(disliked)).toEqual({ status: 200, body: {} });
    expect([...served.opinions].sort()).toEqual([
      [false, "answered:search"],
      [true, "answered:search:right-quote"],
    ]);
    expect(served.log.join()).not.toContain("paraulasecreta");
  });

  it("is about what the answer is after its question changed", async () => {
    const served = await serveTeams(index);
    const help = await asked(served, "ajuda");
    await served.deliver(feedback(help));
    const list = await asked(served, "accions de l'eix 3");
    await served.deliver(feedback({ ...list, reaction: "dislike" }));
    expect(served.opinions).toEqual([
      [true, "answered:help"],
      [false, "answered:list"],
    ]);
  });

  it("is about its answer after a restart too, and about an unknown one elsewhere", async () => {
    const served = await serveTeams(index);
    const answer = await asked(served);
    await served.deliver(feedback({ ...answer, place: "group" }));
    await served.restart();
    await served.deliver(feedback(answer));
    await served.deliver(feedback({ ...answer, replyToId: "1" }));
    expect(served.opinions).toEqual([
      [true, "unknown"],
      [true, "answered:search"],
      [true, "unknown"],
    ]);
  });

  it("is not counted in a tenant that is not served", async () => {
    const served = await serveTeams(index);
    const answer = await asked(served);
    expect(await served.deliver(feedback({ ...answer, ...stranger }))).toMatchObject({
      status: 200,
    });
    expect(served.opinions).toEqual([]);
  });

  it("is asked for below answers only: not below a greeting, a card, a refusal or a notice", async () => {
    const served = await serveTeams(index);
    const question = await ask(served);
    const other = await say(served, { ...stranger, conversation: "a:1stranger" });
    await served.until(() => expect(wordsBelow(served, other)).toHaveLength(1));
    const [card] = cardsBelow(served, question);
    expect(card?.activity.channelData).toBeUndefined();
    expect(served.connector.messagesIn("a:1stranger")[0]?.activity.channelData).toBeUndefined();
    const loops = served.connector.messages.map(({ activity }) => activity.channelData);
    expect(loops.filter((data) => data !== undefined)).toEqual([
      { feedbackLoop: { type: "custom" } },
    ]);
  });
});

describe("a value that has not the shape that Teams documents", () => {
  const bad: readonly (readonly [name: string, values: readonly unknown[]])[] = [
    [
      "composeExtension/query",
      [
        { parameters: "text" },
        { parameters: [null] },
        { parameters: [{ name: 7, value: "2.3.1" }] },
        { queryOptions: { skip: -1, count: 25 } },
        { queryOptions: { skip: 0, count: 0 } },
        { queryOptions: { skip: "0", count: 1.5 } },
      ],
    ],
    ["composeExtension/queryLink", [{}, { url: null }, { url: ["https://agenda.example.cat"] }]],
    ["composeExtension/anonymousQueryLink", [{}, { url: 7 }]],
    ["composeExtension/fetchTask", [{ messagePayload: "text" }, { messagePayload: { body: 7 } }]],
    ["composeExtension/submitAction", [{}]],
    [
      "message/fetchTask",
      [
        {},
        { data: { actionValue: { reaction: "love" } } },
        { actionName: "feedback", actionValue: {} },
      ],
    ],
    [
      "message/submitAction",
      [
        {},
        { actionName: "other", actionValue: { reaction: "like" } },
        { actionName: "feedback", actionValue: { reaction: "__proto__" } },
        { actionName: "feedback", actionValue: null },
      ],
    ],
  ];

  it.each(bad)("is refused: %s", async (name, values) => {
    const served = await serveTeams(index);
    for (const value of [undefined, null, "text", 7, [], ...values]) {
      const sent = { ...invoke(name, value, "compose"), value };
      expect([value, await served.deliver(sent)]).toEqual([value, { status: 400 }]);
    }
    expect(served.opinions).toEqual([]);
    expect(served.connector.calls).toEqual([]);
    await settle(served);
  });

  it("may lack whatever may be missing", async () => {
    const served = await serveTeams(index);
    for (const value of [
      {},
      { parameters: null, queryOptions: null },
      { parameters: [{ name: "text", value: null }] },
    ]) {
      const { cards } = await extensionOf(
        served,
        invoke("composeExtension/query", value, "compose"),
      );
      expect(cards).toHaveLength(25);
    }
  });
});

describe("an invoke that the assistant does not know", () => {
  it.each([
    "task/fetch",
    "signin/verifyState",
    "composeExtension/onCardButtonClicked",
    "config/fetch",
    "a/type/of/tomorrow",
    "",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "valueOf",
  ])("is told that it is not: %s", async (name) => {
    const served = await serveTeams(index);
    expect(await served.deliver(invoke(name, { a: 1 }, "compose"))).toEqual({ status: 501 });
    expect(logged(served, 40)).toEqual([]);
    expect(served.connector.calls).toEqual([]);
  });

  it("is told so with the values that Teams sends", async () => {
    const served = await serveTeams(index);
    for (const sent of [taskFetch(), taskSubmit()])
      expect(await served.deliver(sent)).toEqual({ status: 501 });
    const { name: _name, ...nameless } = cardAction();
    expect(await served.deliver(nameless)).toEqual({ status: 501 });
    await settle(served);
    expect(served.connector.messagesIn(ids.personal)).toHaveLength(2);
  });
});
