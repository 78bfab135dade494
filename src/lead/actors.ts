import { stem } from "../language/stem.ts";
import { fold } from "../language/tokens.ts";
import type { ReadWord } from "./read-text.ts";

/** Who does things in councils: what one of them must do is said of no other. Names are added by their capitals. */
const nouns = `
ajuntament ajuntaments municipi municipis poble pobles consistori alcaldia alcalde alcaldessa secretaria secretari interventor interventora
intervencio regidor regidora regidoria ple consell consells comarca comarcal diputacio diputacions generalitat estat govern ministeri departament ciutadania ciutada veins veinat
persones persona empresa empreses proveidor proveidora proveidors adjudicatari contractista delegat responsable encarregat autoritat agencia consorci junta tecnic tecnica informatic personal treballadors
empleats usuari usuaris administracio administracions policia mossos oficina unitat titular operador operadora entitat entitats tresorer tresoreria
ayuntamiento ayuntamientos municipio municipios pueblo pueblos consistorio alcaldia alcalde alcaldesa secretaria secretario interventor intervencion concejal concejala concejalia pleno consejo comarca
diputacion diputaciones estado gobierno ministerio departamento ciudadania ciudadano vecinos personas persona empresa empresas proveedor proveedores adjudicatario contratista delegado
responsable encargado autoridad agencia consorcio junta tecnico tecnica informatico trabajadores empleados usuario usuarios administracion administraciones oficina unidad operador entidad entidades tesoreria
council councils municipality municipalities town village mayor secretary comptroller councillor plenary county province state government ministry department citizens citizen
residents people person company companies supplier suppliers provider contractor officer controller processor authority agency consortium board technician staff
workers employees user users administration administrations police office unit operator entity entities treasurer`;

const actors = new Set(nouns.trim().split(/\s+/u).map(fold));
const actorStems = new Set([...actors].map(stem));

/** Whether a word names somebody who acts. */
export function isActor(word: ReadWord): boolean {
  return word.isContent && word.number === undefined && (word.isName || actorStems.has(word.stem));
}

/** The council itself, which readers are and sentences may name where quotes say "you". */
const selves = new Set(
  "ajuntament ajuntaments municipi municipis consistori ayuntamiento ayuntamientos municipio municipios consistorio council councils municipality municipalities vostre vostra vuestro vuestra your"
    .split(" ")
    .map(stem),
);

/** Whether a word names the reader's own council. */
export function isSelf(word: ReadWord): boolean {
  return selves.has(word.stem);
}
