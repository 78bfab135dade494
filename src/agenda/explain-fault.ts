import type * as z from "zod";

/** In Catalan, what is wrong with a value and where it stands in its front matter. */
export function explain(issue: z.core.$ZodIssue): string {
  const where = issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
  const inCatalan = catalan[issue.code]?.(issue);
  if (inCatalan !== undefined) return where + inCatalan;
  if (issue.code === "invalid_format" && issue.format === "url") {
    return `${where}no és una adreça web completa (https://…)`;
  }
  return `${where}${issue.message}`;
}

const catalan: Partial<Record<z.core.$ZodIssue["code"], (issue: z.core.$ZodIssue) => string>> = {
  unrecognized_keys: (issue) =>
    `clau desconeguda: ${issue.code === "unrecognized_keys" ? issue.keys.join(", ") : ""}; esborreu-la o corregiu-ne el nom`,
  invalid_type: (issue) =>
    issue.input === undefined
      ? "falta aquesta dada"
      : `ha de ser ${typeNames[issue.code === "invalid_type" ? issue.expected : ""] ?? "d'un altre tipus"}`,
  invalid_value: (issue) =>
    `ha de ser un d'aquests valors: ${issue.code === "invalid_value" ? issue.values.join(", ") : ""}`,
  too_small: (issue) =>
    `és buida o massa petita${limit("el mínim", issue.code === "too_small" ? issue.minimum : 0)}`,
  too_big: (issue) =>
    `és massa llarga o massa gran${limit("el màxim", issue.code === "too_big" ? issue.maximum : 0)}`,
};

const typeNames: Readonly<Record<string, string>> = {
  string: "un text; si és un número o una paraula com «null», entre cometes",
  number: "un número",
  int: "un número sense decimals",
  array: "una llista: [un, dos]",
  object: "un grup de dades «clau: valor»",
};

/** Nothing for limits of one: nobody needs to be told that empty is less. */
function limit(which: string, value: number | bigint): string {
  return value > 1 ? ` (${which} és ${value})` : "";
}
