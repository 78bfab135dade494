import type { TeamsOutcome } from "../../adapters/teams/check-teams.ts";
import type { FindingValues } from "../../src/doctor/finding.ts";
import type { Told } from "./words.ts";

const registration =
  "https://entra.microsoft.com › Entra ID › App registrations › vuestra aplicación";
const restart = "reiniciad el programa";
const newSecret = `En ${registration} › Certificates & secrets, pulsad «New client secret», copiad su «Value» en MICROSOFT_APP_PASSWORD dentro de .env y ${restart}.`;

/** The words of the doctor about Teams, in Spanish. Labels of Microsoft's own pages stay in English. */
export const teamsSpanish: Readonly<Record<TeamsOutcome, (values: FindingValues) => Told>> = {
  "teams-unused": () => ["Teams no está configurado.", "docs/teams.md explica cómo, paso a paso."],
  "teams-reached": () => ["Se llega a Microsoft."],
  "teams-unreached": (v) => [
    `No se llega a Microsoft (${v["url"]}): ${v["why"]}.`,
    "Mirad la conexión y que el cortafuegos deje salir hacia login.microsoftonline.com, login.botframework.com y *.trafficmanager.net por el puerto 443.",
  ],
  "teams-clock-right": () => ["El reloj va como el de Microsoft."],
  "teams-clock-off": (v) => [
    `El reloj de esta máquina se desvía ${v["seconds"]} segundos del de Microsoft.`,
    "Ponedlo en hora: `sudo timedatectl set-ntp true`. Con más de 300 segundos, todo lo que envía Teams se rechaza.",
  ],
  "teams-clock-wrong": (v) => [
    `El reloj de esta máquina se desvía ${v["seconds"]} segundos del de Microsoft: todo lo que envía Teams se rechaza.`,
    "Ponedlo en hora: `sudo timedatectl set-ntp true`",
  ],
  "teams-identity-valid": (v) => [`Microsoft reconoce la aplicación (${v["id"]}).`],
  "teams-identity-machine": () => [
    "Esta máquina no tiene la identidad administrada que dice MICROSOFT_APP_ID.",
    "El programa debe funcionar en una máquina de Azure, y en su página «Identity › User assigned» debe estar la identidad del bot. Si no está en Azure, quitad MICROSOFT_APP_TYPE y usad un secreto.",
  ],
  "teams-identity-unanswered": () => [
    "Microsoft no ha dicho si la aplicación y el secreto son válidos.",
    "Volved a probarlo dentro de un momento.",
  ],
  "teams-identity-refused": (v) => [
    `Microsoft no reconoce la aplicación (${v["code"]}).`,
    `Buscad este código en https://login.microsoftonline.com/error y comparad MICROSOFT_APP_ID y MICROSOFT_APP_TENANT_ID con ${registration} › Overview.`,
  ],
  "teams-secret-wrong": () => ["El secreto (MICROSOFT_APP_PASSWORD) no es el bueno.", newSecret],
  "teams-secret-expired": () => ["El secreto (MICROSOFT_APP_PASSWORD) ha caducado.", newSecret],
  "teams-app-missing": (v) => [
    `En vuestra organización no hay ninguna aplicación ${v["id"]}.`,
    `Copiad «Application (client) ID» y «Directory (tenant) ID» de ${registration} › Overview en MICROSOFT_APP_ID y MICROSOFT_APP_TENANT_ID.`,
  ],
  "teams-principal-missing": () => [
    "La aplicación está registrada, pero no tiene la entidad de servicio en vuestra organización.",
    `En ${registration} › Overview, pulsad «Create Service Principal», junto a «Managed application in local directory».`,
  ],
  "teams-tenant-missing": () => [
    "MICROSOFT_APP_TENANT_ID no es de ninguna organización de Microsoft.",
    `Copiad el «Directory (tenant) ID» de ${registration} › Overview.`,
  ],
  "teams-tenant-allowed": (v) => [`Se atiende solo a vuestra organización de Teams (${v["id"]}).`],
  "teams-tenants-listed": (v) => [`Organizaciones de Teams autorizadas: ${v["count"]}.`],
  "teams-tenants-without-own": (v) => [
    `Vuestra organización (${v["id"]}) no está en MICROSOFT_APP_ALLOWED_TENANTS: se rechaza a todo el mundo en ella.`,
    `Si no es lo que queréis, añadidla y ${restart}.`,
  ],
  "teams-endpoint-verified": (v) => [
    `${v["url"]} llega al programa, y lo que no viene de Microsoft se rechaza.`,
  ],
  "teams-endpoint-emulator": (v) => [
    `El programa en marcha no tiene identidad de Microsoft y rechaza todo lo que viene de fuera en ${v["url"]}.`,
    "Reiniciadlo con los ajustes de .env: `sudo systemctl restart agenda`, o Ctrl+C y `npm start`.",
  ],
  "teams-endpoint-guarded": (v) => [
    `En ${v["url"]} el servidor intermediario pide usuario y contraseña, y Teams no los tiene.`,
    "Haced que /api/messages pase sin ellos: el programa ya comprueba que todo lo que llega es de Microsoft.",
  ],
  "teams-endpoint-missing": (v) => [
    `Lo que hay en marcha no conoce ${v["url"]}: se inició sin Teams, o el servidor intermediario no deja pasar.`,
    "Reiniciad el programa. Si sigue igual, mirad que el servidor intermediario envíe también /api/messages.",
  ],
  "teams-endpoint-redirected": (v) => [
    `${v["url"]} lleva a otro sitio (${v["status"]}), y Teams no va.`,
    "Poned en PUBLIC_URL la dirección definitiva, con https://, y cambiadla también en el «Messaging endpoint» y en el paquete.",
  ],
  "teams-endpoint-other": (v) => [
    `En ${v["url"]} contesta otra cosa, no el programa (${v["status"]}).`,
    "Mirad que el servidor intermediario envíe /api/messages al programa sin tocar el cuerpo ni las cabeceras.",
  ],
  "teams-endpoint-unreached": (v) => [
    `Teams no puede llegar a ${v["url"]}: ${v["why"]}.`,
    "Haced que PUBLIC_URL responda desde internet (ved más arriba): Teams envía ahí todo lo que la gente pregunta.",
  ],
  "teams-endpoint-local": (v) => [
    `El programa atiende a Teams, pero desde aquí no se ha podido probar ${v["url"]}: ${v["why"]}.`,
    "Si desde fuera se abre, no hay que hacer nada: si llegan mensajes, Teams entra.",
  ],
  "teams-activities-arrive": (v) => [`Llegan mensajes de Teams; el último, el ${v["at"]}.`],
  "teams-activities-none": () => [
    "Desde que el programa está en marcha, Teams no ha enviado nada.",
    "Escribid al asistente y volved a probar. Si no llega, mirad la dirección del bot («Messaging endpoint» en Azure, «Endpoint address» en el Developer Portal) y, en Azure, que en «Channels» esté Microsoft Teams.",
  ],
  "teams-activities-restart": () => [
    "El programa en marcha no tiene esta configuración de Teams: es de antes del cambio.",
    "Reiniciadlo: `sudo systemctl restart agenda`, o Ctrl+C y `npm start`.",
  ],
  "teams-activities-unknown": () => [
    "Sin el programa en marcha no se puede saber si Teams envía algo.",
  ],
  "teams-package-valid": (v) => [
    `El paquete para Teams (versión ${v["version"]}) es como Microsoft lo quiere.`,
  ],
  "teams-package-address": (v) => [
    `Con PUBLIC_URL=${v["url"]} no se puede hacer el paquete para Teams: hace falta un nombre de dominio con HTTPS.`,
    "Poned en .env la dirección definitiva, por ejemplo PUBLIC_URL=https://agenda.elvostreajuntament.cat",
  ],
  "teams-package-refused": (v) => [
    `Teams no aceptaría el paquete (${v["count"]}). El primer motivo: ${v["first"]}.`,
    "Volved a dejar los ficheros de adapters/teams como estaban: `git checkout adapters/teams`",
  ],
};
