import type { Answered, Citation } from "../../src/answer/answer.ts";
import type { Written } from "../../src/answer/written.ts";

/** A citation of an action. */
export function citation(itemId: string, more: Partial<Citation> = {}): Citation {
  return {
    itemId,
    kind: "action",
    title: `Acció ${itemId}`,
    place: ["Eix", "Objectiu"],
    quote: "Feu còpies cada nit.",
    url: `https://agenda.example/agenda/${itemId}?cita=0123456789#cita`,
    score: 1,
    origin: "own",
    sourcePath: "eixos/a.md",
    references: [],
    ...more,
  };
}

/** Citations of so many actions. */
export function citations(count: number, more: Partial<Citation> = {}): Citation[] {
  return Array.from({ length: count }, (_, at) => citation(`1.1.${at + 1}`, more));
}

/** What all answers say. */
export const frame = {
  question: "què?",
  language: "ca",
  intent: "search",
  notes: [],
  filters: {},
  suggestions: [],
  isForCouncil: false,
  durationMs: 1,
} as const;

/** An answer that quotes one action, or what it is given. */
export function answered(more: Partial<Answered> = {}): Answered {
  const shown = more.citations ?? [citation("1.1.1")];
  return {
    ...frame,
    kind: "answered",
    lead: "Això diu:",
    citations: shown,
    total: shown.length,
    offset: 0,
    further: 0,
    ...more,
  };
}

/** What a language model wrote: sentences over the first quotes, or what it is given. */
export function written(more: Partial<Written> = {}): Written {
  return {
    model: "openai:model-1",
    sentences: [{ text: "Cal fer còpies cada nit.", citations: [0] }],
    isPartial: false,
    ...more,
  };
}
