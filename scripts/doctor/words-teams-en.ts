import type { TeamsOutcome } from "../../adapters/teams/check-teams.ts";
import type { FindingValues } from "../../src/doctor/finding.ts";
import type { Told } from "./words.ts";

const registration = "https://entra.microsoft.com › Entra ID › App registrations › your app";
const restart = "restart the program";
const newSecret = `In ${registration} › Certificates & secrets press “New client secret”, copy its “Value” into MICROSOFT_APP_PASSWORD in .env and ${restart}.`;

/** The words of the doctor about Teams, in English. */
export const teamsEnglish: Readonly<Record<TeamsOutcome, (values: FindingValues) => Told>> = {
  "teams-unused": () => ["Teams is not set up.", "docs/teams.en.md tells how, step by step."],
  "teams-reached": () => ["Microsoft is reached."],
  "teams-unreached": (v) => [
    `Microsoft is not reached (${v["url"]}): ${v["why"]}.`,
    "See the connection, and that the firewall lets out to login.microsoftonline.com, login.botframework.com and *.trafficmanager.net on port 443.",
  ],
  "teams-clock-right": () => ["The clock agrees with Microsoft's."],
  "teams-clock-off": (v) => [
    `This machine's clock is ${v["seconds"]} seconds away from Microsoft's.`,
    "Set it: `sudo timedatectl set-ntp true`. Beyond 300 seconds all that Teams sends is refused.",
  ],
  "teams-clock-wrong": (v) => [
    `This machine's clock is ${v["seconds"]} seconds away from Microsoft's: all that Teams sends is refused.`,
    "Set it: `sudo timedatectl set-ntp true`",
  ],
  "teams-identity-valid": (v) => [`Microsoft knows the app (${v["id"]}).`],
  "teams-identity-machine": () => [
    "This machine does not have the managed identity that MICROSOFT_APP_ID names.",
    "The program has to run on a machine in Azure, and that machine's page “Identity › User assigned” has to hold the bot's identity. If it is not in Azure, take out MICROSOFT_APP_TYPE and use a secret.",
  ],
  "teams-identity-unanswered": () => [
    "Microsoft did not say whether the app and its secret are valid.",
    "Try again in a moment.",
  ],
  "teams-identity-refused": (v) => [
    `Microsoft does not know the app (${v["code"]}).`,
    `Look that code up at https://login.microsoftonline.com/error, and compare MICROSOFT_APP_ID and MICROSOFT_APP_TENANT_ID with ${registration} › Overview.`,
  ],
  "teams-secret-wrong": () => [
    "The secret (MICROSOFT_APP_PASSWORD) is not the right one.",
    newSecret,
  ],
  "teams-secret-expired": () => ["The secret (MICROSOFT_APP_PASSWORD) has expired.", newSecret],
  "teams-app-missing": (v) => [
    `There is no app ${v["id"]} in your organisation.`,
    `Copy “Application (client) ID” and “Directory (tenant) ID” from ${registration} › Overview into MICROSOFT_APP_ID and MICROSOFT_APP_TENANT_ID.`,
  ],
  "teams-principal-missing": () => [
    "The app is registered, but has no service principal in your organisation.",
    `In ${registration} › Overview press “Create Service Principal”, beside “Managed application in local directory”.`,
  ],
  "teams-tenant-missing": () => [
    "MICROSOFT_APP_TENANT_ID is of no organisation at Microsoft.",
    `Copy the “Directory (tenant) ID” from ${registration} › Overview.`,
  ],
  "teams-tenant-allowed": (v) => [`Only your own organisation in Teams is served (${v["id"]}).`],
  "teams-tenants-listed": (v) => [`Organisations in Teams allowed: ${v["count"]}.`],
  "teams-tenants-without-own": (v) => [
    `Your own organisation (${v["id"]}) is not in MICROSOFT_APP_ALLOWED_TENANTS: everybody is refused there.`,
    `If that is not what you want, add it and ${restart}.`,
  ],
  "teams-endpoint-verified": (v) => [
    `${v["url"]} reaches the program, and what is not Microsoft's is refused.`,
  ],
  "teams-endpoint-emulator": (v) => [
    `The running program has no identity at Microsoft and refuses all that comes from outside at ${v["url"]}.`,
    "Restart it with the settings of .env: `sudo systemctl restart agenda`, or Ctrl+C and `npm start`.",
  ],
  "teams-endpoint-guarded": (v) => [
    `At ${v["url"]} the proxy asks for a user and a password, which Teams does not have.`,
    "Let /api/messages through without: the program itself sees to it that all that comes is Microsoft's.",
  ],
  "teams-endpoint-missing": (v) => [
    `What runs does not know ${v["url"]}: it was started without Teams, or the proxy does not let it through.`,
    "Restart the program. If nothing changes, see that the proxy sends /api/messages too.",
  ],
  "teams-endpoint-redirected": (v) => [
    `${v["url"]} leads elsewhere (${v["status"]}), and Teams does not follow.`,
    "Set PUBLIC_URL to the final address, with https://, and change it in the “Messaging endpoint” and in the package too.",
  ],
  "teams-endpoint-other": (v) => [
    `Something else than the program answers at ${v["url"]} (${v["status"]}).`,
    "See that the proxy sends /api/messages to the program with body and headers as they are.",
  ],
  "teams-endpoint-unreached": (v) => [
    `Teams cannot reach ${v["url"]}: ${v["why"]}.`,
    "Make PUBLIC_URL answer from the internet (see above): Teams sends there all that people ask.",
  ],
  "teams-endpoint-local": (v) => [
    `The program serves Teams, but from here ${v["url"]} could not be tried: ${v["why"]}.`,
    "If it opens from outside there is nothing to do: if messages arrive, Teams gets in.",
  ],
  "teams-activities-arrive": (v) => [`Messages of Teams arrive; the last one on ${v["at"]}.`],
  "teams-activities-none": () => [
    "Teams has sent nothing since the program runs.",
    "Write to the assistant and try again. If nothing comes, see the bot's address (“Messaging endpoint” in Azure, “Endpoint address” in the Developer Portal) and, in Azure, that “Channels” has Microsoft Teams.",
  ],
  "teams-activities-restart": () => [
    "The running program does not have these settings of Teams: it is from before the change.",
    "Restart it: `sudo systemctl restart agenda`, or Ctrl+C and `npm start`.",
  ],
  "teams-activities-unknown": () => [
    "Unless the program runs there is no telling whether Teams sends anything.",
  ],
  "teams-package-valid": (v) => [
    `The package for Teams (version ${v["version"]}) is as Microsoft wants it.`,
  ],
  "teams-package-address": (v) => [
    `With PUBLIC_URL=${v["url"]} no package for Teams can be made: it takes a domain name with HTTPS.`,
    "Put the final address into .env, for instance PUBLIC_URL=https://agenda.yourcouncil.cat",
  ],
  "teams-package-refused": (v) => [
    `Teams would not take the package (${v["count"]}). The first reason: ${v["first"]}.`,
    "Put the files of adapters/teams back as they were: `git checkout adapters/teams`",
  ],
};
