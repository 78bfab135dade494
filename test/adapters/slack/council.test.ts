import { beforeAll, describe, expect, it } from "vitest";
import { onboardingWords } from "../../../src/onboarding/words.ts";
import { receptionWords } from "../../../src/reception/words.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { faultsInMessage } from "./block-kit.ts";
import { answersIn, answerTo, called } from "./conversing.ts";
import { ids, nextTs } from "./event-parts.ts";
import { slashCommand } from "./interactions.ts";
import { buttonsOf } from "./reading.ts";
import { type ServedSlack, type SlackDeviations, serveSlack } from "./serve-slack.ts";
import { pressIn, pressPrivately, wordsOf } from "./sheets.ts";
import type { EphemeralMessage, Person } from "./slack-state.ts";

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

const colleague = "U0BERTA000";
const { change, council: wording } = receptionWords.ca;

/** What is answered to `/agenda` with these words, as the message that only the asker sees. */
async function command(
  served: ServedSlack,
  text: string,
  user: string = ids.user,
): Promise<EphemeralMessage> {
  const response_url = served.api.responseUrl({ channel: ids.channel, user });
  const { body } = await served.deliver(slashCommand({ text, user, response_url }));
  const { response_type, ...shown } = body as { response_type: string; text: string; blocks: [] };
  expect(response_type).toBe("ephemeral");
  expect(faultsInMessage(shown)).toEqual([]);
  return { ...shown, channel: ids.channel, user, ts: nextTs() };
}

/** The council's sheet in the conversation with the assistant. */
async function council(person?: Person, deviations: SlackDeviations = {}) {
  const served = await serveSlack(index, deviations);
  if (person !== undefined) served.api.addPerson(ids.user, person);
  const { thread_ts: ts = "" } = await answerTo(served, {
    channel: ids.im,
    text: "el meu ajuntament",
  });
  const sheet = () => answersIn(served, ts)[0];
  const save = async (form: number, fill: Record<string, string>) => {
    const before = wordsOf(sheet());
    await pressIn(served, sheet(), `sheet-form-ca-${form}`, { fill, form });
    await served.until(() => expect(wordsOf(sheet())).not.toBe(before));
    return wordsOf(sheet());
  };
  return { served, sheet, save };
}

const tenantForm = { name: "Ajuntament de Rupit", population: "800", keeper: "Secretaria" };

describe("the council of a workspace", () => {
  it("is set by who administers it, holds for all, and every answer says so", async () => {
    const { served, save } = await council({ is_admin: true });
    expect(await save(1, tenantForm)).toContain("Ajuntament de Rupit, 800 habitants");
    await served.restart();
    const answer = await answerTo(served, { user: colleague, text: `${called} accions` });
    expect(wordsOf(answer)).toContain("131 accions");
    expect(wordsOf(answer)).toContain("800 habitants");
    expect(buttonsOf(answer).map(({ text }) => text)).toContain(change);
    expect(served.api.callsOf("users.info")[0]?.args).toEqual({ user: ids.user });
    expect(served.api.faults).toEqual([]);
  });

  it("keeps what was typed where it is impossible, and says what is wrong", async () => {
    const { served, save, sheet } = await council({ is_owner: true });
    const words = await save(1, { ...tenantForm, name: "", population: "-3" });
    expect(JSON.stringify(sheet())).toContain(`⚠️ ${wording.badPopulation("10.000.000")}`);
    expect(JSON.stringify(sheet())).toContain(`⚠️ ${wording.missing}`);
    expect(words).not.toContain("✅");
    expect(JSON.stringify(sheet())).toContain('"initial_value":"-3"');
    expect(await served.database.selectFrom("councils").selectAll().execute()).toEqual([]);
    expect(served.api.faults).toEqual([]);
  });

  it.each<[string, Person]>([
    ["a member", {}],
    ["a guest", { is_admin: true, is_restricted: true }],
    ["a guest of one channel", { is_admin: true, is_ultra_restricted: true }],
    ["somebody of elsewhere", { is_admin: true, is_stranger: true }],
    ["an administrator of elsewhere", { is_admin: true, team_id: "T0OTHER000" }],
    ["who has left", { is_owner: true, deleted: true }],
    ["a program", { is_admin: true, is_bot: true }],
  ])("is not set by %s, whatever the button says", async (_who, person) => {
    const { served, sheet, save } = await council(person);
    expect(buttonsOf(sheet()).map(({ id }) => id)).not.toContain("sheet-form-ca-1");
    const value = JSON.stringify({ kind: "keep-council", whose: "tenant", fields: {} });
    await pressIn(served, sheet(), "sheet-form-ca-0", { value, fill: tenantForm });
    await served.until(() => expect(wordsOf(sheet())).toContain(wording.notAdmin));
    expect(await served.database.selectFrom("councils").selectAll().execute()).toEqual([]);
    expect(await save(0, { population: "12.500" })).toContain("12.500 habitants");
    expect(served.api.faults).toEqual([]);
  });

  it("is set by those who are listed and by nobody else, and Slack is not asked", async () => {
    const listed = await council({}, { settings: { admins: [ids.user] } });
    expect(await listed.save(1, tenantForm)).toContain("✅");
    expect(listed.served.api.callsOf("users.info")).toEqual([]);
    const other = await council({ is_admin: true }, { settings: { admins: [colleague] } });
    expect(wordsOf(other.sheet())).not.toContain(wording.tenantHeading);
  });

  it("is nobody's to set where Slack does not say who administers, and the log says why", async () => {
    const served = await serveSlack(index);
    served.api.addPerson(ids.user, { is_admin: true });
    served.api.misbehave("users.info", { kind: "error", error: "missing_scope" });
    const shown = await command(served, "el meu ajuntament");
    expect(JSON.stringify(shown)).not.toContain(wording.saveTenant);
    expect(served.log.join()).toContain("missing_scope");
    expect(JSON.stringify(await command(served, "el meu ajuntament"))).toContain(
      wording.saveTenant,
    );
  });

  it("is asked of Slack once a minute at most", async () => {
    const served = await serveSlack(index);
    for (const _ of [1, 2, 3]) await command(served, "el meu ajuntament");
    expect(served.api.callsOf("users.info")).toHaveLength(1);
  });
});

