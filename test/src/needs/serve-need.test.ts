import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Language } from "../../../src/language/language.ts";
import { needWords } from "../../../src/needs/words.ts";
import type { Memory } from "../../../src/ports.ts";
import type { Reception } from "../../../src/reception/reception.ts";
import type { Sheet } from "../../../src/reception/sheet.ts";
import type { Visitor } from "../../../src/reception/visitor.ts";
import type { Wish } from "../../../src/reception/wish.ts";
import { openForTest } from "../../adapters/database/open-for-test.ts";
import { receptionOn } from "../../helpers/reception.ts";
import { buildTimeoutMs, openAssistant, publicUrl } from "../answer/shipped.ts";
import { partsOf, textOf } from "../onboarding/rig.ts";

let shipped: Awaited<ReturnType<typeof openAssistant>>;
beforeAll(async () => {
  shipped = await openAssistant();
}, buildTimeoutMs);

const { ca } = needWords;
const startMs = Date.UTC(2026, 10, 23, 12);
let reception: Reception;
let memory: Memory;
let nowMs: number;

beforeEach(async () => {
  nowMs = startMs;
  const { database } = await openForTest();
  ({ reception, memory } = receptionOn(database, {
    assistant: shipped.assistant,
    index: () => shipped.index,
    publicUrl,
    now: () => nowMs,
  }));
});

function visitor(person: string, more: Partial<Visitor> = {}): Visitor {
  return {
    person,
    tenant: `council of ${person}`,
    platform: "slack",
    language: "ca",
    place: `to ${person}`,
    isAdmin: async () => false,
    ...more,
  };
}

const serve = (wish: Wish, who: Visitor) => reception.serve(wish, who);
const keep = (text: string, who: Visitor, more: Readonly<Record<string, string>> = {}) =>
  serve({ kind: "keep-need", isSure: true, fields: { text, ...more } }, who);
const formOf = (sheet: Sheet) => partsOf(sheet, "form")[0]?.form;
const fieldOf = (sheet: Sheet, name: string) =>
  formOf(sheet)?.fields.find((field) => field.name === name);
const wishesOf = (sheet: Sheet) =>
  partsOf(sheet, "choices").flatMap(({ choices }) => choices.map(({ wish }) => wish));

const bees = "Ens cal un programa per saber on són els ruscos d'abelles del municipi";

