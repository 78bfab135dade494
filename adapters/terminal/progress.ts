import type { BuildStep, OnBuildProgress } from "../../src/search/index-build.ts";

const names: Readonly<Record<BuildStep, string>> = {
  analyse: "analysing the texts",
  embed: "embedding the passages",
  write: "writing",
  check: "checking",
};
const barWidth = 24;

/** Where progress is written: standard error, in most cases. */
export interface ProgressStream {
  readonly isTTY: boolean;
  write(text: string): unknown;
}

/** A progress line on a terminal, rewritten in place; one line a step elsewhere. */
export function createProgress(stream: ProgressStream): OnBuildProgress {
  let step: BuildStep | undefined;
  return (current, done, total) => {
    const share = total === 0 ? 1 : done / total;
    if (!stream.isTTY) {
      if (current !== step) stream.write(`${names[current]}\n`);
      step = current;
      return;
    }
    const filled = Math.round(share * barWidth);
    const bar = "█".repeat(filled) + "░".repeat(barWidth - filled);
    stream.write(
      `\r\u001b[K${bar} ${String(Math.round(share * 100)).padStart(3)} %  ${names[current]}`,
    );
    if (current === "check" && share === 1) stream.write("\r\u001b[K");
    step = current;
  };
}
