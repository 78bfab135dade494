import { beforeAll, describe, expect, it, vi } from "vitest";
import { teamsWords } from "../../../adapters/teams/words.ts";
import type { QuestionGroup } from "../../../src/feedback/asking.ts";
import { digestSheet } from "../../../src/feedback/render-digest.ts";
import { feedbackWords } from "../../../src/feedback/words.ts";
import type { Sheet } from "../../../src/reception/sheet.ts";
import { receptionWords } from "../../../src/reception/words.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { shippedIndex } from "../../contracts/asking.ts";
import { digestOf } from "../../helpers/reception.ts";
import { buildTimeoutMs } from "../../src/answer/shipped.ts";
import {
  feedback,
  feedbackForm,
  fetchTask,
  ids,
  installationUpdate,
  message,
  people,
} from "./activities.ts";
import type { SentMessage } from "./connector-server.ts";
import { ask, cardsBelow, deliver, logged, pressed, say, wordsBelow } from "./conversing.ts";
import { actionOf } from "./reading.ts";
import { publicUrl, type ServedTeams, serveTeams } from "./serve-teams.ts";
import { press, pressWith, sentBy, shownIn, wish } from "./sheets.ts";

vi.setConfig({ testTimeout: 60_000 });

const { council, data, notice, change, inPrivate } = receptionWords.ca;
const anna = digestOf(`teams:${ids.tenant}:${ids.userObject}`);
const tenant = digestOf(`teams:${ids.tenant}`);
const ofJordi = { user: people.jordi, conversation: "a:jordi" };
const list = "accions a curt termini";

let index: SearchIndex;
beforeAll(async () => {
  index = await shippedIndex();
}, buildTimeoutMs);

/** Sets one's own council. */
async function setOwn(served: ServedTeams, population: string) {
  const sheet = await wish(served, "el meu ajuntament");
  const filledIn = { [council.name]: "Rupit", [council.population]: population };
  return press(served, sheet, council.save, { filledIn });
}

/** What was written last. */
function last({ connector }: ServedTeams, conversation: string): SentMessage {
  const message = connector.messagesIn(conversation).at(-1);
  if (message === undefined) throw new Error("nothing was written");
  return message;
}

describe("the council of a person", () => {
  it("filters what is asked, is shown with the way to change it, and gives way to the question", async () => {
    const served = await serveTeams(index);
    const refused = await setOwn(served, "-3");
    expect(refused.texts.join()).toContain("Escriviu un nombre d'habitants entre 1 i");
    const { texts } = await setOwn(served, "12.500");
    expect(texts.join()).toContain("12.500 habitants (Rupit)");
    const asked = await ask(served, { text: list });
    expect(wordsBelow(served, asked).join()).toContain("12.500 habitants (Rupit)");
    const [card] = cardsBelow(served, asked);
    await deliver(served, pressed(card, change));
    await served.settled();
    const sheet = last(served, ids.personal);
    expect(shownIn(sheet)).toContain(council.title);
    const other = await ask(served, { text: `${list} per a un poble de 800 habitants` });
    expect(wordsBelow(served, other).join()).not.toContain("12.500");
    expect(JSON.stringify(cardsBelow(served, other))).not.toContain(change);
    const dropped = await press(served, sheet, council.drop);
    expect(dropped.texts).toContain(council.dropped);
    expect(served.connector.faults).toEqual([]);
  });

  it("filters what is asked about somebody's message too", async () => {
    const served = await serveTeams(index);
    await setOwn(served, "800");
    const { body } = await served.deliver(
      fetchTask({ messageText: list, commandId: "preguntaMissatge" }),
    );
    expect(JSON.stringify(body)).toContain("800 habitants (Rupit)");
  });

  it("can be changed below an answer in front of others in private only", async () => {
    const served = await serveTeams(index);
    await setOwn(served, "800");
    const asked = await ask(served, { text: list, place: "group" });
    const press = pressed(cardsBelow(served, asked)[0], change, { place: "group" });
    await deliver(served, press);
    await served.settled();
    expect(shownIn(last(served, ids.group))).toContain(inPrivate.text);
  });
});

