import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod";
import { addressFault, appVersionOf } from "../adapters/teams/manifest.ts";
import { buildPackage } from "../adapters/teams/package.ts";
import { loadEnvironment, readConfig } from "../src/config.ts";
import { teamsShape } from "../src/config-teams.ts";
import { AssistantError, systemErrorCode } from "../src/errors.ts";
import { runCommand } from "./command.ts";

const usage = `npm run --silent teams-package    the app package for these settings, ready to upload to Teams
  --out FILE          default: agenda-teams.zip in this folder
  --version X.Y.Z     version that Teams shows. Default: the program's, with one added to its first number. Teams takes
                      each version once: give a higher one to upload again when only settings have changed
`;

await runCommand(usage, run);

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      out: { type: "string", default: "agenda-teams.zip" },
      version: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (values.version !== undefined && !/^[1-9]\d*\.\d+\.\d+$/.test(values.version))
    throw new AssistantError("USAGE", "--version is like 1.2.3 and does not begin with 0");
  const { PUBLIC_URL, PORT, MICROSOFT_APP_ID } = loadEnvironment();
  // The other settings of Teams are not needed yet: the secret may be somebody else's to fill in.
  const { publicUrl } = readConfig({ PUBLIC_URL, PORT });
  refuseWhatTeamsRefuses(publicUrl);
  const appId = readAppId(MICROSOFT_APP_ID);
  const version = values.version ?? appVersionOf(await programVersion());
  const bytes = await buildPackage({ appId, publicUrl, version });
  const file = resolve(values.out);
  await write(file, bytes);
  process.stdout.write(
    `${file}: version ${version}, for ${publicUrl}\n` +
      "Upload it at https://admin.teams.microsoft.com/policies/manage-apps › Actions › Upload new app; or, where it is there " +
      "already, open the app and choose Upload file. docs/teams.md tells what comes next.\n",
  );
  return 0;
}

function refuseWhatTeamsRefuses(publicUrl: string): void {
  const fault = addressFault(publicUrl);
  if (fault === undefined) return;
  const reason = {
    insecure: "Teams takes only addresses that begin with https://",
    unreachable: "Teams cannot reach an address that only this machine knows",
    nameless: "Teams shows pages and previews only of addresses with a domain name",
  }[fault];
  throw new AssistantError(
    "CONFIG_INVALID",
    `${reason}, and PUBLIC_URL is ${publicUrl}. Set it to the https:// address under which people reach the agenda`,
  );
}

function readAppId(given: string | undefined): string {
  const id = given?.trim() === "" ? undefined : given;
  const read = teamsShape.MICROSOFT_APP_ID.safeParse(id);
  if (read.data !== undefined) return read.data;
  const fault = read.error?.issues[0]?.message ?? "missing";
  throw new AssistantError(
    "CONFIG_INVALID",
    `MICROSOFT_APP_ID: ${fault}. Set it to the Application (client) ID of the registration in Entra (docs/teams.md)`,
  );
}

async function programVersion(): Promise<string> {
  const file = await readFile(join(import.meta.dirname, "../package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(file)).version;
}

async function write(file: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(file, bytes);
  } catch (cause) {
    const code = systemErrorCode(cause) ?? "?";
    throw new AssistantError(
      "CONFIG_INVALID",
      `${file} cannot be written (${code}): name a file with --out, in a folder where this user may write`,
      { cause },
    );
  }
}
