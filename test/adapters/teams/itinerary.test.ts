import { beforeAll, describe, expect, it, vi } from "vitest";
import { teamsWords } from "../../../adapters/teams/words.ts";
import { formatNumber } from "../../../src/answer/words.ts";
import { mostInhabitants } from "../../../src/council/written-population.ts";
import { onboardingWords } from "../../../src/onboarding/words.ts";
import { receptionWords } from "../../../src/reception/words.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { shippedIndex } from "../../contracts/asking.ts";
import { digestOf } from "../../helpers/reception.ts";
import { buildTimeoutMs } from "../../src/answer/shipped.ts";
import { ids, installationUpdate, invoke, nextMessageId, people } from "./activities.ts";
import type { SentMessage } from "./connector-server.ts";
import { deliver, logged, pressed, settle } from "./conversing.ts";
import { type ServedTeams, serveTeams } from "./serve-teams.ts";
import { press, pressWith, sentBy, shownIn, submitOf, wish } from "./sheets.ts";

vi.setConfig({ testTimeout: 60_000 });

const { ca } = onboardingWords;
const anna = digestOf(`teams:${ids.tenant}:${ids.userObject}`);
const jordi = digestOf(`teams:${ids.tenant}:${ids.otherUserObject}`);

let index: SearchIndex;
beforeAll(async () => {
  index = await shippedIndex();
}, buildTimeoutMs);

const role = { [ca.role]: "agent-digital", [ca.population]: "800" };

/** Somebody begins; gives the message of the itinerary, with the first step. */
async function begun(served: ServedTeams): Promise<SentMessage> {
  const { message } = await press(served, await wish(served, "itinerari"), ca.start, {
    filledIn: role,
  });
  return message;
}

/** Titles of what can be pressed. */
function choices(message: SentMessage): string[] {
  const { attachments } = message.activity;
  return (
    JSON.stringify(attachments)
      .match(/"title":"((?:[^"\\]|\\.)*)"/g)
      ?.map((one) => JSON.parse(`{${one}}`).title) ?? []
  );
}

