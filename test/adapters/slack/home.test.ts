import { beforeAll, describe, expect, it } from "vitest";
import { planWords } from "../../../src/plan/words.ts";
import { readSpokenWish } from "../../../src/reception/spoken-wish.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { answersIn, elementOf, say } from "./conversing.ts";
import { ids, nextTs } from "./event-parts.ts";
import { appContextChanged, appHomeOpened } from "./events.ts";
import { chosenValue, homeAction, type ShownView } from "./interactions.ts";
import { addressesOf, buttonsOf, textsOf } from "./reading.ts";
import { publicUrl, type ServedSlack, type SlackDeviations, serveSlack } from "./serve-slack.ts";

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

const ransomware = "què hem de fer si ens entra un ransomware?";

function shownTo({ api }: ServedSlack, user: string = ids.user): ShownView {
  return (api.homes.get(user) ?? {}) as ShownView;
}

function wordsIn(view: ShownView): string {
  return textsOf(view["blocks"]).join("\n");
}

/** The App Home, opened. */
async function opened(deviations: SlackDeviations = {}): Promise<ServedSlack> {
  const served = await serveSlack(index, deviations);
  expect(await served.deliver(appHomeOpened())).toMatchObject({ status: 200 });
  await published(served, 1);
  return served;
}

async function published({ api, until }: ServedSlack, count: number): Promise<void> {
  await until(() => expect(api.callsOf("views.publish")).toHaveLength(count));
  // Called is not yet shown.
  await until(() => expect(api.homes.size).toBeGreaterThan(0));
}

/** Does something in the App Home, and waits until it shows something else. */
async function act(served: ServedSlack, action: Record<string, unknown>): Promise<string> {
  const before = shownTo(served);
  expect(await served.deliver(homeAction({ view: before, action }))).toMatchObject({ status: 200 });
  await served.until(() => expect(shownTo(served)["hash"]).not.toBe(before["hash"]));
  return wordsIn(shownTo(served));
}

const press = (served: ServedSlack, name: string | RegExp) =>
  act(served, elementOf(shownTo(served), name));
/** Opens an item whose row or button names it. */
const open = (served: ServedSlack, id: string) => {
  const found = buttonsOf(shownTo(served)).find(
    ({ id: name, value }) => name.startsWith("home-open") && value === id,
  );
  expect(found).toBeDefined();
  return act(served, { type: "button", action_id: found?.id, value: found?.value });
};
const choose = (served: ServedSlack, action_id: string, value: string) =>
  act(served, { action_id, ...chosenValue(value) });
const type = (served: ServedSlack, action_id: string, value: string | null) =>
  act(served, { type: "plain_text_input", action_id, value });

