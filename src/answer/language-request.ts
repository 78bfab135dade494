import { foldedKeepingLength } from "../council/population.ts";
import type { Language } from "../language/language.ts";

/** Names of the languages in all three. */
const names: readonly (readonly [Language, string])[] = [
  ["ca", "catala|catalan"],
  ["es", "castella|castellano|castellana|castilian|espanyol|espanol|espanola|spanish"],
  ["en", "angles|anglesa|ingles|inglesa|english"],
];

const anyName = names.map(([, name]) => name).join("|");

/** Words around a request that ask for nothing themselves. */
const around = [
  "si us plau|si et plau|sisplau|xfa|porfa|porfi|por favor|please|pls|plz|plis",
  "(?:moltes |muchas )?(?:gracies|gracias)|merci|thanks(?: a lot)?|thank you(?: very much)?",
  "hola|bon dia|bona tarda|buenos dias|buenas tardes|buenas|hello|hi|hey|ei",
  "ok|vale|val|d['’]acord|perfecte|perfecto|perdo|perdona|perdoneu|perdon|perdonad|disculpa|disculpeu|disculpad|sorry",
  "i|y|and|pero|but|no(?=[,.;])|si(?=[,.;])|yes|what about|how about|que tal",
  "millor|mejor|better|ara|ahora|now|tambe|tambien|too|also|instead|tot|todo",
  "de nou|de nuevo|un altre cop|una altra vegada|otra vez|again|once more",
  "si pot ser|si es pot|si es possible|si puede ser|si se puede|si es posible|if possible|if you can",
  `no (?:entenc|entenem|parlo|parlem|llegeixo|entiendo|entendemos|hablo|hablamos|leo)(?: be| bien)?(?: el)? (?:${anyName})`,
  `(?:i|we) (?:don['’]?t|do not|can['’]?t|cannot) (?:understand|speak|read) (?:${anyName})`,
].join("|");

/** The assistant is told or asked to speak; what councils have to say in a language is another matter. */
const speaking = [
  "(?:(?:em|ens|ho|m['’]ho|ens ho|me|nos|lo|me lo|nos lo) )?(?:pots|podries|podeu|podrieu|saps|sabeu|puedes|podrias|podeis|podriais|puede|podria|sabes|sabeis) (?:respondre|contestar|parlar|dir|escriure|traduir|repetir|explicar|donar|posar|fer|responder|hablar|decir|escribir|traducir|dar|poner|hacer)",
  "(?:respon|responeu|contesta|contesteu|parla|parles|parleu|parlem|digues|digueu|escriu|escriviu|tradueix|traduiu|repeteix|repetiu|explica|expliqueu|passa|passeu|canvia|canvieu|posa|poseu|dona|doneu)",
  "(?:responde|responded|responda|contestad|conteste|habla|hablas|hablad|hablais|hable|di|dime|decid|diga|escribe|escribid|escriba|traduce|traducid|traduzca|repite|repetid|repita|explicad|explique|pasa|pasad|cambia|cambiad|pon|poned|da|dad)",
  "(?:(?:can|could|would|will) (?:you|u) |do you )?(?:please )?(?:answer|reply|respond|speak|talk|say|write|repeat|translate|explain|give|switch|change|do|tell|show)",
  "(?:(?:ho|lo) )?(?:vull|volem|voldria|voldriem|prefereixo|preferim|preferiria|m['’]agradaria|quiero|queremos|querria|quisiera|prefiero|preferimos|(?:i|we)(?:['’]d| would)? (?:want|prefer|like|need))(?:(?: que)? (?:em|ens|me|nos) (?:responguis|respongueu|contestis|contesteu|parlis|parleu|ho diguis|respondas|respondais|contestes|conteste|hables|hableis|lo digas)| you to (?:answer|reply|speak)| to (?:have|read))?",
  "(?:pot|podria|puede) ser|(?:can|could) it be|(?:can|could|may) (?:i|we) (?:have|get|see|read)|(?:puc|podem) (?:tenir|veure|llegir)-ho|(?:puedo|podemos) (?:tener|ver|leer)lo",
  "(?:ho|lo|la) (?:tens|teniu|tienes|teneis)|do you have",
].join("|");
/** What is to be said, after the verb or joined to it: `-m'ho`, `melo`, `me the answer`. */
const said =
  "(?:[-'’]?(?:me|m|nos|ns|ho|lo|la|li))*(?: (?:me|us|it|that|this|them|back|again|ho|lo|aixo|esto|eso|tot|todo|all|(?:the|your|la|la teva|la vostra|tu|vuestra)(?: (?:same|last|mateixa|misma|ultima))? (?:answer|resposta|respuesta)))*";
const same =
  "(?:el mateix|lo mismo|the same|la (?:mateixa )?resposta|la (?:misma )?respuesta|the answer)";

const cues = names.map(([language, name]) => {
  const edge = `(?:[^\\p{L}\\p{N}]|(?<![\\p{L}\\p{N}])(?:${around})(?![\\p{L}\\p{N}]))*`;
  const request = `(?:(?:${speaking})${said} |${same} )?(?:(?:en|in|into|to|al?) |a l['’])?(?:(?:llengua|lengua|idioma) )?(?:${name})(?: language)?`;
  return [language, new RegExp(`^${edge}${request}(?![\\p{L}\\p{N}])${edge}$`, "u")] as const;
});

/** The language that a message asks to be answered in; undefined when it asks for anything else. */
export function languageAskedFor(message: string): Language | undefined {
  const plain = foldedKeepingLength(message).replace(/\s+/gu, " ");
  return cues.find(([, cue]) => cue.test(plain))?.[0];
}

/** What is to be translated, and nothing else: a text of one's own, or a web page, is another matter. */
const quotes =
  "(?:(?:les|las|la|el|the|aquestes|estas|these|this|that|totes les|todas las|all the) )?(?:cites?|citas?|citaci(?:o|ons|on|ones)|quotes?|quotations?|textos?|texts?|respost(?:a|es)|respuestas?|answers?|aixo|esto|eso|tot|todo|it|this|that|them)";
const translating = new RegExp(
  `^(?:[^\\p{L}\\p{N}]|(?<![\\p{L}\\p{N}])(?:${around})(?![\\p{L}\\p{N}]))*(?:(?:em|ens|me|nos|ho|lo|m['’]ho|me lo|nos lo) )?(?:(?:pots|podries|podeu|podrieu|puedes|podrias|podeis|podriais|(?:can|could|would|will) you|vull|volem|quiero|queremos) )?(?:please )?(?:tradueix|traduiu|traduir|tradueixi|traduce|traducid|traducir|traduzca|translate)(?:[-'’]?(?:me|m|nos|ns|ho|lo|la|les|las|los|li))*(?: (?:me|us))?(?: ${quotes})?(?: (?:(?:a|en|in|into|to|al) ?(?:l['’])?|a l['’])?(?:${anyName}))?(?:[^\\p{L}\\p{N}]|(?<![\\p{L}\\p{N}])(?:${around})(?![\\p{L}\\p{N}]))*$`,
  "u",
);

/** A request to have what was quoted in another language: in which one, where it says so. Undefined for anything else. */
export function translationAskedFor(
  message: string,
): { readonly language: Language | undefined } | undefined {
  const plain = foldedKeepingLength(message).replace(/\s+/gu, " ").trim();
  if (plain.length > 120 || !translating.test(plain)) return undefined;
  const named = names.filter(([, name]) => new RegExp(`(?:${name})(?![\\p{L}])`, "u").test(plain));
  return { language: named.at(-1)?.[0] };
}
