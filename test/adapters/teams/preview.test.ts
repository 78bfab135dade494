import axe, { type AxeResults } from "axe-core";
import { load } from "cheerio";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CardAttachment, OutgoingActivity } from "../../../adapters/teams/activity.ts";
import { renderAnswer } from "../../../adapters/teams/render-answer.ts";
import { renderFeedbackForm } from "../../../adapters/teams/render-feedback.ts";
import { renderGreeting } from "../../../adapters/teams/render-greeting.ts";
import { renderItemCard } from "../../../adapters/teams/render-item.ts";
import { renderRefusal } from "../../../adapters/teams/render-refusal.ts";
import type { KnowledgeItem } from "../../../src/agenda/item.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "../../src/answer/shipped.ts";
import { actionsIn, spaced } from "./cards.ts";
import {
  chromiumPath,
  openBrowser,
  openPreview,
  type Previewed,
  preview,
  themes,
} from "./preview.ts";
import { sampleSheets } from "./sample-sheets.ts";

describe("preview", () => {
  it("draws a message's text with its marks, and its cards below it", () => {
    const card: CardAttachment = renderFeedbackForm("ca", "like");
    const entities = [{ citation: [{ "@type": "Claim", position: 1, appearance: {} }] }];
    const activity: OutgoingActivity = {
      type: "message",
      text: "**a** [b](https://a.example)\n\n> c [1], [2]",
      entities,
      attachments: [card],
    };
    const $ = load(preview({ activity }, "dark"));
    expect($("b").text()).toBe("a");
    expect($(".text a").attr("href")).toBe("https://a.example");
    expect($("blockquote").html()).toContain('c <sup class="mark">1</sup>, [2]');
    expect($("script").text()).toContain("Input.Text");
  });

  it("runs and fetches nothing of what it draws, and hides nothing that it does not know", () => {
    const evil = "<img src=x onerror=alert(1)></script><script>alert(1)</script>";
    const activity: OutgoingActivity = { type: "message", text: `# a\n\n${evil} [x](${evil})` };
    const html = preview({ activity, card: cardOf(evil) }, "light");
    const $ = load(html);
    expect($("img, iframe, link, [onerror]")).toHaveLength(0);
    expect($("script")).toHaveLength(2);
    expect($(".unknown").length).toBeGreaterThan(0);
    expect(html).toContain("default-src 'none'");
  });
});

const widths = [320, 744];

describe.skipIf(!chromiumPath)("messages in a browser, drawn by Microsoft's code", () => {
  let browser: Browser;
  let samples: Readonly<Record<string, Previewed>>;
  let index: SearchIndex;
  beforeAll(async () => {
    const [opened, assistant] = await Promise.all([openBrowser(), openAssistant()]);
    browser = opened;
    index = assistant.index;
    samples = await sampled(assistant);
  }, buildTimeoutMs);
  afterAll(() => browser.close());

  it.each(themes.flatMap((theme) => widths.map((width) => ({ theme, width }))))(
    "are seen whole and can be used by everybody, $theme, $width px",
    async (look) => {
      const checked = Object.entries(samples).map(async ([name, previewed]) => {
        const { page, troubles } = await openPreview(browser, previewed, look);
        const faults = [...troubles, ...(await cutTexts(page)), ...(await axeFaults(page))];
        await page.close();
        return faults.map((fault) => `${name}: ${fault}`);
      });
      expect((await Promise.all(checked)).flat()).toEqual([]);
    },
    120_000,
  );

  it("show what their cards hold, as it stands", async () => {
    const evil = "**a** [b](https://evil.example) <b>c</b> {{DATE(2026-11-23T00:00:00Z)}}";
    const item: KnowledgeItem = {
      id: "x",
      kind: "document",
      title: evil,
      origin: "own",
      blocks: [{ kind: "paragraph", text: evil }],
      questions: [],
      references: [{ title: evil, url: "https://a.example/", checked: "2026-11-23" }],
      related: [],
      sourcePath: "documents/x.md",
    };
    const card = renderItemCard(item, { index, publicUrl, language: "ca" });
    const { page } = await openPreview(browser, { card }, { theme: "light", width: 744 });
    const seen = await page.evaluate<string>("document.querySelector('#cards').innerText");
    expect(seen.replaceAll("\u2060", "").split(evil)).toHaveLength(4);
    expect(await page.locator("#cards a[href], #cards strong, #cards b").count()).toBe(0);
    await page.close();
  });

  it("have buttons and rows that the keyboard reaches, which are called what is seen of them", async () => {
    for (const [name, previewed] of Object.entries(samples)) {
      const { page } = await openPreview(browser, previewed, { theme: "light", width: 744 });
      const pressed = await page.evaluate<Readonly<Record<"label" | "seen", string>>[]>(
        `[...document.querySelectorAll("#cards [role=link], #cards [role=button], #cards button")]
          .map((one) => ({ label: one.tabIndex < 0 ? "" : one.ariaLabel ?? one.innerText, seen: one.innerText }))`,
      );
      const count = previewed.card?.content ?? previewed.activity?.attachments?.[0]?.content;
      expect({ name, count: pressed.length }).toEqual({ name, count: actionsIn(count).length });
      for (const { label, seen } of pressed) {
        expect(spaced(seen)).not.toBe("");
        expect(spaced(label)).toBe(spaced(seen));
      }
      await page.close();
    }
  }, 60_000);
});

