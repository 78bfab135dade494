import type { ReadText } from "./read-text.ts";

const catalanImperative = /^\p{L}{2,}(?:eu|iu)$/u;
const spanishImperative = /^\p{L}{2,}(?:ad|ed|id)$/u;
const englishImperative =
  /^(?:ask|check|choose|publish|write|keep|use|make|set|send|review|name|appoint|prepare|request|define|tell|put|add|start|begin|include|store|save|list|agree|decide|train|test|train|explain|contact|call|apply|plan|look|read|turn|report|notify|record|share|update|remove|ensure|separate|give|hold|offer|find|follow|get|work|sign|have|do|avoid|consider|compare|create|draft|establish|identify|limit|measure|organise|print|register|replace|run|show|take|teach|visit)$/u;

/** Whether a quote, or a clause of it, tells people what to do. */
export function isImperative(text: ReadText): boolean {
  const imperative =
    text.language === "ca"
      ? catalanImperative
      : text.language === "es"
        ? spanishImperative
        : englishImperative;
  return text.words.some(({ folded }, at) => {
    const before = text.words[at - 1];
    const isFirst =
      before === undefined || before.isBreak || ["i", "y", "and", "no"].includes(before.folded);
    return (
      isFirst && imperative.test(folded) && !["seu", "preu", "veu", "deu", "peu"].includes(folded)
    );
  });
}
