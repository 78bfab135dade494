/** Why a sentence of a model is believed in nothing. */
export type DropReason =
  | "form"
  | "cites"
  | "language"
  | "numbers"
  | "names"
  | "negation"
  | "obligation"
  | "quantifiers"
  | "conditions"
  | "order"
  | "support";
