import { mkdir, readdir, writeFile } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import * as z from "zod";
import { makePostgres, postgresMissing } from "../adapters/database/open-for-test.ts";
import { appMention, post, signedRequest } from "../adapters/slack/events.ts";
import { signingSecret } from "../adapters/slack/serve-slack.ts";
import { startSlackApi } from "../adapters/slack/slack-api.ts";
import { ask, indexOf } from "../adapters/web/serve.ts";
import { type Running, run, start } from "../scripts/run.ts";
import { createWorkspace, type Workspace } from "../scripts/small-knowledge.ts";

vi.setConfig({ testTimeout: 120_000 });

const main = "src/main.ts";
const loopback = { PORT: "0", HOST: "127.0.0.1" };
const patience = { timeout: 60_000, interval: 100 };
const missing = await postgresMissing();
const readySchema = z.object({ msg: z.string(), port: z.number() });

let workspace: Workspace;
beforeAll(async () => {
  workspace = await createWorkspace();
  await indexOf(workspace);
});
afterAll(() => workspace.remove());

/** A program that lives as long as its test, and where it listens. */
async function begin(
  settings: Readonly<Record<string, string>>,
): Promise<Running & { readonly base: string; readonly lines: string[] }> {
  const running = start(main, workspace, [], { ...loopback, ...settings });
  onTestFinished(() => void running.child.kill("SIGKILL"));
  const lines: string[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: running.child.stdout }).on("line", (line) => {
      lines.push(line);
      const entry = readySchema.safeParse(JSON.parse(line));
      if (entry.success && entry.data.msg.startsWith("ready at ")) resolve(entry.data.port);
    });
    void running.outcome.then(({ stderr }) => reject(new Error(`it did not start: ${stderr}`)));
  });
  return { ...running, base: `http://127.0.0.1:${port}`, lines };
}

/** A way to the database server that can be shut and opened, at an address that stays. */
async function createWay(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = connect(Number(target.port || "5432"), target.hostname);
    for (const one of [socket, onward]) {
      sockets.add(one);
      one.on("error", () => one.destroy()).on("close", () => sockets.delete(one));
    }
    socket.pipe(onward).pipe(socket);
    socket.on("close", () => onward.destroy());
    onward.on("close", () => socket.destroy());
  });
  const listen = (port: number) =>
    new Promise<number>((resolve) => {
      server.listen(port, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
  const port = await listen(0);
  const way = {
    url: `postgres://${target.username}@127.0.0.1:${port}${target.pathname}`,
    open: () => listen(port),
    async shut() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
  onTestFinished(() => way.shut().catch(() => undefined));
  return way;
}

describe.skipIf(missing !== undefined)(
  `the program on PostgreSQL${missing === undefined ? "" : ` (skipped: ${missing})`}`,
  () => {
    it("answers on the web while the database is away, takes nothing from Slack that it could lose, and goes on when it is back", async () => {
      const way = await createWay(await makePostgres());
      await way.shut();
      const api = await startSlackApi();
      onTestFinished(() => api.stop());
      const { base, child, outcome, lines } = await begin({
        DATABASE_URL: way.url,
        SLACK_BOT_TOKEN: "xoxb-test",
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_API_URL: api.url,
        PUBLIC_URL: "https://agenda.example.cat",
      });
      const [channel = ""] = ["C0SHARED00"];
      api.addChannel(channel);
      const write = () => {
        const text = "<@U0AGENDA00> acció 1.1.1";
        const ts = api.write({ channel, user: "U0ANNA0000", text });
        return appMention({ channel, ts, text });
      };
      const deliver = (payload: object) => post(base, signedRequest(signingSecret, payload));
      const answers = () => api.posted.filter(({ bot }) => bot === true).length;
      const first = write();
      const away = await deliver(first);
      const web = await ask(base, "acció 1.1.1");
      await way.open();
      await vi.waitFor(async () => expect((await deliver(first)).status).toBe(200), patience);
      await vi.waitFor(() => expect(answers()).toBe(1), patience);

      // It goes away again in the midst of everything.
      await way.shut();
      const second = write();
      const lost = await deliver(second);
      const still = await ask(base, "acció 1.1.1");
      await way.open();
      await vi.waitFor(async () => expect((await deliver(second)).status).toBe(200), patience);
      await vi.waitFor(() => expect(answers()).toBe(2), patience);
      child.kill("SIGTERM");

      expect(away.status).toBe(503);
      expect(lost.status).toBe(500);
      for (const answer of [web, still]) expect(answer.citations[0]?.itemId).toBe("1.1.1");
      expect(lines.join("\n")).toContain("DATABASE_URL");
      expect((await outcome).code).toBe(0);
    });

    it("does not start with a password that is wrong or a database that is not there, and says so", async () => {
      const url = new URL(await makePostgres());
      url.pathname = "/no_such_database";
      const { code, stderr } = await run(main, workspace, [], {
        ...loopback,
        DATABASE_URL: url.href,
        SLACK_BOT_TOKEN: "xoxb-test",
        SLACK_SIGNING_SECRET: signingSecret,
      });
      expect(code).toBe(1);
      expect(stderr).toMatch(/^the database .*no_such_database cannot be used: .*DATABASE_URL\n$/);
    });
  },
);

describe("the web page alone", () => {
  it("is served without a memory where nothing can be written, and says what is wrong", async () => {
    const folder = join(workspace.directory, "no-folder");
    await writeFile(folder, "a file");
    const { base, child, outcome, lines } = await begin({ DATA_DIR: folder });
    const answer = await ask(base, "acció 1.1.1");
    await vi.waitFor(() => expect(lines.join("\n")).toContain("DATA_DIR"), patience);
    child.kill("SIGTERM");
    expect(answer.citations[0]?.itemId).toBe("1.1.1");
    expect((await outcome).code).toBe(0);
  });

  it("keeps what it remembers in its data folder", async () => {
    const folder = join(workspace.directory, "kept");
    await mkdir(folder);
    const { base, child, outcome } = await begin({ DATA_DIR: folder });
    // Pages are served a moment before the file is open.
    await vi.waitFor(async () => {
      expect((await fetch(`${base}/ajuntament`)).status).toBe(200);
    }, patience);
    expect(await readdir(folder)).toContain("agenda.sqlite");
    child.kill("SIGTERM");
    expect((await outcome).code).toBe(0);
  });
});
