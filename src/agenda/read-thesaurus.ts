import type { Concept, ConceptKind } from "../language/thesaurus.ts";
import type { KnowledgeProblem } from "./knowledge-problem.ts";

/** Concepts of one thesaurus file, and what is wrong in it. */
export interface ParsedThesaurus {
  readonly concepts: readonly Concept[];
  readonly lines: ReadonlyMap<string, number>;
  readonly problems: readonly KnowledgeProblem[];
}

const header = ["concepte", "català", "castellà", "anglès", "més general"];

/**
 * Reads the tables of a thesaurus file: `concepte | català | castellà | anglès | més general`, terms apart by `;`.
 * `rols.md` names roles, `fora-de-l-agenda.md` what the Agenda does not cover; every other file, matters.
 */
export function readThesaurus(path: string, content: string): ParsedThesaurus {
  const kind = kindOf(path);
  const concepts: Concept[] = [];
  const problems: KnowledgeProblem[] = [];
  const lines = new Map<string, number>();
  content.split(/\r?\n/).forEach((text, index) => {
    const line = index + 1;
    if (!text.trimStart().startsWith("|")) {
      // Markdown would show it as a row all the same, so the person who wrote it cannot see what is wrong.
      if (text.split("|").length >= header.length - 1)
        problems.push({ path, line, reason: "la fila ha de començar amb «|»" });
      return;
    }
    const cells = text
      .trim()
      .replace(/^\||\|$/g, "")
      .split("|")
      .map((cell) => cell.trim());
    if (cells.every((cell) => /^:?-+:?$/.test(cell)) || cells[0]?.toLowerCase() === header[0])
      return;
    const reason = faultOf(cells, lines);
    if (reason !== undefined) {
      problems.push({ path, line, reason });
      return;
    }
    const [id = "", ca = "", es = "", en = "", broader = ""] = cells;
    lines.set(id, line);
    concepts.push({
      id,
      kind,
      terms: { ca: termsOf(ca), es: termsOf(es), en: termsOf(en) },
      ...(broader === "" ? {} : { broader }),
    });
  });
  return { concepts, lines, problems };
}

function faultOf(cells: readonly string[], seen: ReadonlyMap<string, number>): string | undefined {
  if (cells.length !== header.length) {
    return `la fila té ${cells.length} cel·les i n'ha de tenir ${header.length}: ${header.join(" | ")}`;
  }
  const [id = "", ...terms] = cells;
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) {
    return `l'identificador «${id}» només pot tenir lletres minúscules sense accent, xifres i guions`;
  }
  const first = seen.get(id);
  if (first !== undefined) return `l'identificador «${id}» ja és a la línia ${first}`;
  const missing = terms.slice(0, 3).findIndex((cell) => termsOf(cell).length === 0);
  return missing < 0
    ? undefined
    : `la cel·la «${header[missing + 1]}» és buida: escriviu-hi almenys un terme`;
}

function termsOf(cell: string): string[] {
  return cell
    .split(";")
    .map((term) => term.trim())
    .filter((term) => term !== "");
}

function kindOf(path: string): ConceptKind {
  if (path.endsWith("fora-de-l-agenda.md")) return "off-agenda";
  return path.endsWith("rols.md") ? "role" : "matter";
}
