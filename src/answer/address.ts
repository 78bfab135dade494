import { clean } from "../language/clean-text.ts";
import { quoteDigest } from "./quote.ts";

/** Query parameter that names the quote to be shown, and the element that holds it. */
export const quoteParameter = "cita";

/** Whether a text is the address of a page, with nothing in it that cannot be seen. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s<>]+$/iu.test(text) && URL.canParse(text) && clean(text) === text;
}

/** Path of an item's page, below the public address. Ids of imported documents keep their folders. */
export function itemPath(id: string): string {
  return `/agenda/${id.split("/").map(encodeURIComponent).join("/")}`;
}

/** Address at which an item opens, at a quote when one is given. */
export function itemUrl(publicUrl: string, id: string, quote?: string): string {
  const base = `${publicUrl.replace(/\/+$/, "")}${itemPath(id)}`;
  return quote === undefined
    ? base
    : `${base}?${quoteParameter}=${quoteDigest(quote)}#${quoteParameter}`;
}
