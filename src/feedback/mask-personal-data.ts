import { type PersonalDataKind, personalDataPatterns } from "./personal-data-patterns.ts";

/** A piece of a text that tells of a person: `start` to `end` (exclusive). */
export interface PersonalData {
  readonly kind: PersonalDataKind;
  readonly start: number;
  readonly end: number;
}

const markers: Readonly<Record<PersonalDataKind, string>> = {
  url: "[adreça web]",
  email: "[correu]",
  user: "[usuari]",
  iban: "[IBAN]",
  card: "[targeta]",
  affiliation: "[NAF]",
  "health-card": "[CIP]",
  dni: "[DNI]",
  nie: "[NIE]",
  registry: "[núm. de registre]",
  phone: "[telèfon]",
  plate: "[matrícula]",
};
const marker = new RegExp(
  Object.values(markers)
    .map((text) => text.replace(/[[\].]/g, "\\$&"))
    .join("|"),
  "gu",
);
const endOfSentence = new Set(".,;:!?)]}»”’'");

/** A text with what tells of persons replaced by what it was: `[DNI]`, `[telèfon]`. Names of persons are not found. */
export function maskPersonalData(text: string): string {
  let masked = "";
  let from = 0;
  for (const { kind, start, end } of findPersonalData(text)) {
    masked += `${text.slice(from, start)}${markers[kind]}`;
    from = end;
  }
  return masked + text.slice(from);
}

/** A masked text without what stands for personal data: that says nothing of its meaning. */
export function withoutMarkers(text: string): string {
  return text.replace(marker, " ");
}

/** What in a text tells of persons by its form, in order. Of an address on the web all but the host. */
export function findPersonalData(text: string): PersonalData[] {
  const found: PersonalData[] = [];
  for (const { kind, pattern, accepts } of personalDataPatterns) {
    for (const match of text.matchAll(pattern)) {
      const [start, last] = match.indices?.groups?.["value"] ?? [
        match.index,
        match.index + match[0].length,
      ];
      const end = kind === "url" ? endOfAddress(text, start, last) : last;
      if (end <= start) continue;
      if (accepts !== undefined && !accepts(text.slice(start, end), text.slice(end, end + 20)))
        continue;
      found.push({ kind, start, end });
    }
  }
  return withoutOverlaps(found);
}

/** Stops and brackets behind an address belong to the sentence. */
function endOfAddress(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && endOfSentence.has(text.charAt(last - 1))) last -= 1;
  return last;
}

/** Pieces that overlap are one, of the kind that is surer: nothing of either shows. */
function withoutOverlaps(found: readonly PersonalData[]): PersonalData[] {
  const kept: PersonalData[] = [];
  for (const piece of [...found].sort((a, b) => a.start - b.start)) {
    const before = kept.at(-1);
    if (before === undefined || before.end <= piece.start) kept.push(piece);
    else {
      const isSurer = sureness.indexOf(piece.kind) < sureness.indexOf(before.kind);
      const { kind } = isSurer ? piece : before;
      kept[kept.length - 1] = { kind, start: before.start, end: Math.max(before.end, piece.end) };
    }
  }
  return kept;
}

const sureness = personalDataPatterns.map(({ kind }) => kind);
