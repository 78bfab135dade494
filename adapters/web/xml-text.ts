/** Markup whose texts are without what XML 1.0 cannot hold, escaped or not. */
export function printable(markup: string): string {
  return markup.replace(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]|\p{Cs}/gu, "").replaceAll("]]>", "]] >");
}
