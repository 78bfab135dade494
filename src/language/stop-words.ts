import type { Language } from "./language.ts";
import { fold } from "./tokens.ts";

/**
 * Words that carry grammar or politeness and say nothing of the matter asked about.
 * Kept on purpose, because they name things here: open, help, web, home; ús, estat, part; uso, estado, trabajo.
 */
const words: Readonly<Record<Language, string>> = {
  ca: `a al als amb ans aquell aquella aquelles aquells aquest aquesta aquestes aquests aquí això allò així
    baix bé cada cal cap com contra d da de del dels des després dins doncs durant e el ell ella elles ells els em en
    encara entre era eren eres és esta estan estar estarà estat està estem estic et ets fa faig fan fas fem fer feu fins
    fóra gairebé gràcies ha hagi hagin han has havia haver he hem heu hi ho hola i iguals jo ja l la les li llavors
    lo els ls m ma mai malgrat mateix mateixa me mes més meu meva meves meus mi molt molta moltes molts n na ne ni no
    nos nosaltres ns o on or pas pel pels per perquè però podem poden poder podeu podria podríem pot potser puc puguem
    qual quals qualsevol quan quant quanta quantes quants que què quelcom qui quin quina quines quins s sa se sense ser
    seu seus seva seves si sí sobre sóc som són sou sota t ta també tan tant te tenen tenim tenir teniu tinc té teu teva
    teus teves tot tota totes tots tu u un una unes uns us va vaig vam van vas veu vol volem volen voler voleu voldria
    voldríem vull vosaltres vostè vostre vostra vostres cosa coses hauria hauríem hauríeu haurien haig deu dir dic digues
    sabem saber sé sap sabeu sisplau plau si-us-plau pots podries explica explica'm manera mitjançant segons tal quina
    nostre nostra nostres aquesta seria bon bona dia ara algú algun alguna alguns algunes res anem aneu anar ens vos
    és sigui siguin fos fossin fem fet feta fets fetes fent cap quines toca tocar passa passar passi pasa necessitem
    necessito necessita cal caldria calen hem posar poso posem dona donar algo eh`,
  es: `a acá ahí al algo algún alguna algunas alguno algunos allí ambos ante antes aquel aquella aquellas aquello aquellos
    aquí así aun aún aunque bajo bien cada casi como cómo con contra cosa cosas cual cuál cuales cuáles cualquier cuando
    cuándo cuanto cuánto cuánta cuántas cuántos da dan dar de debe debemos deben deberíamos decir del desde dice dime
    donde dónde dos durante e el él ella ellas ellos en entonces entre era eran eres es esa esas ese eso esos esta está
    estaba estamos están estar estas este esto estos estoy fue fueron gracias ha haber había habría hace hacemos hacen
    hacer haces haciendo hago han has hasta hay haya he hemos hola i ir jamás jo la las le les lo los luego más me mi
    mis mía mío mismo misma mucho mucha muchas muchos muy nada ni no nos nosotros nuestra nuestras nuestro nuestros o
    os otra otras otro otros para pero poder podemos podéis podría podríamos por porqué porque pueda puede pueden puedo
    pues que qué quien quién quienes quiere quiero queremos sea sean según ser si sí sido siempre sin sino sobre sois
    sólo solo somos son soy su sus suya suyo tal también tampoco tan tanto te tenemos tener tengo ti tiene tienen
    todavía todo toda todas todos tu tú tus un una unas uno unos usted ustedes va vamos van vaya voy vosotros vuestra
    vuestro y ya yo buenos buenas días favor necesitamos necesito necesita sabemos saber sé sabe tenéis hay hacéis
    explica explícame toca tocar pasa pasar poner ponemos fuera deberíamos habría hecho hecha manera mediante ahora`,
  en: `a about above after again against all also am an and any anyone anything are aren as at be because been before
    being below between both but by can could couldn did didn do does doesn doing don done down during each either else
    ever every few for from further get gets getting give go goes going got had has hasn have haven having he hello
    her here hers herself hi him himself his how however i if in into is isn it its itself just let like ll m many may
    me might more most much must my myself need needs needed neither no nor not now of off on once one only onto or
    other our ours ourselves out over own please re s same shall she should shouldn so some somebody someone something
    such t tell than thank thanks that the their theirs them themselves then there these they thing things this those
    through to too under until up upon us use ve very want wants was wasn way ways we well were weren what when where
    whether which while who whom whose why will with within without won would wouldn yet you your yours yourself know
    explain say says make makes making made take takes put happen happens ok`,
};

const byLanguage = {
  ca: setOf(words.ca),
  es: setOf(words.es),
  en: setOf(words.en),
} satisfies Record<Language, ReadonlySet<string>>;

/** Words that mean something in another of the three languages and are judged by the language of the text. */
const ambiguous = setOf(
  "on son red ten net use fines once sense pot come dona van mes actual pas sin has all any over vint",
);

/** Whether a word only carries grammar. Without a language, words that mean something in another one are kept. */
export function isStopWord(word: string, language?: Language): boolean {
  if (language !== undefined && byLanguage[language].has(word)) return true;
  if (ambiguous.has(word)) return false;
  return byLanguage.ca.has(word) || byLanguage.es.has(word) || byLanguage.en.has(word);
}

/** How much a word tells of the language it belongs to: 1 when only one of the three has it, 0 when none. */
export function functionWordWeight(word: string, language: Language): number {
  if (!byLanguage[language].has(word)) return 0;
  const owners = (["ca", "es", "en"] as const).filter((other) =>
    byLanguage[other].has(word),
  ).length;
  return 1 / (owners * owners);
}

function setOf(list: string): ReadonlySet<string> {
  const all = list.split(/\s+/u).filter((word) => word !== "");
  return new Set(all.flatMap((word) => [word, fold(word)]));
}
