import { type CheerioAPI, load } from "cheerio";

/** A cookie as a browser keeps it. */
interface Kept {
  readonly value: string;
  readonly path: string;
}

/** A reply, with the page in it where it is one. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly $: CheerioAPI;
  /** Where it leads to, as it stands. */
  readonly location: string | null;
}

/** What a browser does with cookies, as far as signing in needs it. It follows no redirect by itself. */
export interface Browser {
  readonly cookies: ReadonlyMap<string, Kept>;
  open(address: string, init?: RequestInit): Promise<Reply>;
  /** Sends a form as a page of that origin does; of these pages when none is given. */
  send(
    address: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Reply>;
  /** Keeps a cookie that was not given to it. */
  forge(name: string, value: string): void;
}

/** A browser that has been nowhere yet. */
export function createBrowser(): Browser {
  const cookies = new Map<string, Kept>();
  const open = async (address: string, init: RequestInit = {}) => {
    const { pathname } = new URL(address);
    const sent = [...cookies].filter(([, { path }]) => isBelow(pathname, path));
    const headers = new Headers(init.headers);
    if (sent.length > 0)
      headers.set("cookie", sent.map(([name, { value }]) => `${name}=${value}`).join("; "));
    const response = await fetch(address, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    const text = await response.text();
    const location = response.headers.get("location");
    return { status: response.status, headers: response.headers, text, $: load(text), location };
  };
  return {
    cookies,
    open,
    send: (address, fields, headers = { origin: new URL(address).origin }) =>
      open(address, { method: "POST", body: new URLSearchParams(fields), headers }),
    forge: (name, value) => void cookies.set(name, { value, path: "/" }),
  };
}

function keep(cookies: Map<string, Kept>, line: string): void {
  const [pair = "", ...attributes] = line.split("; ");
  const [name = "", value = ""] = pair.split(/=(.*)/s);
  const given = Object.fromEntries(attributes.map((one) => one.toLowerCase().split("=")));
  const isOver = new Date(given["expires"] ?? "2999-01-01").getTime() <= Date.now();
  if (isOver) cookies.delete(name);
  else cookies.set(name, { value, path: given["path"] ?? "/" });
}

/** RFC 6265, 5.1.4. */
function isBelow(pathname: string, path: string): boolean {
  return pathname === path || pathname.startsWith(path.endsWith("/") ? path : `${path}/`);
}
