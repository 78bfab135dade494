import type { Locator, Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import * as z from "zod";
import { commandIds, searchParameters } from "../../../adapters/teams/manifest.ts";
import { teamsWords } from "../../../adapters/teams/words.ts";
import { formatNumber } from "../../../src/answer/words.ts";
import { mostInhabitants } from "../../../src/council/written-population.ts";
import { onboardingWords } from "../../../src/onboarding/words.ts";
import { type Body, describeInEmulator, type Emulated } from "./playground.ts";

const ransomware = "Què hem de fer si ens entra un ransomware?";
const { ca, en } = teamsWords;
const fault = onboardingWords.en.badPopulation(formatNumber(mostInhabitants, "en"));
const patience = { timeout: 20_000 };

describeInEmulator("Microsoft's emulator", (playground) => {
  it("is greeted when the assistant is installed", async () => {
    // The first page that is opened is the installation.
    const { page } = await playground.open();
    // It says of everybody that their Teams speaks English.
    await greeting(page).waitFor();
    await page.getByRole("button", { name: en.examples[0] ?? "?" }).waitFor();
  });

  it("shows the words of the agenda, numbered and linked, and a card with what may come next", async () => {
    const emulated = await playground.open();
    const { page } = emulated;
    await emulated.say(ransomware);
    const [first, ...others] = await citationsOf(emulated);
    const actions = await actionsOf(emulated);

    expect(others.length).toBeGreaterThan(0);
    const quote = page.locator("blockquote").first();
    await quote.getByText(withoutEllipsis(first?.abstract ?? "")).waitFor();
    await quote.getByRole("button", { name: "1", exact: true }).waitFor();
    const link = quote.getByRole("link", { name: ca.link });
    expect(await link.getAttribute("href")).toBe(first?.url);
    await page.getByRole("link", { name: first?.name ?? "?" }).waitFor();
    for (const { title } of actions) await page.getByText(title, { exact: true }).waitFor();
    const web = await fetch(first?.url ?? "");
    expect(web.url).toContain(playground.web);
    expect(await web.text()).toContain('<mark id="cita">');
  });

  it("is answered when a button is pressed and when somebody goes on typing", async () => {
    const emulated = await playground.open();
    const { page } = emulated;
    await emulated.say("acció 2.3.1");
    await page.getByRole("button", { name: "Qui ens hi pot ajudar?" }).click();
    await answered(emulated, 2);
    await emulated.say("i per on comencem?");
    await answered(emulated, 3);
    const texts = emulated.written().flatMap(({ text }) => text ?? []);
    expect(texts).toHaveLength(3);
    for (const text of texts) expect(text).toContain("/agenda/2.3.1");
  });

  it("passes on what somebody thinks of an answer, which is counted", async () => {
    const emulated = await playground.open();
    const { page } = emulated;
    await emulated.say("acció 2.3.1");
    await page.getByRole("button", { name: "Like", exact: true }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("textbox").fill("La primera cita");
    await form.getByRole("button", { name: "Submit" }).click();
    await form.getByText("Thank you!").waitFor();
    const metrics = await (await fetch(`${playground.web}/metrics`)).text();
    expect(metrics).toMatch(
      /^agenda_feedback_total\{platform="teams",opinion="positive",[^}]*\} 1$/m,
    );
    expect(metrics).not.toContain("cita");
  });

  it("goes through the first steps of the itinerary in one card, by pressing", async () => {
    const emulated = await playground.open();
    const { page } = emulated;
    // It says of everybody that their Teams speaks English.
    const say = onboardingWords.en;
    await emulated.say("itinerari");
    // Wherever the conversation was before: the newest is the last.
    const population = page.getByLabel(say.population).last();
    await population.fill("molts");
    await page.getByRole("button", { name: say.start, exact: true }).last().click();
    await page.getByText(`${say.population}: ${fault}`).waitFor();
    expect(await population.inputValue()).toBe("molts");
    await page.getByLabel(say.population).last().fill("800");
    await page.getByRole("button", { name: say.start, exact: true }).last().click();
    await page.getByText(say.toRead, { exact: true }).waitFor();
    await page.getByRole("button", { name: say.check(3) }).click();
    await page.getByText(say.question(1, 3), { exact: true }).waitFor();
    await page.getByRole("button", { name: "Que incompliu" }).click();
    await page.getByText(say.wrong, { exact: true }).waitFor();
    await page.getByRole("button", { name: say.toStep }).click();
    await page.getByRole("button", { name: say.finishUnchecked }).click();
    await page.getByText(say.progress(1, 10), { exact: true }).waitFor();
    // All of it in one card.
    expect(await page.getByText(say.progress(0, 10), { exact: true }).count()).toBe(0);
    // What was pressed is there for who comes back.
    await emulated.say("itinerari");
    await page.getByRole("button", { name: say.summary.label }).last().waitFor();
  });

  it("looks actions up while somebody writes, and puts the card into the message", async () => {
    const emulated = await playground.open("Govern");
    const { page } = emulated;
    const popover = await openSearch(page);
    // As somebody finds it, with nothing filled in but the words.
    await popover.getByRole("textbox", { name: "Enter a search term" }).fill("2.3.1");
    await popover.getByText("2.3.1 ").first().waitFor();
    await popover.getByRole("button", { name: "Specify Command ID or Parameter" }).click();
    await popover.getByRole("textbox", { name: "Command ID" }).fill(commandIds.search);
    await popover
      .getByRole("textbox", { name: "Parameter name" })
      .fill(searchParameters.population);
    const term = popover.getByRole("textbox", { name: "Enter a search term" });
    await term.fill("molts");
    await popover.getByText(en.badPopulation("molts")).waitFor();
    await term.fill("800");
    await popover.getByRole("heading").first().click();
    await page.getByRole("button", { name: "Send Message" }).click();
    await page.getByRole("link", { name: /Open it/ }).waitFor();
  });

  it("answers in a dialog what somebody else asked, and puts the card into the message", async () => {
    const emulated = await playground.open("Govern");
    const { page } = emulated;
    await emulated.say(ransomware);
    await page.getByText(ransomware).last().hover();
    await page.getByRole("button", { name: "Show more information" }).last().click();
    await page.getByRole("menuitem", { name: "Action Command" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Command ID" }).fill(commandIds.askAboutMessage);
    await dialog.getByRole("button", { name: "Create" }).click();
    await dialog.getByRole("link", { name: /^2\.3\.1 / }).waitFor();
    await dialog.getByRole("button", { name: ca.insert }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Send Message" }).click();
    await page.getByRole("link", { name: /Open it/ }).waitFor();
  });

  it("shows what stands behind a link to the agenda", async () => {
    const { page } = await playground.open("Govern");
    await extensionMenu(page, "Link Unfurling");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").fill(`${playground.web}/agenda/2.3.1`);
    await dialog.getByRole("link", { name: /^2\.3\.1 / }).waitFor();
  });

  it("is answered below a post that mentions the assistant in a channel", async () => {
    const emulated = await playground.open("Ajuntament - General");
    const { page, box } = emulated;
    await greeting(page).waitFor();
    await box.pressSequentially("@Agenda");
    await page.getByRole("menuitem", { name: /^Agenda digital/ }).click();
    await page.keyboard.type("acció 2.3.1");
    await page.getByRole("button", { name: "Post" }).click();
    const thread = page.getByRole("group").filter({ hasText: "acció 2.3.1" });
    await thread.getByRole("link", { name: /^2\.3\.1 / }).waitFor();
    await thread.getByRole("button", { name: "Qui ens hi pot ajudar?" }).waitFor();
  });
});

/** The greeting as a message: the list of chats beside it may show the same words. */
function greeting(page: Page): Locator {
  return page.getByRole("paragraph").filter({ hasText: en.greeting });
}

const citationSchema = z.object({
  citation: z.array(
    z.object({ appearance: z.object({ name: z.string(), abstract: z.string(), url: z.url() }) }),
  ),
});

/** What the first answer with citations says of them, apart from its text. */
async function citationsOf(emulated: Emulated) {
  const body = await first(emulated, ({ entities }) => entities !== undefined);
  return citationSchema.parse(body.entities?.[0]).citation.map(({ appearance }) => appearance);
}

const cardSchema = z.object({
  content: z.object({ actions: z.array(z.object({ type: z.string(), title: z.string() })) }),
});

/** What can be pressed on the first card. */
async function actionsOf(emulated: Emulated) {
  const body = await first(emulated, ({ attachments }) => attachments !== undefined);
  return cardSchema.parse(body.attachments?.[0]).content.actions;
}

/** The first activity of a kind that the program writes. */
function first({ written }: Emulated, isWanted: (body: Body) => boolean): Promise<Body> {
  return vi.waitUntil(() => written().find(isWanted), patience);
}

/** Waits until as many answers stand in the conversation, with their cards. */
async function answered({ written }: Emulated, count: number): Promise<void> {
  const cards = () => written().filter(({ attachments }) => attachments !== undefined);
  await vi.waitUntil(() => cards().length === count, patience);
}

async function extensionMenu(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Trigger Message Extension App" }).click();
  await page.getByRole("menuitem", { name }).click();
}

async function openSearch(page: Page): Promise<Locator> {
  await extensionMenu(page, "Search Command");
  return page.getByRole("group").filter({ hasText: "Search-Based Message Extension" }).last();
}

function withoutEllipsis(text: string): string {
  return text.replace(/…$/, "");
}
