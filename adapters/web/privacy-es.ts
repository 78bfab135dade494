import type { PrivacyWords } from "./privacy-words.ts";

/** What the page about privacy says in Spanish. */
export const privacyInSpanish: PrivacyWords = {
  title: "Privacidad",
  intro:
    "Qué se guarda de vosotros, por qué y hasta cuándo; cómo podéis verlo y borrarlo, y a quién podéis pedirlo.",
  automatic: {
    title: "Un sistema automático",
    lines: (hasWriter) => [
      "Quien os responde no es una persona: es un sistema automático. Os lo decimos como pide el artículo 50 del Reglamento europeo de inteligencia artificial, el (UE) 2024/1689.",
      hasWriter
        ? "Busca en la Agenda digital y cita sus pasajes palabra por palabra, con el enlace al lugar exacto. Encima de las citas, un modelo de lenguaje puede escribir un resumen corto, o debajo traducirlas, siempre con una etiqueta que lo dice. El pasaje puede no ser el que corresponde y el modelo se puede equivocar: lo que vale es la cita, y leed el texto entero antes de actuar."
        : "No redacta: busca en la Agenda digital y cita sus pasajes palabra por palabra, con el enlace al lugar exacto. Puede elegir un pasaje que no corresponde: leed el texto entero antes de actuar.",
      "No decide nada sobre nadie.",
    ],
  },
  everywhere: {
    title: "En todas partes",
    searched: {
      nowhere:
        "Las preguntas se buscan en este mismo servidor. No se envían a ningún modelo de lenguaje ni sirven para entrenar ninguno.",
      here: "Las preguntas se buscan en este mismo servidor, con ayuda de modelos que también están en él. No se envían a ningún modelo de otro lugar ni sirven para entrenar ninguno.",
      elsewhere:
        "Las preguntas se buscan en este servidor y se envían también a modelos que están en otro: en «Los modelos» se dice a cuáles y qué reciben.",
    },
    lines: [
      "Lo que se guarda está en la base de datos de quien os ofrece el asistente. No hay ningún nombre vuestro: en lugar de vuestro identificador, y del del espacio en el que trabajáis, hay un código que solo se puede hacer con un secreto del servidor.",
      "En el registro del programa no hay preguntas, respuestas ni nombres. Se cuentan las respuestas y las opiniones: de qué clase son, en qué lengua y cuánto han tardado.",
      "Quien lo usa desde el terminal de un ordenador lo tiene aparte, en un fichero de ese ordenador: dentro de DATA_DIR/terminal.",
      "No hay publicidad ni seguimiento.",
    ],
  },
  models: {
    title: "Los modelos",
    tasks: {
      embeddings: {
        use: "Para buscar por el significado",
        gets: "Recibe las preguntas, y los textos de la Agenda cuando se prepara la búsqueda.",
      },
      reranker: {
        use: "Para ordenar lo que se encuentra",
        gets: "Recibe la pregunta y los pasajes encontrados.",
      },
      chat: {
        use: "Para escribir resúmenes, traducir citas y entender preguntas",
        gets: "Recibe la pregunta, las anteriores de la misma conversación y los pasajes que se citan.",
      },
    },
    here: "en este mismo servidor",
    elsewhere: [
      "Las preguntas van tal como las escribís, sin quitar nada: no pongáis nombres ni otros datos personales, vuestros o de nadie.",
      "No se envía quiénes sois, ni desde dónde preguntáis, ni el nombre del ayuntamiento que habéis guardado.",
      "Dónde está quien tiene el modelo, cuánto tiempo conserva lo que recibe y qué puede hacer con ello depende de lo que ha pactado quien os ofrece el asistente: preguntádselo.",
    ],
  },
  kept: {
    title: "Qué se guarda",
    items: (days) => [
      {
        what: "Las preguntas, con la fecha, la lengua, qué clase de respuesta tuvieron y qué fichas se citaron",
        why: "Para que quien mantiene la Agenda vea qué falta en ella. Antes de guardarlas se quitan los DNI, teléfonos, direcciones de correo, cuentas, matrículas y otros datos que se reconocen por la forma. Los nombres de personas o de ayuntamientos que escribís dentro de una pregunta no se reconocen: se guardan y pueden salir en el resumen que recibe quien mantiene la Agenda. No los pongáis.",
        until: `${days} días.`,
      },
      {
        what: "Las opiniones sobre las respuestas, y lo que escribís en ellas",
        why: "Por lo mismo. También se quitan los datos que se reconocen por la forma.",
        until: `${days} días, o hasta que se borra la pregunta.`,
      },
      {
        what: "El ayuntamiento, los habitantes y la lengua que indicáis",
        why: "Para filtrar las respuestas sin que tengáis que repetirlo.",
        until: `Hasta que lo quitéis, o ${days} días después de la última vez que uséis el asistente.`,
      },
      {
        what: "El itinerario: el rol, los habitantes, la lengua, cuándo habéis hecho cada paso y qué contestasteis primero a cada pregunta",
        why: "Para continuar donde lo dejasteis.",
        until: `Hasta que volváis a empezar, o ${days} días después de la última vez que uséis el asistente.`,
      },
      {
        what: "El plan: las acciones que ponéis en él, con el estado, el trimestre, quién se ocupa y las notas",
        why: "Para enseñároslo y hacer documentos con él. Es de todo el espacio de trabajo en el chat, y de este navegador en la web: lo ve y lo cambia quien entra en él. No escribáis datos personales que no hagan falta.",
        until: `Hasta que quitéis la acción. En la web, ${days} días después de la última vez que uséis el asistente; en el chat, hasta que el espacio lo deja.`,
      },
      {
        what: "Las necesidades que hacéis constar: el texto, el eje, el nombre y los habitantes de vuestro ayuntamiento, si aceptáis que se diga, y dónde os lo podemos decir cuando la Agenda lo trate",
        why: "Para que quien mantiene la Agenda sepa qué hace falta. Otros ayuntamientos ven el texto, y cuántos lo piden; el nombre del ayuntamiento, solo quien mantiene la Agenda, y solo si lo aceptáis.",
        until: `Hasta que la retiráis o pedís que os olvide. ${days} días después de la última vez que usáis el asistente deja de constar quién la pidió; la necesidad se queda.`,
      },
      {
        what: "Los grupos de preguntas parecidas que se han enseñado a quien mantiene la Agenda, y qué ha decidido",
        why: "Para no enseñarle dos veces lo mismo. No dicen quién lo preguntó.",
        until: `${days} días.`,
      },
      {
        what: "Cuánto se usa cada día el modelo que redacta, donde hay uno: cuántas veces y cuánto texto lee y escribe, con el código del espacio de trabajo",
        why: "Para que cada ayuntamiento no pase de su límite. Son recuentos: no hay ningún texto, ni quién lo ha pedido.",
        until: `${days} días, o hasta que el espacio deja el asistente.`,
      },
      {
        what: "Qué tareas periódicas se han hecho ya, como enviar los recordatorios",
        why: "Para no hacerlas dos veces. No dice nada de nadie.",
        until: `${days} días y 60 más, como máximo.`,
      },
      {
        what: "El secreto del servidor",
        why: "Para hacer los códigos. No dice nada de nadie.",
        until: "Mientras exista la base de datos.",
      },
    ],
  },
  web: {
    title: "En la web",
    lines: (days) => [
      "Mientras solo leéis y preguntáis, estas páginas no ponen cookies y las preguntas se guardan sin nada que diga de quién son.",
      `Cuando guardáis un ayuntamiento, empezáis el itinerario, ponéis una acción en el plan, hacéis constar una necesidad o dais una opinión, el navegador recibe una cookie, «agenda» («agenda-tab» en una pestaña incrustada), con un número al azar. Sirve solo para reconocer este navegador: a partir de entonces, también las preguntas que hacéis en él se guardan con el código que sale de ella. Dura ${days} días desde la última vez que preguntáis o guardáis algo, y se borra con «Olvídame».`,
      "Quien mantiene la Agenda y entra en la página de informes recibe dos cookies más, «agenda-admin» (ocho horas como mucho) y, mientras entra, «agenda-admin-state» (diez minutos): solo sirven para saber que ha entrado.",
      "Vuestro navegador, y nadie más, recuerda la lengua y los habitantes que elegís en el chat, hasta que borréis sus datos, y la conversación, hasta que cerréis la pestaña. Si guardáis un ayuntamiento, recuerda los habitantes de ese. Con «Olvídame» lo olvida todo.",
      "Las preguntas que hace un programa (POST /api/ask) se guardan igual, sin nada que diga de quién son.",
      "Las búsquedas no se guardan. La dirección de red desde la que preguntáis se tiene en memoria un par de minutos, para limitar cuántas peticiones se hacen seguidas.",
      "Las palabras de una búsqueda forman parte de la dirección de la página, y los servidores que hay en medio pueden tener un registro propio. Lo que escribís en el chat no va en ella.",
    ],
  },
  chat: (platforms, { hasSlack, hasTeams, days }) => ({
    title: `En ${platforms}`,
    items: [
      {
        what: "Los mensajes en curso: lo que pedís al asistente en canales y mensajes directos",
        why: "Para no perder ninguno ni responderlo dos veces, para entender los que los siguen y para poder corregir o quitar la respuesta. Si borráis un mensaje, se borran el texto guardado y la respuesta.",
        until:
          "30 días. Los identificadores mismos, solo hasta que hay respuesta; dónde está la respuesta, y los códigos, los 30 días.",
      },
      {
        what: "El ayuntamiento de todo un espacio: nombre, habitantes y quién lo mantiene",
        why: "Para filtrar las respuestas de quien no ha indicado uno propio. Lo pone quien administra el espacio.",
        until: `Hasta que lo quita, hasta que el espacio deja el asistente, o cuando hace ${days} días que nadie de ese espacio lo usa.`,
      },
      {
        what: "Si ya os hemos dicho que esto es un sistema automático",
        why: "Para no repetirlo en cada respuesta.",
        until: "Lo mismo que la lengua y los habitantes.",
      },
      {
        what: "Dónde hay que escribiros los recordatorios del itinerario, si los queréis",
        why: "Para poder enviarlos.",
        until: "Hasta que los paréis o acabéis el itinerario.",
      },
      ...(hasSlack
        ? [
            {
              what: "Slack: el permiso (token) de cada espacio de trabajo que instala la aplicación",
              why: "Para poder responder en él.",
              until:
                "Hasta que la desinstala. Entonces se borra todo lo que se guarda de ese espacio.",
            },
          ]
        : []),
      ...(hasTeams
        ? [
            {
              what: "Microsoft Teams: la dirección de las conversaciones en las que está el asistente, con el código de quien escribió en ellas",
              why: "Para poder escribir en ellas las respuestas y los recordatorios.",
              until: "Hasta que se quita de la conversación, o hasta que escribís «olvídame».",
            },
            {
              what: "Microsoft Teams: cuáles son las últimas 20 respuestas de cada conversación: los identificadores, sin ningún texto",
              why: "Para saber de qué respuesta es una opinión.",
              until:
                "Hasta que hay 20 más nuevas, hasta que se quita de la conversación, o, en un chat personal, hasta que escribís «olvídame».",
            },
          ]
        : []),
    ],
    lines: [
      `Cada semana se envía al canal de quien mantiene la Agenda, si ha elegido uno, un resumen de las preguntas sin respuesta o mal valoradas y de los comentarios. Se publica en un canal de ${platforms}, y allí sigue las normas de ese espacio. No dice de quién son, pero salen tal como se guardan: también los nombres que hayáis escrito.`,
      "De lo que os decís entre vosotros sin dirigiros al asistente no se conserva nada.",
      "Para ver qué se guarda de vosotros, escribid al asistente en privado «mis datos». Para borrarlo, «olvídame»: os dirá qué ha borrado. De cada mensaje queda solo el código, para que no se responda dos veces.",
      `Lo que queda escrito en ${platforms} sigue las normas de vuestra organización: «olvídame» no lo borra.`,
    ],
  }),
  own: {
    title: "Verlo y borrarlo",
    lines: [
      "En «Mis datos», al pie de cada página, veis qué se guarda de este navegador, podéis descargarlo y podéis borrarlo con «Olvídame».",
      "La dirección para descargarlo vale 15 minutos y es como una llave: quien la tiene, sea quien sea, ve los datos y puede descargarlos. No se la paséis a nadie.",
      "Las preguntas hechas sin cookie no se pueden encontrar ni borrar una a una: no hay nada que diga de quién son.",
      "Las copias de seguridad de la base de datos las hace y las borra quien os ofrece el asistente.",
    ],
  },
  ask: {
    title: "A quién podéis pedirlo",
    lines: [
      "Para cualquier otra cosa, como corregirlo, dirigíos a quien os ofrece el asistente: vuestro ayuntamiento o el ente que lo pone a vuestro alcance. Es quien responde de estos datos.",
      "Si creéis que no se han tratado como es debido, podéis reclamar a la Autoridad Catalana de Protección de Datos: https://apdcat.gencat.cat",
    ],
  },
};
