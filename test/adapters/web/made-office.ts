import type { Request } from "express";
import { pino } from "pino";
import { drawChart } from "../../../adapters/charts/draw-chart.ts";
import { tableCsv } from "../../../adapters/documents/table-csv.ts";
import { type AdminOptions, adminRoute } from "../../../adapters/web/admin-route.tsx";
import type { WebOptions } from "../../../adapters/web/app.ts";
import { populationBands } from "../../../src/council/bands.ts";
import type { Office } from "../../../src/owners/office.ts";
import type {
  KnowledgeReport,
  KnowledgeVersion,
  NeedGroup,
  Period,
  UsageWeek,
} from "../../../src/owners/report.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";

/** A Monday: what the tests take for today. */
export const madeNowMs = Date.UTC(2026, 10, 23, 10);

const weekMs = 7 * 24 * 60 * 60 * 1_000;

/** A group of needs, with changes. */
export function madeGroup(changes: Partial<NeedGroup> = {}): NeedGroup {
  return {
    needs: ["need-1", "need-2"],
    sample: "Un model de plec per contractar serveis al núvol",
    others: ["Com redactem un contracte de núvol?", "Plecs per a SaaS"],
    languages: ["ca", "es"],
    axis: "2",
    councils: 6,
    people: 9,
    names: ["Ajuntament d'Alella", "Ajuntament de Berga", "Ajuntament de Móra d'Ebre"],
    bands: [
      { name: "1000-4999", count: 4 },
      { name: "5000-19999", count: 2 },
    ],
    firstAtMs: Date.UTC(2026, 8, 2, 9),
    lastAtMs: Date.UTC(2026, 10, 19, 9),
    ...changes,
  };
}

/** The weeks of a period, the busier the nearer to summer's end. */
export function madeWeeks({ fromMs, toMs }: Period): UsageWeek[] {
  const weeks: UsageWeek[] = [];
  for (let startMs = fromMs, at = 0; startMs < toMs; startMs += weekMs, at += 1) {
    const busy = 90 + Math.round(60 * Math.sin(at / 4)) + (at % 5) * 9;
    const [suggested, abstained, failed] = [busy / 6, busy / 9, at % 7 === 3 ? 4 : 0];
    weeks.push({
      // Two hours later it is the same day, whatever the clocks do.
      startMs: startMs + 2 * 60 * 60 * 1_000,
      kinds: {
        answered: busy,
        suggested: Math.round(suggested),
        abstained: Math.round(abstained),
        failed,
      },
    });
  }
  return weeks;
}

const titles = [
  ["2.1.1", "Fer còpies de seguretat i provar que es recuperen"],
  ["2.3.1", "Tenir un pla de resposta a incidents"],
  ["1.1.1", "Nomenar qui lidera la transformació digital"],
  ["3.2.1", "Publicar les dades obertes del municipi"],
  ["9.9.9", "Acció que ja no és a l'Agenda"],
] as const;
const counted = titles.map(([id, title], at) => ({ id, title, count: 412 - at * 71 }));

const axes = [
  ["1", "Governança, persones i organització digital de l'ajuntament"],
  ["2", "Infraestructures digitals i ciberseguretat"],
  ["3", "Administració digital i dades"],
  ["4", "Ciutadania i territori digital"],
] as const;

const versions: readonly [KnowledgeVersion, KnowledgeVersion, KnowledgeVersion] = [
  { digest: "c0ffee01".repeat(8), seenAtMs: Date.UTC(2026, 10, 20, 9), items: 151 },
  { digest: "ab12cd34".repeat(8), seenAtMs: Date.UTC(2026, 9, 1, 9), items: 149 },
  { digest: "0123abcd".repeat(8), seenAtMs: Date.UTC(2026, 5, 1, 9), items: 140 },
];

/** What was compared. */
export const madeKnowledge: KnowledgeReport = {
  versions,
  after: versions[0],
  before: versions[1],
  changes: [
    {
      itemId: "2.3.1",
      kind: "action",
      title: "Tenir un pla de resposta a incidents",
      change: "edited",
      sections: ["", "Com fer-ho"],
      pieces: [
        { kind: "same", text: "Decidiu abans d'un incident qui mana, qui truca i què " },
        { kind: "removed", text: "s'atura" },
        { kind: "added", text: "s'apaga i en quin ordre" },
        { kind: "same", text: ".\n\nProveu-ho un cop l'any." },
      ],
    },
    {
      itemId: "4.2.9",
      kind: "action",
      title: "Avisos per telèfon",
      change: "added",
      sections: [],
      pieces: [{ kind: "added", text: "Aviseu la gent gran per telèfon." }],
    },
    {
      itemId: "9.9.9",
      kind: "action",
      title: "Acció que ja no és a l'Agenda",
      change: "removed",
      sections: [],
      pieces: [],
    },
  ],
};

