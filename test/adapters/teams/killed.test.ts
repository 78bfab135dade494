import { createInterface } from "node:readline";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import * as z from "zod";
import { createRandom } from "../../helpers/random.ts";
import { type Running, start } from "../../scripts/run.ts";
import { createWorkspace, type Workspace } from "../../scripts/small-knowledge.ts";
import { indexOf } from "../web/serve.ts";
import { message, typing } from "./activities.ts";
import { type ConnectorServer, startConnectorServer } from "./connector-server.ts";
import { serveTeams } from "./serve-teams.ts";

/** Messages that are delivered five times each, with a restart between; so many are under way then. */
const rounds = 200;
const together = 20;
/** Times that a process is killed: each start of another takes seconds. */
const kills = Number(process.env["KILLS"] ?? 2);
/** Each works off its messages one by one. */
const chats = Array.from({ length: 7 }, (_, at) => `a:1chat${at}`);

vi.setConfig({ testTimeout: 600_000 });

type Message = ReturnType<typeof message>;

/** As many messages as are under way at once, in all chats by turns. */
function write(text: string, serviceUrl: string): Message[] {
  return Array.from({ length: together }, (_, at) => {
    return message({ text, conversation: chats[at % chats.length] ?? "", serviceUrl });
  });
}

/** How often words stand below a message, and cards. */
function standing(connector: ConnectorServer, { id, conversation }: Message) {
  const below = connector
    .messagesIn(conversation.id)
    .filter(({ replyTo }) => replyTo === id)
    .map(({ activity }) => (activity.attachments === undefined ? "words" : "card"));
  return below.sort().join();
}

/** Some of the answers have arrived by then, or all deliveries have been made. */
async function untilCalls(
  connector: ConnectorServer,
  count: number,
  deliveries: Promise<unknown>[],
) {
  await Promise.race([
    Promise.all(deliveries),
    vi.waitFor(() => expect(connector.calls.length).toBeGreaterThanOrEqual(count), {
      timeout: 60_000,
      interval: 1,
    }),
  ]);
}

describe("a message delivered five times, at once and again after a restart", () => {
  it(`is answered exactly once, ${rounds} times out of ${rounds}`, async () => {
    const workspace = await createWorkspace();
    onTestFinished(() => workspace.remove());
    const served = await serveTeams(await indexOf(workspace));
    const { connector } = served;
    const random = createRandom(7);
    // Where there is nobody yet or any more, nothing is delivered: Teams tries again.
    const deliver = (one: Message) => served.deliver(one).catch(() => undefined);
    const all: Message[] = [];
    while (all.length < rounds) {
      const batch = write("acció 1.1.1", connector.serviceUrl);
      const deliveries = batch.flatMap((one) => [1, 2, 3].map(() => deliver(one)));
      const calls = Math.floor(random() * 3 * together);
      await untilCalls(connector, connector.calls.length + calls, deliveries);
      await served.restart();
      await Promise.all(deliveries);
      await Promise.all(batch.flatMap((one) => [deliver(one), deliver(one)]));
      await served.settled();
      all.push(...batch);
    }
    const counts = all.map((one) => standing(connector, one));
    expect(counts).toEqual(all.map(() => "card,words"));
    expect(connector.faults).toEqual([]);
  });
});

const logSchema = z.object({ msg: z.string(), port: z.number().optional() });

/** A program over the same folders as the ones before it, without a registration: Microsoft is not asked for anything. */
async function begin(workspace: Workspace): Promise<Running & { readonly base: string }> {
  const running = start("src/main.ts", workspace, [], { PORT: "0", HOST: "127.0.0.1" });
  onTestFinished(() => void running.child.kill("SIGKILL"));
  for await (const line of createInterface({ input: running.child.stdout })) {
    const { msg, port } = logSchema.parse(JSON.parse(line));
    if (!msg.startsWith("ready at ")) continue;
    const base = `http://127.0.0.1:${port}`;
    // What comes before the database is open is not taken, and Teams delivers it again.
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ ...typing(), serviceUrl: base });
    await vi.waitFor(
      async () =>
        expect(
          await fetch(`${base}/api/messages`, { method: "POST", headers, body }),
        ).toMatchObject({
          status: 200,
        }),
      { timeout: 30_000, interval: 20 },
    );
    return { ...running, base };
  }
  throw new Error(`it did not start: ${(await running.outcome).stderr}`);
}

describe("a message delivered five times, at once and to a process that is killed between", () => {
  it(`is answered once, and not at all only where an answer may have been on its way, ${kills} times`, async () => {
    const workspace = await createWorkspace();
    onTestFinished(() => workspace.remove());
    await indexOf(workspace);
    const connector = await startConnectorServer();
    onTestFinished(() => connector.stop());
    const random = createRandom(7);
    const deliver = async (base: string, activity: Message) => {
      const body = JSON.stringify(activity);
      const headers = { "content-type": "application/json" };
      // Whoever is killed does not acknowledge.
      await fetch(`${base}/api/messages`, { method: "POST", headers, body }).catch(() => undefined);
    };
    const all: Message[] = [];
    let inDoubt = 0;
    let program = await begin(workspace);
    for (let time = 0; time < kills; time += 1) {
      const batch = write("acció 1.1.1", connector.serviceUrl);
      const deliveries = batch.flatMap((one) => [1, 2, 3].map(() => deliver(program.base, one)));
      const calls = 1 + Math.floor(random() * 3 * together);
      await untilCalls(connector, connector.calls.length + calls, deliveries);
      program.child.kill("SIGKILL");
      const [{ stdout }] = await Promise.all([program.outcome, ...deliveries]);
      inDoubt += doubtsIn(stdout);
      program = await begin(workspace);
      const { base } = program;
      await Promise.all(batch.flatMap((one) => [deliver(base, one), deliver(base, one)]));
      // What comes last in each chat finds everything before it dealt with.
      const last = write("acció 1.1.2", connector.serviceUrl).slice(0, chats.length);
      await Promise.all(last.map((one) => deliver(base, one)));
      await vi.waitFor(
        () =>
          expect(last.map((one) => standing(connector, one))).toEqual(last.map(() => "card,words")),
        { timeout: 60_000, interval: 5 },
      );
      all.push(...batch);
    }
    program.child.kill("SIGTERM");
    const { code, stdout } = await program.outcome;
    inDoubt += doubtsIn(stdout);
    const counts = all.map((one) => standing(connector, one));
    const whole = counts.filter((count) => count === "card,words").length;
    // The words alone, or nothing of what was just being sent.
    expect(counts.filter((count) => !["card,words", "words", ""].includes(count))).toEqual([]);
    expect(all.length - whole).toBeLessThanOrEqual(inDoubt);
    // In each chat one answer at most is on its way at a time.
    expect(inDoubt).toBeLessThanOrEqual(kills * chats.length);
    expect(code).toBe(0);
    expect(connector.faults).toEqual([]);
  });
});

/** Answers of which a process could not know whether the one before it had sent them. */
function doubtsIn(stdout: string): number {
  return stdout.split("it is not known whether an answer arrived").length - 1;
}
