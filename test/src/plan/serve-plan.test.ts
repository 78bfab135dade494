import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isVerified } from "../../../src/answer/verify.ts";
import { languages } from "../../../src/language/language.ts";
import { planSheet } from "../../../src/plan/plan-sheet.ts";
import type { PlanWish } from "../../../src/plan/serve-plan.ts";
import { planWords } from "../../../src/plan/words.ts";
import type { Field, Sheet } from "../../../src/reception/sheet.ts";
import { readWish, writeWish } from "../../../src/reception/wish.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { planEntry } from "../../contracts/plan-store.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "../answer/shipped.ts";
import { choicesOf, mainOf, partsOf, textOf } from "../onboarding/rig.ts";
import { createPlanRig, type PlanRig, startMs } from "./rig.ts";

let index: SearchIndex;
let rig: PlanRig;

beforeAll(async () => {
  index = (await openAssistant()).index;
}, buildTimeoutMs);
beforeEach(() => {
  rig = createPlanRig(index);
});

const say = planWords.ca;
const item = "2.3.1";
const add = (id = item): PlanWish => ({ kind: "plan-add", item: id });
const keep = (version: number, fields: Readonly<Record<string, string>>): PlanWish => ({
  kind: "plan-keep",
  item,
  version,
  fields: { ...fields },
});
const typed = { status: "under-way", owner: "Secretaria", quarter: "2027-T1", notes: "Primer." };

function fieldsOf(sheet: Sheet): readonly Field[] {
  return partsOf(sheet, "form").flatMap(({ form }) => form.fields);
}
function valuesOf(sheet: Sheet) {
  return Object.fromEntries(fieldsOf(sheet).map(({ name, value }) => [name, value]));
}
function warningOf(sheet: Sheet) {
  return partsOf(sheet, "text").find(({ tone }) => tone === "warning")?.text;
}
function factsOf(sheet: Sheet) {
  const all = partsOf(sheet, "facts").flatMap(({ facts }) => facts);
  return Object.fromEntries(all.map(({ label, value }) => [label, value]));
}

describe("the plan", () => {
  it("says what to do when nothing is in it", async () => {
    const sheet = await rig.press({ kind: "plan" });
    expect(textOf(sheet)).toBe(say.empty);
    expect(mainOf(sheet)?.wish).toEqual({ kind: "model", fields: {} });
  });

  it("counts by status, groups by quarter, and opens each entry", async () => {
    await rig.plans.add({ person: "", tenant: "north", platform: "slack" }, [
      planEntry("2.3.1", { quarter: "2027-T1", owner: "TIC", status: "done" }),
      planEntry("1.1.1", { quarter: "2027-T1" }),
      planEntry("4.1.1"),
    ]);
    const sheet = await rig.press({ kind: "plan" });
    expect(factsOf(sheet)).toEqual({ Accions: "3", Proposada: "2", Feta: "1" });
    expect(partsOf(sheet, "heading").map(({ text }) => text)).toEqual([
      "1r trimestre de 2027",
      "Sense trimestre",
    ]);
    expect(partsOf(sheet, "list").map(({ items }) => items)).toEqual([
      [
        "1.1.1 Tenir una única seu electrònica (Proposada)",
        "2.3.1 Tenir un pla de resposta a incidents (Feta, responsable: TIC)",
      ],
      ["4.1.1 Adherir-se a l'Agenda digital dels municipis de Catalunya (Proposada)"],
    ]);
    expect(choicesOf(sheet).map(({ wish }) => wish)).toContainEqual({ kind: "plan-entry", item });
    expect(partsOf(sheet, "link")[0]?.url).toBe(`${publicUrl}/pla/ticket`);
  });

  it("shows 15 of 10,000 at once, each once, and the last page has no more", async () => {
    const entries = Array.from({ length: 10_000 }, (_, at) => planEntry(`1.1.${at}`));
    const scene = { index, publicUrl, language: "ca", nowMs: startMs, isPageBrief: false } as const;
    const seen = new Set<string>();
    let pages = 0;
    for (let from: number | undefined = 0; from !== undefined; pages += 1) {
      const sheet = planSheet(entries, scene, from);
      const codes = partsOf(sheet, "list").flatMap(({ items }) =>
        items.map((text) => text.split(" ")[0] ?? ""),
      );
      expect(codes.length).toBeLessThanOrEqual(15);
      for (const code of codes) seen.add(code);
      const more = mainOf(sheet)?.wish;
      from = more?.kind === "plan" ? more.from : undefined;
    }
    expect([pages, seen.size]).toEqual([667, 10_000]);
  });

  it("shows what was dropped last, and in no quarter", async () => {
    await rig.plans.add({ person: "", tenant: "north", platform: "slack" }, [
      planEntry("1.1.1", { quarter: "2026-T4", status: "dropped" }),
      planEntry("2.3.1", { quarter: "2027-T1" }),
    ]);
    const sheet = await rig.press({ kind: "plan" });
    expect(partsOf(sheet, "heading").map(({ text }) => text)).toEqual([
      "1r trimestre de 2027",
      "Descartada",
    ]);
    expect(partsOf(sheet, "list").map(({ items }) => items[0]?.slice(0, 5))).toEqual([
      "2.3.1",
      "1.1.1",
    ]);
  });

  it("begins at the beginning for a button of a plan that was longer", async () => {
    await rig.press(add());
    const sheet = await rig.press({ kind: "plan", from: 45 });
    expect(partsOf(sheet, "list")[0]?.items).toHaveLength(1);
  });

  it("keeps councils apart, and keeps nothing where the council is not known", async () => {
    await rig.press(add());
    expect(textOf(await rig.press({ kind: "plan" }, "south"))).toBe(say.empty);
    for (const wish of [{ kind: "plan-entry", item }, keep(1, typed)] as const)
      await rig.press(wish, "south");
    await rig.press({ kind: "plan-drop", item, version: 1, isSure: true }, "south");
    expect(await rig.kept(item)).toMatchObject({ status: "proposed", version: 1 });
    for (const wish of [add(), { kind: "plan" }, { kind: "plan-next" }] as const) {
      const sheet = await rig.press(wish, "");
      expect(textOf(sheet)).toBe(say.unknown);
      expect(choicesOf(sheet)).toEqual([]);
      expect(partsOf(sheet, "link")).toEqual([]);
    }
    expect(await rig.plans.list("")).toEqual([]);
  });
});

