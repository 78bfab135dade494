import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { SlackSettings } from "../../../adapters/slack/settings.ts";
import type { InstallationStore } from "../../../src/ports.ts";
import type { SearchIndex } from "../../../src/search/search-index.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { buildTimeoutMs, openAssistant } from "../../src/answer/shipped.ts";
import { answersIn, called, say } from "./conversing.ts";
import { appHomeOpened, appMention, appUninstalled, tokensRevoked } from "./events.ts";
import { slashCommand } from "./interactions.ts";
import {
  publicUrl,
  type ServedSlack,
  type SlackDeviations,
  serveSlack,
  signingSecret,
} from "./serve-slack.ts";
import { startSlackApi } from "./slack-api.ts";

let index: SearchIndex;
beforeAll(async () => {
  ({ index } = await openAssistant());
}, buildTimeoutMs);

/** Two towns with a workspace each. */
const girona = {
  team: "T0GIRONA00",
  bot: "U0BOTGIR00",
  channel: "C0GIRONA00",
  token: "xoxb-girona",
};
const lleida = {
  team: "T0LLEIDA00",
  bot: "U0BOTLLE00",
  channel: "C0LLEIDA00",
  token: "xoxb-lleida",
};
const towns = [girona, lleida];
/** The organisation that both belong to. */
const organisation = { id: "E0COUNTY00", token: "xoxb-county" };

/** The program that workspaces install themselves, before any has. */
async function serveAll(
  more: Partial<SlackSettings> = {},
  { options, ...deviations }: SlackDeviations = {},
): Promise<ServedSlack> {
  const api = await startSlackApi({
    tokens: Object.fromEntries(
      [...towns, { ...girona, token: organisation.token }].map(({ token, team, bot }) => [
        token,
        { team, bot, botId: bot.replace("U", "B") },
      ]),
    ),
    codes: {
      "code-girona": girona.token,
      "code-girona-again": girona.token,
      "code-lleida": lleida.token,
    },
  });
  onTestFinished(() => api.stop());
  for (const { channel, team } of towns) api.addChannel(channel, "channel", { team });
  const oauth = {
    clientId: "1.2",
    clientSecret: "secret-of-client",
    stateSecret: "secret-of-state",
  };
  const settings = { apiUrl: api.url, signingSecret, oauth, ...more };
  return serveSlack(index, { ...deviations, api, options: { settings, ...options } });
}

/** Somebody opens the address of installation: where Slack is to go on, and what the browser keeps meanwhile. */
async function begin({ base }: ServedSlack) {
  const response = await fetch(`${base}/slack/install`, { redirect: "manual" });
  const location = new URL(response.headers.get("location") ?? "about:blank");
  const cookie = response.headers.getSetCookie().map((one) => one.split(";")[0]);
  return { status: response.status, location, cookie: cookie.join("; ") };
}

/** Slack sends the browser back. */
async function comeBack(
  { base }: ServedSlack,
  parameters: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>>,
) {
  const query = new URLSearchParams(parameters);
  const response = await fetch(`${base}/slack/oauth_redirect?${query}`, {
    headers: { ...headers },
  });
  return { status: response.status, page: await response.text() };
}

async function install(served: ServedSlack, code: string) {
  const { location, cookie } = await begin(served);
  const state = location.searchParams.get("state") ?? "";
  return comeBack(served, { code, state }, { cookie });
}

/** Somebody installs it for all workspaces of the organisation. */
async function installForAll(served: ServedSlack): Promise<void> {
  const installed = {
    ok: true,
    access_token: organisation.token,
    token_type: "bot",
    scope: "chat:write",
    bot_user_id: girona.bot,
    app_id: "A0AGENDA00",
    team: null,
    enterprise: { id: organisation.id, name: "Comarca" },
    is_enterprise_install: true,
    authed_user: { id: "U0ANNA0000" },
  };
  const body = JSON.stringify(installed);
  served.api.misbehave("oauth.v2.access", { kind: "status", status: 200, body });
  expect(await install(served, "code-girona")).toMatchObject({ status: 200 });
}

function ask(served: ServedSlack, { team, bot, channel }: typeof girona) {
  return say(served, { team, bot, channel, text: `<@${bot}> 2.3.1` });
}

