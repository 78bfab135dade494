import type { NeedWords } from "./words.ts";

/** What is said of needs in English. */
export const english: NeedWords = {
  title: "What councils need",
  formTitle: "Record a need",
  unknown:
    "I do not know who you are here and cannot record a need: do it in a conversation with me.",
  offer: "Not what you need?",
  record: "Record this need",
  recordNew: "Record a need",
  intro:
    "If the Agenda does not cover what you need, record it: those who keep the Agenda read it, together with what other councils ask for. Nobody's name is shown.",
  text: "What do you need?",
  textHint: "You can change the text. Please leave out names and details of any person.",
  axis: "Which axis does it belong to?",
  noAxis: "None, or I do not know",
  named: "May it be said which council asks for it?",
  namedHint: (council) =>
    `If you say yes, those who keep the Agenda see “${council}” beside the text. Other councils never see it.`,
  yes: "Yes",
  no: "No",
  save: "Record it",
  saveAnyway: "That is not it: record it",
  noText: "Please write what you need, in words.",
  tooLong: (most) => `Please write ${most} characters at most.`,
  badChoice: "Please choose one of the options.",
  masked: (kinds) =>
    `Nothing has been saved yet. What should not stand in the text has been taken out (${kinds.join(", ")}). Look at it as it is now and press again.`,
  maskedBefore:
    "What looked like personal data has been taken out of the question: what it was stands in its place, in brackets.",
  kinds: {
    url: "a web address with data in it",
    email: "an e-mail address",
    user: "a user name",
    iban: "a bank account",
    card: "a bank card",
    affiliation: "a social security number",
    "health-card": "a health card",
    dni: "a DNI",
    nie: "an NIE",
    registry: "a register or file number",
    phone: "a telephone number",
    plate: "a number plate",
  },
  councilName: "the name of your council",
  alike: "Other councils have recorded this already. If it is the same, join them:",
  councils: (count, written) => (count === 1 ? "1 council" : `${written} councils`),
  join: (text) => `Join: ${text}`,
  joined: (count, written) =>
    count === 1
      ? "You have joined: 1 council asks for it."
      : `You have joined: by now ${written} councils ask for it.`,
  recorded: "It has been recorded.",
  willTell: "When the Agenda covers it, I will tell you in private, once.",
  willShow: "When the Agenda covers it, I will tell you here when you come back.",
  already: "You had recorded this already.",
  gone: "This need is no longer there, or you had not recorded it.",
  answered: "The Agenda already says this. Is it what you needed?",
  own: "Those that you recorded",
  none: "You have not recorded any yet.",
  others: "Those that others recorded",
  noOthers: "There is no open one of other councils at the moment.",
  recordedOn: (date) => `since ${date}`,
  coveredBy: (item) => `covered by ${item} now`,
  coveredByGone: "the Agenda covers it now",
  withdraw: (text) => `Withdraw: ${text}`,
  withdrawn: "You have withdrawn it.",
  more: "Show more",
  toNeeds: "All needs",
  news: (count) =>
    count === 1
      ? "The Agenda now covers what you needed"
      : `The Agenda now covers ${count} things that you needed`,
  newsText: (text, item) => `You recorded “${text}”. Now it is covered by ${item}:`,
};