/** An office with figures of a year, as they could be. */
export function madeOffice(changes: Partial<Office> = {}): Office {
  return {
    usage: (period) => {
      const weeks = madeWeeks(period);
      const sum = (kind: keyof UsageWeek["kinds"]) =>
        weeks.reduce((total, { kinds }) => total + kinds[kind], 0);
      const kinds = {
        answered: sum("answered"),
        suggested: sum("suggested"),
        abstained: sum("abstained"),
        failed: sum("failed"),
      };
      const total = Object.values(kinds).reduce((all, one) => all + one, 0);
      return Promise.resolve({
        total,
        kinds,
        positive: 214,
        negative: 37,
        people: 388,
        models: { calls: 1_204, inputTokens: 841_000, outputTokens: 96_300 },
        tenants: 121,
        weeks,
        platforms: [
          { name: "web", count: Math.round(total * 0.6) },
          { name: "teams", count: Math.round(total * 0.3) },
          { name: "slack", count: Math.round(total * 0.1) },
        ],
        languages: [
          { name: "ca" as const, count: Math.round(total * 0.86) },
          { name: "es" as const, count: Math.round(total * 0.12) },
          { name: "en" as const, count: Math.round(total * 0.02) },
        ],
        items: counted,
      });
    },
    questions: () =>
      Promise.resolve({
        topics: [
          {
            topic: "abstained" as const,
            groups: [
              {
                group: {
                  id: "g1",
                  topic: "abstained" as const,
                  sample: "Com demanem la subvenció per a la fibra del polígon?",
                  askings: ["a", "b"],
                },
                count: 12,
                languages: ["ca" as const, "es" as const],
                words: ["No surt enlloc", "Ens cal per al maig, truqueu al [telèfon]"],
              },
              {
                group: {
                  id: "g2",
                  topic: "abstained" as const,
                  sample: "¿Hay un modelo de ordenanza de drones?",
                  askings: ["c"],
                  decision: { kind: "covered" as const, item: "2.3.1" },
                },
                count: 1,
                languages: ["es" as const],
                words: [],
                coveredBy: "Tenir un pla de resposta a incidents",
              },
            ],
            notShown: 3,
            isCut: true,
          },
          {
            topic: "badly-rated" as const,
            groups: [
              {
                group: {
                  id: "g3",
                  topic: "badly-rated" as const,
                  sample: "Qui és el responsable de seguretat?",
                  askings: ["d"],
                },
                count: 4,
                languages: ["ca" as const],
                words: ["Massa llarg"],
              },
            ],
            notShown: 0,
            isCut: false,
          },
        ],
      }),
    needs: () =>
      Promise.resolve({
        recorded: 57,
        covered: 18,
        councils: 31,
        people: 44,
        axes: [
          ...axes.map(([name, title], at) => ({ name, title, open: 14 - at * 3, covered: at * 2 })),
          { name: "", title: "", open: 4, covered: 1 },
        ],
        bands: [...populationBands, "unknown" as const].map((name, at) => ({
          name,
          title: "",
          open: [11, 14, 8, 3, 1, 2][at] ?? 0,
          covered: [3, 6, 5, 2, 2, 0][at] ?? 0,
        })),
        months: [8, 9, 10].map((month, at) => ({
          startMs: Date.UTC(2026, month, 1),
          open: 9 + at * 4,
          covered: 8 - at * 3,
        })),
        groups: [
          madeGroup(),
          madeGroup({
            needs: ["need-3"],
            sample: "Formació en línia per a l'agutzil sobre signatura electrònica",
            others: [],
            languages: ["ca"],
            councils: 1,
            people: 1,
            names: [],
            bands: [],
            lastAtMs: Date.UTC(2026, 8, 2, 15),
          }),
          madeGroup({
            needs: ["need-4", "need-5"],
            sample: "Avisos a la gent gran per telèfon",
            covered: { needs: 2, item: "2.3.1", title: "Tenir un pla de resposta a incidents" },
          }),
        ],
        isCut: false,
      }),
    onboarding: () =>
      Promise.resolve({
        begun: 64,
        finished: 21,
        active: 17,
        roles: [
          { role: "agent-digital" as const, begun: 31, finished: 14 },
          { role: "secretaria" as const, begun: 22, finished: 6 },
          { role: "alcaldia" as const, begun: 11, finished: 1 },
        ],
        steps: [
          "Presenteu-vos a qui us pot ajudar",
          "Feu la llista del que teniu contractat",
          "Activeu el segon factor als comptes de correu",
          "Comproveu que les còpies es recuperen de debò",
          "Trieu tres accions per al primer any",
        ].map((title, at) => ({ id: `pas-${at}`, title, asked: 64 - at, done: 58 - at * 11 })),
      }),
    plans: () =>
      Promise.resolve({
        plans: 38,
        entries: 287,
        statuses: [
          { name: "proposed" as const, count: 164 },
          { name: "under-way" as const, count: 78 },
          { name: "done" as const, count: 36 },
          { name: "dropped" as const, count: 9 },
        ],
        axes: axes.map(([id, title], at) => ({ id, title, count: 101 - at * 23 })),
        items: counted,
      }),
    knowledge: () => Promise.resolve(madeKnowledge),
    cover: (needs, item) => Promise.resolve(item === "2.3.1" ? needs.length : undefined),
    ...changes,
  };
}

/** Mounts the owners' pages before everything else, with somebody signed in. */
export function adminOn(
  index: () => SearchIndex,
  office: Office,
  changes: Partial<AdminOptions> = {},
): Partial<WebOptions> {
  const router = adminRoute({
    office,
    index,
    log: pino({ level: "silent" }),
    publicUrl: "http://127.0.0.1",
    now: () => madeNowMs,
    drawChart,
    tableCsv,
    owner: () => ({ name: "Marta <de> Localret" }),
    csrf: (_request: Request) => "prova-de-la-sessió",
    ...changes,
  });
  return { platforms: { admin: { router, status: () => ({}) } } };
}
