import { beforeAll, describe, expect, it, vi } from "vitest";
import type { OutgoingActivity } from "../../../adapters/teams/activity.ts";
import { planWords } from "../../../src/plan/words.ts";
import { receptionWords } from "../../../src/reception/words.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { shippedIndex } from "../../contracts/asking.ts";
import { digestOf } from "../../helpers/reception.ts";
import { buildTimeoutMs } from "../../src/answer/shipped.ts";
import { ids } from "./activities.ts";
import { faultsInMessage } from "./card-rules.ts";
import type { SentMessage } from "./connector-server.ts";
import { ask, cardsBelow, deliver, logged } from "./conversing.ts";
import { textsOf } from "./reading.ts";
import { type ServedTeams, serveTeams } from "./serve-teams.ts";
import { press, pressWith, sentBy, shownIn, submitOf, wish } from "./sheets.ts";

vi.setConfig({ testTimeout: 60_000 });

const { ca } = planWords;
const question = "què hem de fer si ens entra un ransomware?";
const elsewhere = "00000000-0000-4000-8000-000000000001";

let index: SearchIndex;
beforeAll(async () => {
  index = await shippedIndex();
}, buildTimeoutMs);

/** What the plan of a tenant holds. */
function planOf({ memory }: ServedTeams, tenant: string = ids.tenant) {
  return memory.plans.list(digestOf(`teams:${tenant}`));
}

/** The message with the buttons below an answer. */
async function answerTo(
  served: ServedTeams,
  options: Parameters<typeof ask>[1],
): Promise<SentMessage> {
  const [answer] = cardsBelow(served, await ask(served, options));
  if (answer === undefined) throw new Error("nothing can be pressed");
  return answer;
}

function last({ connector }: ServedTeams): SentMessage {
  const message = connector.messagesIn(ids.personal).at(-1);
  if (message === undefined) throw new Error("nothing was written");
  expect(faultsInMessage(message.activity as OutgoingActivity)).toEqual([]);
  return message;
}

/** Somebody asks, takes the action into the plan, and sees what comes of it below the answer, which stays. */
async function take(served: ServedTeams, text: string, item: string): Promise<SentMessage> {
  const answer = await answerTo(served, { text });
  const { told } = await press(served, answer, ca.add.label(item));
  const sheet = last(served);
  expect(sheet.replyTo).toBe(answer.id);
  expect(answer.edits).toBe(0);
  expect(told).not.toBe("");
  expect(shownIn(sheet).join("\n")).toContain(ca.add.done);
  return sheet;
}

/** An action with its form. */
async function opened(served: ServedTeams, item: string): Promise<SentMessage> {
  const sheet = await take(served, item, item);
  if (textsOf(sheet.activity).includes(ca.entry.save)) return sheet;
  return (await press(served, sheet, ca.open(item))).message;
}