describe("recording a need", () => {
  it("begins with the question that was not covered, to be edited, and keeps what is sent", async () => {
    const anna = visitor("anna");
    const given = await reception.answer({ question: "com cuidem els ruscos d'abelles?" }, anna);
    const form = await serve({ kind: "need", answer: given.id }, anna);
    expect(fieldOf(form, "text")?.value).toBe("com cuidem els ruscos d'abelles?");
    expect(await memory.needs.of("anna")).toEqual([]);
    const kept = await keep(bees, anna, { axis: "2" });
    expect(textOf(kept)).toContain(ca.recorded);
    expect(textOf(kept)).toContain(ca.willTell);
    expect(await memory.needs.of("anna")).toMatchObject([
      { text: bees, language: "ca", axis: "2", isNamed: false, councils: 1 },
    ]);
  });

  it("knows the last uncovered question where none is named, for an hour", async () => {
    const anna = visitor("anna");
    await reception.answer({ question: "com cuidem els ruscos d'abelles?" }, anna);
    nowMs += 59 * 60_000;
    expect(fieldOf(await serve({ kind: "need" }, anna), "text")?.value).toContain("abelles");
    expect(fieldOf(await serve({ kind: "need" }, visitor("bernat")), "text")?.value).toBe("");
    nowMs += 2 * 60_000;
    expect(fieldOf(await serve({ kind: "need" }, anna), "text")?.value).toBe("");
  });

  it("proposes the axis of what was nearest, and takes another or none", async () => {
    const anna = visitor("anna");
    const question = "hi ha res sobre robots que desinfectin els servidors de l'ajuntament?";
    const given = await reception.answer({ question }, anna);
    const form = await serve({ kind: "need", answer: given.id }, anna);
    expect(["1", "2", "3", "4"]).toContain(fieldOf(form, "axis")?.value);
    await keep(bees, anna, { axis: "none" });
    expect((await memory.needs.of("anna"))[0]).not.toHaveProperty("axis");
    const wrong = await keep("una altra cosa que ens cal", anna, { axis: "9" });
    expect(fieldOf(wrong, "axis")?.fault).toBe(ca.badChoice);
    expect(await memory.needs.of("anna")).toHaveLength(1);
  });

  it.each([
    ["el veí amb DNI 12345678Z no pot entrar al padró", "[DNI]", ca.kinds.dni],
    ["l'NIE X1234567L no surt enlloc", "[NIE]", ca.kinds.nie],
    ["truqueu-me al 612 345 678 per parlar-ne", "[telèfon]", ca.kinds.phone],
    ["escriviu a maria.puig@vilanova.cat si us plau", "[correu]", ca.kinds.email],
    ["el compte ES9121000418450200051332 no va", "[IBAN]", ca.kinds.iban],
    ["truqueu al (612) 345 678 o al fix", "[telèfon]", ca.kinds.phone],
    ["el tel612345678 no respon", "[telèfon]", ca.kinds.phone],
    ["la Joana, 12 345 678 Z, no hi pot entrar", "[DNI]", ca.kinds.dni],
    ["escriviu a joan @ ajuntament.cat si us plau", "[correu]", ca.kinds.email],
    ["paguen al ES91-2100-0418-45-0200051332", "[IBAN]", ca.kinds.iban],
    ["el document RE 2024/1234 no hi és", "[núm. de registre]", ca.kinds.registry],
    ["truqueu al ６１２３４５６７８ demà", "[telèfon]", ca.kinds.phone],
    ["truqueu al 612\u200b345\u200b678 demà", "[telèfon]", ca.kinds.phone],
    ["l'expedient 2026/1234 està encallat", "[núm. de registre]", ca.kinds.registry],
  ])("points out what tells of persons before it is kept: %s", async (text, marker, kind) => {
    const anna = visitor("anna");
    const first = await keep(text, anna);
    expect(fieldOf(first, "text")?.fault).toContain(kind);
    expect(fieldOf(first, "text")?.value).toContain(marker);
    expect(await memory.needs.of("anna")).toEqual([]);
    // Whoever sends the same again is shown the same: it is never kept.
    await keep(text, anna);
    expect(await memory.needs.of("anna")).toEqual([]);
    await keep(fieldOf(first, "text")?.value ?? "", anna);
    expect((await memory.needs.of("anna"))[0]?.text).toContain(marker);
  });

  it("takes the name of the council out of the text, unless the council agrees to be named", async () => {
    const anna = visitor("anna");
    await reception.tell(anna, { population: 800, council: "Vilanova de Dalt" });
    const text = "A VILANOVA DE DALT ens cal un mapa d'abellers";
    const first = await keep(text, anna);
    expect(fieldOf(first, "text")?.fault).toContain(ca.councilName);
    expect(fieldOf(first, "text")?.value).toBe("A [ajuntament] ens cal un mapa d'abellers");
    await keep(text, anna, { named: "yes" });
    expect(await memory.needs.of("anna")).toMatchObject([{ text, isNamed: true }]);
  });

  it.each([
    [
      "Ajuntament de Rupit i Pruit",
      "A Rupit i Pruit ens cal un mapa",
      "A [ajuntament] ens cal un mapa",
    ],
    ["Vic", "a Vic volem un mapa", "a [ajuntament] volem un mapa"],
    [
      "L'Hospitalet de Llobregat",
      "l’HOSPITALET  de Llobregat vol un mapa",
      "l’[ajuntament] vol un mapa",
    ],
    ["Sant Boi", "A St. Boi ens cal un mapa", "A [ajuntament] ens cal un mapa"],
    ["Móra d'Ebre", "a mora d'ebre falta un mapa", "a [ajuntament] falta un mapa"],
  ])("takes it out however it is written: %s", async (council, text, hidden) => {
    const anna = visitor("anna");
    await reception.tell(anna, { population: 800, council });
    const sheet = await keep(text, anna);
    expect(fieldOf(sheet, "text")?.value).toBe(hidden);
    expect(await memory.needs.of("anna")).toEqual([]);
  });

  it("leaves words alone that only sound like a name", async () => {
    const anna = visitor("anna");
    await reception.tell(anna, { population: 800, council: "Vic" });
    await keep("el servei de vicaria vol un mapa", anna);
    expect(await memory.needs.of("anna")).toHaveLength(1);
  });

  it("asks for agreement to be named only where a name is known", async () => {
    const anna = visitor("anna");
    expect(fieldOf(await serve({ kind: "need" }, anna), "named")).toBeUndefined();
    await reception.tell(anna, { population: 800, council: "Rupit" });
    expect(fieldOf(await serve({ kind: "need" }, anna), "named")).toMatchObject({ value: "no" });
  });

  it.each(["", "   ", "?!.,", "12 34 56", "\u200b\u202e", "🐝🐝🐝"])(
    "wants words: %j",
    async (text) => {
      const sheet = await keep(text, visitor("anna"));
      expect(fieldOf(sheet, "text")?.fault).toBe(ca.noText);
      expect(await memory.needs.of("anna")).toEqual([]);
    },
  );

  it.each([
    "私たちの町には蜂の巣の地図が必要です",
    "нам нужна карта ульев",
    "xkcd qwrt zzzz plmk",
    "نحتاج إلى خريطة للمناحل",
  ])("takes a need of any language or none: %s", async (text) => {
    await keep(text, visitor("anna"));
    expect(await memory.needs.of("anna")).toMatchObject([{ text }]);
  });

  it("shortens nothing: what is too long is said to be", async () => {
    const text = `abelles ${"molt ".repeat(300)}`;
    const sheet = await keep(text, visitor("anna"));
    expect(fieldOf(sheet, "text")?.fault).toBe(ca.tooLong("1.000"));
    expect(fieldOf(sheet, "text")?.value).toBe(text.trim());
  });

  it("shows first what the Agenda says, and records it when that is not it", async () => {
    const anna = visitor("anna");
    const fields = { text: "què hem de fer si ens entra un ransomware?" };
    const shown = await serve({ kind: "keep-need", isSure: false, fields }, anna);
    expect(textOf(shown)).toContain(ca.answered);
    expect(partsOf(shown, "quote")[0]?.citation.itemId).toBe("2.3.1");
    expect(await memory.needs.of("anna")).toEqual([]);
    const wish = formOf(shown)?.wish;
    expect(wish).toMatchObject({ kind: "keep-need", isSure: true });
    await serve({ kind: "keep-need", isSure: true, fields }, anna);
    const [need] = await memory.needs.of("anna");
    expect(need?.rejected).toContain("2.3.1");
  });

  it("shows the question of an answer to who works for the same council, and to no one else", async () => {
    const anna = visitor("anna");
    const given = await reception.answer({ question: "com cuidem els ruscos?" }, anna);
    const form = (who: Visitor) => serve({ kind: "need", answer: given.id }, who);
    const colleague = visitor("bernat", { tenant: "council of anna" });
    expect(fieldOf(await form(colleague), "text")?.value).toContain("ruscos");
    expect(fieldOf(await form(visitor("carla")), "text")?.value).toBe("");
  });

  it("takes again what was closed, when that is not what was needed", async () => {
    const anna = visitor("anna");
    await keep(bees, anna);
    const [first] = await memory.needs.open(1);
    await memory.needs.cover(first?.id ?? "", "2.3.1", nowMs);
    const fields = { text: bees };
    const shown = await serve({ kind: "keep-need", isSure: false, fields }, anna);
    expect(shown.title).toBe(ca.news(1));
    expect(formOf(shown)?.wish).toMatchObject({ kind: "keep-need", isSure: true });
    expect(textOf(await keep(bees, anna))).toContain(ca.recorded);
    const [again] = await memory.needs.open(1);
    expect(again).toMatchObject({ text: bees });
    expect(again?.rejected).toContain("2.3.1");
  });

  it("keeps nothing of who is not known", async () => {
    const nobody = visitor("", { tenant: "" });
    expect(textOf(await keep(bees, nobody))).toContain(ca.unknown);
    expect(await memory.needs.open(9)).toEqual([]);
  });
});

