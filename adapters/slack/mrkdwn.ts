/** Words of a Slack message as a question: its marks, links, people and emoji read as a person would read them aloud. */
export function toQuestion(text: string, self?: string): string {
  return decode(
    text
      .replace(/<([^<>]*)>/g, (_all, inner: string) => spoken(inner, self))
      .replace(/```|`/g, " ")
      .replace(/(?<![\p{L}\p{N}:]):[a-z0-9_+'-]{2,50}:(?::skin-tone-\d:)?/gu, " ")
      .replace(/(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/gu, "$2")
      .replace(/^\s*(?:&gt;)+/gm, " "),
  )
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n\s*/g, "\n")
    .trim();
}

/** Ids of the people whom a message mentions. */
export function mentionsIn(text: string): string[] {
  return [...text.matchAll(/<@([A-Z0-9]+)(?:\|[^<>]*)?>/g)].flatMap(([, id]) => id ?? []);
}

/** What stands between angle brackets: https://docs.slack.dev/messaging/formatting-message-text */
function spoken(inner: string, self: string | undefined): string {
  const [target = "", label] = inner.split("|", 2);
  if (target.startsWith("@")) return target.slice(1) === self ? " " : ` ${label ?? ""} `;
  if (target.startsWith("#")) return label ?? "";
  if (target.startsWith("!")) return target.startsWith("!date") ? (label ?? "") : " ";
  return label ?? target.replace(/^(?:mailto|tel):/, "");
}

const entities: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

function decode(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity);
}
