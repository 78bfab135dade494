/** Text that stands for itself in a page. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Slack's own markup as a page shows it: https://docs.slack.dev/messaging/formatting-message-text */
export function drawMrkdwn(text: string): string {
  const kept: string[] = [];
  // Signs that no text has hold the places of what is drawn already.
  const keep = (html: string) => `\ue000${kept.push(html) - 1}\ue001`;
  const marked = text
    .replace(/```\n?([\s\S]+?)\n?```/g, (_all, code: string) =>
      keep(`<pre>${drawPlain(code)}</pre>`),
    )
    .replace(/`([^`\n]+)`/g, (_all, code: string) => keep(`<code>${drawPlain(code)}</code>`))
    .replace(/<([^<>\n]+)>/g, (_all, inside: string) => keep(drawReference(inside)));
  const drawn = drawPlain(marked)
    .replace(emphasis("*"), "$1<b>$2</b>")
    .replace(emphasis("_"), "$1<i>$2</i>")
    .replace(emphasis("~"), "$1<s>$2</s>");
  return quoted(drawn).replace(/\ue000(\d+)\ue001/g, (_all, at: string) => kept[Number(at)] ?? "");
}

/** Words with Slack's three entities read, nothing else. */
function drawPlain(text: string): string {
  const read = text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  return escapeHtml(read);
}

/** A word or more between two signs, which do not stand within a word. */
function emphasis(sign: string): RegExp {
  const one = sign === "*" ? "\\*" : sign;
  return new RegExp(
    `(^|[^\\p{L}\\p{N}${sign}])${one}([^\\s${sign}](?:[^${sign}\\n]*[^\\s${sign}])?)${one}(?![\\p{L}\\p{N}])`,
    "gmu",
  );
}

function quoted(html: string): string {
  const lines = html.split("\n");
  const all = lines.findIndex((line) => line.startsWith("&gt;&gt;&gt;"));
  const parts: { quote: boolean; lines: string[] }[] = [];
  for (const [at, line] of lines.entries()) {
    const quote = line.startsWith("&gt;") || (all >= 0 && at >= all);
    const words = line.replace(/^(?:&gt;&gt;&gt;|&gt;) ?/, "");
    const last = parts.at(-1);
    if (last?.quote === quote) last.lines.push(words);
    else parts.push({ quote, lines: [words] });
  }
  return parts
    .map((part) => {
      const inside = part.lines.join("<br>");
      return part.quote ? `<blockquote>${inside}</blockquote>` : inside;
    })
    .join("");
}

function drawReference(inside: string): string {
  const [target = "", label] = inside.split("|");
  if (target.startsWith("@") || target.startsWith("#"))
    return drawMention(label === undefined ? target : `${target.charAt(0)}${label}`);
  if (target.startsWith("!date")) return drawPlain(label ?? "");
  if (target.startsWith("!")) return drawMention(`@${target.slice(1)}`);
  return drawLink(drawPlain(target), drawPlain(label ?? target));
}

/** A link; both parts are safe already. */
export function drawLink(url: string, label: string): string {
  return `<a href="${url}">${label}</a>`;
}

/** A person, a channel or everybody. */
export function drawMention(name: string): string {
  return `<span class="mention">${escapeHtml(name)}</span>`;
}
