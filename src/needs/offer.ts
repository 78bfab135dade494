import type { Answer } from "../answer/answer.ts";

/**
 * Whether an answer is one below which a need can be recorded: the Agenda does not cover what was asked, or only something
 * near it is there, and who asked may need another thing.
 */
export function isNeedOffered(answer: Answer): boolean {
  return (
    (answer.kind === "abstained" && answer.reason === "not-covered") || answer.kind === "suggested"
  );
}
