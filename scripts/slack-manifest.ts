import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { unfurlDomainOf, writeManifest } from "../adapters/slack/manifest.ts";
import { readConfig } from "../src/config.ts";
import { runCommand } from "./command.ts";

const usage = `npm run --silent slack-manifest        the manifest of the Slack app for these settings, ready to paste
  --socket    for Socket Mode; also when SLACK_APP_TOKEN is set
  --oauth     for many workspaces; also when SLACK_CLIENT_ID is set
`;

await runCommand(usage, run);

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      socket: { type: "boolean" },
      oauth: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (existsSync(".env")) process.loadEnvFile(".env");
  const { PUBLIC_URL, PORT, SLACK_APP_TOKEN = "", SLACK_CLIENT_ID = "" } = process.env;
  // The other settings of Slack come from the app that this is about to make.
  const { publicUrl } = readConfig({ PUBLIC_URL, PORT });
  const isSocket = values.socket === true || SLACK_APP_TOKEN.trim() !== "";
  const hasOauth = values.oauth === true || SLACK_CLIENT_ID.trim() !== "";
  process.stdout.write(await writeManifest({ publicUrl, isSocket, hasOauth }));
  if (!publicUrl.startsWith("https://") && (!isSocket || hasOauth))
    process.stderr.write(
      `Slack refuses ${publicUrl}: set PUBLIC_URL to an address with https://, or use --socket\n`,
    );
  else if (unfurlDomainOf(publicUrl) === undefined)
    process.stderr.write(
      `Slack shows no previews of links to ${publicUrl}, and they open only where this address does: see PUBLIC_URL\n`,
    );
  return 0;
}
