import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type ItemContext, renderItemCard } from "../../../adapters/teams/render-item.ts";
import type { KnowledgeItem } from "../../../src/agenda/item.ts";
import { label } from "../../../src/answer/shown.ts";
import { provenance } from "../../../src/answer/words.ts";
import { languages } from "../../../src/language/language.ts";
import { hostileText } from "../../helpers/hostile-answers.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "../../src/answer/shipped.ts";
import { faultsInCard } from "./card-rules.ts";
import { actionsIn, textsIn } from "./cards.ts";

let context: ItemContext;
let shipped: Awaited<ReturnType<typeof openAssistant>>;
beforeAll(async () => {
  shipped = await openAssistant();
  context = { index: shipped.index, publicUrl, language: "ca" };
}, buildTimeoutMs);

describe("renderItemCard", () => {
  it("shows every item of the Agenda in every language with its words, its origin and its link", () => {
    for (const item of shipped.index.catalogue.items) {
      for (const language of languages) {
        const attachment = renderItemCard(item, { ...context, language });
        expect(faultsInCard(attachment)).toEqual([]);
        const texts = textsIn(attachment.content);
        expect(texts[0]).toBe(label({ ...item, itemId: item.id }));
        const quoted = texts.find((text) => /^«.*»$/u.test(text))?.slice(1, -1) ?? "";
        expect(item.blocks.some(({ text }) => text === quoted)).toBe(true);
        expect(texts.join("\n").toLowerCase()).toContain(provenance(item, language));
        const [title, ...others] = actionsIn(attachment.content);
        expect(title?.url?.startsWith(`${publicUrl}/agenda/${item.id}?cita=`)).toBe(true);
        expect(others.at(-1)?.url).toBe(title?.url);
        // Where it is put the assistant may not take part.
        expect(others.every(({ type }) => type === "Action.OpenUrl")).toBe(true);
      }
    }
  }, 60_000);

  it("says what an action asks for and of whom, and names its sources", () => {
    const texts = textsIn(renderItemCard(itemOf("2.3.1"), context).content);
    expect(texts).toContain("Curt termini · esforç mitjà · per a municipis de qualsevol mida");
    expect(texts).toContain("informàtica i TIC, secretaria i alcaldia i regidories");
    expect(texts).toContain("Localret: publicacions de ciberseguretat");
    expect(texts).toContain(
      "Elaboració pròpia d'aquest projecte, no és text oficial · revisada el 23 de novembre del 2026",
    );
    const axis = textsIn(renderItemCard(itemOf("4"), context).content).join("\n");
    expect(axis).toContain("6 objectius i 33 accions · segons fonts oficials");
  });

  it("shows the words to which a link leads, where they stand in the item", () => {
    const item = itemOf("2.3.1");
    const quote = item.blocks.find(({ kind }) => kind === "list-item")?.text ?? "";
    const asked = renderItemCard(item, { ...context, quote });
    expect(textsIn(asked.content)).toContain(`«${quote}»`);
    expect(actionsIn(asked.content)[0]?.url).toContain("?cita=");
    const invented = renderItemCard(item, { ...context, quote: "No ho diu enlloc." });
    expect(JSON.stringify(invented)).not.toContain("No ho diu enlloc.");
  });

  it("looks like a result in a list, without tags", () => {
    const { preview } = renderItemCard(itemOf("2.3.1"), context);
    expect(preview).toMatchObject({
      contentType: "application/vnd.microsoft.card.thumbnail",
      content: {
        title: "2.3.1 Tenir un pla de resposta a incidents",
        text: expect.stringMatching(/^Escriviu un pla de resposta .*…$/),
      },
    });
  });

  it("can be shown whatever is in an item", () => {
    const range = fc.record({ min: fc.nat(), max: fc.nat() }, { requiredKeys: [] });
    const hostileItem: fc.Arbitrary<KnowledgeItem> = fc.record({
      id: fc.oneof(fc.constantFrom("2.3.1", "2", "x/y z"), hostileText.map(wellFormed)),
      kind: fc.constantFrom("axis", "objective", "action", "page", "document"),
      title: hostileText,
      origin: fc.constantFrom("official", "own"),
      blocks: fc.array(
        fc.record({ kind: fc.constantFrom("paragraph", "code"), text: hostileText } as const),
        { maxLength: 3 },
      ),
      questions: fc.constant([]),
      references: fc.array(
        fc.record({
          title: hostileText,
          url: fc.oneof(hostileText, fc.webUrl()),
          checked: fc.constant("2026-11-23"),
        }),
        { maxLength: 20 },
      ),
      related: fc.constant([]),
      applicability: fc.record({
        population: range,
        horizon: fc.constantFrom("short", "medium", "long"),
        effort: fc.constantFrom("low", "medium", "high"),
        roles: fc.array(hostileText, { maxLength: 4 }),
      }),
      sourcePath: fc.constant("a.md"),
    } as const);
    fc.assert(
      fc.property(hostileItem, fc.constantFrom(...languages), (item, language) => {
        const attachment = renderItemCard(item, { ...context, language });
        expect(faultsInCard(attachment)).toEqual([]);
        expect(JSON.stringify(attachment).length * 2).toBeLessThan(76_000);
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});

/** Ids are read from UTF-8, which has no halves of characters. */
function wellFormed(id: string): string {
  return id.replace(/\p{Cs}/gu, "").slice(0, 500) || "x";
}

function itemOf(id: string): KnowledgeItem {
  const item = shipped.index.catalogue.get(id);
  if (item === undefined) throw new Error(`no item ${id}`);
  return item;
}
