import * as z from "zod";
import { withoutUndefined } from "./without-undefined.ts";

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Hosts of this very machine: only there nobody can listen to what is not encrypted. */
const localHosts: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

/** Where Microsoft signs people in, in every cloud of its own. */
const entraHost = /(?:^|\.)(?:microsoftonline\.(?:com|us|cn)|windows\.net)$/;
/** Tenants of Entra that stand for many. */
const manyTenants = /^\/(?:common|organizations|consumers)(?:\/|$)/i;

function isGuarded(address: string): boolean {
  if (!URL.canParse(address)) return true;
  const { protocol, hostname } = new URL(address);
  return protocol !== "http:" || localHosts.includes(hostname);
}

function isPlain(address: string): boolean {
  if (!URL.canParse(address)) return true;
  const { search, hash, username, password } = new URL(address);
  return search + hash + username + password === "";
}

/** Whether only one organisation signs in there. Whoever keeps another could name anybody an owner. */
function isOneOrganisation(address: string): boolean {
  return !isOfEntra(address) || !manyTenants.test(new URL(address).pathname);
}

function isOfEntra(address: string): boolean {
  return URL.canParse(address) && entraHost.test(new URL(address).hostname);
}

/** The owners' page, by name of its settings. */
export const adminShape = {
  ADMIN_TOKEN: z
    .string()
    .trim()
    .min(24, "expected at least 24 characters, for instance from: openssl rand -hex 32")
    .max(512, "expected at most 512 characters")
    .optional(),
  ADMIN_OIDC_ISSUER: z
    .string()
    .trim()
    .pipe(z.url({ protocol: /^https?$/, error: "expected an address that begins with https://" }))
    .refine(isGuarded, "expected https: what is sent there is secret (http only on this machine)")
    .refine(isPlain, "expected an address without a query, a # or a password")
    .refine(
      (address) => !address.includes("/.well-known/"),
      "expected the issuer alone: leave out /.well-known/ and what follows",
    )
    .refine(
      isOneOrganisation,
      "many organisations sign in there: put the id of your own tenant into it",
    )
    .optional(),
  ADMIN_OIDC_CLIENT_ID: z.string().trim().max(512, "expected at most 512 characters").optional(),
  ADMIN_OIDC_CLIENT_SECRET: z
    .string()
    .trim()
    .min(16, "expected the whole value of the client secret")
    .optional(),
  ADMIN_OIDC_ALLOWED: z
    .string()
    .transform((list) => list.split(",").map((part) => tidied(part.trim())))
    .refine(
      (values) => values.every((value) => value !== ""),
      "expected roles, groups, ids or addresses apart by commas",
    )
    .optional(),
};

/** Ids of Entra and addresses are the same in capitals; other values are compared as they stand. */
function tidied(value: string): string {
  return guid.test(value) || value.includes("@") ? value.toLowerCase() : value;
}

type AdminValues = z.infer<z.ZodObject<typeof adminShape>>;

/** How the program is known to who signs the owners in, and whom it lets in. */
export interface OpenIdConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Roles, groups, ids and addresses of who may; never empty. */
  readonly allowed: readonly string[];
}

/** What the owners' page lets somebody sign in with: at least one of both. */
export interface AdminConfig {
  /** For who works on the machine itself. */
  readonly token?: string;
  readonly openId?: OpenIdConfig;
}

/** Sign-in at a provider needs all of them. */
const openIdKeys = {
  ADMIN_OIDC_ISSUER:
    "the address of who signs you in, https://login.microsoftonline.com/<tenant>/v2.0 in Entra",
  ADMIN_OIDC_CLIENT_ID:
    "the Application (client) ID, on the Overview page of the app registration in Entra",
  ADMIN_OIDC_CLIENT_SECRET:
    "the Value of a client secret, under Certificates & secrets of the app registration in Entra",
  ADMIN_OIDC_ALLOWED: "who may see the page: a role, groups or ids, apart by commas",
} as const;

/** Refuses half a set-up, which would let nobody in, or everybody. */
export function checkAdmin(settings: AdminValues, context: z.core.$RefinementCtx): void {
  const keys = Object.keys(openIdKeys) as (keyof typeof openIdKeys)[];
  if (keys.every((key) => settings[key] === undefined)) return;
  const { ADMIN_OIDC_ISSUER: issuer = "", ADMIN_OIDC_CLIENT_SECRET: secret = "" } = settings;
  // Entra shows both beside each other, and only one of them is the secret.
  if (isOfEntra(issuer) && guid.test(secret))
    context.addIssue({
      code: "custom",
      path: ["ADMIN_OIDC_CLIENT_SECRET"],
      message:
        "this is the Secret ID: copy the Value beside it, or make another secret if it is no longer shown",
    });
  for (const key of keys)
    if (settings[key] === undefined)
      context.addIssue({
        code: "custom",
        path: [key],
        message: `missing. It is ${openIdKeys[key]}`,
      });
}

/** What the owners' page lets somebody sign in with; undefined where nobody can. */
export function adminOf(settings: AdminValues): AdminConfig | undefined {
  const { ADMIN_TOKEN: token, ADMIN_OIDC_ISSUER: issuer } = settings;
  const { ADMIN_OIDC_CLIENT_ID: clientId, ADMIN_OIDC_CLIENT_SECRET: clientSecret } = settings;
  const allowed = settings.ADMIN_OIDC_ALLOWED;
  const isComplete =
    issuer !== undefined &&
    clientId !== undefined &&
    clientSecret !== undefined &&
    allowed !== undefined;
  const openId = isComplete ? { issuer, clientId, clientSecret, allowed } : undefined;
  if (token === undefined && openId === undefined) return undefined;
  return withoutUndefined({ token, openId });
}
