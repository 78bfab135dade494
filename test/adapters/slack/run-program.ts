import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import * as z from "zod";
import { type Running, start } from "../../scripts/run.ts";
import type { Workspace } from "../../scripts/small-knowledge.ts";
import { signingSecret } from "./serve-slack.ts";
import type { SlackApi } from "./slack-api.ts";

const readySchema = z.object({ msg: z.string(), port: z.number() });

/** The whole program in a process of its own, ready, with Slack's stand-in behind it. Killed when the test ends. */
export async function begin(
  workspace: Workspace,
  api: SlackApi,
  settings: Readonly<Record<string, string>> = {},
): Promise<Running & { base: string }> {
  const running = start("src/main.ts", workspace, [], {
    PORT: "0",
    HOST: "127.0.0.1",
    PUBLIC_URL: "https://agenda.example.cat",
    SLACK_BOT_TOKEN: "xoxb-test",
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: api.url,
    ...settings,
  });
  onTestFinished(() => void running.child.kill("SIGKILL"));
  for await (const line of createInterface({ input: running.child.stdout })) {
    const entry = readySchema.safeParse(JSON.parse(line));
    if (entry.success && entry.data.msg.startsWith("ready at "))
      return { ...running, base: `http://127.0.0.1:${entry.data.port}` };
  }
  throw new Error(`it did not start: ${(await running.outcome).stderr}`);
}
