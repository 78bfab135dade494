import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createRandom } from "../../helpers/random.ts";
import { createWorkspace } from "../../scripts/small-knowledge.ts";
import { indexOf } from "../web/serve.ts";
import { appMention, post, signedRequest } from "./events.ts";
import { begin } from "./run-program.ts";
import { signingSecret } from "./serve-slack.ts";
import { startSlackApi } from "./slack-api.ts";

/** Messages that are delivered five times each, with the process killed between. */
const rounds = 200;
/** How many of them are under way when it is killed: 1 takes ten minutes. */
const together = Number(process.env["ROUNDS_PER_KILL"] ?? 20);
const channels = Array.from({ length: 7 }, (_, at) => `C0KILLED${at}0`);

vi.setConfig({ testTimeout: 1_800_000 });

interface Message {
  readonly channel: string;
  readonly ts: string;
  /** Deliveries that Slack still owes, as it does until one is acknowledged. */
  readonly payload: object;
}

describe("a message delivered five times, at once and to a process that is killed between", () => {
  it(`is answered exactly once, ${rounds} times out of ${rounds}`, async () => {
    const workspace = await createWorkspace();
    onTestFinished(() => workspace.remove());
    await indexOf(workspace);
    const api = await startSlackApi();
    onTestFinished(() => api.stop());
    for (const channel of channels) api.addChannel(channel);
    const random = createRandom(7);
    const answersTo = ({ channel, ts }: Message) =>
      api.posted.filter(
        (one) => one.bot === true && one.channel === channel && one.thread_ts === ts,
      );
    const deliver = async (base: string, { payload }: Message) => {
      // Whoever is killed does not acknowledge.
      await post(base, signedRequest(signingSecret, payload)).catch(() => undefined);
    };
    const all: Message[] = [];
    let program = await begin(workspace, api);
    while (all.length < rounds) {
      const batch = Array.from({ length: together }, (_, at): Message => {
        const channel = channels[(all.length + at) % channels.length] ?? "";
        const text = "<@U0AGENDA00> acció 1.1.1";
        const ts = api.write({ channel, user: "U0ANNA0000", text });
        return { channel, ts, payload: appMention({ channel, ts, text }) };
      });
      const before = api.calls.length;
      const killAt = before + Math.floor(random() * (together + 1));
      const deliveries = batch.flatMap((message) =>
        [1, 2, 3].map(() => deliver(program.base, message)),
      );
      // Some of the answers have arrived, and of one nobody will tell.
      await Promise.race([
        Promise.all(deliveries),
        vi.waitFor(() => expect(api.calls.length).toBeGreaterThanOrEqual(killAt), {
          timeout: 60_000,
          interval: 1,
        }),
      ]);
      program.child.kill("SIGKILL");
      await Promise.all([...deliveries, program.outcome]);
      program = await begin(workspace, api);
      const { base } = program;
      await Promise.all(
        batch.flatMap((message) => [deliver(base, message), deliver(base, message)]),
      );
      await vi.waitFor(
        () => expect(batch.filter((one) => answersTo(one).length === 0)).toEqual([]),
        {
          timeout: 60_000,
          interval: 5,
        },
      );
      all.push(...batch);
    }
    program.child.kill("SIGTERM");
    const { code } = await program.outcome;
    const counts = all.map((message) => answersTo(message).length);
    expect(counts).toEqual(all.map(() => 1));
    expect(code).toBe(0);
    expect(api.faults).toEqual([]);
  });
});
