import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planDocx } from "../../../adapters/documents/plan-docx.ts";
import { documentWords } from "../../../adapters/documents/words.ts";
import { languages } from "../../../src/language/language.ts";
import type { PlanDocument } from "../../../src/plan/plan-document.ts";
import { goneRow, hostileText, madePlan, madeRow } from "./made-plan.ts";
import { faultsOf, part, unzipped } from "./unzipped.ts";

async function textsOf(plan: PlanDocument): Promise<string[]> {
  const read = part(await planDocx(plan), "word/document.xml");
  return read("w\\:p")
    .toArray()
    .map((paragraph) => read(paragraph).find("w\\:t").text());
}

describe("planDocx", () => {
  it("quotes word for word, with the origin and the address of each quote", async () => {
    const row = madeRow();
    const bytes = await planDocx(madePlan([row]));
    const texts = await textsOf(madePlan([row]));
    expect(texts).toContain(`«${row.quote?.quote}»`);
    expect(texts).toContain(documentWords.ca.origins.own);
    expect(texts).toContain(`${documentWords.ca.link}: ${row.quote?.url}`);
    // The library writes the fragment beside the address, as Word does.
    const read = part(bytes, "word/document.xml");
    const target = unzipped(bytes).get("word/_rels/document.xml.rels");
    expect(target).toContain('Target="https://agenda.example/agenda/2.3.1?cita=abc"');
    expect(read("w\\:hyperlink[w\\:anchor=cita][r\\:id]")).toHaveLength(1);
  });

  it("tells the council, the date, the law, the sources with their day, the notes and the reason", async () => {
    const texts = await textsOf(madePlan([madeRow()]));
    expect(texts.slice(0, 3)).toEqual([
      documentWords.ca.title,
      "Ajuntament de Vilanova",
      "8.000 habitants · 23 de novembre del 2026",
    ]);
    expect(texts).toContain("L'article 33 del Reglament (UE) 2016/679 dona 72 hores.");
    expect(texts).toContain(
      "Agència de Ciberseguretat (comprovada el 2 de maig del 2026). https://ciber.example/pla",
    );
    expect(texts).toContain("Demanar pressupost");
    expect(texts).toContain("Demana poc esforç.");
  });

  it("does not say that the council wrote what it has not looked over", async () => {
    const proposed = madeRow({}, { version: 1 });
    const added = madeRow({}, { version: 1, reason: undefined } as never);
    const { madeBy, untouched } = documentWords.ca;
    for (const [rows, how, marked] of [
      [[proposed, proposed], "all", 2],
      [[proposed, added, madeRow()], "some", 1],
      [[added, madeRow()], "none", 0],
    ] as const) {
      const texts = await textsOf(madePlan(rows));
      expect(texts).toContain(madeBy(how));
      expect(texts.filter((text) => text === untouched)).toHaveLength(marked);
    }
    expect(madeBy("all")).not.toContain("els ha escrit l'ajuntament");
  });

  it("has real headings, a header row that repeats, A4, page numbers and its language", async () => {
    const bytes = await planDocx(madePlan([madeRow()]));
    const read = part(bytes, "word/document.xml");
    const headings = read("w\\:pStyle")
      .toArray()
      .map((style) => read(style).attr("w:val"))
      .filter((style) => style?.startsWith("Heading"));
    expect(headings.slice(0, 4)).toEqual(["Heading1", "Heading1", "Heading2", "Heading3"]);
    expect(read("w\\:tbl w\\:tr").first().find("w\\:tblHeader")).toHaveLength(1);
    expect(read("w\\:pgSz").attr("w:w")).toBe("11906");
    expect(unzipped(bytes).get("word/footer1.xml")).toContain("NUMPAGES");
    const styles = part(bytes, "word/styles.xml");
    expect(styles("w\\:docDefaults w\\:lang").attr("w:val")).toBe("ca-ES");
  });

  it("orders by axis, then by quarter, those without an axis last", async () => {
    const texts = await textsOf(
      madePlan([
        goneRow(),
        madeRow({ code: "2.3.1" }, { quarter: "2028-T1" }),
        madeRow({ code: "2.10.1" }, { quarter: "2027-T4" }),
        madeRow({ code: "1.1.1", axis: "1", place: ["Administració", "Tràmits"] }),
      ]),
    );
    const shown = texts.filter((text) => /^\d\.\d+\.\d /.test(text)).slice(0, 4);
    expect(shown.map((text) => text.split(" ")[0])).toEqual(["1.1.1", "2.10.1", "2.3.1", "9.9.9"]);
    expect(texts).toContain(documentWords.ca.gone);
  });

  it("leads from every action of the summary to what is said of it", async () => {
    const rows = [madeRow(), madeRow({ code: "a/b c" }), goneRow()];
    const read = part(await planDocx(madePlan(rows)), "word/document.xml");
    const marks = read("w\\:bookmarkStart")
      .toArray()
      .map((mark) => read(mark).attr("w:name"));
    const links = read("w\\:hyperlink[w\\:anchor]:not([r\\:id])")
      .toArray()
      .map((link) => read(link).attr("w:anchor"));
    expect(new Set(links).size).toBe(3);
    expect(links.toSorted()).toEqual(marks.toSorted());
  });

  it("says that an empty plan is empty, in every language", async () => {
    for (const language of languages) {
      const { council: _, ...plan } = madePlan([], { language });
      expect(await textsOf(plan)).toContain(documentWords[language].empty);
      expect(faultsOf(await planDocx(plan))).toEqual([]);
    }
  });

  it("gives the summary of a plan too long to be told in full, and says so", async () => {
    const rows = Array.from({ length: 501 }, (_, at) => madeRow({ code: `1.1.${at}` }));
    const bytes = await planDocx(madePlan(rows));
    const read = part(bytes, "word/document.xml");
    expect(read("w\\:tbl w\\:tr")).toHaveLength(502);
    expect(read("w\\:hyperlink[w\\:anchor]:not([r\\:id])")).toHaveLength(0);
    expect(await textsOf(madePlan(rows))).toContain(documentWords.ca.onlySummary);
  });

  it("stays well-formed whatever it is given", async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, fc.constantFrom(...languages), async (text, language) => {
        const row = madeRow(
          { title: text, place: [text, text], law: [text], url: text },
          { owner: text, notes: text, reason: text },
        );
        const quote = row.quote === undefined ? {} : { quote: { ...row.quote, quote: text } };
        const plan = madePlan([{ ...row, ...quote }], { language, council: { name: text } });
        expect(faultsOf(await planDocx(plan))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
