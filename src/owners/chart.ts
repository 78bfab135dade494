/** A picture of numbers. What it says stands in a table beside it too. */
export interface Chart {
  /** `columns` stand beside each other, for times; `bars` lie above each other, for names. */
  readonly kind: "columns" | "bars";
  /** Says what the picture shows, for who does not see it. */
  readonly description: string;
  readonly labels: readonly string[];
  /** Put on top of each other. Each has a pattern beside its colour. One value for each label. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** BCP 47, for the numbers. */
  readonly language: string;
}

/** Draws a chart as one `<svg>` element, in colours of the page that shows it: no styles stand in it. */
export type DrawChart = (chart: Chart) => Promise<string>;
