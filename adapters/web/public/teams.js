// In the tab of Teams only: says that the page is there, and follows the theme when it changes. The server has set the
// theme that the tab was opened with, so that without this script only a change goes unnoticed.
// Teams warns people of tabs that do not greet it (https://github.com/OfficeDev/microsoft-teams-library-js/issues/2804).
// These are the messages of its library (packages/teams-js/src/internal/communication.ts there), of which three are
// needed; the whole would ask another host for a list, and no page of ours asks other hosts for anything.

const version = "2.19.0";
let sent = 0;

carry(document.documentElement.dataset.theme);
if (window.parent !== window)
  window.addEventListener("message", (event) => {
    if (event.source === window.parent) hear(event.data);
  });
// Where there is no frame, as on telephones.
else window.onNativeMessage = ({ data }) => hear(data);
tell("initialize", [version]);

function hear({ id, func, args } = {}) {
  // The answer to the greeting.
  if (id === 0) {
    tell("appInitialization.success", [version]);
    tell("registerHandler", ["themeChange"]);
  }
  if (func === "themeChange") carry(themeOf(args?.[0]));
}

/** To whoever holds the frame: the server lets nobody else hold it, and nothing in it is secret. */
function tell(func, args) {
  const message = { id: sent, func, args, timestamp: Date.now() };
  sent += 1;
  if (window.parent !== window) window.parent.postMessage(message, "*");
  else window.nativeInterface?.framelessPostMessage(JSON.stringify(message));
}

function themeOf(name) {
  if (name === "contrast") return "contrast";
  return name === "dark" || name === "glass" ? "dark" : "light";
}

/** Puts on a theme, and has every link lead on in it: also those of answers that were kept since another was on. */
function carry(theme) {
  document.documentElement.dataset.theme = theme;
  for (const name of ["href", "action"])
    for (const element of document.querySelectorAll(`[${name}*="theme="]`))
      element.setAttribute(name, withTheme(element.getAttribute(name), theme));
  for (const field of document.querySelectorAll("input[name=theme]")) field.value = theme;
  history.replaceState(history.state, "", withTheme(location.href, theme));
}

function withTheme(address, theme) {
  const url = new URL(address, location.href);
  if (url.origin === location.origin) url.searchParams.set("theme", theme);
  return url.href;
}
