import type { SlackSettings } from "./settings.ts";

/** Where something was asked, and by whose member. */
export interface Place {
  /** Workspace in which the assistant is installed. */
  readonly team?: string | undefined;
  readonly enterprise?: string | undefined;
  /** Workspace of the person: in a shared channel it may be another. */
  readonly home?: string | undefined;
  /** Absent outside of conversations: App Home, forms. */
  readonly channel?: string | undefined;
  readonly isDirect: boolean;
}

/** Whom the assistant serves. */
export type PlaceRules = Pick<SlackSettings, "allowedWorkspaces" | "allowedChannels">;

/** Whether a place is served: its workspace and, where they are listed, its channel. */
export function isAllowed(place: Place, rules: PlaceRules): boolean {
  return isHomeAllowed(place, rules) && isChannelAllowed(place, rules);
}

/** Members of other workspaces in a shared channel are guests: only a list lets them in. */
function isHomeAllowed({ team, enterprise, home }: Place, rules: PlaceRules): boolean {
  const person = home ?? team;
  const { allowedWorkspaces } = rules;
  if (allowedWorkspaces === undefined) return person === team || person === enterprise;
  const isOfTeam = person === team || person === undefined;
  return [person, isOfTeam ? enterprise : undefined].some(
    (id) => id !== undefined && allowedWorkspaces.includes(id),
  );
}

function isChannelAllowed({ channel, isDirect }: Place, { allowedChannels }: PlaceRules): boolean {
  if (isDirect || channel === undefined || allowedChannels === undefined) return true;
  return allowedChannels.includes(channel);
}
