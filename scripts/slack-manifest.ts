import { parseArgs } from "node:util";
import {
  type ManifestOptions,
  manifestFault,
  unfurlDomainOf,
  writeManifest,
} from "../adapters/slack/manifest.ts";
import { loadEnvironment, readConfig } from "../src/config.ts";
import { AssistantError } from "../src/errors.ts";
import { runCommand } from "./command.ts";

const usage = `npm run --silent slack-manifest        the manifest of the Slack app for these settings, ready to paste
  --socket    for Socket Mode; also when SLACK_APP_TOKEN is set
  --oauth     for many workspaces; also when SLACK_CLIENT_ID is set
Exit 1, and no manifest, where Slack would refuse it.
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
  const { PUBLIC_URL, PORT, SLACK_APP_TOKEN = "", SLACK_CLIENT_ID = "" } = loadEnvironment();
  // The other settings of Slack come from the app that this is about to make.
  const { publicUrl } = readConfig({ PUBLIC_URL, PORT });
  const isSocket = values.socket === true || SLACK_APP_TOKEN.trim() !== "";
  const hasOauth = values.oauth === true || SLACK_CLIENT_ID.trim() !== "";
  const options = { publicUrl, isSocket, hasOauth };
  refuseWhatSlackRefuses(options);
  process.stdout.write(await writeManifest(options));
  if (unfurlDomainOf(publicUrl) === undefined)
    process.stderr.write(
      `Slack shows no previews of links to ${publicUrl}, and they open only where this address does: see PUBLIC_URL\n`,
    );
  return 0;
}

function refuseWhatSlackRefuses(options: ManifestOptions): void {
  const fault = manifestFault(options);
  if (fault === undefined) return;
  const reason = {
    insecure: "Slack takes only addresses that begin with https://",
    unreachable: "Slack cannot reach an address that only this machine knows",
  }[fault];
  const remedy = options.hasOauth
    ? ", where workspaces install the app"
    : "; or use --socket, with which this program connects to Slack";
  throw new AssistantError(
    "CONFIG_INVALID",
    `${reason}, and PUBLIC_URL is ${options.publicUrl}. Set it to the https:// address under which people reach the agenda${remedy}`,
  );
}
