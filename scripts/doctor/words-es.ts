import type { DoctorWords } from "./words.ts";
import { modelsSpanish } from "./words-models-es.ts";
import { teamsSpanish } from "./words-teams-es.ts";

const app = "https://api.slack.com/apps › vuestra aplicación";
const restart = "reiniciad el programa";
const newToken = `Copiad el «Bot User OAuth Token» de ${app} › OAuth & Permissions, ponedlo en SLACK_BOT_TOKEN dentro de .env y ${restart}.`;
const newAppToken = `En ${app} › Basic Information › App-Level Tokens, pulsad «Generate Token and Scopes» con connections:write, poned el token en SLACK_APP_TOKEN dentro de .env y ${restart}.`;

/** The words of the doctor in Spanish. */
export const spanish: DoctorWords = {
  causes: {
    refused: "ahí no escucha nadie",
    "unknown-name": "el DNS no conoce ese nombre",
    certificate: "el certificado HTTPS no es válido",
    timeout: "no contesta a tiempo",
    network: "falla la red",
  },
  summary: (faults, warnings) => {
    if (faults + warnings === 0) return "Todo correcto.";
    const counts = [
      faults === 0 ? [] : [faults === 1 ? "1 error" : `${faults} errores`],
      warnings === 0 ? [] : [warnings === 1 ? "1 aviso" : `${warnings} avisos`],
    ];
    return `${counts.flat().join(" y ")}.`;
  },
  outcomes: {
    ...teamsSpanish,
    ...modelsSpanish,
    "settings-read": () => ["La configuración se puede leer."],
    "settings-invalid": (v) => [
      `La configuración tiene errores: ${v["message"]}`,
      "Corregid .env. Lo demás no se puede mirar hasta que se pueda leer.",
    ],
    "settings-unreadable": (v) => [
      `El fichero .env no se puede leer (${v["code"]}).`,
      "Ejecutadlo con el usuario del servicio: `sudo -u agenda npm run doctor`",
    ],
    "node-supported": (v) => [`Node ${v["version"]}.`],
    "node-too-old": (v) => [
      `Node ${v["version"]} es demasiado antiguo.`,
      `Instalad Node ${v["oldest"]} o posterior: https://nodejs.org/`,
    ],
    "knowledge-read": (v) => [
      `Los textos se pueden leer: ${v["items"]} elementos en ${v["folder"]}.`,
    ],
    "knowledge-missing": (v) => [
      `Los textos no se pueden leer: ${v["message"]}`,
      "Poned en KNOWLEDGE_DIR la carpeta de los textos, o quitadlo de .env para usar los del programa.",
    ],
    "knowledge-wrong": (v) => [
      `Los textos de ${v["folder"]} tienen errores (${v["count"]}). El primero: ${v["first"]}`,
      "`npm run index -- --check` los dice todos, con el fichero y la línea.",
    ],
    "index-current": () => ["El índice está al día."],
    "index-missing": (v) => [
      `Todavía no hay índice en ${v["folder"]}.`,
      "`npm start` lo crea; para crearlo ahora, `npm run index`.",
    ],
    "index-stale": (v) => [
      `El índice de ${v["folder"]} no corresponde a los textos o al programa actuales.`,
      "Ejecutad `npm run index`: el programa en marcha tomará el nuevo.",
    ],
    "index-without-vectors": (v) => [
      `El índice de ${v["folder"]} no tiene los vectores de ${v["model"]}: ahora se busca sin ellos.`,
      "Ejecutad `npm run index`: solo se envía lo que aún no se haya calculado.",
    ],
    "index-damaged": (v) => [
      `El índice de ${v["folder"]} no se puede abrir.`,
      "Ejecutad `npm run index`. Si vuelve a pasar, mirad si el disco está lleno.",
    ],
    "index-unchecked": () => [
      "El índice se puede abrir, pero sin textos no se puede saber si está al día.",
    ],
    "data-writable": (v) => [`Se puede escribir en la carpeta de datos ${v["folder"]}.`],
    "data-unwritable": (v) => [
      `No se puede escribir en la carpeta de datos ${v["folder"]} (${v["code"]}).`,
      `Dádsela al usuario del servicio (\`sudo chown -R agenda ${v["folder"]}\`) o poned otra carpeta en DATA_DIR.`,
    ],
    "data-unused": () => [
      "La carpeta de datos no hace falta: no hay Slack ni Teams, o los datos están en DATABASE_URL.",
    ],
    "database-sound": (v) => [`La base de datos ${v["file"]} está bien.`],
    "database-in-use": (v) => [
      `La base de datos ${v["file"]} está en uso: el programa en marcha la tiene abierta, y no se mira dentro.`,
    ],
    "database-damaged": (v) => [
      `La base de datos ${v["file"]} está dañada y el programa no puede usarla.`,
      "Con el programa parado, volved a poner una copia (docs/slack.md). Si no la tenéis, apartad la carpeta de datos y se creará una nueva; con OAuth, cada espacio de trabajo tendrá que volver a instalarse la aplicación.",
    ],
    "database-newer": (v) => [
      `La base de datos ${v["file"]} es de una versión más nueva del programa.`,
      "Instalad esa versión, o poned otra carpeta en DATA_DIR.",
    ],
    "database-unreadable": (v) => [
      `La base de datos ${v["file"]} no se puede leer (${v["code"]}).`,
      "Ejecutadlo con el usuario del servicio (`sudo -u agenda npm run doctor`). Si ya lo es, dadle el fichero, o poned otra carpeta en DATA_DIR.",
    ],
    "server-reached": (v) => [`La base de datos ${v["name"]} se puede usar.`],
    "server-unreached": (v) => [
      `No se llega a la base de datos ${v["name"]} (${v["code"]}).`,
      "Mirad que el servidor PostgreSQL esté en marcha, que el cortafuegos deje llegar y que DATABASE_URL sea correcta.",
    ],
    "server-login": (v) => [
      `El servidor no deja entrar en ${v["name"]} (${v["code"]}).`,
      "Corregid el usuario y la contraseña de DATABASE_URL, o pg_hba.conf en el servidor.",
    ],
    "server-no-database": (v) => [
      `En el servidor no está la base de datos ${v["name"]}.`,
      "Cread la base con createdb (docs/database.md), o corregid DATABASE_URL.",
    ],
    "server-no-rights": (v) => [
      `El usuario de DATABASE_URL no puede crear tablas en ${v["name"]}.`,
      "Hacedlo propietario de la base de datos: createdb -O agenda agenda.",
    ],
    "server-newer": (v) => [
      `La base de datos ${v["name"]} es de una versión más nueva del programa.`,
      "Instalad esa versión, o poned otra base de datos en DATABASE_URL.",
    ],
    "address-public": (v) => [`PUBLIC_URL es ${v["url"]}.`],
    "address-local": (v) => [
      `PUBLIC_URL es ${v["url"]}: los enlaces solo se abren en esta máquina y Slack no muestra su vista previa.`,
      "Poned en .env la dirección con la que entra la gente, por ejemplo PUBLIC_URL=https://agenda.vuestroayuntamiento.cat",
    ],
    "address-insecure": (v) => [
      `PUBLIC_URL es ${v["url"]}, sin HTTPS: Slack no envía nada ahí y el navegador avisa a la gente.`,
      `Poned delante un proxy con certificado (docs/slack.md) y escribid PUBLIC_URL=https://${v["host"]}`,
    ],
    "program-answers": (v) => [`El programa responde en ${v["url"]}.`],
    "program-hidden": (v) => [
      `El programa funciona, pero ${v["url"]}/healthz contesta ${v["status"]}.`,
      "Es correcto si el proxy se lo guarda. Si no, mirad adónde envía las peticiones.",
    ],
    "program-other": (v) => [
      `En ${v["url"]} contesta otra cosa, no este programa (${v["status"]}).`,
      `Mirad que el programa esté en marcha y que el proxy le envíe todo: a ${v["local"]}`,
    ],
    "program-redirected": (v) => [
      `${v["url"]} lleva a ${v["to"]}.`,
      `Poned en .env PUBLIC_URL=${v["to"]} y ${restart}.`,
    ],
    "program-stopped": (v) => [
      `El programa no responde en ${v["url"]}: ${v["why"]}.`,
      "Arrancadlo: `npm start`, o `sudo systemctl start agenda` si es un servicio.",
    ],
    "program-unreached": (v) => [
      `El programa funciona, pero desde aquí no se llega a él por ${v["url"]}: ${v["why"]}.`,
      `Mirad el DNS, el certificado y que el proxy envíe a ${v["local"]}. Si desde fuera sí se abre, es que la red no deja salir y volver a entrar.`,
    ],
    "link-opens": (v) => [`Los enlaces se abren: ${v["url"]}`],
    "link-broken": (v) => [
      `El enlace ${v["url"]} contesta ${v["status"]}.`,
      "Mirad que el proxy envíe al programa todas las rutas, también /agenda.",
    ],
    "link-unreached": (v) => [
      `El enlace ${v["url"]} no se abre: ${v["why"]}.`,
      "Volved a probar dentro de un momento.",
    ],
    "link-unchecked": () => ["Los enlaces no se han podido probar."],
    "slack-unused": () => ["Slack no está configurado.", "docs/slack.md dice cómo, paso a paso."],
    "slack-reached": () => ["Se llega a Slack."],
    "slack-unreached": (v) => [
      `No se llega a Slack (${v["url"]}): ${v["why"]}.`,
      "Mirad la conexión y que el cortafuegos deje salir hacia slack.com y *.slack.com por el puerto 443.",
    ],
    "clock-right": () => ["El reloj va en hora."],
    "clock-off": (v) => [
      `El reloj de esta máquina se desvía ${v["seconds"]} segundos del de Slack.`,
      "Ponedlo en hora: `sudo timedatectl set-ntp true`. Con más de 300 segundos se rechaza todo lo que envía Slack.",
    ],
    "clock-wrong": (v) => [
      `El reloj de esta máquina se desvía ${v["seconds"]} segundos del de Slack: todo lo que envía Slack se rechaza por viejo.`,
      "Ponedlo en hora: `sudo timedatectl set-ntp true`",
    ],
    "token-valid": (v) => [
      `El token del bot es válido: espacio de trabajo «${v["workspace"]}» (${v["id"]}).`,
    ],
    "token-invalid": () => ["Slack no conoce el token del bot (SLACK_BOT_TOKEN).", newToken],
    "token-revoked": () => [
      "El token del bot ya no vale: lo han anulado o han desinstalado la aplicación.",
      `Volved a instalarla en ${app} › Install App. ${newToken}`,
    ],
    "token-expired": () => [
      "El token del bot ha caducado: la aplicación tiene activada la rotación de tokens.",
      `Volved a pegar el manifiesto en ${app} › App Manifest y a instalarla. ${newToken}`,
    ],
    "token-inactive": () => [
      "El bot ya no está en ese espacio de trabajo: lo han desinstalado, o el espacio está cerrado.",
      `Volved a instalarla en ${app} › Install App. ${newToken}`,
    ],
    "token-refused": (v) => [`Slack rechaza el token del bot (${v["error"]}).`, newToken],
    "token-busy": () => ["Slack pide que esperemos.", "Volved a probar dentro de un minuto."],
    "token-unanswered": () => [
      "Slack no ha dicho si el token del bot es válido.",
      "Volved a probar dentro de un momento.",
    ],
    "token-by-installation": () => [
      "El client id y el secreto solo se pueden probar instalando.",
      "Abrid PUBLIC_URL/slack/install e instaladlo en un espacio de trabajo de pruebas.",
    ],
    "scopes-complete": (v) => [`El bot tiene los ${v["count"]} permisos que necesita.`],
    "scopes-missing": (v) => [
      `Al bot le faltan permisos: ${v["scopes"]}.`,
      `Pegad lo que escribe \`npm run --silent slack-manifest\` en ${app} › App Manifest, guardadlo, y en Install App pulsad «Reinstall». ${newToken}`,
    ],
    "scopes-admins": (v) => [
      `Al bot le falta el permiso ${v["scopes"]}: no puede saber quién administra el espacio de trabajo, y nadie puede indicar el ayuntamiento de todos.`,
      `Pegad lo que escribe \`npm run --silent slack-manifest\` en ${app} › App Manifest, guardadlo, y en Install App pulsad «Reinstall»; o decid quién puede con SLACK_ADMINS.`,
    ],
    "scopes-unknown": () => ["Slack no ha dicho qué permisos tiene el bot."],
    "workspace-allowed": (v) => [
      `El espacio de trabajo «${v["workspace"]}» está entre los autorizados.`,
    ],
    "workspace-refused": (v) => [
      `«${v["workspace"]}» (${v["id"]}) no está en SLACK_ALLOWED_WORKSPACES: ahí se rechaza a todo el mundo.`,
      `Añadid ${v["id"]} a SLACK_ALLOWED_WORKSPACES dentro de .env y ${restart}.`,
    ],
    "workspaces-listed": (v) => [
      `Espacios de trabajo y organizaciones autorizados: ${v["count"]}.`,
    ],
    "workspaces-open": () => [
      "Cualquier espacio de trabajo que conozca la dirección se puede instalar el asistente.",
      "Si no es lo que queréis, poned los que servís en SLACK_ALLOWED_WORKSPACES.",
    ],
    "app-token-valid": () => ["El token de la aplicación puede abrir la conexión (Socket Mode)."],
    "app-token-invalid": (v) => [`Slack no admite SLACK_APP_TOKEN (${v["error"]}).`, newAppToken],
    "app-token-scope": () => [
      "A SLACK_APP_TOKEN le falta el permiso connections:write.",
      newAppToken,
    ],
    "app-token-refused": (v) => [
      `Slack no abre la conexión (${v["error"]}).`,
      `Activad «Enable Socket Mode» en ${app} › Socket Mode. ${newAppToken}`,
    ],
    "app-token-busy": () => ["Slack pide que esperemos.", "Volved a probar dentro de un minuto."],
    "app-token-unanswered": () => [
      "Slack no ha dicho si SLACK_APP_TOKEN es válido.",
      "Volved a probar dentro de un momento.",
    ],
    "receiver-verified": (v) => [
      `${v["url"]} llega al programa y el secreto de firma es el mismo.`,
    ],
    "receiver-other-secret": (v) => [
      `El programa en marcha rechaza la firma en ${v["url"]}: tiene otro secreto.`,
      `Copiad el «Signing Secret» de ${app} › Basic Information en SLACK_SIGNING_SECRET dentro de .env y ${restart}.`,
    ],
    "receiver-without-slack": (v) => [
      `Lo que hay en marcha no conoce ${v["url"]}: se arrancó sin Slack, o el proxy no lo deja pasar.`,
      "Reiniciad el programa. Si sigue igual, mirad que el proxy envíe también /slack/events.",
    ],
    "receiver-redirected": (v) => [
      `${v["url"]} lleva a otro sitio (${v["status"]}).`,
      "Poned en PUBLIC_URL la dirección definitiva, con https://, y cambiadla también en el manifiesto.",
    ],
    "receiver-other": (v) => [
      `En ${v["url"]} contesta otra cosa (${v["status"]}).`,
      "Mirad que el proxy envíe /slack/events al programa sin tocar el cuerpo ni las cabeceras.",
    ],
    "receiver-unreached": (v) => [
      `No se llega a ${v["url"]}: ${v["why"]}.`,
      "Haced que PUBLIC_URL responda (ved más arriba): Slack envía ahí todo lo que la gente pregunta.",
    ],
    "receiver-local": (v) => [
      `El secreto de firma es el mismo, pero desde aquí no se ha podido probar ${v["url"]}: ${v["why"]}.`,
      "Si desde fuera se abre, no hay que hacer nada: si llegan eventos, Slack entra.",
    ],
    "events-arrive": (v) => [`Llegan eventos de Slack; el último, el ${v["at"]}.`],
    "events-none": (v) => [
      "Desde que el programa está en marcha, Slack no le ha enviado nada.",
      `Escribid un mensaje directo al asistente y volved a probar. Si no llega, en ${app} › Event Subscriptions debe estar activado «Enable Events»${
        v["mode"] === "http"
          ? " y la dirección debe decir «Verified» (si no, «Retry»)."
          : ", y en Socket Mode, «Enable Socket Mode»."
      } Después, Install App › «Reinstall».`,
    ],
    "events-disconnected": () => [
      "El programa no está conectado con Slack (Socket Mode).",
      "Mirad el registro del programa y que el cortafuegos deje salir hacia *.slack.com por el puerto 443.",
    ],
    "events-restart": () => [
      "El programa en marcha no tiene esta configuración de Slack: es de antes del cambio.",
      "Reiniciadlo: `sudo systemctl restart agenda`, o Ctrl+C y `npm start`.",
    ],
    "events-unknown": () => ["Sin el programa en marcha no se puede saber si Slack le envía algo."],
    "install-opens": (v) => [`La página de instalación se abre: ${v["url"]}`],
    "install-missing": (v) => [
      `La página de instalación ${v["url"]} contesta ${v["status"]}.`,
      `Si acabáis de poner SLACK_CLIENT_ID, ${restart}. Si no, mirad que el proxy envíe también /slack/install.`,
    ],
    "install-unreached": (v) => [
      `La página de instalación ${v["url"]} no se abre: ${v["why"]}.`,
      "Haced que PUBLIC_URL responda (ved más arriba).",
    ],
  },
};