describe("the council of a tenant", () => {
  const everybody = {
    [council.name]: "Vic",
    [council.population]: "48.000",
    [council.keeper]: "Informàtica",
  };

  it("is set by an administrator in a form of their own, and holds for all others", async () => {
    const served = await serveTeams(index, { settings: { admins: [ids.userObject] } });
    const sheet = await wish(served, "el meu ajuntament");
    const { [council.keeper]: keeper = "", ...others } = everybody;
    const missing = await press(served, sheet, council.saveTenant, { filledIn: others });
    expect(missing.texts).toContain(`${council.keeper}: ${council.missing}`);
    const { texts } = await press(served, missing.message, council.saveTenant, {
      filledIn: { [council.keeper]: keeper },
    });
    expect(texts.join()).toContain("Vic");
    expect(await served.memory.councils.get(tenant)).toMatchObject({
      name: "Vic",
      population: 48_000,
      keeper: "Informàtica",
    });
    const asked = await ask(served, { text: list, ...ofJordi });
    expect(wordsBelow(served, asked).join()).toContain("48.000 habitants (Vic)");
  });

  it("is not set by others, whatever their buttons say", async () => {
    const served = await serveTeams(index, { settings: { admins: [ids.otherUserObject] } });
    const sheet = await wish(served, "el meu ajuntament");
    expect(JSON.stringify(sheet.activity)).not.toContain(council.saveTenant);
    const forged = {
      v: 1,
      w: { kind: "keep-council", whose: "tenant", fields: {} },
      f: [0, "name", "population", "keeper"],
      "0_name": "Vic",
      "0_population": "1",
      "0_keeper": "x",
    };
    const { texts } = await pressWith(served, sheet, forged);
    expect(texts).toContain(council.notAdmin);
    expect(await served.memory.councils.get(tenant)).toBeUndefined();
  });

  it("is nobody's to set where nobody is named", async () => {
    const served = await serveTeams(index);
    const sheet = await wish(served, "el meu ajuntament");
    const { texts } = await pressWith(served, sheet, {
      v: 1,
      w: { kind: "drop-council", whose: "tenant" },
    });
    expect(texts).toContain(council.notAdmin);
  });
});

describe("what is kept of a person", () => {
  it("is shown with a link to all of it, and nothing is left when the person wants that", async () => {
    const served = await serveTeams(index);
    const { connector, database } = served;
    await setOwn(served, "800");
    await ask(served, { text: "què hem de fer si ens entra un ransomware?" });
    const mine = await wish(served, "les meves dades");
    const { url } = actionOf(mine.activity, data.download);
    expect(String(url)).toContain(`${publicUrl}/les-meves-dades/`);
    const ticket = String(url).split("/").at(-1) ?? "";
    const exported = await fetch(`${served.base}/les-meves-dades/${ticket}`);
    expect(await exported.text()).toContain("ransomware");

    const sure = await wish(served, "oblida'm");
    expect(shownIn(sure)).toContain(data.sure);
    const kept = await press(served, sure, data.cancel);
    expect((await served.memory.personal.of(anna)).counts.questions).toBe(1);
    const again = await press(served, kept.message, data.forget);
    const { texts, message } = await press(served, again.message, data.yesForget);
    expect(texts).toContain(data.forgotten);
    const nothing = {
      profile: 0,
      journey: 0,
      questions: 0,
      opinions: 0,
      messages: 0,
      plan: 0,
      needs: 0,
    };
    for (const what of data.erased({ ...nothing, profile: 1, questions: 1 }))
      expect(texts).toContain(`• ${what}`);
    const { counts } = await served.memory.personal.of(anna);
    expect(counts).toEqual({
      profile: 0,
      journey: 0,
      questions: 0,
      opinions: 0,
      messages: 0,
      plan: 0,
      needs: 0,
    });
    const installations = await database.selectFrom("installations").selectAll().execute();
    const messages = await database.selectFrom("messages").selectAll().execute();
    expect(installations).toEqual([]);
    expect(messages.map(({ question, address }) => question + address).join("")).toBe("");
    // Pressed again, there is nothing more to be erased.
    const { texts: later } = await pressWith(served, message, sentBy(again.card, data.yesForget));
    expect(later.join()).not.toContain("1 pregunta");
    // Who writes again is reached again, from nothing.
    await say(served, { text: list });
    await served.settled();
    expect(await served.installations.get(ids.personal)).toBeDefined();
    expect(connector.faults).toEqual([]);
  });

  it("cannot be seen or erased for another", async () => {
    const served = await serveTeams(index);
    await setOwn(served, "800");
    const sheet = await wish(served, "les meves dades", ofJordi);
    await pressWith(
      served,
      sheet,
      { v: 1, w: { kind: "forget", isSure: true }, person: anna },
      ofJordi,
    );
    expect((await served.memory.personal.of(anna)).counts.profile).toBe(1);
  });
});

