import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { hnswStore } from "../../../adapters/langchain/hnsw-store.ts";
import { readKnowledge } from "../../../src/agenda/read-knowledge.ts";
import { createAssistant } from "../../../src/answer/assistant.ts";
import type { Inquiry } from "../../../src/answer/inquiry.ts";
import { buildIndex, openIndex } from "../../../src/search/index-build.ts";

/** The folder that ships with the project. */
export const shippedFolder = join(import.meta.dirname, "../../../knowledge");
/** Address under which the tests serve the agenda. */
export const publicUrl = "https://agenda.example";
/** Building the shipped knowledge takes some seconds on a busy machine. */
export const buildTimeoutMs = 60_000;

/** An assistant over a knowledge folder, the index built into a folder that is gone once it is open. */
export async function openAssistant(knowledge: string = shippedFolder) {
  const folder = await mkdtemp(join(tmpdir(), "agenda-test-"));
  try {
    await buildIndex(await readKnowledge(knowledge), folder, hnswStore);
    const index = await openIndex(folder, hnswStore);
    const assistant = createAssistant({
      index: () => index,
      publicUrl,
      clock: () => performance.now(),
    });
    const ask = (question: string, more: Omit<Inquiry, "question"> = {}) =>
      assistant.respond({ question, ...more });
    return { index, assistant, ask };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the front matter of an action says, read here without the project's own reader. */
export interface ActionFacts {
  readonly id: string;
  readonly horizon: string;
  readonly effort: string;
  readonly roles: readonly string[];
  readonly population?: { readonly min?: number; readonly max?: number };
}

/** Front matter of every file of the tree with this name's ending, in the order of the codes. */
export function frontMatters(matches: (name: string) => boolean): ActionFacts[] {
  return readdirSync(join(shippedFolder, "eixos"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md") && matches(path.slice(path.lastIndexOf("/") + 1)))
    .map((path) => readFileSync(join(shippedFolder, "eixos", path), "utf8"))
    .map((text): ActionFacts => parse(text.split(/^---$/m)[1] ?? ""))
    .sort((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
}

/** Whether an action is for a council of a size. */
export function isFor({ population }: ActionFacts, inhabitants: number): boolean {
  return inhabitants >= (population?.min ?? 0) && inhabitants <= (population?.max ?? 1e9);
}

/** Roles of the thesaurus with the label that is shown, read here without the project's own reader. */
export function roleLabels(language: "ca" | "es" | "en"): ReadonlyMap<string, string> {
  const column = { ca: 2, es: 3, en: 4 }[language];
  const rows = readFileSync(join(shippedFolder, "tesaurus/rols.md"), "utf8")
    .split("\n")
    .filter((line) => /^\| [a-z-]+ \|/.test(line) && !line.startsWith("| concepte"))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  return new Map(rows.map((cells) => [cells[1] ?? "", (cells[column] ?? "").split(";")[0] ?? ""]));
}
