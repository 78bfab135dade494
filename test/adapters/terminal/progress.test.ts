import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { createProgress, type ProgressStream } from "../../../adapters/terminal/progress.ts";

function written(isTTY: boolean): string {
  const stream: PassThrough & ProgressStream = Object.assign(new PassThrough(), { isTTY });
  const progress = createProgress(stream);
  for (const step of ["analyse", "embed", "write", "check"] as const) {
    progress(step, 0, 10);
    progress(step, 5, 10);
    progress(step, 10, 10);
  }
  return String(stream.read());
}

describe("createProgress", () => {
  it("writes one plain line a step where nobody watches", () => {
    const text = written(false);

    expect(text).not.toContain("\r");
    expect(stripVTControlCharacters(text)).toBe(text);
    expect(text.trimEnd().split("\n")).toHaveLength(4);
  });

  it("rewrites one line on a terminal, with the share that is done, and leaves it empty", () => {
    const text = written(true);

    expect(text).not.toContain("\n");
    expect(text).toContain("50 %");
    expect(text.endsWith("\r\u001b[K")).toBe(true);
  });

  it("counts nothing to do as done", () => {
    const stream: PassThrough & ProgressStream = Object.assign(new PassThrough(), { isTTY: true });
    createProgress(stream)("embed", 0, 0);

    expect(String(stream.read())).toContain("100 %");
  });
});
