import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from "yaml";
import type * as z from "zod";
import { explain } from "./explain-fault.ts";
import type { KnowledgeProblem } from "./knowledge-problem.ts";

/** Why a file is refused. */
export interface Refusal {
  readonly kind: "problems";
  readonly problems: readonly KnowledgeProblem[];
}

/** The data that opens a file, with the text below it. */
export interface FrontMatter<T> {
  readonly kind: "data";
  readonly data: T;
  readonly body: string;
  /** Line of the file, from 1, on which the text below begins. */
  readonly bodyLine: number;
  /** Line of the value at a path, or of the nearest key above it that exists. */
  readonly line: (path: readonly PropertyKey[]) => number;
}

const frontMatter = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/;

/** Reads the front matter of a file that must have one. */
export function readFrontMatter<T>(
  schema: z.ZodType<T>,
  sourcePath: string,
  content: string,
): FrontMatter<T> | Refusal {
  const text = asLines(content);
  const match = frontMatter.exec(text);
  if (match === null) {
    return refuse(sourcePath, [
      [
        1,
        "falta la capçalera: el fitxer ha de començar amb una línia «---», les dades i una altra línia «---»",
      ],
    ]);
  }
  const lines = new LineCounter();
  const yaml = parseDocument(match[1] ?? "", { lineCounter: lines, uniqueKeys: true });
  // The faults after the first are its consequences more often than not.
  const fault = yaml.errors[0];
  if (fault !== undefined) {
    const reason = `la capçalera no es pot llegir: ${yamlFaults[fault.code] ?? unknownYamlFault}`;
    return refuse(sourcePath, [[lines.linePos(fault.pos[0]).line + 1, reason]]);
  }
  const alias = aliasIn(yaml);
  if (alias !== undefined) {
    const reason = "un text que comença amb «*» ha d'anar entre cometes";
    return refuse(sourcePath, [[lines.linePos(alias).line + 1, reason]]);
  }
  const line = (path: readonly PropertyKey[]): number => lineOf(yaml.contents, path, lines) + 1;
  const parsed = schema.safeParse(yaml.toJS() ?? {}, { reportInput: true });
  if (!parsed.success) {
    return refuse(
      sourcePath,
      parsed.error.issues.map((issue) => [line(issue.path), explain(issue)]),
    );
  }
  return {
    kind: "data",
    data: parsed.data,
    body: text.slice(match[0].length),
    bodyLine: match[0].split("\n").length,
    line,
  };
}

/** Title and text of a file that need not have a front matter; the title is empty when none is declared. */
export function readLooseFrontMatter(content: string): {
  readonly title: string;
  readonly body: string;
} {
  const text = asLines(content);
  const match = frontMatter.exec(text);
  const data: unknown = match === null ? undefined : readYaml(match[1] ?? "");
  const isData = typeof data === "object" && data !== null && !Array.isArray(data);
  return {
    title: isData && "title" in data && typeof data.title === "string" ? data.title.trim() : "",
    body: isData && match !== null ? text.slice(match[0].length) : text,
  };
}

/** The refusal of a file, with its faults as line and reason. */
export function refuse(
  path: string,
  reasons: readonly (readonly [line: number, reason: string])[],
): Refusal {
  return { kind: "problems", problems: reasons.map(([line, reason]) => ({ path, line, reason })) };
}

/** The text with the line ends of every system as one. */
function asLines(content: string): string {
  return content.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
}

function readYaml(source: string): unknown {
  const document = parseDocument(source);
  const isReadable = document.errors.length === 0 && aliasIn(document) === undefined;
  return isReadable ? document.toJS() : undefined;
}

/** Where the first alias stands. Nothing here needs one, and a few of them can stand for gigabytes. */
function aliasIn(yaml: Document): number | undefined {
  let at: number | undefined;
  visit(yaml, {
    Alias(_, node) {
      at = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return at;
}

/** Line of the value at a path, or of the nearest key above it that exists. */
function lineOf(root: unknown, path: readonly PropertyKey[], lines: LineCounter): number {
  let node: unknown = root;
  let offset = 0;
  for (const step of path) {
    if (isSeq(node) && typeof step === "number") {
      node = node.items[step];
      if (isNode(node) && node.range) offset = node.range[0];
      continue;
    }
    if (!isMap(node)) break;
    const pair = node.items.find(
      (candidate) => isScalar(candidate.key) && candidate.key.value === step,
    );
    if (pair === undefined) break;
    if (isScalar(pair.key) && pair.key.range) offset = pair.key.range[0];
    node = pair.value;
  }
  return lines.linePos(offset).line;
}

const unknownYamlFault = "reviseu les cometes, els dos punts i el sagnat d'aquesta línia";
const yamlFaults: Readonly<Record<string, string>> = {
  BAD_INDENT: "el sagnat no és correcte: alineeu les línies que van juntes",
  BLOCK_AS_IMPLICIT_KEY: "un text que porta «: » ha d'anar entre cometes",
  DUPLICATE_KEY: "la clau hi és dues vegades: esborreu-ne una",
  MISSING_CHAR: "falten unes cometes, un claudàtor o uns dos punts",
  MULTILINE_IMPLICIT_KEY: "falten els dos punts després de la clau",
  TAB_AS_INDENT: "el sagnat ha de ser d'espais i no de tabuladors",
};
