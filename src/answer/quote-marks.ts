import type { Answer, Citation } from "./answer.ts";
import { shownIn } from "./shown.ts";
import type { ShownWritten } from "./written.ts";

/** Numbers of quotes: `[1]` at a quote and at what rests on it. */
export type QuoteMarks = ReadonlyMap<Citation, number>;

/** The numbers of the quotes on which rests what a language model wrote; none where it wrote nothing. */
export function quoteMarks(answer: Answer, written: ShownWritten | undefined): QuoteMarks {
  const shown = shownIn(answer);
  const sentences = written?.sentences ?? [];
  return new Map(
    sentences.flatMap(({ citations, numbers }) =>
      citations.flatMap((place, at) => {
        const [citation, number] = [shown[place], numbers[at]];
        return citation === undefined || number === undefined ? [] : [[citation, number] as const];
      }),
    ),
  );
}

/** A number as it stands in a text; nothing where a quote has none. */
export function markText(mark: number | undefined): string {
  return mark === undefined ? "" : `[${mark}]`;
}
