import * as z from "zod";

/** Inhabitants as people write them: `1.200`, `1 200`. */
export const populationField = z
  .string()
  .transform((text) => text.replace(/[\s.,'’]/g, ""))
  .pipe(z.string().regex(/^\d{1,8}$/))
  .transform(Number)
  .pipe(z.number().min(1).max(10_000_000));
