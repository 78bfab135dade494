// Asks without loading the page anew, and remembers in this browser what was chosen. Without it everything still works.

const timeoutMs = 20_000;
/** Answers of a conversation that are there again when the page is opened again. */
const remembered = 10;
const stored = {
  population: "agenda.population",
  language: "agenda.language",
  /** Of this tab only: a conversation ends with it. */
  conversation: "agenda.conversation",
};

const byId = (id) => document.getElementById(id);
const form = byId("ask");
const { council, forgotten } = document.querySelector("main").dataset;
agree();
const isLeaving = keepLanguage();
if (form !== null && !isLeaving) startChat();
offerPopulation();
sayWhetherItApplies();

/** What the server keeps is the truth: nothing else is kept here beside it, and nothing at all once it has forgotten. */
function agree() {
  if (council !== undefined) write("localStorage", stored.population, council);
  if (forgotten === undefined) return;
  for (const storage of ["localStorage", "sessionStorage"])
    for (const key of Object.values(stored)) write(storage, key, "");
}

/** Opens pages in the language that was chosen the last time. Whether this one is left for that. */
function keepLanguage() {
  for (const link of document.querySelectorAll("a[data-language]"))
    link.addEventListener("click", () => write("localStorage", stored.language, link.lang));
  const chosen = read("localStorage", stored.language);
  const address = new URL(location.href);
  const other = document.querySelector(`a[data-language="${CSS.escape(chosen)}"]`);
  if (other === null || address.searchParams.has("lang")) return false;
  if (chosen === document.documentElement.lang) return false;
  address.searchParams.set("lang", chosen);
  location.replace(address);
  return true;
}

function startChat() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const isSuggestion = event.submitter?.name === "suggestion";
    void ask(isSuggestion ? event.submitter.value : form.q.value);
  });
  form.q.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  // Whoever goes on writing after an answer, whose question has the focus, writes in the box.
  document.addEventListener("keydown", ({ key, ctrlKey, altKey, metaKey }) => {
    const isText = key.length === 1 && key !== " " && !ctrlKey && !altKey && !metaKey;
    if (isText && document.activeElement?.matches(".turn > h2")) form.q.focus();
  });
  keepPopulation();
  document.addEventListener("click", ({ target }) => {
    const copying = target.closest("button.copy");
    if (copying !== null) void copy(copying);
    if (target.closest("#restart a") !== null) write("sessionStorage", stored.conversation, "");
  });
  document.addEventListener("submit", (event) => {
    const box = event.target.closest(".opinion, .turn .to-plan");
    if (box === null) return;
    event.preventDefault();
    void sendFrom(box, event.target, event.submitter);
  });
  resume();
  showCopyButtons();
  reloadWhenStale();
}

/** A browser that goes back shows the page as it was left, though the council may have been changed or forgotten since. */
function reloadWhenStale() {
  const kept = () =>
    read("localStorage", stored.population) + read("sessionStorage", stored.conversation);
  let left = "";
  window.addEventListener("pagehide", () => {
    left = kept();
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted && kept() !== left) location.reload();
  });
}

function keepPopulation() {
  const { population } = form;
  // Where a council is known the empty field stands for it, and what is typed holds for this page alone.
  if (population === undefined || council) return;
  if (population.value === "") population.value = read("localStorage", stored.population);
  population.addEventListener("change", () =>
    write("localStorage", stored.population, population.value.trim()),
  );
}

/** The search begins with the council's own size; what was searched for stays as it is. */
function offerPopulation() {
  const field = document.querySelector("form.search #population");
  const asked = new URL(location.href).searchParams;
  for (const carried of ["lang", "theme"]) asked.delete(carried);
  if (field !== null && asked.size === 0) field.value = read("localStorage", stored.population);
}

/** On an action's page: whether it is for the council whose size was chosen. */
function sayWhetherItApplies() {
  const line = byId("applies");
  if (line === null) return;
  const { written, min = 0, max = Number.POSITIVE_INFINITY, yes, no } = line.dataset;
  const typed = read("localStorage", stored.population);
  if (!new RegExp(`^\\s*${written}\\s*$`, "iu").test(typed)) return;
  const [number] = /\d(?:.*\d)?/u.exec(typed);
  const population = Number(number.replace(/\D/gu, ""));
  if (population < 1) return;
  const isFor = population >= Number(min) && population <= Number(max);
  line.textContent = (isFor ? yes : no).replace("{n}", number);
  line.hidden = false;
}

/** Puts back the conversation that this tab held when it left the page. */
function resume() {
  const conversation = byId("conversation");
  const now = conversation.querySelector(".turn");
  const turns = turnsIn(read("sessionStorage", stored.conversation));
  // The page may be an answer itself, asked for by its address: it comes after the others, once.
  if (now !== null && turns.length > 0 && questionOf(turns.at(-1)) === questionOf(now)) turns.pop();
  if (turns.length === 0) return now === null ? undefined : remember();
  byId("history").replaceChildren(
    ...turns.map(questionOf).map(historyField),
    ...byId("history").children,
  );
  conversation.querySelector(".earlier")?.remove();
  conversation.prepend(...turns);
  begin();
  keepLastSuggestions();
  remember();
}

/** Answers in markup that this page kept; scripts in it would not run. */
function turnsIn(markup) {
  return [...new DOMParser().parseFromString(markup, "text/html").querySelectorAll(".turn")];
}

function questionOf(turn) {
  return turn.querySelector("h2").textContent;
}

function historyField(question) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "history";
  field.value = question;
  return field;
}

/** What stands on the page once something was asked. */
function begin() {
  byId("beginning")?.remove();
  byId("chat").classList.add("under-way");
  byId("restart").hidden = false;
}

