import { createRequire } from "node:module";
import type { CardAttachment, OutgoingActivity } from "../../../adapters/teams/activity.ts";
import { maxClaims, maxMessageBytes, maxSeenActions } from "../../../adapters/teams/limits.ts";
import { nodesOf } from "../../helpers/nodes.ts";
import { claimsOf, markdownOf, readAs, within } from "./cards.ts";

/** The package's modules are written for bundlers; its bundle is what Node can load. */
const { AdaptiveCard, HostConfig, SerializationContext, Versions } = createRequire(import.meta.url)(
  "adaptivecards/dist/adaptivecards.js",
) as typeof import("adaptivecards");

/** What Microsoft's own reader of cards and the rules of Teams have against a message; nothing for one that can be sent. */
export function faultsInMessage(activity: OutgoingActivity): string[] {
  const { text = "", summary = "", attachments = [], entities = [] } = activity;
  return [
    ...(text.trim() === "" && !standsAlone(attachments) ? ["no text"] : []),
    ...(summary.trim() === "" ? ["no summary"] : []),
    ...(JSON.stringify(activity).length * 2 > maxMessageBytes ? ["too large"] : []),
    ...(isWhole(activity) ? [] : ["half a character"]),
    ...(entities.length > 1 ? ["two root entities"] : []),
    ...faultsInText(text),
    ...faultsInClaims(activity),
    ...attachments.flatMap(faultsInCard),
  ];
}

/** A card that says in words what it shows. */
function standsAlone([card]: readonly CardAttachment[]): boolean {
  return card !== undefined && card.content.fallbackText.trim() !== "";
}

/** What a text holds that Teams does not show on every device, or that we never write. */
function faultsInText(text: string): string[] {
  const allowed = new Set("root paragraph text strong emphasis link blockquote break".split(" "));
  const root = markdownOf(text);
  const types = new Set(typesIn(root).filter((type) => !allowed.has(type)));
  const targets = within(root, "link").filter(({ url }) => !/^(?:https?|mailto):/.test(url));
  return [
    ...[...types].map((type) => `${type} in the text`),
    ...targets.map(({ url }) => `link to ${url}`),
    ...(/<\/?[a-z]/i.test(text) ? ["a tag in the text"] : []),
    ...(hasControls(text) ? ["a control character in the text"] : []),
  ];
}

function typesIn(node: ReturnType<typeof markdownOf> | { type: string; children?: unknown }) {
  return nodesOf(node).flatMap(({ type }) => (typeof type === "string" ? [type] : []));
}

/** Each source has its mark once among the quotes, and elsewhere only in what a language model wrote. */
function faultsInClaims(activity: OutgoingActivity): string[] {
  const root = markdownOf(activity.text);
  const isWritten = JSON.stringify(activity.entities ?? []).includes("AIGeneratedContent");
  const seen = isWritten ? within(root, "blockquote").map(readAs).join("\n") : readAs(root);
  const claims = claimsOf(activity);
  const positions = claims.map(({ position }) => position);
  return [
    ...(claims.length > maxClaims ? ["too many sources"] : []),
    ...(new Set(positions).size < positions.length ? ["two sources of one number"] : []),
    ...positions.flatMap((position) => {
      const marks = seen.split(`[${position}]`).length - 1;
      return marks === 1 ? [] : [`${marks} marks [${position}]`];
    }),
    ...claims.flatMap(({ appearance }) => {
      const { name, abstract, keywords, url = "https://" } = appearance;
      const words = Array.isArray(keywords) ? keywords.map(String) : [];
      const isNamed = /^.{1,80}$/u.test(String(name)) && String(name).length <= 80;
      const isTold = String(abstract).length >= 1 && String(abstract).length <= 160;
      const isMarked = words.length <= 3 && words.every(({ length }) => length <= 28);
      return isNamed && isTold && isMarked && /^https?:/.test(String(url)) ? [] : ["bad source"];
    }),
  ];
}

/** What Microsoft's reader says of a card, what it would drop, and what Teams allows less than it. */
export function faultsInCard({ content, preview }: CardAttachment): string[] {
  const parsing = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  // Counts those in the menu too; those that are seen are counted below.
  card.hostConfig = new HostConfig({ actions: { maxActions: 20 } });
  card.parse(content, parsing);
  const events = Array.from({ length: parsing.eventCount }, (_, at) => parsing.getEventAt(at));
  const { validationEvents } = card.validateProperties();
  const kept = card.toJSON(new SerializationContext(Versions.v1_5));
  const seen = (content.actions ?? []).filter((action) => !("mode" in action));
  const texts = nodesOf(content).filter(({ type }) => type === "TextBlock" || type === "TextRun");
  return [
    ...[...events, ...validationEvents].map(({ message }) => message),
    // Teams reads its own part before.
    ...lost({ ...content, msteams: undefined }, kept, "card"),
    ...(seen.length > maxSeenActions ? ["too many buttons"] : []),
    ...(content.body.length === 0 ? ["an empty card"] : []),
    ...texts.filter(({ text }) => text === "" || hasControls(String(text))).map(() => "bad text"),
    ...texts
      .filter(
        ({ type, text }) =>
          type === "TextBlock" && /[*_[\]<>`{}]|^[-+#=]|^\d+[.)] /.test(String(text)),
      )
      .map(({ text }) => `markup in ${text}`),
    ...(preview === undefined || isPreview(preview) ? [] : ["bad preview"]),
  ];
}

function isPreview({ contentType, content }: NonNullable<CardAttachment["preview"]>): boolean {
  const { title, text } = content as { title?: unknown; text?: unknown };
  return (
    contentType === "application/vnd.microsoft.card.thumbnail" &&
    typeof title === "string" &&
    title !== "" &&
    typeof text === "string" &&
    !/[<>]/.test(`${title}${text}`)
  );
}

/** What stands in a value and not in its copy, unless the copy leaves it out because it is the default. */
function lost(value: unknown, copy: unknown, path: string): string[] {
  if (value === undefined || isDefault(path, value)) return [];
  if (typeof value !== "object" || value === null)
    return String(value).toLowerCase() === String(copy).toLowerCase() ? [] : [`dropped ${path}`];
  const other = (typeof copy === "object" && copy !== null ? copy : {}) as Record<string, unknown>;
  return Object.entries(value).flatMap(([key, part]) => lost(part, other[key], `${path}.${key}`));
}

function isDefault(path: string, value: unknown): boolean {
  // Read by who does not know what it stands for.
  if (path.endsWith(".fallback")) return true;
  return path.endsWith(".spacing") ? value === "Default" : path.endsWith(".isRequired") && !value;
}

function hasControls(text: string): boolean {
  return /(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u.test(text);
}

function isWhole(value: unknown): boolean {
  return !/(?<!\\)(?:\\\\)*\\ud[89a-f]/i.test(JSON.stringify(value));
}
