import { fold } from "../language/tokens.ts";

/** Words that a likeness of letters or of sense may join though they say the opposite, or another thing of one kind. */
const rows = `
augment augmenta augmenten augmentar augmentat puja pugen pujar creix creixen creixer incrementa incrementar increment aumenta aumentan aumentar aumento sube crece incrementar increase increases increased rise rises grow grows raise|disminueix disminuir disminucio baixa baixen baixar redueix redueixen reduir reduccio reduit descendeix disminuye disminuir disminucion baja bajan reduce reducen reducir reduccion decrease decreases reduce reduces reduced reduction drop drops fall falls lower lowers
obre obrir obert oberta oberts obertes obriu abre abrir abierto abierta abiertos abiertas open opens opened|tanca tancar tancat tancada tancats tancades tanqueu cierra cerrar cerrado cerrada cerrados cerradas close closed closes shut
comenca comencar inici inicia iniciar comenceu empieza empezar inicio start starts begin begins beginning started|acaba acabar final finalitza finalitzar termina terminar finaliza finalizar fin end ends finish ends ended
intern interna interns internes interno internos internas internal|extern externa externs externes externo externos externas external
public publica publics publiques publico publicos publicas|privat privada privats privades privado privados privadas private
gratuit gratuita gratuits gratuites gratis gratuito gratuitos gratuitas free|pagament paga pagar pagat pago pagado paid pay pays cost costs cuesta costa
activa activar activeu activat activado enable enables enabled activate|desactiva desactivar desactiveu desactivat desactivado disable disables disabled deactivate
permet permetre permes permite permitir permitido allow allows allowed|prohibeix prohibir prohibit prohibida prohibe prohibido prohibida forbid forbids forbidden prohibited
curt curta corto corta short|llarg llarga largo larga long
nou nova nous noves nuevo nueva nuevos nuevas new|vell vella antic antiga antics viejo vieja antiguo antigua old
gran grans grande grandes large big bigger larger|petit petita petits petites pequeno pequena pequenos pequenas small smaller
inclou incloure inclos incluye incluir include includes|exclou excloure exclos excluye excluir exclude excludes
compra comprar compreu buy buys purchase|ven vendre venda vende vender venta sell sells sale
conserva conservar conserveu guarda guardar desa desar deseu keep keeps preserve store|elimina eliminar elimineu esborra esborrar esborreu destrueix destruir borra borrar elimina delete deletes erase destroy remove removes
accepta acceptar accepteu acepta aceptar accept accepts|rebutja rebutjar rebutgeu denega denegar rechaza rechazar deny reject rejects refuse refuses
entra entrar entrada entran enter enters entry|surt sortir sortida sale salir salida leave leaves exit
envia enviar envieu enviament tramet trametre envio enviar send sends sent|rep rebre rebut rebuda recepcio recibe recibir recibido receive receives received
connecta connectar connecteu connectat conecta conectar conectado connect connects connected|desconnecta desconnectar desconnecteu desconnectat desconecta desconectar desconectado disconnect disconnects disconnected
legal legals legitim valid valida valids validos valido|illegal illegals invalid invalida nul nulla nulo nula illegal invalid void
facil facils senzill senzilla sencillo sencilla easy simple|dificil dificils complicat complicada complicado complicada difficult hard complex
hora hores horas hour hours|dia dies dias day days|setmana setmanes semana semanas week weeks setmanal semanal weekly|mes mesos meses month months mensual mensuals monthly|trimestre trimestres trimestral quarter quarters quarterly|semestre semestres semestral|any anys ano anos year years anual anuals anuales annual annually yearly anualment anualmente|minut minuts minuto minutos minute minutes
fisica fisiques fisicas natural|juridica juridiques juridicas legal
primer primera primeros primero first|ultim ultima darrer darrera ultimo ultima last
local locals locales|central estatal nacional national state|autonomic autonomica autonomico|comarcal comarcals county comarcales|provincial
avis|prohibicio
analogic analogica paper papel|digital digitals electronic electronica electronico electronica
cert certa verdad true|fals falsa falso false fake
segur segura seguro segura safe secure|insegur insegura inseguro insegura unsafe insecure perill perillos
obligatori obligatoria|voluntari voluntaria voluntario opcional optional voluntary
aprova aprovar aprovat aprova aproveu aprueba aprobar approve approves approved|deroga derogar derogat rebutjat deroga derogar repeal repealed
titular titulars|suplent suplents suplente suplentes
alta|baixa
primari primaria|secundari secundaria
total totals totales|parcial parcials parciales partial
actual actuals vigent current|anterior anteriors futur futura futuro future previous
esquerra izquierda left|dreta derecha right
llei lleis ley leyes law laws|decret decrets decreto decretos decree decrees|reglament reglaments reglamento reglamentos|ordenanca ordenances ordenanza ordenanzas ordinance|directiva directives directivas directive|conveni convenis convenio agreement`;

/** Side of each word, by row: a word may stand in several rows. */
const sides = new Map<string, Map<number, number>>();
rows
  .trim()
  .split("\n")
  .forEach((row, at) => {
    row.split("|").forEach((side, number) => {
      for (const word of side.trim().split(/\s+/u)) {
        const key = fold(word);
        const known = sides.get(key) ?? new Map<number, number>();
        known.set(at, number);
        sides.set(key, known);
      }
    });
  });

/** Whether two words, without accents, are on different sides of one matter: open and closed, week and month. */
export function areOpposite(one: string, other: string): boolean {
  const found = sides.get(one);
  const met = sides.get(other);
  if (found === undefined || met === undefined) return false;
  for (const [row, side] of found) {
    const against = met.get(row);
    if (against !== undefined && against !== side) return true;
  }
  return false;
}

/** Whether a word, without accents, has an opposite that is known. */
export function hasOpposite(word: string): boolean {
  return sides.has(word);
}