describe("a council of one's own", () => {
  it("goes before that of the workspace, which a button below the answer shows", async () => {
    const { served, save } = await council({ is_admin: true });
    await save(1, tenantForm);
    await save(0, { name: "Vic", population: "48.000" });
    const answer = await answerTo(served, { channel: ids.im, text: "accions" });
    expect(answer.text).toContain("48.000 habitants");
    await pressIn(served, answer, change);
    const shown = () => answersIn(served, answer.thread_ts ?? "").at(-1);
    await served.until(() => expect(wordsOf(shown())).toContain("Vic, 48.000 habitants"));
    // The same press twice shows it once.
    await pressIn(served, answer, change);
    await pressIn(served, shown(), wording.drop);
    await served.until(() => expect(wordsOf(shown())).not.toContain("Vic"));
    expect(answersIn(served, answer.thread_ts ?? "")).toHaveLength(2);
    const next = await answerTo(served, { channel: ids.im, text: "accions" });
    expect(next.text).toContain("131 accions");
    expect(served.api.faults).toEqual([]);
  });

  it("gives way to the inhabitants of the question, without a button to change it", async () => {
    const { served, save } = await council();
    await save(0, { population: "48.000" });
    const answer = await answerTo(served, {
      channel: ids.im,
      text: "accions per a un poble de 800 habitants",
    });
    expect(answer.text).toContain("131 accions");
    expect(buttonsOf(answer).map(({ text }) => text)).not.toContain(change);
  });

  it("is shown to who presses the button in a channel, and to nobody else", async () => {
    const { served, save } = await council({ is_admin: true });
    await save(1, tenantForm);
    await save(0, { name: "Vic", population: "48.000" });
    const answer = await answerTo(served, { user: colleague, text: `${called} accions` });
    await pressIn(served, answer, change, { user: ids.user });
    await pressIn(served, answer, change, { user: colleague });
    await served.until(() => expect(served.api.ephemerals).toHaveLength(2));
    const of = (user: string) => served.api.ephemerals.find((one) => one.user === user);
    expect(wordsOf(of(ids.user))).toContain("Vic");
    expect(wordsOf(of(colleague))).not.toContain("Vic");
    expect(answersIn(served, answer.thread_ts ?? "")).toHaveLength(1);
    // It moves on where it stands, for that person only.
    await pressPrivately(served, of(colleague), "sheet-form-ca-0", { fill: { population: "300" } });
    await served.until(() => expect(wordsOf(of(colleague))).toContain("300 habitants"));
    expect(served.api.ephemerals).toHaveLength(2);
    expect(wordsOf(of(ids.user))).toContain("48.000");
    expect(served.api.faults).toEqual([]);
  });
});

describe("/agenda", () => {
  it.each([
    ["itinerari", onboardingWords.ca.role],
    ["Itinerario", onboardingWords.es.role],
    ["itinerary", onboardingWords.en.role],
    ["el meu ajuntament", wording.title],
    ["my council", receptionWords.en.council.title],
    ["les meves dades", receptionWords.ca.data.nothing],
    ["mis datos", receptionWords.es.data.nothing],
    ["oblida'm", receptionWords.ca.data.nothing],
    ["Forget me!", receptionWords.en.data.nothing],
  ])("serves %s to the asker alone", async (text, said) => {
    const served = await serveSlack(index);
    const shown = await command(served, text);
    expect(wordsOf(shown)).toContain(said);
    expect(served.api.posted).toEqual([]);
    expect(served.api.faults).toEqual([]);
  });

  it.each([
    ["ajuda", ["itinerari", "el meu ajuntament", "les meves dades", "oblida'm"]],
    ["ayuda", ["itinerari"]],
  ])("%s names what it can do", async (text, names) => {
    const served = await serveSlack(index);
    const shown = await command(served, text);
    for (const name of names) expect(wordsOf(shown)).toContain(`/agenda ${name}`);
  });

  it("goes on in its place, step by step", async () => {
    const served = await serveSlack(index);
    const shown = await command(served, "itinerari");
    await pressPrivately(served, shown, "Comença", { fill: { role: "alcaldia" } });
    // What stands in the answer to a command is no message of the stand-in: what takes its place is.
    await served.until(() => expect(served.api.ephemerals).toHaveLength(1));
    expect(wordsOf(served.api.ephemerals[0])).toContain("Què heu de fer");
    await pressPrivately(served, served.api.ephemerals[0], /^Dona el pas per fet/);
    await served.until(() => expect(wordsOf(served.api.ephemerals[0])).toContain("✅ Pas fet"));
    expect(served.api.ephemerals).toHaveLength(1);
    expect(served.api.posted).toEqual([]);
    expect(served.api.faults).toEqual([]);
  });

  it("refuses what is wished for where it is not served", async () => {
    const served = await serveSlack(index, { settings: { allowedWorkspaces: ["T0OTHER000"] } });
    expect(wordsOf(await command(served, "itinerari"))).toContain("no puc respondre");
  });
});