describe("sharing needs", () => {
  it("shows what is alike in another language, and joins it with one press", async () => {
    await keep("Necesitamos un mapa de las colmenas de abejas del municipio", visitor("bernat"));
    const anna = visitor("anna");
    const kept = await keep("Ens cal un mapa dels ruscos d'abelles del municipi", anna);
    const join = wishesOf(kept).find(({ kind }) => kind === "join-need");
    expect(textOf(kept)).toContain(ca.alike);
    if (join === undefined) throw new Error("nothing to join");
    const carla = visitor("carla");
    const joined = await serve(join, carla);
    expect(textOf(joined)).toContain(ca.joined(2, "2"));
    expect(textOf(await serve(join, carla))).toContain(ca.already);
    expect(await memory.needs.of("carla")).toMatchObject([{ language: "es", councils: 2 }]);
  });

  it("joins who records the same in the same words", async () => {
    await keep(bees, visitor("bernat"));
    const sheet = await keep(bees.toUpperCase(), visitor("anna"));
    expect(textOf(sheet)).toContain(ca.joined(2, "2"));
    expect(await memory.needs.open(9)).toHaveLength(1);
    expect(textOf(await keep(`  ${bees}!`, visitor("anna")))).toContain(ca.already);
  });

  it("lists one's own to be withdrawn and those of others to be joined, and names nobody", async () => {
    const bernat = visitor("bernat");
    await reception.tell(bernat, { population: 800, council: "Rupit" });
    await keep(bees, bernat, { named: "yes" });
    const anna = visitor("anna");
    await keep("Voldríem una sala d'assaig per a les corals", anna);
    const list = await serve({ kind: "needs" }, anna);
    expect(textOf(list)).toContain("abelles");
    expect(textOf(list)).not.toContain("Rupit");
    const drop = wishesOf(list).find(({ kind }) => kind === "drop-need");
    if (drop === undefined) throw new Error("nothing to withdraw");
    // Somebody else's button is good for nobody else.
    await serve(drop, bernat);
    expect(await memory.needs.of("anna")).toHaveLength(1);
    expect(textOf(await serve(drop, anna))).toContain(ca.withdrawn);
    expect(await memory.needs.of("anna")).toEqual([]);
    expect(textOf(await serve(drop, anna))).toContain(ca.gone);
  });

  it("leafs through those of many", async () => {
    for (let at = 0; at < 23; at += 1)
      await keep(
        `Necessitat número ${"abcdefghijklmnopqrstuvwxyz"[at]?.repeat(6)}`,
        visitor(`p${at}`),
      );
    const anna = visitor("anna");
    const seen = new Set<string>();
    let wish: Wish | undefined = { kind: "needs" };
    for (let pages = 0; wish !== undefined && pages < 5; pages += 1) {
      const sheet: Sheet = await serve(wish, anna);
      for (const one of wishesOf(sheet)) if (one.kind === "join-need") seen.add(one.need);
      wish = wishesOf(sheet).find(({ kind }) => kind === "needs");
    }
    expect(seen.size).toBe(23);
    const beyond = await serve({ kind: "needs", from: 9_999 }, anna);
    expect(wishesOf(beyond).filter(({ kind }) => kind === "join-need")).toHaveLength(10);
    // One's own come first, and are leafed through with the others.
    for (let at = 0; at < 12; at += 1)
      await keep(`Cosa meva ${"mnopqrstuvwx"[at]?.repeat(6)}`, anna);
    const first = await serve({ kind: "needs" }, anna);
    expect(wishesOf(first).filter(({ kind }) => kind === "drop-need")).toHaveLength(10);
    const second = await serve({ kind: "needs", from: 10 }, anna);
    const kinds = wishesOf(second).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "drop-need")).toHaveLength(2);
    expect(kinds.filter((kind) => kind === "join-need")).toHaveLength(8);
  });

  it("says that a need is gone, or covered, to who presses an old button", async () => {
    await keep(bees, visitor("bernat"));
    const [need] = await memory.needs.open(1);
    const id = need?.id ?? "";
    await memory.needs.cover(id, "2.3.1", nowMs);
    const covered = await serve({ kind: "join-need", need: id }, visitor("anna"));
    expect(covered.title).toBe(ca.news(1));
    expect(partsOf(covered, "quote")[0]?.citation.itemId).toBe("2.3.1");
    expect(await memory.needs.of("anna")).toEqual([]);
    const gone = await serve({ kind: "join-need", need: "nothing" }, visitor("anna"));
    expect(textOf(gone)).toContain(ca.gone);
  });
});

describe("telling what became covered", () => {
  it("tells who comes back, once, with the quote, and leaves it in the list", async () => {
    const anna = visitor("anna", { platform: "web" });
    await keep(bees, anna);
    expect(await reception.newsFor(anna, "ca")).toBeUndefined();
    const [need] = await memory.needs.open(1);
    await memory.needs.cover(need?.id ?? "", "2.3.1", nowMs);
    const news = await reception.newsFor(anna, "ca");
    expect(news?.title).toBe(ca.news(1));
    expect(news && partsOf(news, "quote")[0]?.citation.itemId).toBe("2.3.1");
    expect(await reception.newsFor(anna, "ca")).toBeUndefined();
    expect(textOf(await serve({ kind: "needs" }, anna))).toContain("2.3.1");
  });

  it.each(["ca", "es", "en"] as const)("says all of it in %s", async (language: Language) => {
    const anna = visitor("anna", { language });
    const say = needWords[language];
    const sheets = [
      await serve({ kind: "needs" }, anna),
      await serve({ kind: "need" }, anna),
      await keep(bees, anna),
    ];
    expect(sheets.map((sheet) => sheet.language)).toEqual([language, language, language]);
    expect(textOf(sheets[2] as Sheet)).toContain(say.recorded);
  });
});
