import type { OwnedPlanDocument, PlanDocument } from "../../src/plan/plan-document.ts";
import { fileNameOf } from "./file-name.ts";

/** The documents of a plan, one for each format. What makes them is loaded when the first one is wanted: some of it is large. */
export const planDocuments = {
  docx: async (plan: PlanDocument) => (await import("./plan-docx.ts")).planDocx(plan),
  xlsx: async (plan: PlanDocument) => (await import("./plan-xlsx.ts")).planXlsx(plan),
  csv: async (plan: PlanDocument) => (await import("./plan-csv.ts")).planCsv(plan),
  ics: async (plan: OwnedPlanDocument) => (await import("./plan-ics.ts")).planIcs(plan),
  nameOf: fileNameOf,
};