/** An event of a workspace of the organisation, for the installation of the one or the other. */
function within<T extends { readonly team_id: string }>(event: T, isForAll: boolean) {
  const authorization = {
    enterprise_id: organisation.id,
    team_id: isForAll ? null : event.team_id,
    user_id: girona.bot,
    is_bot: true,
    is_enterprise_install: isForAll,
  };
  return { ...event, enterprise_id: organisation.id, authorizations: [authorization] };
}

/** Somebody asks in a workspace of the organisation; gives the question's ts. */
async function askWithin(served: ServedSlack, isForAll: boolean): Promise<string> {
  const { team, bot, channel } = girona;
  const text = `<@${bot}> 2.3.1`;
  const ts = served.api.write({ channel, user: "U0ANNA0000", text });
  const { status } = await served.deliver(
    within(appMention({ team, bot, channel, ts, text }), isForAll),
  );
  expect(status).toBe(200);
  return ts;
}

/** Everything that is kept on disk. */
async function kept(folder: string): Promise<string> {
  const names = await readdir(folder);
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "latin1")));
  return texts.join("\n");
}

describe("installing the assistant", () => {
  it("leads to Slack with what it needs and a state of its own", async () => {
    const served = await serveAll();
    const { status, location } = await begin(served);
    expect(status).toBe(302);
    expect(location.origin + location.pathname).toBe("https://slack.com/oauth/v2/authorize");
    const {
      client_id,
      scope = "",
      redirect_uri,
      state,
    } = Object.fromEntries(location.searchParams);
    expect(client_id).toBe("1.2");
    expect(scope.split(",")).toEqual(expect.arrayContaining(["chat:write", "commands"]));
    expect(redirect_uri).toBe(`${publicUrl}/slack/oauth_redirect`);
    expect(state).not.toBe((await begin(served)).location.searchParams.get("state"));
    expect(location.href).not.toContain("secret-of");
    expect(served.api.faults).toEqual([]);
  });

  it("lets the workspace be answered, also after a restart", async () => {
    const served = await serveAll();
    const { status, page } = await install(served, "code-girona");
    expect(page).toContain("L'assistent ja és al vostre Slack");
    expect(status).toBe(200);
    const ts = await ask(served, girona);
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    await served.restart();
    const next = await ask(served, girona);
    await served.until(() => expect(answersIn(served, next)).toHaveLength(1));
    expect(served.log.join("\n")).not.toContain(girona.token);
    expect(served.api.faults).toEqual([]);
  });

  it("gives each workspace its own token", async () => {
    const served = await serveAll();
    await install(served, "code-girona");
    await install(served, "code-lleida");
    for (const town of towns) {
      const ts = await ask(served, town);
      await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
      expect(answersIn(served, ts)[0]?.team).toBe(town.team);
      expect(served.api.callsOf("chat.postMessage").at(-1)?.token).toBe(town.token);
      await served.deliver(appHomeOpened({ team: town.team, bot: town.bot }));
      await served.until(() =>
        expect(served.api.callsOf("views.publish").at(-1)?.token).toBe(town.token),
      );
    }
    expect(served.api.faults).toEqual([]);
  });

  it("is refused with a state that is not ours, or not this browser's", async () => {
    const served = await serveAll();
    const { location, cookie } = await begin(served);
    const state = location.searchParams.get("state") ?? "";
    const code = "code-girona";
    const wrong = [
      await comeBack(served, { code, state: "made.up.state" }, { cookie }),
      await comeBack(served, { code, state }, {}),
      await comeBack(served, { code }, { cookie }),
      await comeBack(served, { error: "access_denied", state }, { cookie }),
    ];
    for (const { status, page } of wrong) {
      expect(status).toBe(400);
      expect(page).toContain("No s'ha pogut instal·lar");
    }
    expect(served.api.callsOf("oauth.v2.access")).toEqual([]);
    expect(served.api.faults).toEqual([]);
  });

  it("fails with a code that Slack does not know, in the reader's language", async () => {
    const served = await serveAll();
    const { location, cookie } = await begin(served);
    const state = location.searchParams.get("state") ?? "";
    const headers = { cookie, "accept-language": "es-ES,es;q=0.9" };
    const { status, page } = await comeBack(served, { code: "code-none", state }, headers);
    expect(status).toBe(400);
    expect(page).toContain("No se ha podido instalar");
    expect(served.api.faults).toEqual([expect.stringContaining("invalid_code")]);
  });

  it("does not keep a workspace that is not allowed, and names the contact", async () => {
    const served = await serveAll({
      allowedWorkspaces: [girona.team],
      contact: "suport@ajuntament.cat",
    });
    const refused = await install(served, "code-lleida");
    expect(refused.status).toBe(403);
    expect(refused.page).toContain("suport@ajuntament.cat");
    expect(await install(served, "code-girona")).toMatchObject({ status: 200 });
    expect(served.log.join("\n")).not.toContain(lleida.token);
    const ts = await ask(served, girona);
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    expect(served.api.callsOf("chat.postMessage").map(({ token }) => token)).toEqual([
      girona.token,
    ]);
    expect(served.api.faults).toEqual([]);
  });
});

