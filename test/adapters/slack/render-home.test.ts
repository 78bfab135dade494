import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { decodeAsk } from "../../../adapters/slack/buttons.ts";
import { homePageSize } from "../../../adapters/slack/home-rows.ts";
import {
  changeHome,
  type HomeState,
  otherTexts,
  readHomeState,
  writeHomeState,
} from "../../../adapters/slack/home-state.ts";
import { type HomeContext, renderHome } from "../../../adapters/slack/render-home.ts";
import { slackWords } from "../../../adapters/slack/words.ts";
import type { KnowledgeItem } from "../../../src/agenda/item.ts";
import { itemUrl } from "../../../src/answer/address.ts";
import { chooseQuote } from "../../../src/answer/quote.ts";
import { words } from "../../../src/answer/words.ts";
import { languageNames, languages } from "../../../src/language/language.ts";
import { hostileAnswer, hostileId, hostileText } from "../../helpers/hostile-answers.ts";
import { nodesOf } from "../../helpers/nodes.ts";
import { createWorkspace, item as file, smallKnowledge } from "../../scripts/small-knowledge.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "../../src/answer/shipped.ts";
import { faultsInView } from "./block-kit.ts";
import { addressesOf, buttonsOf, standsTogether, textsOf } from "./reading.ts";

let shipped: Awaited<ReturnType<typeof openAssistant>>;
let context: HomeContext;
beforeAll(async () => {
  shipped = await openAssistant();
  context = { index: shipped.index, publicUrl, history: [] };
}, buildTimeoutMs);

const start: HomeState = { language: "ca" };

