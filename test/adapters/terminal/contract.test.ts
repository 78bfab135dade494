import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, vi } from "vitest";
import { askingContract, brokenReason, type Written } from "../../contracts/asking.ts";
import { createWorkspace, type Workspace } from "../../scripts/small-knowledge.ts";
import { shippedFolder } from "../../src/answer/shipped.ts";
import { indexOf } from "../web/serve.ts";
import { personAtPipe, startAsking } from "./talking.ts";

// Processes take seconds to start on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** No test reaches into another process: there it is the search that breaks. */
const brokenSearch = `
import { HNSWLib } from "${import.meta.resolve("@langchain/community/vectorstores/hnswlib")}";
import { ExactVectorStore } from "${new URL("../../../adapters/langchain/exact-store.ts", import.meta.url)}";
for (const store of [HNSWLib, ExactVectorStore])
  store.prototype.similaritySearchVectorWithScore = () => { throw new Error("${brokenReason}") };`;

let workspace: Workspace;

beforeAll(async () => {
  workspace = await createWorkspace({});
  await indexOf({ knowledge: shippedFolder, index: workspace.index });
});

afterAll(() => workspace.remove());

askingContract("the terminal", async (_index, wish = {}) => {
  const isBroken = wish.assistant !== undefined;
  const written = new Map<string, { readonly text: string; readonly root: string }>();
  /** By the first question of each. */
  const conversations = new Map<string, { child: ChildProcessWithoutNullStreams; said: string }>();
  const errors: string[] = [];
  const of = ({ where }: Written) => {
    const one = written.get(where);
    if (one === undefined) throw new Error(`nothing was written at ${where}`);
    return one;
  };
  const open = (text: string) => {
    // Why there is no answer is only told to who asks one question.
    // Each sits at a machine of its own: two terminals share no file.
    const data = join(workspace.directory, `data-${conversations.size}`);
    const folders = { index: workspace.index, data };
    const child = isBroken
      ? startAsking(folders, brokenSearch, [text])
      : startAsking(folders, personAtPipe);
    const conversation = { child, said: "" };
    child.stdout.setEncoding("utf8").on("data", (said: string) => {
      conversation.said += said;
    });
    child.stderr.setEncoding("utf8").on("data", (line: string) => void errors.push(line));
    return conversation;
  };
  return {
    write(text, { after } = {}) {
      const where = String(written.size);
      written.set(where, { text, root: after === undefined ? where : of(after).root });
      return { where };
    },
    async deliver(question) {
      const { text, root: first } = of(question);
      const conversation = conversations.get(first) ?? open(text);
      conversations.set(first, conversation);
      if (!isBroken) conversation.child.stdin.write(`${text}\n`);
    },
    answersTo(question) {
      const said = conversations.get(of(question).root)?.said ?? "";
      if (isBroken) return said === "" ? [] : [said];
      // An answer is complete once the next prompt stands below it.
      return said.split(/^› /m).slice(1, -1);
    },
    until: (holds) => vi.waitFor(holds, { timeout: 30_000 }),
    log: errors,
    faults: errors,
  };
});
