import { nodesOf } from "../../helpers/nodes.ts";

/** Every text that a reader sees, in order. */
export function textsOf(value: unknown): string[] {
  return nodesOf(value).flatMap(({ text }) => (typeof text === "string" ? [text] : []));
}

/** Every address that can be pressed, in rich text, on buttons and in Slack's own notation. */
export function addressesOf(value: unknown): string[] {
  return nodesOf(value).flatMap(({ type, url, text }) => {
    const marked = type === "mrkdwn" && typeof text === "string" ? text : "";
    const inText = [...marked.matchAll(/<(https?:[^|>]*)/g)].map(([, found]) =>
      (found ?? "").replaceAll("&amp;", "&"),
    );
    return [...(typeof url === "string" ? [url] : []), ...inText];
  });
}

/** Every button with its parts as strings. */
export function buttonsOf(value: unknown) {
  return nodesOf(value)
    .filter(({ type }) => type === "button")
    .map((node) => ({
      id: String(node["action_id"]),
      text: textsOf(node["text"])[0] ?? textsOf([node["text"]])[0] ?? "",
      label: node["accessibility_label"],
      value: typeof node["value"] === "string" ? node["value"] : undefined,
      url: node["url"],
    }));
}

/** Whether one of the blocks holds the quote literally together with the address. */
export function standsTogether(blocks: readonly unknown[], quote: string, url: string): boolean {
  return blocks.some(
    (block) => textsOf(block).some((text) => text === quote) && addressesOf(block).includes(url),
  );
}
