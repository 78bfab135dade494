import { type KnowledgeFiles, smallKnowledge } from "./small-knowledge.ts";

const questions = `
  - ask: Què diu el pla?
    options: [Qui decideix, Quant costa]
    right: 1
    because: El pla ho deixa escrit.
    item: "2.3.1"
    quote: Escriviu qui decideix durant un atac.
  - ask: Quan es fa la còpia?
    options: [Cada any, Cada mes, Cada nit]
    right: 3
    because: Una còpia vella no serveix.
    item: "2.3.2"
    quote: una còpia de les dades cada nit`;

/** Text of a step below its front matter. */
export const stepBody = "Perquè cal.\n\n## Què heu de fer\n\n1. Llegiu el pla.\n2. Deseu-lo.";

/** A file of a step. Values stand as they are written; an empty one leaves its key out. */
export function stepFile(data: Readonly<Record<string, string>>, body = stepBody): string {
  const defaults = {
    id: "pas",
    title: "Un pas",
    stage: "week",
    order: "1",
    minutes: "30",
    roles: "[agent-digital]",
    items: '["2.3.1"]',
    questions,
  };
  const lines = Object.entries({ ...defaults, ...data })
    .filter(([, value]) => value !== "")
    .map(([key, value]) => `${key}: ${value}`);
  return `---\n${lines.join("\n")}\n---\n${body}\n`;
}

/** The small knowledge with an itinerary: three steps for digital officers of villages, two others. */
export const smallItinerary: KnowledgeFiles = {
  ...smallKnowledge,
  "itinerari/01-pla.md": stepFile({
    id: "pla",
    title: "Escriure el pla",
    axis: '"2"',
    roles: "[agent-digital, alcaldia]",
    items: '["2.3.1", "2.3.2"]',
  }),
  "itinerari/02-copies.md": stepFile({
    id: "copies",
    title: `Fer còpies de seguretat ${"i provar de recuperar-les ".repeat(3)}cada mes`,
    stage: "month",
    order: "2",
    population: "{max: 5000}",
    items: '["2.3.2"]',
  }),
  "itinerari/03-equip.md": stepFile({
    id: "equip",
    title: "Tenir equip propi",
    stage: "month",
    order: "3",
    population: "{min: 5001}",
  }),
  "itinerari/04-ple.md": stepFile({
    id: "ple",
    title: "Portar-ho al ple",
    stage: "quarter",
    order: "4",
    roles: "[secretaria]",
  }),
  "itinerari/05-agenda.md": stepFile({
    id: "agenda",
    title: "Fer l'agenda pròpia",
    stage: "quarter",
    order: "5",
    items: "[aprovacio]",
  }),
};
