import { load } from "cheerio";
import { type Wish, writeWish } from "../../../src/reception/wish.ts";
import { item, smallKnowledge } from "../../scripts/small-knowledge.ts";
import { expectSound, type Page } from "./serve.ts";

const quote = "Feu còpies de seguretat cada nit i deseu-ne una fora de l'ajuntament.";
const step = (id: string, order: number) =>
  item(
    {
      id,
      title: `Pas ${order}`,
      stage: "week",
      order,
      minutes: 10,
      axis: "1",
      population: {},
      roles: ["agent-digital", "secretaria", "alcaldia"],
      items: ["1.1.1"],
      questions: [1, 2].map((number) => ({
        ask: `Pregunta ${number}?`,
        options: ["Bé", "Malament"],
        right: 1,
        because: "Perquè sí.",
        item: "1.1.1",
        quote,
      })),
    },
    "Per què ara.\n\n## Què heu de fer\n\n1. Feu això.\n2. Mireu https://example.cat/guia.",
    {},
  );

/** The small knowledge with an itinerary of two steps. */
export const knowledgeWithItinerary: Readonly<Record<string, string>> = {
  ...smallKnowledge,
  "itinerari/01-un.md": step("pas-un", 1),
  "itinerari/02-dos.md": step("pas-dos", 2),
};

/** A reply to a form, and the cookie that it sets: `name=value`, undefined when it sets none. */
export interface Sent extends Page {
  readonly cookie: string | undefined;
  /** The cookie with its attributes, lower case. */
  readonly setCookie: string | undefined;
}

/** How a form is sent. */
export interface Sending {
  readonly fields?: Readonly<Record<string, string>> | readonly (readonly [string, string])[];
  readonly cookie?: string | undefined;
  /** Headers instead of those with which browsers say that a page of the same site sends. */
  readonly headers?: Readonly<Record<string, string>>;
}

const sameSite = { "sec-fetch-site": "same-origin" };

/** Sends a wish as a form of a sheet does. */
export function wishFor(
  base: string,
  path: string,
  wish: Wish | string,
  { fields = {}, cookie, headers = sameSite }: Sending = {},
): Promise<Sent> {
  const written = typeof wish === "string" ? wish : writeWish(wish);
  const pairs = Array.isArray(fields) ? fields : Object.entries(fields);
  const body = new URLSearchParams([["wish", written], ...pairs.map(([a, b]) => [a, b])]);
  const all = { ...headers, ...(cookie === undefined ? {} : { cookie }) };
  return look(base + path, { method: "POST", body, headers: all, redirect: "manual" });
}

/** Opens a page as the browser that has a cookie. */
export function lookAs(cookie: string | undefined, address: string): Promise<Sent> {
  return look(address, cookie === undefined ? {} : { headers: { cookie } });
}

async function look(address: string, init: RequestInit): Promise<Sent> {
  const response = await fetch(address, init);
  const html = await response.text();
  const [set] = response.headers.getSetCookie();
  const headers = new Headers(response.headers);
  headers.delete("set-cookie");
  const page = { status: response.status, headers, html, $: load(html) };
  if (page.status !== 303) expectSound(page, address);
  return { ...page, setCookie: set?.toLowerCase(), cookie: set?.split(";")[0] };
}

/** Keeps a council, and gives the cookie of the browser of which it is kept from then on. */
export async function keepCouncil(base: string, population = "800"): Promise<string> {
  const wish: Wish = { kind: "keep-council", whose: "own", fields: {} };
  const { cookie } = await wishFor(base, "/ajuntament", wish, { fields: { population } });
  if (cookie === undefined) throw new Error("nothing is remembered");
  return cookie;
}
