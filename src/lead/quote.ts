/** A quote as a model reads it and as its sentences are checked against. */
export interface Quote {
  readonly title: string;
  readonly quote: string;
}
