import * as fc from "fast-check";
import type { PlanEntry } from "../../../src/plan/plan.ts";
import type { PlanDocument } from "../../../src/plan/plan-document.ts";
import type { PlanRow } from "../../../src/plan/plan-rows.ts";

/** A row of an action that is in the Agenda, with changes. */
export function madeRow(
  changes: Partial<Omit<PlanRow, "entry">> = {},
  entry: Partial<PlanEntry> = {},
): PlanRow {
  const code = changes.code ?? "2.3.1";
  const title = "Tenir un pla de resposta a incidents";
  const place = ["Infraestructures digitals i Ciberseguretat", "Resposta a incidents"];
  const references = [
    { title: "Agència de Ciberseguretat", url: "https://ciber.example/pla", checked: "2026-05-02" },
  ];
  const why = "reason" in entry ? entry.reason : "Demana poc esforç.";
  return {
    entry: {
      item: code,
      title,
      status: "proposed",
      owner: "Secretaria",
      quarter: "2027-T1",
      notes: "Demanar pressupost",
      ...(why === undefined ? {} : { reason: why }),
      addedAtMs: Date.UTC(2026, 10, 1, 9),
      changedAtMs: Date.UTC(2026, 10, 20, 9),
      version: 3,
      ...entry,
    },
    ...(why === undefined ? {} : { reason: why }),
    code,
    title,
    place,
    axis: "2",
    quote: {
      itemId: code,
      kind: "action",
      title,
      place,
      quote: "Decidiu abans d'un incident qui mana, qui truca i què s'apaga; 1 < 2 & «tot».",
      url: `https://agenda.example/agenda/${code}?cita=abc#cita`,
      score: 1,
      origin: "own",
      sourcePath: "eixos/2/2.3.1.md",
      references,
    },
    url: `https://agenda.example/agenda/${code}`,
    horizon: "curt termini",
    effort: "poc esforç",
    law: ["L'article 33 del Reglament (UE) 2016/679 dona 72 hores."],
    references,
    isGone: false,
    ...changes,
  };
}

/** A row of an action that is no longer in the Agenda. */
export function goneRow(): PlanRow {
  const entry = madeRow({ code: "9.9.9" }, { title: "Ja no hi és" }).entry;
  const { owner: _, quarter: __, reason: ___, ...rest } = entry;
  return {
    entry: { ...rest, owner: "" },
    code: "9.9.9",
    title: "Ja no hi és",
    place: [],
    law: [],
    references: [],
    isGone: true,
  };
}

/** A plan of these rows. */
export function madePlan(
  rows: readonly PlanRow[],
  changes: Partial<PlanDocument> = {},
): PlanDocument {
  return {
    rows,
    council: { name: "Ajuntament de Vilanova", population: 8_000 },
    language: "ca",
    publicUrl: "https://agenda.example",
    at: new Date("2026-11-23T10:00:00Z"),
    ...changes,
  };
}

/** Texts as they come from anywhere: controls, halves of characters, markup, formulas, scripts from right to left. */
export const hostileText = fc.oneof(
  fc
    .array(fc.integer({ min: 0, max: 0xff_ff }), { maxLength: 40 })
    .map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    '=HYPERLINK("http://evil.example";"x")',
    "]]><w:t>",
    "<b>&amp;</b>",
    "\u202Eanul\u0000\uFFFE",
    "שלום עולם",
    "\uD800",
    'a;b,c"d\r\ne\rf',
    "constructor",
    "__proto__",
    "toString",
    "_x0041_",
    "END:VEVENT\r\nEND:VCALENDAR",
    "x".repeat(5_000),
  ),
);
