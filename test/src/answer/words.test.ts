import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { citationsOf } from "../../../src/answer/answer.ts";
import { formatNumber, joinList, words } from "../../../src/answer/words.ts";
import { buildTimeoutMs, frontMatters, openAssistant } from "./shipped.ts";

const actions = frontMatters((name) => /^\d/.test(name));
const languages = ["ca", "es", "en"] as const;

describe("words", () => {
  it("agree in gender with what there is none of", () => {
    expect(words.es.none("objective")).toBe(
      "Ninguno: no hay objetivos que cumplan estas condiciones.",
    );
    expect(words.es.none("axis")).toMatch(/^Ninguno: no hay ejes /);
    expect(words.es.none("document")).toMatch(/^Ninguno: no hay documentos /);
    expect(words.es.none("action")).toMatch(/^Ninguna: no hay acciones /);
    expect(words.es.none("page")).toMatch(/^Ninguna: no hay páginas /);
    expect(words.en.none("action")).toBe("There are no actions that meet these conditions.");
  });

  it("are spelt as the standard spells them", () => {
    expect(words.ca.help("")).toMatch(/^Soc /);
    expect(words.ca.horizons.medium).toBe("mitjà termini");
  });

  it.each([
    [["secretaría", "intervención"], "secretaría e intervención"],
    [["agua", "hielo"], "agua y hielo"],
    [["alcaldía", "archivo"], "alcaldía y archivo"],
  ])("join %j in Spanish by its sound", (parts, joined) => {
    expect(joinList(parts, "es")).toBe(joined);
  });
});

describe("a search with the council's population", () => {
  let ask: Awaited<ReturnType<typeof openAssistant>>["ask"];
  beforeAll(async () => {
    ({ ask } = await openAssistant());
  }, buildTimeoutMs);

  const filtered = (population: number, language: (typeof languages)[number] = "ca") => {
    const { inhabitants, filtered: say } = words[language];
    return say(inhabitants(formatNumber(population, language)));
  };

  it("says it also when it changes nothing", async () => {
    const question = "hem de tenir DPD?";
    const answer = await ask(question, { population: 800 });
    const open = await ask(question);
    expect(answer).toMatchObject({
      kind: "answered",
      notes: [filtered(800)],
      filters: { population: 800 },
    });
    expect(answer).toMatchObject({ citations: "citations" in open ? open.citations : [] });
  });

  it("says it also when nothing covers the question", async () => {
    const answer = await ask("quin temps farà demà?", { population: 800 });
    expect(answer).toMatchObject({
      kind: "abstained",
      notes: [filtered(800), words.ca.nextStep],
    });
  });

  it("says that it was applied when it leaves out what would have been shown", async () => {
    const question = "volem fer un bessó digital propi";
    const answer = await ask(question, { population: 800 });
    const open = await ask(question);
    expect(open).toMatchObject({ notes: [], citations: [{ itemId: "2.6.6" }, {}, {}] });
    expect(answer.notes).toContain(filtered(800));
  });

  it("says it when the question names the size, or one that leans on it does", async () => {
    const question = "com podem tenir fibra òptica al poble?";
    const named = await ask(`${question} som 900 habitants`, { population: 800 });
    expect(named.notes).toContain(filtered(900));
    const history = [question];
    const next = await ask("i per a 900 habitants?", { history, population: 800 });
    expect(next.notes).toContain(filtered(900));
  });

  it("says it of every list", async () => {
    const answer = await ask("accions a curt termini", { population: 800 });
    expect(answer.notes.join()).toContain("800 habitants");
  });
});

describe("a population that no council has", () => {
  let ask: Awaited<ReturnType<typeof openAssistant>>["ask"];
  beforeAll(async () => {
    ({ ask } = await openAssistant());
  }, buildTimeoutMs);

  it.each([
    ["poble de 0 habitants", "0 habitants", "ca", {}],
    ["accions a curt termini per a -5 habitants", "-5 habitants", "ca", { horizons: ["short"] }],
    ["quantes accions hi ha per a 800,5 habitants?", "800,5 habitants", "ca", {}],
    ["acciones para un pueblo de 1.200,5 habitantes", "1.200,5 habitantes", "es", {}],
    ["0 inhabitants", "0 inhabitants", "en", {}],
    ["acció 2.3.1 per a 0 habitants", "0 habitants", "ca", {}],
    ["com fem còpies de seguretat amb 99999999999 habitants?", "99999999999 habitants", "ca", {}],
  ] as const)(
    "in «%s» is named in a note, and filters nothing",
    async (question, said, language, filters) => {
      const note = words[language].impossiblePopulation(said);
      for (const more of [{}, { population: 800 }]) {
        const answer = await ask(question, more);
        expect(answer).toMatchObject({ language });
        expect(answer.filters).toEqual(filters);
        expect(answer.notes).toContain(note);
      }
    },
  );

  it("takes the size out of the conversation until another is named", async () => {
    const history = ["accions per a un poble de 800 habitants", "i per a 0 habitants?"];
    const population = 300;
    const next = await ask(history[1] ?? "", { history: history.slice(0, 1), population });
    expect(next).toMatchObject({ intent: "follow-up", filters: {}, total: actions.length });
    expect(next.notes).toContain(words.ca.impossiblePopulation("0 habitants"));
    const more = await ask("més", { history, population, limit: 20 });
    expect(more).toMatchObject({ filters: {}, total: actions.length, offset: 20 });
    const named = await ask("i per a 20.000?", { history, population });
    expect(named.filters).toEqual({ population: 20_000 });
    expect(named.notes.join()).not.toContain("0 habitants»");
  });

  it("does not end a search or a lookup that goes on", async () => {
    for (const first of ["què hem de fer si ens entra un ransomware?", "acció 2.3.1"]) {
      const answer = await ask("i per a un poble de 0 habitants?", { history: [first] });
      expect(answer.intent).toBe("follow-up");
      expect(citationsOf(answer)[0]?.itemId).toBe("2.3.1");
      expect(answer.notes).toContain(words.ca.impossiblePopulation("0 habitants"));
    }
  });

  it("is not repeated at length", async () => {
    const { notes } = await ask(`${"mil ".repeat(400)}milions d'habitants`);
    expect(notes.join().length).toBeLessThan(200);
  });
});

describe("a folder without the Agenda", () => {
  let ask: Awaited<ReturnType<typeof openAssistant>>["ask"];
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "agenda-documents-"));
    try {
      await mkdir(join(folder, "documents"));
      const text = "# La biblioteca\n\nLa biblioteca obre de dilluns a divendres a la tarda.\n";
      await writeFile(join(folder, "documents", "biblioteca.md"), text);
      ({ ask } = await openAssistant(folder));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, buildTimeoutMs);

  it.each(languages)("is not spoken of as the Agenda, in %s", async (language) => {
    const agenda = /agenda|\beix|\beje|axis|2\.3\.1|acci|action/iu;
    for (const question of ["ajuda", "", "xyzzyplugh", "quan obre la biblioteca?", "gràcies"]) {
      const { lead, notes, suggestions } = await ask(question, { language });
      expect([lead, ...notes, ...suggestions].join("\n")).not.toMatch(agenda);
      expect(lead).not.toBe("");
    }
  });

  it.each(languages)("has its own help, in %s", async (language) => {
    const { lead } = await ask("ajuda", { language });
    expect(lead).toBe(words[language].withoutAgenda.help(`1 ${words[language].kinds.document[0]}`));
  });
});
