import { count } from "./count.ts";
import type { OnboardingWords } from "./words.ts";

/** What the itinerary says in English. */
export const english: OnboardingWords = {
  title: "First steps",
  inCatalan: "The steps are in Catalan, like the Agenda.",
  none: "There are no first steps here. You can ask whatever you need in your own words.",
  unknown:
    "I do not know who you are here and cannot keep your place: open the first steps from a conversation with me.",
  intro: (steps) => [
    `I go with you through the first weeks in ${count(steps, "one step", "steps")}: what to do, what the Agenda says and a few questions to check it.`,
    "Go at your own pace and stop whenever you like: I keep your role and the steps you have done, and you can erase that at any time.",
    "The steps are a proposal of this assistant, not official text of the Agenda.",
  ],
  role: "Your role",
  roles: {
    "agent-digital": "Digital officer",
    secretaria: "Council secretary",
    alcaldia: "Mayor or councillor",
  },
  badRole: "Choose one of the three roles.",
  population: "Inhabitants of the municipality",
  populationHint: "Optional. If you leave it out, the steps are those of a small municipality.",
  badPopulation: (most) => `Write a number from 1 to ${most}, for example 1200, or leave it empty.`,
  inhabitants: (inhabitants, isOne) => `${inhabitants} ${isOne ? "inhabitant" : "inhabitants"}`,
  start: "Begin",
  change: "Change role or inhabitants",
  save: "Save",
  stages: { week: "First week", month: "First month", quarter: "First three months" },
  progress: (done, total) => `${done} of ${total} ${total === 1 ? "step" : "steps"} done`,
  minutes: (minutes) => {
    if (minutes === 90) return "an hour and a half";
    return minutes % 60 === 0 ? count(minutes / 60, "an hour", "hours") : `${minutes} minutes`;
  },
  noSteps: "There are no steps for this role and this size of municipality.",
  complete: "You have done all the steps. Well done!",
  goOn: (title) => `Go on: ${title}`,
  toItinerary: "Back to the overview",
  gone: "This step no longer exists: the steps have changed. What you have done is kept.",
  ours: "The tasks and questions are a proposal of this assistant; the quotes are word for word.",
  notYours:
    "This step is for another role or another size of council: you can read it, but it does not count in your itinerary.",
  tasks: (minutes) => `What to do (${minutes})`,
  toRead: "What to read",
  doneOn: (date) => `You did this step on ${date}.`,
  check: (questions) => `Check what you understood: ${count(questions, "1 question", "questions")}`,
  checkAgain: "See the questions again",
  finish: "Mark the step as done",
  finishUnchecked: "Mark the step as done, without questions",
  finished: (title) => `Step done: ${title}.`,
  question: (number, total) => `Question ${number} of ${total}`,
  right: "Correct.",
  wrong: "Not that one.",
  tryAgain: "Try again",
  nextQuestion: "Next question",
  toStep: "Back to the step",
  stale: "This question has changed. Nothing was kept: go back to the step to see it as it is now.",
  remindMe: "Remind me every week",
  stopReminders: "Stop the reminders",
  reminding: (date) =>
    `I will write to you on ${date}, or a week after you last do something here. One press stops it.`,
  notReminding: "I will not write to you about the first steps.",
  cannotWrite: "I cannot write to you first here, so I cannot remind you.",
  nothingToRemind: "You have done all the steps: there is nothing to remind you of.",
  reminder: {
    title: "Shall we go on with the first steps?",
    text: (step, minutes) => `The next step is: ${step} (${minutes}).`,
    last: "I will not remind you again. Your place is kept and you can come back at any time.",
  },
  summary: {
    label: "Summary to show",
    title: "Summary of the first steps",
    intro:
      "As stated by the person: the assistant has not checked it. The steps are a proposal of the assistant, not official text of the Agenda.",
    role: "Role",
    begun: "Begun",
    steps: "Steps done",
    stepsValue: (done, total) => `${done} of ${total}`,
    checks: "Questions right at the first try",
    checksValue: (right, answered) =>
      answered === 0 ? "none answered yet" : `${right} of ${answered} answered`,
    axis: (id, title) => `Axis ${id}, ${title}`,
    noAxis: "No axis",
    notKnown: "not stated",
    open: "Still to do",
  },
  restart: {
    label: "Start over",
    question:
      "Are you sure you want to start over? Your role, the steps done and your answers will be erased and cannot be brought back.",
    sure: "Yes, erase it and start over",
    keep: "No, keep it",
    done: "Erased. You can begin again.",
  },
};
