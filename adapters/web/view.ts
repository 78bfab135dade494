import type { Request } from "express";
import { itemPath, itemUrl, quoteParameter } from "../../src/answer/address.ts";
import { type Language, languages } from "../../src/language/language.ts";
import type { SearchIndex } from "../../src/search/search-index.ts";
import { outsideOfTab, readTheme, type Theme, themeParameter } from "./teams-tab.ts";

/** Query parameter that names the language of the interface when it was chosen by hand. */
export const languageParameter = "lang";

/** Who looks at a page, and how its links are made. */
export interface View {
  /** Language of the interface. */
  readonly language: Language;
  /** Theme of the Teams tab that shows the page; absent elsewhere. */
  readonly theme?: Theme;
  /** Parameters that go along with every link and form: a language chosen by hand, the theme. */
  readonly carried: Readonly<Record<string, string>>;
  /** Attributes of a link to what is no page of this site. */
  readonly outside: Partial<typeof outsideOfTab>;
  /** Address under which people reach the pages, without a slash at the end. */
  readonly publicUrl: string;
  /** Path of the public address, empty when it has none: what links below it begin with. */
  readonly base: string;
  /** Whether the axes are there: any folder of text may be served. */
  readonly hasAgenda: boolean;
  readonly hasGlossary: boolean;
  readonly hasItinerary: boolean;
  /** Address of this page below the public one, with its query and without what is carried. */
  readonly path: string;
  /** Link to a path below the public address. Relative, so that it opens wherever the page was opened. */
  link(path: string): string;
  /** Link to an item, at a quote when one is given. */
  item(id: string, quote?: string): string;
  /** Link to this very page in another language. */
  inLanguage(language: Language): string;
}

/** Id of the page that tells what words mean. */
export const glossaryId = "glossari";

/** The view of a request: the chosen language, else that of the browser, else Catalan. */
export function viewOf(
  request: Request,
  publicUrl: string,
  index?: Pick<SearchIndex, "catalogue" | "itinerary">,
): View {
  const catalogue = index?.catalogue;
  const base = basePathOf(publicUrl);
  const chosen = languages.find((language) => language === request.query[languageParameter]);
  // Two slashes at the beginning would name another site.
  const address = request.originalUrl.replace(/^[/\\]+/, "/");
  const path = withoutCarried(withoutBase(address, base));
  const theme = readTheme(request.query[themeParameter]);
  const carried = {
    ...(chosen === undefined ? {} : { [languageParameter]: chosen }),
    ...(theme === undefined ? {} : { [themeParameter]: theme }),
  };
  const link = (to: string) => base + withParameters(to, carried);
  return {
    language: chosen ?? browserLanguage(request),
    ...(theme === undefined ? {} : { theme }),
    carried,
    outside: theme === undefined ? {} : outsideOfTab,
    publicUrl,
    base,
    hasAgenda: catalogue?.items.some(({ kind }) => kind === "axis") === true,
    hasGlossary: catalogue?.get(glossaryId) !== undefined,
    hasItinerary: (index?.itinerary.length ?? 0) > 0,
    path,
    link,
    item: (id, quote) => link(quote === undefined ? itemPath(id) : itemUrl("", id, quote)),
    inLanguage(language) {
      // The browser does not say which part of the page it shows, but an address that names a quote shows it.
      const shown =
        request.query[quoteParameter] === undefined ? path : `${path}#${quoteParameter}`;
      return base + withParameters(shown, { ...carried, [languageParameter]: language });
    },
  };
}

/** The view of a request that is refused, whether or not there is an index to look at. */
export function viewOfRefused(
  request: Request,
  { publicUrl, index }: { readonly publicUrl: string; readonly index: () => SearchIndex },
): View {
  try {
    return viewOf(request, publicUrl, index());
  } catch {
    // Told by whoever needs the index: the page just does without.
    return viewOf(request, publicUrl);
  }
}

/** Path of the public address: `/assistent` where a proxy serves other programs beside this one, else empty. */
export function basePathOf(publicUrl: string): string {
  return new URL(publicUrl).pathname.replace(/\/+$/, "");
}

/** The browser's language, for whoever has not chosen one. */
export function browserLanguage(request: Request): Language {
  const accepted = request.acceptsLanguages([...languages]);
  return languages.find((language) => language === accepted) ?? "ca";
}

/** An address without the path of the public one, which a proxy may have taken off already. */
export function withoutBase(address: string, base: string): string {
  if (base === "" || !address.startsWith(base)) return address;
  const rest = address.slice(base.length);
  if (rest.startsWith("/")) return rest;
  return rest === "" || rest.startsWith("?") ? `/${rest}` : address;
}

function withParameters(path: string, parameters: Readonly<Record<string, string>>): string {
  const query = Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  if (query === "") return path;
  const [address = "", hash] = path.split("#");
  const joint = address.includes("?") ? "&" : "?";
  return `${address}${joint}${query}${hash === undefined ? "" : `#${hash}`}`;
}

function withoutCarried(path: string): string {
  const [address = "", query = ""] = path.split("?");
  const others = query
    .split("&")
    .filter((part) => part !== "" && !carriedParameters.includes(part.split("=")[0] ?? ""));
  return others.length === 0 ? address : `${address}?${others.join("&")}`;
}

const carriedParameters = [languageParameter, themeParameter];
