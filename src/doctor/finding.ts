/** How a check ended: `warning` works with a limit, `fault` does not work, `skipped` could not be looked at or is not in use. */
export type FindingState = "ok" | "warning" | "fault" | "skipped";

/** Names and figures that belong to a finding, for whoever tells it. Never a secret. */
export type FindingValues = Readonly<Record<string, string | number>>;

/** What a check of an installation found. */
export interface Finding<Outcome extends string = string> {
  /** What was looked at; stays the same from one version to the next. */
  readonly check: string;
  readonly state: FindingState;
  /** What was found: words and remedy hang on it. */
  readonly outcome: Outcome;
  readonly values?: FindingValues;
}
