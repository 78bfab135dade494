import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
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
  if (yaml.errors.length > 0) {
    return refuse(
      sourcePath,
      yaml.errors.map((error) => [
        (error.linePos?.[0].line ?? 1) + 1,
        `la capçalera no es pot llegir: ${error.message.split("\n")[0]}`,
      ]),
    );
  }
  const line = (path: readonly PropertyKey[]): number => lineOf(yaml.contents, path, lines) + 1;
  const parsed = frontMatterSchemas[kind].safeParse(yaml.toJS() ?? {});
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
  return document.errors.length > 0 ? undefined : document.toJS();
}

function refuse(path: string, reasons: readonly (readonly [number, string])[]): ParsedItem {
  return { kind: "problems", problems: reasons.map(([line, reason]) => ({ path, line, reason })) };
}

/** Line of the value at a path, or of the nearest key above it that exists. */
function lineOf(root: unknown, path: readonly PropertyKey[], lines: LineCounter): number {
  let node: unknown = root;
  let offset = 0;
  for (const step of path) {
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
      : `ha de ser de tipus ${issue.code === "invalid_type" ? issue.expected : ""}`,
  invalid_value: (issue) =>
    `ha de ser un d'aquests valors: ${issue.code === "invalid_value" ? issue.values.join(", ") : ""}`,
  too_small: () => "és buida o massa petita",
  too_big: () => "és massa llarga o massa gran",
  invalid_union: () => "ha de ser una data com 2026-11-23",
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
