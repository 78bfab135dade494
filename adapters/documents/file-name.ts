/** A kind of file that a plan is written as. */
export type PlanExtension = "docx" | "xlsx" | "csv" | "ics";

/**
 * A file name that every system and every `Content-Disposition` takes: small letters without accents, figures and
 * hyphens. It always begins with `pla`, so that no council's name makes it a device of Windows or a hidden file.
 */
export function fileNameOf(
  council: { readonly name?: string } | undefined,
  extension: PlanExtension,
): string {
  const name = (council?.name ?? "")
    .replace(/[·ŀ]/gu, (found) => (found === "ŀ" ? "l" : ""))
    .normalize("NFKD")
    .replace(/[\p{M}'’]/gu, (found) => (/\p{M}/u.test(found) ? "" : "-"))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, mostNameChars)
    .replace(/^-+|-+$/g, "");
  return `pla${name === "" ? "" : `-${name}`}.${extension}`;
}

/** Far below the 255 bytes of common file systems: people add dates and versions to names. */
const mostNameChars = 60;
