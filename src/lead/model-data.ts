import { clean, cutText } from "../language/clean-text.ts";
import type { Language } from "../language/language.ts";
import { stripHidden } from "../language/tokens.ts";

/** Addresses as they stand in texts: with a scheme, with `www`, mail addresses and bare domains. */
export const addressSource = String.raw`(?:https?:\/\/|www\.)[^\s<>«»"“”)\]]+|[^\s<>@«»"“”(),;]{1,64}@[^\s<>@«»"“”(),;]{1,190}|(?<![\p{L}\p{N}@.-])(?:[a-z0-9-]{1,63}\.){1,6}(?:cat|com|org|net|es|eu|gov|gob|info|io|edu|local|app|dev|barcelona)(?![\p{L}\p{N}])(?:\/[^\s<>«»"“”)\]]*)?`;
const addresses = new RegExp(addressSource, "giu");

/** What stands for an address in what a model reads. */
const neutral: Readonly<Record<Language, string>> = {
  ca: "[adreça]",
  es: "[dirección]",
  en: "[address]",
};

/** A text as a model may read it: nothing hidden, no address, no longer than `most` characters. */
export function readableByModel(text: string, most: number, language: Language): string {
  const bounded = cutText(clean(stripHidden(text.slice(0, most * 2))), most);
  return withoutAddresses(bounded, language);
}

function withoutAddresses(text: string, language: Language): string {
  return text.replace(addresses, neutral[language]);
}

/** Addresses of a text, as they stand in it. */
export function addressesOf(text: string): string[] {
  return [...text.matchAll(addresses)].map(([address]) => address);
}
