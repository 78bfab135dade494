import type * as z from "zod";
import { type Refusal, readFrontMatter, readLooseFrontMatter, refuse } from "./front-matter.ts";
import {
  type Applicability,
  frontMatterSchemas,
  type ItemKind,
  type KnowledgeItem,
} from "./item.ts";
import { parseMarkdown } from "./markdown.ts";

/** An item, or why its file is refused. */
export type ParsedItem =
  | { readonly kind: "item"; readonly item: KnowledgeItem; readonly line: (key: string) => number }
  | Refusal;

type ActionData = Partial<z.infer<(typeof frontMatterSchemas)["action"]>>;
type ItemData = z.infer<(typeof frontMatterSchemas)["page"]> & ActionData;

/** Parses one file below `eixos/` or `pagines/`. */
export function parseItem(
  kind: Exclude<ItemKind, "document">,
  sourcePath: string,
  content: string,
): ParsedItem {
  const read = readFrontMatter<ItemData>(frontMatterSchemas[kind], sourcePath, content);
  if (read.kind === "problems") return read;
  const blocks = parseMarkdown(read.body);
  if (blocks.length === 0) {
    const lastLine = read.bodyLine + read.body.split("\n").length - 1;
    return refuse(sourcePath, [[lastLine, "falta el text: escriviu almenys un paràgraf"]]);
  }
  const { questions, ...data } = read.data;
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
  return { kind: "item", item, line: (key) => read.line([key]) };
}

/** Imported text: nothing is asked of it. A front matter with `title` is used when there is one. */
export function parseDocumentItem(
  id: string,
  sourcePath: string,
  content: string,
): KnowledgeItem | undefined {
  const { title, body } = readLooseFrontMatter(content);
  const blocks = parseMarkdown(body);
  if (blocks.length === 0) return undefined;
  const heading = blocks.find((block) => block.kind === "heading")?.text;
  return {
    id,
    kind: "document",
    title: title || heading || id.slice(id.lastIndexOf("/") + 1),
    origin: "own",
    blocks,
    questions: [],
    references: [],
    related: [],
    sourcePath,
  };
}

function applicabilityOf(
  data: Omit<ActionData, "questions">,
): Pick<KnowledgeItem, "applicability"> {
  const { population, horizon, effort, roles, duty, ends } = data;
  if (!population || !horizon || !effort || !roles) return {};
  const applicability: Applicability = {
    population,
    horizon,
    effort,
    roles,
    ...(duty === undefined ? {} : { duty }),
    ...(ends === undefined ? {} : { ends }),
  };
  return { applicability };
}
