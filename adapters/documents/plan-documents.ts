import { fileNameOf } from "./file-name.ts";
import type { PlanDocument } from "./plan-document.ts";

/** The documents of a plan, one for each format. What makes them is loaded when the first one is wanted: some of it is large. */
export const planDocuments = {
  docx: async (plan: PlanDocument) => (await import("./plan-docx.ts")).planDocx(plan),
  xlsx: async (plan: PlanDocument) => (await import("./plan-xlsx.ts")).planXlsx(plan),
  csv: async (plan: PlanDocument) => (await import("./plan-csv.ts")).planCsv(plan),
  ics: async (plan: PlanDocument & { readonly tenant: string }) =>
    (await import("./plan-ics.ts")).planIcs(plan),
  nameOf: fileNameOf,
};
