import type { Language } from "../../src/language/language.ts";

/** Why somebody who wanted to sign in has not. */
export type SignInProblem =
  | "wrong"
  | "tooMany"
  | "refused"
  | "stale"
  | "unavailable"
  | "ended"
  | "notSetUp";

/** The words of the sign-in of the owners' page, in one language. */
export interface SignInWords {
  readonly title: string;
  readonly intro: string;
  readonly openId: string;
  readonly token: string;
  readonly tokenHint: string;
  readonly submit: string;
  /** Where both ways are there, what stands before the second. */
  readonly or: string;
  readonly cookie: string;
  readonly problems: Readonly<Record<SignInProblem, string>>;
  /** How to go on with the token when the provider is away. */
  readonly tokenStillWorks: string;
  readonly settings: string;
  readonly withToken: string;
  readonly withOpenId: string;
  readonly guide: string;
}

const catalan: SignInWords = {
  title: "Entreu a la pàgina de qui manté l'Agenda",
  intro: "Aquí hi ha els informes del que es demana a l'Agenda. Només hi entra qui la manté.",
  openId: "Entra amb el compte de l'organització",
  token: "Clau d'accés",
  tokenHint: "És la que hi ha a ADMIN_TOKEN, als ajustos del programa.",
  submit: "Entra amb la clau",
  or: "O bé, amb la clau d'accés:",
  cookie:
    "El navegador guarda una galeta durant vuit hores com a molt, només per saber que sou vosaltres.",
  problems: {
    wrong: "Aquesta clau no és la bona. Copieu-la sencera i torneu-ho a provar.",
    tooMany: "Massa claus equivocades seguides. Espereu un minut i torneu-ho a provar.",
    refused:
      "No heu pogut entrar: el vostre compte no és a la llista de qui pot veure aquesta pàgina, o la resposta ja no era bona. Torneu-ho a provar, o demaneu-ho a qui porta el programa.",
    stale:
      "Heu trigat més de deu minuts, o aquesta entrada ja s'havia fet servir. Torneu a començar.",
    unavailable:
      "Ara mateix el servei que us identifica no respon. Torneu-ho a provar d'aquí a uns minuts; si continua, aviseu qui porta el programa.",
    ended:
      "La sessió s'ha acabat i no s'ha fet res. Torneu a entrar i repetiu el que estàveu fent.",
    notSetUp: "Aquesta pàgina encara no està preparada: ningú no hi pot entrar.",
  },
  tokenStillWorks: "Mentrestant podeu entrar amb la clau d'accés.",
  settings: "Qui porta el programa ha de posar una d'aquestes dues coses als ajustos:",
  withToken: "per treballar des de la mateixa màquina, una clau d'accés:",
  withOpenId: "per entrar amb el compte de l'organització:",
  guide: "Tot el que cal és a docs/admin.md.",
};

const spanish: SignInWords = {
  title: "Entrad en la página de quien mantiene la Agenda",
  intro: "Aquí están los informes de lo que se pide a la Agenda. Solo entra quien la mantiene.",
  openId: "Entrar con la cuenta de la organización",
  token: "Clave de acceso",
  tokenHint: "Es la que hay en ADMIN_TOKEN, en los ajustes del programa.",
  submit: "Entrar con la clave",
  or: "O bien, con la clave de acceso:",
  cookie:
    "El navegador guarda una cookie durante ocho horas como mucho, solo para saber que sois vosotros.",
  problems: {
    wrong: "Esta clave no es la buena. Copiadla entera y volved a intentarlo.",
    tooMany: "Demasiadas claves equivocadas seguidas. Esperad un minuto y volved a intentarlo.",
    refused:
      "No habéis podido entrar: vuestra cuenta no está en la lista de quien puede ver esta página, o la respuesta ya no era buena. Volved a intentarlo, o preguntad a quien lleva el programa.",
    stale:
      "Habéis tardado más de diez minutos, o esta entrada ya se había usado. Volved a empezar.",
    unavailable:
      "Ahora mismo el servicio que os identifica no responde. Volved a intentarlo dentro de unos minutos; si sigue igual, avisad a quien lleva el programa.",
    ended:
      "La sesión ha terminado y no se ha hecho nada. Volved a entrar y repetid lo que estabais haciendo.",
    notSetUp: "Esta página todavía no está preparada: nadie puede entrar.",
  },
  tokenStillWorks: "Mientras tanto podéis entrar con la clave de acceso.",
  settings: "Quien lleva el programa tiene que poner una de estas dos cosas en los ajustes:",
  withToken: "para trabajar desde la misma máquina, una clave de acceso:",
  withOpenId: "para entrar con la cuenta de la organización:",
  guide: "Todo lo necesario está en docs/admin.md.",
};

const english: SignInWords = {
  title: "Sign in to the page of those who keep the Agenda",
  intro: "Here are the reports of what is asked of the Agenda. Only those who keep it get in.",
  openId: "Sign in with your organisation's account",
  token: "Access token",
  tokenHint: "It is the one in ADMIN_TOKEN, in the program's settings.",
  submit: "Sign in with the token",
  or: "Or, with the access token:",
  cookie: "Your browser keeps a cookie for eight hours at most, only to know that it is you.",
  problems: {
    wrong: "This token is not the right one. Copy the whole of it and try again.",
    tooMany: "Too many wrong tokens in a row. Wait a minute and try again.",
    refused:
      "You could not get in: your account is not in the list of those who may see this page, or the answer was no longer good. Try again, or ask whoever runs the program.",
    stale: "It took more than ten minutes, or this sign-in was used before. Begin again.",
    unavailable:
      "The service that tells who you are does not answer at the moment. Try again in a few minutes; if it goes on, tell whoever runs the program.",
    ended: "Your session has ended and nothing was done. Sign in and repeat what you were doing.",
    notSetUp: "This page is not set up yet: nobody can get in.",
  },
  tokenStillWorks: "Meanwhile you can sign in with the access token.",
  settings: "Whoever runs the program has to put one of these two into the settings:",
  withToken: "to work on the same machine, an access token:",
  withOpenId: "to sign in with the organisation's account:",
  guide: "All that is needed is in docs/admin.en.md.",
};

/** Words of the sign-in in each language. */
export const signInWords: Readonly<Record<Language, SignInWords>> = {
  ca: catalan,
  es: spanish,
  en: english,
};
