import type { PlanWords } from "./words.ts";

/** What the plan says in English. */
export const english: PlanWords = {
  title: "Our plan",
  unknown:
    "I cannot tell which council you are from here, so I cannot keep a plan: open it from a conversation with me.",
  empty:
    'There is no action in the plan yet. Start with a model agenda for your size, or add actions one by one: "add 2.3.1 to our plan".',
  total: "Actions",
  statuses: {
    proposed: "Proposed",
    "under-way": "Under way",
    done: "Done",
    dropped: "Dropped",
  },
  noQuarter: "No quarter yet",
  quarterName: (number, year) => `Q${number} ${year}`,
  ownedBy: (owner) => `owner: ${owner}`,
  gone: "no longer in the Agenda",
  shown: (from, to, total) => `Showing actions ${from} to ${to} of ${total}.`,
  more: "Show more",
  open: (code) => `Open ${code}`,
  page: "Open the plan on a page",
  pageHint:
    "The link works for fifteen minutes. Whoever has it can see the plan but not change it.",
  toPlan: "Back to the plan",
  next: "What else could we do?",
  model: "Model agenda",
  entry: {
    status: "Status",
    owner: "Owner",
    ownerHint: "Optional. A post or a department is better than a name.",
    quarter: "Quarter",
    notes: "Notes",
    notesHint: "Optional.",
    none: "none",
    nobody: "nobody yet",
    save: "Save",
    asks: "What it takes",
    reason: "Why it is in the plan",
    added: "Added",
    changed: "Last change",
    badStatus: "Choose one of the four statuses.",
    badQuarter: "Choose one of the quarters on the list.",
    tooLong: (most) => `Write ${most} characters at most.`,
    saved: "Saved.",
    merged: (fields) =>
      `Meanwhile somebody else had changed: ${fields}. That was left as they wrote it.`,
    conflict:
      "Somebody else changed the same as you while you were editing this action. Above is what it says now; in the form, what you wrote, with what differs marked. Nothing of yours is saved yet: look it over and save again.",
    now: (value) => `It now says: ${value}`,
    droppedMeanwhile:
      "Somebody else took this action out of the plan while you were editing it. Nothing was saved; this is what you had written:",
    notSaved: "Nothing was saved: correct what is marked.",
  },
  add: {
    label: (code) => `Add ${code} to the plan`,
    done: "Added to the plan.",
    already: "This action is already in the plan.",
    noSuch: (code) => `The Agenda has no action with the code ${code}.`,
    noAction: (code, title) =>
      `${code} (${title}) is not an action: only actions can be added to the plan, such as 2.3.1.`,
    notForYou: (asked) => `Bear in mind that this action is ${asked}.`,
    notInPlan: (code, title) => `${code} (${title}) is not in the plan.`,
  },
  drop: {
    label: "Take it out of the plan",
    question: (code, title) =>
      `Do you want to take ${code} (${title}) out of the plan? Its owner, quarter and notes are erased. If you are only dropping it, you can change its status instead.`,
    changed:
      "Somebody else changed it in the meantime. Look at what it says now before taking it out.",
    sure: "Yes, take it out",
    keep: "No, keep it",
    done: (code, title) => `${code} (${title}) was taken out of the plan.`,
    gone: (code) => `${code} was no longer in the plan.`,
  },
  suggest: {
    title: "What else could we do?",
    intro:
      "Actions that go with what is in your plan. This assistant chooses them, not the Agenda.",
    introEmpty: "Actions to begin with. This assistant chooses them, not the Agenda.",
    none: "There is no other action to propose: those meant for you are already in the plan.",
    related: (code, title) => `The Agenda relates it to ${code} (${title}).`,
    sameObjective: (code, title) => `It has the same objective as ${code} (${title}).`,
  },
  reason: {
    asks: (horizon, effort) => {
      const results = {
        short: "in less than six months",
        medium: "in six to eighteen months",
        long: "in more than eighteen months",
      };
      const work = {
        low: "Some days of work",
        medium: "Some weeks of work",
        high: "A project with a budget",
      };
      return `${work[effort]}; results ${results[horizon]}.`;
    },
    duty: (law) => `Legal duty: ${law}.`,
    helps: (codes) => `Tied to duties such as ${codes}.`,
    before: (codes) => `Prepares longer actions, such as ${codes}.`,
    onward: (codes) => `Goes on from ${codes}.`,
  },
  agenda: {
    title: "Model agenda",
    intro:
      "I propose a first agenda over the four axes, by inhabitants and starting point. You can then edit it as your plan. It is a proposal of this assistant, not an official text.",
    population: "Inhabitants of the municipality",
    populationHint: "For example, 1200.",
    badPopulation: (most) => `Write a number from 1 to ${most}, for example 1200.`,
    start: "Starting point",
    starts: {
      none: "We have not begun yet",
      begun: "We have taken the first steps",
      advanced: "We are well advanced",
    },
    badStart: "Choose one of the three starting points.",
    propose: "Propose an agenda",
    proposal: (actions, inhabitants, start) =>
      `${actions} actions for ${inhabitants} inhabitants. Starting point: ${start}.`,
    own: "What the law asks and what other actions need comes first; then what asks least of a council like yours. It is a proposal of this assistant, not an official text.",
    done: (codes) =>
      `This agenda takes what is proposed at the earlier starting points as done, these duties among others: ${codes}. If any is missing, do it first.`,
    allIn: "All these actions are already in the plan.",
    isIn: "already in the plan",
    add: (code) => `Add ${code}`,
    first: "See the agenda for who has not begun",
    alreadyIn: (count) =>
      count === 1
        ? "One of these actions is already in the plan."
        : `${count} of these actions are already in the plan.`,
    adopt: "Add all of it to the plan",
    change: "Change the inhabitants or the starting point",
    adopted: (added, already) =>
      `${added === 1 ? "1 action was" : `${added} actions were`} added to the plan as proposed.${already === 0 ? "" : ` ${already} ${already === 1 ? "was" : "were"} there already and ${already === 1 ? "was" : "were"} left alone.`}`,
    nothing: "There is no action to propose here.",
  },
};