describe("plan-add", () => {
  it("adds an action once, and shows it with a verified quote and its form", async () => {
    const sheet = await rig.press(add());
    expect(sheet.title).toBe("2.3.1 Tenir un pla de resposta a incidents");
    expect(partsOf(sheet, "text")).toMatchObject([{ text: say.add.done, tone: "good" }]);
    const [quote] = partsOf(sheet, "quote");
    expect(quote && isVerified(quote.citation, index, publicUrl)).toBe(true);
    expect(valuesOf(sheet)).toEqual({ status: "proposed", owner: "", quarter: "none", notes: "" });
    await rig.press(keep(1, typed));
    const again = await rig.press(add());
    expect(textOf(again)).toBe(say.add.already);
    expect(valuesOf(again)).toEqual(typed);
  });

  it.each([
    ["9.9.9", /no hi ha cap acció amb el codi 9\.9\.9/],
    ["2.3", /no és una acció/],
    ["2", /no és una acció/],
    ["__proto__", /no hi ha cap acció/],
    ["que-es", /cap acció|no és una acció/],
  ])("says of %s that it cannot be in a plan", async (id, said) => {
    for (const wish of [add(id), { kind: "plan-entry", item: id }] as const)
      expect(warningOf(await rig.press(wish))).toMatch(said);
    expect(await rig.plans.list("north")).toEqual([]);
  });

  it("tells a council of another size for whom it is, and adds it all the same", async () => {
    rig.population = 800;
    const sheet = await rig.press(add("2.4.2"));
    expect(warningOf(sheet)).toBe(
      "Tingueu en compte que aquesta acció és per a municipis a partir de 50.001 habitants.",
    );
    expect(await rig.kept("2.4.2")).toBeDefined();
  });

  it("says why it was proposed in the language of who reads it", async () => {
    await rig.press({ kind: "adopt-model", fields: { population: "800", start: "none" } });
    rig.language = "en";
    const facts = factsOf(await rig.press({ kind: "plan-entry", item: "4.5.2" }));
    expect(facts["Why it is in the plan"]).toMatch(/^Legal duty: RGPD/u);
  });

  it("offers what is not in the plan where an old button opens it", async () => {
    const sheet = await rig.press({ kind: "plan-entry", item });
    expect(mainOf(sheet)?.wish).toEqual(add());
  });
});

