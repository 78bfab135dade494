import { beforeAll, describe, expect, it, vi } from "vitest";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { nodesOf } from "../../helpers/nodes.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import {
  cardSubmit,
  fileMessage,
  ids,
  installationUpdate,
  type MessageOptions,
  membersAdded,
  message,
  messageDeleted,
  messageEdited,
  messageReaction,
  messageUndeleted,
  type Person,
  type Place,
  people,
  readReceipt,
  typing,
  unknownActivity,
} from "./activities.ts";
import type { SentMessage } from "./connector-server.ts";
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
  threadOf,
  wordsBelow,
} from "./conversing.ts";
import { actionOf, textsOf } from "./reading.ts";
import { serveTeams } from "./serve-teams.ts";

// Several questions are asked in some, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

const ransomware = "què hem de fer si ens entra un ransomware?";
const places: readonly Place[] = ["personal", "group", "channel"];
const greeting = "Soc l'assistent de l'Agenda digital";
const call = `<at>${ids.botName}</at>`;

/** How somebody goes on in the conversation of a message: in a channel, in its thread. */
function inPlaceOf(asked: { readonly id: string }, place: Place): MessageOptions {
  return place === "channel" ? { place, root: asked.id } : { place };
}

/** What the buttons of a card would ask, each with the questions that it leans on. */
function questionsOf(card: SentMessage | undefined): string[][] {
  return nodesOf(card?.activity).flatMap(({ q }) => (Array.isArray(q) ? [q as string[]] : []));
}

/** Every text within something. */
function stringsOf(shown: unknown): string[] {
  return nodesOf(shown).flatMap((node) =>
    Object.values(node)
      .flat()
      .filter((value) => typeof value === "string"),
  );
}

/** A mention as Teams tells of it beside the text. */
function mentionOf({ id, name = "" }: Person) {
  return { type: "mention", mentioned: { id, name }, text: `<at>${name}</at>` };
}

describe.each(places)("a question in a conversation that is %s", (place) => {
  it("is answered once below it, as words and a card, after a sign that it is being made", async () => {
    const served = await serveTeams(index);
    const { connector } = served;
    const asked = await ask(served, { place, text: ransomware });
    const conversation = place === "channel" ? threadOf(asked.id) : ids[place];
    expect(asked.conversation.id).toBe(conversation);
    expect(connector.messages).toEqual(connector.messagesIn(conversation));
    const [words, card, ...others] = below(served, asked);
    expect(others).toEqual([]);
    expect(words?.activity).toMatchObject({ type: "message", textFormat: "markdown" });
    expect(words?.activity.text).toContain("https://agenda.example.cat/agenda/2.3.1?cita=");
    expect(words?.activity.attachments).toBeUndefined();
    expect(card?.activity.attachments).toHaveLength(1);
    expect(card?.activity.text).toBeUndefined();
    expect(connector.typing).toEqual([conversation]);
    expect(connector.calls[0]?.body).toMatchObject({ type: "typing" });
    expect(connector.faults).toEqual([]);
  });

  it("is answered once, and shown to be worked on once, though it is delivered again", async () => {
    const served = await serveTeams(index);
    const asked = await ask(served, { place, text: ransomware });
    for (let time = 0; time < 3; time += 1) await deliver(served, asked);
    await settle(served, { place });
    expect(below(served, asked)).toHaveLength(2);
    expect(served.connector.callsOf("send")).toHaveLength(2 * 3);
    expect(served.connector.typing).toHaveLength(2);
    expect(served.connector.faults).toEqual([]);
  });

  it("leans on the question before", async () => {
    const served = await serveTeams(index);
    const first = await ask(served, { place, text: ransomware });
    await served.restart();
    const next = await ask(served, { ...inPlaceOf(first, place), text: "qui ens hi pot ajudar?" });
    expect(wordsBelow(served, next)[0]).toContain("/agenda/2.3.1?cita=");
    expect(next.conversation).toEqual(first.conversation);
    expect(served.connector.faults).toEqual([]);
  });

  it("is a greeting when it only calls, with questions to begin with", async () => {
    const served = await serveTeams(index);
    const asked = await ask(served, { place, text: "", mentioned: true });
    expect(wordsBelow(served, asked)[0]).toContain(greeting);
    expect(questionsOf(cardsBelow(served, asked)[0]).length).toBeGreaterThan(2);
    expect(served.connector.faults).toEqual([]);
  });

  it("is understood without the assistant's name", async () => {
    const served = await serveTeams(index);
    const text = `${call}&nbsp;acció 2.3.1, ${call}`;
    const asked = await ask(served, { place, text, mentioned: true });
    const asks = questionsOf(cardsBelow(served, asked)[0]);
    expect(asks[0]?.[0]).toBe("acció 2.3.1,");
    expect(served.connector.faults).toEqual([]);
  });
});

