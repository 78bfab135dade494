import { expect, it, onTestFinished, vi } from "vitest";
import { createWorkspace } from "../../scripts/small-knowledge.ts";
import { makePostgres, postgresMissing } from "../database/open-for-test.ts";
import { indexOf } from "../web/serve.ts";
import { appMention, post, signedRequest } from "./events.ts";
import { begin } from "./run-program.ts";
import { signingSecret } from "./serve-slack.ts";
import { startSlackApi } from "./slack-api.ts";

vi.setConfig({ testTimeout: 900_000 });

/** Messages, each delivered to both replicas while both are there. */
const messages = 2_000;
/** Messages that come at once. */
const together = 20;
const channels = Array.from({ length: 10 }, (_, at) => `C0SHARED${at}0`);
const missing = await postgresMissing();

it.skipIf(missing !== undefined)(
  `two replicas on one PostgreSQL${missing === undefined ? "" : ` (skipped: ${missing})`} give each of ${messages} messages, delivered to both, exactly one answer, though one is killed and begins anew in the midst of them`,
  async () => {
    const workspace = await createWorkspace();
    onTestFinished(() => workspace.remove());
    await indexOf(workspace);
    const api = await startSlackApi();
    onTestFinished(() => api.stop());
    for (const channel of channels) api.addChannel(channel);
    const settings = { DATABASE_URL: await makePostgres(), LOG_LEVEL: "info" };
    const [first, killed] = await Promise.all([
      begin(workspace, api, settings),
      begin(workspace, api, settings),
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
    let second: typeof first | undefined = killed;
    let beginning: Promise<typeof first> | undefined;
    let seenByRestarted = 0;
    for (let at = 0; at < asked.length; at += together) {
      // The flood goes on while the one that was killed begins anew; its last third comes to both again.
      if (beginning !== undefined && at >= (messages * 2) / 3) second ??= await beginning;
      const replicas = second === undefined ? [first] : [first, second];
      if (second !== undefined && second !== killed) seenByRestarted += together;
      const delivered = Promise.all(
        asked
          .slice(at, at + together)
          .flatMap(({ payload }) => replicas.map(({ base }) => deliver(base, payload))),
      );
      if (beginning === undefined && at >= messages / 3) {
        // In the midst of what it is doing.
        killed.child.kill("SIGKILL");
        second = undefined;
        beginning = begin(workspace, api, settings);
      }
      await delivered;
    }
    await killed.outcome;
    const restarted = await beginning;
    if (restarted === undefined) throw new Error("none was killed");
    expect(seenByRestarted).toBeGreaterThan(messages / 4);
    // Slack delivers again what nobody acknowledged.
    const owed = unacknowledged.splice(0);
    await Promise.all(owed.map((payload) => deliver(restarted.base, payload)));
    expect(unacknowledged).toEqual([]);
    // What the killed one held is taken up when its time is over.
    await vi.waitFor(() => expect(answered().length).toBeGreaterThanOrEqual(messages), {
      timeout: 300_000,
      interval: 100,
    });
    for (const { child } of [first, restarted]) child.kill("SIGTERM");
    const outcomes = await Promise.all([first.outcome, restarted.outcome]);
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
