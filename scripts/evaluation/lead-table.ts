import { languages } from "../../src/language/language.ts";
import type { LeadReport, ModelLeads } from "./evaluate-lead.ts";
import { totalOf } from "./lead-checks.ts";
import type { CheckerFigures, Kept } from "./measure-lead.ts";

const width = 40;

/** Prints what was measured of leads, in per cent. */
export function printLead({ half, checker, lead }: LeadReport): void {
  out(`== ${half} half: the lead ==`);
  if (lead === undefined) out("CHAT_MODEL is not set: only the checker of sentences is measured");
  else printModel(lead);
  out();
  out("The checker: supported sentences that are kept");
  for (const language of languages)
    row(language, keptOf(checker.sentences[`${language} supported`]));
  row("all", keptOf(totalOf(checker.sentences, "supported")));
  out("The checker: unsupported sentences that are dropped");
  printDropped(checker.sentences, "unsupported");
  if (checker.adversarial !== undefined) {
    out("The checker: sentences of adversarial outputs that are dropped");
    printDropped(checker.adversarial, "adversarial");
  }
  out();
}

function printModel(lead: ModelLeads): void {
  const faults = Object.entries(lead.faults).map(([fault, count]) => `${fault} ${count}`);
  const ms = ({ p50, p95 }: ModelLeads["callMs"]) =>
    `p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`;
  const cost = lead.cost === undefined ? "" : `, cost ${lead.cost.toFixed(4)} at CHAT_MODEL_PRICE`;
  out(`with ${lead.model}: ${lead.asked} questions, ${lead.questions} answered`);
  row("answered questions with a lead", percent(lead.led));
  row("sentences a lead", lead.sentences.toFixed(2));
  row("sentences supported, judged again", percent(lead.supported));
  row("leads that answer all", percent(lead.complete));
  row("sentences in the reader's language", percent(lead.inLanguage));
  row("calls", `${lead.calls}`);
  row("tokens in / out", `${lead.inputTokens} / ${lead.outputTokens}${cost}`);
  row("faults", faults.length === 0 ? "none" : faults.join(", "));
  row("one call", ms(lead.callMs));
  row("one answer", ms(lead.answerMs));
}

/** By class, and all. */
function printDropped(figures: CheckerFigures, kind: string): void {
  const classes = Object.entries(figures).filter(([group]) => group.startsWith(`${kind}/`));
  for (const [group, figure] of classes.sort(([a], [b]) => a.localeCompare(b)))
    row(group.slice(kind.length + 1), droppedOf(figure));
  row("all", droppedOf(totalOf(figures, kind)));
}

function keptOf({ count, kept }: Kept = { count: 0, kept: 0 }): string {
  return count === 0 ? "none" : `${percent(kept / count)} (${kept} of ${count})`;
}

function droppedOf({ count, kept }: Kept): string {
  return keptOf({ count, kept: count - kept });
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

function row(title: string, figure: string): void {
  out(`${title.padEnd(width)}${figure}`);
}

function out(line = ""): void {
  process.stdout.write(`${line}\n`);
}
