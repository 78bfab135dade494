import type { DoctorWords } from "./words.ts";
import { modelsEnglish } from "./words-models-en.ts";
import { teamsEnglish } from "./words-teams-en.ts";

const app = "https://api.slack.com/apps › your app";
const restart = "restart the program";
const newToken = `Copy the “Bot User OAuth Token” from ${app} › OAuth & Permissions into SLACK_BOT_TOKEN in .env and ${restart}.`;
const newAppToken = `In ${app} › Basic Information › App-Level Tokens press “Generate Token and Scopes” with connections:write, put the token into SLACK_APP_TOKEN in .env and ${restart}.`;

/** The words of the doctor in English. */
export const english: DoctorWords = {
  causes: {
    refused: "nothing listens there",
    "unknown-name": "the DNS does not know the name",
    certificate: "the HTTPS certificate is not valid",
    timeout: "no answer in time",
    network: "the network fails",
  },
  summary: (faults, warnings) => {
    if (faults + warnings === 0) return "All is well.";
    const counts = [
      faults === 0 ? [] : [faults === 1 ? "1 fault" : `${faults} faults`],
      warnings === 0 ? [] : [warnings === 1 ? "1 warning" : `${warnings} warnings`],
    ];
    return `${counts.flat().join(" and ")}.`;
  },
  outcomes: {
    ...teamsEnglish,
    ...modelsEnglish,
    "settings-read": () => ["The settings can be read."],
    "settings-invalid": (v) => [
      `The settings have faults: ${v["message"]}`,
      "Correct .env. Nothing else can be looked at until it can be read.",
    ],
    "settings-unreadable": (v) => [
      `The file .env cannot be read (${v["code"]}).`,
      "Run this as the user of the service: `sudo -u agenda npm run doctor`",
    ],
    "node-supported": (v) => [`Node ${v["version"]}.`],
    "node-too-old": (v) => [
      `Node ${v["version"]} is too old.`,
      `Install Node ${v["oldest"]} or later: https://nodejs.org/`,
    ],
    "knowledge-read": (v) => [`The texts can be read: ${v["items"]} items in ${v["folder"]}.`],
    "knowledge-missing": (v) => [
      `The texts cannot be read: ${v["message"]}`,
      "Set KNOWLEDGE_DIR to the folder of the texts, or take it out of .env to use those of the program.",
    ],
    "knowledge-wrong": (v) => [
      `The texts in ${v["folder"]} have faults (${v["count"]}). The first: ${v["first"]}`,
      "`npm run index -- --check` names them all, with file and line.",
    ],
    "index-current": () => ["The index is up to date."],
    "index-missing": (v) => [
      `There is no index in ${v["folder"]} yet.`,
      "`npm start` builds it; to build it now: `npm run index`.",
    ],
    "index-stale": (v) => [
      `The index in ${v["folder"]} is not of the present texts or program.`,
      "Run `npm run index`: the running program takes up the new one.",
    ],
    "index-without-vectors": (v) => [
      `The index in ${v["folder"]} has no vectors of ${v["model"]}: the search does without them.`,
      "Run `npm run index`: only what has not been embedded yet is sent.",
    ],
    "index-damaged": (v) => [
      `The index in ${v["folder"]} cannot be opened.`,
      "Run `npm run index`. If it happens again, see whether the disk is full.",
    ],
    "index-unchecked": () => [
      "The index opens, but without texts there is no telling whether it is up to date.",
    ],
    "data-writable": (v) => [`The data folder ${v["folder"]} can be written.`],
    "data-unwritable": (v) => [
      `The data folder ${v["folder"]} cannot be written (${v["code"]}).`,
      `Give it to the user of the service (\`sudo chown -R agenda ${v["folder"]}\`) or set DATA_DIR to another folder.`,
    ],
    "data-unused": () => [
      "No data folder is needed: there is no Slack or Teams, or the data is in DATABASE_URL.",
    ],
    "database-sound": (v) => [`The database ${v["file"]} is sound.`],
    "database-in-use": (v) => [
      `The database ${v["file"]} is in use: the running program has it open, and it is not looked into.`,
    ],
    "database-damaged": (v) => [
      `The database ${v["file"]} is damaged, and the program cannot use it.`,
      "With the program stopped, put back a copy (docs/slack.en.md). Where there is none, move the data folder away and a new one is made; with OAuth, each workspace has to install the app again.",
    ],
    "database-newer": (v) => [
      `A newer version of the program wrote the database ${v["file"]}.`,
      "Install that version, or set DATA_DIR to another folder.",
    ],
    "database-unreadable": (v) => [
      `The database ${v["file"]} cannot be read (${v["code"]}).`,
      "Run this as the user of the service (`sudo -u agenda npm run doctor`). If it is, give the file to that user, or set DATA_DIR to another folder.",
    ],
    "server-reached": (v) => [`The database ${v["name"]} can be used.`],
    "server-unreached": (v) => [
      `The database ${v["name"]} cannot be reached (${v["code"]}).`,
      "See that the PostgreSQL server runs, that the firewall lets this machine reach it, and that DATABASE_URL is right.",
    ],
    "server-login": (v) => [
      `The server lets nobody in at ${v["name"]} with these credentials (${v["code"]}).`,
      "Correct the user and the password in DATABASE_URL, or pg_hba.conf on the server.",
    ],
    "server-no-database": (v) => [
      `There is no database ${v["name"]} on the server.`,
      "Make it with createdb (docs/database.en.md), or correct DATABASE_URL.",
    ],
    "server-no-rights": (v) => [
      `The user of DATABASE_URL may not make tables in ${v["name"]}.`,
      "Make it the owner of the database: createdb -O agenda agenda.",
    ],
    "server-newer": (v) => [
      `The database ${v["name"]} is of a newer version of the program.`,
      "Install that version, or take another database in DATABASE_URL.",
    ],
    "address-public": (v) => [`PUBLIC_URL is ${v["url"]}.`],
    "address-local": (v) => [
      `PUBLIC_URL is ${v["url"]}: links only open on this machine and Slack shows no preview of them.`,
      "Put the address that people use into .env, for instance PUBLIC_URL=https://agenda.yourcouncil.cat",
    ],
    "address-insecure": (v) => [
      `PUBLIC_URL is ${v["url"]}, without HTTPS: Slack sends nothing there, and browsers warn people.`,
      `Put a proxy with a certificate in front (docs/slack.en.md) and write PUBLIC_URL=https://${v["host"]}`,
    ],
    "program-answers": (v) => [`The program answers at ${v["url"]}.`],
    "program-hidden": (v) => [
      `The program runs, but ${v["url"]}/healthz answers ${v["status"]}.`,
      "That is right if the proxy keeps that page inside. If not, see where the proxy sends requests.",
    ],
    "program-other": (v) => [
      `Something else than this program answers at ${v["url"]} (${v["status"]}).`,
      `See that the program runs, and that the proxy sends everything to it: to ${v["local"]}`,
    ],
    "program-redirected": (v) => [
      `${v["url"]} leads to ${v["to"]}.`,
      `Write PUBLIC_URL=${v["to"]} in .env and ${restart}.`,
    ],
    "program-stopped": (v) => [
      `The program does not answer at ${v["url"]}: ${v["why"]}.`,
      "Start it: `npm start`, or `sudo systemctl start agenda` if it is a service.",
    ],
    "program-unreached": (v) => [
      `The program runs, but from here it is not reached by ${v["url"]}: ${v["why"]}.`,
      `See the DNS, the certificate, and that the proxy sends to ${v["local"]}. If it opens from outside, the network does not let this machine out and in again.`,
    ],
    "link-opens": (v) => [`Links open: ${v["url"]}`],
    "link-broken": (v) => [
      `The link ${v["url"]} answers ${v["status"]}.`,
      "See that the proxy sends every path to the program, /agenda too.",
    ],
    "link-unreached": (v) => [
      `The link ${v["url"]} does not open: ${v["why"]}.`,
      "Try again in a moment.",
    ],
    "link-unchecked": () => ["Links could not be tried."],
    "slack-unused": () => ["Slack is not set up.", "docs/slack.en.md tells how, step by step."],
    "slack-reached": () => ["Slack is reached."],
    "slack-unreached": (v) => [
      `Slack is not reached (${v["url"]}): ${v["why"]}.`,
      "See the connection, and that the firewall lets out to slack.com and *.slack.com on port 443.",
    ],
    "clock-right": () => ["The clock is right."],
    "clock-off": (v) => [
      `This machine's clock is ${v["seconds"]} seconds away from Slack's.`,
      "Set it: `sudo timedatectl set-ntp true`. Beyond 300 seconds all that Slack sends is refused.",
    ],
    "clock-wrong": (v) => [
      `This machine's clock is ${v["seconds"]} seconds away from Slack's: all that Slack sends is refused as too old.`,
      "Set it: `sudo timedatectl set-ntp true`",
    ],
    "token-valid": (v) => [`The bot's token is valid: workspace “${v["workspace"]}” (${v["id"]}).`],
    "token-invalid": () => ["Slack does not know the bot's token (SLACK_BOT_TOKEN).", newToken],
    "token-revoked": () => [
      "The bot's token is no longer valid: it was revoked, or the app was uninstalled.",
      `Install it again in ${app} › Install App. ${newToken}`,
    ],
    "token-expired": () => [
      "The bot's token has expired: token rotation is switched on in the app.",
      `Paste the manifest again in ${app} › App Manifest and install it again. ${newToken}`,
    ],
    "token-inactive": () => [
      "The bot is no longer in that workspace: it was uninstalled, or the workspace is closed.",
      `Install it again in ${app} › Install App. ${newToken}`,
    ],
    "token-refused": (v) => [`Slack refuses the bot's token (${v["error"]}).`, newToken],
    "token-busy": () => ["Slack asks us to wait.", "Try again in a minute."],
    "token-unanswered": () => [
      "Slack did not say whether the bot's token is valid.",
      "Try again in a moment.",
    ],
    "token-by-installation": () => [
      "The client id and secret can only be proved by installing.",
      "Open PUBLIC_URL/slack/install and install it in a workspace for trials.",
    ],
    "scopes-complete": (v) => [`The bot has the ${v["count"]} scopes that it needs.`],
    "scopes-missing": (v) => [
      `The bot lacks scopes: ${v["scopes"]}.`,
      `Paste what \`npm run --silent slack-manifest\` writes into ${app} › App Manifest, save, and press “Reinstall” in Install App. ${newToken}`,
    ],
    "scopes-admins": (v) => [
      `The bot lacks the scope ${v["scopes"]}: it cannot know who administers the workspace, and nobody can set the council for everybody there.`,
      `Paste what \`npm run --silent slack-manifest\` writes into ${app} › App Manifest, save, and press “Reinstall” in Install App; or name who may in SLACK_ADMINS.`,
    ],
    "scopes-unknown": () => ["Slack did not say which scopes the bot has."],
    "workspace-allowed": (v) => [`The workspace “${v["workspace"]}” is among the allowed ones.`],
    "workspace-refused": (v) => [
      `“${v["workspace"]}” (${v["id"]}) is not in SLACK_ALLOWED_WORKSPACES: everybody is refused there.`,
      `Add ${v["id"]} to SLACK_ALLOWED_WORKSPACES in .env and ${restart}.`,
    ],
    "workspaces-listed": (v) => [`Workspaces and organisations allowed: ${v["count"]}.`],
    "workspaces-open": () => [
      "Any workspace that knows the address can install the assistant.",
      "If that is not what you want, list those that you serve in SLACK_ALLOWED_WORKSPACES.",
    ],
    "app-token-valid": () => ["The app's token can open the connection (Socket Mode)."],
    "app-token-invalid": (v) => [
      `Slack does not accept SLACK_APP_TOKEN (${v["error"]}).`,
      newAppToken,
    ],
    "app-token-scope": () => ["SLACK_APP_TOKEN lacks the scope connections:write.", newAppToken],
    "app-token-refused": (v) => [
      `Slack does not open the connection (${v["error"]}).`,
      `Switch on “Enable Socket Mode” in ${app} › Socket Mode. ${newAppToken}`,
    ],
    "app-token-busy": () => ["Slack asks us to wait.", "Try again in a minute."],
    "app-token-unanswered": () => [
      "Slack did not say whether SLACK_APP_TOKEN is valid.",
      "Try again in a moment.",
    ],
    "receiver-verified": (v) => [
      `${v["url"]} reaches the program, and the signing secret is the same.`,
    ],
    "receiver-other-secret": (v) => [
      `The running program refuses the signature at ${v["url"]}: it has another secret.`,
      `Copy the “Signing Secret” from ${app} › Basic Information into SLACK_SIGNING_SECRET in .env and ${restart}.`,
    ],
    "receiver-without-slack": (v) => [
      `What runs does not know ${v["url"]}: it was started without Slack, or the proxy does not let it through.`,
      "Restart the program. If nothing changes, see that the proxy sends /slack/events too.",
    ],
    "receiver-redirected": (v) => [
      `${v["url"]} leads elsewhere (${v["status"]}).`,
      "Set PUBLIC_URL to the final address, with https://, and change it in the manifest too.",
    ],
    "receiver-other": (v) => [
      `Something else answers at ${v["url"]} (${v["status"]}).`,
      "See that the proxy sends /slack/events to the program with body and headers as they are.",
    ],
    "receiver-unreached": (v) => [
      `${v["url"]} is not reached: ${v["why"]}.`,
      "Make PUBLIC_URL answer (see above): Slack sends there all that people ask.",
    ],
    "receiver-local": (v) => [
      `The signing secret is the same, but from here ${v["url"]} could not be tried: ${v["why"]}.`,
      "If it opens from outside there is nothing to do: if events arrive, Slack gets in.",
    ],
    "events-arrive": (v) => [`Events of Slack arrive; the last one on ${v["at"]}.`],
    "events-none": (v) => [
      "Slack has sent nothing since the program runs.",
      `Write a direct message to the assistant and try again. If none comes, “Enable Events” must be on in ${app} › Event Subscriptions${
        v["mode"] === "http"
          ? " and the address must say “Verified” (if not, “Retry”)."
          : ", and “Enable Socket Mode” in Socket Mode."
      } Then Install App › “Reinstall”.`,
    ],
    "events-disconnected": () => [
      "The program is not connected to Slack (Socket Mode).",
      "See the program's log, and that the firewall lets out to *.slack.com on port 443.",
    ],
    "events-restart": () => [
      "The running program does not have these settings of Slack: it is from before the change.",
      "Restart it: `sudo systemctl restart agenda`, or Ctrl+C and `npm start`.",
    ],
    "events-unknown": () => [
      "Unless the program runs there is no telling whether Slack sends anything.",
    ],
    "install-opens": (v) => [`The page for installing opens: ${v["url"]}`],
    "install-missing": (v) => [
      `The page for installing, ${v["url"]}, answers ${v["status"]}.`,
      `If SLACK_CLIENT_ID is new, ${restart}. If not, see that the proxy sends /slack/install too.`,
    ],
    "install-unreached": (v) => [
      `The page for installing, ${v["url"]}, does not open: ${v["why"]}.`,
      "Make PUBLIC_URL answer (see above).",
    ],
  },
};
