import type { PrivacyWords } from "./privacy-words.ts";

/** What the page about privacy says in Catalan. */
export const privacyInCatalan: PrivacyWords = {
  title: "Privadesa",
  intro:
    "Què es guarda de vosaltres, per què i fins quan; com ho podeu veure i esborrar, i a qui ho podeu demanar.",
  automatic: {
    title: "Un sistema automàtic",
    lines: (hasWriter) => [
      "Qui us respon no és una persona: és un sistema automàtic. Us ho diem com demana l'article 50 del Reglament europeu d'intel·ligència artificial, el (UE) 2024/1689.",
      hasWriter
        ? "Busca a l'Agenda digital i en cita els passatges paraula per paraula, amb l'enllaç al lloc exacte. Damunt de les cites, un model de llenguatge hi pot escriure un resum curt, o a sota traduir-les, sempre amb una etiqueta que ho diu. El passatge pot no ser el que toca i el model es pot equivocar: el que val és la cita, i llegiu el text sencer abans d'actuar."
        : "No redacta: busca a l'Agenda digital i en cita els passatges paraula per paraula, amb l'enllaç al lloc exacte. Pot triar un passatge que no toca: llegiu el text sencer abans d'actuar.",
      "No decideix res sobre ningú.",
    ],
  },
  everywhere: {
    title: "Arreu",
    searched: {
      nowhere:
        "Les preguntes es busquen en aquest mateix servidor. No s'envien a cap model de llenguatge ni serveixen per entrenar-ne cap.",
      here: "Les preguntes es busquen en aquest mateix servidor, amb ajuda de models que també hi són. No s'envien a cap model d'un altre lloc ni serveixen per entrenar-ne cap.",
      elsewhere:
        "Les preguntes es busquen en aquest servidor i s'envien també a models que són en un altre: a «Els models» es diu a quins i què reben.",
    },
    lines: [
      "El que es guarda és a la base de dades de qui us ofereix l'assistent. No hi ha cap nom vostre: en lloc del vostre identificador, i del de l'espai on treballeu, hi ha un codi que només es pot fer amb un secret del servidor.",
      "Al registre del programa no hi surten preguntes, respostes ni noms. Es compten les respostes i les opinions: de quina mena són, en quina llengua i quant han trigat.",
      "Qui el fa servir des del terminal d'un ordinador ho té a part, en un fitxer d'aquell ordinador: dins de DATA_DIR/terminal.",
      "No hi ha publicitat ni seguiment.",
    ],
  },
  models: {
    title: "Els models",
    tasks: {
      embeddings: {
        use: "Per buscar pel significat",
        gets: "Rep les preguntes, i els textos de l'Agenda quan es prepara la cerca.",
      },
      reranker: {
        use: "Per ordenar el que es troba",
        gets: "Rep la pregunta i els passatges trobats.",
      },
      chat: {
        use: "Per escriure resums, traduir cites i entendre preguntes",
        gets: "Rep la pregunta, les anteriors de la mateixa conversa i els passatges que se citen.",
      },
    },
    here: "en aquest mateix servidor",
    elsewhere: [
      "Les preguntes hi van tal com les escriviu, sense treure'n res: no hi poseu noms ni altres dades personals, vostres o de ningú.",
      "No s'hi envia qui sou, ni des d'on pregunteu, ni el nom de l'ajuntament que heu desat.",
      "On és qui té el model, quant de temps conserva el que rep i què en pot fer depèn del que hi ha pactat qui us ofereix l'assistent: demaneu-l'hi.",
    ],
  },
  kept: {
    title: "Què es guarda",
    items: (days) => [
      {
        what: "Les preguntes, amb la data, la llengua, quina mena de resposta van tenir i quines fitxes s'hi van citar",
        why: "Perquè qui manté l'Agenda vegi què hi falta. Abans de desar-les se'n treuen els DNI, telèfons, adreces de correu, comptes, matrícules i altres dades que es reconeixen per la forma. Els noms de persones o d'ajuntaments que escriviu dins d'una pregunta no es reconeixen: es guarden i poden sortir al resum que rep qui manté l'Agenda. No els hi poseu.",
        until: `${days} dies.`,
      },
      {
        what: "Les opinions sobre les respostes, i el que hi escriviu",
        why: "Pel mateix. També se'n treuen les dades que es reconeixen per la forma.",
        until: `${days} dies, o fins que s'esborra la pregunta.`,
      },
      {
        what: "L'ajuntament, els habitants i la llengua que indiqueu",
        why: "Per filtrar les respostes sense que ho hàgiu de repetir.",
        until: `Fins que ho traieu, o ${days} dies després de l'última vegada que useu l'assistent.`,
      },
      {
        what: "L'itinerari: el rol, els habitants, la llengua, quan heu fet cada pas i què vau contestar primer a cada pregunta",
        why: "Per continuar on ho vau deixar.",
        until: `Fins que torneu a començar, o ${days} dies després de l'última vegada que useu l'assistent.`,
      },
      {
        what: "El pla: les accions que hi poseu, amb l'estat, el trimestre, qui se n'ocupa i les notes",
        why: "Per ensenyar-vos-el i fer-ne documents. És de tot l'espai de treball al xat, i d'aquest navegador al web: el veu i el canvia qui hi entra. No hi escriviu dades personals que no calguin.",
        until: `Fins que en traieu l'acció. Al web, ${days} dies després de l'última vegada que useu l'assistent; al xat, fins que l'espai el deixa.`,
      },
      {
        what: "Les necessitats que feu constar: el text, l'eix, el nom i els habitants del vostre ajuntament, si accepteu que se'l digui, i on us ho podem dir quan l'Agenda ho tracti",
        why: "Perquè qui manté l'Agenda sàpiga què cal. Altres ajuntaments en veuen el text, i quants ho demanen; el nom de l'ajuntament, només qui manté l'Agenda, i només si ho accepteu.",
        until: `Fins que la retireu o demaneu que us oblidi. ${days} dies després de l'última vegada que useu l'assistent deixa de constar qui la va demanar; la necessitat es queda.`,
      },
      {
        what: "Els grups de preguntes semblants que s'han ensenyat a qui manté l'Agenda, i què n'ha decidit",
        why: "Per no ensenyar-li dues vegades el mateix. No diuen qui ho va preguntar.",
        until: `${days} dies.`,
      },
      {
        what: "Quant es fa servir cada dia el model que redacta, on n'hi ha un: quantes vegades i quant text llegeix i escriu, amb el codi de l'espai de treball",
        why: "Perquè cada ajuntament no passi del seu límit. Són recomptes: no hi ha cap text, ni qui ho ha demanat.",
        until: `${days} dies, o fins que l'espai deixa l'assistent.`,
      },
      {
        what: "Quines feines periòdiques ja s'han fet, com enviar els recordatoris",
        why: "Per no fer-les dues vegades. No diu res de ningú.",
        until: `${days} dies i 60 més, com a màxim.`,
      },
      {
        what: "El secret del servidor",
        why: "Per fer els codis. No diu res de ningú.",
        until: "Mentre existeixi la base de dades.",
      },
    ],
  },
  web: {
    title: "Al web",
    lines: (days) => [
      "Mentre només llegiu i pregunteu, aquestes pàgines no posen galetes i les preguntes es guarden sense res que digui de qui són.",
      `Quan deseu un ajuntament, comenceu l'itinerari, poseu una acció al pla, feu constar una necessitat o doneu una opinió, el navegador rep una galeta, «agenda» («agenda-tab» en una pestanya incrustada), amb un número a l'atzar. Serveix només per reconèixer aquest navegador: a partir d'aleshores, també les preguntes que hi feu es guarden amb el codi que en surt. Dura ${days} dies des de l'última vegada que hi pregunteu o hi deseu alguna cosa, i s'esborra amb «Oblida'm».`,
      "Qui manté l'Agenda i entra a la pàgina d'informes rep dues galetes més, «agenda-admin» (vuit hores com a molt) i, mentre entra, «agenda-admin-state» (deu minuts): només serveixen per saber que ha entrat.",
      "El vostre navegador, i ningú més, recorda la llengua i els habitants que trieu al xat, fins que n'esborreu les dades, i la conversa, fins que tanqueu la pestanya. Si hi deseu un ajuntament, recorda els habitants d'aquell. Amb «Oblida'm» ho oblida tot.",
      "Les preguntes que fa un programa (POST /api/ask) es guarden igual, sense res que digui de qui són.",
      "Les cerques no es guarden. L'adreça de xarxa des d'on pregunteu es té en memòria un parell de minuts, per limitar quantes peticions es fan seguides.",
      "Les paraules d'una cerca formen part de l'adreça de la pàgina, i els servidors que hi ha entremig poden tenir-ne un registre propi. El que escriviu al xat no hi va.",
    ],
  },
  chat: (platforms, { hasSlack, hasTeams, days }) => ({
    title: `A ${platforms}`,
    items: [
      {
        what: "Els missatges en curs: el que demaneu a l'assistent en canals i missatges directes",
        why: "Per no perdre'n cap ni respondre'l dues vegades, per entendre els que els segueixen i per poder corregir o treure la resposta. Si esborreu un missatge, se n'esborren el text desat i la resposta.",
        until:
          "30 dies. Els identificadors mateixos, només fins que hi ha resposta; on és la resposta, i els codis, els 30 dies.",
      },
      {
        what: "L'ajuntament de tot un espai: nom, habitants i qui el manté",
        why: "Per filtrar les respostes de qui no n'ha indicat un de propi. L'hi posa qui administra l'espai.",
        until: `Fins que el treu, fins que l'espai deixa l'assistent, o quan fa ${days} dies que ningú d'aquell espai no l'usa.`,
      },
      {
        what: "Si ja us hem dit que això és un sistema automàtic",
        why: "Per no repetir-ho a cada resposta.",
        until: "El mateix que la llengua i els habitants.",
      },
      {
        what: "On us hem d'escriure els recordatoris de l'itinerari, si en voleu",
        why: "Per poder-los enviar.",
        until: "Fins que els atureu o acabeu l'itinerari.",
      },
      ...(hasSlack
        ? [
            {
              what: "Slack: el permís (token) de cada espai de treball que instal·la l'aplicació",
              why: "Per poder-hi respondre.",
              until:
                "Fins que la desinstal·la. Llavors s'esborra tot el que es guarda d'aquell espai.",
            },
          ]
        : []),
      ...(hasTeams
        ? [
            {
              what: "Microsoft Teams: l'adreça de les converses on és l'assistent, amb el codi de qui hi va escriure",
              why: "Per poder-hi escriure les respostes i els recordatoris.",
              until: "Fins que se'l treu de la conversa, o fins que escriviu «oblida'm».",
            },
            {
              what: "Microsoft Teams: quines són les últimes 20 respostes de cada conversa: els identificadors, sense cap text",
              why: "Per saber de quina resposta és una opinió.",
              until:
                "Fins que n'hi ha 20 de més noves, fins que se'l treu de la conversa, o, en un xat personal, fins que escriviu «oblida'm».",
            },
          ]
        : []),
    ],
    lines: [
      `Cada setmana s'envia al canal de qui manté l'Agenda, si n'ha triat un, un resum de les preguntes sense resposta o mal valorades i dels comentaris. Es publica en un canal de ${platforms}, i allà segueix les normes d'aquell espai. No diu de qui són, però hi surten tal com es guarden: també els noms que hi hàgiu escrit.`,
      "Del que us dieu entre vosaltres sense adreçar-vos a l'assistent no se'n conserva res.",
      "Per veure què es guarda de vosaltres, escriviu a l'assistent en privat «les meves dades». Per esborrar-ho, «oblida'm»: us dirà què ha esborrat. De cada missatge en queda només el codi, perquè no es respongui dues vegades.",
      `El que queda escrit a ${platforms} segueix les normes de la vostra organització: «oblida'm» no ho esborra.`,
    ],
  }),
  own: {
    title: "Veure-ho i esborrar-ho",
    lines: [
      "A «Les meves dades», al peu de cada pàgina, veieu què es guarda d'aquest navegador, ho podeu baixar i ho podeu esborrar amb «Oblida'm».",
      "L'adreça per baixar-ho val 15 minuts i és com una clau: qui la té, sigui qui sigui, veu les dades i les pot baixar. No la passeu a ningú.",
      "Les preguntes fetes sense galeta no es poden trobar ni esborrar una a una: no hi ha res que digui de qui són.",
      "Les còpies de seguretat de la base de dades les fa i les esborra qui us ofereix l'assistent.",
    ],
  },
  ask: {
    title: "A qui ho podeu demanar",
    lines: [
      "Per a qualsevol altra cosa, com corregir-ho, adreceu-vos a qui us ofereix l'assistent: el vostre ajuntament o l'ens que el posa al vostre abast. És qui respon d'aquestes dades.",
      "Si creieu que no s'han tractat com cal, podeu reclamar a l'Autoritat Catalana de Protecció de Dades: https://apdcat.gencat.cat",
    ],
  },
};
