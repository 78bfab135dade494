import type { Bands } from "./groups.ts";
import type { Rung } from "./ladder.ts";
import type { Ranking } from "./measure.ts";
import type { ModelledFigures, ModelledSet } from "./measure-with-models.ts";
import type { Fidelity } from "./open-addresses.ts";

/** Lines on citations that fail; a fault of a page repeats itself with each of its quotes. */
const shownFaults = 10;

type Rankings = Readonly<Record<string, Ranking>>;

/** Everything measured on one half. */
export interface Figures {
  readonly agenda: Fidelity & {
    readonly ranking: Rankings;
    readonly baselines: Readonly<Record<string, Rankings>>;
    readonly covered: Bands;
    readonly uncovered: Bands;
    readonly exact: { readonly share: number; readonly wrong: readonly string[] };
    readonly latencyMs: { readonly p50: number; readonly p99: number };
  };
  readonly general: Fidelity & {
    readonly ranking: Rankings;
    readonly baselines: Readonly<Record<string, Rankings>>;
    readonly covered: Bands;
  };
  /** The same questions with the models that are set up; absent where none is. */
  readonly withModels?: ModelledFigures;
}

/** Prints a half's figures, in per cent. */
export function printTable(half: string, { agenda, general, withModels }: Figures): void {
  out(`== ${half} half ==`);
  out("The Agenda: right item first / among three / MRR");
  printRankings([["this assistant", agenda.ranking], ...Object.entries(agenda.baselines)]);
  out(`covered questions     ${bands(agenda.covered)}`);
  out(`uncovered questions   ${bands(agenda.uncovered)}`);
  out(
    `exact questions right ${percent(agenda.exact.share)}${agenda.exact.wrong.length > 0 ? `  (wrong: ${agenda.exact.wrong.join(", ")})` : ""}`,
  );
  printFidelity(agenda);
  printLatency(agenda);
  out();
  out(
    "General text (documents only, no thesaurus of its own): right passage first / among three / MRR",
  );
  printRankings([["this assistant", general.ranking], ...Object.entries(general.baselines)]);
  out(`covered questions     ${bands(general.covered)}`);
  printFidelity(general);
  out();
  if (withModels !== undefined) printModelled(withModels, { agenda, general });
}

function printModelled(
  { models, agenda, general, calls }: ModelledFigures,
  without: Pick<Figures, "agenda" | "general">,
): void {
  const title = `with ${models.join(" and ")}`;
  out(`The Agenda ${title}: right item first / among three / MRR`);
  printModelledSet(agenda, without.agenda.ranking);
  out(`uncovered questions   ${bands(agenda.uncovered)}`);
  printLatency(agenda);
  out();
  out(`General text ${title}: right passage first / among three / MRR`);
  printModelledSet(general, without.general.ranking);
  printLatency(general);
  out(`calls for questions   ${calls.made}, failed ${calls.failed}`);
  out();
}

function printModelledSet({ ranking, covered }: ModelledSet, without: Rankings): void {
  printRankings([
    ["with", ranking],
    ["without", without],
  ]);
  out(`covered questions     ${bands(covered)}`);
}

function printLatency({ latencyMs }: Pick<ModelledSet, "latencyMs">): void {
  const { p50, p99 } = latencyMs;
  out(`one answer            p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
}

function out(line = ""): void {
  process.stdout.write(`${line}\n`);
}

/** Prints what each step bought. */
export function printLadder(title: string, rungs: readonly Rung[]): void {
  process.stdout.write(`== ladder: ${title}: first / among three / MRR ==\n`);
  for (const { step, hit1, hit3, mrr } of rungs) {
    process.stdout.write(`${step.padEnd(40)}${share(hit1)} / ${share(hit3)} / ${mrr.toFixed(3)}\n`);
  }
  process.stdout.write("\n");
}

function printFidelity({ fidelity, addresses, unfaithful }: Fidelity): void {
  const opened = `${addresses.toLocaleString("en")} addresses opened`;
  process.stdout.write(
    `quotes word for word at their address: ${percent(fidelity)} (${opened})\n${unfaithful
      .slice(0, shownFaults)
      .map((fault) => `  ${fault}\n`)
      .join("")}`,
  );
}

function printRankings(rankings: readonly (readonly [title: string, Rankings])[]): void {
  const names = Object.keys(rankings[0]?.[1] ?? {});
  const width = 22;
  const row = (title: string, cells: readonly string[]) =>
    out(`${title.padEnd(width)}${cells.map((cell) => cell.padEnd(width)).join("")}`);
  row(
    "",
    names.map((name) => `${name} (${rankings[0]?.[1][name]?.count ?? 0})`),
  );
  for (const [title, ranking] of rankings)
    row(
      title,
      names.map((name) => describe(ranking[name])),
    );
}

function describe(ranking: Ranking | undefined): string {
  if (ranking === undefined) return "";
  return `${share(ranking.hit1)} / ${share(ranking.hit3)} / ${ranking.mrr.toFixed(3)}`;
}

function bands({ answered, suggested, abstained }: Bands): string {
  return `answered ${percent(answered)}, suggested ${percent(suggested)}, abstained ${percent(abstained)}`;
}

function percent(value: number): string {
  return `${share(value)} %`;
}

function share(value: number): string {
  return (value * 100).toFixed(1);
}
