import { beforeAll, describe, expect, it } from "vitest";
import { receptionWords } from "../../../src/reception/words.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { faultsInView } from "./block-kit.ts";
import { answersIn, elementOf, say } from "./conversing.ts";
import { ids } from "./event-parts.ts";
import { appHomeOpened } from "./events.ts";
import { homeAction, modalAction, type ShownView, viewSubmission } from "./interactions.ts";
import { buttonsOf } from "./reading.ts";
import { type ServedSlack, type SlackDeviations, serveSlack } from "./serve-slack.ts";
import { fieldsOf, wordsOf } from "./sheets.ts";

const { council, data } = receptionWords.ca;

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

/** The App Home, opened, and the modal above it. */
async function opened(deviations: SlackDeviations = {}) {
  const served = await serveSlack(index, deviations);
  const { api } = served;
  await served.deliver(appHomeOpened());
  await served.until(() => expect(api.homes.size).toBe(1));
  const home = () => api.homes.get(ids.user) as ShownView;
  const modal = () => api.views.at(-1) as ShownView;
  const open = async (kind: string, value = JSON.stringify({ kind })) => {
    const found = buttonsOf(home()).find((one) => one.value?.includes(`"${kind}"`));
    const action = { type: "button", action_id: found?.id ?? "home-sheet-0", value };
    const before = api.views.length;
    await served.deliver(homeAction({ view: home(), action }));
    await served.until(() => expect(api.views.length).toBeGreaterThan(before));
    return modal();
  };
  return { served, home, modal, open };
}

/** Sends a modal; gives what takes its place. */
async function send(served: ServedSlack, view: ShownView, fill: Record<string, string>) {
  const state = fieldsOf(view, fill);
  const callback_id = String(view["callback_id"]);
  const { status, body } = await served.deliver(viewSubmission({ view, callback_id, state }));
  expect(status).toBe(200);
  const { response_action, view: next } = body as { response_action: string; view: ShownView };
  expect(response_action).toBe("update");
  expect(faultsInView(next)).toEqual([]);
  return { ...next, id: view["id"] } as ShownView;
}

describe("the App Home", () => {
  it("shows the itinerary, the council with whose it is, and what is kept, in every language", async () => {
    const { served, home } = await opened();
    expect(wordsOf(home())).toContain("Itinerari d'inici");
    expect(wordsOf(home())).toContain(council.none);
    expect(wordsOf(home())).toContain(data.title);
    const tenant = served.reception.digest(`slack:${ids.team}`);
    const rupit = { name: "Rupit", population: 800, keeper: "Secretaria" };
    await served.memory.councils.set({ person: "", tenant, platform: "slack" }, rupit);
    await served.deliver(appHomeOpened({ view: home() }));
    await served.until(() =>
      expect(wordsOf(home())).toContain(`Rupit, 800 habitants · ${council.tenant}`),
    );
    expect(wordsOf(home())).toContain("Filtrat per");
    expect(served.api.faults).toEqual([]);
  });

  it("opens the itinerary above it, goes on there, and shows how far one is", async () => {
    const { served, home, modal, open } = await opened();
    const form = await open("itinerary");
    expect(form["submit"]).toMatchObject({ text: "Comença" });
    const again = await send(served, form, { role: "alcaldia", population: "0" });
    expect(JSON.stringify(again)).toContain("⚠️ Escriviu un número");
    const step = await send(served, again, { role: "alcaldia", population: "800" });
    expect(wordsOf(step)).toContain("Què heu de fer");
    expect(step["submit"]).toBeUndefined();
    await served.until(() => expect(wordsOf(home())).toMatch(/🔶⬜+ 0 d/u));
    // The first of the steps, as it is pressed in the modal.
    const action = elementOf(step, /^Dona el pas per fet/);
    await served.deliver(modalAction({ view: step, action }));
    await served.until(() => expect(wordsOf(modal())).toContain("✅ Pas fet"));
    await served.until(() => expect(wordsOf(home())).toMatch(/ 1 d[e']/));
    // And it goes on in the conversation.
    const ts = await say(served, { channel: ids.im, text: "itinerari" });
    await served.until(() => expect(wordsOf(answersIn(served, ts)[0])).toMatch(/\b1 d[e']/));
    expect(served.api.faults).toEqual([]);
  });

  it("has an administrator set both councils in one modal", async () => {
    const { served, modal, open } = await opened();
    served.api.addPerson(ids.user, { is_admin: true });
    const both = await open("council");
    const action = elementOf(both, council.saveTenant);
    const fill = { name: "Rupit", population: "800", keeper: "Secretaria" };
    await served.deliver(modalAction({ view: both, action, state: fieldsOf(both, fill, 1) }));
    await served.until(() => expect(wordsOf(modal())).toContain("Rupit, 800 habitants"));
    const own = await send(served, modal(), { name: "Vic", population: "48000" });
    expect(wordsOf(own)).toContain("Vic, 48.000 habitants");
    expect(served.api.faults).toEqual([]);
  });

  it("keeps the inhabitants that are typed beside the name of one's council", async () => {
    const { served, home, open } = await opened();
    await send(served, await open("council"), { name: "Vic", population: "48000" });
    await served.until(() =>
      expect(wordsOf(home())).toContain(`Vic, 48.000 habitants · ${council.own}`),
    );
    const action = { type: "plain_text_input", action_id: "home-population", value: "49.000" };
    await served.deliver(homeAction({ view: home(), action }));
    await served.until(() => expect(wordsOf(home())).toContain("Vic, 49.000 habitants"));
    expect(served.api.callsOf("users.info")).toHaveLength(1);
    expect(served.api.faults).toEqual([]);
  });

  it("opens what is typed into its box as a wish", async () => {
    const { served, home, modal } = await opened();
    const action = { type: "plain_text_input", action_id: "home-ask", value: "les meves dades" };
    await served.deliver(homeAction({ view: home(), action }));
    await served.until(() => expect(served.api.views).toHaveLength(1));
    expect(wordsOf(modal())).toContain(data.nothing);
  });

  it.each(["{}", '{"kind":"old"}', ""])("is not harmed by a forged button: %s", async (value) => {
    const { served, home } = await opened();
    const action = { type: "button", action_id: "home-sheet-0", value };
    expect(await served.deliver(homeAction({ view: home(), action }))).toMatchObject({
      status: 200,
    });
    expect(served.log.join()).not.toContain("could not be served");
    expect(served.api.views).toEqual([]);
  });

  it.each(["", "{}", '{"wish":"{}"}', '{"home":7}'])(
    "says that a modal is of an older version: %s",
    async (private_metadata) => {
      const { served, open } = await opened();
      const view = { ...(await open("itinerary")), private_metadata };
      expect(wordsOf(await send(served, view, {}))).toContain("Aquest botó és d'un missatge antic");
    },
  );

  it("shows and opens nothing of the kind to who is not served", async () => {
    const settings = { allowedWorkspaces: ["T0OTHER000"] };
    const { home, open } = await opened({ settings });
    expect(buttonsOf(home())).toEqual([]);
    expect(wordsOf(await open("itinerary"))).toContain("no puc respondre");
  });
});
