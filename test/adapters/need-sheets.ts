import { languages } from "../../src/language/language.ts";
import type { OwnNeed } from "../../src/needs/need.ts";
import { blankNeed, needForm } from "../../src/needs/need-form.ts";
import { alikeParts, needsSheet, newsSheet } from "../../src/needs/need-sheets.ts";
import type { NeedScene } from "../../src/needs/scene.ts";
import type { Sheet } from "../../src/reception/sheet.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { publicUrl } from "../src/answer/shipped.ts";

/** The sheets of who has many long needs, among many of others. */
export function needSheets(index: SearchIndex): Sheet[] {
  const need = (at: number): OwnNeed => ({
    id: `need-${at}`,
    text: `Necessitat ${at}: <b>&amp; *molt* _llarga_</b> `.repeat(40).slice(0, 1_000),
    language: "ca",
    rejected: [],
    recordedAtMs: Date.UTC(2026, 10, 23),
    isNamed: false,
    councils: at,
    ...(at % 3 === 0 ? { covered: { item: "2.3.1", atMs: 1 } } : {}),
  });
  const own = Array.from({ length: 60 }, (_, at) => need(at));
  const others = own.map((one) => ({ ...one, id: `other ${one.id}`, people: 3 }));
  return languages.flatMap((language) => {
    const scene: NeedScene = {
      index,
      publicUrl,
      language,
      nowMs: Date.UTC(2026, 10, 23),
      council: { population: 800, name: "x".repeat(100) },
      canBeTold: true,
    };
    const fields = blankNeed("y".repeat(1_000), "2");
    const faults = { text: "z".repeat(300), axis: "w", named: "v" };
    const form = { kind: "form", form: needForm(fields, scene, { faults }) } as const;
    const title = "t";
    return [
      needsSheet(own, others, scene),
      needsSheet(own, others, scene, 55),
      needsSheet(own, others, scene, 70),
      newsSheet(
        own.slice(0, 10).map(({ text }) => ({ text, item: "2.3.1" })),
        scene,
      ),
      { language, title, parts: [...alikeParts(others.slice(0, 3), scene), form] },
    ];
  });
}
