import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pino } from "pino";
import * as z from "zod";
import { checkDatabase } from "../adapters/database/check-database.ts";
import { checkServer } from "../adapters/database/check-server.ts";
import { chooseDenseStore } from "../adapters/langchain/dense-store.ts";
import { checkSlack } from "../adapters/slack/check-slack.ts";
import { checkTeams } from "../adapters/teams/check-teams.ts";
import { appVersionOf } from "../adapters/teams/manifest.ts";
import { renderFindings } from "../adapters/terminal/render-findings.ts";
import { type Config, localUrl, readConfig } from "../src/config.ts";
import { checkAddress } from "../src/doctor/check-address.ts";
import { checkMachine } from "../src/doctor/check-machine.ts";
import { checkModels, type ModelUnderTest } from "../src/doctor/check-models.ts";
import type { Finding } from "../src/doctor/finding.ts";
import { AssistantError, systemErrorCode } from "../src/errors.ts";
import { type Language, languages } from "../src/language/language.ts";
import { runCommand } from "./command.ts";
import { openEachModel } from "./doctor/open-each-model.ts";
import { doctorWords, type Outcome, tell } from "./doctor/words.ts";

const usage = `npm run --silent doctor           says what is set up, what is wrong and what to do about it
  --language ca|es|en    default: the machine's, Catalan when it is another
  --json                 one JSON object
Exit 0 without faults (there may be warnings), 1 with some.
`;

await runCommand(usage, run);

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      language: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const language = languageOf(values.language);
  const findings = await examine();
  const isWell = !findings.some(({ state }) => state === "fault");
  const told = findings.map((finding) => {
    const [found, remedy] = tell(finding, language);
    return { ...finding, found, ...(remedy === undefined ? {} : { remedy }) };
  });
  const count = (state: string) => findings.filter((finding) => finding.state === state).length;
  const summary = doctorWords[language].summary(count("fault"), count("warning"));
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ ok: isWell, findings: told })}\n`
      : renderFindings(told, summary, { isColoured: isColoured() }),
  );
  return isWell ? 0 : 1;
}

async function examine(): Promise<readonly Finding<Outcome>[]> {
  const check = "settings";
  const code = await faultOfFile(".env");
  if (code !== undefined)
    return [{ check, state: "fault", outcome: "settings-unreadable", values: { code } }];
  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    if (!(error instanceof AssistantError)) throw error;
    const values = { message: error.message };
    return [{ check, state: "fault", outcome: "settings-invalid", values }];
  }
  const { publicUrl, slack, teams } = config;
  // Only the chat platforms need what is to last.
  const isChatting = slack !== undefined || teams !== undefined;
  const { databaseUrl } = config;
  const dataDirectory = isChatting && databaseUrl === undefined ? config.dataDirectory : undefined;
  const own = ownUrl(config);
  const models = await openEachModel(config.models, join(config.dataDirectory, "models"));
  const embedding = embeddingOf(models);
  const machineReport = checkMachine({
    nodeVersion: process.versions.node,
    oldestNode: (await ownPackage()).engines.node.replace(/^>=\s*/, ""),
    knowledgeDirectory: config.knowledgeDirectory,
    indexDirectory: config.indexDirectory,
    // Which store is in use is told by the start; here it only has to be the same.
    store: await chooseDenseStore(() => {}),
    ...(dataDirectory === undefined ? {} : { dataDirectory }),
    ...(embedding === undefined ? {} : { embedding }),
  });
  const addressFindings = machineReport.then(({ itemId }) =>
    checkAddress({
      publicUrl,
      localUrl: own,
      mustBePublic: teams !== undefined || (slack !== undefined && slack.appToken === undefined),
      ...(itemId === undefined ? {} : { itemId }),
    }),
  );
  const [machine, modelled, file, server, address, ...platforms] = await Promise.all([
    machineReport,
    checkModels({ models, budgetMs: config.models.budgetMs }),
    checkDatabase(dataDirectory),
    checkServer(databaseUrl),
    addressFindings,
    checkSlack(slack, { publicUrl, localUrl: own }),
    checkTeams(teams, {
      publicUrl,
      localUrl: own,
      version: appVersionOf((await ownPackage()).version),
      framework: { checkIdentity: () => checkIdentity(config) },
    }),
  ]);
  const read: Finding<Outcome> = { check, state: "ok", outcome: "settings-read" };
  return [
    read,
    ...machine.findings,
    ...modelled,
    ...file,
    ...server,
    ...address,
    ...platforms.flat(),
  ];
}

/** The embedding that is set up, where it could be opened. */
function embeddingOf(models: readonly ModelUnderTest[]) {
  for (const { setting, opened } of models)
    if (setting === "EMBEDDINGS" && opened.kind === "opened") return opened.model;
  return undefined;
}

/** Why a file that is there cannot be read: most often it is another user's. */
async function faultOfFile(path: string): Promise<string | undefined> {
  try {
    await readFile(path);
    return undefined;
  } catch (error) {
    const code = systemErrorCode(error);
    return code === "ENOENT" ? undefined : (code ?? "?");
  }
}

/** Where the program is reached on its own machine. */
function ownUrl({ host, port }: Config): string {
  const isAny = host === undefined || host === "0.0.0.0" || host === "::";
  if (isAny) return localUrl(port);
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** What package.json says of the program. */
async function ownPackage() {
  const file = await readFile(join(import.meta.dirname, "../package.json"), "utf8");
  const schema = z.object({ version: z.string(), engines: z.object({ node: z.string() }) });
  return schema.parse(JSON.parse(file));
}

/** Microsoft's packages take a second to load: only where Teams is set up. */
async function checkIdentity({ teams }: Config): Promise<void> {
  const { createBotFramework } = await import("../adapters/teams/bot-framework.ts");
  await createBotFramework({
    settings: teams ?? {},
    log: pino({ level: "silent" }),
  }).checkIdentity();
}

function languageOf(asked: string | undefined): Language {
  const known = z.enum(languages).optional().safeParse(asked);
  if (!known.success) throw new AssistantError("USAGE", "--language is ca, es or en");
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const machine = [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== "");
  return known.data ?? languages.find((language) => machine?.startsWith(language)) ?? "ca";
}

function isColoured(): boolean {
  return process.stdout.isTTY === true && process.env["NO_COLOR"] === undefined;
}
