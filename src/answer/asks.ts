import { foldedKeepingLength } from "../council/population.ts";

/** Words that open a question or a request, without accents. */
const opening =
  /^[\s¿¡]*(?:(?:i|y|and|hola|hello|hi|si us plau|por favor|please)[\s,]+)*(?:a\s+|de\s+|en\s+|amb\s+|con\s+|per\s+|para\s+)?(?:qu[ei]|q|qui|quins?|quina|quines|quants?|quantes|quan|quant|cada (?:quan|quant|cuanto)|com|on|per que|hi ha|es pot|podem|puc|podries|digue|digues|mostra|llista|busca|cerca|explica|quien|quienes|cual|cuales|cuant[oa]s?|cuando|como|donde|por que|hay|se puede|podemos|puedo|dime|muestra|lista|what|which|who|how|when|where|why|is there|are there|can|could|do we|does|show|list|find|tell me)\b/u;

/** Whether words ask for something; the `?` of an address does not. */
export function asks(text: string): boolean {
  return text.replace(/https?:\/\/\S+/g, " ").includes("?") || opensQuestion(text);
}

/** Whether words begin as a question or a request does: `i quan…`, `dime…`. */
export function opensQuestion(text: string): boolean {
  return opening.test(foldedKeepingLength(text.replace(/https?:\/\/\S+/g, " ")));
}