describe("a thread of a channel", () => {
  it("is another conversation than the thread beside it", async () => {
    const served = await serveTeams(index);
    await ask(served, { place: "channel", text: ransomware });
    const elsewhere = await ask(served, { place: "channel", text: "qui ens hi pot ajudar?" });
    expect(wordsBelow(served, elsewhere)[0]).not.toContain("/agenda/2.3.1");
    expect(served.connector.faults).toEqual([]);
  });

  it("that others began is the place of the answer", async () => {
    const served = await serveTeams(index);
    const root = "1767224924000";
    const asked = await ask(served, { place: "channel", root, text: ransomware });
    expect(asked.conversation.id).toBe(threadOf(root));
    expect(below(served, asked)).toHaveLength(2);
    expect(served.connector.faults).toEqual([]);
  });

  it("goes on with whoever calls there next", async () => {
    const served = await serveTeams(index);
    const first = await ask(served, { place: "channel", text: ransomware });
    const next = await ask(served, {
      ...inPlaceOf(first, "channel"),
      user: people.jordi,
      text: "qui ens hi pot ajudar?",
    });
    expect(wordsBelow(served, next)[0]).toContain("/agenda/2.3.1?cita=");
    expect(served.connector.faults).toEqual([]);
  });
});

describe("the language of an answer", () => {
  it.each([
    ["què hem de fer si ens entra un ransomware?", "Això és el que en diu l'Agenda digital"],
    ["¿qué hacemos si nos entra un ransomware?", "Esto es lo que dice la Agenda digital"],
    ["what do we do if ransomware gets in?", "This is what the digital agenda says"],
  ])("is that of the question, whatever that of Teams: %s", async (text, lead) => {
    const served = await serveTeams(index);
    for (const locale of ["ca-ES", "en-GB", "es-ES"]) {
      const conversation = `a:1-${locale}`;
      const asked = await ask(served, { text, locale, conversation });
      expect(wordsBelow(served, asked)[0]).toContain(lead);
      expect(wordsBelow(served, asked)[0]).toContain("2.3.1");
    }
    expect(served.connector.faults).toEqual([]);
  });

  it.each([
    ["ca-ES", "Qui ens hi pot ajudar?", "Què conté"],
    ["ca-ES-valencia", "Qui ens hi pot ajudar?", "Què conté"],
    ["es-ES", "¿Quién nos puede ayudar?", "Qué contiene"],
    ["ES-mx", "¿Quién nos puede ayudar?", "Qué contiene"],
    ["en-US", "Who can help us?", "What it contains"],
    ["fr-FR", "Qui ens hi pot ajudar?", "Què conté"],
    ["", "Qui ens hi pot ajudar?", "Què conté"],
  ])("is that of Teams where the question shows none: %s", async (locale, help, contents) => {
    const served = await serveTeams(index);
    const action = await ask(served, { text: "2.3.1", locale });
    expect(textsOf(cardsBelow(served, action)[0]?.activity)).toContain(help);
    const objective = await ask(served, { text: "2.3", locale });
    expect(textsOf(cardsBelow(served, objective)[0]?.activity)).toContain(contents);
    // A word of Catalan.
    const axis = await ask(served, { text: "eix 3", locale });
    expect(textsOf(cardsBelow(served, axis)[0]?.activity)).toContain("Què conté");
    expect(served.connector.faults).toEqual([]);
  });

  it("is Catalan where Teams tells none", async () => {
    const served = await serveTeams(index);
    const asked = await ask(served, { text: "2.3.1", more: { locale: undefined } });
    expect(textsOf(cardsBelow(served, asked)[0]?.activity)).toContain("Qui ens hi pot ajudar?");
    expect(served.connector.faults).toEqual([]);
  });

  it("follows Teams when somebody sets it to another", async () => {
    const served = await serveTeams(index);
    await ask(served, { text: "2.3.1", locale: "es-ES" });
    const asked = await ask(served, { text: "1.1.1", locale: "en-GB" });
    expect(textsOf(cardsBelow(served, asked)[0]?.activity)).toContain("Who can help us?");
    expect(served.connector.faults).toEqual([]);
  });

  it("is each reader's own", async () => {
    const served = await serveTeams(index);
    const place = "group";
    await ask(served, { place, text: "2.3.1", locale: "es-ES", user: people.jordi });
    const asked = await ask(served, { place, text: "1.1.1", locale: "en-GB" });
    expect(textsOf(cardsBelow(served, asked)[0]?.activity)).toContain("Who can help us?");
    expect(served.connector.faults).toEqual([]);
  });
});

