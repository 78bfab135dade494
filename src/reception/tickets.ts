import { createHmac, timingSafeEqual } from "node:crypto";

/** Lets whoever holds them see what is kept of one person, for a while. */
export interface Tickets {
  issue(person: string): string;
  /** The person's digest; undefined for a ticket that is forged, of another secret or too old. */
  read(ticket: string): string | undefined;
}

/** Milliseconds for which a ticket is good. */
const goodForMs = 15 * 60_000;

/** Tickets that only who has the secret can issue. */
export function createTickets(secret: string, now: () => number): Tickets {
  const sign = (text: string) =>
    createHmac("sha256", `${secret}:ticket`).update(text).digest("base64url");
  return {
    issue(person) {
      const text = `${person}.${now() + goodForMs}`;
      return `${text}.${sign(text)}`;
    },
    read(ticket) {
      const [person = "", until = "", signature = "", ...more] = ticket.split(".");
      const expected = Buffer.from(sign(`${person}.${until}`));
      const given = Buffer.from(signature);
      if (more.length > 0 || given.length !== expected.length) return undefined;
      if (!timingSafeEqual(given, expected)) return undefined;
      const restMs = Number(until) - now();
      // One that is good for longer than any is from a clock that was ahead.
      return restMs >= 0 && restMs <= goodForMs ? person : undefined;
    },
  };
}
