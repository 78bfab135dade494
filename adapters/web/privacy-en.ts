import type { PrivacyWords } from "./privacy-words.ts";

/** What the page about privacy says in English. */
export const privacyInEnglish: PrivacyWords = {
  title: "Privacy",
  intro:
    "What is kept of you, why and for how long; how you can see and erase it, and whom you can ask about it.",
  automatic: {
    title: "An automated system",
    lines: (hasWriter) => [
      "No person answers you: this is an automated system. We tell you so as article 50 of the European Artificial Intelligence Act, Regulation (EU) 2024/1689, asks for.",
      hasWriter
        ? "It searches the digital agenda and quotes its passages word for word, with a link to the exact place. Above the quotes a language model may write a short summary, or translate them below, always with a label that says so. The passage may not be the one that fits, and the model may be wrong: what counts is the quote, and read the whole text before you act."
        : "It writes nothing itself: it searches the digital agenda and quotes its passages word for word, with a link to the exact place. It may choose a passage that does not fit: read the whole text before you act.",
      "It decides nothing about anybody.",
    ],
  },
  everywhere: {
    title: "Everywhere",
    searched: {
      nowhere:
        "Questions are looked up on this very server. They are not sent to any language model, nor used to train one.",
      here: "Questions are looked up on this very server, with the help of models that are on it too. They are not sent to any model elsewhere, nor used to train one.",
      elsewhere:
        "Questions are looked up on this server and are also sent to models on another one: “The models” says which, and what they get.",
    },
    lines: [
      "What is kept is in the database of whoever offers you the assistant. Your name is not in it: instead of your id, and of that of your workspace, there is a code that can only be made with a secret of the server.",
      "The program's log holds no questions, answers or names. Answers and opinions are counted: their kind, their language and how long they took.",
      "Whoever uses it from the terminal of a computer has theirs apart, in a file of that computer: inside DATA_DIR/terminal.",
      "There is no advertising and no tracking.",
    ],
  },
  models: {
    title: "The models",
    tasks: {
      embeddings: {
        use: "To search by meaning",
        gets: "It gets the questions, and the texts of the agenda when the search is prepared.",
      },
      reranker: {
        use: "To put what is found in order",
        gets: "It gets the question and the passages that were found.",
      },
      chat: {
        use: "To write summaries, translate quotes and understand questions",
        gets: "It gets the question, the earlier ones of the same conversation and the passages that are quoted.",
      },
    },
    here: "on this very server",
    elsewhere: [
      "Questions go there as you write them, with nothing taken out: do not put names or other personal data into them, your own or anybody's.",
      "Who you are, where you ask from and the name of the council that you saved are not sent.",
      "Where whoever has the model is, how long they keep what they get and what they may do with it depends on what whoever offers you the assistant has agreed with them: ask them.",
    ],
  },
  kept: {
    title: "What is kept",
    items: (days) => [
      {
        what: "Questions, with their date, their language, the kind of answer they had and the items it quoted",
        why: "So that those who keep the agenda see what it lacks. Before they are kept, identity numbers, telephone numbers, e-mail addresses, accounts, number plates and other data that can be told by their form are taken out. Names of people or councils that you write inside a question cannot be told: they are kept, and may appear in the summary for those who keep the agenda. Please do not write them.",
        until: `${days} days.`,
      },
      {
        what: "Opinions on answers, and what you write in them",
        why: "For the same. Data that can be told by their form are taken out too.",
        until: `${days} days, or until the question is erased.`,
      },
      {
        what: "The council, the inhabitants and the language that you set",
        why: "To filter answers without your having to say it again.",
        until: `Until you remove it, or ${days} days after you last used the assistant.`,
      },
      {
        what: "The itinerary: role, inhabitants, language, when you did each step and what you first answered to each question",
        why: "To go on where you left it.",
        until: `Until you start again, or ${days} days after you last used the assistant.`,
      },
      {
        what: "The plan: the actions that you put into it, with status, quarter, owner and notes",
        why: "To show it to you and to make documents of it. It is the whole workspace's in a chat, and this browser's on the web: whoever is there sees and changes it. Do not write personal data that it does not need.",
        until: `Until you take the action out. On the web, ${days} days after you last used the assistant; in a chat, until the workspace leaves it.`,
      },
      {
        what: "The needs that you record: the text, the axis, the name and inhabitants of your council, whether you agree that it is named, and where you can be told once the Agenda covers it",
        why: "So that those who keep the Agenda know what is needed. Other councils see the text and how many ask for it; the council's name is seen only by those who keep the Agenda, and only if you agree.",
        until: `Until you withdraw it or ask to be forgotten. ${days} days after you last use the assistant it is no longer kept who asked; the need stays.`,
      },
      {
        what: "Groups of similar questions that were shown to those who keep the agenda, and what they decided",
        why: "So that they are not shown the same twice. They do not say who asked.",
        until: `${days} days.`,
      },
      {
        what: "How much the model that writes is used each day, where there is one: how often, and how much text it reads and writes, with the code of the workspace",
        why: "So that no council goes beyond its limit. These are counts: there is no text in them, nor who asked.",
        until: `${days} days, or until the workspace leaves the assistant.`,
      },
      {
        what: "Which regular tasks were done already, such as sending the reminders",
        why: "Not to do them twice. It says nothing of anybody.",
        until: `${days} days and 60 more, at most.`,
      },
      {
        what: "The secret of the server",
        why: "To make the codes. It says nothing of anybody.",
        until: "As long as the database exists.",
      },
    ],
  },
  web: {
    title: "On the web",
    lines: (days) => [
      "As long as you only read and ask, these pages set no cookies, and questions are kept with nothing that says whose they are.",
      `When you save a council, begin the itinerary, put an action into the plan, record a need or give an opinion, your browser gets a cookie, “agenda” (“agenda-tab” in an embedded tab), with a random number. It only serves to recognise this browser: from then on the questions that you ask in it are kept with the code made from it, too. It lasts ${days} days from the last time you ask or save something, and is erased by “Forget me”.`,
      "Those who keep the agenda and sign in to the page of reports get two more cookies, “agenda-admin” (eight hours at most) and, while they sign in, “agenda-admin-state” (ten minutes): they only serve to know that they have signed in.",
      "Your browser, and nobody else, remembers the language and the inhabitants that you choose in the chat until you delete its data, and the conversation until you close the tab. Once you save a council it remembers the inhabitants of that one. With “Forget me” it forgets everything.",
      "Questions that a program asks (POST /api/ask) are kept in the same way, with nothing that says whose they are.",
      "Searches are not kept. The network address from which you ask is held in memory for a couple of minutes, to limit how many requests are made in a row.",
      "The words of a search are part of the page's address, of which servers on the way may keep a log of their own. What you write in the chat is not.",
    ],
  },
  chat: (platforms, { hasSlack, hasTeams, days }) => ({
    title: `In ${platforms}`,
    items: [
      {
        what: "Messages under way: what you ask the assistant in channels and direct messages",
        why: "To lose none of them and answer none twice, to understand those that follow, and to be able to correct or remove the answer. If you delete a message, its kept text and its answer are deleted too.",
        until:
          "30 days. The ids themselves only until there is an answer; where the answer stands, and the codes, the 30 days.",
      },
      {
        what: "The council of a whole workspace: name, inhabitants and who keeps it",
        why: "To filter answers for who has not set one of their own. Whoever administers the workspace sets it.",
        until: `Until they remove it, the workspace leaves the assistant, or nobody there has used it for ${days} days.`,
      },
      {
        what: "Whether you were told already that this is an automated system",
        why: "Not to say it again with every answer.",
        until: "As long as the language and the inhabitants.",
      },
      {
        what: "Where to write you the reminders of the itinerary, if you want them",
        why: "To be able to send them.",
        until: "Until you stop them or finish the itinerary.",
      },
      ...(hasSlack
        ? [
            {
              what: "Slack: the permission (token) of each workspace that installs the app",
              why: "To be able to answer there.",
              until: "Until it is uninstalled. Then all that is kept of that workspace is erased.",
            },
          ]
        : []),
      ...(hasTeams
        ? [
            {
              what: "Microsoft Teams: the address of the conversations in which the assistant is, with the code of who wrote there",
              why: "To be able to write answers and reminders there.",
              until: "Until it is removed from the conversation, or until you write “forget me”.",
            },
            {
              what: "Microsoft Teams: which are the last 20 answers of each conversation: their ids, and no text",
              why: "To know which answer an opinion is of.",
              until:
                "Until there are 20 newer ones, it is removed from the conversation, or, in a personal chat, you write “forget me”.",
            },
          ]
        : []),
    ],
    lines: [
      `Every week a summary of the questions that had no answer or were rated badly, and of the comments, is sent to the channel of those who keep the agenda, if they have chosen one. It is posted to a channel of ${platforms}, and follows the rules of that workspace there. It does not say whose they are, but shows them as they are kept: with the names that you may have written, too.`,
      "Nothing is retained of what you say to each other without addressing the assistant.",
      "To see what is kept of you, write “my data” to the assistant in private. To erase it, “forget me”: it will tell you what it has erased. Of each message only the code stays, so that it is not answered twice.",
      `What stays written in ${platforms} follows the rules of your organisation: “forget me” does not erase it.`,
    ],
  }),
  own: {
    title: "Seeing and erasing it",
    lines: [
      "Under “My data”, at the foot of every page, you see what is kept of this browser, can download it, and can erase it with “Forget me”.",
      "The address to download it is good for 15 minutes, and is like a key: whoever has it, whoever that is, sees the data and can download them. Pass it on to nobody.",
      "Questions that were asked without a cookie cannot be found or erased one by one: nothing says whose they are.",
      "Backups of the database are made and erased by whoever offers you the assistant.",
    ],
  },
  ask: {
    title: "Whom you can ask",
    lines: [
      "For anything else, such as correcting it, turn to whoever offers you the assistant: your council, or the body that puts it within your reach. They are responsible for these data.",
      "If you think that they were not treated as they should be, you can complain to the Catalan Data Protection Authority: https://apdcat.gencat.cat",
    ],
  },
};
