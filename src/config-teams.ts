import * as z from "zod";
import { withoutUndefined } from "./without-undefined.ts";

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const exampleGuid = "00000000-0000-0000-0000-000000000000";

/** An id of Entra. Teams writes them in small letters. */
const entraId = z
  .string()
  .trim()
  .toLowerCase()
  .regex(guid, `expected an id like ${exampleGuid}`)
  .optional();

/** Microsoft's settings, by name. */
export const teamsShape = {
  MICROSOFT_APP_ID: entraId,
  MICROSOFT_APP_TENANT_ID: entraId,
  MICROSOFT_APP_PASSWORD: z
    .string()
    .trim()
    .min(16, "expected the whole value of the client secret")
    // Entra shows both beside each other, and only one of them is the secret.
    .refine(
      (secret) => !guid.test(secret.toLowerCase()),
      "this is the Secret ID: copy the Value beside it, or make another secret if it is no longer shown",
    )
    .optional(),
  MICROSOFT_APP_TYPE: z
    .string()
    .trim()
    // https://learn.microsoft.com/en-us/azure/bot-service/bot-service-quickstart-registration
    .refine(
      (type) => type !== "MultiTenant",
      "Microsoft makes no MultiTenant bots since July 2025: take SingleTenant, which can serve other organisations too, and " +
        "name them in MICROSOFT_APP_ALLOWED_TENANTS",
    )
    .pipe(z.enum(["SingleTenant", "UserAssignedMSI"], "expected SingleTenant or UserAssignedMSI"))
    .default("SingleTenant"),
  MICROSOFT_APP_ALLOWED_TENANTS: z
    .string()
    .toLowerCase()
    .transform((list) => list.split(",").map((part) => part.trim()))
    .refine(
      (ids) => ids.every((id) => guid.test(id)),
      `expected ids of tenants apart by commas, like ${exampleGuid}`,
    )
    .optional(),
  MICROSOFT_APP_ADMINS: z
    .string()
    .toLowerCase()
    .transform((list) => list.split(",").map((part) => part.trim()))
    .refine(
      (ids) => ids.every((id) => guid.test(id)),
      `expected object ids of people apart by commas, like ${exampleGuid}`,
    )
    .optional(),
  MICROSOFT_APP_OWNERS_CHANNEL: z
    .string()
    .trim()
    .transform((id) => (id.includes("%3") ? decodeURIComponent(id) : id))
    .refine(
      (id) => /^19:[\w-]+@thread\.(?:tacv2|skype)$/.test(id),
      "expected the id of a channel like 19:…@thread.tacv2: it stands in the channel's link",
    )
    .optional(),
  MICROSOFT_APP_CONTACT: z.string().trim().max(200, "expected at most 200 characters").optional(),
};

type TeamsValues = z.infer<z.ZodObject<typeof teamsShape>>;

/** How the program is known to Microsoft, and whom it serves there. */
export interface TeamsConfig {
  /** How the program proves who it is: with a secret, or as the managed identity of a machine in Azure. */
  readonly identity:
    | {
        readonly kind: "secret";
        readonly appId: string;
        readonly tenantId: string;
        readonly secret: string;
      }
    | { readonly kind: "managed-identity"; readonly appId: string; readonly tenantId: string };
  /** Tenants that are served; the identity's own only when absent. */
  readonly allowedTenants?: readonly string[];
  /** Whom people may ask when they are refused. */
  readonly contact?: string;
  /** Object ids of those who may set the council for a whole tenant; nobody may when absent. */
  readonly admins?: readonly string[];
  /** Channel of the Agenda's owners: gets the weekly digest. */
  readonly ownersChannel?: string;
}

/** Settings that say that Teams is wanted; the others only say how. */
const teamsKeys = [
  "MICROSOFT_APP_ID",
  "MICROSOFT_APP_TENANT_ID",
  "MICROSOFT_APP_PASSWORD",
] as const;

/** Refuses half a set-up, which would start and never answer. */
export function checkTeams(settings: TeamsValues, context: z.core.$RefinementCtx): void {
  if (teamsKeys.every((key) => settings[key] === undefined)) return;
  const refuse = (key: string, message: string) =>
    context.addIssue({ code: "custom", path: [key], message });
  const { MICROSOFT_APP_ID: appId, MICROSOFT_APP_TENANT_ID: tenantId } = settings;
  const place = "on the Overview page of the app registration in Entra";
  if (appId === undefined)
    refuse("MICROSOFT_APP_ID", `missing. It is the Application (client) ID ${place}`);
  if (tenantId === undefined)
    refuse("MICROSOFT_APP_TENANT_ID", `missing. It is the Directory (tenant) ID ${place}`);
  else if (tenantId === appId)
    refuse(
      "MICROSOFT_APP_TENANT_ID",
      `the same as MICROSOFT_APP_ID. It is the Directory (tenant) ID ${place}`,
    );
  const hasSecret = settings.MICROSOFT_APP_PASSWORD !== undefined;
  const isManaged = settings.MICROSOFT_APP_TYPE === "UserAssignedMSI";
  if (isManaged && hasSecret)
    refuse(
      "MICROSOFT_APP_PASSWORD",
      "a managed identity has no secret: take it out, or take out MICROSOFT_APP_TYPE",
    );
  if (!isManaged && !hasSecret)
    refuse(
      "MICROSOFT_APP_PASSWORD",
      "missing. It is the Value of a client secret, under Certificates & secrets of the app registration (or " +
        "MICROSOFT_APP_TYPE=UserAssignedMSI, on a machine in Azure)",
    );
}

/** How the program is known to Microsoft; undefined where Teams is not set up. */
export function teamsOf(settings: TeamsValues): TeamsConfig | undefined {
  const { MICROSOFT_APP_ID: appId, MICROSOFT_APP_TENANT_ID: tenantId } = settings;
  if (appId === undefined || tenantId === undefined) return undefined;
  const secret = settings.MICROSOFT_APP_PASSWORD;
  return withoutUndefined({
    identity:
      secret === undefined
        ? { kind: "managed-identity" as const, appId, tenantId }
        : { kind: "secret" as const, appId, tenantId, secret },
    allowedTenants: settings.MICROSOFT_APP_ALLOWED_TENANTS,
    contact: settings.MICROSOFT_APP_CONTACT,
    admins: settings.MICROSOFT_APP_ADMINS,
    ownersChannel: settings.MICROSOFT_APP_OWNERS_CHANNEL,
  });
}
