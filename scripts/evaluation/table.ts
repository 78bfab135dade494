import type { Rung } from "./ladder.ts";
import type { Ranking } from "./measure.ts";
import type { Fidelity } from "./open-addresses.ts";

/** Lines on citations that fail; a fault of a page repeats itself with each of its quotes. */
const shownFaults = 10;

type Rankings = Readonly<Record<string, Ranking>>;

/** How answers divide into bands, shares of 0 to 1. */
interface Bands {
  readonly answered: number;
  readonly suggested: number;
  readonly abstained: number;
}

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
}

/** Prints a half's figures, in per cent. */
export function printTable(half: string, { agenda, general }: Figures): void {
  const out = (line = "") => process.stdout.write(`${line}\n`);
  out(`== ${half} half ==`);
  out("The Agenda: right item first / among three / MRR");
  printRankings(agenda.ranking, agenda.baselines);
  out(`covered questions     ${bands(agenda.covered)}`);
  out(`uncovered questions   ${bands(agenda.uncovered)}`);
  out(
    `exact questions right ${percent(agenda.exact.share)}${agenda.exact.wrong.length > 0 ? `  (wrong: ${agenda.exact.wrong.join(", ")})` : ""}`,
  );
  printFidelity(agenda);
  out(
    `one answer            p50 ${agenda.latencyMs.p50.toFixed(1)} ms, p99 ${agenda.latencyMs.p99.toFixed(1)} ms`,
  );
  out();
  out(
    "General text (documents only, no thesaurus of its own): right passage first / among three / MRR",
  );
  printRankings(general.ranking, general.baselines);
  out(`covered questions     ${bands(general.covered)}`);
  printFidelity(general);
  out();
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

function printRankings(own: Rankings, baselines: Readonly<Record<string, Rankings>>): void {
  const names = Object.keys(own);
  const width = 22;
  const row = (title: string, cells: readonly string[]) =>
    process.stdout.write(
      `${title.padEnd(width)}${cells.map((cell) => cell.padEnd(width)).join("")}\n`,
    );
  row(
    "",
    names.map((name) => `${name} (${own[name]?.count ?? 0})`),
  );
  for (const [title, rankings] of [
    ["this assistant", own] as const,
    ...Object.entries(baselines),
  ]) {
    row(
      title,
      names.map((name) => describe(rankings[name])),
    );
  }
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
