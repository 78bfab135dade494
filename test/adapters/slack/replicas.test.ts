import { createInterface } from "node:readline";
import { expect, it, onTestFinished, vi } from "vitest";
import * as z from "zod";
import { type Running, start } from "../../scripts/run.ts";
import { createWorkspace, type Workspace } from "../../scripts/small-knowledge.ts";
import { makePostgres, postgresMissing } from "../database/open-for-test.ts";
import { indexOf } from "../web/serve.ts";
import { appMention, post, signedRequest } from "./events.ts";
import { signingSecret } from "./serve-slack.ts";
import { type SlackApi, startSlackApi } from "./slack-api.ts";

vi.setConfig({ testTimeout: 600_000 });

/** Messages, each delivered to both replicas. */
const messages = 1_000;
const channels = Array.from({ length: 10 }, (_, at) => `C0SHARED${at}0`);
const missing = await postgresMissing();

const readySchema = z.object({ msg: z.string(), port: z.number() });

/** A program over the database that others use too. */
async function begin(
  workspace: Workspace,
  api: SlackApi,
  databaseUrl: string,
): Promise<Running & { base: string }> {
  const running = start("src/main.ts", workspace, [], {
    PORT: "0",
    HOST: "127.0.0.1",
    PUBLIC_URL: "https://agenda.example.cat",
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: "info",
    SLACK_BOT_TOKEN: "xoxb-test",
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: api.url,
  });
  onTestFinished(() => void running.child.kill("SIGKILL"));
  for await (const line of createInterface({ input: running.child.stdout })) {
    const entry = readySchema.safeParse(JSON.parse(line));
    if (entry.success && entry.data.msg.startsWith("ready at "))
      return { ...running, base: `http://127.0.0.1:${entry.data.port}` };
  }
  throw new Error(`it did not start: ${(await running.outcome).stderr}`);
}

it.skipIf(missing !== undefined)(
  `two replicas on one PostgreSQL${missing === undefined ? "" : ` (skipped: ${missing})`} give each of ${messages} messages, delivered to both, exactly one answer, though one is killed and begins anew`,
  async () => {
    const workspace = await createWorkspace();
    onTestFinished(() => workspace.remove());
    await indexOf(workspace);
    const api = await startSlackApi();
    onTestFinished(() => api.stop());
    for (const channel of channels) api.addChannel(channel);
    const databaseUrl = await makePostgres();
    const [first, second] = await Promise.all([
      begin(workspace, api, databaseUrl),
      begin(workspace, api, databaseUrl),
    ]);
    const asked = Array.from({ length: messages }, (_, at) => {
      const channel = channels[at % channels.length] ?? "";
      const text = "<@U0AGENDA00> acció 1.1.1";
      const ts = api.write({ channel, user: "U0ANNA0000", text });
      return { channel, ts, payload: appMention({ channel, ts, text }) };
    });
    const answered = () => api.posted.filter(({ bot }) => bot === true);
    const unacknowledged: object[] = [];
    const deliver = async (base: string, payload: object) => {
      const reply = await post(base, signedRequest(signingSecret, payload)).catch(() => undefined);
      if (reply?.status !== 200) unacknowledged.push(payload);
    };
    let isKilled = false;
    for (let at = 0; at < asked.length; at += 20) {
      const batch = asked.slice(at, at + 20);
      await Promise.all(
        batch.flatMap(({ payload }) => [
          deliver(first.base, payload),
          ...(isKilled ? [] : [deliver(second.base, payload)]),
        ]),
      );
      if (!isKilled && answered().length > messages / 3) {
        second.child.kill("SIGKILL");
        isKilled = true;
      }
    }
    await second.outcome;
    const third = await begin(workspace, api, databaseUrl);
    // Slack delivers again what nobody acknowledged.
    const owed = unacknowledged.splice(0);
    await Promise.all(owed.map((payload) => deliver(third.base, payload)));
    expect(unacknowledged).toEqual([]);
    // What the killed one held is taken up when its time is over.
    await vi.waitFor(() => expect(answered().length).toBeGreaterThanOrEqual(messages), {
      timeout: 180_000,
      interval: 100,
    });
    for (const { child } of [first, third]) child.kill("SIGTERM");
    const outcomes = await Promise.all([first.outcome, third.outcome]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
    const counts = new Map<string, number>();
    for (const { channel, thread_ts: thread } of answered())
      counts.set(`${channel} ${thread}`, (counts.get(`${channel} ${thread}`) ?? 0) + 1);
    expect(asked.map(({ channel, ts }) => counts.get(`${channel} ${ts}`))).toEqual(
      asked.map(() => 1),
    );
    expect(api.faults).toEqual([]);
  },
);
