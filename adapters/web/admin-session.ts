import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { CookieOptions, Request, Response } from "express";
import * as z from "zod";
import type { Owner } from "../../src/owners/sign-in.ts";
import { parseJson } from "../../src/parse-json.ts";
import { createRecentMap } from "../../src/recent-map.ts";
import { basePathOf } from "./view.ts";

/** Path of the owners' page, and above all that belongs to it. */
export const adminPath = "/admin";

/** One of the owners in one browser, from signing in until signing out. */
export interface AdminSession extends Owner {
  readonly id: string;
  /** With the machine's token, or at the provider of OpenID Connect. */
  readonly how: "token" | "openid";
}

/** What a browser keeps while its owner signs in elsewhere. */
export interface Pending {
  /** What the provider's answer is checked with. */
  readonly state: string;
  /** Path of ours below the public address to go on to. */
  readonly next: string;
  /** Parameters that go along with every link: a language chosen by hand. */
  readonly carried: Readonly<Record<string, string>>;
}

/** Who is signed in: kept by browsers in a cookie that nobody else can make. */
export interface AdminSessions {
  /** Has the browser keep a session from now on, for eight hours. */
  begin(response: Response, owner: Pick<AdminSession, "name" | "how">): void;
  /** The session of a request; undefined for none, and for one that is forged, too old, ended or of other settings. */
  read(request: Request): AdminSession | undefined;
  /** Ends a session: this process takes it no more, and the browser forgets it. */
  end(response: Response, session?: AdminSession): void;
  /** What a form of a page has to send along; another one each time. */
  proof(session: AdminSession): string;
  /** Whether a form comes from a page that was made for this session. */
  isProof(given: unknown, session: AdminSession): boolean;
  keepPending(response: Response, pending: Pending): void;
  /** What was kept while somebody signed in, which the browser forgets with this reply. */
  takePending(request: Request, response: Response): Pending | undefined;
}

/** What sessions are signed with, and where they are good. */
export interface SessionOptions {
  readonly secret: string;
  /** Of what lets somebody sign in: sessions of another one are good for nothing. */
  readonly digest: string;
  readonly publicUrl: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const sessionCookie = "agenda-admin";
const pendingCookie = "agenda-admin-state";

/** A working day. */
const sessionMs = 8 * 60 * 60_000;
/** To sign in elsewhere, with a telephone as the second proof. */
const pendingMs = 10 * 60_000;

/** Sessions that were ended here before their time. */
const mostEnded = 10_000;

const sessionSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string(),
  how: z.enum(["token", "openid"]),
});
const pendingSchema = z.strictObject({
  state: z.string(),
  next: z.string(),
  carried: z.record(z.string(), z.string()),
});

/** Sessions that only who has the secret can begin. */
export function createAdminSessions(options: SessionOptions): AdminSessions {
  const { publicUrl, now } = options;
  const ended = createRecentMap<true>(mostEnded);
  const sessions = createSigner(options, "session", sessionMs);
  const pendings = createSigner(options, "pending", pendingMs);
  const sign = keyed(options, "form");
  const path = basePathOf(publicUrl) + adminPath;
  const attributes: CookieOptions = {
    httpOnly: true,
    // Not strict: the browser comes back from the provider, which is another site.
    sameSite: "lax",
    secure: publicUrl.startsWith("https:"),
    path,
  };
  const pendingAttributes = { ...attributes, path: `${path}/openid` };
  const proofOf = (salt: string, id: string) => `${salt}.${sign(`${salt}.${id}`)}`;
  return {
    begin(response, { name, how }) {
      const session: AdminSession = { id: randomText(), name, how };
      const value = sessions.seal(session, now());
      response.cookie(sessionCookie, value, { ...attributes, maxAge: sessionMs });
    },
    read(request) {
      for (const value of cookiesOf(request, sessionCookie)) {
        const { data } = sessionSchema.safeParse(sessions.open(value, now()));
        if (data !== undefined && ended.get(data.id) === undefined) return data;
      }
      return undefined;
    },
    end(response, session) {
      if (session !== undefined) ended.set(session.id, true);
      response.clearCookie(sessionCookie, attributes);
    },
    proof: ({ id }) => proofOf(randomText(), id),
    isProof(given, { id }) {
      if (typeof given !== "string") return false;
      const [salt = ""] = given.split(".");
      return isSame(given, proofOf(salt, id));
    },
    keepPending(response, pending) {
      const value = pendings.seal(pending, now());
      response.cookie(pendingCookie, value, { ...pendingAttributes, maxAge: pendingMs });
    },
    takePending(request, response) {
      response.clearCookie(pendingCookie, pendingAttributes);
      const kept = cookiesOf(request, pendingCookie).map((value) => pendings.open(value, now()));
      return kept.map((one) => pendingSchema.safeParse(one).data).find((one) => one !== undefined);
    },
  };
}

type Purpose = "session" | "pending" | "form";

/** What is signed for one purpose is good for no other. */
function keyed({ secret, digest }: SessionOptions, purpose: Purpose): (text: string) => string {
  const key = createHmac("sha256", `${secret}:admin:${purpose}`).update(digest).digest();
  return (text) => createHmac("sha256", key).update(text).digest("base64url");
}

/** Makes and reads values that are good for a while. */
function createSigner(options: SessionOptions, purpose: Purpose, goodForMs: number) {
  const sign = keyed(options, purpose);
  return {
    seal(value: object, nowMs: number): string {
      const text = Buffer.from(JSON.stringify(value)).toString("base64url");
      const signed = `${text}.${nowMs + goodForMs}`;
      return `${signed}.${sign(signed)}`;
    },
    /** Undefined for what was not made here, or is too old. */
    open(sealed: string, nowMs: number): unknown {
      const [text = "", until = "", signature = "", ...more] = sealed.split(".");
      if (more.length > 0 || !isSame(signature, sign(`${text}.${until}`))) return undefined;
      const restMs = Number(until) - nowMs;
      // One that is good for longer than any is from a clock that was ahead.
      if (!(restMs >= 0 && restMs <= goodForMs)) return undefined;
      return parseJson(Buffer.from(text, "base64url").toString());
    },
  };
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function randomText(): string {
  return randomBytes(16).toString("base64url");
}

/** Of a name there may be several: whoever keeps a neighbouring name of the host can set one too. */
function cookiesOf({ headers }: Request, name: string): string[] {
  const pairs = (headers.cookie ?? "").split(";").map((pair) => pair.trim().split("=", 2));
  return pairs.flatMap(([key, value = ""]) => (key === name ? [value] : []));
}
