/**
 * Mistakes in Slack's own markup that no error tells of: the message is taken and reads wrong.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function faultsInMrkdwn(text: string): string[] {
  return [...faultsInAngles(text), ...faultsInAmpersands(text)];
}

/** What may stand between `<` and `>`. Their labels hold no line break: it would end the link. */
const forms: readonly RegExp[] = [
  /^https?:\/\/[^\s|<>]+(?:\|[^\n|<>]+)?$/,
  /^(?:mailto|tel):[^\s|<>]+(?:\|[^\n|<>]+)?$/,
  /^@[UW][A-Z0-9]+(?:\|[^\n|<>]+)?$/,
  /^#[CDG][A-Z0-9]+(?:\|[^\n|<>]*)?$/,
  /^!(?:here|channel|everyone)(?:\|[^\n|<>]+)?$/,
  /^!subteam\^S[A-Z0-9]+(?:\|[^\n|<>]+)?$/,
  /^!date\^\d+\^[^^|<>]*\{[a-z_]+\}[^^|<>]*(?:\^https?:\/\/[^\s|<>]+)?\|[^\n|<>]+$/,
];

function faultsInAngles(text: string): string[] {
  const faults: string[] = [];
  let rest = text.replace(/^(?:>>>|>)/gm, "");
  for (let open = rest.search(/[<>]/); open >= 0; open = rest.search(/[<>]/)) {
    const close = rest.indexOf(">", open + 1);
    const inside = rest.slice(open + 1, close < 0 ? undefined : close);
    if (rest[open] === ">") faults.push(`raw > in ${excerpt(rest, open)}`);
    else if (close < 0 || inside.includes("<")) faults.push(`raw < in ${excerpt(rest, open)}`);
    else if (!forms.some((form) => form.test(inside)))
      faults.push(`<${inside.slice(0, 60)}> is no link, mention or date`);
    const known = rest[open] === "<" && close >= 0 && !inside.includes("<");
    rest = rest.slice(known ? close + 1 : open + 1);
  }
  return faults;
}

function faultsInAmpersands(text: string): string[] {
  return [...text.matchAll(/&(?!amp;|lt;|gt;)/g)].map(
    ({ index }) => `raw & in ${excerpt(text, index)}`,
  );
}

function excerpt(text: string, at: number): string {
  return JSON.stringify(text.slice(Math.max(0, at - 15), at + 25));
}