describe("taking the assistant away", () => {
  it.each([
    ["removing it", appUninstalled({ team: girona.team, bot: girona.bot })],
    ["revoking its token", tokensRevoked({ team: girona.team, bot: girona.bot })],
  ])("forgets the workspace: %s", async (_what, leaving) => {
    const served = await serveAll();
    await install(served, "code-girona");
    await install(served, "code-lleida");
    expect(await served.deliver(leaving)).toMatchObject({ status: 200 });
    await served.until(() => expect(served.log.join()).toContain("its installation is forgotten"));
    served.api.revoke(girona.token);
    const { team, bot, channel } = girona;
    await say(served, { team, bot, channel, text: `<@${bot}> 2.3.1` });
    const ts = await ask(served, lleida);
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    expect(served.api.callsOf("chat.postMessage").map(({ token }) => token)).toEqual([
      lleida.token,
    ]);
    expect(served.api.faults).toEqual([]);
  });

  it("is acknowledged when Slack tells of it in both ways", async () => {
    const served = await serveAll();
    await install(served, "code-girona");
    const { team, bot } = girona;
    expect(await served.deliver(tokensRevoked({ team, bot }))).toMatchObject({ status: 200 });
    await served.until(() => expect(served.log.join()).toContain("its installation is forgotten"));
    expect(await served.deliver(appUninstalled({ team, bot }))).toMatchObject({ status: 200 });
    expect(served.api.faults).toEqual([]);
  });

  it("keeps the installation when only people's own tokens are revoked", async () => {
    const served = await serveAll();
    await install(served, "code-girona");
    const { team, bot } = girona;
    await served.deliver(tokensRevoked({ team, bot, tokens: { oauth: ["U0ANNA0000"], bot: [] } }));
    const ts = await ask(served, girona);
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    expect(served.api.faults).toEqual([]);
  });

  it("can be undone by installing it again", async () => {
    const served = await serveAll();
    const { team, bot } = girona;
    await install(served, "code-girona");
    await served.deliver(appUninstalled({ team, bot }));
    await served.until(() => expect(served.log.join()).toContain("its installation is forgotten"));
    expect(await install(served, "code-girona-again")).toMatchObject({ status: 200 });
    const ts = await ask(served, girona);
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    expect(served.api.faults).toEqual([]);
  });

  const leftBehind: readonly (readonly [what: string, leaving: object])[] = [
    ["app_uninstalled", within(appUninstalled({ team: girona.team, bot: girona.bot }), true)],
    ["tokens_revoked", within(tokensRevoked({ team: girona.team, bot: girona.bot }), true)],
    [
      "app_uninstalled that names no workspace",
      {
        ...appUninstalled(),
        team_id: undefined,
        authorizations: undefined,
        enterprise_id: organisation.id,
      },
    ],
  ];
  it.each(leftBehind)("forgets a whole organisation: %s", async (_what, leaving) => {
    const dataDirectory = await temporaryFolder();
    const served = await serveAll({}, { dataDirectory });
    await installForAll(served);
    const ts = await askWithin(served, true);
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    expect(await served.deliver(leaving)).toMatchObject({ status: 200 });
    await served.until(() => expect(served.log.join()).toContain("its installation is forgotten"));
    await askWithin(served, true);
    await served.until(() => expect(served.log.join()).toContain("no token for a workspace"));
    expect(served.api.callsOf("chat.postMessage")).toHaveLength(1);
    // What is deleted stays in the journal until the file is closed.
    await served.restart();
    expect(await kept(dataDirectory)).not.toContain(organisation.token);
    expect(served.api.faults).toEqual([]);
  });

  it("keeps an organisation when one of its workspaces takes its own installation away", async () => {
    const served = await serveAll();
    await installForAll(served);
    await install(served, "code-girona");
    const { team, bot } = girona;
    for (const leaving of [tokensRevoked({ team, bot }), appUninstalled({ team, bot })])
      expect(await served.deliver(within(leaving, false))).toMatchObject({ status: 200 });
    await served.until(() =>
      expect(served.log.join().match(/its installation is forgotten/g)).toHaveLength(2),
    );
    const ts = await askWithin(served, true);
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    const [call] = served.api.callsOf("chat.postMessage");
    expect(call?.token).toBe(organisation.token);
    expect(served.api.faults).toEqual([]);
  });

  it("leaves a token of the settings where it is", async () => {
    const served = await serveSlack(index);
    await served.deliver(appUninstalled());
    await served.until(() => expect(served.log.join()).toContain("install the app again"));
    const ts = await say(served, { text: `${called} 2.3.1` });
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    expect(served.api.faults).toEqual([]);
  });
});

