import type { DoctorWords } from "./words.ts";
import { modelsCatalan } from "./words-models-ca.ts";
import { teamsCatalan } from "./words-teams-ca.ts";

const app = "https://api.slack.com/apps › la vostra aplicació";
const restart = "torneu a engegar el programa";
const newToken = `Copieu el «Bot User OAuth Token» de ${app} › OAuth & Permissions, poseu-lo a SLACK_BOT_TOKEN dins de .env i ${restart}.`;
const newAppToken = `A ${app} › Basic Information › App-Level Tokens, feu «Generate Token and Scopes» amb connections:write, poseu el token a SLACK_APP_TOKEN dins de .env i ${restart}.`;

/** The words of the doctor in Catalan. */
export const catalan: DoctorWords = {
  causes: {
    refused: "no hi escolta ningú",
    "unknown-name": "aquest nom no existeix al DNS",
    certificate: "el certificat HTTPS no és vàlid",
    timeout: "no contesta a temps",
    network: "la xarxa falla",
  },
  summary: (faults, warnings) => {
    if (faults + warnings === 0) return "Tot correcte.";
    const counts = [
      faults === 0 ? [] : [faults === 1 ? "1 error" : `${faults} errors`],
      warnings === 0 ? [] : [warnings === 1 ? "1 avís" : `${warnings} avisos`],
    ];
    return `${counts.flat().join(" i ")}.`;
  },
  outcomes: {
    ...teamsCatalan,
    ...modelsCatalan,
    "settings-read": () => ["La configuració es pot llegir."],
    "settings-invalid": (v) => [
      `La configuració té errors: ${v["message"]}`,
      "Corregiu .env. La resta no es pot mirar fins que es pugui llegir.",
    ],
    "settings-unreadable": (v) => [
      `El fitxer .env no es pot llegir (${v["code"]}).`,
      "Executeu-ho amb l'usuari del servei: `sudo -u agenda npm run doctor`",
    ],
    "node-supported": (v) => [`Node ${v["version"]}.`],
    "node-too-old": (v) => [
      `Node ${v["version"]} és massa antic.`,
      `Instal·leu Node ${v["oldest"]} o posterior: https://nodejs.org/`,
    ],
    "knowledge-read": (v) => [
      `Els textos es poden llegir: ${v["items"]} elements a ${v["folder"]}.`,
    ],
    "knowledge-missing": (v) => [
      `Els textos no es poden llegir: ${v["message"]}`,
      "Poseu a KNOWLEDGE_DIR la carpeta dels textos, o traieu-lo de .env per fer servir els del programa.",
    ],
    "knowledge-wrong": (v) => [
      `Els textos de ${v["folder"]} tenen errors (${v["count"]}). El primer: ${v["first"]}`,
      "`npm run index -- --check` els diu tots, amb el fitxer i la línia.",
    ],
    "index-current": () => ["L'índex és al dia."],
    "index-missing": (v) => [
      `Encara no hi ha índex a ${v["folder"]}.`,
      "`npm start` el fa tot sol; per fer-lo ara, `npm run index`.",
    ],
    "index-stale": (v) => [
      `L'índex de ${v["folder"]} no correspon als textos o al programa d'ara.`,
      "Executeu `npm run index`: el programa en marxa agafarà el nou.",
    ],
    "index-without-vectors": (v) => [
      `L'índex de ${v["folder"]} no té els vectors de ${v["model"]}: ara se cerca sense.`,
      "Executeu `npm run index`: només s'hi envia el que encara no s'hagi calculat.",
    ],
    "index-damaged": (v) => [
      `L'índex de ${v["folder"]} no es pot obrir.`,
      "Executeu `npm run index`. Si torna a passar, mireu si el disc és ple.",
    ],
    "index-unchecked": () => [
      "L'índex es pot obrir, però sense textos no es pot saber si és al dia.",
    ],
    "data-writable": (v) => [`Es pot escriure a la carpeta de dades ${v["folder"]}.`],
    "data-unwritable": (v) => [
      `No es pot escriure a la carpeta de dades ${v["folder"]} (${v["code"]}).`,
      `Doneu-la a l'usuari del servei (\`sudo chown -R agenda ${v["folder"]}\`) o poseu una altra carpeta a DATA_DIR.`,
    ],
    "data-unused": () => [
      "La carpeta de dades no fa falta: no hi ha Slack ni Teams, o les dades són a DATABASE_URL.",
    ],
    "database-sound": (v) => [`La base de dades ${v["file"]} està bé.`],
    "database-in-use": (v) => [
      `La base de dades ${v["file"]} és en ús: el programa en marxa la té oberta, i no s'hi mira a dins.`,
    ],
    "database-damaged": (v) => [
      `La base de dades ${v["file"]} està malmesa i el programa no la pot fer servir.`,
      "Amb el programa aturat, torneu a posar-hi una còpia (docs/slack.md). Si no en teniu, aparteu la carpeta de dades i se'n farà una de nova; amb OAuth, cada espai de treball s'haurà de tornar a instal·lar l'aplicació.",
    ],
    "database-newer": (v) => [
      `La base de dades ${v["file"]} és d'una versió més nova del programa.`,
      "Instal·leu aquella versió, o poseu una altra carpeta a DATA_DIR.",
    ],
    "database-unreadable": (v) => [
      `La base de dades ${v["file"]} no es pot llegir (${v["code"]}).`,
      "Executeu-ho amb l'usuari del servei (`sudo -u agenda npm run doctor`). Si ja ho és, doneu-li el fitxer, o poseu una altra carpeta a DATA_DIR.",
    ],
    "server-reached": (v) => [`La base de dades ${v["name"]} es pot fer servir.`],
    "server-unreached": (v) => [
      `No s'arriba a la base de dades ${v["name"]} (${v["code"]}).`,
      "Mireu que el servidor PostgreSQL estigui engegat, que el tallafoc hi deixi arribar i que DATABASE_URL sigui correcta.",
    ],
    "server-login": (v) => [
      `El servidor no deixa entrar a ${v["name"]} (${v["code"]}).`,
      "Corregiu l'usuari i la contrasenya de DATABASE_URL, o pg_hba.conf al servidor.",
    ],
    "server-no-database": (v) => [
      `Al servidor no hi ha la base de dades ${v["name"]}.`,
      "Feu-la amb createdb (docs/database.md), o corregiu DATABASE_URL.",
    ],
    "server-no-rights": (v) => [
      `L'usuari de DATABASE_URL no pot crear taules a ${v["name"]}.`,
      "Feu-lo propietari de la base de dades: createdb -O agenda agenda.",
    ],
    "server-newer": (v) => [
      `La base de dades ${v["name"]} és d'una versió més nova del programa.`,
      "Instal·leu aquella versió, o poseu una altra base de dades a DATABASE_URL.",
    ],
    "address-public": (v) => [`PUBLIC_URL és ${v["url"]}.`],
    "address-local": (v) => [
      `PUBLIC_URL és ${v["url"]}: els enllaços només s'obren en aquesta màquina i Slack no en mostra la previsualització.`,
      "Poseu a .env l'adreça amb què hi entra la gent, per exemple PUBLIC_URL=https://agenda.elvostreajuntament.cat",
    ],
    "address-insecure": (v) => [
      `PUBLIC_URL és ${v["url"]}, sense HTTPS: Slack no hi envia res i el navegador avisa la gent.`,
      `Poseu davant un servidor intermediari amb certificat (docs/slack.md) i escriviu PUBLIC_URL=https://${v["host"]}`,
    ],
    "program-answers": (v) => [`El programa respon a ${v["url"]}.`],
    "program-hidden": (v) => [
      `El programa funciona, però ${v["url"]}/healthz contesta ${v["status"]}.`,
      "És correcte si el servidor intermediari se'l guarda. Si no, mireu cap on envia les peticions.",
    ],
    "program-other": (v) => [
      `A ${v["url"]} contesta una altra cosa, no aquest programa (${v["status"]}).`,
      `Mireu que el programa estigui engegat i que el servidor intermediari hi enviï tot el que arriba: a ${v["local"]}`,
    ],
    "program-redirected": (v) => [
      `${v["url"]} porta a ${v["to"]}.`,
      `Poseu a .env PUBLIC_URL=${v["to"]} i ${restart}.`,
    ],
    "program-stopped": (v) => [
      `El programa no respon a ${v["url"]}: ${v["why"]}.`,
      "Engegueu-lo: `npm start`, o `sudo systemctl start agenda` si és un servei.",
    ],
    "program-unreached": (v) => [
      `El programa funciona, però des d'aquí no s'hi arriba per ${v["url"]}: ${v["why"]}.`,
      `Mireu el DNS, el certificat i que el servidor intermediari enviï a ${v["local"]}. Si des de fora sí que s'obre, és que la xarxa no deixa sortir i tornar a entrar.`,
    ],
    "link-opens": (v) => [`Els enllaços s'obren: ${v["url"]}`],
    "link-broken": (v) => [
      `L'enllaç ${v["url"]} contesta ${v["status"]}.`,
      "Mireu que el servidor intermediari enviï al programa tots els camins, també /agenda.",
    ],
    "link-unreached": (v) => [
      `L'enllaç ${v["url"]} no s'obre: ${v["why"]}.`,
      "Torneu-ho a provar d'aquí a un moment.",
    ],
    "link-unchecked": () => ["Els enllaços no s'han pogut provar."],
    "slack-unused": () => ["Slack no està configurat.", "docs/slack.md diu com es fa, pas a pas."],
    "slack-reached": () => ["S'arriba a Slack."],
    "slack-unreached": (v) => [
      `No s'arriba a Slack (${v["url"]}): ${v["why"]}.`,
      "Mireu la connexió i que el tallafoc deixi sortir cap a slack.com i *.slack.com pel port 443.",
    ],
    "clock-right": () => ["El rellotge va a l'hora."],
    "clock-off": (v) => [
      `El rellotge d'aquesta màquina es desvia ${v["seconds"]} segons del de Slack.`,
      "Poseu-lo a l'hora: `sudo timedatectl set-ntp true`. Amb més de 300 segons, tot el que envia Slack es rebutja.",
    ],
    "clock-wrong": (v) => [
      `El rellotge d'aquesta màquina es desvia ${v["seconds"]} segons del de Slack: tot el que envia Slack es rebutja per vell.`,
      "Poseu-lo a l'hora: `sudo timedatectl set-ntp true`",
    ],
    "token-valid": (v) => [
      `El token del bot és vàlid: espai de treball «${v["workspace"]}» (${v["id"]}).`,
    ],
    "token-invalid": () => ["Slack no coneix el token del bot (SLACK_BOT_TOKEN).", newToken],
    "token-revoked": () => [
      "El token del bot ja no val: l'han anul·lat o han desinstal·lat l'aplicació.",
      `Torneu a instal·lar-la a ${app} › Install App. ${newToken}`,
    ],
    "token-expired": () => [
      "El token del bot ha caducat: l'aplicació té activada la rotació de tokens.",
      `Torneu a enganxar el manifest a ${app} › App Manifest i a instal·lar-la. ${newToken}`,
    ],
    "token-inactive": () => [
      "El bot ja no és en aquest espai de treball: l'han desinstal·lat, o l'espai de treball és tancat.",
      `Torneu a instal·lar-la a ${app} › Install App. ${newToken}`,
    ],
    "token-refused": (v) => [`Slack rebutja el token del bot (${v["error"]}).`, newToken],
    "token-busy": () => ["Slack demana que esperem.", "Torneu-ho a provar d'aquí a un minut."],
    "token-unanswered": () => [
      "Slack no ha dit si el token del bot és vàlid.",
      "Torneu-ho a provar d'aquí a un moment.",
    ],
    "token-by-installation": () => [
      "El client id i el secret només es poden provar instal·lant.",
      "Obriu PUBLIC_URL/slack/install i instal·leu-lo en un espai de treball de proves.",
    ],
    "scopes-complete": (v) => [`El bot té els ${v["count"]} permisos que necessita.`],
    "scopes-missing": (v) => [
      `Al bot li falten permisos: ${v["scopes"]}.`,
      `Enganxeu el que escriu \`npm run --silent slack-manifest\` a ${app} › App Manifest, deseu-ho, i a Install App premeu «Reinstall». ${newToken}`,
    ],
    "scopes-admins": (v) => [
      `Al bot li falta el permís ${v["scopes"]}: no pot saber qui administra l'espai de treball, i ningú no hi pot indicar l'ajuntament de tothom.`,
      `Enganxeu el que escriu \`npm run --silent slack-manifest\` a ${app} › App Manifest, deseu-ho, i a Install App premeu «Reinstall»; o digueu qui pot amb SLACK_ADMINS.`,
    ],
    "scopes-unknown": () => ["Slack no ha dit quins permisos té el bot."],
    "workspace-allowed": (v) => [
      `L'espai de treball «${v["workspace"]}» és entre els autoritzats.`,
    ],
    "workspace-refused": (v) => [
      `«${v["workspace"]}» (${v["id"]}) no és a SLACK_ALLOWED_WORKSPACES: s'hi refusa tothom.`,
      `Afegiu ${v["id"]} a SLACK_ALLOWED_WORKSPACES dins de .env i ${restart}.`,
    ],
    "workspaces-listed": (v) => [`Espais de treball i organitzacions autoritzats: ${v["count"]}.`],
    "workspaces-open": () => [
      "Qualsevol espai de treball que conegui l'adreça es pot instal·lar l'assistent.",
      "Si no és el que voleu, poseu els que serviu a SLACK_ALLOWED_WORKSPACES.",
    ],
    "app-token-valid": () => ["El token de l'aplicació pot obrir la connexió (Socket Mode)."],
    "app-token-invalid": (v) => [`Slack no admet SLACK_APP_TOKEN (${v["error"]}).`, newAppToken],
    "app-token-scope": () => [
      "A SLACK_APP_TOKEN li falta el permís connections:write.",
      newAppToken,
    ],
    "app-token-refused": (v) => [
      `Slack no obre la connexió (${v["error"]}).`,
      `Activeu «Enable Socket Mode» a ${app} › Socket Mode. ${newAppToken}`,
    ],
    "app-token-busy": () => ["Slack demana que esperem.", "Torneu-ho a provar d'aquí a un minut."],
    "app-token-unanswered": () => [
      "Slack no ha dit si SLACK_APP_TOKEN és vàlid.",
      "Torneu-ho a provar d'aquí a un moment.",
    ],
    "receiver-verified": (v) => [
      `${v["url"]} arriba al programa i el secret de signatura és el mateix.`,
    ],
    "receiver-other-secret": (v) => [
      `El programa en marxa rebutja la signatura a ${v["url"]}: té un altre secret.`,
      `Copieu el «Signing Secret» de ${app} › Basic Information a SLACK_SIGNING_SECRET dins de .env i ${restart}.`,
    ],
    "receiver-without-slack": (v) => [
      `El que hi ha en marxa no coneix ${v["url"]}: s'ha engegat sense Slack, o el servidor intermediari no hi deixa passar.`,
      "Torneu a engegar el programa. Si continua igual, mireu que el servidor intermediari enviï també /slack/events.",
    ],
    "receiver-redirected": (v) => [
      `${v["url"]} porta a un altre lloc (${v["status"]}).`,
      "Poseu a PUBLIC_URL l'adreça definitiva, amb https://, i canvieu-la també al manifest.",
    ],
    "receiver-other": (v) => [
      `A ${v["url"]} contesta una altra cosa (${v["status"]}).`,
      "Mireu que el servidor intermediari enviï /slack/events al programa sense tocar-ne el cos ni les capçaleres.",
    ],
    "receiver-unreached": (v) => [
      `No s'arriba a ${v["url"]}: ${v["why"]}.`,
      "Feu que PUBLIC_URL respongui (vegeu més amunt): Slack hi envia tot el que la gent pregunta.",
    ],
    "receiver-local": (v) => [
      `El secret de signatura és el mateix, però des d'aquí no s'ha pogut provar ${v["url"]}: ${v["why"]}.`,
      "Si des de fora s'obre, no cal fer-hi res: si arriben esdeveniments, Slack hi entra.",
    ],
    "events-arrive": (v) => [`Arriben esdeveniments de Slack; l'últim, el ${v["at"]}.`],
    "events-none": (v) => [
      "Des que el programa és en marxa, Slack no hi ha enviat res.",
      `Escriviu un missatge directe a l'assistent i torneu a provar. Si no arriba, a ${app} › Event Subscriptions ha d'estar activat «Enable Events»${
        v["mode"] === "http"
          ? " i l'adreça ha de dir «Verified» (si no, «Retry»)."
          : ", i a Socket Mode, «Enable Socket Mode»."
      } Després, Install App › «Reinstall».`,
    ],
    "events-disconnected": () => [
      "El programa no està connectat amb Slack (Socket Mode).",
      "Mireu el registre del programa i que el tallafoc deixi sortir cap a *.slack.com pel port 443.",
    ],
    "events-restart": () => [
      "El programa en marxa no té aquesta configuració de Slack: és d'abans del canvi.",
      "Torneu-lo a engegar: `sudo systemctl restart agenda`, o Ctrl+C i `npm start`.",
    ],
    "events-unknown": () => ["Sense el programa en marxa no es pot saber si Slack hi envia res."],
    "install-opens": (v) => [`La pàgina d'instal·lació s'obre: ${v["url"]}`],
    "install-missing": (v) => [
      `La pàgina d'instal·lació ${v["url"]} contesta ${v["status"]}.`,
      `Si acabeu de posar SLACK_CLIENT_ID, ${restart}. Si no, mireu que el servidor intermediari enviï també /slack/install.`,
    ],
    "install-unreached": (v) => [
      `La pàgina d'instal·lació ${v["url"]} no s'obre: ${v["why"]}.`,
      "Feu que PUBLIC_URL respongui (vegeu més amunt).",
    ],
  },
};
