import { beforeAll, describe, expect, it } from "vitest";
import { createCatalogue } from "../../../src/agenda/catalogue.ts";
import { readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import { createUnderstanding, type Query, understand } from "../../../src/answer/understand.ts";
import { createLanguageTools } from "../../../src/search/search-index.ts";
import { buildTimeoutMs, shippedFolder } from "./shipped.ts";

let read: (question: string) => Query;

beforeAll(async () => {
  const { items, concepts } = await readKnowledge(shippedFolder);
  const tools = createLanguageTools(concepts);
  const understanding = createUnderstanding(createCatalogue(items), tools);
  read = (question) =>
    understand(question, understanding, tools.identifier.identify(question) ?? "ca");
}, buildTimeoutMs);

describe("understand: codes", () => {
  it.each([
    "2.3.1",
    "2-3-1",
    "2·3·1",
    "2,3,1",
    "2. 3. 1",
    "02.03.01",
    "(2.3.1)",
    "«2.3.1»",
    "2.3.1!!",
    "la 2.3.1",
    "acció 2.3.1",
    "accio 2-3-1",
    "acción 2 - 3 - 1",
    "accio 2.3.1",
    "ACCIÓ 2.3.1?",
    "l'acció 2.3.1",
    "l’acció 2.3.1",
    "acció núm. 2.3.1",
    "acció número 2.3.1",
    "Acción nº 2.3.1",
    "acción n.º 2.3.1",
    "action no. 2.3.1",
    "action number 2.3.1",
    "action #2.3.1",
    "què diu la 2.3.1?",
    "què diu l'acció 2.3.1?",
    "¿qué dice la acción 2.3.1?",
    "what does action 2.3.1 say?",
    "tell me about 2.3.1",
    "mesura 2.3.1",
    "hola, 2.3.1",
    "bon dia! què diu la 2.3.1?",
    "la 2.3.1 diu res del registre?",
    "Acció 2.3.1: Tenir un pla de resposta a incidents",
  ])("looks up the action in «%s»", (question) => {
    expect(read(question)).toMatchObject({ kind: "lookup", ids: ["2.3.1"], missing: [] });
  });

  it.each([
    ["eix 2", "2"],
    ["Eix nº 2", "2"],
    ["eix número 2", "2"],
    ["eje 2", "2"],
    ["¿de qué trata el eje 2?", "2"],
    ["what is axis 2 about?", "2"],
    ["segundo eje", "2"],
    ["axis two", "2"],
    ["eix tres", "3"],
    ["tercer eix", "3"],
    ["the third axis", "3"],
    ["eje III", "3"],
    ["l'eix quatre", "4"],
    ["quart eix", "4"],
    ["axis IV", "4"],
    ["eix I", "1"],
    ["2.3", "2.3"],
    ["què és el 2.3?", "2.3"],
    ["objectiu 2.3", "2.3"],
    ["objetivo 2.3", "2.3"],
    ["objective 2.3", "2.3"],
    ["l'objectiu 3 de l'eix 2", "2.3"],
    ["el objetivo 3 del eje 2", "2.3"],
  ])("looks up «%s» as %s", (question, id) => {
    expect(read(question)).toMatchObject({ kind: "lookup", ids: [id], missing: [] });
  });

  it.each([
    ["2.3.1 i 2.4.1", ["2.3.1", "2.4.1"]],
    ["compara 2.3.1 amb 2.4.1", ["2.3.1", "2.4.1"]],
    ["eixos 2 i 3", ["2", "3"]],
    ["ejes 1, 2 y 4", ["1", "2", "4"]],
    ["axes 1 and 2", ["1", "2"]],
    ["eix 2 i eix 3", ["2", "3"]],
  ])("looks up all that «%s» names", (question, ids) => {
    expect(read(question)).toMatchObject({ kind: "lookup", ids });
  });

  it.each([
    ["acció 9.9.9", "9.9.9"],
    ["9.9.9", "9.9.9"],
    ["acción 2.3.99", "2.3.99"],
    ["objective 7.1", "7.1"],
    ["eix 7", "7"],
    ["eje 12", "12"],
    ["axis 0", "0"],
  ])("says that «%s» does not exist", (question, id) => {
    expect(read(question)).toMatchObject({ kind: "lookup", ids: [], missing: [id] });
  });

  it.each([
    "Llei 39/2015",
    "què diu la Llei 39/2015?",
    "Ley 40/2015",
    "RD 203/2021",
    "Reial decret 311/2022",
    "art. 33 del RGPD",
    "apartat 4.2 del reglament",
    "12.11.2022",
    "el 12.11.2022",
    "12/11/2022",
    "12-11-2022",
    "2022-11-12",
    "1-2-2023",
    "1.2.2023",
    "3,5 milions",
    "ens costa 2.3 milions",
    "2.3 millones de euros",
    "1.2 million euros",
    "2,3 %",
    "un 2.3% dels veïns",
    "1.200 euros",
    "Windows 11.2",
    "Android 2.3.1",
    "versió 2.3.1 del programa",
    "v2.3.1",
    "TLS 1.2",
    "WCAG 2.1",
    "wifi 2.4 GHz",
    "2,4 GHz",
    "web 2.0",
    "192.168.1.1",
    "a les 2.30",
    "3.5 hores",
    "telèfon 93 272.20.00",
  ])("takes nothing in «%s» for a code", (question) => {
    expect(read(question)).toMatchObject({ kind: "search", text: question });
  });

  it.each([
    ["qui ens pot ajudar amb la 2.3.1?", "help"],
    ["passos de l'acció 2.3.1", "steps"],
    ["acción 2.3.1 pasos", "steps"],
    ["how do we start action 2.3.1?", "steps"],
    ["quina normativa té l'acció 2.3.1?", "law"],
  ])("hears the part asked for in «%s»", (question, aspect) => {
    expect(read(question)).toEqual({ kind: "lookup", ids: ["2.3.1"], missing: [], aspect });
  });
});

describe("understand: lists and counts", () => {
  it.each([
    ["quines accions té l'eix 3?", "action", "3"],
    ["llista'm les accions de l'eix 3", "action", "3"],
    ["accions eix 3", "action", "3"],
    ["em podries dir quines accions hi ha a l'eix 3?", "action", "3"],
    ["voldria veure les accions de l'eix 3 si us plau", "action", "3"],
    ["hola, quines accions té l'eix 3?", "action", "3"],
    ["buenos días, ¿qué acciones tiene el eje 3?", "action", "3"],
    ["podrías decirme qué acciones hay en el eje 3?", "action", "3"],
    ["dame las acciones del tercer eje", "action", "3"],
    ["which actions does axis 3 have?", "action", "3"],
    ["could you list the actions of axis III?", "action", "3"],
    ["show me the actions in axis 3", "action", "3"],
    ["quines accions té l'objectiu 2.3?", "action", "2.3"],
    ["accions del 2.3", "action", "2.3"],
    ["actions under objective 2.3", "action", "2.3"],
    ["quins objectius té l'eix 4?", "objective", "4"],
    ["objetivos del eje 4", "objective", "4"],
    ["which objectives does axis 4 have?", "objective", "4"],
    ["mesures de l'eix 2", "action", "2"],
  ])("lists in answer to «%s»", (question, item, within) => {
    expect(read(question)).toEqual({ kind: "list", item, filters: { within } });
  });

  it.each([
    ["quins eixos hi ha?", "axis"],
    ["quins són els eixos de l'agenda?", "axis"],
    ["¿cuáles son los ejes?", "axis"],
    ["what are the axes?", "axis"],
    ["llista d'objectius", "objective"],
    ["totes les accions", "action"],
    ["acciones", "action"],
  ])("lists everything in answer to «%s»", (question, item) => {
    expect(read(question)).toEqual({ kind: "list", item, filters: {} });
  });

  it.each([
    ["quantes accions té l'eix 4?", "action", { within: "4" }],
    ["nombre d'accions de l'eix 4", "action", { within: "4" }],
    ["¿cuántas acciones tiene el eje 4?", "action", { within: "4" }],
    ["how many actions does axis 4 have?", "action", { within: "4" }],
    ["quants objectius té l'eix 4?", "objective", { within: "4" }],
    ["quantes accions hi ha en total?", "action", {}],
    ["how many axes are there?", "axis", {}],
    ["quantes accions hi ha per a la secretaria?", "action", { roles: ["secretaria"] }],
    [
      "¿cuántas acciones a corto plazo tiene el eje 2?",
      "action",
      { within: "2", horizons: ["short"] },
    ],
    [
      "quantes accions són per a municipis de menys de 5.000 habitants?",
      "action",
      { population: 4_999 },
    ],
  ])("counts in answer to «%s»", (question, item, filters) => {
    expect(read(question)).toEqual({ kind: "count", item, filters });
  });

  it.each([
    ["accions per a un poble de 800 habitants", { population: 800 }],
    ["accions per un poble de 1.200 habitants", { population: 1_200 }],
    ["accions per a un municipi de 12.000 habitants", { population: 12_000 }],
    ["actions for a town of 12k people", { population: 12_000 }],
    ["accions per a un poble de quinze mil habitants", { population: 15_000 }],
    ["acciones para una ciudad de medio millón de habitantes", { population: 500_000 }],
    ["accions per a un poble petit", { population: 1_000 }],
    ["som un poble de 800 habitants, què hem de fer?", { population: 800 }],
    ["accions a curt termini", { horizons: ["short"] }],
    ["accions de termini mitjà", { horizons: ["medium"] }],
    ["acciones a medio y largo plazo", { horizons: ["medium", "long"] }],
    ["medium- and long-term actions", { horizons: ["medium", "long"] }],
    ["què hem de fer a curt termini?", { horizons: ["short"] }],
    ["accions urgents", { horizons: ["short"] }],
    ["accions amb poc esforç", { efforts: ["low"] }],
    ["accions fàcils per començar", { efforts: ["low"] }],
    ["acciones de esfuerzo alto", { efforts: ["high"] }],
    ["medium effort actions", { efforts: ["medium"] }],
    ["accions per a la secretària", { roles: ["secretaria"] }],
    ["accions per al secretari", { roles: ["secretaria"] }],
    ["acciones para el secretario", { roles: ["secretaria"] }],
    ["actions for the secretary", { roles: ["secretaria"] }],
    ["quines accions toquen a la secretaria?", { roles: ["secretaria"] }],
    ["què li toca a la secretària?", { roles: ["secretaria"] }],
    ["what should the mayor do?", { roles: ["alcaldia"] }],
    ["accions de l'interventor", { roles: ["intervencio"] }],
    ["accions per a la secretaria i l'interventor", { roles: ["secretaria", "intervencio"] }],
    [
      "acciones a corto plazo para un pueblo de 800 habitantes",
      { population: 800, horizons: ["short"] },
    ],
    [
      "accions de l'eix 2 a curt termini per a la secretaria",
      { within: "2", horizons: ["short"], roles: ["secretaria"] },
    ],
    [
      "low-effort short-term actions for a town of 3,000 for the mayor",
      { population: 3_000, horizons: ["short"], efforts: ["low"], roles: ["alcaldia"] },
    ],
  ])("filters in answer to «%s»", (question, filters) => {
    expect(read(question)).toEqual({ kind: "list", item: "action", filters });
  });

  it.each([
    [
      "accions de curt termini per a un poble de 800 habitants sobre ciberseguretat",
      { population: 800, horizons: ["short"] },
      "ciberseguretat",
    ],
    ["acciones a corto plazo sobre ciberseguridad", { horizons: ["short"] }, "ciberseguridad"],
    ["short-term actions about cybersecurity", { horizons: ["short"] }, "cybersecurity"],
    ["accions relacionades amb la fibra òptica", {}, "fibra òptica"],
    [
      "accions sobre protecció de dades per a un poble de 800 habitants",
      { population: 800 },
      "protecció dades",
    ],
    [
      "accions per a la secretaria sobre protecció de dades",
      { roles: ["secretaria"] },
      "protecció dades",
    ],
  ])("keeps the topic of «%s»", (question, filters, topic) => {
    expect(read(question)).toEqual({ kind: "list", item: "action", filters, topic });
  });

  it.each([
    "quines accions fem si ens ataquen?",
    "quines mesures hem de prendre davant d'un ciberatac?",
    "¿qué acciones tomamos si nos atacan?",
    "which actions do we take if we are attacked?",
    "quines mesures de seguretat ens demanen?",
    "quant costa la fibra?",
    "quants dies tenim per contestar una instància?",
    "quants habitants ha de tenir un municipi per tenir DPD?",
    "how many days do we have to report a breach?",
    "què ha de fer la secretària amb el registre?",
    "necessitem una resposta immediata a un incident",
    "és fàcil posar wifi a la plaça?",
    "¿cómo archivamos a largo plazo los expedientes cerrados?",
    "long-term archive of closed files",
    "¿estamos en la lista de los municipios de 2021?",
    "la premsa deia que hi hauria vint-i-set accions amb diners d'Europa i l'alcalde pregunta què ens en toca",
    "què hem de fer si ens entra un ransomware?",
    "bon dia! què hem de fer si ens entra un ransomware?",
    "gràcies. I com fem les còpies de seguretat?",
  ])("takes «%s» for a question, whole and unfiltered", (question) => {
    expect(read(question)).toMatchObject({ kind: "search", filters: {} });
  });

  it.each([
    "¿Sirve la sede que ofrece la AOC o hay que encargar una a medida para un pueblo pequeño?",
    "el consell comarcal diu que rebrà actuacions de protecció pagades per Europa, els pobles petits en veurem algo?",
  ])("does not take «%s», which only sounds like a list, for one", (question) => {
    expect(read(question)).toMatchObject({ kind: "search", filters: { population: 1_000 } });
  });

  it("hears whose part is asked for when people say who they are", () => {
    const question =
      "Soy la interventora de un pueblo de 1200 habitantes, ¿qué acciones me tocan a corto y medio plazo?";
    expect(read(question)).toEqual({
      kind: "list",
      item: "action",
      filters: { population: 1_200, horizons: ["short", "medium"], roles: ["intervencio"] },
    });
  });

  it("filters a question by the size it names", () => {
    expect(read("som un ajuntament petit, per on comencem?")).toMatchObject({
      kind: "search",
      filters: { population: 1_000 },
    });
  });
});

describe("understand: topics", () => {
  it.each([
    ["sobre ciberseguretat, quines accions a curt termini hi ha?", "list"],
    ["quantes accions de ciberseguretat hi ha?", "count"],
    ["accions de ciberseguretat", "list"],
    ["how many actions on cybersecurity are there?", "count"],
    ["en ciberseguridad, ¿qué acciones a corto plazo hay?", "list"],
  ])("keeps the topic of «%s» wherever it stands", (question, kind) => {
    expect(read(question)).toMatchObject({
      kind,
      item: "action",
      topic: expect.stringMatching(/^c[iy]ber/),
    });
  });

  it("lists what a denied term leaves", () => {
    expect(read("accions que no siguin de llarg termini")).toMatchObject({
      kind: "list",
      filters: { horizons: ["short", "medium"] },
    });
  });
});

describe("understand: talk", () => {
  it.each([
    "hola",
    "Bon dia!",
    "buenos días",
    "ajuda",
    "què pots fer?",
    "who are you?",
    "com funciona això? què et puc preguntar?",
  ])("offers help for «%s»", (question) => {
    expect(read(question)).toEqual({ kind: "help" });
  });

  it.each(["thanks", "moltes gràcies, molt útil", "Gracias!", "adéu", "ok, gràcies"])(
    "takes «%s» for courtesy",
    (question) => {
      expect(read(question)).toEqual({ kind: "courtesy" });
    },
  );

  it.each(["5", "2 + 2", "", "   ", "?!", "🙂🙂", "\u0000", "—"])(
    "hears no question in «%s»",
    (question) => {
      expect(read(question)).toEqual({ kind: "nothing" });
    },
  );
});