/** Only the last answer says what to ask next. */
function keepLastSuggestions() {
  for (const next of document.querySelectorAll(".turn:not(:last-child) .next")) next.remove();
}

async function ask(question) {
  if (form.ariaBusy === "true") return;
  if (question.trim() === "") {
    complain(form.dataset.nothingAsked);
    form.q.focus();
    return;
  }
  setBusy(true);
  complain("");
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) fields.append(name, String(value));
  fields.set("q", question);
  const page = await send(fields);
  setBusy(false);
  if (page === undefined) form.q.value = question;
  else show(page, question);
}

/** The page that answers, or undefined after saying what went wrong or leaving for another page. */
async function send(fields) {
  const say = form.dataset;
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: fields,
      headers: { accept: "text/html" },
      signal: AbortSignal.timeout(timeoutMs),
    });
    // What was typed has a page of its own: "itinerari", "oblida'm".
    if (response.redirected) return location.assign(response.url);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (response.ok && page.querySelector(".turn") !== null) return page;
    if (complainOfPopulation(page.getElementById("population-fault")?.textContent))
      return undefined;
    complain(response.status === 429 ? say.refused : say.failed);
  } catch (error) {
    complain(error.name === "TimeoutError" ? say.late : say.offline);
  }
  return undefined;
}

function show(page, question) {
  const conversation = byId("conversation");
  const turn = document.adoptNode(page.querySelector(".turn"));
  conversation.querySelector(".earlier")?.remove();
  byId("history").replaceWith(document.adoptNode(page.getElementById("history")));
  begin();
  conversation.append(turn);
  keepLastSuggestions();
  showCopyButtons();
  remember();
  // What is being written while a suggestion is answered stays.
  if (form.q.value.trim() === question.trim()) form.q.value = "";
  byId("status").textContent = form.dataset.answered;
  // The next Tab reaches the first citation, and a telephone's keyboard makes room for the answer.
  const heading = turn.querySelector("h2");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  turn.scrollIntoView({ block: "start" });
}

function remember() {
  const last = [...document.querySelectorAll(".turn")].slice(-remembered);
  const markup = last.map((turn) => turn.outerHTML).join("");
  write("sessionStorage", stored.conversation, markup);
}

function setBusy(isBusy) {
  form.ariaBusy = String(isBusy);
  form.querySelector("button[type=submit]").ariaDisabled = String(isBusy);
  tell(isBusy ? form.dataset.working : "", isBusy);
}

function tell(words, isSeen) {
  byId("status").textContent = words;
  byId("status").classList.toggle("seen", isSeen);
}

function complain(words) {
  byId("fault").textContent = words;
  form.q.ariaInvalid = words === form.dataset.nothingAsked ? "true" : null;
  if (words === "") complainOfPopulation("");
}

/** Whether there was anything to complain of. */
function complainOfPopulation(words = "") {
  if (form.population === undefined) return false;
  byId("population-fault").textContent = words;
  form.population.ariaInvalid = words === "" ? null : "true";
  if (words === "") return false;
  if (!council) write("localStorage", stored.population, "");
  form.population.focus();
  return true;
}

/** Sends a form of an answer, and shows what is said to it where the buttons were. */
async function sendFrom(box, sent, submitter) {
  if (box.ariaBusy === "true") return;
  box.ariaBusy = "true";
  const reply = await fetch(sent.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(sent, submitter)),
    headers: { accept: "text/html" },
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(() => undefined);
  box.ariaBusy = null;
  // 404: the answer is gone, and its page says so; to try again would not help.
  const isFinal = reply?.ok || reply?.status === 404;
  const markup = isFinal ? await reply.text() : "";
  const sheet = new DOMParser().parseFromString(markup, "text/html").querySelector(".sheet");
  if (sheet === null) return tell(box.dataset.failed, true);
  const said = [...sheet.querySelectorAll("h1, .words")].map(({ textContent }) => textContent);
  sheet.querySelector("h1").remove();
  box.replaceChildren(...(box.matches(".to-plan") ? planned(box, sheet) : sheet.childNodes));
  // What was pressed is gone: whoever goes on with the keys goes on here.
  box.tabIndex = -1;
  box.focus({ preventScroll: true });
  tell(said.join(" "), false);
  remember();
}

/** What is said to who takes an action into the plan, with the way there: the rest of it is a page away. */
function planned({ dataset }, sheet) {
  const link = document.createElement("a");
  link.href = dataset.plan;
  link.textContent = dataset.open;
  return [...sheet.querySelectorAll(".said"), link];
}

function showCopyButtons() {
  for (const button of document.querySelectorAll("button.copy")) button.hidden = false;
}

async function copy(button) {
  const { copied, copyFailed } = form.dataset;
  const isCopied = await copyText(button.dataset.text, button);
  tell(isCopied ? copied : copyFailed, !isCopied);
  if (isCopied) button.textContent = copied;
}

/** The clipboard is only there over https and on this machine; an older way serves the others. */
async function copyText(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.className = "unseen";
    area.value = text;
    // Beside the button: a browser scrolls to what is selected.
    button.after(area);
    area.select();
    const isCopied = document.execCommand("copy");
    area.remove();
    button.focus();
    return isCopied;
  }
}

/** Browsers may forbid storage; then nothing is remembered. */
function read(storage, key) {
  try {
    return window[storage].getItem(key) ?? "";
  } catch {
    return "";
  }
}

function write(storage, key, value) {
  try {
    if (value === "") window[storage].removeItem(key);
    else window[storage].setItem(key, value);
  } catch {
    // Forbidden or full: the page works without.
  }
}
