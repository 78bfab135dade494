import type { Digest } from "../../src/delivery/digest.ts";
import type { Who } from "../../src/reception/visitor.ts";
import { type Actor, personOf, tenantOf } from "./parse-activity.ts";
import type { TeamsSettings } from "./settings.ts";

/** Name of the platform in what is kept. */
export const platform = "teams";

/** Stands for somebody in what is kept. */
export function whoOf(actor: Pick<Actor, "tenant" | "user">, digest: Digest): Who {
  return { person: digest(personOf(actor)), tenant: digest(tenantOf(actor)), platform };
}

/** Whether a person of a tenant, known by a digest, is among those who administer it. */
export function isAdmin(
  person: string,
  tenant: string | undefined,
  { admins = [] }: Pick<TeamsSettings, "admins">,
  digest: Digest,
): boolean {
  return admins.some((user) => digest(personOf({ tenant, user })) === person);
}
