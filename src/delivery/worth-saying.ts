import type { Answer } from "../answer/answer.ts";

/**
 * Whether an answer is welcome where nobody called the assistant: people of a thread also talk among themselves. What is
 * asserted with a quote is, and whatever was plainly asked.
 */
export function isWorthSaying(answer: Answer): boolean {
  switch (answer.kind) {
    case "answered":
      return answer.citations.length > 0;
    case "suggested":
    case "abstained":
    case "failed":
      return answer.question.includes("?");
  }
}
