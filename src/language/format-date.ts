import type { Language } from "./language.ts";

/** Made when first needed, once a language: each holds megabytes outside the heap, which are given back late. */
const formats = new Map<Language, Intl.DateTimeFormat>();

/** `23 de novembre de 2026`, from an ISO date or date and time. */
export function formatDate(date: string, language: Language): string {
  const locale = language === "en" ? "en-GB" : language;
  const format =
    formats.get(language) ??
    new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  formats.set(language, format);
  return format.format(new Date(date));
}