/** A message and a card of every kind. */
async function sampled({
  ask,
  index,
}: Awaited<ReturnType<typeof openAssistant>>): Promise<Record<string, Previewed>> {
  const context = { index, publicUrl, history: [] };
  const questions = {
    answer: "què hem de fer si ens entra un ransomware?",
    suggestion: "podem comprar drons?",
    abstention: "quin temps farà demà?",
    list: "accions a curt termini",
    item: "2.3.1",
    axis: "eix 4",
    steps: "com es fa la 2.3.1?",
    addresses: "qui ens pot ajudar amb la 2.3.1?",
    help: "help, in English",
  };
  const answers = await Promise.all(
    Object.entries(questions).map(async ([name, question]) => {
      const answer = await ask(question, { listLimit: 20 });
      return [name, { activity: renderAnswer(answer, context) }] as const;
    }),
  );
  const second = await ask("Mostra'n més", { history: [questions.list], listLimit: 20 });
  const item = index.catalogue.get("2.3.1");
  if (item === undefined) throw new Error("no item 2.3.1");
  return {
    ...Object.fromEntries(answers),
    "second page": { activity: renderAnswer(second, context) },
    greeting: { activity: renderGreeting("es") },
    ...(await sampleSheets(index)),
    refusal: { activity: renderRefusal("ca", "suport@ajuntament.cat") },
    feedback: { card: renderFeedbackForm("ca", "dislike") },
    "item card": { card: renderItemCard(item, { index, publicUrl, language: "en" }) },
  };
}

function cardOf(text: string): CardAttachment {
  return {
    contentType: "application/vnd.microsoft.card.adaptive",
    content: {
      type: "AdaptiveCard",
      $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
      version: "1.5",
      fallbackText: "a",
      body: [{ type: "RichTextBlock", inlines: [{ type: "TextRun", text: `«${text}»` }] }],
    },
  };
}

/** Texts that do not fit into their place, or that reach beyond the page. */
function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.body.querySelectorAll("*")]
    .filter((one) => one.innerText?.trim() && getComputedStyle(one).display !== "inline")
    .filter((one) => {
      const isCut = getComputedStyle(one).overflow !== "visible" &&
        (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
      return isCut || one.getBoundingClientRect().right > innerWidth + 1;
    })
    .map((one) => "cut: " + one.innerText.slice(0, 60))
    .concat(document.documentElement.scrollWidth > innerWidth ? ["wider than the page"] : [])`);
}

/** What axe finds wrong, one line a rule and an element. The page around the message, and how links look, are Teams' own. */
async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  // The last is checked above: it joins lines without a space.
  const others = [
    "region",
    "page-has-heading-one",
    "link-in-text-block",
    "label-content-name-mismatch",
  ];
  const rules = Object.fromEntries(others.map((rule) => [rule, { enabled: false }]));
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, ${JSON.stringify({ rules })})`,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
