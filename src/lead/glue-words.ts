import { stem } from "../language/stem.ts";
import { fold } from "../language/tokens.ts";
import { readLemmas } from "./lemmas.ts";

/** Words that hold a sentence together and tell nothing that a quote would have to say. */
const words = `
fer fa fan feu fent fet fets feta fetes feia tenir te tenen teniu tingut tinguin tingui tingueu haver ser sigui siguin estar esta estan disposar disposa disposen disposeu
comptar compteu compta servir serveix serveixen serviu usar useu usa usen utilitzar utilitzeu utilitza utilitzen emprar empreu fer-ne dir diu diuen tractar tracta
anar donar dona donen doneu rebre portar porta agafar quedar queda queden posar poseu posa deixar trobar trobareu trobeu constar consta consten existeix existeixen hi
hacer hace hacen haced haciendo hecho tener tiene tienen tened teneis tengan tenga ser sea sean estar esta estan disponer dispone disponen disponeis contar cuenta cuentan
contad servir sirve sirven usar usad usa usan utilizar utilizad utiliza utilizan emplear decir dice dicen tratar trata ir dar da dan dad llevar lleva quedar queda quedan
poner poned pone dejar encontrar encontrareis consta constan existe existen hay
do does done have has had having be is are being use uses using used give gives get gets set say says there exists exist
moment moments momento momentos exemple ejemplo example instance caracter tipus tipo kind type mateix mateixa mateixos propi propia propio propios propia own itself themselves
algu alguien someone somebody altres resta resto rest cosa coses cosas thing things part parts esser sereu sigueu seais sois sou hagiu hagais haya hagin resulta resulten resultar result
solen anar vaja suficient suficiente enough prou basta bastar mundo mon world lado costat side passar pasar mirar look looks come comes going keep work works out among whatever even yes while without
pues doncs encara aunque however although though instance per com which whose cuya cuyo cuyas cuyos qual mentre aquell aquello alla altrament altrimente
sigue siguen continua continuan segueix segueixen continuar serlo hacedlo pasado pasada passat hablar parlar aprovechar aprofitar millor mejor better best util useful utiles utils convenient serveix
manera forma cas caso case cosa lloc tal aixi tambe tan ademas tambien ello asi also so way this that these
respecte respecto regarding concerning quant cuanto tema matter
mentre mentres mientras considerar considera obtenir obtener obtain incloent including incluidos
mitjancant mediante through via durant durante during`;

const glue = new Set(
  words
    .trim()
    .split(/\s+/u)
    .flatMap((word) => [fold(word)]),
);
const glueStems = new Set([...glue].filter((word) => word.length > 4).map(stem));

/** Verbs of the lightest sense, which stand in for others in any of their forms. */
const light = new Set(
  "anar fer tenir haver dir ser ir hacer tener haber decir dar poner go do have make give put come".split(
    " ",
  ),
);
const lightForms = new Set(
  [...readLemmas()].flatMap(([key, lemmas]) =>
    lemmas.some((lemma) => light.has(lemma)) ? [key.slice(key.indexOf(" ") + 1)] : [],
  ),
);

/** Whether a word, without accents, may stand in a sentence though no quote has it. */
export function isGlue(word: string): boolean {
  return glue.has(word) || lightForms.has(word) || glueStems.has(stem(word));
}
