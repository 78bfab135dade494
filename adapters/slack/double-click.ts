import { createRecentMap } from "../../src/recent-map.ts";
import type { Press } from "./press.ts";

/** Whether the same person pressed the same button a moment ago. */
export type IsDoubleClick = (press: Press) => boolean;

/** Presses that are remembered, so that pressing twice does not do twice. */
const mostRemembered = 1_000;
/** Milliseconds within which a second press of one person is the same one. */
const doubleClickMs = 5_000;

/** Remembers what was pressed, as digests: what is remembered is short and names nobody. */
export function createDoubleClicks(digest: (id: string) => string): IsDoubleClick {
  const pressed = createRecentMap<number>(mostRemembered);
  return ({ actor, place, value, atMs }) => {
    if (place.kind !== "message" && place.kind !== "private") return false;
    const key = digest(`${actor.channel}:${place.ts}:${value}:${actor.user}`);
    const before = pressed.get(key);
    pressed.set(key, atMs);
    return before !== undefined && Math.abs(atMs - before) < doubleClickMs;
  };
}