describe("a workspace that never installed the assistant", () => {
  it("is not answered, is not kept waiting, and what it says is not kept", async () => {
    const dataDirectory = await temporaryFolder();
    const served = await serveAll({}, { dataDirectory });
    const { team, bot, channel } = girona;
    const ts = await say(served, { team, bot, channel, text: `<@${bot}> un ransomware?` });
    const command = await served.deliver(slashCommand({ team, text: "2.3.1" }));
    expect(command).toMatchObject({ status: 200, body: "" });
    expect(await served.deliver(appHomeOpened({ team, bot }))).toMatchObject({ status: 200 });
    expect(served.log.filter((line) => line.includes("no token for a workspace"))).toHaveLength(4);
    expect(served.log.join()).not.toContain("the platform refuses the answer");
    expect(await kept(dataDirectory)).not.toContain("ransomware");
    expect(answersIn(served, ts)).toEqual([]);
    expect(served.api.calls).toEqual([]);
    expect(served.api.faults).toEqual([]);
  });

  it("is answered once it has installed it, and only what it asks from then on", async () => {
    const served = await serveAll();
    const before = await ask(served, girona);
    await install(served, "code-girona");
    const after = await ask(served, girona);
    await served.until(() => expect(answersIn(served, after)).toHaveLength(1));
    expect(answersIn(served, before)).toEqual([]);
    expect(served.api.faults).toEqual([]);
  });
});

describe("an installation that cannot be read for a moment", () => {
  it("has Slack deliver again, and loses no question", async () => {
    let isBroken = false;
    const rows = new Map<string, string>();
    const installations: InstallationStore = {
      async get(tenant) {
        // Text of an installation is no text for a log: it holds a token.
        if (isBroken) return JSON.parse(`{ "bot": xoxb-in-pieces`);
        return rows.get(tenant);
      },
      async set(tenant, installation) {
        rows.set(tenant, installation);
      },
      async remove(tenant) {
        rows.delete(tenant);
      },
    };
    const served = await serveAll({}, { options: { installations } });
    await install(served, "code-girona");
    const { team, bot, channel } = girona;
    const text = `<@${bot}> 2.3.1`;
    const ts = served.api.write({ channel, user: "U0ANNA0000", text });
    const mention = appMention({ team, bot, channel, ts, text });
    isBroken = true;
    expect(await served.deliver(mention)).toMatchObject({ status: 500 });
    isBroken = false;
    expect(await served.deliver(mention)).toMatchObject({ status: 200 });
    await served.until(() => expect(answersIn(served, ts)).toHaveLength(1));
    expect(served.log.join()).not.toContain("in-pieces");
    expect(served.api.faults).toEqual([]);
  });
});