describe("what a message brings beside plain text", () => {
  it.each([
    ["formatted", "<p>Bon dia,</p><ul><li>acció&nbsp;<strong>2.3.1</strong></li></ul>"],
    ["with entities", "<div>què diu&nbsp;l&#39;acció 2.3.1? &lt;&quot;&amp;&gt;</div>"],
  ])("is read in the HTML when the text is empty: %s", async (_what, html) => {
    const served = await serveTeams(index);
    const asked = await ask(served, { text: "", html });
    expect(wordsBelow(served, asked)[0]).toContain("/agenda/2.3.1?cita=");
    expect(questionsOf(cardsBelow(served, asked)[0])[0]?.[0]).not.toMatch(/nbsp|<\/?\w|#39/);
    expect(served.connector.faults).toEqual([]);
  });

  it.each([
    [
      "a span",
      `<span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">${ids.botName}</span>`,
    ],
    ["a tag", `<at id="0">${ids.botName}</at>`],
  ])("calls the assistant there too, whose name is no part of it: %s", async (_what, mark) => {
    const served = await serveTeams(index);
    const place = "channel";
    const html = `<p>${mark}&nbsp;acció 2.3.1</p>`;
    const attachments = [{ contentType: "text/html", content: html }];
    const asked = await ask(served, { place, more: { text: "", attachments } });
    expect(questionsOf(cardsBelow(served, asked)[0])[0]?.[0]).toBe("acció 2.3.1");
    const only = [{ contentType: "text/html", content: `<p>${mark}</p>` }];
    const called = await ask(served, { place, more: { text: " ", attachments: only } });
    expect(wordsBelow(served, called)[0]).toContain(greeting);
    expect(served.connector.faults).toEqual([]);
  });

  it("is a file, which is not read: a greeting, or the answer to what is written with it", async () => {
    const served = await serveTeams(index);
    const alone = fileMessage();
    await deliver(served, alone);
    await answered(served, alone);
    expect(wordsBelow(served, alone)[0]).toContain(greeting);
    const text = "acció 2.3.1";
    const written = fileMessage({ text, html: `<p>${text}</p>` });
    await deliver(served, written);
    await answered(served, written);
    expect(wordsBelow(served, written)[0]).toContain("/agenda/2.3.1?cita=");
    expect(served.connector.faults).toEqual([]);
  });

  it("is nothing at all: a greeting", async () => {
    const served = await serveTeams(index);
    for (const more of [
      { text: "", attachments: [] },
      { text: null, attachments: null },
      { text: undefined, attachments: undefined },
      { text: " \n\t ", attachments: [{ contentType: "text/html", content: "<p>&nbsp;</p>" }] },
      { text: "", attachments: [{ contentType: "text/html", content: { no: "text" } }] },
    ]) {
      const asked = await ask(served, { more });
      expect(wordsBelow(served, asked)[0]).toContain(greeting);
    }
    expect(served.connector.faults).toEqual([]);
  });

  it.each(["personal", "group"] as const)(
    "is a colleague's name, which stays in the question: %s",
    async (place) => {
      const served = await serveTeams(index);
      const { jordi } = people;
      const bot = { id: ids.bot, name: ids.botName };
      const text = `<at>${jordi.name}</at> i jo: acció 2.3.1`;
      const isCalled = place === "group";
      const asked = await ask(served, {
        place,
        more: {
          text: isCalled ? `${call} ${text}` : text,
          entities: [mentionOf(jordi), ...(isCalled ? [mentionOf(bot)] : [])],
        },
      });
      const [question] = questionsOf(cardsBelow(served, asked)[0])[0] ?? [];
      expect(question).toBe("Jordi Serra i jo: acció 2.3.1");
      expect(served.connector.faults).toEqual([]);
    },
  );

  it.each(["group", "channel"] as const)(
    "is not for the assistant when it only mentions a colleague: %s",
    async (place) => {
      const served = await serveTeams(index);
      const first = await ask(served, { place, text: ransomware });
      const asked = await say(served, {
        ...inPlaceOf(first, place),
        more: {
          text: `<at>${people.jordi.name}</at> què diu l'acció 2.3.1?`,
          entities: [mentionOf(people.jordi)],
        },
      });
      await settle(served, inPlaceOf(first, place));
      expect(below(served, asked)).toEqual([]);
      expect(served.connector.typing).toHaveLength(2);
      expect(served.connector.faults).toEqual([]);
    },
  );
});

describe("hostile text", () => {
  const evil = "https://evil.example";
  it.each([
    ["mentions", `<at>Tothom</at> <at id="0">${ids.botName}</at> <at>acció 2.3.1`],
    ["half of a tag", "<at>acció 2.3.1<at><at"],
    ["HTML", `<script>alert(1)</script><img src=x onerror=alert(1)><a href="${evil}">2.3.1</a>`],
    ["Markdown", `[2.3.1](${evil}) **acció** ![x](${evil}/x.png) \`\`\` # > | --- |`],
    ["text that turns around", "\u202eacció 2.3.1\u202c \u2066\u2067\u200f\u200e"],
    ["nulls and controls", "acció\0 2.3.1\u0001\u0007\u001b[31m"],
    ["halves of characters", "acció 2.3.1 \ud83d \udc00 \ufffe\uffff"],
    ["nothing that is seen", "\u200b\u2060\ufeff\u00ad acció 2.3.1"],
    ["entities in entities", "acció 2.3.1 &amp;lt;at&amp;gt;&amp;amp;"],
    ["what JSON and SQL mind", `2.3.1 "'; drop table messages; --\\u0000 {"v":1,"q":["x"]}`],
    ["replacements", "$& $' $` $$ acció 2.3.1 $<x>"],
  ])("is answered like any other, and leads nowhere: %s", async (_what, text) => {
    const served = await serveTeams(index);
    const asked = await ask(served, { place: "group", text });
    expect(wordsBelow(served, asked)[0]).not.toContain("evil.example");
    for (const { activity } of below(served, asked)) {
      for (const shown of stringsOf(activity)) {
        expect(shown).not.toMatch(/<\/?(?:at|script|img|a)\b[^<>]*>/i);
        expect(shown).not.toMatch(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/u);
      }
      expect(nodesOf(activity.entities).map(({ type }) => type)).not.toContain("mention");
    }
    expect(served.connector.faults).toEqual([]);
    expect(logged(served, 40)).toEqual([]);
  });

  it("is a name with signs of replacement, which are signs", async () => {
    const served = await serveTeams(index);
    const name = "$& $' $`";
    const mention = mentionOf({ id: people.jordi.id, name });
    const text = `acció 2.3.1 <at>${name}</at>`;
    const asked = await ask(served, { more: { text, entities: [mention] } });
    expect(questionsOf(cardsBelow(served, asked)[0])[0]?.[0]).toBe(`acció 2.3.1 ${name}`);
    expect(served.connector.faults).toEqual([]);
  });

  it.each([
    ["words", "què fem si ens entra un ransomware? "],
    ["open tags", "<at "],
    ["mentions", `<at>${ids.botName}</at>`],
    ["line ends", " \n"],
    ["brackets", "[(<"],
  ])("of 100 KB is answered without a long wait: %s", async (_what, part) => {
    const served = await serveTeams(index);
    const text = `acció 2.3.1 ${part.repeat(100_000 / part.length)}`;
    const began = performance.now();
    const asked = await ask(served, { place: "group", text });
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(wordsBelow(served, asked)[0]).toContain("/agenda/2.3.1?cita=");
    expect(served.connector.faults).toEqual([]);
  });

  it("in all that comes beside the words changes nothing", async () => {
    const served = await serveTeams(index);
    const entities = [
      null,
      7,
      "mention",
      [],
      { type: "mention" },
      { type: "mention", mentioned: null },
      { type: "mention", mentioned: { id: 7 }, text: 7 },
      { type: "mention", mentioned: { id: ids.bot, name: null }, text: null },
      { type: "mention", mentioned: { id: ids.bot, name: "e" }, text: "e" },
    ];
    const more = { text: "acció 2.3.1", entities, __proto__: { polluted: true } };
    const asked = await ask(served, { place: "group", more });
    expect(questionsOf(cardsBelow(served, asked)[0])[0]?.[0]).toBe("acció 2.3.1");
    expect(served.connector.faults).toEqual([]);
  });
});

describe.each(places)("the buttons below an answer in a conversation that is %s", (place) => {
  it("ask what they offer, leaning on what they carry", async () => {
    const served = await serveTeams(index);
    const first = await ask(served, { place, text: ransomware });
    const [card] = cardsBelow(served, first);
    // Whatever else was asked there since.
    await ask(served, { ...inPlaceOf(first, place), text: "acció 1.1.1" });
    await served.restart();
    const press = pressed(card, "Qui ens hi pot ajudar?", inPlaceOf(first, place));
    await deliver(served, press);
    await answered(served, press);
    expect(wordsBelow(served, press)[0]).toContain("/agenda/2.3.1?cita=");
    expect(press.conversation).toEqual(first.conversation);
    expect(served.connector.typing).toHaveLength(3);
    expect(served.connector.faults).toEqual([]);
  });

  it("are understood by their text where Teams leaves out the rest", async () => {
    const served = await serveTeams(index);
    const first = await ask(served, { place, text: ransomware });
    // In a channel and in a group it puts the name before the text, and no entity beside it.
    const name = place === "personal" ? "" : `${call} `;
    const press = cardSubmit({
      ...inPlaceOf(first, place),
      more: { text: `${name}Qui ens hi pot ajudar?`, value: undefined },
    });
    await deliver(served, press);
    await answered(served, press);
    expect(wordsBelow(served, press)[0]).toContain("/agenda/2.3.1?cita=");
    const questions = questionsOf(cardsBelow(served, press)[0]).flat();
    expect(questions.filter((question) => question.includes(ids.botName))).toEqual([]);
    expect(served.connector.faults).toEqual([]);
  });
});

describe("the buttons below an answer", () => {
  /** Codes of the items that a card shows as rows. */
  const rowsOf = (card: SentMessage | undefined) =>
    textsOf(card?.activity).flatMap((text) => text.match(/^\d\.\d\.\d+(?= )/)?.[0] ?? []);

  it("bring the next page of a list, once however often a press is delivered", async () => {
    const served = await serveTeams(index);
    const first = await ask(served, { text: "accions" });
    const [page] = cardsBelow(served, first);
    expect(new Set(rowsOf(page)).size).toBe(15);
    const press = pressed(page, "Mostra'n més");
    await Promise.all([1, 2, 3].map(() => deliver(served, press)));
    await answered(served, press);
    await settle(served);
    expect(below(served, press)).toHaveLength(2);
    const [second] = cardsBelow(served, press);
    const seen = new Set(rowsOf(page));
    expect(new Set(rowsOf(second)).size).toBe(15);
    expect(rowsOf(second).filter((id) => seen.has(id))).toEqual([]);
    // And so on, from the page that was reached.
    const further = pressed(second, "Mostra'n més");
    await deliver(served, further);
    await answered(served, further);
    expect(rowsOf(cardsBelow(served, further)[0])).not.toEqual(rowsOf(second));
    expect(served.connector.faults).toEqual([]);
  });

  it.each([
    ["as an object", (value: object) => value],
    ["as JSON", (value: object) => JSON.stringify(value)],
    ["with what Teams puts beside it", (value: object) => ({ ...value, msteams: {}, more: [7] })],
  ])("bring what they carry %s, with a text or without", async (_how, encode) => {
    const served = await serveTeams(index);
    const value = encode({ v: 1, q: ["acció 2.3.1", "qui ens hi pot ajudar?"] });
    for (const text of [undefined, "", "una altra cosa"]) {
      const press = cardSubmit({ more: { value, text }, conversation: `a:1-${text}` });
      await deliver(served, press);
      await answered(served, press);
      expect(wordsBelow(served, press)[0]).toContain("/agenda/2.3.1?cita=");
    }
    expect(served.connector.faults).toEqual([]);
  });

  it("bring the inhabitants that were given beside the question", async () => {
    const served = await serveTeams(index);
    const press = cardSubmit({ value: { v: 1, q: ["accions de l'eix 3"], p: 800 } });
    await deliver(served, press);
    await answered(served, press);
    expect(wordsBelow(served, press)[0]).toContain("800 habitants");
    const next = actionOf(cardsBelow(served, press)[0]?.activity, "Mostra'n més");
    expect(next["data"]).toMatchObject({ p: 800 });
    expect(served.connector.faults).toEqual([]);
  });

  it("of the greeting begin a conversation", async () => {
    const served = await serveTeams(index);
    await deliver(served, membersAdded());
    await served.until(() => expect(served.connector.messages).toHaveLength(2));
    const press = pressed(served.connector.messages[1], "Si ens entra un ransomware");
    await deliver(served, press);
    await answered(served, press);
    expect(wordsBelow(served, press)[0]).toContain("/agenda/2.3.1?cita=");
    expect(served.connector.faults).toEqual([]);
  });

  it.each([
    [{}],
    [{ v: 2, q: ["acció 2.3.1"] }],
    [{ q: ["acció 2.3.1"] }],
    [{ v: 1, q: [] }],
    [{ v: 1, q: [7] }],
    [{ v: 1, q: Array(21).fill("2.3.1") }],
    [{ v: 1, q: ["2.3.1"], p: -1 }],
    [{ v: 1, q: ["2.3.1"], p: "800" }],
    [{ action: "more", offset: 10 }],
    [[]],
    ["un valor"],
    [7],
    [true],
  ])("say once that they are of another version: %j", async (value) => {
    const served = await serveTeams(index);
    const press = cardSubmit({ value });
    await Promise.all([deliver(served, press), deliver(served, press)]);
    await deliver(served, press);
    await settle(served);
    const told = wordsBelow(served, press);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain("Aquest botó és d'un missatge antic");
    expect(below(served, press)).toHaveLength(1);
    expect(served.connector.faults).toEqual([]);
  });

  it("say it in the reader's language, in the thread of the button", async () => {
    const served = await serveTeams(index);
    const press = cardSubmit({
      place: "channel",
      root: "1767224924000",
      locale: "es-ES",
      value: { v: 0 },
    });
    await deliver(served, press);
    await served.until(() =>
      expect(wordsBelow(served, press)).toEqual([
        expect.stringContaining("Este botón es de un mensaje antiguo"),
      ]),
    );
    expect(served.connector.messagesIn(threadOf("1767224924000"))).toHaveLength(1);
    expect(served.connector.faults).toEqual([]);
  });
});

describe("a question that changes", () => {
  /** Serves an assistant whose answers to thanks offer nothing further, so that they have no card. */
  const serveCardless = () =>
    serveTeams(index, {
      assistant: (real) => ({
        async respond(inquiry) {
          const answer = await real.respond(inquiry);
          return inquiry.question === "gràcies" ? { ...answer, suggestions: [] } : answer;
        },
      }),
    });

  it.each(places)("has its words and its card changed in place: %s", async (place) => {
    const served = await serveTeams(index);
    const asked = await ask(served, { place, text: ransomware });
    const before = below(served, asked);
    const edit = messageEdited(asked, "acció 1.1.1", Date.now() + 1_000);
    await deliver(served, edit);
    await deliver(served, edit);
    await served.until(() => {
      const [words, card] = below(served, asked);
      expect(words?.activity.text).toContain("/agenda/1.1.1");
      expect(textsOf(card?.activity).join()).toContain("1.1.2 Posar els tràmits");
    });
    await settle(served, inPlaceOf(asked, place));
    const now = below(served, asked);
    expect(now.map(({ id, edits }) => [id, edits])).toEqual(before.map(({ id }) => [id, 1]));
    expect(JSON.stringify(now)).not.toContain("2.3.1");
    expect(served.connector.callsOf("update")).toHaveLength(2);
    expect(served.connector.typing).toHaveLength(2);
    expect(served.connector.faults).toEqual([]);
  });

  it("loses the card, gets one again, and takes it along", async () => {
    const served = await serveCardless();
    const asked = await ask(served, { text: "acció 2.3.1" });
    const at = Date.now();
    await deliver(served, messageEdited(asked, "gràcies", at + 1_000));
    await served.until(() => expect(cardsBelow(served, asked)).toEqual([]));
    expect(wordsBelow(served, asked)).toEqual([expect.stringContaining("De res")]);
    await deliver(served, messageEdited(asked, "acció 1.1.1", at + 2_000));
    await answered(served, asked);
    expect(wordsBelow(served, asked)[0]).toContain("/agenda/1.1.1");
    await deliver(served, messageEdited(asked, "acció 2.3.1", at + 3_000));
    await served.until(() =>
      expect(textsOf(cardsBelow(served, asked)[0]?.activity).join()).toContain("2.3.2"),
    );
    expect(below(served, asked)).toHaveLength(2);
    await deliver(served, messageDeleted(asked));
    await served.until(() => expect(below(served, asked)).toEqual([]));
    expect(served.connector.faults).toEqual([]);
  });

  it("gets a card that it did not have, and takes it along", async () => {
    const served = await serveCardless();
    const asked = await say(served, { text: "gràcies" });
    await served.until(() => expect(wordsBelow(served, asked)).toHaveLength(1));
    await settle(served);
    expect(cardsBelow(served, asked)).toEqual([]);
    await deliver(served, messageEdited(asked, "acció 2.3.1", Date.now() + 1_000));
    await answered(served, asked);
    await deliver(served, messageEdited(asked, "gràcies", Date.now() + 2_000));
    await served.until(() => expect(cardsBelow(served, asked)).toEqual([]));
    expect(wordsBelow(served, asked)).toHaveLength(1);
    await deliver(served, messageDeleted(asked));
    await served.until(() => expect(below(served, asked)).toEqual([]));
    expect(served.connector.faults).toEqual([]);
  });

  it("keeps its answer when nothing in its words changes", async () => {
    const served = await serveTeams(index);
    const asked = await ask(served, { text: ransomware });
    await deliver(served, messageEdited(asked, ransomware, Date.now() + 1_000));
    await deliver(served, messageUndeleted(asked, Date.now() + 2_000));
    await settle(served);
    expect(served.connector.callsOf("update")).toEqual([]);
    expect(below(served, asked)).toHaveLength(2);
    expect(served.connector.faults).toEqual([]);
  });

  it("keeps its last words when Teams delivers its edits in another order", async () => {
    const served = await serveTeams(index);
    const asked = await ask(served, { text: ransomware });
    const at = Date.now();
    await deliver(served, messageEdited(asked, "acció 1.1.1", at + 2_000));
    await deliver(served, messageEdited(asked, "acció 1.1.2", at + 1_000));
    await settle(served);
    expect(wordsBelow(served, asked)[0]).toContain("/agenda/1.1.1");
    expect(served.connector.faults).toEqual([]);
  });

  it("is answered once when the edit comes before the message", async () => {
    const served = await serveTeams(index);
    const asked = message({ place: "channel", text: ransomware });
    await deliver(served, messageEdited(asked, "acció 1.1.1", Date.now() + 1_000));
    await deliver(served, asked);
    await answered(served, asked);
    await settle(served, { place: "channel" });
    expect(wordsBelow(served, asked)).toEqual([expect.stringContaining("/agenda/1.1.1")]);
    expect(served.connector.faults).toEqual([]);
  });

  it("has its answer changed when the call is taken out of it", async () => {
    const served = await serveTeams(index);
    const asked = await ask(served, { place: "channel", text: ransomware });
    const { entities: _call, ...edited } = messageEdited(asked, "", Date.now() + 1_000);
    await deliver(served, { ...edited, text: "acció 1.1.1" });
    await served.until(() => expect(wordsBelow(served, asked)[0]).toContain("/agenda/1.1.1"));
    expect(served.connector.faults).toEqual([]);
  });

  it("has its answer changed after a restart", async () => {
    const served = await serveTeams(index);
    const asked = await ask(served, { text: ransomware });
    await served.restart();
    await deliver(served, messageEdited(asked, "acció 1.1.1", Date.now() + 1_000));
    await served.until(() => {
      const [words, card] = below(served, asked);
      expect(words?.activity.text).toContain("/agenda/1.1.1");
      expect(textsOf(card?.activity).join()).toContain("1.1.2");
    });
    expect(served.connector.faults).toEqual([]);
  });

  it.each(places)("takes its words and its card with it when it is deleted: %s", async (place) => {
    const served = await serveTeams(index);
    const asked = await ask(served, { place, text: ransomware });
    await deliver(served, messageDeleted(asked));
    await deliver(served, messageDeleted(asked));
    await served.until(() => expect(below(served, asked)).toEqual([]));
    await settle(served, inPlaceOf(asked, place));
    expect(served.connector.callsOf("remove")).toHaveLength(2);
    expect(served.connector.faults).toEqual([]);
  });

  it.each(places)("deleted before its answer could be given stays without: %s", async (place) => {
    const served = await serveTeams(index);
    const asked = message({ place, text: ransomware });
    await deliver(served, messageDeleted(asked));
    await deliver(served, asked);
    await settle(served, inPlaceOf(asked, place));
    expect(below(served, asked)).toEqual([]);
    expect(served.connector.faults).toEqual([]);
  });

  it("takes with it what was asked with its buttons", async () => {
    const served = await serveTeams(index);
    const asked = await ask(served, { place: "channel", text: ransomware });
    const [card] = cardsBelow(served, asked);
    const press = pressed(card, "Qui ens hi pot ajudar?", inPlaceOf(asked, "channel"));
    await deliver(served, press);
    await answered(served, press);
    await deliver(served, messageDeleted(asked));
    await served.until(() =>
      expect(served.connector.messagesIn(asked.conversation.id)).toEqual([]),
    );
    expect(served.connector.faults).toEqual([]);
  });

  it("stays without an answer when its deletion is taken back", async () => {
    const served = await serveTeams(index);
    const asked = await ask(served, { text: ransomware });
    await deliver(served, messageDeleted(asked));
    await served.until(() => expect(below(served, asked)).toEqual([]));
    await deliver(served, messageUndeleted(asked, Date.now() + 1_000));
    await settle(served);
    expect(below(served, asked)).toEqual([]);
    expect(served.connector.faults).toEqual([]);
  });
});

describe("an installation", () => {
  const place = "group";
  const greetings = [
    ["ca-ES", "un sistema automàtic d'intel·ligència artificial, no una persona"],
    ["es-ES", "un sistema automático de inteligencia artificial, no una persona"],
    ["en-GB", "an automated artificial intelligence system, not a person"],
  ] as const;

  it.each(places)(
    "is greeted once, though two events tell of it, again and again: %s",
    async (place) => {
      const served = await serveTeams(index);
      const { connector } = served;
      const events = [membersAdded({ place }), installationUpdate({ place })];
      await Promise.all([...events, ...events].map((event) => deliver(served, event)));
      await served.restart();
      for (const event of events) await deliver(served, event);
      await deliver(served, installationUpdate({ place, action: "add-upgrade" }));
      await served.until(() => expect(connector.messagesIn(ids[place])).toHaveLength(2));
      await settle(served, { place });
      const greeted = connector.messages.filter(({ replyTo }) => replyTo === undefined);
      const [words] = greeted;
      // In a channel a thread begins there, and the card belongs into it.
      const [card] = connector.messages.filter(({ replyTo }) => replyTo === words?.id);
      expect(greeted).toHaveLength(1);
      expect(words?.conversation).toBe(ids[place]);
      expect(words?.activity.text).toContain(greetings[0][1]);
      expect(words?.activity.channelData?.feedbackLoop).toBeUndefined();
      // The itinerary is begun where nobody else reads.
      expect(questionsOf(card)).toHaveLength(place === "personal" ? 4 : 3);
      expect(connector.callsOf("update")).toEqual([]);
      expect(connector.faults).toEqual([]);
    },
  );

  it.each(greetings)(
    "is greeted in the language of Teams, by a system that says that it is one: %s",
    async (locale, said) => {
      const told = installationUpdate({ place, locale });
      for (const events of [
        [told],
        [told, membersAdded({ place })],
        [membersAdded({ place }), told],
      ]) {
        const served = await serveTeams(index);
        const { connector } = served;
        for (const event of events) await deliver(served, event);
        await served.until(() => {
          const [words, card, ...others] = connector.messages;
          expect(words?.activity.text).toContain(said);
          expect(textsOf(card?.activity).join()).toContain(cardOf[locale]);
          expect(others).toEqual([]);
        });
        expect(connector.faults).toEqual([]);
      }
    },
  );
  const cardOf = {
    "ca-ES": "Accions de l'eix 3",
    "es-ES": "Acciones del eje 3",
    "en-GB": "Actions of axis 3",
  };

  it("is greeted in Catalan where Teams tells no language, once", async () => {
    const served = await serveTeams(index);
    await deliver(served, membersAdded());
    await deliver(served, membersAdded({ members: [people.anna, { id: ids.bot }] }));
    await served.until(() => expect(served.connector.messages).toHaveLength(2));
    expect(served.connector.messages[0]?.activity.text).toContain(greetings[0][1]);
    expect(served.connector.faults).toEqual([]);
  });

  it("is greeted in the language in which the reader was spoken to before", async () => {
    const served = await serveTeams(index);
    await ask(served, { text: "2.3.1", locale: "es-ES" });
    await deliver(served, membersAdded({ place: "group" }));
    await served.until(() => expect(served.connector.messagesIn(ids.group)).toHaveLength(2));
    expect(served.connector.messagesIn(ids.group)[0]?.activity.text).toContain(greetings[1][1]);
    expect(served.connector.faults).toEqual([]);
  });

  it("is greeted in each conversation", async () => {
    const served = await serveTeams(index);
    for (const place of places) await deliver(served, installationUpdate({ place }));
    await deliver(served, installationUpdate({ conversation: "a:1another" }));
    await served.until(() => expect(served.connector.messages).toHaveLength(2 * 4));
    expect(new Set(served.connector.messages.map(({ conversation }) => conversation)).size).toBe(4);
    expect(served.connector.faults).toEqual([]);
  });

  it("takes no part in what is asked there", async () => {
    const served = await serveTeams(index);
    await deliver(served, installationUpdate());
    await served.until(() => expect(served.connector.messages).toHaveLength(2));
    const asked = await ask(served, { text: "qui ens hi pot ajudar?" });
    expect(questionsOf(cardsBelow(served, asked)[0]).flat()).not.toContain("bon dia");
    expect(served.connector.faults).toEqual([]);
  });

  it.each(["remove", "remove-upgrade"] as const)(
    "that is taken back is nobody's matter: %s",
    async (action) => {
      const served = await serveTeams(index);
      await deliver(served, installationUpdate({ action }));
      await deliver(served, {
        ...membersAdded(),
        membersAdded: undefined,
        membersRemoved: [{ id: ids.bot }],
      });
      await settle(served);
      expect(served.connector.calls).toHaveLength(3);
      expect(logged(served, 40)).toEqual([]);
      expect(served.connector.faults).toEqual([]);
    },
  );
});

describe("what is not for the assistant", () => {
  it.each<[string, () => object]>([
    ["a reaction", () => messageReaction()],
    ["a reaction taken back", () => messageReaction({ removed: ["like"] })],
    ["a colleague who comes", () => membersAdded({ members: [people.jordi] })],
    ["somebody who leaves", () => ({ ...unknownActivity(), type: "conversationUpdate" })],
    ["a sign of writing", () => typing()],
    ["a sign of reading", () => readReceipt()],
    ["a type of tomorrow", () => unknownActivity()],
    ["a type named like a method", () => unknownActivity({ type: "__proto__" })],
    ["what the assistant wrote", () => message({ user: { id: ids.bot, name: ids.botName } })],
    ["what another program wrote", () => message({ user: { id: "28:another", name: "Altre" } })],
    [
      "what a program wrote that is told by its role",
      () => message({ more: { from: { id: "29:x", role: "bot" } } }),
    ],
    ["a message without an id", () => message({ more: { id: undefined } })],
    [
      "a change of what a program wrote",
      () => messageEdited(message({ user: { id: ids.bot } }), "acció 2.3.1"),
    ],
    ["a removal of what a program wrote", () => messageDeleted(message({ user: { id: ids.bot } }))],
    [
      "what is said in a group without a call",
      () => message({ place: "group", mentioned: false, text: ransomware }),
    ],
  ])("is acknowledged and left alone: %s", async (_what, activity) => {
    const served = await serveTeams(index);
    expect(await served.deliver(activity())).toEqual({ status: 200, body: undefined });
    await settle(served);
    // A sign, the words and the card of what was asked to settle it.
    expect(served.connector.calls).toHaveLength(3);
    expect(logged(served, 40)).toEqual([]);
    expect(served.connector.faults).toEqual([]);
  });

  it.each([
    ["no sender", { from: undefined }],
    ["a conversation without an id", { conversation: { conversationType: "personal" } }],
    ["text that is none", { text: { html: "acció 2.3.1" } }],
    ["attachments that are none", { attachments: "acció 2.3.1" }],
    ["entities that are none", { entities: { type: "mention" } }],
    ["no receiver", { recipient: null }],
  ])("is refused where it has not the shape that Teams documents: %s", async (_what, more) => {
    const served = await serveTeams(index);
    expect(await served.deliver(message({ more }))).toEqual({ status: 400, body: undefined });
    expect(logged(served, 40)).toHaveLength(1);
    await settle(served);
    expect(served.connector.calls).toHaveLength(3);
    expect(served.connector.faults).toEqual([]);
  });
});