describe("plan-keep", () => {
  beforeEach(async () => {
    await rig.press(add());
    rig.nowMs += 86_400_000;
  });

  it("keeps what was filled in, and says so when it is pressed twice", async () => {
    for (const _ of [1, 2]) {
      const sheet = await rig.press(keep(1, typed));
      expect(partsOf(sheet, "text")).toMatchObject([{ text: say.entry.saved, tone: "good" }]);
      expect(await rig.kept(item)).toMatchObject({ ...typed, version: 2, changedAtMs: rig.nowMs });
    }
    await rig.press(keep(2, { quarter: "none" }));
    const kept = await rig.kept(item);
    expect(kept).toMatchObject({ owner: "Secretaria", status: "under-way" });
    expect(kept).not.toHaveProperty("quarter");
  });

  it("shows what there is now and what was typed when somebody else was faster", async () => {
    await rig.press(keep(1, { owner: "Alcaldia", notes: "De la primera." }));
    const sheet = await rig.press(keep(1, typed));
    expect(warningOf(sheet)).toBe(say.entry.conflict);
    expect(factsOf(sheet)).toMatchObject({ Responsable: "Alcaldia", Notes: "De la primera." });
    expect(valuesOf(sheet)).toEqual(typed);
    expect(fieldsOf(sheet).find(({ name }) => name === "owner")?.hint).toBe("Ara hi diu: Alcaldia");
    expect(await rig.kept(item)).toMatchObject({ owner: "Alcaldia", version: 2 });
    const wish = partsOf(sheet, "form")[0]?.form.wish;
    expect(wish).toMatchObject({ kind: "plan-keep", version: 2 });
    await rig.press(keep(2, typed));
    expect(await rig.kept(item)).toMatchObject({ ...typed, version: 3 });
  });

  /** The form of the entry as it is shown, with what somebody changes in it. */
  const changed = async (fields: Readonly<Record<string, string>>): Promise<PlanWish> => {
    const sheet = await rig.press({ kind: "plan-entry", item });
    const wish = partsOf(sheet, "form")[0]?.form.wish;
    if (wish?.kind !== "plan-keep") throw new Error("no form of an entry");
    return { ...wish, fields: { ...valuesOf(sheet), ...fields } };
  };

  it("leaves what somebody else has changed and one's own form has not", async () => {
    const mine = await changed({ notes: "Una nota." });
    await rig.press(await changed({ status: "under-way", quarter: "2027-T2" }));
    const sheet = await rig.press(mine);
    const told = [say.entry.saved, say.entry.merged("estat i trimestre")];
    expect(partsOf(sheet, "text").map(({ text }) => text)).toEqual(told);
    const kept = { status: "under-way", quarter: "2027-T2", notes: "Una nota.", owner: "" };
    expect(await rig.kept(item)).toMatchObject({ ...kept, version: 3 });
  });

  it("marks only where both have changed the same, and fills in the rest as it is now", async () => {
    const mine = await changed({ notes: "La meva.", owner: "Secretaria" });
    await rig.press(await changed({ status: "under-way", notes: "La seva." }));
    const sheet = await rig.press(mine);
    expect(warningOf(sheet)).toBe(say.entry.conflict);
    expect(valuesOf(sheet)).toMatchObject({
      status: "under-way",
      owner: "Secretaria",
      notes: "La meva.",
    });
    const hints = fieldsOf(sheet).flatMap(({ name, hint }) =>
      hint?.startsWith("Ara hi diu") ? [name] : [],
    );
    expect(hints).toEqual(["notes"]);
    const again = partsOf(sheet, "form")[0]?.form.wish;
    if (again?.kind !== "plan-keep") throw new Error("no form of an entry");
    await rig.press({ ...again, fields: valuesOf(sheet) } as PlanWish);
    expect(await rig.kept(item)).toMatchObject({ status: "under-way", notes: "La meva." });
  });

  it("takes no form of an entry that was taken out and added anew since", async () => {
    const stale = await changed({ owner: "Vella" });
    await rig.press({ kind: "plan-drop", item, version: 1, isSure: true });
    rig.nowMs += 1;
    await rig.press(add());
    expect(warningOf(await rig.press(stale))).toBe(say.entry.conflict);
    expect(await rig.kept(item)).toMatchObject({ owner: "", version: 1 });
  });

  it("counts a line end once, and cuts nothing of what is too long", async () => {
    const lines = `${"x\r\n".repeat(1_499)}xx`;
    await rig.press(keep(1, { notes: lines }));
    expect((await rig.kept(item))?.notes).toBe(lines.replaceAll("\r\n", "\n"));
    const long = "y".repeat(50_000);
    const carried = readWish(writeWish(keep(2, {})), { notes: long });
    const sheet = await rig.press(carried as PlanWish);
    expect(fieldsOf(sheet).find(({ name }) => name === "notes")).toMatchObject({
      value: long,
      fault: "Escriviu 3.000 caràcters com a molt.",
    });
  });

  it("shows what was typed when the entry was taken out meanwhile", async () => {
    await rig.press({ kind: "plan-drop", item, version: 1, isSure: true });
    const sheet = await rig.press(keep(1, typed));
    expect(warningOf(sheet)).toBe(say.entry.droppedMeanwhile);
    expect(factsOf(sheet)).toEqual({
      Estat: "En marxa",
      Responsable: "Secretaria",
      Trimestre: "1r trimestre de 2027",
      Notes: "Primer.",
    });
    expect(choicesOf(sheet)[0]?.wish).toEqual(add());
  });

  it.each([
    ["status", "finished", say.entry.badStatus],
    ["status", "", say.entry.badStatus],
    ["quarter", "2027-T5", say.entry.badQuarter],
    ["quarter", "2026-T3", say.entry.badQuarter],
    ["quarter", "2029-T4", say.entry.badQuarter],
    ["quarter", "31/02/2027", say.entry.badQuarter],
    ["owner", "x".repeat(201), "Escriviu 200 caràcters com a molt."],
    ["notes", "x".repeat(3_001), "Escriviu 3.000 caràcters com a molt."],
  ])("refuses %s %s at its field and keeps what was typed", async (name, value, fault) => {
    const sheet = await rig.press(keep(1, { ...typed, [name]: value }));
    expect(warningOf(sheet)).toBe(say.entry.notSaved);
    expect(fieldsOf(sheet).filter((field) => field.fault !== undefined)).toMatchObject([
      { name, fault, value },
    ]);
    expect(valuesOf(sheet)).toEqual({ ...typed, [name]: value });
    expect(await rig.kept(item)).toMatchObject({ version: 1 });
  });

  it("leaves a quarter that has passed meanwhile", async () => {
    await rig.press(keep(1, typed));
    rig.nowMs = Date.UTC(2028, 6, 1);
    await rig.press(keep(2, { ...typed, status: "done" }));
    expect(await rig.kept(item)).toMatchObject({ status: "done", quarter: "2027-T1" });
  });

  it("offers the present quarter and the eleven after it", async () => {
    const quarter = fieldsOf(await rig.press({ kind: "plan-entry", item })).find(
      ({ name }) => name === "quarter",
    );
    const values = quarter?.options?.map(({ value }) => value);
    expect(values).toHaveLength(13);
    expect([values?.[0], values?.[1], values?.at(-1)]).toEqual(["none", "2026-T4", "2029-T3"]);
  });

  it("shows and changes an action that has left the Agenda", async () => {
    await rig.plans.add({ person: "", tenant: "north", platform: "slack" }, [
      planEntry("9.9.9", { title: "Una acció antiga" }),
    ]);
    const sheet = await rig.press({ kind: "plan-entry", item: "9.9.9" });
    expect(sheet.title).toBe("9.9.9 Una acció antiga");
    expect(warningOf(sheet)).toContain(say.gone);
    await rig.press({ ...keep(1, typed), item: "9.9.9" } as PlanWish);
    expect(await rig.kept("9.9.9")).toMatchObject({ owner: "Secretaria" });
  });
});

