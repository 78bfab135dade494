import type { AnswerFigures, BaselineFigures, BuildFigures } from "./figures.ts";

/** What each measurement is told. */
export interface TaskInput {
  readonly scale: number;
  readonly knowledgeDirectory: string;
  readonly indexDirectory: string;
  /** JSON array of what is asked. */
  readonly questionsFile: string;
}

/** Measurements that run in a process of their own, with what each gives. */
export interface TaskResults {
  readonly build: BuildFigures;
  readonly answer: Pick<AnswerFigures, "answers" | "bytes">;
  readonly recall: number;
  readonly baseline: BaselineFigures;
}
/** Name of a measurement. */
export type TaskName = keyof TaskResults;

/** Says that the process could answer now. */
export type ReportReady = () => void;

/** What a measuring process sends to the one that started it. */
export type TaskMessage =
  | { readonly kind: "ready"; readonly bytes: number }
  | { readonly kind: "done"; readonly result: unknown };
