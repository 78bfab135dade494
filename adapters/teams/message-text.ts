/** A mention in a text, in the HTML of a message, and in that of older clients. Teams nests none in another. */
const mention = /<(at|span)\b([^<>]*)>([^<>]*)<\/\1>/giu;
/** What tells a span that mentions somebody from all others. */
const mentionType = "schema.skype.com/Mention";

/** The words of a message, and whether they call the assistant. */
export interface ReadText {
  /** Mentions of others as their names, our own left out, without tags. */
  readonly question: string;
  readonly isCalled: boolean;
}

/** Reads a message in which any of these names stands for the assistant. */
export function readText(text: string, ownNames: ReadonlySet<string>): ReadText {
  let isCalled = false;
  const others = text.replace(mention, (whole, tag: string, attributes: string, name: string) => {
    const isMention = tag.toLowerCase() === "at" || attributes.includes(mentionType);
    if (!isMention || !ownNames.has(textOfHtml(name))) return whole;
    isCalled = true;
    return " ";
  });
  return { question: textOfHtml(others), isCalled };
}

const entities: Readonly<Record<string, string>> = {
  "&nbsp;": " ",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};

/** The words of a text with tags. */
export function textOfHtml(html: string): string {
  return html
    .replace(/<(?:br|\/p|\/div|\/li)\b[^<>]*>/giu, "\n")
    .replace(/<\/?[a-z][^<>]*>/giu, " ")
    .replace(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity)
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n\s*/g, "\n")
    .trim();
}
