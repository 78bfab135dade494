import type { Who } from "../../src/reception/visitor.ts";

/** Somebody of a platform. */
export function whoOf(person: string, tenant = "tenant", platform = "slack"): Who {
  return { person, tenant, platform };
}
