/** @jsxRuntime automatic @jsxImportSource preact */
import type { Citation } from "../../src/answer/answer.ts";
import { markText } from "../../src/answer/quote-marks.ts";
import { type ShownWritten, translationOf } from "../../src/answer/written.ts";
import { writtenWords } from "../../src/answer/written-words.ts";
import type { Language } from "../../src/language/language.ts";

/** What a language model wrote over the quotes of an answer, and that it was one. `id` names the answer on the page. */
export function WrittenParagraph({
  written,
  id,
}: {
  readonly written: ShownWritten;
  readonly id: string;
}) {
  const { sentences, partial, label, understood } = written;
  return (
    <div class="written">
      {sentences.length > 0 && (
        <p class="summary">
          {sentences.map(({ text, numbers }) => (
            <>
              {`${text} `}
              {numbers.map((number) => (
                <>
                  <a class="mark" href={`#${quoteId(id, number)}`}>
                    {markText(number)}
                  </a>{" "}
                </>
              ))}
            </>
          ))}
        </p>
      )}
      {partial !== "" && <p>{partial}</p>}
      <p class="by-model">{label}</p>
      {understood !== "" && <p class="understood">{understood}</p>}
    </div>
  );
}

/** Where the quote of a number stands on the page. */
export function quoteId(answer: string, number: number): string {
  return `quote-${answer}-${number}`;
}

/** The translation of a quote, outside of it; nothing where there is none. `language` is that of the words around. */
export function TranslatedQuote({
  citation,
  language,
}: {
  readonly citation: Citation;
  readonly language: Language;
}) {
  const translation = translationOf(citation);
  if (translation === undefined) return null;
  return (
    <div class="translation">
      <p class="by-model">{writtenWords[language].translation}</p>
      <p lang={translation.language}>{translation.text}</p>
    </div>
  );
}
