/** Abbreviations after which a full stop does not end a sentence. */
const abbreviation =
  /(?:^|[\s(«"'])(?:art|arts|núm|num|pàg|pág|p|pp|ex|sr|sra|srs|dr|dra|st|sta|av|avda|c|cf|etc|ed|ref|tel|vol|vs|mr|mrs|ms|no|aprox|màx|mín|min|max|s|ss|i\.e|e\.g|[A-ZÀ-Ý])\.$/iu;
const segmenter = new Intl.Segmenter("ca", { granularity: "sentence" });

/** A sentence of a block: characters `start` to `end` (exclusive) of its text. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Sentences of a block's text. Together they are the whole text but for the white space between them. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  let pending = "";
  for (const { segment } of segmenter.segment(text)) {
    pending += segment;
    const trimmed = pending.trimEnd();
    if (abbreviation.test(trimmed) && start + pending.length < text.length) continue;
    if (trimmed.trimStart() !== "") {
      const lead = pending.length - pending.trimStart().length;
      sentences.push({
        text: trimmed.trimStart(),
        start: start + lead,
        end: start + trimmed.length,
      });
    }
    start += pending.length;
    pending = "";
  }
  return sentences;
}
