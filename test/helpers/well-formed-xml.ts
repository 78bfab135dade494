/** The declaration, or a tag with its attributes. */
const tag =
  /<(?:\?xml [^<>?]*\?|(?<end>\/)?(?<name>[\w:-]+)(?<attributes>(?:\s+[\w:-]+="[^<"]*")*)\s*(?<empty>\/)?)>/gu;
const attribute = /([\w:-]+)="([^"]*)"/gu;
const reference = /&(?:lt|gt|amp|quot|apos|#\d+|#x[0-9a-f]+);/giu;
/** What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets). C1 controls may stand, but nobody wants them. */
const forbidden = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Cs}/u;

/** What a strict reader of XML would refuse; undefined when the text is well-formed. */
export function xmlFault(xml: string): string | undefined {
  if (forbidden.test(xml)) return "a character that XML cannot hold";
  const open: string[] = [];
  let roots = 0;
  let last = 0;
  for (const { index, 0: text, groups = {} } of xml.matchAll(tag)) {
    const isInside = open.length > 0;
    const fault = textFault(xml.slice(last, index), isInside) ?? nest(open, text, groups);
    if (fault !== undefined) return fault;
    if (!isInside && groups["name"] !== undefined) roots += 1;
    last = index + text.length;
  }
  if (open.length > 0) return `${open.at(-1)} is never closed`;
  return roots === 1 ? textFault(xml.slice(last), false) : `${roots} roots`;
}

type Tag = Readonly<Partial<Record<string, string>>>;

/** Opens or closes an element; what is wrong with its tag, if anything. */
function nest(open: string[], text: string, { name, end, attributes, empty }: Tag) {
  if (name === undefined) return undefined;
  if (end === undefined) {
    if (empty === undefined) open.push(name);
  } else if (open.pop() !== name) return `${text} closes what is not open`;
  return attributeFault(attributes);
}

function attributeFault(attributes = ""): string | undefined {
  const pairs = [...attributes.matchAll(attribute)];
  if (new Set(pairs.map(([, name]) => name)).size < pairs.length)
    return `an attribute twice:${attributes}`;
  return hasLooseAmpersand(attributes) ? `& in${attributes}` : undefined;
}

function textFault(text: string, isInside: boolean): string | undefined {
  if (!isInside && text.trim() !== "") return `text outside: ${text}`;
  return /<|\]\]>/u.test(text) || hasLooseAmpersand(text) ? `markup in text: ${text}` : undefined;
}

function hasLooseAmpersand(text: string): boolean {
  return text.replace(reference, "").includes("&");
}
