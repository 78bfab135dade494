import { createHash } from "node:crypto";

/** Ids of the made-up workspace, the same as in the stand-in of the Web API. */
export const ids = {
  team: "T0AGENDA00",
  app: "A0AGENDA00",
  bot: "U0AGENDA00",
  botId: "B0AGENDA00",
  user: "U0ANNA0000",
  userName: "anna",
  channel: "C0GENERAL0",
  channelName: "general",
  im: "D0ANNA0000",
  domain: "ajuntament",
} as const;

/** What Slack still sends for those who do not check signatures. */
export const verificationToken = "XXYYZZ";

let moment = 0;
let latest = 0;

/** A ts as Slack makes them: seconds and six more digits. Each is later than the one before. */
export function nextTs(): string {
  latest = Math.max(latest + 1, Date.now() * 1_000);
  return `${Math.floor(latest / 1_000_000)}.${String(latest % 1_000_000).padStart(6, "0")}`;
}

/** An id that is made once and never again. */
export function nextId(initials: string): string {
  moment += 1;
  return `${initials}${String(moment).padStart(8, "0")}`;
}

/** The id that Slack's own clients give to what somebody typed: a UUID. */
export function clientId(seed: string): string {
  const digest = createHash("sha256").update(seed).digest("hex");
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}

/** What kind of conversation an id names. */
export function kindOf(channel: string): "im" | "group" | "channel" {
  if (channel.startsWith("D")) return "im";
  return channel.startsWith("G") ? "group" : "channel";
}

/** The rich text that comes with every typed message: the same as its text, taken apart. */
export function mirrorOf(text: string, seed: string): object[] {
  if (text === "") return [];
  const elements = text.split(/(<[^<>]+>)/).flatMap((part) => {
    if (part === "") return [];
    return /^<.+>$/.test(part)
      ? [mention(part.slice(1, -1))]
      : [{ type: "text", text: read(part) }];
  });
  return [
    {
      type: "rich_text",
      block_id: clientId(seed).slice(0, 5),
      elements: [{ type: "rich_text_section", elements }],
    },
  ];
}

function mention(inside: string): object {
  const [target = "", label] = inside.split("|");
  if (target.startsWith("@")) return { type: "user", user_id: target.slice(1) };
  if (target.startsWith("#")) return { type: "channel", channel_id: target.slice(1) };
  if (target.startsWith("!")) return { type: "broadcast", range: target.slice(1) };
  const words = label === undefined ? {} : { text: read(label) };
  return { type: "link", url: read(target), ...words };
}

function read(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
