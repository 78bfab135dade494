import type { ServerResponse } from "node:http";
import { type Installation, type InstallationStore, InstallProvider } from "@slack/oauth";
import { Router } from "express";
import { type Language, languages } from "../../src/language/language.ts";
import type { InstallationStore as KeptInstallations } from "../../src/ports.ts";
import { neededScopes } from "./manifest.ts";
import { isAllowed } from "./places.ts";
import { createSdkLogger } from "./sdk-logger.ts";
import type { OauthSettings, SlackOptions } from "./settings.ts";
import { clientOptions } from "./web-client.ts";
import { slackWords } from "./words.ts";

/** `/slack/install` and the way back: workspaces install the assistant themselves. */
export function installRoutes(
  oauth: OauthSettings,
  { settings, publicUrl, installations, log }: SlackOptions,
): Router {
  const provider = new InstallProvider({
    ...oauth,
    installationStore: storeIn(installations),
    directInstall: true,
    logger: createSdkLogger(log),
    clientOptions: clientOptions(settings.apiUrl, log),
  });
  const redirectUri = `${publicUrl}/slack/oauth_redirect`;
  const isServed = ({ team, enterprise }: Installation) =>
    isAllowed({ team: team?.id, enterprise: enterprise?.id, isDirect: true }, settings);
  const router = Router();
  router.get("/slack/install", async (request, response) => {
    const scopes = [...(await neededScopes(publicUrl))];
    await provider.handleInstallPath(request, response, undefined, { scopes, redirectUri });
  });
  router.get("/slack/oauth_redirect", async (request, response) => {
    const language =
      languages.find((name) => name === request.acceptsLanguages(...languages)) ?? "ca";
    const say = words[language];
    await provider.handleCallback(request, response, {
      async afterInstallation(installation, _options, _request, reply) {
        if (isServed(installation as Installation)) return true;
        log.warn("a workspace that is not allowed tried to install the assistant");
        sendPage(reply, 403, slackWords[language].refused(settings.contact));
        return false;
      },
      success(_installation, _options, _request, reply) {
        log.info("installed in a workspace");
        sendPage(reply, 200, say.done);
      },
      failure(error, _options, _request, reply) {
        log.warn({ code: error.code }, "installation failed");
        sendPage(reply, 400, say.failed);
      },
    });
  });
  return router;
}

/** What whoever installs it reads at the end. */
const words: Readonly<Record<Language, { readonly done: string; readonly failed: string }>> = {
  ca: {
    done: "L'assistent ja és al vostre Slack. Escriviu-li un missatge directe, mencioneu-lo en un canal o proveu /agenda.",
    failed: "No s'ha pogut instal·lar. Torneu a començar des de l'enllaç d'instal·lació.",
  },
  es: {
    done: "El asistente ya está en vuestro Slack. Escribidle un mensaje directo, mencionadlo en un canal o probad /agenda.",
    failed: "No se ha podido instalar. Volved a empezar desde el enlace de instalación.",
  },
  en: {
    done: "The assistant is in your Slack now. Send it a direct message, mention it in a channel or try /agenda.",
    failed: "It could not be installed. Begin again from the installation link.",
  },
};

/** Neither who installed it nor any name is needed to answer. */
function withoutPersons(installation: Installation): Installation {
  const { team, enterprise } = installation;
  return {
    ...installation,
    team: team && { id: team.id },
    enterprise: enterprise && { id: enterprise.id },
    user: { id: "", token: undefined, scopes: undefined },
  } as Installation;
}

/** Slack's packages keep installations as objects, we as text. */
function storeIn(installations: KeptInstallations): InstallationStore {
  return {
    async storeInstallation(installation) {
      const tenant = installation.isEnterpriseInstall
        ? installation.enterprise?.id
        : installation.team?.id;
      if (tenant !== undefined)
        await installations.set(tenant, JSON.stringify(withoutPersons(installation)));
    },
    async fetchInstallation({ teamId, enterpriseId }) {
      const kept =
        (teamId && (await installations.get(teamId))) ||
        (enterpriseId && (await installations.get(enterpriseId)));
      if (!kept) throw new Error("no installation");
      return JSON.parse(kept);
    },
  };
}

function sendPage(response: ServerResponse, status: number, text: string): void {
  const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  response.writeHead(status, { "Content-Type": "text/html; charset=utf-8" });
  response.end(`<!doctype html><html lang="ca"><title>Slack</title><p>${escaped}</p></html>`);
}