describe("who is answered for the first time", () => {
  it("is told once that it is a machine, and a greeting counts", async () => {
    const served = await serveTeams(index);
    const first = await ask(served, { text: "acció 2.3.1" });
    const second = await ask(served, { text: "acció 2.3.2" });
    expect(wordsBelow(served, first).join()).toContain(notice);
    expect(wordsBelow(served, second).join()).not.toContain(notice);
    await deliver(served, installationUpdate({ ...ofJordi }));
    await served.settled();
    const greeted = await ask(served, { text: "acció 2.3.1", ...ofJordi });
    expect(wordsBelow(served, greeted).join()).not.toContain(notice);
  });

  it("is told in a dialog too, and then no more", async () => {
    const served = await serveTeams(index);
    const dialog = () =>
      served.deliver(fetchTask({ messageText: "acció 2.3.1", commandId: "preguntaMissatge" }));
    expect(JSON.stringify((await dialog()).body)).toContain(notice);
    expect(JSON.stringify((await dialog()).body)).not.toContain(notice);
  });
});

describe("an opinion", () => {
  it("is kept with its reason and its words, also after a restart, and instead of the one before", async () => {
    const served = await serveTeams(index);
    const asked = await ask(served, { text: "què hem de fer si ens entra un ransomware?" });
    const answer = served.connector
      .messagesIn(ids.personal)
      .find(({ replyTo }) => replyTo === asked.id);
    const replyToId = answer?.id ?? "";
    await served.deliver(feedbackForm({ reaction: "dislike", replyToId }));
    await served.deliver(feedback({ replyToId, reaction: "like" }));
    await served.restart();
    const written = {
      reason: "incomplete",
      word: "hi falta el telèfon de l'Agència, truqueu al 600 123 456",
    };
    await served.deliver(feedback({ replyToId, reaction: "dislike", feedback: written }));
    const ratings = await served.database.selectFrom("ratings").selectAll().execute();
    expect(ratings).toMatchObject([{ isPositive: 0, person: anna }]);
    expect(ratings[0]?.word).toContain(`${teamsWords.ca.feedback.reasons.incomplete}: hi falta`);
    expect(ratings[0]?.word).not.toContain("600 123 456");
    expect(served.opinions).toEqual([
      [true, "answered:search"],
      [false, "answered:search:incomplete"],
    ]);
    expect(served.log.join("")).not.toContain("hi falta");
  });
});

const groups: QuestionGroup[] = ["a", "b"].map((id) => ({
  id: `group-${id}`,
  topic: "abstained",
  sample: `Quant costa ${id}?`,
  askings: [],
}));
const counts = {
  total: 2,
  kinds: { answered: 0, suggested: 0, abstained: 2, failed: 0 },
  positive: 0,
  negative: 0,
  items: [],
};

/** The digest of a week with two groups of questions. */
function digest(): Sheet {
  return digestSheet(
    {
      fromMs: 0,
      toMs: 7 * 24 * 3_600_000,
      counts,
      items: [],
      topics: [
        {
          topic: "abstained",
          groups: groups.map((group) => ({ group, count: 1, languages: ["ca"], words: [] })),
          notShown: 0,
          isCut: false,
        },
      ],
    } as unknown as Parameters<typeof digestSheet>[0],
    "ca",
  );
}

