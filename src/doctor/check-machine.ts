import { constants } from "node:fs";
import { access, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { KnowledgeItem } from "../agenda/item.ts";
import { describeProblem } from "../agenda/knowledge-problem.ts";
import { type Knowledge, readKnowledge } from "../agenda/read-knowledge.ts";
import { AssistantError, systemErrorCode } from "../errors.ts";
import type { NeuralEmbedding } from "../models/neural-embedding.ts";
import type { DenseStore } from "../ports.ts";
import { openIndex } from "../search/index-build.ts";
import type { Finding } from "./finding.ts";

/** What can be found on the machine itself. */
export type MachineOutcome =
  | "node-supported"
  | "node-too-old"
  | "knowledge-read"
  | "knowledge-missing"
  | "knowledge-wrong"
  | "index-current"
  | "index-missing"
  | "index-stale"
  | "index-without-vectors"
  | "index-damaged"
  | "index-unchecked"
  | "data-writable"
  | "data-unwritable"
  | "data-unused";

/** What is looked at on the machine. */
export interface MachineOptions {
  /** Version of the running Node, as `20.20.2`. */
  readonly nodeVersion: string;
  /** Oldest version that is supported, as `20.19`. */
  readonly oldestNode: string;
  readonly knowledgeDirectory: string;
  readonly indexDirectory: string;
  readonly store: DenseStore;
  /** The embedding that is set up; it is asked nothing. */
  readonly embedding?: NeuralEmbedding;
  /** Absent where nothing is to last. */
  readonly dataDirectory?: string;
}

/** What the machine has. */
export interface MachineReport {
  readonly findings: readonly Finding<MachineOutcome>[];
  /** An item that a page of the agenda must open; an action where there is one. */
  readonly itemId?: string;
}

/** Looks at Node, the knowledge, its index and the data folder. Changes nothing. */
export async function checkMachine(options: MachineOptions): Promise<MachineReport> {
  const knowledge = await lookAtKnowledge(options.knowledgeDirectory);
  const [index, data] = await Promise.all([
    lookAtIndex(options, knowledge.read?.digest),
    checkDataFolder(options.dataDirectory),
  ]);
  const items = index.items ?? knowledge.read?.items ?? [];
  const itemId = (items.find(({ kind }) => kind === "action") ?? items[0])?.id;
  return {
    findings: [checkNode(options), knowledge.finding, index.finding, data],
    ...(itemId === undefined ? {} : { itemId }),
  };
}

function checkNode({ nodeVersion, oldestNode }: MachineOptions): Finding<MachineOutcome> {
  const values = { version: nodeVersion, oldest: oldestNode };
  const [major = 0, minor = 0] = nodeVersion.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode.split(".").map(Number);
  const isOld = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
  return isOld
    ? { check: "node", state: "fault", outcome: "node-too-old", values }
    : { check: "node", state: "ok", outcome: "node-supported", values };
}

async function lookAtKnowledge(
  folder: string,
): Promise<{ finding: Finding<MachineOutcome>; read?: Knowledge }> {
  const check = "knowledge";
  try {
    const read = await readKnowledge(folder);
    const [first] = read.problems;
    if (first === undefined) {
      const values = { folder, items: read.items.length };
      return { finding: { check, state: "ok", outcome: "knowledge-read", values }, read };
    }
    const values = { folder, count: read.problems.length, first: describeProblem(first) };
    return { finding: { check, state: "fault", outcome: "knowledge-wrong", values }, read };
  } catch (error) {
    const message = messageOf(error);
    const values = { folder, message };
    return { finding: { check, state: "fault", outcome: "knowledge-missing", values } };
  }
}

async function lookAtIndex(
  { indexDirectory: folder, store, embedding }: MachineOptions,
  digest: string | undefined,
): Promise<{ finding: Finding<MachineOutcome>; items?: readonly KnowledgeItem[] }> {
  const check = "index";
  try {
    const index = await openIndex(folder, store, embedding);
    const { items } = index.catalogue;
    const values = { folder, built: index.builtAt };
    if (digest === undefined)
      return { finding: { check, state: "skipped", outcome: "index-unchecked", values }, items };
    if (index.knowledgeDigest !== digest)
      return { finding: { check, state: "warning", outcome: "index-stale", values }, items };
    if (embedding !== undefined && index.neural === undefined) {
      const without = { ...values, model: embedding.id };
      const outcome = "index-without-vectors";
      return { finding: { check, state: "warning", outcome, values: without }, items };
    }
    return { finding: { check, state: "ok", outcome: "index-current", values }, items };
  } catch (error) {
    const code = error instanceof AssistantError ? error.code : undefined;
    const outcome =
      code === "INDEX_MISSING"
        ? "index-missing"
        : code === "INDEX_STALE"
          ? "index-stale"
          : "index-damaged";
    // None of them is a fault: the next start builds it.
    return { finding: { check, state: "warning", outcome, values: { folder } } };
  }
}

async function checkDataFolder(folder: string | undefined): Promise<Finding<MachineOutcome>> {
  const check = "data";
  if (folder === undefined) return { check, state: "skipped", outcome: "data-unused" };
  try {
    await tryToWrite(resolve(folder));
    return { check, state: "ok", outcome: "data-writable", values: { folder } };
  } catch (error) {
    const values = { folder, code: systemErrorCode(error) ?? messageOf(error) };
    return { check, state: "fault", outcome: "data-unwritable", values };
  }
}

/** Writes and removes a file in a folder; where there is none yet, only asks whether it could be made. */
async function tryToWrite(folder: string): Promise<void> {
  try {
    if (!(await stat(folder)).isDirectory())
      throw Object.assign(new Error("not a folder"), { code: "ENOTDIR" });
  } catch (error) {
    if (systemErrorCode(error) !== "ENOENT") throw error;
    return access(await nearestFolder(folder), constants.W_OK);
  }
  const file = join(folder, `.doctor-${process.pid}`);
  await writeFile(file, "");
  await rm(file, { force: true });
}

async function nearestFolder(path: string): Promise<string> {
  const parent = dirname(path);
  const found = await stat(parent).catch((error: unknown) => {
    if (systemErrorCode(error) !== "ENOENT" || parent === path) throw error;
    return undefined;
  });
  return found === undefined ? nearestFolder(parent) : parent;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