describe("the itinerary in the chat with the assistant", () => {
  it("is gone through to the end in one message, with an impossible population, wrong and right answers", async () => {
    const served = await serveTeams(index);
    const { connector, memory } = served;
    const sheet = await wish(served, "itinerari");
    const refused = await press(served, sheet, ca.start, {
      filledIn: { ...role, [ca.population]: "molts" },
    });
    const fault = ca.badPopulation(formatNumber(mostInhabitants, "ca"));
    expect(refused.texts).toContain(`${ca.population}: ${fault}`);
    expect(sentBy(refused.card, ca.start)).toMatchObject({ "3_population": "molts" });
    expect(await memory.journeys.get(anna)).toBeUndefined();
    let { message } = await press(served, refused.message, ca.start, { filledIn: role });
    expect(await memory.journeys.get(anna)).toMatchObject({
      role: "agent-digital",
      population: 800,
    });

    // The first question: wrong, and right then.
    const [step] = index.itinerary;
    const question = step?.questions[0];
    expect(shownIn(message)).toContain(step?.title);
    ({ message } = await press(served, message, ca.check(step?.questions.length ?? 0)));
    expect(shownIn(message)).toContain(question?.ask);
    const wrong = await press(
      served,
      message,
      question?.options[((question?.right ?? 0) + 1) % 2] ?? "",
    );
    expect(wrong.texts).toContain(ca.wrong);
    expect(wrong.texts.join()).toContain(question?.quote.slice(0, 60));
    const again = await press(served, wrong.message, ca.tryAgain);
    const right = await press(served, again.message, question?.options[question.right] ?? "");
    expect(right.texts).toContain(ca.right);
    ({ message } = await press(served, right.message, ca.toStep));

    let presses = 0;
    while (choices(message).some((title) => [ca.finish, ca.finishUnchecked].includes(title))) {
      ({ message } = await press(served, message, /^Dona el pas per fet|^Marca|fet/u));
      presses += 1;
      if (presses > 40) throw new Error("the itinerary does not end");
    }
    expect(shownIn(message)).toContain(ca.summary.title);
    expect(shownIn(message)).toContain(ca.complete);
    const { done } = (await memory.journeys.get(anna)) ?? { done: {} };
    expect(Object.keys(done)).toHaveLength(presses);
    // One message that moves on.
    expect(connector.messagesIn(ids.personal)).toHaveLength(1);
    expect(connector.faults).toEqual([]);
    expect(logged(served, 40)).toEqual([]);
  });

  it("is begun by the button of the greeting, goes on after a restart, and reminds until that is stopped", async () => {
    const now = Date.now();
    let clock = now;
    const served = await serveTeams(index, { now: () => clock });
    await deliver(served, installationUpdate());
    await served.settled();
    const greeting = served.connector.messagesIn(ids.personal).at(-1);
    await deliver(served, pressed(greeting, teamsWords.ca.itinerary.label));
    await served.settled();
    const sheet = served.connector.messagesIn(ids.personal).at(-1);
    if (sheet === undefined) throw new Error("no sheet");
    await press(served, sheet, ca.start, { filledIn: role });
    await served.restart();
    const overview = await wish(served, "itinerari");
    expect(shownIn(overview)).toContain("□");
    const { message } = await press(served, overview, ca.remindMe);
    expect(await served.memory.journeys.get(anna)).toMatchObject({
      reminder: { place: ids.personal },
    });

    clock = now + 8 * 24 * 3_600_000;
    const due = await served.memory.journeys.takeDue("teams", clock, clock + 1, 10);
    expect(due).toHaveLength(1);
    await served.teams.write(due[0]?.journey.reminder?.place ?? "", {
      language: "ca",
      title: ca.reminder.title,
      parts: [
        {
          kind: "choices",
          choices: [{ label: ca.stopReminders, wish: { kind: "reminders", wanted: false } }],
        },
      ],
    });
    const reminder = served.connector.messagesIn(ids.personal).at(-1);
    expect(reminder?.replyTo).toBeUndefined();
    if (reminder === undefined) throw new Error("no reminder");
    const stopped = await press(served, reminder, ca.stopReminders);
    expect(stopped.texts).toContain(ca.notReminding);
    expect((await served.memory.journeys.get(anna))?.reminder).toBeUndefined();
    expect(message.edits).toBeGreaterThan(0);
    expect(served.connector.faults).toEqual([]);
  });

  it("is the same by a press that comes as a message, which is dealt with once", async () => {
    const served = await serveTeams(index);
    const message = await begun(served);
    const submit = submitOf(message, ca.finishUnchecked);
    await deliver(served, submit);
    const after = served.connector.messagesIn(ids.personal)[0];
    expect(after?.edits).toBe(message.edits + 1);
    // A later press, and the first one again.
    const { message: later } = await press(served, message, ca.toItinerary);
    await deliver(served, submit);
    const [stands] = served.connector.messagesIn(ids.personal);
    expect(stands?.activity).toEqual(later.activity);
    expect(Object.keys((await served.memory.journeys.get(anna))?.done ?? {})).toHaveLength(1);
    expect(served.connector.messagesIn(ids.personal)).toHaveLength(1);
  });

  it("answers a press that comes twice with the same, and counts it once", async () => {
    const served = await serveTeams(index);
    const message = await begun(served);
    const first = await press(served, message, ca.finishUnchecked);
    const data = sentBy(message.activity, ca.finishUnchecked);
    const second = await pressWith(served, message, data);
    expect(second.card).toEqual(first.card);
    expect(Object.keys((await served.memory.journeys.get(anna))?.done ?? {})).toHaveLength(1);
  });

  it("shows who presses somebody else's button nothing of that person", async () => {
    const served = await serveTeams(index);
    const message = await begun(served);
    const data = sentBy(message.activity, ca.finishUnchecked);
    // Copied from one chat into another, by whoever could see it.
    const own = await wish(served, "itinerari", { user: people.jordi, conversation: "a:jordi" });
    const { texts } = await pressWith(served, own, data, { user: people.jordi });
    expect(texts.join()).toContain(ca.title);
    expect(await served.memory.journeys.get(jordi)).toBeUndefined();
    expect((await served.memory.journeys.get(anna))?.done).toEqual({});
  });

  it("is not spoken of where others read", async () => {
    const served = await serveTeams(index);
    const message = await begun(served);
    const data = sentBy(message.activity, ca.toItinerary);
    for (const place of ["group", "channel"] as const) {
      const hint = await wish(served, "itinerari", { place });
      expect(shownIn(hint)).toContain(receptionWords.ca.inPrivate.text);
      const conversation = ids[place];
      const { told } = await pressWith(served, { ...hint, conversation }, data, { place });
      expect(told).toBe(receptionWords.ca.inPrivate.text);
    }
    expect(served.connector.callsOf("update")).toHaveLength(1);
  });

  it.each([
    ["of another version", { v: 2, w: { kind: "itinerary" } }],
    ["forged", { v: 1, w: { kind: "forget", isSure: "yes" } }],
    ["of nobody", { v: 1, w: { kind: "itinerary", person: "another" } }],
    ["broken", { v: 1, w: "itinerary" }],
    ["empty", {}],
    ["nothing", null],
    ["a text", "itinerary"],
  ])("says so when a value is %s", async (_name, data) => {
    const served = await serveTeams(index);
    const sheet = await wish(served, "itinerari");
    const { edits } = sheet;
    const { told } = await pressWith(served, sheet, data);
    expect(told).toBe(teamsWords.ca.staleButton);
    expect(served.connector.messagesIn(ids.personal)[0]?.edits).toBe(edits);
    expect(logged(served, 40)).toEqual([]);
  });

  it("serves nobody of a tenant that is not served", async () => {
    const served = await serveTeams(index);
    const message = await begun(served);
    const tenant = "00000000-0000-4000-8000-000000000001";
    const data = sentBy(message.activity, ca.toItinerary);
    const { told } = await pressWith(served, message, data, { tenant });
    expect(told).toBe(teamsWords.ca.refused(undefined));
  });

  it("is kept though the message cannot be changed, and shown to who pressed", async () => {
    const served = await serveTeams(index);
    const message = await begun(served);
    served.connector.misbehave("update", { kind: "status", status: 403 });
    const value = { action: { data: sentBy(message.activity, ca.finishUnchecked) } };
    const { body } = await served.deliver(
      invoke("adaptiveCard/action", value, "message", { replyToId: message.id }),
    );
    expect(body).toMatchObject({ type: "application/vnd.microsoft.card.adaptive" });
    expect(Object.keys((await served.memory.journeys.get(anna))?.done ?? {})).toHaveLength(1);
    expect(logged(served, 40)).toHaveLength(1);
    await settle(served, { id: nextMessageId() });
  });

  it("no longer reminds where it was taken away, and keeps the place of who comes back", async () => {
    const served = await serveTeams(index);
    const message = await begun(served);
    const overview = await press(served, message, ca.toItinerary);
    await press(served, overview.message, ca.remindMe);
    await deliver(served, installationUpdate({ action: "remove" }));
    expect(await served.memory.journeys.get(anna)).toMatchObject({ role: "agent-digital" });
    expect((await served.memory.journeys.get(anna))?.reminder).toBeUndefined();
    const sheet = { language: "ca" as const, title: "x", parts: [] };
    await expect(served.teams.write(ids.personal, sheet)).rejects.toThrow(
      "nobody has written there yet",
    );
    await wish(served, "itinerari");
    await served.teams.write(ids.personal, sheet);
  });
});
