import type { KnowledgeItem } from "../agenda/item.ts";

/** How much staff a council has for this, by its inhabitants. */
export type CouncilSize = "hamlet" | "village" | "town" | "large-town" | "city";

/**
 * Inhabitants up to which a council is of a size. 500 is the first bracket of the index of digital maturity, 5,000 and
 * 50,000 are where actions of the Agenda draw their lines, and below 20,000 the province must help (Llei 7/1985, 36.1.g).
 */
const limits: readonly (readonly [size: CouncilSize, most: number])[] = [
  ["hamlet", 500],
  ["village", 5_000],
  ["town", 19_999],
  ["large-town", 50_000],
];

/** The size of a council. */
export function sizeOf(population: number): CouncilSize {
  return limits.find(([, most]) => population <= most)?.[0] ?? "city";
}

/** Whether a council has hardly anybody of its own but the secretary. */
export function isSmall(size: CouncilSize): boolean {
  return size === "hamlet" || size === "village";
}

/** Posts that every council has, whatever its size; basic social services are its own or those of the county. */
const postsEverywhere: ReadonlySet<string> = new Set([
  "alcaldia",
  "secretaria",
  "intervencio",
  "atencio-ciutadana",
  "serveis-socials",
]);

/** How many of the two posts that an action concerns most nobody holds in a small council. */
export function missingPosts({ applicability }: KnowledgeItem): number {
  return (applicability?.roles ?? []).slice(0, 2).filter((role) => !postsEverywhere.has(role))
    .length;
}

/** Whether a decision of the mayor is enough for an action, and gives the rest a head. */
export function isLead({ applicability }: KnowledgeItem): boolean {
  const { horizon, effort, roles } = applicability ?? {};
  return horizon === "short" && effort === "low" && roles?.[0] === "alcaldia";
}

const sentenceEnd = /(?<=\.) /u;
/** The section of an action's text for small councils. */
const smallHeading = /municipi petit/iu;
/** What advises against doing it alone: «no contracteu cap…», «no ha d'instal·lar», «Deixeu-ho per a més endavant». */
const advisedAgainst =
  /\bno (?:en |us )?[a-zà-ü·]+(?:eu|iu)\b|\bno ha d['’e]|\bdeix(?:eu|ar)\b|\bderiveu\b/iu;
/** What says that it was made for them. */
const madeForThem = /pensa(?:t|da) per a (?:ajuntaments petits|vosaltres)/iu;

/** Whether the text of an action advises small councils against doing it alone. */
export function isAgainstSmall(item: KnowledgeItem): boolean {
  const [first = ""] = smallText(item).split(sentenceEnd);
  return advisedAgainst.test(first);
}

/** Titles that say themselves that they are about villages, or about what a county does for them. */
const ofVillages = /\b(?:rurals?|pobles|comarcal|comarca)\b/iu;

/** Whether an action is one of villages and counties: a city has no use for it, even where it sets no limit. */
function isOfVillages(item: KnowledgeItem): boolean {
  return ofVillages.test(item.title) || madeForThem.test(smallText(item));
}

/** Whether an action is not of villages, or the council is small enough for it. */
export function isForSize(item: KnowledgeItem, size: CouncilSize): boolean {
  return size === "town" || isSmall(size) || !isOfVillages(item);
}

function smallText({ blocks }: KnowledgeItem): string {
  const at = blocks.findIndex(({ kind, text }) => kind === "heading" && smallHeading.test(text));
  return at < 0 ? "" : (blocks[at + 1]?.text ?? "");
}