describe("plan-drop", () => {
  const drop = (version: number, isSure: boolean): PlanWish => ({
    kind: "plan-drop",
    item,
    version,
    isSure,
  });
  beforeEach(() => rig.press(add()));

  it("asks first, then takes it out, once", async () => {
    const asked = await rig.press(drop(1, false));
    expect(warningOf(asked)).toContain("Voleu treure del pla 2.3.1");
    expect(choicesOf(asked)[0]).toMatchObject({ tone: "danger", wish: drop(1, true) });
    expect(await rig.kept(item)).toBeDefined();
    expect(textOf(await rig.press(drop(1, true)))).toContain("S'ha tret del pla 2.3.1");
    expect(textOf(await rig.press(drop(1, true)))).toContain("2.3.1 ja no era al pla.");
  });

  it("asks again when somebody else has changed it, with what there is now", async () => {
    await rig.press(keep(1, typed));
    const sheet = await rig.press(drop(1, true));
    expect(warningOf(sheet)).toBe(say.drop.changed);
    expect(factsOf(sheet)["Responsable"]).toBe("Secretaria");
    expect(choicesOf(sheet)[0]?.wish).toEqual(drop(2, true));
    expect(await rig.kept(item)).toBeDefined();
  });
});

describe("every sheet", () => {
  it("fits on buttons and has words in every language", async () => {
    for (const language of languages) {
      rig.language = language;
      const wishes: PlanWish[] = [
        add(),
        { kind: "plan" },
        { kind: "plan-entry", item },
        { kind: "plan-drop", item, version: 1, isSure: false },
        { kind: "plan-next" },
        { kind: "model", fields: {} },
        { kind: "model", fields: { population: "8000", start: "begun" } },
      ];
      for (const wish of wishes) {
        const sheet = await rig.press(wish);
        expect(sheet.language).toBe(language);
        for (const { label, wish: next } of choicesOf(sheet)) {
          expect(label.length, label).toBeLessThanOrEqual(75);
          expect(writeWish(next).length).toBeLessThan(300);
        }
      }
    }
  });
});