describe("renderHome", () => {
  it("opens every item in every language: its first words with their link, and ways on", () => {
    for (const item of shipped.index.catalogue.items) {
      for (const language of languages) {
        const view = renderHome({ language, open: item.id }, context);
        expect(faultsInView(view)).toEqual([]);
        const quote = chooseQuote(item, { words: [] }, shipped.index)?.text ?? "";
        const url = itemUrl(publicUrl, item.id, quote);
        expect(standsTogether(view.blocks, quote, url)).toBe(true);
        expectTrusted(view.blocks, item);
        const shown = openedBy(view.blocks);
        for (const child of shipped.index.catalogue.children(item.id).slice(0, homePageSize))
          expect(shown).toContain(child.id);
        for (const id of item.related.slice(0, 8)) expect(shown).toContain(id);
        for (const { url: source } of item.references.slice(0, 15))
          expect(addressesOf(view.blocks)).toContain(source);
      }
    }
  });

  it("shows the steps of every action word for word, or says where they are", () => {
    for (const action of shipped.index.catalogue.list("action")) {
      const { blocks } = renderHome({ ...start, open: action.id }, context);
      const steps = action.blocks.filter(
        ({ kind, ...block }) => "ordinal" in block && kind === "list-item",
      );
      const texts = textsOf(blocks);
      const said = slackWords.ca.home.stepsElsewhere(String(steps.length));
      if (steps.length > 0)
        expect(texts.includes(said) || steps.every(({ text }) => texts.includes(text))).toBe(true);
    }
  });

  it("starts with the axes and how much they hold", () => {
    const { blocks } = renderHome(start, context);
    expect(openedBy(blocks)).toEqual(["1", "2", "3", "4", otherTexts]);
    expect(
      textsOf(blocks).some((text) => /^\*4 .*\*\n\d+ objectius i \d+ accions$/.test(text)),
    ).toBe(true);
    expect(textsOf(blocks)).toContain(slackWords.ca.automatic);
    expect(textsOf(blocks)).toContain(slackWords.ca.home.unfiltered);
  });

  it("lists the actions that satisfy the filters, page after page", () => {
    const state: HomeState = { ...start, population: 800, horizon: "short" };
    const expected = shipped.index.catalogue
      .list("action", { population: 800, horizons: ["short"] })
      .map(({ id }) => id);
    const seen: string[] = [];
    let from: string | undefined = "0";
    while (from !== undefined && seen.length < 1_000) {
      const view = renderHome({ ...state, from: Number(from) }, context);
      expect(faultsInView(view)).toEqual([]);
      expect(textsOf(view.blocks)).toContain("Filtrat per: curt termini i 800 habitants.");
      seen.push(...openedBy(view.blocks));
      from = buttonsOf(view.blocks).find(({ id }) => id === "home-page-1")?.value;
    }
    expect(seen).toEqual(expected);
    expect(seen.length).toBeGreaterThan(homePageSize);
  });

  it("says so when nothing satisfies the filters", () => {
    const view = renderHome(
      { ...start, axis: "3", effort: "high", role: "arxiu", population: 3 },
      context,
    );
    expect(textsOf(view.blocks)).toContain(words.ca.none("action"));
    expect(buttonsOf(view.blocks).some(({ id }) => id === "home-clear")).toBe(true);
  });

  it("keeps the filters where an axis or an action is opened among them", () => {
    const state: HomeState = { ...start, population: 800 };
    const axis = renderHome({ ...state, open: "2" }, context);
    expect(openedBy(axis.blocks).every((id) => id.startsWith("2."))).toBe(true);
    const action = renderHome({ ...state, open: "2.3.1" }, context);
    expect(buttonsOf(action.blocks).find(({ id }) => id === "home-open-0")?.text).toBe(
      slackWords.ca.home.back,
    );
  });

  it("has its filters right above what they filter, in one place whatever is chosen", () => {
    const fields = new Set(["input", "actions"]);
    const places = [start, { ...start, population: 800 }].map((state) => {
      const { blocks } = renderHome(state, context);
      const first = blocks.findIndex(
        (block) => "accessory" in block && block.accessory?.type === "button",
      );
      const [said, ...choices] = blocks.slice(0, first).reverse();
      expect(said?.type).toBe("context");
      expect(choices.slice(0, 2).every(({ type }) => fields.has(type))).toBe(true);
      return blocks.findIndex(
        (block) => block.type === "input" && block.block_id?.startsWith("home-population"),
      );
    });
    expect(new Set(places).size).toBe(1);
    const { blocks } = renderHome({ ...start, population: 800 }, context);
    expect(textsOf(blocks).join("\n")).toContain("131 accions\nFiltrat per: 800 habitants.");
  });

  it("says in every language that Enter sends what is typed", () => {
    for (const language of languages) {
      const { blocks } = renderHome({ language }, context);
      const hints = nodesOf(blocks).flatMap(({ hint }) => textsOf([hint]));
      expect(hints).toHaveLength(2);
      for (const hint of hints) expect(hint).toMatch(/Enter|Intro/);
    }
  });

  it("offers no choice that Slack would refuse, however long its id is", () => {
    const [axis] = shipped.index.catalogue.list("axis");
    if (axis === undefined) throw new Error("no axis");
    const axes = [150, 151].map((length) => ({ ...axis, id: "1".repeat(length) }));
    const { catalogue } = shipped.index;
    const list: typeof catalogue.list = (kind, filters) =>
      kind === "axis" ? axes : catalogue.list(kind, filters);
    const index = { ...shipped.index, catalogue: { ...catalogue, list } };
    const view = renderHome(start, { ...context, index });
    expect(faultsInView(view)).toEqual([]);
    const menu = nodesOf(view.blocks).find(({ action_id: id }) => id === "home-axis");
    expect(menu?.["options"]).toHaveLength(2);
    expect(openedBy(view.blocks)).toContain("1".repeat(151));
  });

  it("opens the pages beside the tree", () => {
    const { blocks } = renderHome({ ...start, open: otherTexts }, context);
    const pages = shipped.index.catalogue.list("page").map(({ id }) => id);
    expect(openedBy(blocks)).toEqual(pages.slice(0, homePageSize));
  });

  it("shows the answer to what was asked in the box, with buttons that work there", async () => {
    for (const question of [
      "què fem amb un ransomware?",
      "accions a curt termini",
      "el preu d'una bicicleta",
      "",
    ]) {
      const answer = await shipped.ask(question, { listLimit: 20 });
      const view = renderHome(start, { ...context, answer, population: 800 });
      expect(faultsInView(view)).toEqual([]);
      expect(nodesOf(view.blocks).some(({ type }) => type === "context_actions")).toBe(false);
      for (const { id, value } of buttonsOf(view.blocks))
        if (id.startsWith("ask-")) expect(decodeAsk(value)).toMatchObject({ population: 800 });
    }
  });

  it("shows an answer in the place of what was open, with the way back to it", async () => {
    const answer = await shipped.ask("2.1.7");
    for (const population of [undefined, 800]) {
      const filters = population === undefined ? {} : { population };
      const view = renderHome({ ...start, ...filters, open: "2.3.1" }, { ...context, answer });
      const shown = textsOf(view.blocks).join("\n");
      expect(shown).toContain("2.1.7 Donar wifi públic");
      expect(shown).not.toContain("Escriviu un pla de resposta a incidents");
      expect(openedBy(view.blocks)).toEqual(["2.3.1"]);
      const { back, start: first } = slackWords.ca.home;
      const way = buttonsOf(view.blocks).find(({ id }) => id === "home-open-0");
      expect(way?.text).toBe(population === undefined ? first : back);
      expect(readHomeState(view.private_metadata, "ca")).toEqual({ ...start, ...filters });
    }
    const gone = renderHome({ ...start, open: "9.9.9" }, { ...context, answer });
    expect(openedBy(gone.blocks)).toEqual([]);
  });

  it("says that an item is gone and what is wrong with a population", () => {
    const view = renderHome(
      { ...start, open: "9.9.9", axis: "77", role: "ningú" },
      {
        ...context,
        isPopulationInvalid: true,
      },
    );
    expect(textsOf(view.blocks)).toContain(slackWords.ca.home.gone);
    const { form, home } = slackWords.ca;
    expect(textsOf(view.blocks)).toContain(`⚠️ ${form.populationInvalid} ${home.enterFilters}`);
    expect(openedBy(view.blocks)).toContain("1");
  });

  it("is browsed from start to end by its own buttons and menus", () => {
    let state = start;
    const press = (id: string, value?: string) => {
      state = changeHome(state, id, value);
      const view = renderHome(state, context);
      expect(faultsInView(view)).toEqual([]);
      state = readHomeState(view.private_metadata, "en");
      return view.blocks;
    };
    const axis = buttonsOf(press("home-open-0", "2")).find(({ value }) => value === "2.3");
    const objective = buttonsOf(press(axis?.id ?? "", axis?.value));
    const action = objective.find(({ value }) => value === "2.3.1");
    expect(textsOf(press(action?.id ?? "", action?.value))).toContain(
      "2.3.1 Tenir un pla de resposta a incidents",
    );
    press("home-language", "es");
    expect(state).toEqual({ language: "es", open: "2.3.1" });
    press("home-horizon", "short");
    press("home-population", "1.200");
    press("home-population", "no sé");
    expect(state).toEqual({ language: "es", horizon: "short", population: 1_200 });
    press("home-horizon", "*");
    press("home-role", "tic");
    press("home-axis", "4");
    press("home-effort", "low");
    press("home-page-1", "15");
    expect(state).toMatchObject({ role: "tic", axis: "4", effort: "low", from: 15 });
    press("home-clear");
    expect(state).toEqual({ language: "es" });
    press("feedback", "positive");
    expect(state).toEqual({ language: "es" });
  });

  it("shows what is chosen in its menus, in every language", () => {
    for (const language of languages) {
      const view = renderHome(
        { language, axis: "2", horizon: "long", effort: "low", role: "tic" },
        context,
      );
      expect(faultsInView(view)).toEqual([]);
      const chosen = nodesOf(view.blocks).flatMap(({ initial_option: one }) => textsOf([one]));
      expect(chosen).toHaveLength(5);
      expect(chosen).toContain(languageNames[language]);
    }
  });

  it("serves any folder of text", async () => {
    const documents = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`documents/a${at}/b & c.md`, `Text número ${at}.`]),
    );
    const page = { "pagines/una.md": file({ id: "una", title: "Una *pàgina* <b>" }, "El text.") };
    const workspace = await createWorkspace({ ...documents, ...page });
    const { index } = await openAssistant(workspace.knowledge);
    await workspace.remove();
    const folder = { ...context, index };
    const seen: string[] = [];
    for (const from of [0, 15, 30, 45]) {
      const view = renderHome({ ...start, from, population: 800 }, folder);
      expect(faultsInView(view)).toEqual([]);
      if (from < 45) seen.push(...openedBy(view.blocks));
      expect(textsOf(view.blocks)).toContain(slackWords.ca.withoutAgenda.automatic);
      expect(nodesOf(view.blocks).filter(({ type }) => type === "static_select")).toHaveLength(1);
    }
    expect(new Set(seen).size).toBe(41);
    for (const item of index.catalogue.items) {
      const view = renderHome({ ...start, open: item.id }, folder);
      expect(faultsInView(view)).toEqual([]);
      expectTrusted(view.blocks, item);
    }
  });

  it("stays within the limits whatever its state, its items and its answer hold", async () => {
    const workspace = await createWorkspace(smallKnowledge);
    const { index } = await openAssistant(workspace.knowledge);
    await workspace.remove();
    const { catalogue } = index;
    fc.assert(
      fc.property(
        fc.option(hostileAnswer),
        hostileItem,
        fc.anything(),
        fc.nat(100),
        (answer, item, odd, from) => {
          const state = readHomeState(
            JSON.stringify({ ...start, open: item.id, from, axis: odd }),
            "es",
          );
          const hostile = {
            ...index,
            catalogue: {
              ...catalogue,
              get: () => item,
              children: () => Array(200).fill(item) as KnowledgeItem[],
              parent: () => undefined,
            },
          };
          const view = renderHome(state, {
            ...context,
            index: hostile,
            ...(answer ? { answer } : {}),
          });
          expect(faultsInView(view)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);
});

describe("readHomeState", () => {
  it("begins anew with what is none of ours, and keeps what it can read", () => {
    for (const odd of [
      undefined,
      "",
      "{",
      "[]",
      "7",
      "null",
      '{"language":"de"}',
      '{"open":7,"from":-1}',
    ])
      expect(readHomeState(odd, "es")).toEqual({ language: "es" });
    expect(
      readHomeState('{"language":"en","effort":"x","role":"tic","population":0}', "ca"),
    ).toEqual({
      language: "en",
      role: "tic",
    });
  });

  it("reads what was written, within what a view carries", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (open, role) => {
        const written = writeHomeState({ ...start, open, role, population: 5 });
        expect(written.length).toBeLessThanOrEqual(3_000);
        expect(readHomeState(written, "en")).toMatchObject({ language: "ca", population: 5 });
      }),
    );
  });
});

