import { createHmac, timingSafeEqual } from "node:crypto";

/** What a ticket lets see: what is kept of a person, or the plan of a council. */
export type TicketPurpose = "data" | "plan";

/** Lets whoever holds them see one thing, for a while. One for one purpose is good for no other. */
export interface Tickets {
  /** `subject` is the digest of a person, or whose plan it is; without a full stop in it. */
  issue(subject: string, purpose: TicketPurpose): string;
  /** The subject; undefined for a ticket that is forged, for another purpose, of another secret or too old. */
  read(ticket: string, purpose: TicketPurpose): string | undefined;
}

/** Milliseconds for which a ticket is good. */
const goodForMs = 15 * 60_000;

/** Tickets that only who has the secret can issue. */
export function createTickets(secret: string, now: () => number): Tickets {
  const sign = (text: string, purpose: TicketPurpose) =>
    createHmac("sha256", `${secret}:ticket:${purpose}`).update(text).digest("base64url");
  return {
    issue(subject, purpose) {
      const text = `${subject}.${now() + goodForMs}`;
      return `${text}.${sign(text, purpose)}`;
    },
    read(ticket, purpose) {
      const [subject = "", until = "", signature = "", ...more] = ticket.split(".");
      const expected = Buffer.from(sign(`${subject}.${until}`, purpose));
      const given = Buffer.from(signature);
      if (more.length > 0 || given.length !== expected.length) return undefined;
      if (!timingSafeEqual(given, expected)) return undefined;
      const restMs = Number(until) - now();
      // One that is good for longer than any is from a clock that was ahead.
      return restMs >= 0 && restMs <= goodForMs ? subject : undefined;
    },
  };
}
