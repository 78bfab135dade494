import type { SlackWords } from "./words.ts";

const automatic =
  "Automated assistant: it quotes the digital agenda word for word (in Catalan, as it was written) and links to it. Read the whole text before you act.";

/** The words of the Slack adapter in English. */
export const english: SlackWords = {
  title: "Ask the digital agenda",
  automatic,
  working: "Searching the agenda…",
  placeholder: "For example: what do we do if ransomware gets in?",
  withoutAgenda: {
    title: "Ask the documents",
    automatic:
      "Automated assistant: it quotes the documents word for word and links to them. Read the whole text before you act.",
    placeholder: "In your own words",
  },
  asked: (question) => `You asked: “${question}”`,
  askedBy: (person, question) =>
    person === undefined ? `“${question}”` : `${person} asked: “${question}”`,
  alreadyAsked: "This has been asked already: the answer is in this thread.",
  share: "Share in the channel",
  sharedBy: (person, question) =>
    person === undefined
      ? `Shared answer to “${question}”`
      : `${person} shares the answer to “${question}”`,
  keep: "Send it to me as a message",
  kept: "I have sent it to your conversation with the assistant.",
  passage: "Open the passage",
  leftOut: (count) => `… + ${count}: a message has no room for more. Ask something narrower.`,
  feedback: {
    helpful: "Helpful",
    helpfulLabel: "This answer was helpful",
    unhelpful: "Not helpful",
    unhelpfulLabel: "This answer was not helpful",
    thanks: "Thank you! It tells us what works.",
    sorry: "Thank you for saying so. Try other words: there may be an answer.",
  },
  messageWithoutText: "This message has no text: there is nothing to search for.",
  notSent: "I have the answer but could not send it. Please ask again in a few minutes.",
  refused: (contact) =>
    contact === undefined
      ? "I cannot answer here: this space is not among those allowed. If you think it should be, tell whoever runs the assistant at your council."
      : `I cannot answer here: this space is not among those allowed. If you think it should be, write to ${contact}.`,
  badPopulation: (value) =>
    `“${value}” is not a number of inhabitants. Write it like this: \`/agenda actions --population 800\`.`,
  below: (count) =>
    count === 1
      ? "⬇️ 1 question is to be decided, in this thread."
      : `⬇️ ${count} questions are to be decided, in this thread.`,
  prompts: {
    title: "To begin with",
    itinerary: { title: "I am new here: where do I begin?", message: "Start the itinerary" },
    list: (axis, action) => [
      {
        title: "Ransomware got in: what do we do?",
        message: "What do we do if ransomware gets in?",
      },
      {
        title: "Actions for a village of 800 people",
        message: "Short-term actions for a village of 800 people",
      },
      { title: `What is in axis ${axis}?`, message: `Which actions does axis ${axis} have?` },
      { title: `Read action ${action}`, message: `Show me action ${action}` },
    ],
  },
  commandHelp: [
    "Type `/agenda` and what you are looking for. Only you will see the answer.",
    "• `/agenda 2.3.1`: an action, by its code",
    "• `/agenda axis 3`: an axis and what it contains",
    "• `/agenda actions --population 800`: the actions for the size of your municipality",
    "• `/agenda what do we do if ransomware gets in?`: a question",
    "• `/agenda itinerary`: the first weeks of a digital officer, step by step",
    "• `/agenda our plan`: the actions that you have chosen for your council",
    "• `/agenda my council`: the council for which answers are filtered",
    "• `/agenda my data`: what is kept about you",
    "• `/agenda forget me`: erases all of it",
    "• `/agenda help`: this help",
    "",
    "You can also mention the assistant in a channel, send it a direct message, or browse the agenda in its Home tab.",
    "",
    automatic,
  ].join("\n"),
  form: {
    title: "Digital agenda",
    question: "What would you like to know?",
    population: "Inhabitants of your municipality",
    populationHint: "Leaves out the actions that are not for the size of your municipality.",
    submit: "Ask",
    close: "Close",
    nothingAsked: "Write a question.",
    populationInvalid: "Write a number of inhabitants from 1 to 10,000,000, or leave it empty.",
    tooLong: (characters) => `The question can have ${characters} characters at most.`,
  },
  home: {
    itinerary: "The first weeks of a digital officer, step by step and at your own pace.",
    plan: "The actions that you have chosen for your council, with who sees to each and when. Everybody in this workspace shares it.",
    start: "Start",
    find: "Find the actions that apply to you",
    back: "Back to the list",
    open: "Open",
    previous: "Previous",
    next: "Next",
    clear: "Clear the filters",
    unfiltered: "No filters: the whole agenda is shown.",
    enterAsks: "Press Enter to send the question.",
    enterFilters: "Press Enter to apply it.",
    gone: "This item is no longer here. It may have moved.",
    language: "Language",
    related: "Related",
    web: "Read it all on the web",
    steps: "How to do it",
    horizon: "Time frame",
    effort: "Effort",
    axis: "Axis",
    any: {
      axis: "All axes",
      horizon: "Any time frame",
      effort: "Any effort",
      role: "Any role",
    },
    openItem: (item) => `Open ${item}`,
    stepsElsewhere: (count) => `The steps (${count}) do not fit here: read them on the web.`,
    othersCount: (counts) => `What the agenda is, who makes it, what the law says: ${counts}.`,
  },
};