describe("the digest in the owners' channel", () => {
  const words = feedbackWords.ca;
  const settings = { ownersChannel: ids.channel };

  it("is decided there, group by group and for all, and nowhere else", async () => {
    const served = await serveTeams(index, { settings });
    const { connector, memory } = served;
    await memory.askings.addGroups(groups, Date.now());
    await ask(served, { text: "acció 2.3.1", place: "channel" });
    expect(served.teams.ownersPlace).toBe(ids.channel);
    await served.teams.write(ids.channel, digest());
    const written = connector.messages.filter(({ activity }) => activity.text === undefined);
    const [first, one, other] = written.slice(-3);
    if (first === undefined || one === undefined || other === undefined)
      throw new Error("no digest");
    expect(first.replyTo).toBeUndefined();
    expect([one.replyTo, other.replyTo]).toEqual([first.id, first.id]);
    const here = { place: "channel", root: first.id, conversation: ids.channel } as const;
    const decided = await press(served, one, words.decisions["to-write"], here);
    expect(decided.texts.join()).toContain(groups[0]?.sample);
    expect((await memory.askings.group("group-a"))?.decision).toEqual({ kind: "to-write" });
    // The other is as it was.
    expect(connector.messages.find(({ id }) => id === other.id)?.edits).toBe(0);
    const asked = await press(served, other, words.decisions.covered, here);
    const fault = await press(served, asked.message, words.save, {
      ...here,
      filledIn: { [words.item]: "9.9.9" },
    });
    expect(fault.texts).toContain(`${words.item}: ${words.unknownItem}`);
    await press(served, fault.message, words.save, {
      ...here,
      filledIn: { [words.item]: "2.3.1" },
    });
    expect((await memory.askings.group("group-b"))?.decision).toEqual({
      kind: "covered",
      item: "2.3.1",
    });

    const forged = sentBy(decided.card, words.decisions["out-of-scope"]);
    const mine = await wish(served, "el meu ajuntament");
    expect((await pressWith(served, mine, forged)).told).toBe(words.notOwner);
    const elsewhere = { ...mine, conversation: ids.group };
    expect((await pressWith(served, elsewhere, forged, { place: "group" })).told).toBe(
      words.notOwner,
    );
    expect((await memory.askings.group("group-a"))?.decision).toEqual({ kind: "to-write" });
    // Nothing of a person is said there either.
    const personal = sentBy(mine.activity, council.save);
    expect((await pressWith(served, first, personal, here)).told).toBe(inPrivate.text);
    expect(connector.faults).toEqual([]);
  });

  it("reaches a channel of which only another of its organisation was heard", async () => {
    const served = await serveTeams(index, {
      settings: { ownersChannel: "19:owners@thread.tacv2" },
    });
    const place = served.teams.ownersPlace ?? "";
    await expect(served.teams.write(place, digest())).rejects.toThrow(
      "nobody has written there yet",
    );
    expect(logged(served, 50).map(({ msg }) => msg)).toEqual([
      "a channel is not known yet: add the assistant to its team, or mention it in the channel",
    ]);
    await deliver(served, installationUpdate({ place: "channel" }));
    await served.settled();
    await served.restart();
    await served.teams.write(place, digest());
    const [first] = served.connector.messagesIn(place);
    expect(served.connector.messagesIn(`${place};messageid=${first?.id}`)).toHaveLength(2);
    await deliver(served, message({ place: "channel", conversation: place, text: "acció 2.3.1" }));
    await served.settled();
    expect(await served.installations.get(place)).toContain(place);
  });

  it("is not written into a channel of another organisation", async () => {
    const other = "00000000-0000-4000-8000-000000000001";
    const served = await serveTeams(index, {
      settings: { ownersChannel: "19:owners@thread.tacv2", allowedTenants: [ids.tenant, other] },
    });
    await deliver(served, message({ place: "channel", tenant: other, text: "acció 2.3.1" }));
    await served.settled();
    await expect(served.teams.write(served.teams.ownersPlace ?? "", digest())).rejects.toThrow();
  });
});
