import type { TeamsWords } from "./words.ts";

/** The words of the Teams adapter in English. */
export const english: TeamsWords = {
  greeting:
    "I am the assistant of the Agenda digital dels municipis de Catalunya: an automated artificial intelligence system, not a person. I search the agenda, quote its text word for word (in Catalan, as it was written) and link to it; anything a model writes is marked.",
  able: "I can:",
  abilities: [
    "answer a question in your own words;",
    "show an axis, an objective or an action by its code: “2.3.1”;",
    "make lists and counts, also for the size of your municipality: “short-term actions for a village of 800 people”.",
  ],
  whole: "the whole agenda",
  withoutAgenda: {
    greeting:
      "I am an automated assistant: an artificial intelligence system, not a person. I search the documents, quote their text word for word and link to it; anything a model writes is marked.",
    able: "I can:",
    abilities: ["answer a question in your own words."],
    whole: "all documents",
  },
  mind: "Read the whole text before you act.",
  begin: "To begin with:",
  next: "To go on:",
  itinerary: {
    able: "go with you through the first weeks with an itinerary, step by step;",
    label: "Start the itinerary",
    said: "start the itinerary",
  },
  council: "my council",
  openItem: (code) => `Open ${code} on the web`,
  leftOut: (count) =>
    `… + ${count}: a message has no room for more. Ask something narrower, or see`,
  answerTo: (question) => `Answer to “${question}”`,
  keywords: { official: "official", own: "written by this project" },
  contents: "What it contains",
  refused: (contact) =>
    contact === undefined
      ? "I cannot answer here: your organisation is not among those allowed. If you think it should be, tell whoever runs the assistant at your council."
      : `I cannot answer here: your organisation is not among those allowed. If you think it should be, write to ${contact}.`,
  badPopulation: (value) => `“${value}” is not a number of inhabitants. Write it like this: 800.`,
  nothingFound: "Nothing was found. Try other words or a code, like 2.3.1.",
  dialogTitle: "What the digital agenda says",
  messageWithoutText: "This message has no text.",
  insert: "Insert the card",
  feedback: {
    title: "What do you think of the answer?",
    like: "What worked well? (optional)",
    dislike: "What went wrong? (optional)",
    privacy: "Those who keep the agenda will read it, with the question and without your name.",
    reasons: {
      "right-quote": "The quote was the one I was looking for",
      quick: "I found it at once",
      "for-us": "It is of use for our council",
      misunderstood: "It did not understand the question",
      "wrong-quote": "The quote does not answer what I asked",
      incomplete: "Something is missing",
      outdated: "The text is out of date",
      "not-for-us": "It is of no use for our council",
    },
    submit: "Send",
  },
};
