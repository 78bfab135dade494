import * as z from "zod";

/** Who signs what Microsoft's connector sends: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
export const issuer = "https://api.botframework.com";
/** Seconds that clocks may differ, in Microsoft's package too. */
const skewSeconds = 5 * 60;

const claimsSchema = z.object({
  iss: z.unknown().optional(),
  aud: z.unknown().optional(),
  serviceurl: z.unknown().optional(),
  exp: z.unknown().optional(),
  nbf: z.unknown().optional(),
});

/** What a token says of itself, verified by nobody. */
type Claims = z.infer<typeof claimsSchema>;

/**
 * Why a header needs no verification any more; undefined when it does. Microsoft's package alone would take the tokens of
 * emulators and of other bots too, whoever's they are.
 */
export function faultOfHeader(authorization: string): string | undefined {
  if (authorization === "") return "no token";
  const claims = claimsOf(authorization);
  if (claims === undefined) return "not a token";
  return claims.iss === issuer ? undefined : "token is none of the Bot Framework's";
}

/** Why a token was not good, as far as it tells: for those who read the log, and for nothing else. */
export function faultOfToken(
  authorization: string,
  appId: string | undefined,
  { serviceUrl }: { readonly serviceUrl: string },
): string {
  const claims = claimsOf(authorization);
  const now = Date.now() / 1_000;
  if (claims === undefined) return "not a token";
  const { aud, exp, nbf, serviceurl } = claims;
  if (aud !== appId) return "token is for another app: is the app id that of the bot?";
  if (typeof exp !== "number" || exp < now - skewSeconds) return "token has expired";
  if (typeof nbf === "number" && nbf > now + skewSeconds)
    return "token is from the future: is this machine's clock right?";
  if (serviceurl !== serviceUrl) return "token is for another service";
  return "token is not signed for Teams by Microsoft";
}

function claimsOf(authorization: string): Claims | undefined {
  const payload = /^Bearer [\w-]+\.([\w-]+)\.[\w-]*$/.exec(authorization)?.[1] ?? "";
  try {
    return claimsSchema.parse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
  } catch {
    return undefined;
  }
}
