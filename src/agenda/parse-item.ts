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
import {
  type Applicability,
  frontMatterSchemas,
  type ItemKind,
  type KnowledgeItem,
} from "./item.ts";
import type { KnowledgeProblem } from "./knowledge-problem.ts";
import { parseMarkdown } from "./markdown.ts";

/** An item, or why its file is refused. */
export type ParsedItem =
  | { readonly kind: "item"; readonly item: KnowledgeItem; readonly line: (key: string) => number }
  | { readonly kind: "problems"; readonly problems: readonly KnowledgeProblem[] };

type CommonData = z.infer<(typeof frontMatterSchemas)["page"]>;

const frontMatter = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/;

/** Parses one file below `eixos/` or `pagines/`. */
export function parseItem(
  kind: Exclude<ItemKind, "document">,
  sourcePath: string,
  content: string,
): ParsedItem {
  const text = content.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
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
  const parsed = frontMatterSchemas[kind].safeParse(yaml.toJS() ?? {}, { reportInput: true });
  if (!parsed.success) {
    return refuse(
      sourcePath,
      parsed.error.issues.map((issue) => [line(issue.path), explain(issue)]),
    );
  }
  const blocks = parseMarkdown(text.slice(match[0].length));
  if (blocks.length === 0) {
    return refuse(sourcePath, [
      [text.split("\n").length, "falta el text: escriviu almenys un paràgraf"],
    ]);
  }
  const { questions, ...data }: CommonData & Partial<Applicability> = parsed.data;
  const item: KnowledgeItem = {
    id: data.id,
    kind,
    title: data.title,
    origin: data.origin,
    blocks,
    questions: [...questions.ca, ...questions.es, ...questions.en],
    references: data.references,
    related: data.related,
    reviewed: data.reviewed,
    ...applicabilityOf(data),
    sourcePath,
  };
  return { kind: "item", item, line: (key) => line([key]) };
}

/** Imported text: nothing is asked of it. A front matter with `title` is used when there is one. */
export function parseDocumentItem(
  id: string,
  sourcePath: string,
  content: string,
): KnowledgeItem | undefined {
  const text = content.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const match = frontMatter.exec(text);
  const data: unknown = match === null ? undefined : readYaml(match[1] ?? "");
  const isData = typeof data === "object" && data !== null && !Array.isArray(data);
  const blocks = parseMarkdown(isData && match !== null ? text.slice(match[0].length) : text);
  if (blocks.length === 0) return undefined;
  const declared =
    isData && "title" in data && typeof data.title === "string" ? data.title.trim() : "";
  const heading = blocks.find((block) => block.kind === "heading")?.text;
  return {
    id,
    kind: "document",
    title: declared || heading || id.slice(id.lastIndexOf("/") + 1),
    origin: "own",
    blocks,
    questions: [],
    references: [],
    related: [],
    sourcePath,
  };
}

function applicabilityOf(data: Partial<Applicability>): Pick<KnowledgeItem, "applicability"> {
  const { population, horizon, effort, roles } = data;
  if (!population || !horizon || !effort || !roles) return {};
  return { applicability: { population, horizon, effort, roles } };
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

function refuse(path: string, reasons: readonly (readonly [number, string])[]): ParsedItem {
  return { kind: "problems", problems: reasons.map(([line, reason]) => ({ path, line, reason })) };
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

const catalan: Partial<Record<z.core.$ZodIssue["code"], (issue: z.core.$ZodIssue) => string>> = {
  unrecognized_keys: (issue) =>
    `clau desconeguda: ${issue.code === "unrecognized_keys" ? issue.keys.join(", ") : ""}; esborreu-la o corregiu-ne el nom`,
  invalid_type: (issue) =>
    issue.input === undefined
      ? "falta aquesta dada"
      : `ha de ser ${typeNames[issue.code === "invalid_type" ? issue.expected : ""] ?? "d'un altre tipus"}`,
  invalid_value: (issue) =>
    `ha de ser un d'aquests valors: ${issue.code === "invalid_value" ? issue.values.join(", ") : ""}`,
  too_small: () => "és buida o massa petita",
  too_big: () => "és massa llarga o massa gran",
};

const typeNames: Readonly<Record<string, string>> = {
  string: "un text; si és un número o una paraula com «null», entre cometes",
  number: "un número",
  int: "un número sense decimals",
  array: "una llista: [un, dos]",
  object: "un grup de dades «clau: valor»",
};

const unknownYamlFault = "reviseu les cometes, els dos punts i el sagnat d'aquesta línia";
const yamlFaults: Readonly<Record<string, string>> = {
  BAD_INDENT: "el sagnat no és correcte: alineeu les línies que van juntes",
  BLOCK_AS_IMPLICIT_KEY: "un text que porta «: » ha d'anar entre cometes",
  DUPLICATE_KEY: "la clau hi és dues vegades: esborreu-ne una",
  MISSING_CHAR: "falten unes cometes, un claudàtor o uns dos punts",
  MULTILINE_IMPLICIT_KEY: "falten els dos punts després de la clau",
  TAB_AS_INDENT: "el sagnat ha de ser d'espais i no de tabuladors",
};

function explain(issue: z.core.$ZodIssue): string {
  const where = issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
  const inCatalan = catalan[issue.code]?.(issue);
  if (inCatalan !== undefined) return where + inCatalan;
  if (issue.code === "invalid_format" && issue.format === "url") {
    return `${where}no és una adreça web completa (https://…)`;
  }
  return `${where}${issue.message}`;
}
