import type { KnowledgeItem } from "../agenda/item.ts";
import type { SearchIndex } from "../search/search-index.ts";
import { itemPath, quoteParameter } from "./address.ts";
import { isQuoteDigest, locateQuote } from "./quote.ts";

/** An item that a link names, with the quote at which the link opens. */
export interface LinkedItem {
  readonly item: KnowledgeItem;
  readonly quote?: string;
}

/** The item that an address of ours names; undefined for every other address. */
export function itemOfLink(
  url: string,
  { publicUrl, index }: { readonly publicUrl: string; readonly index: SearchIndex },
): LinkedItem | undefined {
  // Addresses come as they stand in a message, where an ampersand is an entity.
  const written = url.replaceAll("&amp;", "&");
  if (!URL.canParse(written)) return undefined;
  const address = new URL(written);
  const ours = new URL(publicUrl);
  if (address.origin !== ours.origin || address.username !== "" || address.password !== "")
    return undefined;
  const start = `${ours.pathname.replace(/\/+$/, "")}${itemPath("")}`;
  if (!address.pathname.startsWith(start)) return undefined;
  const id = decoded(address.pathname.slice(start.length));
  const item =
    id === undefined
      ? undefined
      : (index.catalogue.get(id) ?? index.catalogue.get(id.replace(/\/+$/, "")));
  if (item === undefined) return undefined;
  const digest = address.searchParams.get(quoteParameter) ?? "";
  const quote = isQuoteDigest(digest) ? locateQuote(item, digest) : undefined;
  return quote === undefined ? { item } : { item, quote: quote.text };
}

function decoded(path: string): string | undefined {
  try {
    return path.split("/").map(decodeURIComponent).join("/");
  } catch {
    return undefined;
  }
}
