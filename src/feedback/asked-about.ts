import { fold } from "../language/tokens.ts";

/** What a question wants to know of a matter, where its words tell: what it costs, or when it is. */
export type AskedAbout = "cost" | "time";

const cost =
  /\b(?:quant (?:val|valen|costa|costen|cobra|cobren|es paga|he de pagar)|preus?|tarif[ae]s?|quot[ae]s?|imports?|sou|cuanto (?:vale|valen|cuesta|cuestan|cobra|cobran|se paga|hay que pagar)|precios?|cuotas?|importes?|sueldo|how much|prices?|costs?|fees?|rates?|salary)\b/u;
const time =
  /\b(?:quan|quin dia|quins dies|a quin[ae]s? hor(?:a|es)|hora de|horaris?|terminis?|cuando|que dias?|a que hora|horarios?|plazos?|when|what time|which day|hours|opening times|timetables?|schedules?|deadlines?|dat[ae]s?|fechas?)\b/u;

/**
 * What a question wants to know. The words that say so are those that grammar lists drop ("quant val", "when does"), and
 * yet the price of the pool and its opening hours are two questions.
 */
export function askedAbout(question: string): ReadonlySet<AskedAbout> {
  const folded = fold(question);
  return new Set([
    ...(cost.test(folded) ? (["cost"] as const) : []),
    ...(time.test(folded) ? (["time"] as const) : []),
  ]);
}
