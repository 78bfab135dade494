import type { KnowledgeItem } from "./item.ts";
import type { KnowledgeProblem } from "./knowledge-problem.ts";
import { type ParsedStep, parseStep } from "./parse-step.ts";
import type { Step } from "./step.ts";

/** Gathers the steps of a knowledge folder, and what is wrong with them. */
export interface ItineraryCollector {
  /** Takes a file below `itinerari/`; its faults when it is refused. */
  add(path: string, text: string): readonly KnowledgeProblem[];
  /**
   * Where steps name items that do not exist, or quote what an item does not say. Items whose own files are refused are
   * not judged: they are right again when those are mended.
   */
  problemsAgainst(
    items: ReadonlyMap<string, KnowledgeItem>,
    isRefused: (id: string) => boolean,
  ): KnowledgeProblem[];
  /** The steps that were taken, in their order. */
  steps(): Step[];
}

type Position = Extract<ParsedStep, { readonly kind: "step" }>["line"];

/** A collector without steps. */
export function createItineraryCollector(): ItineraryCollector {
  const taken: { readonly step: Step; readonly line: Position }[] = [];
  return {
    add(path, text) {
      if (path.split("/").length !== 2)
        return [{ path, line: 1, reason: "fitxer fora de lloc: itinerari/<pas>.md" }];
      const parsed = parseStep(path, text);
      if (parsed.kind === "problems") return parsed.problems;
      const { step, line } = parsed;
      const steps = taken.map((each) => each.step);
      const problems = (["id", "order"] as const).flatMap((key): KnowledgeProblem[] => {
        const twin = steps.find((other) => other[key] === step[key]);
        if (twin === undefined) return [];
        const reason = `${key}: «${step[key]}» ja el té ${twin.sourcePath}: cada pas n'ha de tenir un de diferent`;
        return [{ path, line: line([key]), reason }];
      });
      if (problems.length === 0) taken.push({ step, line });
      return problems;
    },
    problemsAgainst: (items, isRefused) =>
      taken.flatMap(({ step, line }) =>
        faultsOf(step, items, isRefused).map(([at, reason]) => ({
          path: step.sourcePath,
          line: line(at),
          reason: `${at.join(".")}: ${reason}`,
        })),
      ),
    steps: () => taken.map(({ step }) => step).sort((a, b) => a.order - b.order),
  };
}

type Fault = readonly [at: readonly PropertyKey[], reason: string];

function faultsOf(
  step: Step,
  items: ReadonlyMap<string, KnowledgeItem>,
  isRefused: (id: string) => boolean,
): Fault[] {
  const missing = (at: readonly PropertyKey[], id: string | undefined): Fault[] =>
    id === undefined || items.has(id) || isRefused(id) ? [] : [[at, `«${id}» no existeix`]];
  return [
    ...missing(["axis"], step.axis),
    ...step.items.flatMap((id, at) => missing(["items", at], id)),
    ...step.questions.flatMap(({ item: id, quote }, at): Fault[] => {
      const item = items.get(id);
      if (item === undefined) return missing(["questions", at, "item"], id);
      if (saysInOneBlock(item, quote)) return [];
      const reason = `«${id}» no ho diu així: copieu la cita paraula per paraula, d'un sol paràgraf`;
      return [[["questions", at, "quote"], reason]];
    }),
  ];
}

function saysInOneBlock({ blocks }: KnowledgeItem, quote: string): boolean {
  return blocks.some(({ kind, text }) => kind !== "heading" && text.includes(quote));
}
