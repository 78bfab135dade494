import * as z from "zod";
import { type Caller, flag, type Method, method, text } from "./slack-methods.ts";
import { Refusal } from "./slack-state.ts";

/** Methods of tokens: https://docs.slack.dev/authentication */
export function tokenMethods(
  installations: Readonly<Record<string, Caller>>,
  socketUrl: string,
): Readonly<Record<string, Method>> {
  return {
    "api.test": method(
      { error: text.optional() },
      (args) => (args.error === undefined ? { args } : { ok: false, error: args.error, args }),
      { token: "none" },
    ),
    "auth.test": method({}, (_args, { team, bot, botId }) => ({
      url: "https://ajuntament.slack.com/",
      team: "Ajuntament",
      user: "agenda",
      team_id: team,
      user_id: bot,
      bot_id: botId,
      is_enterprise_install: false,
    })),
    "auth.revoke": method({ test: flag.optional() }, (args, { token }, state) => {
      if (!args.test) state.revoked.add(token);
      return { revoked: !args.test };
    }),
    "apps.connections.open": method({}, () => ({ url: socketUrl }), { token: "app" }),
    "oauth.v2.access": method(
      {
        client_id: z.string().min(1),
        client_secret: z.string().min(1),
        code: text.optional(),
        redirect_uri: z.url().optional(),
        grant_type: z.enum(["authorization_code", "refresh_token"]).optional(),
        refresh_token: text.optional(),
      },
      (args, _caller, state) => {
        const token = state.codes.get(args.code ?? "");
        const caller = installations[token ?? ""];
        if (token === undefined || caller === undefined) throw new Refusal("invalid_code");
        if (state.triggers.has(`code ${args.code}`)) throw new Refusal("code_already_used");
        state.triggers.add(`code ${args.code}`);
        state.revoked.delete(token);
        return {
          access_token: token,
          token_type: "bot",
          scope: (caller.scopes ?? ["chat:write"]).join(","),
          bot_user_id: caller.bot,
          app_id: "A0AGENDA00",
          team: { id: caller.team, name: "Ajuntament" },
          enterprise: null,
          is_enterprise_install: false,
          authed_user: { id: "U0ANNA0000" },
        };
      },
      { token: "none" },
    ),
  };
}
