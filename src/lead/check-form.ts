import { sentencesOf } from "../agenda/sentences.ts";
import { clean } from "../language/clean-text.ts";
import type { Language } from "../language/language.ts";
import { fold, stripHidden } from "../language/tokens.ts";

/** Characters of a sentence: what is longer is none. */
export const minSentenceChars = 3;
export const maxSentenceChars = 300;
/** Characters that are looked at, white space around a sentence included. */
const maxRawChars = 400;

/** What no sentence may hold. */
const forbidden: readonly RegExp[] = [
  // Letters, figures and marks of the three languages alone: no look-alikes, emoji, mathematics or combining marks.
  /[^\p{Script=Latin}\p{M}0-9 .,;:!?¿¡()%€$'’·/ºª&@+–—«»“”„‟"‘‚‹›-]|\p{M}/u,
  /@(?!ve\b)|\S@\S*\.\S/u,
  /:\/\/|\b(?:https?|ftp|file|data|javascript|mailto|tel|sms|slack|msteams)\s?:/iu,
  /\bwww\b|\/\/|\\/iu,
  // A domain: letters, a full stop without a space, an ending.
  /(?<!(?<![\p{L}\p{N}.-])\p{L}(?=\.\p{Lu}{4}(?![\p{L}\p{N}.-])))(?<=[\p{L}\p{N}_-])\.\p{L}{2,24}/u,
  /\b(?:\d{1,3}\.){3}\d{1,3}\b/u,
  // Domains and mail addresses that are spelled out.
  /\b(?:punt|punto|dot)\s+(?:cat|com|org|net|es|eu|gov|gob|info|io|edu|ad|fr|uk|barcelona|local|xyz|app|dev|me|tv|co|top|site|online|shop|link|click|ru|cn)\b/iu,
  /\b(?:arrova|arroba|at)\s+\S+\s+(?:punt|punto|dot)\b/iu,
  /\b\p{L}+\s\.\s?(?:cat|com|org|net|es|eu|gov|info|io)\b/iu,
  /\b\p{L}{3,}\s?\(?(?:\[|\()?\s?(?:dot|punt|punto)\s?(?:\]|\))\)?/iu,
  // Telephones and account numbers: nine figures or more, and codes of the world.
  /\+\d|(?:\d[ .-]?){9,}|\b(?:900|901|902|112|016|012|017|010)\b(?=[^%]*$)(?<=(?:tel[eè]?fon[oe]?|phone|truqueu|truca|llame|llamad|call|ring|dial|n[uú]mero)[^.]{0,40})/iu,
  /[<>{}[\]|`*_#~^=]/u,
  /!\(|\]\(|&(?:[a-z]{2,8}|#\d{1,6});?/iu,
  /\b(?:system|assistant|usuari|user|human|developer|sistema|asistente|assistent|instructions?|prompt|model)\s?:/iu,
  /\b(?:sk|pk|ghp|xox[a-z]|AKIA|eyJ)[-_A-Za-z0-9]{8,}/u,
  /(?<![\p{L}\p{N}])(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9+/]{20,}/u,
  /\p{L}{35,}|\p{Lu}(?:\p{Lu}|\s){60,}/u,
  /["«»“”„‟‘‚‹›]/u,
  /(?<![\p{L}])['’]|['’](?![\p{L}\d])/u,
  /[.!?]{2,}|\s[.,;!?]|[,;]{2,}/u,
];

/** Talk of the talk: what the model is, was told or thinks, and what the quotes are. Without accents. */
const talk: Readonly<Record<Language, RegExp>> = {
  ca: /\b(?:model de llenguatge|soc un|em sap greu|ho sento|disculp\w*|no puc|jo|crec que|penso que|opino|malauradament|no tinc|la meva|el meu(?! espai)|la meua|cit(?:a|es|ada|ades|at|ats)|fragments?|el text|els textos|document citat|la font|les fonts|dades proporcionades|la pregunta|la resposta(?! als? )|instruccions|esmentat mes amunt|prompt|system|ignor\w+ (?:totes|tot|les|qualsevol)|cliqueu|feu clic|aqui teniu|contrasenya es|bitcoins?|em dic|us puc|sistema d'instruccions)\b/u,
  es: /\b(?:modelo de lenguaje|soy un|lo siento|disculp\w*|perdon|no puedo|yo|creo que|pienso que|opino|lamentablemente|desafortunadamente|no tengo|mi|mis|cit(?:a|as|ada|adas|ado|ados)|fragmentos?|el texto|los textos|la fuente|las fuentes|datos proporcionados|la pregunta|la respuesta(?! al? )|instrucciones|mencionado anteriormente|prompt|system|ignor\w+ (?:todas|todo|las|cualquier)|clicad|haced clic|haz clic|pulsad aqui|aqui teneis|contrasena es|bitcoins?|me llamo|os puedo)\b/u,
  en: /\b(?:language model|as an ai|as an assistant|i|i'm|i'd|i've|i'll|my|mine|me|sorry|apolog\w+|unfortunately|unable to|quot(?:e|es|ed|ation|ations)|citations?|the (?:passage|source|excerpt|context|question|answer|instructions?|prompt)s?|according to the text|the text (?:says|does|states)|quoted above|quoted below|according to the document|prompt|system prompt|ignor\w+ (?:all|any|the|previous)|click|here is|here are|password is|bitcoins?)\b/u,
};

/** A yes or no answers the question, against which no sentence is checked: what follows it is a sentence of its own. */
const verdict =
  /^(?:s[ií]|no|yes|correcto?|exacte|exacto|right|ci?ert(?:o|ament|amente)?|indeed|of course|per descomptat|por supuesto)\s?[,:;.!—–-]\s*/iu;
const wholeEnd = /[.!?)]$/u;
const beginning = /^(?:[¿¡]?(?:\p{Lu}|\d|[ldsnmt]['’]\p{Lu}|e-\p{Lu}|i[A-Z]{2}))/u;

/** The sentence as readers may see it, trimmed; undefined for what is no whole, plain sentence. */
export function formOf(value: unknown, language: Language): string | undefined {
  if (typeof value !== "string" || value.length > maxRawChars) return undefined;
  const text = withoutVerdict(value.trim());
  if (text.length < minSentenceChars || text.length > maxSentenceChars) return undefined;
  if (stripHidden(value) !== value || clean(value) !== value || /[\n\t\r]/u.test(text))
    return undefined;
  if (text.normalize("NFC") !== text || /\s{2,}/u.test(text)) return undefined;
  if (!wholeEnd.test(text) || !beginning.test(text)) return undefined;
  if (forbidden.some((pattern) => pattern.test(text))) return undefined;
  if (talk[language].test(fold(text).replaceAll("’", "'"))) return undefined;
  return sentencesOf(text).length === 1 && isBalanced(text) ? text : undefined;
}

/** The sentence without a yes or no at its beginning, with a capital. */
function withoutVerdict(text: string): string {
  const rest = text.replace(verdict, "");
  return rest === text ? text : rest.slice(0, 1).toUpperCase() + rest.slice(1);
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const letter of text) {
    if (letter === "(") depth += 1;
    if (letter === ")") depth -= 1;
    if (depth < 0 || depth > 1) return false;
  }
  return depth === 0;
}
