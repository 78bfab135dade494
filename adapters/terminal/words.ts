import type { Language } from "../../src/language/language.ts";

/** What the terminal says beside answers and sheets, in one language. */
export interface TerminalWords {
  /** Before anything is typed. */
  readonly beginning: string;
  readonly choose: string;
  readonly fillIn: string;
  readonly optional: string;
  readonly cancelled: string;
  readonly noSuchChoice: (most: number) => string;
  /** Below an answer, until it was used once. */
  readonly opinion: string;
  readonly noOpinion: string;
  /** Below an answer that the remembered council filtered. */
  readonly changeCouncil: string;
  readonly recordNeed: string;
}

/** The words of the terminal. */
export const terminalWords: Readonly<Record<Language, TerminalWords>> = {
  ca: {
    beginning:
      "Feu una pregunta, o escriviu «itinerari», «el meu ajuntament», «les meves dades» o «ajuda». Per plegar, «sortir».",
    choose: "Escriviu el número del que voleu, o feu una pregunta.",
    fillIn: "Retorn deixa el que hi ha entre claudàtors; un punt ho deixa córrer.",
    optional: "opcional",
    cancelled: "D'acord, no s'ha canviat res.",
    noSuchChoice: (most) =>
      most === 1
        ? "Només hi ha l'opció 1."
        : `Només hi ha opcions de l'1 ${most === 11 ? "a l'11" : `al ${most}`}.`,
    opinion: "Us ha servit? Escriviu + o -, i si voleu una paraula darrere.",
    noOpinion: "Encara no hi ha cap resposta de què opinar.",
    recordNeed: "Si us cal, escriviu «feu-ho constar» i ho llegirà qui manté l'Agenda.",
    changeCouncil: "Per canviar-lo, escriviu «el meu ajuntament».",
  },
  es: {
    beginning:
      "Haced una pregunta, o escribid «itinerario», «mi ayuntamiento», «mis datos» o «ayuda». Para acabar, «salir».",
    choose: "Escribid el número de lo que queráis, o haced una pregunta.",
    fillIn: "Retorno deja lo que hay entre corchetes; un punto lo cancela.",
    optional: "opcional",
    cancelled: "De acuerdo, no se ha cambiado nada.",
    noSuchChoice: (most) =>
      most === 1 ? "Solo hay la opción 1." : `Solo hay opciones de la 1 a la ${most}.`,
    opinion: "¿Os ha servido? Escribid + o -, y si queréis una palabra detrás.",
    noOpinion: "Aún no hay ninguna respuesta de la que opinar.",
    recordNeed: "Si os hace falta, escribid «hacedlo constar» y lo leerá quien mantiene la Agenda.",
    changeCouncil: "Para cambiarlo, escribid «mi ayuntamiento».",
  },
  en: {
    beginning:
      'Ask a question, or type "itinerary", "my council", "my data" or "help". To leave, "exit".',
    choose: "Type the number of what you want, or ask a question.",
    fillIn: "Return keeps what stands in brackets; a full stop cancels.",
    optional: "optional",
    cancelled: "All right, nothing was changed.",
    noSuchChoice: (most) =>
      most === 1 ? "There is only option 1." : `There are only options 1 to ${most}.`,
    opinion: "Was it useful? Type + or -, and a word behind it if you like.",
    noOpinion: "There is no answer yet to have an opinion on.",
    recordNeed: 'If you need it, type "record it", and those who keep the Agenda will read it.',
    changeCouncil: 'To change it, type "my council".',
  },
};