describe("the plan in the chat with the assistant", () => {
  it("has three actions after three presses, from a question on", async () => {
    const served = await serveTeams(index);
    await take(served, question, "2.3.1");
    await take(served, "4.1.1", "4.1.1");
    await take(served, "acció 1.1.1", "1.1.1");
    expect((await planOf(served)).map(({ item }) => item).toSorted()).toEqual([
      "1.1.1",
      "2.3.1",
      "4.1.1",
    ]);
    const shown = shownIn(await wish(served, "el nostre pla")).join("\n");
    for (const item of ["1.1.1", "2.3.1", "4.1.1"]) expect(shown).toContain(item);
    expect(served.connector.faults).toEqual([]);
    expect(logged(served, 40)).toEqual([]);
  });

  it("takes an action once by a press that comes as a message", async () => {
    const served = await serveTeams(index);
    const answer = await answerTo(served, { text: "2.3.1" });
    const before = served.connector.messagesIn(ids.personal).length;
    const submit = submitOf(answer, ca.add.label("2.3.1"));
    await deliver(served, submit);
    await deliver(served, submit);
    expect(served.connector.messagesIn(ids.personal)).toHaveLength(before + 1);
    expect(shownIn(last(served)).join("\n")).toContain(ca.add.done);
    expect(answer.edits).toBe(0);
    expect(await planOf(served)).toHaveLength(1);
  });

  it("tells who pressed though the message below cannot be sent", async () => {
    const served = await serveTeams(index);
    const answer = await answerTo(served, { text: "2.3.1" });
    served.connector.misbehave("send", { kind: "status", status: 403 });
    const { told } = await press(served, answer, ca.add.label("2.3.1"));
    expect(told).not.toBe("");
    expect(await planOf(served)).toHaveLength(1);
    expect(logged(served, 40)).toHaveLength(1);
  });

  it("keeps what is written into the form of an action", async () => {
    const served = await serveTeams(index);
    const sheet = await opened(served, "2.3.1");
    const { texts } = await press(served, sheet, ca.entry.save, {
      filledIn: { [ca.entry.owner]: "Secretaria", [ca.entry.status]: "under-way" },
    });
    expect(texts).toContain(ca.entry.saved);
    expect(await planOf(served)).toMatchObject([
      { item: "2.3.1", owner: "Secretaria", status: "under-way" },
    ]);
    await served.restart();
    expect(shownIn(await wish(served, "el nostre pla")).join("\n")).toContain("Secretaria");
  });

  it("shows what somebody else changed meanwhile, and loses nothing of either", async () => {
    const served = await serveTeams(index);
    const sheet = await opened(served, "2.3.1");
    const [entry] = await planOf(served);
    if (entry === undefined) throw new Error("no entry");
    const tenant = digestOf(`teams:${ids.tenant}`);
    const who = { person: digestOf("a colleague"), tenant, platform: "teams" };
    expect(await served.memory.plans.set(who, { ...entry, owner: "Alcaldia" })).toBe(true);
    const conflict = await press(served, sheet, ca.entry.save, {
      filledIn: { [ca.entry.owner]: "Secretaria" },
    });
    expect(conflict.texts.join("\n")).toContain(ca.entry.conflict);
    expect(conflict.texts.join("\n")).toContain("Alcaldia");
    expect(Object.values(sentBy(conflict.card, ca.entry.save))).toContain("Secretaria");
    expect(await planOf(served)).toMatchObject([{ owner: "Alcaldia" }]);
    // Who has seen it may say so.
    const { texts } = await press(served, conflict.message, ca.entry.save);
    expect(texts).toContain(ca.entry.saved);
    expect(await planOf(served)).toMatchObject([{ owner: "Secretaria" }]);
  });

  it("is nobody's of another tenant", async () => {
    const settings = { allowedTenants: [ids.tenant, elsewhere] };
    const served = await serveTeams(index, { settings });
    await take(served, "2.3.1", "2.3.1");
    const theirs = { tenant: elsewhere, conversation: "a:elsewhere" };
    const shown = shownIn(await wish(served, "el nostre pla", theirs)).join("\n");
    expect(shown).toContain(ca.empty);
    expect(await planOf(served, elsewhere)).toEqual([]);
  });

  it("is not spoken of where others read, who may be of elsewhere", async () => {
    const served = await serveTeams(index);
    const answer = await answerTo(served, { text: "2.3.1" });
    const data = sentBy(answer.activity, ca.add.label("2.3.1"));
    for (const place of ["group", "channel"] as const) {
      const theirs = await answerTo(served, { text: "2.3.1", place });
      expect(textsOf(theirs.activity)).not.toContain(ca.add.label("2.3.1"));
      const conversation = ids[place];
      const { told } = await pressWith(served, { ...theirs, conversation }, data, { place });
      expect(told).toBe(receptionWords.ca.inPrivate.text);
    }
    expect(await planOf(served)).toEqual([]);
  });
});
