/** @jsxRuntime automatic @jsxImportSource preact */
import * as z from "zod";
import { readPopulation } from "../../src/council/written-population.ts";

/** Inhabitants as people write them: `1.200`, `1 200`. */
export const populationField = z.string().transform(readPopulation).pipe(z.number());

/** The field with what is wrong with it, which scripts may change. The label is the form's own. */
export function PopulationInput(props: {
  readonly value: string | undefined;
  /** Why the value cannot be read; undefined when it can, or is empty. */
  readonly fault: string | undefined;
  readonly hint?: string;
}) {
  const { value, fault, hint } = props;
  return (
    <>
      <input
        id="population"
        name="population"
        inputMode="numeric"
        autoComplete="off"
        value={value}
        autofocus={fault !== undefined}
        aria-invalid={fault === undefined ? undefined : "true"}
        aria-describedby={
          hint === undefined ? "population-fault" : "population-hint population-fault"
        }
      />
      {hint !== undefined && <small id="population-hint">{hint}</small>}
      <strong id="population-fault" class="fault" role="alert">
        {fault}
      </strong>
    </>
  );
}
