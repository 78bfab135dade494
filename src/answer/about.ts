import type { Answer, Intent } from "./answer.ts";

// As records, so that what is added to the answer has to be added here.
const kinds: Readonly<Record<Answer["kind"], true>> = {
  answered: true,
  suggested: true,
  abstained: true,
  failed: true,
};
const intents: Readonly<Record<Intent, true>> = {
  lookup: true,
  list: true,
  count: true,
  search: true,
  "follow-up": true,
  help: true,
};

/** Kind and intent of an answer with a colon between, as buttons carry them; undefined when they are none that we know. */
export function readAbout(kind: string, intent: string): string | undefined {
  const isKnown = Object.hasOwn(kinds, kind) && Object.hasOwn(intents, intent);
  return isKnown ? `${kind}:${intent}` : undefined;
}
