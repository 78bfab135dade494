import type { TeamsOutcome } from "../../adapters/teams/check-teams.ts";
import type { FindingValues } from "../../src/doctor/finding.ts";
import type { Told } from "./words.ts";

const registration =
  "https://entra.microsoft.com › Entra ID › App registrations › la vostra aplicació";
const restart = "torneu a engegar el programa";
const newSecret = `A ${registration} › Certificates & secrets, feu «New client secret», copieu-ne el «Value» a MICROSOFT_APP_PASSWORD dins de .env i ${restart}.`;

/** The words of the doctor about Teams, in Catalan. Labels of Microsoft's own pages stay in English. */
export const teamsCatalan: Readonly<Record<TeamsOutcome, (values: FindingValues) => Told>> = {
  "teams-unused": () => ["Teams no està configurat.", "docs/teams.md diu com es fa, pas a pas."],
  "teams-reached": () => ["S'arriba a Microsoft."],
  "teams-unreached": (v) => [
    `No s'arriba a Microsoft (${v["url"]}): ${v["why"]}.`,
    "Mireu la connexió i que el tallafoc deixi sortir cap a login.microsoftonline.com, login.botframework.com i *.trafficmanager.net pel port 443.",
  ],
  "teams-clock-right": () => ["El rellotge va com el de Microsoft."],
  "teams-clock-off": (v) => [
    `El rellotge d'aquesta màquina es desvia ${v["seconds"]} segons del de Microsoft.`,
    "Poseu-lo a l'hora: `sudo timedatectl set-ntp true`. Amb més de 300 segons, tot el que envia Teams es rebutja.",
  ],
  "teams-clock-wrong": (v) => [
    `El rellotge d'aquesta màquina es desvia ${v["seconds"]} segons del de Microsoft: tot el que envia Teams es rebutja.`,
    "Poseu-lo a l'hora: `sudo timedatectl set-ntp true`",
  ],
  "teams-identity-valid": (v) => [`Microsoft reconeix l'aplicació (${v["id"]}).`],
  "teams-identity-machine": () => [
    "Aquesta màquina no té la identitat administrada que diu MICROSOFT_APP_ID.",
    "El programa ha de funcionar en una màquina d'Azure, i a la seva pàgina «Identity › User assigned» hi ha d'haver la identitat del bot. Si no és a Azure, traieu MICROSOFT_APP_TYPE i feu servir un secret.",
  ],
  "teams-identity-unanswered": () => [
    "Microsoft no ha dit si l'aplicació i el secret són vàlids.",
    "Torneu-ho a provar d'aquí a un moment.",
  ],
  "teams-identity-refused": (v) => [
    `Microsoft no reconeix l'aplicació (${v["code"]}).`,
    `Busqueu aquest codi a https://login.microsoftonline.com/error i compareu MICROSOFT_APP_ID i MICROSOFT_APP_TENANT_ID amb ${registration} › Overview.`,
  ],
  "teams-secret-wrong": () => ["El secret (MICROSOFT_APP_PASSWORD) no és el bo.", newSecret],
  "teams-secret-expired": () => ["El secret (MICROSOFT_APP_PASSWORD) ha caducat.", newSecret],
  "teams-app-missing": (v) => [
    `A la vostra organització no hi ha cap aplicació ${v["id"]}.`,
    `Copieu «Application (client) ID» i «Directory (tenant) ID» de ${registration} › Overview a MICROSOFT_APP_ID i MICROSOFT_APP_TENANT_ID.`,
  ],
  "teams-principal-missing": () => [
    "L'aplicació està registrada, però no té l'entitat de servei a la vostra organització.",
    `A ${registration} › Overview, premeu «Create Service Principal», al costat de «Managed application in local directory».`,
  ],
  "teams-tenant-missing": () => [
    "MICROSOFT_APP_TENANT_ID no és de cap organització de Microsoft.",
    `Copieu el «Directory (tenant) ID» de ${registration} › Overview.`,
  ],
  "teams-tenant-allowed": (v) => [`S'atén només la vostra organització de Teams (${v["id"]}).`],
  "teams-tenants-listed": (v) => [`Organitzacions de Teams autoritzades: ${v["count"]}.`],
  "teams-tenants-without-own": (v) => [
    `La vostra organització (${v["id"]}) no és a MICROSOFT_APP_ALLOWED_TENANTS: s'hi refusa tothom.`,
    `Si no és el que voleu, afegiu-la-hi i ${restart}.`,
  ],
  "teams-endpoint-verified": (v) => [
    `${v["url"]} arriba al programa, i el que no ve de Microsoft es rebutja.`,
  ],
  "teams-endpoint-emulator": (v) => [
    `El programa en marxa no té identitat de Microsoft i rebutja tot el que ve de fora a ${v["url"]}.`,
    "Torneu-lo a engegar amb els ajustos de .env: `sudo systemctl restart agenda`, o Ctrl+C i `npm start`.",
  ],
  "teams-endpoint-guarded": (v) => [
    `A ${v["url"]} el servidor intermediari demana usuari i contrasenya, i Teams no en té.`,
    "Feu que /api/messages hi passi sense: el programa ja comprova que tot el que hi arriba és de Microsoft.",
  ],
  "teams-endpoint-missing": (v) => [
    `El que hi ha en marxa no coneix ${v["url"]}: s'ha engegat sense Teams, o el servidor intermediari no hi deixa passar.`,
    "Torneu a engegar el programa. Si continua igual, mireu que el servidor intermediari enviï també /api/messages.",
  ],
  "teams-endpoint-redirected": (v) => [
    `${v["url"]} porta a un altre lloc (${v["status"]}), i Teams no hi va.`,
    "Poseu a PUBLIC_URL l'adreça definitiva, amb https://, i canvieu-la també al «Messaging endpoint» i al paquet.",
  ],
  "teams-endpoint-other": (v) => [
    `A ${v["url"]} contesta una altra cosa, no el programa (${v["status"]}).`,
    "Mireu que el servidor intermediari enviï /api/messages al programa sense tocar-ne el cos ni les capçaleres.",
  ],
  "teams-endpoint-unreached": (v) => [
    `Teams no pot arribar a ${v["url"]}: ${v["why"]}.`,
    "Feu que PUBLIC_URL respongui des d'internet (vegeu més amunt): Teams hi envia tot el que la gent pregunta.",
  ],
  "teams-endpoint-local": (v) => [
    `El programa atén Teams, però des d'aquí no s'ha pogut provar ${v["url"]}: ${v["why"]}.`,
    "Si des de fora s'obre, no cal fer-hi res: si arriben missatges, Teams hi entra.",
  ],
  "teams-activities-arrive": (v) => [`Arriben missatges de Teams; l'últim, el ${v["at"]}.`],
  "teams-activities-none": () => [
    "Des que el programa és en marxa, Teams no hi ha enviat res.",
    "Escriviu a l'assistent i torneu a provar. Si no arriba, mireu l'adreça del bot («Messaging endpoint» a Azure, «Endpoint address» al Developer Portal) i, a Azure, que a «Channels» hi hagi Microsoft Teams.",
  ],
  "teams-activities-restart": () => [
    "El programa en marxa no té aquesta configuració de Teams: és d'abans del canvi.",
    "Torneu-lo a engegar: `sudo systemctl restart agenda`, o Ctrl+C i `npm start`.",
  ],
  "teams-activities-unknown": () => [
    "Sense el programa en marxa no es pot saber si Teams hi envia res.",
  ],
  "teams-package-valid": (v) => [
    `El paquet per a Teams (versió ${v["version"]}) és com Microsoft el vol.`,
  ],
  "teams-package-address": (v) => [
    `Amb PUBLIC_URL=${v["url"]} no es pot fer el paquet per a Teams: cal un nom de domini amb HTTPS.`,
    "Poseu a .env l'adreça definitiva, per exemple PUBLIC_URL=https://agenda.elvostreajuntament.cat",
  ],
  "teams-package-refused": (v) => [
    `Teams no acceptaria el paquet (${v["count"]}). El primer motiu: ${v["first"]}.`,
    "Torneu a deixar els fitxers de adapters/teams com eren: `git checkout adapters/teams`",
  ],
};