describe("the App Home", () => {
  it("shows the agenda when it is opened", async () => {
    const served = await opened();
    expect(wordsIn(shownTo(served))).toContain("Pregunteu a l'Agenda digital");
    expect(wordsIn(shownTo(served))).toContain("Infraestructures digitals i Ciberseguretat");
    expect(served.api.faults).toEqual([]);
  });

  it("is browsed from an axis to an objective to an action and back", async () => {
    const served = await opened();
    expect(await open(served, "2")).toContain("2.3 ");
    expect(await open(served, "2.3")).toContain("2.3.1 Tenir un pla");
    expect(await open(served, "2.3.1")).toContain("Escriviu un pla de resposta a incidents");
    expect(await open(served, "2.3")).toContain("2.3.3 ");
    expect(await press(served, "Inici")).toContain("Infraestructures digitals");
    expect(served.api.faults).toEqual([]);
  });

  it("shows what its filters leave, pages it, and takes them away", async () => {
    const served = await opened();
    const all = Number(/^(\d+) accions$/m.exec(await choose(served, "home-horizon", "short"))?.[1]);
    expect(all).toBeGreaterThan(15);
    expect(await choose(served, "home-axis", "2")).toContain("Filtrat per");
    const some = Number(/^(\d+) accions$/m.exec(wordsIn(shownTo(served)))?.[1]);
    expect(some).toBeLessThan(all);
    expect(await choose(served, "home-axis", "*")).toContain(`${all} accions`);
    expect(await press(served, "Següents")).toContain(`16–${Math.min(30, all)} de ${all}`);
    expect(await press(served, "Anteriors")).toContain(`1–15 de ${all}`);
    expect(await press(served, "Treu els filtres")).toContain("Sense filtres");
    expect(served.api.faults).toEqual([]);
  });

  it("answers what is typed into its box, and what its buttons ask", async () => {
    const served = await opened();
    expect(await type(served, "home-ask", ransomware)).toContain("2.3.1 Tenir un pla");
    expect(await press(served, "Qui ens hi pot ajudar?")).toContain("Qui hi pot ajudar");
    expect(served.api.posted).toEqual([]);
    expect(served.api.faults).toEqual([]);
  });

  it("speaks the language that is chosen, also in conversations that say none", async () => {
    const served = await opened();
    expect(await choose(served, "home-language", "en")).toContain("Ask the digital agenda");
    const ts = await say(served, { channel: ids.im, text: "2.3.1" });
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    expect(textsOf(answersIn(served, ts)).join("\n")).toContain("Who can help us?");
    expect(served.api.faults).toEqual([]);
  });

  it("keeps the inhabitants for every later question, which says so", async () => {
    const served = await opened();
    expect(await type(served, "home-population", "1.200")).toContain("1.200 habitants");
    await served.restart();
    const ts = await say(served, { channel: ids.im, text: "accions" });
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    expect(answersIn(served, ts)[0]?.text).toContain("1.200 habitants");
    await served.deliver(appHomeOpened({ user: ids.user }));
    await published(served, 3);
    expect(wordsIn(shownTo(served))).toContain("1.200 habitants");
    expect(await type(served, "home-population", null)).toContain("Sense filtres");
    const again = await say(served, { channel: ids.im, text: "accions" });
    await served.until(() => expect(answersIn(served, again)).toHaveLength(1));
    expect(answersIn(served, again)[0]?.text).not.toContain("habitants");
    expect(served.api.faults).toEqual([]);
  });

  it("keeps them for one person only", async () => {
    const served = await opened();
    await type(served, "home-population", "800");
    const ts = await say(served, { user: "U0BERTA000", text: "<@U0AGENDA00> accions" });
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    expect(answersIn(served, ts)[0]?.text).toContain("140 accions");
    expect(served.api.faults).toEqual([]);
  });

  it("says how inhabitants are written", async () => {
    const served = await opened();
    expect(await type(served, "home-population", "molts")).toContain("⚠️ Escriviu un nombre");
    expect(served.api.faults).toEqual([]);
  });

  it("does not complain when something pressed later was faster", async () => {
    const served = await opened();
    const { api, deliver, log } = served;
    const stale = { ...shownTo(served), hash: `${nextTs()}.older` };
    const action = { type: "button", action_id: "home-open-0", value: "2" };
    expect(await deliver(homeAction({ view: stale, action }))).toMatchObject({ status: 200 });
    await published(served, 2);
    await served.until(() =>
      expect(api.faults).toEqual([expect.stringContaining("hash_conflict")]),
    );
    expect(await open(served, "3")).toContain("3.1 ");
    expect(log.join()).not.toContain("could not be served");
  });

  it.each([
    { type: "button", action_id: "home-unknown", value: "2" },
    { type: "button", action_id: "home-open-7", value: "9.9.9" },
    { type: "button", action_id: "home-page-1", value: "-12" },
    { type: "button", action_id: "home-page-1", value: "1e99" },
    { action_id: "home-horizon", ...chosenValue("someday") },
    { action_id: "home-language", ...chosenValue("fr") },
    { action_id: "home-axis", ...chosenValue("2.3.1") },
  ])("is not harmed by what another version sent: $action_id", async (action) => {
    const served = await opened();
    expect(await act(served, action)).toContain("Pregunteu a l'Agenda digital");
    expect(served.log.join()).not.toContain("could not be served");
    expect(served.api.faults).toEqual([]);
  });

  it("acknowledges buttons that nobody knows any more", async () => {
    const served = await opened();
    const action = { type: "button", action_id: "an-older-name", value: "2" };
    const pressing = homeAction({ view: shownTo(served), action });
    expect(await served.deliver(pressing)).toMatchObject({ status: 200 });
    expect(served.api.faults).toEqual([]);
  });

  it.each(["", "not json", "[]", '{"language":"fr","open":7,"from":-1}', '{"population":"x"}'])(
    "begins anew where the view holds what is none of ours: %s",
    async (private_metadata) => {
      const served = await opened();
      const view = { ...shownTo(served), private_metadata };
      const action = { type: "button", action_id: "home-open-0", value: "2" };
      await served.deliver(homeAction({ view, action }));
      await served.until(() => expect(wordsIn(shownTo(served))).toContain("2.3 "));
      expect(served.api.faults).toEqual([]);
    },
  );

  it("keeps showing what was open when it is opened again", async () => {
    const served = await opened();
    await open(served, "2");
    const view = shownTo(served);
    await served.deliver(appHomeOpened({ view }));
    await published(served, 3);
    expect(wordsIn(shownTo(served))).toContain("2.3 ");
    expect(served.api.faults).toEqual([]);
  });

  it("refuses other workspaces, naming the contact, and keeps nothing of them", async () => {
    const settings = { allowedWorkspaces: ["T0OTHER000"], contact: "suport@ajuntament.cat" };
    const served = await opened({ settings });
    const { api } = served;
    expect(wordsIn(shownTo(served))).toContain("suport@ajuntament.cat");
    const typed = { type: "plain_text_input", action_id: "home-ask", value: ransomware };
    expect(await act(served, typed)).not.toContain("2.3.1");
    await type(served, "home-population", "800");
    expect(wordsIn(shownTo(served))).toContain("suport@ajuntament.cat");
    expect(await served.database.selectFrom("readers").selectAll().execute()).toEqual([]);
    expect(await served.database.selectFrom("journeys").selectAll().execute()).toEqual([]);
    expect(api.faults).toEqual([]);
  });
});