const hostileItem: fc.Arbitrary<KnowledgeItem> = fc.record({
  id: hostileId,
  kind: fc.constantFrom("axis", "objective", "action", "page", "document"),
  title: hostileText,
  origin: fc.constantFrom("official", "own"),
  blocks: fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant("heading" as const),
        level: fc.constant(2),
        text: hostileText,
      }),
      fc.record({ kind: fc.constant("paragraph" as const), text: hostileText }),
      fc.record({ kind: fc.constant("list-item" as const), ordinal: fc.nat(9), text: hostileText }),
    ),
    { maxLength: 6 },
  ),
  questions: fc.constant([]),
  references: fc.array(
    fc.record({
      title: hostileText,
      url: fc.constantFrom(
        "https://a.example/",
        "javascript:x",
        `https://a.example/${"a".repeat(4_000)}`,
      ),
      checked: fc.constant("2026-11-23"),
    }),
    { maxLength: 40 },
  ),
  related: fc.array(hostileText, { maxLength: 40 }),
  reviewed: fc.constant("2026-11-23"),
  applicability: fc.constant({
    population: { min: 1 },
    horizon: "short" as const,
    effort: "low" as const,
    roles: ["tic", "x".repeat(2_000)],
  }),
  sourcePath: fc.constant("a.md"),
});

/** Ids of the items that buttons open. */
function openedBy(blocks: unknown): string[] {
  return buttonsOf(blocks)
    .filter(({ id, value }) => id.startsWith("home-open-") && value !== undefined)
    .flatMap(({ value }) => value ?? []);
}

function expectTrusted(blocks: unknown, { references }: KnowledgeItem): void {
  const sources = new Set(references.map(({ url }) => url));
  for (const url of addressesOf(blocks))
    expect(url.startsWith(`${publicUrl}/`) || sources.has(url)).toBe(true);
}
