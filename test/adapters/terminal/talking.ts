import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, vi } from "vitest";
import { shippedFolder } from "../../src/answer/shipped.ts";

const root = join(import.meta.dirname, "../../..");

/** A conversation is only held where a person sits; the tests sit at a pipe. */
export const personAtPipe = "process.stdin.isTTY = true;";

/** Where `npm run ask` finds its index and keeps what it remembers. */
export interface TerminalFolders {
  readonly index: string;
  readonly data: string;
}

/** `npm run ask`, as it stands when a person begins to write. */
export function startAsking(
  folders: TerminalFolders,
  preload: string,
  args: readonly string[] = [],
): ChildProcessWithoutNullStreams {
  const preloads = ["tsx", `data:text/javascript,${encodeURIComponent(preload)}`];
  const child = spawn(
    process.execPath,
    [...preloads.flatMap((one) => ["--import", one]), "scripts/ask.ts", ...args],
    {
      cwd: root,
      env: {
        PATH: process.env["PATH"],
        KNOWLEDGE_DIR: shippedFolder,
        INDEX_DIR: folders.index,
        DATA_DIR: folders.data,
        PUBLIC_URL: "https://agenda.example.cat",
      },
    },
  );
  onTestFinished(async () => {
    child.stdin.end();
    if (child.exitCode === null) await once(child, "exit");
  });
  return child;
}

/** Somebody at a terminal. */
export interface Talk {
  /** Types a line and gives what is said to it. */
  say(line: string): Promise<string>;
  /** Types the number of an option that was just shown. */
  choose(label: string | RegExp): Promise<string>;
  /** What stood there before anything was typed. */
  readonly greeting: string;
  /** Ends it as a person does. */
  leave(): Promise<void>;
}

/** Begins a conversation. */
export async function talk(folders: TerminalFolders): Promise<Talk> {
  const child = startAsking(folders, personAtPipe);
  let said = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const next = async () => {
    await vi.waitFor(() => expect(`${said}${errors}`.endsWith("› "), errors).toBe(true), {
      timeout: 30_000,
    });
    const text = said.slice(0, -"› ".length);
    said = "";
    return text;
  };
  const greeting = await next();
  let last = greeting;
  const say = async (line: string) => {
    child.stdin.write(`${line}\n`);
    last = await next();
    return last;
  };
  return {
    greeting,
    say,
    choose(label) {
      const options = [...last.matchAll(/^(\d+)\) (.*?)…?$/gmu)];
      const found = options.find(([, , text = ""]) =>
        typeof label === "string" ? text === label : label.test(text),
      );
      expect(found, `${String(label)} among ${last}`).toBeDefined();
      return say(found?.[1] ?? "");
    },
    async leave() {
      child.stdin.end();
      await once(child, "exit");
      expect(errors).toBe("");
    },
  };
}