describe("the conversation with the assistant", () => {
  it("offers questions to begin with, once", async () => {
    const served = await serveSlack(index);
    const { api, deliver, until } = served;
    await deliver(appHomeOpened({ tab: "messages" }));
    await until(() => expect(api.prompts.has(ids.im)).toBe(true));
    await deliver(appContextChanged());
    await deliver(appHomeOpened({ tab: "messages" }));
    const ts = await say(served, { channel: ids.im, text: "2.3.1" });
    await until(() => expect(answersIn(served, ts)).toHaveLength(1));
    expect(api.callsOf("assistant.threads.setSuggestedPrompts")).toHaveLength(1);
    expect(api.homes.size).toBe(0);
    expect(api.faults).toEqual([]);
  });

  it("offers them when people look elsewhere before they ask", async () => {
    const { api, deliver, until } = await serveSlack(index);
    await deliver(appContextChanged());
    await until(() => expect(api.prompts.has(ids.im)).toBe(true));
    expect(api.faults).toEqual([]);
  });

  it("offers them again in the language that is chosen", async () => {
    const served = await opened();
    const { api, deliver, until } = served;
    await deliver(appHomeOpened({ tab: "messages" }));
    await until(() => expect(api.prompts.has(ids.im)).toBe(true));
    await choose(served, "home-language", "es");
    await deliver(appHomeOpened({ tab: "messages" }));
    await until(() => expect(JSON.stringify(api.prompts.get(ids.im))).toContain("Para empezar"));
    expect(api.faults).toEqual([]);
  });

  it("answers every question that it offers", async () => {
    const served = await serveSlack(index);
    await served.deliver(appHomeOpened({ tab: "messages" }));
    await served.until(() => expect(served.api.prompts.has(ids.im)).toBe(true));
    const { prompts } = served.api.prompts.get(ids.im) as { prompts: { message: string }[] };
    for (const { message: text } of prompts) {
      const ts = await say(served, { channel: ids.im, text });
      await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
      const [answer] = answersIn(served, ts);
      const wish = readSpokenWish(text)?.kind;
      if (wish === undefined) expect(addressesOf(answer).join()).toContain(`${publicUrl}/agenda/`);
      else
        expect(wordsIn(answer as never)).toContain(
          wish === "plan" ? planWords.ca.empty : "El vostre rol",
        );
    }
    expect(served.api.faults).toEqual([]);
  });
});
